//! Pay by performance under every candidate's plans, and from which performance on reps are kept whole.
//!
//! Rep-years are put into fine bands of performance, a point of quota (or of target pay) wide. Where the mean change of
//! pay is surely above or below 0 in one, by four standard errors (no more than one band in 16,000 by chance), reps
//! gain or lose there; where no rep's pay changes by a cent, it stays as it is. A stretch of performance ends
//! where the next band that is sure says otherwise. Where gain turns into loss, or loss into gain, the point
//! between is where the straight line through the bands from the last sure one to the next meets 0 (least squares,
//! weighted by rep-years): exact where pay is straight there.

use std::collections::BTreeMap;

use super::pass::{Paid, Pass, TeamReps};
use super::reps::MeasuredBy;
use crate::metrics::AttainmentBand;
use crate::statistics::{Estimate, Moments, quantile};

/// Fine bands a unit of performance.
const FINE: f64 = 100.0;

/// Beyond so many times quota or target pay, bands are one.
const MOST: f64 = 4.0;

/// Fewest rep-years that make a fine band sure.
const FEWEST: usize = 30;

/// Standard errors that make it sure.
const SURE: f64 = 4.0;

/// What a candidate pays the reps of a team by their performance.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Which candidate.
    pub candidate: usize,
    /// The team, by its place in the company.
    pub team: usize,
    /// How performance is measured.
    pub measured_by: MeasuredBy,
    /// By band of ten points: what is paid.
    pub points: Vec<CurvePoint>,
    /// Stretches of performance in which reps gain, lose or stay as they are, from the lowest on; none of today's.
    pub stretches: Vec<Stretch>,
}

/// Variable pay in a band of performance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// The band, ten points wide.
    pub band: AttainmentBand,
    /// Rep-years in it.
    pub rep_years: usize,
    /// Their mean performance.
    pub performance: f64,
    /// Their mean variable pay.
    pub pay: Estimate,
    /// 10 %, 50 % and 90 % quantile of it.
    pub quantiles: [f64; 3],
}

/// What a change of plan does to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// More than today.
    Gains,
    /// Less than today.
    Loses,
    /// The same to the cent.
    Alike,
}

impl Effect {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gains => "gains",
            Self::Loses => "loses",
            Self::Alike => "alike",
        }
    }
}

/// A stretch of performance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// What happens to pay in it.
    pub effect: Effect,
    /// Where it starts; none for the first. The interval reaches from the last band that surely belongs to the stretch
    /// before to the first that belongs to this.
    pub from: Option<Estimate>,
    /// The share of the team's rep-years in it.
    pub share: f64,
}

/// By candidate, then team, of teams whose plan some candidate changes.
pub(super) fn curves(pass: &Pass<'_>, paid: &Paid) -> Vec<Curve> {
    let mut curves = Vec::new();
    for candidate in 0..pass.candidates() {
        for (team, reps) in paid.reps.iter().enumerate().filter(|(team, _)| pass.is_changed(*team))
        {
            let (measured_by, performance) = reps.performance(pass.target_incentive(team));
            let stretches = if pass.changes(candidate, team) {
                stretches(reps, &performance, candidate)
            } else {
                Vec::new()
            };
            let points = points(&reps.variable[candidate], &performance);
            curves.push(Curve { candidate, team, measured_by, points, stretches });
        }
    }
    curves
}

fn points(pay: &[f64], performance: &[f64]) -> Vec<CurvePoint> {
    let mut by_band: BTreeMap<AttainmentBand, (f64, Vec<f64>)> = BTreeMap::new();
    for (pay, performance) in pay.iter().zip(performance).filter(|(_, at)| !at.is_nan()) {
        let last = (AttainmentBand::COUNT - 1) as f64;
        let band = AttainmentBand((10.0 * performance).floor().clamp(0.0, last) as u8);
        let (sum, pays) = by_band.entry(band).or_default();
        *sum += performance;
        pays.push(*pay);
    }
    let point = |(band, (sum, mut pays)): (AttainmentBand, (f64, Vec<f64>))| {
        let pay = Moments::of(&pays)?.mean()?;
        pays.sort_unstable_by(f64::total_cmp);
        let rep_years = pays.len();
        let quantiles = [quantile(&pays, 0.1)?, quantile(&pays, 0.5)?, quantile(&pays, 0.9)?];
        Some(CurvePoint { band, rep_years, performance: sum / rep_years as f64, pay, quantiles })
    };
    by_band.into_iter().filter_map(point).collect()
}

/// A fine band of performance: sums over its rep-years.
#[derive(Clone, Copy, Debug, Default)]
struct Fine {
    count: f64,
    performance: f64,
    change: f64,
    squares: f64,
    changed: bool,
}

impl Fine {
    fn add(&mut self, performance: f64, change: f64) {
        self.count += 1.0;
        self.performance += performance;
        self.change += change;
        self.squares += change * change;
        self.changed |= change != 0.0;
    }

    /// Mean performance and mean change.
    fn centre(&self) -> (f64, f64) {
        (self.performance / self.count, self.change / self.count)
    }

    fn effect(&self) -> Option<Effect> {
        if self.count < FEWEST as f64 {
            return None;
        }
        if !self.changed {
            return Some(Effect::Alike);
        }
        let (_, mean) = self.centre();
        let variance = (self.squares - self.count * mean * mean).max(0.0) / (self.count - 1.0);
        let error = (variance / self.count).sqrt();
        match mean {
            mean if mean > SURE * error => Some(Effect::Gains),
            mean if mean < -SURE * error => Some(Effect::Loses),
            _ => None,
        }
    }
}

fn stretches(reps: &TeamReps, performance: &[f64], candidate: usize) -> Vec<Stretch> {
    let mut bands = vec![Fine::default(); (FINE * MOST) as usize + 1];
    for (rep, at) in performance.iter().enumerate().filter(|(_, at)| !at.is_nan()) {
        let band = (FINE * at).floor().clamp(0.0, FINE * MOST) as usize;
        bands[band].add(*at, reps.change(candidate, rep));
    }
    let bands: Vec<Fine> = bands.into_iter().filter(|band| band.count > 0.0).collect();
    let all: f64 = bands.iter().map(|band| band.count).sum();
    let mut found: Vec<(Effect, Option<Estimate>)> = Vec::new();
    let mut last_sure = 0;
    for (place, band) in bands.iter().enumerate() {
        let Some(effect) = band.effect() else { continue };
        match found.last() {
            None => found.push((effect, None)),
            Some((before, _)) if *before != effect => {
                let between = &bands[last_sure..=place];
                found.push((effect, turning_point((*before, effect), between)));
            }
            Some(_) => {}
        }
        last_sure = place;
    }
    let ends = found.iter().skip(1).map(|(_, from)| from.map_or(0.0, |from| from.value));
    let ends: Vec<f64> = ends.chain([f64::INFINITY]).collect();
    let mut from = f64::NEG_INFINITY;
    let stretch = |((effect, start), end): ((Effect, Option<Estimate>), f64)| {
        let inside = bands.iter().filter(|band| (from..end).contains(&band.centre().0));
        let share = inside.map(|band| band.count).sum::<f64>() / all;
        from = end;
        Stretch { effect, from: start, share }
    };
    found.into_iter().zip(ends).map(stretch).collect()
}

/// Where one effect turns into another, between the first and the last of these bands.
fn turning_point((before, after): (Effect, Effect), bands: &[Fine]) -> Option<Estimate> {
    let (first, last) = (bands.first()?.centre().0, bands.last()?.centre().0);
    let value = if before == Effect::Alike || after == Effect::Alike {
        // Pay begins or ceases to differ at the edge between the bands.
        (FINE * last).floor() / FINE
    } else {
        let weight: f64 = bands.iter().map(|band| band.count).sum();
        let mean = |of: fn(&Fine) -> f64| bands.iter().map(of).sum::<f64>() / weight;
        let (x, y) = (mean(|band| band.performance), mean(|band| band.change));
        let (mut across, mut along) = (0.0, 0.0);
        for band in bands {
            let (at, change) = band.centre();
            across += band.count * (at - x) * (change - y);
            along += band.count * (at - x) * (at - x);
        }
        x - y * along / across
    };
    let n = bands.iter().map(|band| band.count as usize).sum();
    let interval = crate::statistics::Interval::new(first, last);
    Estimate::with_interval(value.clamp(first, last), interval, n)
}
