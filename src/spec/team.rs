//! A team of a company file as people write it: its people, how they sell, and what they keep.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::credit::CoSelling;
use super::deal::{Activity, Implementation, Product, Upgrade};
use super::distribution::Distribution;
use super::number::Number;
use super::number_or::NumberOr;
use super::plan_change::PlanChange;

/// A team: people of one role on one plan.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Team {
    /// Its name, unique in the company and not `company`.
    #[schemars(required)]
    pub name: Option<String>,
    /// Its plan file, relative to this file.
    #[schemars(required)]
    pub plan: Option<String>,
    /// Another plan from a month of the year on.
    pub plan_change: Option<PlanChange>,
    /// Its people, counted; in place of `roster`.
    pub headcount: Option<Number>,
    /// A CSV file of its people, relative to this file, in place of `headcount`; its columns, each
    /// optional: `rep`, `quota`, `base`, `target_incentive`, `start_month`, `end_month` (the last month
    /// of a rep who leaves; the seat then stays empty), `leave_from` and `leave_months` (months away, in
    /// which nothing is sold and whose quota does not count), `quota_from` and `new_quota` (the first month
    /// of another quota a year, as after a change of territory), `attainment`.
    pub roster: Option<String>,
    /// A fully ramped rep's quota in the company's currency a year: a number, or a distribution that is
    /// drawn once a rep and year (unequal territories). 0 means none.
    pub quota: Option<NumberOr<Distribution>>,
    /// A rep's yearly result as a share of quota when the market is 1; of a book of accounts: skill,
    /// which scales expansion. Below 0 counts as 0. Needed, except of a team that sells nothing of its own and
    /// is only credited with what others sell (`[[overlay]]`, `[[manager]]`): that one leaves it out.
    pub attainment: Option<NumberOr<Distribution>>,
    /// Correlation between the attainments of two reps of the team, 0–1: 0 where reps succeed
    /// independently of each other, 1 where all do alike. Needed beside `attainment`.
    pub attainment_correlation: Option<f64>,
    /// Twelve weights, one a month of the plan year, of any sum; all months alike where absent.
    pub seasonality: Option<Vec<Number>>,
    /// How reps leave; nobody does where absent.
    pub turnover: Option<Turnover>,
    /// How new reps come up to speed; at once where absent.
    pub ramp: Option<Ramp>,
    /// Twelve numbers: reps hired in each month of the plan year, beside the `headcount`. Each takes a seat of
    /// its own, and is ramped like every new rep. A book of such a seat is there all year: nobody grows it
    /// before its rep starts.
    pub starts: Option<Vec<Number>>,
    /// How new business comes in deals; one amount a month where absent.
    pub deals: Option<Deals>,
    /// The accounts that each rep keeps.
    pub book: Option<Book>,
    /// Scores that each rep gets, such as `nps`.
    pub score: Option<Vec<Score>>,
    /// Meetings and opportunities that each rep makes.
    pub funnel: Option<Funnel>,
    /// Activities that each rep does and that are counted, such as calls.
    pub activity: Option<Vec<Activity>>,
    /// What results of this team are worth, in place of the company's `value`.
    pub value: Option<BTreeMap<String, Number>>,
    /// How this team's pay should be spread, in place of the company's `strategy`.
    pub strategy: Option<BTreeMap<String, Number>>,
}

/// How reps leave.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Turnover {
    /// The chance that a rep leaves within a year, 0 to below 1.
    #[schemars(required)]
    pub yearly: Option<f64>,
    /// Months that the seat stays empty, 0–36; 0 where absent.
    pub vacant_months: Option<Number>,
}

/// How new reps come up to speed, by month of tenure; beyond the lists: 1.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Ramp {
    /// The share of the month's quota that counts, 0 or more, in each month of tenure.
    pub quota: Option<Vec<Number>>,
    /// The share of full results that is reached, 0 or more, in each month of tenure.
    pub productivity: Option<Vec<f64>>,
}

/// How new business comes in deals.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Deals {
    /// A deal's ACV in the company's currency; its mean is finite and above 0.
    #[schemars(required)]
    pub size: Option<NumberOr<Distribution>>,
    /// How much more than Poisson the number of deals varies: variance = mean × (1 + dispersion); 0
    /// where absent.
    pub dispersion: Option<f64>,
    /// Contract terms in months, each with its share, such as `{ 12 = 0.7, 24 = 0.3 }`.
    pub term_months: Option<BTreeMap<String, f64>>,
    /// What is sold: each deal sells one of these products, drawn by their shares.
    pub products: Option<Vec<Product>>,
    /// Days from first contact to signature, drawn a deal and rounded to a whole number, not below 0.
    pub days_to_close: Option<NumberOr<Distribution>>,
    /// The share of deals that the rep opened, rather than took over, 0–1.
    pub outbound: Option<f64>,
    /// The share of deals that the customer pays in advance, 0–1.
    pub prepaid: Option<f64>,
    /// One-time services sold with a deal, in its month.
    pub implementation: Option<Implementation>,
    /// ACV added in an account's first months, which is still the seller's.
    pub upgrade: Option<Upgrade>,
    /// Deals that two reps of the team sell together; none where absent.
    pub co_selling: Option<CoSelling>,
}

/// The accounts that each rep keeps.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Book {
    /// How many a rep keeps: a whole number, or a distribution drawn once a rep and year and rounded.
    #[schemars(required)]
    pub accounts: Option<NumberOr<Distribution>>,
    /// An account's ARR at the start of the year, in the company's currency, not below 0.
    #[schemars(required)]
    pub arr: Option<NumberOr<Distribution>>,
    /// An account's chance to leave at its yearly renewal, within 0–1, drawn once an account.
    #[schemars(required)]
    pub churn: Option<NumberOr<Distribution>>,
    /// How accounts shrink at their renewal; they do not where absent.
    pub contraction: Option<Contraction>,
    /// How accounts grow; they do not where absent.
    pub expansion: Option<Expansion>,
    /// When accounts renew: `"spread"` (where absent) evenly over the year, or twelve weights.
    pub renewal: Option<Renewal>,
}

/// How accounts shrink at their renewal.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Contraction {
    /// The chance at a renewal, 0–1.
    #[schemars(required)]
    pub chance: Option<f64>,
    /// The share of the current ARR that is lost, within 0–1.
    #[schemars(required)]
    pub share: Option<NumberOr<Distribution>>,
}

/// How accounts grow.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Expansion {
    /// Expansions an account and year, at skill 1 and market 1.
    #[schemars(required)]
    pub per_year: Option<f64>,
    /// What one adds, as a share of the account's ARR at the start of the year, not below 0.
    #[schemars(required)]
    pub share: Option<NumberOr<Distribution>>,
    /// The chance that it is a cross-sell, 0–1, else an upsell; 0 where absent.
    pub cross_sell: Option<f64>,
    /// What is added: each expansion is of one of these products, drawn by their shares.
    pub products: Option<Vec<Product>>,
}

/// A score that each rep gets.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Score {
    /// Its name, as plans call it: `nps`, `csat`, `mbo`, …
    #[schemars(required)]
    pub name: Option<String>,
    /// One value of it. MBO and other 0–1 scores are shares; NPS runs from −100 to 100.
    #[schemars(required)]
    pub value: Option<NumberOr<Distribution>>,
    /// How often it is taken, in the last month of each: `month`, `quarter`, `half` or `year`.
    #[schemars(required)]
    pub every: Option<String>,
}

/// Meetings and opportunities that each rep makes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Funnel {
    /// Meetings a rep and month: the Poisson mean at attainment 1 and market 1.
    #[schemars(required)]
    pub meetings: Option<f64>,
    /// The chance that a meeting qualifies, 0–1; 0 where absent.
    pub qualified: Option<f64>,
    /// The chance that a qualified meeting is won, 0–1; 0 where absent.
    pub won: Option<f64>,
    /// Months from the meeting to the won deal, 0–36; 0 where absent.
    pub lag_months: Option<Number>,
    /// A won deal's ACV in the company's currency; needed where `won` is above 0.
    pub size: Option<NumberOr<Distribution>>,
}

/// When accounts renew.
#[derive(Clone, Debug)]
pub enum Renewal {
    /// A word; only `spread` means something.
    Word(String),
    /// Weights of the months.
    Weights(Vec<f64>),
}

impl<'de> Deserialize<'de> for Renewal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrWeights)
    }
}

struct WordOrWeights;

impl<'de> Visitor<'de> for WordOrWeights {
    type Value = Renewal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`\"spread\"` or twelve weights")
    }

    fn visit_str<E>(self, word: &str) -> Result<Renewal, E> {
        Ok(Renewal::Word(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, weights: A) -> Result<Renewal, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(weights)).map(Renewal::Weights)
    }
}

impl JsonSchema for Renewal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Renewal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "const": "spread" },
            { "type": "array", "items": { "type": "number", "minimum": 0 }, "minItems": 12, "maxItems": 12 },
        ] })
    }
}
