//! What is so in a year.

use super::super::years::{Team, Year};
use crate::company::Seat;
use crate::events::Stint;
use crate::money::Decimal6;

/// Changes all of a sort that is there, and says whether any is.
fn any<T>(all: impl Iterator<Item = T>, change: impl FnMut(T)) -> bool {
    all.map(change).count() > 0
}

fn teams(year: &mut Year) -> impl Iterator<Item = &mut Team> {
    year.teams.iter_mut()
}

fn stints(year: &mut Year) -> impl Iterator<Item = &mut Stint> {
    teams(year).flat_map(|team| &mut team.seats).flat_map(|seat| &mut seat.stints)
}

fn rosters(year: &mut Year) -> impl Iterator<Item = &mut Seat> {
    teams(year).flat_map(|team| &mut team.seats).map(|seat| &mut seat.roster)
}

pub(super) fn new_quota(year: &mut Year) -> bool {
    any(stints(year).filter(|stint| stint.new_quota.is_some()), |stint| stint.new_quota = None)
}

pub(super) fn own_target(year: &mut Year) -> bool {
    let own = rosters(year).filter(|seat| seat.target_incentive.is_some());
    any(own, |seat| seat.target_incentive = None)
}

pub(super) fn away(year: &mut Year) -> bool {
    any(rosters(year).filter(|seat| seat.leave.is_some()), |seat| seat.leave = None)
}

pub(super) fn seasons(year: &mut Year) -> bool {
    let even = [Decimal6::ONE; 12];
    any(teams(year).filter(|team| team.seasonality != even), |team| team.seasonality = even)
}

pub(super) fn quota_ramp(year: &mut Year) -> bool {
    let ramped = teams(year).filter(|team| !team.quota_ramp.is_empty());
    any(ramped, |team| team.quota_ramp.clear())
}

pub(super) fn rates_by_month(year: &mut Year) -> bool {
    let moves = year.rates.iter_mut().filter(|rates| rates.iter().any(|rate| *rate != rates[0]));
    any(moves, |rates| *rates = [rates[0]; 12])
}
