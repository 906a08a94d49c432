//! The rep that a pay line is for.

use crate::company::{QuotaChange, Seat, Team};
use crate::events::to_cents;
use crate::money::{Cents, Decimal6, Fraction, Rounding};

/// What is known of the rep beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct RepTerms<'a> {
    /// The team's quota a year, if it has one.
    pub quota: Option<Cents>,
    /// Weights of the calendar months, any sum.
    pub seasonality: &'a [Decimal6; 12],
    /// The size of a deal, where one is known.
    pub deal_size: Option<Cents>,
    /// How many reps the team has, where there is a team.
    pub reps: Option<usize>,
}

impl<'a> RepTerms<'a> {
    /// A rep of a team, in the mean of what is drawn or differs by rep.
    pub fn of_team(team: &'a Team) -> Self {
        let deal_size = team.deals.as_ref().map(|deals| &deals.size);
        let deal_size = deal_size.or(team.funnel.as_ref().and_then(|funnel| funnel.size.as_ref()));
        Self {
            quota: quota_of_a_rep(team),
            seasonality: &team.seasonality,
            deal_size: deal_size.map(|size| to_cents(size.mean())),
            reps: Some(team.seats.len()),
        }
    }
}

/// A rep's quota of the year: the team's, or what the roster says, on average; where it changes within the year, each
/// for its months' share of the season.
pub fn quota_of_a_rep(team: &Team) -> Option<Cents> {
    let of_team = team.quota.as_ref().map(|quota| to_cents(quota.mean()));
    let of_year = |seat: &Seat| {
        let quota = seat.quota.or(of_team);
        seat.quota_change.map_or(quota, |change| {
            Some(of_both(quota.unwrap_or(Cents::ZERO), change, &team.seasonality))
        })
    };
    let quotas: Vec<Cents> = team.seats.iter().filter_map(of_year).collect();
    let sum: Cents = quotas.iter().copied().sum();
    let count = i64::try_from(quotas.len()).ok()?;
    sum.0.checked_div(count).map(Cents)
}

/// The quota of a year in which it changes.
fn of_both(quota: Cents, change: QuotaChange, seasonality: &[Decimal6; 12]) -> Cents {
    let weight = |months: &[Decimal6]| months.iter().map(|weight| i128::from(weight.0)).sum();
    let (before, after) = seasonality.split_at(change.from.min(12));
    let (before, after): (i128, i128) = (weight(before), weight(after));
    let exact = i128::from(quota.0) * before + i128::from(change.quota.0) * after;
    let year = Fraction::new(exact, before + after).unwrap_or(Fraction::ZERO);
    year.to_cents(Rounding::HalfEven)
}
