//! A team: its people, what they are expected to sell, and the parts of its model.

use crate::diagnostic::{Finding, element, join, thousands};
use crate::distribution::Distribution;
use crate::money::{Cents, Decimal6};
use crate::spec::company::CompanyFile;
use crate::spec::team as file;
use crate::spec::{Number, NumberOr, distribution as drawn};

use super::super::Team;
use super::Lowering;
use super::check::in_percent;

/// The highest attainment that is computed, as a share of quota.
const MOST_ATTAINED: f64 = 1e6;

/// From here up an average attainment is doubted: 1,000 % of quota.
const DOUBTED: f64 = 10.0;

/// The most deals that a rep closes in a year on average.
const MOST_DEALS: f64 = 1e6;

impl Lowering<'_> {
    /// The team of that number, from 0, in the file.
    pub(super) fn team(
        &mut self,
        index: usize,
        table: &file::Team,
        company: &CompanyFile,
    ) -> Option<Team> {
        let path = element("team", index);
        let at = |key: &str| join(&path, key);
        let name = self.text(&path, "name", table.name.as_deref(), "what tables call the team");
        self.text(
            &path,
            "plan",
            table.plan.as_deref(),
            "the team's plan file, relative to this file",
        );
        let seats = self.seats(&path, table, table.name.as_deref().unwrap_or("team"));
        let starts = self.starts(&path, table, seats.as_ref().map_or(0, Vec::len));
        let quota = self.optional(table.quota.as_ref(), |l, quota| l.quota(&at("quota"), quota));
        let only_credited = self.is_only_credited(&path, table, company);
        let (attainment, attainment_correlation) = if only_credited {
            (Distribution::constant(1.0).ok(), Some(0.0))
        } else {
            (
                self.attainment(&path, table.attainment.as_ref()),
                self.attainment_correlation(&path, table.attainment_correlation),
            )
        };
        let seasonality = self.seasonality(&at("seasonality"), table.seasonality.as_deref());
        let turnover =
            self.optional(table.turnover.as_ref(), |l, t| l.turnover(&at("turnover"), t));
        let ramp = self.optional(table.ramp.as_ref(), |l, ramp| l.ramp(&at("ramp"), ramp));
        let deals = self.optional(table.deals.as_ref(), |l, deals| l.deals(&at("deals"), deals));
        let book = self.optional(table.book.as_ref(), |l, book| l.book(&at("book"), book));
        let scores = self.scores(&at("score"), table.score.as_deref().unwrap_or_default());
        let funnel =
            self.optional(table.funnel.as_ref(), |l, funnel| l.funnel(&at("funnel"), funnel));
        let activities =
            self.activities(&at("activity"), table.activity.as_deref().unwrap_or_default());
        let value =
            self.optional(table.value.as_ref(), |l, value| l.value(&at("value"), value, company));
        let strategy = self.optional(table.strategy.as_ref(), |l, strategy| {
            l.strategy(&at("strategy"), strategy, company)
        });
        let team = Team {
            name: name?,
            seats: [seats?, starts?].concat(),
            roster: table.roster.is_some(),
            quota: quota?.flatten(),
            only_credited,
            attainment: attainment?,
            attainment_correlation: attainment_correlation?,
            seasonality: seasonality?,
            turnover: turnover?,
            ramp: ramp?.unwrap_or_default(),
            deals: deals?,
            book: book?,
            scores: scores?,
            funnel: funnel?,
            activities: activities?,
            value: value?,
            strategy: strategy?,
        };
        self.deals_can_be_counted(&path, &team).then_some(team)
    }

    /// Whether deals are large enough, against the quota, that a year of them can be simulated.
    fn deals_can_be_counted(&mut self, path: &str, team: &Team) -> bool {
        let Some(deals) = &team.deals else {
            return true;
        };
        let of_team = team.quota.as_ref().map_or(0.0, Distribution::mean);
        let quota = team
            .seats
            .iter()
            .filter_map(crate::company::Seat::largest_quota)
            .map(Cents::to_f64)
            .fold(of_team, f64::max);
        let number = quota * team.attainment.mean() / deals.mean_size();
        let countable = number <= MOST_DEALS;
        if !countable {
            let message = format!(
                "a rep would close about {} deals a year; at most {} are simulated",
                thousands(number as i64),
                thousands(MOST_DEALS as i64)
            );
            let finding = Finding::error(join(&join(path, "deals"), "size"), message);
            self.report(finding.help(
                "compare the size of a deal with the quota, both in whole units of currency",
            ));
        }
        countable
    }

    /// The quota of a year; 0 means none.
    fn quota(
        &mut self,
        path: &str,
        written: &NumberOr<drawn::Distribution>,
    ) -> Option<Option<Distribution>> {
        if let NumberOr::Number(number) = written
            && self.money(path, number)?.0 == 0
        {
            return Some(None);
        }
        self.amount_drawn(path, written).map(Some)
    }

    fn attainment(
        &mut self,
        path: &str,
        written: Option<&NumberOr<drawn::Distribution>>,
    ) -> Option<Distribution> {
        let meaning = "a rep's yearly result as a share of quota when the market is 1";
        let Some(written) = written else {
            let finding = Finding::error(
                join(path, "attainment"),
                format!("`attainment` is missing: {meaning}"),
            );
            self.report(finding.help(
                "such as attainment = { distribution = \"normal\", mean = 1.0, sd = 0.3, min = 0 }",
            ));
            return None;
        };
        let path = join(path, "attainment");
        let distribution = self.distribution(&path, written)?;
        let (_, most) = distribution.support();
        if most <= 0.0 {
            let finding = Finding::warning(
                &path,
                "this attainment is never above 0: nobody of the team sells anything",
            );
            self.report(finding.help("100 % of quota is 1.0"));
        }
        let mean = distribution.mean();
        if mean >= DOUBTED && mean.is_finite() {
            let message = format!("this attainment is {:.0} % of quota on average", 100.0 * mean);
            self.report(in_percent(Finding::warning(&path, message), mean));
        }
        let sound = self.has_mean(&path, &distribution)
            && self.rarely_beyond(MOST_ATTAINED, &path, &distribution);
        sound.then_some(distribution)
    }

    fn attainment_correlation(&mut self, path: &str, written: Option<f64>) -> Option<f64> {
        let Some(correlation) = written else {
            let message = "`attainment_correlation` is missing: how much the team's reps succeed or fail together has to be said";
            let help = "0 where each rep's luck is their own (a larger team varies less), 1 where all do alike; 0.1 to 0.3 \
                        where they share products, prices and a manager";
            self.report(Finding::error(join(path, "attainment_correlation"), message).help(help));
            return None;
        };
        self.chance(&join(path, "attainment_correlation"), correlation)
    }

    /// Weights of the twelve months; alike where not stated.
    fn seasonality(&mut self, path: &str, written: Option<&[Number]>) -> Option<[Decimal6; 12]> {
        let Some(written) = written else {
            return Some([Decimal6::ONE; 12]);
        };
        if !self.has_twelve(path, written.len()) {
            return None;
        }
        let weights: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, weight)| self.decimal_not_negative(&element(path, i), weight))
            .collect();
        let weights: Vec<_> = weights.into_iter().collect::<Option<_>>()?;
        if weights.iter().all(|weight| *weight == Decimal6::ZERO) {
            self.error(path, "all weights are 0: no month of the year has any business");
            return None;
        }
        weights.try_into().ok()
    }

    /// Whether a list has one entry a month.
    pub(super) fn has_twelve(&mut self, path: &str, length: usize) -> bool {
        if length != 12 {
            let key = path.rsplit('.').next().unwrap_or(path);
            let finding =
                Finding::error(path, format!("`{key}` has {length} weights, a year has 12 months"));
            self.report(finding.help("give one weight for each month, from the first month of the plan year; any sum will do"));
        }
        length == 12
    }
}
