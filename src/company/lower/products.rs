//! What deals sell, what is sold with them, and what follows them.

use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::spec::deal as file;

use super::super::{Activity, Implementation, Product, Team, Upgrade};
use super::Lowering;
use super::listed::sum_of_shares;

/// The most products, and the most activities, of all teams together.
const MOST_NAMES: usize = 4_000;

/// The largest size factor of a product.
const MOST_TIMES: f64 = 1_000.0;

/// The most activities of a kind a rep and month, on average.
const MOST_ACTIVITIES: f64 = 1_000_000.0;

/// The longest time from a sale to its upgrade [months].
const LONGEST_WAIT: i64 = 36;

impl Lowering<'_> {
    /// The products of a team; their shares sum to 1, their names are unique.
    pub(super) fn products(
        &mut self,
        path: &str,
        tables: Option<&[file::Product]>,
    ) -> Option<Vec<Product>> {
        let Some(tables) = tables else {
            return Some(Vec::new());
        };
        let products: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| self.product(&element(path, i), table))
            .collect();
        let named = self.names_are_unique(
            path,
            "products",
            tables.iter().map(|table| table.name.as_deref()).collect(),
        );
        let products: Vec<Product> = products.into_iter().collect::<Option<_>>()?;
        let sum: f64 = products.iter().map(|product| product.share).sum();
        if (sum - 1.0).abs() > 1e-9 {
            self.report(sum_of_shares(path, "the shares of `products`", sum));
            return None;
        }
        named.then_some(products)
    }

    fn product(&mut self, path: &str, table: &file::Product) -> Option<Product> {
        let name = self.text(
            path,
            "name",
            table.name.as_deref(),
            "what conditions of plans call the product",
        );
        let share = self
            .required(path, "share", table.share.as_ref(), "the share of sales that it has, 0–1")
            .and_then(|share| self.chance(&join(path, "share"), *share));
        let margin = self.optional(table.margin.as_ref(), |l, margin| {
            l.share_drawn(&join(path, "margin"), margin)
        });
        let factor = join(path, "size_factor");
        let size_factor = self.up_to(MOST_TIMES, &factor, table.size_factor.unwrap_or(1.0));
        let size_factor = size_factor.filter(|times| {
            let positive = *times > 0.0;
            if !positive {
                self.error(&factor, "`size_factor` is 0: such deals would bring nothing");
            }
            positive
        });
        Some(Product { name: name?, share: share?, margin: margin?, size_factor: size_factor? })
    }

    /// Services sold with a deal.
    pub(super) fn implementation(
        &mut self,
        path: &str,
        table: &file::Implementation,
    ) -> Option<Implementation> {
        let chance = self
            .required(path, "chance", table.chance.as_ref(), "the chance that a deal has services")
            .and_then(|chance| self.chance(&join(path, "chance"), *chance));
        let share = self
            .required(path, "share", table.share.as_ref(), "their price as a share of the ACV")
            .and_then(|share| self.factor(&join(path, "share"), share));
        let margin = self.optional(table.margin.as_ref(), |l, margin| {
            l.share_up_to(Decimal6::ONE, &join(path, "margin"), margin)
        });
        let margin = margin?.map_or(Some(0), |margin| i32::try_from(margin.0).ok());
        Some(Implementation { chance: chance?, share: share?, margin: margin? })
    }

    /// Upgrades that follow a deal.
    pub(super) fn upgrade(&mut self, path: &str, table: &file::Upgrade) -> Option<Upgrade> {
        let chance = self
            .required(path, "chance", table.chance.as_ref(), "the chance that an account upgrades")
            .and_then(|chance| self.chance(&join(path, "chance"), *chance));
        let share = self
            .required(
                path,
                "share",
                table.share.as_ref(),
                "the ACV added, as a share of the deal's",
            )
            .and_then(|share| self.factor(&join(path, "share"), share));
        let within = self
            .required(
                path,
                "within_months",
                table.within_months.as_ref(),
                "how many months after the sale an upgrade may come",
            )
            .and_then(|months| self.whole(&join(path, "within_months"), months, 1, LONGEST_WAIT));
        let within_months = usize::try_from(within?).ok();
        Some(Upgrade { chance: chance?, share: share?, within_months: within_months? })
    }

    /// The activities of a team; their names are unique.
    pub(super) fn activities(
        &mut self,
        path: &str,
        tables: &[file::Activity],
    ) -> Option<Vec<Activity>> {
        let activities: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| {
                let path = element(path, i);
                let name = self.text(
                    &path,
                    "name",
                    table.name.as_deref(),
                    "what conditions of plans call the activity",
                );
                let per_month = self
                    .required(
                        &path,
                        "per_month",
                        table.per_month.as_ref(),
                        "how many a rep does a month",
                    )
                    .and_then(|number| {
                        self.up_to(MOST_ACTIVITIES, &join(&path, "per_month"), *number)
                    });
                Some(Activity { name: name?, per_month: per_month? })
            })
            .collect();
        let named = self.names_are_unique(
            path,
            "activities",
            tables.iter().map(|table| table.name.as_deref()).collect(),
        );
        activities.into_iter().collect::<Option<_>>().filter(|_| named)
    }

    /// Whether the products and activities of all teams are few enough to be told apart.
    pub(super) fn names_can_be_told_apart(&mut self, teams: &[Team]) -> bool {
        let products = teams.iter().map(|team| team.products().count());
        let activities = teams.iter().map(|team| team.activities.len());
        let mut few = true;
        for (what, number) in
            [("products", products.sum::<usize>()), ("activities", activities.sum::<usize>())]
        {
            if number > MOST_NAMES {
                let message = format!(
                    "the teams have {number} {what} together, at most {MOST_NAMES} are told apart"
                );
                self.report(Finding::error_at(1, 1, message));
                few = false;
            }
        }
        few
    }

    fn names_are_unique(&mut self, path: &str, what: &str, names: Vec<Option<&str>>) -> bool {
        let mut unique = true;
        for (i, name) in names.iter().enumerate().filter(|(_, name)| name.is_some()) {
            if let Some(first) = names[..i].iter().position(|other| other == name) {
                let name = name.unwrap_or_default();
                let place = |i| join(&element(path, i), "name");
                let finding = Finding::error(place(i), format!("two {what} are called \"{name}\""));
                self.report(
                    finding
                        .help("give each a name of its own")
                        .related(place(first), "first used here"),
                );
                unique = false;
            }
        }
        unique
    }
}
