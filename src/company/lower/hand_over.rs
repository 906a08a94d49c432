//! Accounts that pass from the team that sold them to the team that keeps them.

use crate::diagnostic::{Finding, suggestion};
use crate::spec::deal as file;

use super::super::{HandOver, Team};
use super::Lowering;

/// The longest time that an account stays with who sold it [months]: then it renews for the first time.
const LONGEST_STAY: i64 = 12;

impl Lowering<'_> {
    /// The hand-over between two of the teams.
    pub(super) fn hand_over(
        &mut self,
        table: &file::HandOver,
        teams: Option<&[Team]>,
    ) -> Option<HandOver> {
        let from = self.text(
            "hand_over",
            "from",
            table.from.as_deref(),
            "the team that sells the accounts",
        );
        let to = self.text("hand_over", "to", table.to.as_deref(), "the team that keeps them");
        let after = self
            .required(
                "hand_over",
                "after_months",
                table.after_months.as_ref(),
                "how many months after the sale an account passes on",
            )
            .and_then(|months| self.whole("hand_over.after_months", months, 1, LONGEST_STAY));
        // Teams that were refused are not looked for.
        let teams = teams?;
        let from = from.and_then(|name| self.team_called("hand_over.from", &name, teams));
        let to = to.and_then(|name| self.team_called("hand_over.to", &name, teams));
        let (from, to) = (from?, to?);
        let after_months = usize::try_from(after?).ok()?;
        if from == to {
            let finding = Finding::error(
                "hand_over.to",
                "accounts are handed over to the team that sells them",
            );
            self.report(
                finding
                    .related("hand_over.from", "it sells them")
                    .help("name the team that keeps the accounts"),
            );
            return None;
        }
        let seller = teams.get(from)?;
        let Some(deals) = &seller.deals else {
            let message = format!("team \"{}\" sells no single accounts to hand over", seller.name);
            let help = "give the team `[team.deals]` with the `size` of a deal";
            self.report(Finding::error("hand_over.from", message).help(help));
            return None;
        };
        let keeper = teams.get(to)?;
        if keeper.book.is_none() {
            let message = format!("team \"{}\" keeps no accounts", keeper.name);
            let help = "give the team a `[team.book]`: it says how accounts grow, renew and leave";
            self.report(Finding::error("hand_over.to", message).help(help));
            return None;
        }
        if let Some(upgrade) = &deals.upgrade
            && upgrade.within_months >= after_months
        {
            let message = format!(
                "upgrades come up to {} months after the sale, and accounts are handed over after {after_months}: later upgrades than that do not happen",
                upgrade.within_months
            );
            let path = format!("team[{from}].deals.upgrade.within_months");
            self.report(
                Finding::warning("hand_over.after_months", message)
                    .related(path, "upgrades come within so many months")
                    .help("hand accounts over later, or let upgrades come sooner"),
            );
        }
        Some(HandOver { from, to, after_months })
    }

    pub(super) fn team_called(&mut self, path: &str, name: &str, teams: &[Team]) -> Option<usize> {
        let place = teams.iter().position(|team| team.name == name);
        if place.is_none() {
            let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
            let message = format!("the company has no team \"{name}\"");
            self.report(Finding::error(path, message).help(suggestion(name, &names)));
        }
        place
    }
}
