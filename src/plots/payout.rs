//! The payout curve: what reps are paid at which attainment, over how many end there.

use super::amounts::{Currency, count, percent};
use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Dash, Drawing, Point};
use super::facts::{Facts, names, number, rows_with};
use super::frame::{Frame, Sample};
use super::letters::isolated;
use super::palette::{BACKGROUND, LIGHT, MAIN};
use super::panels::{Panel, Panels};
use super::picture::Picture;
use super::spread::Spread;
use super::{Blank, Table};
use crate::statistics::proportion;

/// A band of attainment.
#[derive(Clone, Copy, Debug)]
struct Band {
    from: f64,
    /// None: it is open.
    to: Option<f64>,
    share: Spread,
    rep_years: i64,
    mean: Spread,
    p10: f64,
    p90: f64,
}

impl Band {
    /// Where it stands on the axis: its middle, of the open one a little above its start.
    fn place(&self) -> f64 {
        (self.from + self.end()) / 2.0
    }

    fn end(&self) -> f64 {
        self.to.unwrap_or(self.from + 0.1)
    }
}

/// A team's bands.
struct Team {
    name: String,
    bands: Vec<Band>,
}

impl Team {
    fn of(table: &Table, team: &str) -> Option<Self> {
        let rows = [("team", team)];
        let band = |row| {
            let of = |column| number(table, column, row);
            Some(Band {
                from: of("attainment_from")?,
                to: of("attainment_to"),
                share: Spread::of(table, row, ["share", "share_low", "share_high"])?,
                rep_years: *table.integers("rep_years")?.get(row)?,
                mean: Spread::of(table, row, ["mean_pay", "ci_low", "ci_high"])?,
                p10: of("p10")?,
                p90: of("p90")?,
            })
        };
        let bands: Vec<Band> = rows_with(table, &rows).filter_map(band).collect();
        (!bands.is_empty()).then(|| Self { name: team.to_owned(), bands })
    }

    /// Share of rep-years at quota or above. Its interval is no narrower than the true one: it is as wide as those of its
    /// bands together, or as if the reps of a year reached quota all or none, whichever is narrower. (A year's share then
    /// varies by p (1 − p), and never by more.)
    fn at_quota(&self, years: Option<u64>) -> Spread {
        // Bands start at tenths: those from 1 on are at quota.
        let reached = self.bands.iter().filter(|band| band.from > 0.999);
        let of_bands = Spread::sum(reached.map(|band| (1.0, band.share)));
        let value = of_bands.value;
        let as_years =
            |years: u64| proportion((value * years as f64).round() as usize, years as usize);
        let of_years = years.and_then(as_years).and_then(|estimate| estimate.interval);
        match of_years.map(|interval| interval.half_width()) {
            Some(half) if of_bands.interval.is_none() || half < of_bands.half_width() => {
                Spread::within(value, half)
            }
            _ => of_bands,
        }
    }

    /// The band that quota is in.
    fn band_of_quota(&self) -> Option<&Band> {
        self.bands.iter().find(|band| (band.from - 1.0).abs() < 1e-6)
    }

    /// Yearly pay of the team's reps, all of them together.
    fn weight(&self) -> f64 {
        self.bands.iter().map(|band| band.mean.value * band.rep_years as f64).sum()
    }
}

fn title(teams: &[Team], years: Option<u64>, currency: &Currency) -> Option<String> {
    let largest = teams.iter().max_by(|a, b| a.weight().total_cmp(&b.weight()))?;
    let team = isolated(&largest.name);
    let reached = largest.at_quota(years).percent().in_sentence_at_most();
    let reach = format!("{reached} of {team} rep-years reach quota");
    Some(match largest.band_of_quota() {
        Some(band) => {
            let pay = band.mean.amount(currency).in_sentence();
            format!("{reach}; just above it a rep is paid {pay} on average")
        }
        None => reach,
    })
}

/// The picture.
pub(super) fn picture(payouts: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let teams: Vec<Team> =
        names(payouts, "team").into_iter().filter_map(|team| Team::of(payouts, team)).collect();
    let no_rows = || Blank("has no rows: no rep has a quota".to_owned());
    let title = title(&teams, facts.years, &facts.currency).ok_or_else(no_rows)?;
    let all: i64 = teams.iter().flat_map(|team| &team.bands).map(|band| band.rep_years).sum();
    let samples = vec![
        (Sample::Line(MAIN, Dash::Solid), "mean pay".to_owned()),
        (Sample::Box(LIGHT, 0.4), "8 reps of 10 (p10 to p90)".to_owned()),
        (Sample::Box(BACKGROUND, 1.0), "share of rep-years".to_owned()),
    ];
    Ok(Picture {
        name: "payout",
        title,
        explains: format!(
            "Variable pay of a rep's year by attainment (bookings ÷ quota) in bands of 10 points; below, how many of the \
             {} end in each. Thin lines are 95 % intervals. The last band is open. The error of the share in the title is \
             that of all its bands together, or of as many years whose reps all reach quota or all miss it, \
             whichever is smaller; the true one is smaller still.",
            count(all.unsigned_abs(), "rep-year", "rep-years")
        ),
        source: facts.source("payouts"),
        chart: Box::new(Panels {
            panels: teams,
            currency: facts.currency.clone(),
            samples,
            height: 330.0,
        }),
    })
}

/// Height of the histogram below the curve.
const HISTOGRAM: f64 = 90.0;

impl Panel for Team {
    fn name(&self) -> &str {
        &self.name
    }

    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency) {
        let values = self.bands.iter().flat_map(|band| [band.p10, band.p90, band.mean.value]);
        let Some((low, high)) = ends(values, true) else { return };
        let (curve, histogram) = cell.below(cell.height() - HISTOGRAM);
        let last = self.bands.iter().map(Band::end).fold(1.2, f64::max);
        let x = |title: &str| {
            let marks = (0..=20).map(|tenth| f64::from(tenth) / 10.0).filter(|at| *at <= last);
            let marks = marks.filter(|at| (at * 4.0).fract() == 0.0);
            Axis::new(title, Quantity::Share, (0.0, last))
                .marked(marks.map(|at| (at, percent(at))).collect())
        };
        let pay = Axis::new(
            "variable pay of a rep's year",
            Quantity::Money(currency.clone()),
            (low, high + 0.05 * (high - low)),
        );
        let most = self.bands.iter().map(|band| band.share.value).fold(0.0, f64::max);
        let high = self.bands.iter().filter_map(|band| band.share.interval).map(|(_, high)| high);
        let share = Axis::new("", Quantity::Share, (0.0, high.fold(1.05 * most, f64::max)))
            .marked(vec![(0.0, percent(0.0)), (most, percent(most))]);
        // Both stand on one axis: the left edges have to meet.
        let left = [(&pay, curve), (&share, histogram)]
            .map(|(y, area)| Frame::left_of(area, y))
            .into_iter()
            .fold(cell.left, f64::max);
        let frame = Frame::draw_from(drawing, curve, &x("").bare(), &pay, left);
        let below = Frame::draw_from(drawing, histogram, &x("attainment"), &share, left);
        let line = |of: fn(&Band) -> f64| -> Vec<Point> {
            self.bands.iter().map(|band| frame.at(band.place(), of(band))).collect()
        };
        drawing.band(&line(|band| band.p90), &line(|band| band.p10), LIGHT, 0.4);
        let mean = line(|band| band.mean.value);
        drawing.line(mean.iter().copied(), MAIN, 2.5, Dash::Solid);
        for (point, band) in mean.into_iter().zip(&self.bands) {
            drawing.disc(point, 3.0, MAIN);
            interval(drawing, &frame, point.x, band.mean);
        }
        for band in &self.bands {
            let bar = Area {
                left: below.x.place(band.from),
                top: below.y.place(band.share.value),
                right: below.x.place(band.end()) - 1.0,
                bottom: below.inside.bottom,
            };
            drawing.bar(bar, BACKGROUND, 1.0);
            interval(drawing, &below, (bar.left + bar.right) / 2.0, band.share);
        }
    }
}

/// A thin line from one end of an interval to the other.
fn interval(drawing: &mut Drawing, frame: &Frame, x: f64, spread: Spread) {
    if let Some((low, high)) = spread.interval {
        let ends = [low, high].map(|end| Point { x, y: frame.y.place(end) });
        drawing.line(ends, MAIN, 1.0, Dash::Solid);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half the rep-years are at quota, in two bands. Wilson's interval of 200 years in 400 is 4.88 points each way.
    #[test]
    fn the_share_at_quota_is_as_sure_as_its_bands_or_as_years() {
        for (of_band, years, half) in [
            (Some(0.02), Some(400), 0.04),
            (Some(0.03), Some(400), 0.0488),
            (Some(0.03), None, 0.06),
            (None, Some(400), 0.0488),
            (None, None, 0.0),
        ] {
            let band = |(from, share): (f64, f64)| Band {
                from,
                to: None,
                share: of_band.map_or(Spread::exact(share), |half| Spread::within(share, half)),
                rep_years: 100,
                mean: Spread::exact(1.0),
                p10: 0.0,
                p90: 2.0,
            };
            let bands = [(0.9, 0.5), (1.0, 0.3), (1.1, 0.2)].map(band).into();
            let at_quota = Team { name: "AE".into(), bands }.at_quota(years);
            assert_eq!(at_quota.value, 0.5);
            assert!((at_quota.half_width() - half).abs() < 5e-5, "{at_quota:?}");
        }
    }
}
