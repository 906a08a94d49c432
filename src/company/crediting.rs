//! Who is credited with what others sell.

use crate::money::Decimal6;

use super::production::Missing;
use super::{Company, Team};

/// Deals that two reps of a team sell together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoSelling {
    /// The chance that a deal is shared, 0–1.
    pub chance: f64,
    /// The other seller's share of it, above 0 and below 1.
    pub share: Decimal6,
}

/// A team is credited with a share of the deals that another sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The number of the team that sells; no overlay's `to`.
    pub from: usize,
    /// The number of the team that is credited as well; another one.
    pub to: usize,
    /// The share of each deal, above 0 and at most 1.
    pub share: Decimal6,
}

/// A team is credited with the results of the reps that it manages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// The numbers of the teams that are managed, in the order in which their reps are counted.
    pub of: Vec<usize>,
    /// The number of the managers' team; none of `of`, nor of the `of` of managers before.
    pub to: usize,
    /// The share of each event, above 0 and at most 1.
    pub share: Decimal6,
}

impl Company {
    /// Whether a team, by its number, is credited with what others sell.
    pub fn is_credited(&self, team: usize) -> bool {
        self.overlays.iter().any(|overlay| overlay.to == team)
            || self.managers.iter().any(|manager| manager.to == team)
    }

    /// The teams whose deals are credited to a team in part.
    pub(super) fn helped_by<'a>(&'a self, team: &'a Team) -> impl Iterator<Item = &'a Team> {
        let to = self.number(team);
        let overlays = self.overlays.iter().filter(move |overlay| Some(overlay.to) == to);
        overlays.filter_map(|overlay| self.teams.get(overlay.from))
    }

    /// The teams whose results are credited to a team of managers.
    pub(super) fn managed_by<'a>(&'a self, team: &'a Team) -> impl Iterator<Item = &'a Team> {
        let to = self.number(team);
        let managers = self.managers.iter().filter(move |manager| Some(manager.to) == to);
        managers.flat_map(|manager| &manager.of).filter_map(|of| self.teams.get(*of))
    }

    /// Whether something is so of a team, or of one whose deals or results are credited to it.
    pub(super) fn is_somewhere(&self, team: &Team, so: &dyn Fn(&Team) -> bool) -> bool {
        so(team)
            || self.helped_by(team).any(so)
            || self.managed_by(team).any(|of| self.is_somewhere(of, so))
    }

    /// What a team lacks for a result, if those with whose results it is credited lack it too; `helps`: an
    /// overlay is credited with such results.
    pub(super) fn missing_everywhere(
        &self,
        team: &Team,
        helps: bool,
        missing: &dyn Fn(&Team) -> Option<Missing>,
    ) -> Option<Missing> {
        let own = missing(team)?;
        let helped = self.helped_by(team).filter(|_| helps).map(|of| (of, missing(of)));
        let managed =
            self.managed_by(team).map(|of| (of, self.missing_everywhere(of, helps, missing)));
        let mut reason = None;
        for (of, missing) in helped.chain(managed) {
            let missing = missing?;
            reason.get_or_insert((of, missing));
        }
        Some(match reason {
            Some((of, missing)) if team.only_credited => {
                let why = format!(
                    "team \"{}\", with whose results it is credited, does not either: {}",
                    of.name, missing.why
                );
                Missing::new(why, missing.mend)
            }
            _ => own,
        })
    }

    fn number(&self, team: &Team) -> Option<usize> {
        self.teams.iter().position(|known| known.name == team.name)
    }
}
