//! The people of a team: counted or by name, how they leave and how new ones come up to speed.

use crate::diagnostic::{Diagnosis, Finding, element, join};
use crate::money::Decimal6;
use crate::spec::team as file;

use super::super::roster;
use super::super::{Ramp, Seat, Turnover};
use super::Lowering;
use super::check::in_percent;

/// The most months of tenure that a ramp may describe.
const LONGEST_RAMP: usize = 60;

/// The most that a rep in ramp may be asked for or reach, as a share of the full quota or result.
const MOST_IN_RAMP: Decimal6 = Decimal6(10 * Decimal6::ONE.0);

impl Lowering<'_> {
    /// The seats of a team, from its headcount or its roster.
    pub(super) fn seats(
        &mut self,
        team: &str,
        table: &file::Team,
        name: &str,
    ) -> Option<Vec<Seat>> {
        match (&table.headcount, &table.roster) {
            (Some(headcount), None) => {
                let people =
                    self.whole(&join(team, "headcount"), headcount, 1, roster::MOST_PEOPLE as i64)?;
                Some(
                    (1..=usize::try_from(people).ok()?)
                        .map(|n| Seat { rep: roster::generated(name, n), ..Seat::default() })
                        .collect(),
                )
            }
            (None, Some(file)) => self.roster(&join(team, "roster"), file, name),
            (Some(_), Some(_)) => {
                let finding = Finding::error(
                    join(team, "roster"),
                    "a team has a `headcount` or a `roster`, not both",
                );
                self.report(
                    finding
                        .related(join(team, "headcount"), "the headcount")
                        .help("leave one of them out"),
                );
                None
            }
            (None, None) => {
                let finding = Finding::error(join(team, "headcount"), "the team has no people");
                self.report(finding.help("give its `headcount`, or a `roster` of real people"));
                None
            }
        }
    }

    fn roster(&mut self, path: &str, file: &str, team: &str) -> Option<Vec<Seat>> {
        let document = self.read(path, file)?;
        match roster::seats(&document, team) {
            Ok(seats) => Some(seats),
            Err(findings) => {
                self.others.push(Diagnosis::new(document, findings));
                None
            }
        }
    }

    /// How reps leave.
    pub(super) fn turnover(&mut self, path: &str, table: &file::Turnover) -> Option<Turnover> {
        let yearly = self.required(
            path,
            "yearly",
            table.yearly.as_ref(),
            "the chance that a rep leaves within a year",
        );
        let yearly = yearly.and_then(|yearly| {
            let within = (0.0..1.0).contains(yearly);
            if !within {
                let message = format!("`yearly` must be from 0 to below 1, found {yearly}");
                let finding = Finding::error(join(path, "yearly"), message);
                self.report(in_percent(finding, *yearly));
            }
            within.then_some(*yearly)
        });
        let vacant =
            self.whole_or(&join(path, "vacant_months"), table.vacant_months.as_ref(), 0, 36, 0);
        Some(Turnover { yearly: yearly?, vacant_months: usize::try_from(vacant?).ok()? })
    }

    /// How new reps come up to speed.
    pub(super) fn ramp(&mut self, path: &str, table: &file::Ramp) -> Option<Ramp> {
        let written = table.quota.as_deref().unwrap_or_default();
        let list = join(path, "quota");
        let quota: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, share)| self.share_up_to(MOST_IN_RAMP, &element(&list, i), share))
            .collect();
        let written = table.productivity.as_deref().unwrap_or_default();
        let list = join(path, "productivity");
        let productivity: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, share)| self.up_to(MOST_IN_RAMP.to_f64(), &element(&list, i), *share))
            .collect();
        for (key, length) in [("quota", quota.len()), ("productivity", productivity.len())] {
            if length > LONGEST_RAMP {
                self.error(
                    join(path, key),
                    format!("a ramp of {length} months; at most {LONGEST_RAMP} are read"),
                );
                return None;
            }
        }
        Some(Ramp {
            quota: quota.into_iter().collect::<Option<_>>()?,
            productivity: productivity.into_iter().collect::<Option<_>>()?,
        })
    }
}
