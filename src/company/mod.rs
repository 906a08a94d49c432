//! A company as the simulator needs it: teams, their people, books and markets.
//!
//! These types are valid by construction of `load`: every distribution is sound, every share adds up,
//! every plan file was found. Months count from 0 here.

mod agreement;
mod aims;
pub mod altered;
mod candidates;
mod change;
mod command_line;
mod crediting;
mod deal;
mod exchange;
mod files;
mod goes_on;
mod handed_over;
mod load;
mod lower;
mod production;
mod properties;
mod roster;
#[cfg(test)]
mod tests;

pub use agreement::Source;
pub use aims::{Aim, MeasureGroup, Strategy, ValueWeights};
pub use candidates::{Candidate, Candidates, Named, candidates};
pub use change::Changed;
pub use command_line::Overrides;
pub use crediting::{CoSelling, Manager, Overlay};
pub use deal::{Activity, HandOver, Implementation, Product, Upgrade};
pub use exchange::{Exchange, Rate};
pub use files::{Files, Input, missing_argument};
pub use load::{Loaded, load, sound_plans};

use crate::distribution::{Correlation, Distribution};
use crate::money::{Cents, Decimal6};

/// The most synthetic years of one run.
pub const MOST_YEARS: usize = 10_000_000;

/// A company and its year.
#[derive(Clone, Debug)]
pub struct Company {
    /// What people call it.
    pub name: String,
    /// Three-letter code of the currency of sales.
    pub currency: String,
    /// The first month of the plan year, where stated; ISO dates in data files count from it.
    pub fiscal_year_start: Option<FiscalYearStart>,
    /// How much is simulated.
    pub simulation: Simulation,
    /// What was budgeted, if anything.
    pub budget: Option<Budget>,
    /// Rates to currencies that plans pay in.
    pub exchange: Vec<Exchange>,
    /// What moves all teams of a year alike.
    pub market: Market,
    /// The teams, in the order of the file; names are unique and none is `company`.
    pub teams: Vec<Team>,
    /// When accounts pass from one team to another, if they do.
    pub hand_over: Option<HandOver>,
    /// Which teams are credited with a share of the deals that another sells.
    pub overlays: Vec<Overlay>,
    /// Which teams are credited with the results of others, each after those that it manages.
    pub managers: Vec<Manager>,
    /// What results are worth to it, where it says; see [`Self::value_of`].
    pub value: Option<ValueWeights>,
    /// How pay should be spread, where it says; see [`Self::strategy_of`].
    pub strategy: Option<Strategy>,
}

/// A month of the calendar: the first of the plan year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYearStart {
    /// The year of our era, 1900–9999.
    pub year: u16,
    /// The month of that year, from 0.
    pub month: u8,
}

impl FiscalYearStart {
    /// The month that a text such as `2027-01` says.
    pub fn from_text(text: &str) -> Option<Self> {
        let (year, month) =
            text.split_once('-').filter(|(year, month)| (year.len(), month.len()) == (4, 2))?;
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let year = year.parse().ok().filter(|year| digits && (1900..=9999).contains(year))?;
        let month = month.parse().ok().filter(|month: &u8| (1..=12).contains(month))?;
        Some(Self { year, month: month - 1 })
    }
}

/// How much is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simulation {
    /// Synthetic years; at least 1.
    pub years: usize,
    /// The seed of all draws.
    pub seed: u64,
    /// Months before the plan year that are simulated first, 0–36.
    pub history_months: usize,
}

/// The budget that variable pay is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Variable pay of the company a year; none where only the burden is stated.
    pub variable_pay: Option<Cents>,
    /// Employer's charges as a share of pay.
    pub burden: Decimal6,
}

/// Factors that are drawn once a year and shared by all teams; constants of 1 where not stated.
#[derive(Clone, Debug)]
pub struct Market {
    /// × new business and meetings.
    pub demand: Distribution,
    /// × churn probabilities.
    pub churn: Distribution,
    /// × expansion rates.
    pub expansion: Distribution,
    /// Of the three factors' latent normals, in the order demand, churn, expansion.
    pub correlation: Correlation,
}

/// A team: people of one role on one plan.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its seats, filled or not, in roster order; at least one.
    pub seats: Vec<Seat>,
    /// The seats are those of real people from a roster file, rather than so many generated names.
    pub roster: bool,
    /// A fully ramped rep's quota a year, in dollars: one draw a rep and year. None where no quota.
    pub quota: Option<Distribution>,
    /// It sells nothing of its own: others' results are credited to it.
    pub only_credited: bool,
    /// A rep's yearly result as a share of quota when the market is 1 (of a book: skill). Of a team that is
    /// only credited it is 1, and nothing rests on it.
    pub attainment: Distribution,
    /// Pearson correlation of the latent normals of two reps of the team, 0–1.
    pub attainment_correlation: f64,
    /// Each month's weight in the year, any sum above 0; exact, in millionths.
    pub seasonality: [Decimal6; 12],
    /// How reps leave, if they do.
    pub turnover: Option<Turnover>,
    /// How new reps come up to speed.
    pub ramp: Ramp,
    /// How bookings come in deals; none: one amount a month.
    pub deals: Option<Deals>,
    /// The accounts that each seat keeps, if any.
    pub book: Option<Book>,
    /// Scores that each rep gets.
    pub scores: Vec<Score>,
    /// Meetings and opportunities, if the team makes them.
    pub funnel: Option<Funnel>,
    /// Activities that each rep does and that are counted.
    pub activities: Vec<Activity>,
    /// What its results are worth, in place of what the company says.
    pub value: Option<ValueWeights>,
    /// How its pay should be spread, in place of what the company says.
    pub strategy: Option<Strategy>,
}

/// One place in a team, with what is known of the person in it at the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seat {
    /// The rep's name in tables: `AE-07`, or as the roster has it.
    pub rep: String,
    /// The rep's own quota a year, in place of the team's.
    pub quota: Option<Cents>,
    /// The rep's own base a year, in place of the plan's.
    pub base: Option<Cents>,
    /// The rep's own target incentive a year, in place of the plan's.
    pub target_incentive: Option<Cents>,
    /// The month, from 0, in which the rep starts in this plan year; none: has been there for long.
    pub start_month: Option<usize>,
    /// The last month, from 0, of a rep who is known to leave within the plan year; the seat stays empty.
    pub end_month: Option<usize>,
    /// Months of the plan year, from 0, in which the person there at first is away: nothing is sold in them
    /// and their quota does not count; base, targets and amounts go on.
    pub leave: Option<Leave>,
    /// Another quota from a month on, of the person there at first.
    pub quota_change: Option<QuotaChange>,
    /// The rep's own attainment, in place of a draw.
    pub attainment: Option<f64>,
}

/// Months in which a rep is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// The first, from 0.
    pub from: usize,
    /// How many, at least 1; within the plan year.
    pub months: usize,
}

impl Leave {
    /// Whether a month of the plan year, from 0, is one of them.
    pub const fn holds(self, month: usize) -> bool {
        self.from <= month && month < self.from + self.months
    }
}

/// A rep's quota from a month on, as after a change of territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaChange {
    /// The first month of the plan year, from 0, in which it is in force.
    pub from: usize,
    /// A year, unramped.
    pub quota: Cents,
}

/// How reps leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turnover {
    /// Chance that a rep leaves within a year, 0 to below 1.
    pub yearly: f64,
    /// Months that the seat stays empty.
    pub vacant_months: usize,
}

/// How new reps come up to speed, by month of tenure from 0; 1 beyond the lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ramp {
    /// Share of the quota that counts.
    pub quota: Vec<Decimal6>,
    /// Share of full results that is reached.
    pub productivity: Vec<f64>,
}

/// How new business comes in deals.
#[derive(Clone, Debug)]
pub struct Deals {
    /// A deal's ACV in dollars; its mean is finite and above 0.
    pub size: Distribution,
    /// 0: Poisson counts; above: negative binomial with variance = mean × (1 + dispersion).
    pub dispersion: f64,
    /// Contract terms in months with their shares, which sum to 1; empty where terms are not drawn.
    pub term_months: Vec<(u32, f64)>,
    /// What is sold; empty where products are not told apart.
    pub products: Vec<Product>,
    /// Days from first contact to signature, where they are drawn; not below 0.
    pub days_to_close: Option<Distribution>,
    /// Share of deals that the rep opened, where it is drawn.
    pub outbound: Option<f64>,
    /// Share of deals paid in advance, where it is drawn.
    pub prepaid: Option<f64>,
    /// Services sold with deals, if any.
    pub implementation: Option<Implementation>,
    /// Upgrades that follow deals, if any.
    pub upgrade: Option<Upgrade>,
    /// Which deals are shared between two reps, if any.
    pub co_selling: Option<CoSelling>,
}

/// The accounts of a seat.
#[derive(Clone, Debug)]
pub struct Book {
    /// How many; one draw a rep and year, rounded to a whole number.
    pub accounts: Distribution,
    /// An account's ARR at the start, in dollars, not below 0.
    pub arr: Distribution,
    /// An account's chance to leave at its yearly renewal, drawn once an account.
    pub churn: Distribution,
    /// How renewing accounts shrink, if they do.
    pub contraction: Option<Contraction>,
    /// How open accounts grow, if they do.
    pub expansion: Option<Expansion>,
    /// When accounts renew.
    pub renewal: Renewal,
}

/// How renewing accounts shrink.
#[derive(Clone, Debug)]
pub struct Contraction {
    /// Chance at a renewal.
    pub chance: f64,
    /// Share of the current ARR that is lost, 0–1.
    pub share: Distribution,
}

/// How open accounts grow.
#[derive(Clone, Debug)]
pub struct Expansion {
    /// Expansions an account and year, at skill 1 and market 1.
    pub per_year: f64,
    /// What one adds, as a share of the account's opening ARR; not below 0.
    pub share: Distribution,
    /// Chance that it is a cross-sell; else an upsell.
    pub cross_sell: f64,
    /// What it is of; empty where products are not told apart.
    pub products: Vec<Product>,
}

/// When accounts renew.
#[derive(Clone, Debug, PartialEq)]
pub enum Renewal {
    /// Account i of a rep in month i mod 12.
    Spread,
    /// In a month drawn once an account by these weights.
    Weights([f64; 12]),
}

/// A score that each rep gets.
#[derive(Clone, Debug)]
pub struct Score {
    /// Its name, as measures call it.
    pub name: String,
    /// One value.
    pub value: Distribution,
    /// How often, in the last month of each.
    pub every: crate::plan::Period,
}

/// Meetings and opportunities.
#[derive(Clone, Debug)]
pub struct Funnel {
    /// Meetings a rep and month: Poisson mean at attainment 1 and market 1.
    pub meetings: f64,
    /// Chance that a meeting qualifies.
    pub qualified: f64,
    /// Chance that a qualified one is won.
    pub won: f64,
    /// So many months later.
    pub lag_months: usize,
    /// With this ACV in dollars; none where nothing is won.
    pub size: Option<Distribution>,
}

impl Deals {
    /// Whether nothing is known of a deal but its month, size and term.
    pub fn is_plain(&self) -> bool {
        self.products.is_empty()
            && self.days_to_close.is_none()
            && self.outbound.is_none()
            && self.prepaid.is_none()
            && self.implementation.is_none()
            && self.upgrade.is_none()
    }

    /// The mean ACV of a deal, in dollars: products make some of them larger.
    pub fn mean_size(&self) -> f64 {
        let factor: f64 = self.products.iter().map(|p| p.share * p.size_factor).sum();
        self.size.mean() * if self.products.is_empty() { 1.0 } else { factor }
    }
}

impl Seat {
    /// The larger of the rep's own quotas, where the rep has one.
    pub fn largest_quota(&self) -> Option<Cents> {
        self.quota.max(self.quota_change.map(|change| change.quota))
    }
}

impl Team {
    /// The products of its deals, then those that its book expands by.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        let of_deals = self.deals.iter().flat_map(|deals| &deals.products);
        let expansions = self.book.iter().flat_map(|book| &book.expansion);
        of_deals.chain(expansions.flat_map(|expansion| &expansion.products))
    }

    /// Whether any of its people has a quota.
    pub fn has_quota(&self) -> bool {
        self.quota.is_some()
            || self.seats.iter().any(|seat| seat.largest_quota().is_some_and(|q| q > Cents::ZERO))
    }
}
