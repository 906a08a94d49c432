//! Credit that more than one rep gets for a deal, as people write it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::name_or_names::NameOrNames;
use super::number::Number;

/// Deals that two reps of the team sell together.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CoSelling {
    /// The chance that a deal is shared, 0–1. The other seller is the next rep of the team, in the order of its
    /// seats, who is in seat in the month of the deal.
    #[schemars(required)]
    pub chance: Option<f64>,
    /// The share of the deal that the other seller is credited with, above 0 and below 1, at most six decimals;
    /// the rest is its owner's, so that both sum to the deal to the cent. What comes with the deal (its services,
    /// its upgrade) is shared alike. As a number, such as in `deals`, it counts for each of them.
    #[schemars(required)]
    pub share: Option<Number>,
}

/// Credit for specialists who help to sell: extra credit, which is booked only once.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Overlay {
    /// The team that sells.
    #[schemars(required)]
    pub from: Option<String>,
    /// The team that is credited as well: the first seat of `from` is helped by the first of `to`, the second by
    /// the second, and so on in turn. Nobody is credited for a deal in a month in which that seat is empty. A
    /// team that has only such credits leaves `attainment` out.
    #[schemars(required)]
    pub to: Option<String>,
    /// The share of each `new` and `upgrade` that is credited, above 0 and at most 1, at most six decimals;
    /// rounded to the cent, deal by deal.
    #[schemars(required)]
    pub share: Option<Number>,
}

/// Credit of managers for what their reps are credited with: extra credit, which is booked only once.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Manager {
    /// The team, or teams, whose reps are managed.
    #[schemars(required)]
    pub of: Option<NameOrNames>,
    /// The team of the managers: the first rep's results are credited to its first seat, the second's to its
    /// second, and so on in turn, over all teams of `of` in their order. Managers of these managers come in a
    /// later `[[manager]]`. A team that has only such credits leaves `attainment` out.
    #[schemars(required)]
    pub to: Option<String>,
    /// The share of each event that is credited, above 0 and at most 1, at most six decimals; 1 where absent.
    /// Every kind of event is passed on, scores and accounts are not: the manager's plan says what it pays for.
    pub share: Option<Number>,
}
