//! Who holds a seat, from when to when, with which quota and how able.

use super::Timeline;
use super::so_far::Rest;
use crate::company::{Leave, QuotaChange, Seat, Team};
use crate::money::Cents;
use crate::random::{Address, Purpose, open_unit};
use rand_distr::{Distribution as _, StandardNormal};

/// One rep's time in a seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stint {
    /// First month of the timeline in which the rep's results are known.
    pub start: usize,
    /// The month after the last.
    pub end: usize,
    /// Whether the rep started in that first month; else has been there for long, fully ramped.
    pub newly_hired: bool,
    /// Quota a year, unramped; 0 where there is none.
    pub quota: Cents,
    /// Another quota from a month on.
    pub new_quota: Option<NewQuota>,
    /// Result a year in the plan year, as a share of quota at market 1 (of a book: skill).
    pub attainment: f64,
    /// Which rep of the seat it is, from 0: the key of the rep's streams.
    pub number: u32,
}

/// A rep's quota from a month on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewQuota {
    /// The first month of the timeline in which it is in force.
    pub from: usize,
    /// Quota a year, unramped.
    pub yearly: Cents,
}

impl NewQuota {
    /// What a roster says of it, on a timeline.
    pub fn of(change: QuotaChange, timeline: Timeline) -> Self {
        Self { from: timeline.plan_year() + change.from, yearly: change.quota }
    }
}

impl Stint {
    /// The quota a year, unramped, that is in force in a month; months before the timeline are below 0.
    #[inline]
    pub fn quota_in(&self, month: i64) -> Cents {
        match self.new_quota {
            Some(new) if month >= new.from as i64 => new.yearly,
            _ => self.quota,
        }
    }

    /// The largest quota a year that is ever in force.
    pub fn largest_quota(&self) -> Cents {
        self.new_quota.map_or(self.quota, |new| new.yearly.max(self.quota))
    }

    /// The share of the largest quota that is in force in a month of the timeline.
    pub(super) fn quota_share_in(&self, month: usize) -> f64 {
        let largest = self.largest_quota();
        if self.new_quota.is_none() || largest == Cents::ZERO {
            return 1.0;
        }
        self.quota_in(month as i64).to_f64() / largest.to_f64()
    }

    /// Months of tenure in a month of the timeline: none for reps who have been there for long.
    pub fn tenure(&self, month: usize) -> Option<usize> {
        self.newly_hired.then(|| month - self.start)
    }

    /// Whether the rep is in seat in a month.
    pub fn holds(&self, month: usize) -> bool {
        (self.start..self.end).contains(&month)
    }
}

/// The reps of a seat in turn. Turnover happens within the plan year only: a rep's last month is
/// geometric, the seat stays empty for the team's vacant months, then a new rep starts. Where months of the year
/// are over, who is there is known, and leaves after them at the earliest.
pub(super) fn draw_stints(
    team: &Team,
    (seat, seat_number): (&Seat, u32),
    (timeline, rest): (Timeline, Option<&Rest<'_>>),
    team_year: Address,
    team_factor: f64,
    stints: &mut Vec<Stint>,
) {
    stints.clear();
    let leaving = leaving(team);
    let over = rest.map_or(0, Rest::over);
    let mut start = match seat.start_month {
        Some(month) => timeline.plan_year() + month,
        None => timeline.first(),
    };
    let mut number = 0;
    while start < timeline.months() {
        let rep = team_year.rep(seat_number, number);
        let newly_hired = number > 0 || seat.start_month.is_some();
        let mut end = timeline.months();
        let mut vacant = 0;
        if let Some((log_stay, vacant_months)) = leaving {
            let stayed = months_stayed(open_unit(&mut rep.open(Purpose::Turnover)), log_stay);
            let first_chance = start.max(timeline.plan_year() + over);
            if stayed < (timeline.months() - first_chance) as f64 {
                end = first_chance + stayed as usize + 1;
                vacant = vacant_months;
            }
        }
        let known_end = seat.end_month.map(|month| timeline.plan_year() + month + 1);
        let leaves_for_good = known_end.is_some_and(|known| known <= end && number == 0);
        if let Some(known) = known_end.filter(|_| leaves_for_good) {
            end = known;
        }
        // Roster facts are those of the person there at first; a replacement is drawn anew.
        let roster = (number == 0).then_some(seat);
        let stint = match rest.filter(|_| number == 0) {
            Some(rest) => {
                let own = rep.open(Purpose::Attainment);
                let attainment = rest.attainment(team, seat_number as usize, own);
                Stint { end, attainment, ..rest.stint(seat_number as usize) }
            }
            None => Stint {
                start,
                end,
                newly_hired,
                quota: draw_quota(team, roster, rep),
                new_quota: roster
                    .and_then(|seat| seat.quota_change)
                    .map(|change| NewQuota::of(change, timeline)),
                attainment: match roster.and_then(|s| s.attainment) {
                    Some(known) => known.max(0.0),
                    None => draw_attainment(team, rep, team_factor),
                },
                number,
            },
        };
        stints.push(stint);
        if leaves_for_good {
            break;
        }
        number += 1;
        start = end + vacant;
    }
}

/// Of a team whose reps leave: the logarithm of the chance to stay another month, below 0, and the months that a seat
/// then stays empty.
pub(super) fn leaving(team: &Team) -> Option<(f64, usize)> {
    let leaving = team.turnover.map(|t| ((-t.yearly).ln_1p() / 12.0, t.vacant_months));
    leaving.filter(|(log_stay, _)| *log_stay < 0.0)
}

/// Months that a rep stays from when leaving is possible, by a uniform number.
pub(super) fn months_stayed(uniform: f64, log_stay: f64) -> f64 {
    uniform.ln() / log_stay
}

/// The quota of a rep, on the roster or hired later, where it is not drawn.
pub(super) fn known_quota(team: &Team, roster: Option<&Seat>) -> Option<Cents> {
    let of_team = || match &team.quota {
        Some(quota) => Some(super::to_cents(quota.is_constant()?.max(0.0))),
        None => Some(Cents::ZERO),
    };
    roster.and_then(|seat| seat.quota).or_else(of_team)
}

pub(super) fn draw_quota(team: &Team, roster: Option<&Seat>, rep: Address) -> Cents {
    known_quota(team, roster).unwrap_or_else(|| {
        let drawn = team.quota.as_ref().map(|quota| quota.sample(&mut rep.open(Purpose::Quota)));
        super::to_cents(drawn.unwrap_or(0.0).max(0.0))
    })
}

/// Draws what a rep reaches in a year. Reps of a team share a factor F: the latent normal is
/// √ρ F + √(1 − ρ) ε (one-factor Gaussian copula).
pub(super) fn draw_attainment(team: &Team, rep: Address, team_factor: f64) -> f64 {
    let mut stream = rep.open(Purpose::Attainment);
    let correlation = team.attainment_correlation;
    let attainment = if correlation > 0.0 {
        let own: f64 = StandardNormal.sample(&mut stream);
        team.attainment
            .sample_at_normal(correlation.sqrt() * team_factor + (1.0 - correlation).sqrt() * own)
    } else {
        team.attainment.sample(&mut stream)
    };
    attainment.max(0.0)
}

/// The factor that the reps of a team share in a year; 0 where they share none.
pub(super) fn draw_team_factor(team: &Team, team_year: Address) -> f64 {
    if team.attainment_correlation > 0.0 {
        StandardNormal.sample(&mut team_year.open(Purpose::TeamFactor))
    } else {
        0.0
    }
}

/// What a rep reaches in a year of the timeline. History draws its own; a known one stays what it is.
pub(super) fn skill(
    team: &Team,
    seat: &Seat,
    stint: &Stint,
    team_factor: f64,
    rep: Address,
    is_plan_year: bool,
) -> f64 {
    match (is_plan_year, seat.attainment) {
        (false, None) => draw_attainment(team, rep, team_factor),
        _ => stint.attainment,
    }
}

/// The share of full results that a rep reaches in a month of the year that starts there: 0 out of seat, and while
/// away.
pub(super) fn presence(
    team: &Team,
    stint: &Stint,
    leave: Option<Leave>,
    year_start: usize,
    month: usize,
) -> f64 {
    let is_away = leave.is_some_and(|leave| leave.holds(month));
    if stint.holds(year_start + month) && !is_away {
        productivity(team, stint, year_start + month)
    } else {
        0.0
    }
}

/// The share of full results that a rep reaches in a month.
pub(super) fn productivity(team: &Team, stint: &Stint, month: usize) -> f64 {
    match stint.tenure(month) {
        Some(tenure) => team.ramp.productivity.get(tenure).copied().unwrap_or(1.0),
        None => 1.0,
    }
}
