//! What comes with a deal, as people write it: its product, services sold with it, upgrades that follow it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::distribution::Distribution;
use super::number::Number;
use super::number_or::NumberOr;

/// A product that deals sell, or that accounts expand by.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Product {
    /// Its name, as conditions of plans call it.
    #[schemars(required)]
    pub name: Option<String>,
    /// The share of deals, or of expansions, that are of it; the shares of a list sum to 1.
    #[schemars(required)]
    pub share: Option<f64>,
    /// Its margin as a share of the amount, within 0–1: a number, or a distribution drawn a sale. Needed
    /// where a plan looks at margins.
    pub margin: Option<NumberOr<Distribution>>,
    /// Its deals are so many times as large as `size` says; 1 where absent. There are fewer deals where
    /// they are larger: expected bookings stay what attainment and quota say. Expansions of it are so many
    /// times as large as `share` says, and no fewer.
    pub size_factor: Option<f64>,
}

/// One-time services sold with a deal.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Implementation {
    /// The chance that a deal has them, 0–1.
    #[schemars(required)]
    pub chance: Option<f64>,
    /// Their price as a share of the deal's ACV, not below 0.
    #[schemars(required)]
    pub share: Option<NumberOr<Distribution>>,
    /// Their margin as a share of their price, 0–1; 0 where absent.
    pub margin: Option<Number>,
}

/// ACV added to an account while it is still the seller's.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Upgrade {
    /// The chance that an account sold upgrades, 0–1.
    #[schemars(required)]
    pub chance: Option<f64>,
    /// The ACV added, as a share of the deal's, not below 0.
    #[schemars(required)]
    pub share: Option<NumberOr<Distribution>>,
    /// It comes in one of so many months after that of the sale, each alike, 1–36. If the seller has left by
    /// then, or the account has been handed over, there is none.
    #[schemars(required)]
    pub within_months: Option<Number>,
}

/// Activities that are counted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Activity {
    /// Its name, as conditions of plans call it, such as `calls`.
    #[schemars(required)]
    pub name: Option<String>,
    /// How many a rep does a month: the mean of a Poisson number, times the ramp's productivity.
    #[schemars(required)]
    pub per_month: Option<f64>,
}

/// When accounts pass from the team that sold them to the team that keeps them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HandOver {
    /// The team that sells them; it has `[team.deals]`.
    #[schemars(required)]
    pub from: Option<String>,
    /// The team that keeps them; it has a `[team.book]`.
    #[schemars(required)]
    pub to: Option<String>,
    /// An account sold in month m is in the other team's book from the start of month m + this, 1–12.
    #[schemars(required)]
    pub after_months: Option<Number>,
}
