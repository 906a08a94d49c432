//! Credit that more than one rep gets for a deal.

use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::spec::company::CompanyFile;
use crate::spec::credit as file;
use crate::spec::{Number, team};

use super::super::{CoSelling, Manager, Overlay, Team};
use super::Lowering;
use super::check::in_percent;

impl Lowering<'_> {
    /// Deals that two reps sell together.
    pub(super) fn co_selling(&mut self, path: &str, table: &file::CoSelling) -> Option<CoSelling> {
        let chance = self
            .required(path, "chance", table.chance.as_ref(), "the chance that a deal is shared")
            .and_then(|chance| self.chance(&join(path, "chance"), *chance));
        let place = join(path, "share");
        let share = self
            .required(path, "share", table.share.as_ref(), "the other seller's share of the deal")
            .and_then(|share| self.credited_share(&place, share));
        if share == Some(Decimal6::ONE) {
            let finding =
                Finding::error(&place, "the other seller is credited with all of the deal");
            self.report(finding.help(
                "below 1: the rest is the owner's; extra credit for others is an `[[overlay]]`",
            ));
            return None;
        }
        Some(CoSelling { chance: chance?, share: share? })
    }

    /// The overlays of the company.
    pub(super) fn overlays(
        &mut self,
        tables: &[file::Overlay],
        teams: Option<&[Team]>,
    ) -> Option<Vec<Overlay>> {
        let overlays: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| self.overlay(&element("overlay", i), table, teams))
            .collect();
        let overlays: Vec<Overlay> = overlays.into_iter().collect::<Option<_>>()?;
        let mut sound = true;
        for (i, overlay) in overlays.iter().enumerate() {
            let name = |team: usize| teams.and_then(|t| t.get(team)).map_or("", |t| &t.name);
            let path = element("overlay", i);
            let same = |other: &Overlay| (other.from, other.to) == (overlay.from, overlay.to);
            if let Some(first) = overlays[..i].iter().position(same) {
                let message = format!(
                    "the deals of team \"{}\" are credited to team \"{}\" already",
                    name(overlay.from),
                    name(overlay.to)
                );
                let finding = Finding::error(join(&path, "to"), message)
                    .related(join(&element("overlay", first), "to"), "first here");
                self.report(finding.help("state one `share`"));
                sound = false;
            }
            if let Some(feeds) = overlays.iter().position(|other| other.to == overlay.from) {
                let message = format!(
                    "team \"{}\" helps others to sell: what it is credited with is not credited on",
                    name(overlay.from)
                );
                let finding = Finding::error(join(&path, "from"), message)
                    .related(join(&element("overlay", feeds), "to"), "it is credited here");
                self.report(finding.help("name the team that sells"));
                sound = false;
            }
        }
        sound.then_some(overlays)
    }

    fn overlay(
        &mut self,
        path: &str,
        table: &file::Overlay,
        teams: Option<&[Team]>,
    ) -> Option<Overlay> {
        let from = self.text(path, "from", table.from.as_deref(), "the team that sells");
        let to = self.text(path, "to", table.to.as_deref(), "the team that is credited as well");
        let share = self
            .required(
                path,
                "share",
                table.share.as_ref(),
                "the share of each deal that is credited",
            )
            .and_then(|share| self.credited_share(&join(path, "share"), share));
        let teams = teams?;
        let from = from.and_then(|name| self.team_called(&join(path, "from"), &name, teams));
        let to = to.and_then(|name| self.team_called(&join(path, "to"), &name, teams));
        let overlay = Overlay { from: from?, to: to?, share: share? };
        if overlay.from == overlay.to {
            let finding =
                Finding::error(join(path, "to"), "a team is not credited twice for what it sells")
                    .related(join(path, "from"), "it sells");
            self.report(finding.help(
                "two sellers of one team share a deal by `co_selling` in its `[team.deals]`",
            ));
            return None;
        }
        let seller = &teams[overlay.from];
        if seller.only_credited
            || (seller.deals.is_none() && (seller.book.is_some() || seller.funnel.is_some()))
        {
            let message = format!("team \"{}\" sells nothing new", seller.name);
            self.report(
                Finding::error(join(path, "from"), message)
                    .help("an overlay is credited with new deals and their upgrades; results of other kinds are credited by `[[manager]]`"),
            );
            return None;
        }
        Some(overlay)
    }

    /// The managers of the company.
    pub(super) fn managers(
        &mut self,
        file: &CompanyFile,
        teams: Option<&[Team]>,
    ) -> Option<Vec<Manager>> {
        let tables = file.manager.as_deref().unwrap_or_default();
        let managers: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| self.manager(&element("manager", i), table, teams))
            .collect();
        let managers: Vec<Manager> = managers.into_iter().collect::<Option<_>>()?;
        let mut sound = true;
        for (i, manager) in managers.iter().enumerate() {
            let (path, manages) = (join(&element("manager", i), "of"), |team: &usize| {
                managers[i..].iter().position(|later| later.to == *team).map(|later| i + later)
            });
            let Some(later) = manager.of.iter().find_map(manages) else {
                continue;
            };
            let place = join(&element("manager", later), "to");
            let finding = if later == i {
                Finding::error(path, "managers are not credited with their own results once more")
                    .related(place, "the managers")
                    .help("name the teams of their reps")
            } else {
                Finding::error(path, "these are credited with results only further below")
                    .related(place, "here")
                    .help("write the `[[manager]]` of the lower level first; none may manage in a circle")
            };
            self.report(finding);
            sound = false;
        }
        self.doubt_what_is_credited_twice(file, &managers, teams.unwrap_or_default());
        sound.then_some(managers)
    }

    fn manager(
        &mut self,
        path: &str,
        table: &file::Manager,
        teams: Option<&[Team]>,
    ) -> Option<Manager> {
        let of =
            self.required(path, "of", table.of.as_ref(), "the team, or teams, that are managed");
        let to = self.text(path, "to", table.to.as_deref(), "the team of the managers");
        let share = self.optional(table.share.as_ref(), |l, share| {
            l.credited_share(&join(path, "share"), share)
        });
        let (teams, names) = (teams?, of?.names());
        let place = join(path, "of");
        if names.is_empty() {
            self.error(&place, "no team is managed");
        }
        let (mut of, mut sound) = (Vec::new(), !names.is_empty());
        for name in names {
            let team = self.team_called(&place, name, teams);
            if of.contains(&team) && team.is_some() {
                self.error(&place, format!("the team \"{name}\" is named twice"));
                sound = false;
            }
            of.push(team);
        }
        let to = to.and_then(|name| self.team_called(&join(path, "to"), &name, teams));
        let share = share?.unwrap_or(Decimal6::ONE);
        let of: Vec<usize> = of.into_iter().collect::<Option<_>>()?;
        Some(Manager { of, to: to?, share }).filter(|_| sound)
    }

    /// Managers of a team and of those who help it to sell are credited with its deals twice.
    fn doubt_what_is_credited_twice(
        &mut self,
        file: &CompanyFile,
        managers: &[Manager],
        teams: &[Team],
    ) {
        let number = |name: Option<&String>| {
            name.and_then(|name| teams.iter().position(|team| team.name == *name))
        };
        for (i, manager) in managers.iter().enumerate() {
            for (o, overlay) in file.overlay.iter().flatten().enumerate() {
                let (from, to) = (number(overlay.from.as_ref()), number(overlay.to.as_ref()));
                let (Some(from), Some(to)) = (from, to) else {
                    continue;
                };
                if from != to && manager.of.contains(&from) && manager.of.contains(&to) {
                    let message = format!(
                        "deals of team \"{}\" are credited to these managers twice: once as its own, and once as credit of team \"{}\"",
                        teams[from].name, teams[to].name
                    );
                    let path = join(&element("manager", i), "of");
                    let finding = Finding::warning(path, message)
                        .related(join(&element("overlay", o), "to"), "credited as an overlay");
                    self.report(finding.help("leave one of the teams out, if that is not meant"));
                }
            }
        }
    }

    /// A share of a deal: above 0, at most 1.
    fn credited_share(&mut self, path: &str, written: &Number) -> Option<Decimal6> {
        let share = self.decimal_not_negative(path, written)?;
        let within = share > Decimal6::ZERO && share <= Decimal6::ONE;
        if !within {
            let message = format!("`share` must be above 0 and at most 1, found {share}");
            let finding = in_percent(Finding::error(path, message), share.to_f64());
            let help = "1 is all of it; leave the table out where nothing is credited".to_owned();
            self.report(Finding { help: finding.help.clone().or(Some(help)), ..finding });
        }
        within.then_some(share)
    }

    /// Whether a team sells nothing of its own. Of a team that is credited with what others sell it has to be
    /// said whether it sells as well.
    pub(super) fn is_only_credited(
        &mut self,
        path: &str,
        table: &team::Team,
        company: &CompanyFile,
    ) -> bool {
        let name = table.name.as_ref().filter(|name| !name.is_empty());
        let overlays = company.overlay.iter().flatten().map(|overlay| overlay.to.as_ref());
        let managers = company.manager.iter().flatten().map(|manager| manager.to.as_ref());
        let of_overlays = overlays.enumerate().map(|(i, to)| (element("overlay", i), to));
        let of_managers = managers.enumerate().map(|(i, to)| (element("manager", i), to));
        let credited = of_overlays.chain(of_managers).find(|(_, to)| name.is_some() && *to == name);
        let Some((source, _)) = credited else {
            return false;
        };
        let makes_own = table.deals.is_some() || table.book.is_some() || table.funnel.is_some();
        if makes_own {
            return false;
        }
        for (key, stated) in [
            ("attainment", table.attainment.is_some()),
            ("attainment_correlation", table.attainment_correlation.is_some()),
        ] {
            if stated {
                let message = format!(
                    "`{key}` is of results of its own, and this team is credited with those of others"
                );
                self.report(
                    Finding::error(join(path, key), message)
                        .related(join(&source, "to"), "credited here")
                        .help("leave it out, or give the team `[team.deals]` if it sells as well"),
                );
            }
        }
        true
    }
}
