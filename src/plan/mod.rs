//! A compensation plan: what a seller is paid, for which results, when.
//!
//! These types are the plan as it is meant: every clause resolved, every required reading chosen, names
//! looked up. They come from a plan file by `lower` and go to the payout engine, which compiles
//! them. A plan knows no team: what a quota is and which results exist is for the company to say.

mod change;
mod clawback;
mod contest;
mod curve;
mod describe;
mod hurdle;
mod lower;
mod matrix;
mod measure;
mod plan_level;

pub use change::{
    Carried, ChangeFault, MonthsFrom, NewTerms, NotContinued, Phase, PlanChange, Treatment, changed,
};
pub use clawback::{Clawback, RecoveredAt, Recovers, RecoveryBand};
pub use contest::{Contest, Ties};
pub use curve::{Band, BoundsIn, Curve, Tier, TierMethod, TierRate, Tiers};
pub use describe::{Clause, Description, Unit, figures};
pub use hurdle::{Hurdle, PaysFrom};
pub use lower::lower;
pub use matrix::{Columns, Matrix};
pub use measure::Additive;
pub use measure::{Condition, Measure, MonthSet, RatioMeasure, Term, WeightedAttainment};

pub use plan_level::{AtExit, Draw, DrawKind, Exit, Guarantee, Hold, Most, PlanCap, Ramp, Until};

use crate::money::{Cents, Decimal6, Rounding};

/// A compensation plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What people call it.
    pub name: String,
    /// The role it is written for (free text; known roles turn their lints on).
    pub role: Option<String>,
    /// Three-letter code of the currency of results: of sales and quotas.
    pub currency: String,
    /// Three-letter code of the currency of pay, where it is another.
    pub other_pay_currency: Option<String>,
    /// How a fraction of a cent is rounded.
    pub rounding: Rounding,
    /// Base salary a year.
    pub base: Cents,
    /// Variable pay a year at 100 % of everything.
    pub target_incentive: Cents,
    /// The clauses that pay, in the order of the file.
    pub components: Vec<Component>,
    /// The most that it pays as a whole, if bounded.
    pub cap: Option<PlanCap>,
    /// Pay that is guaranteed for a time, if any.
    pub guarantee: Option<Guarantee>,
    /// An advance on pay, if any.
    pub draw: Option<Draw>,
    /// Pay that is held back, if any.
    pub hold: Option<Hold>,
    /// What differs for those who start within the year.
    pub ramp: Option<Ramp>,
    /// What a leaver is still owed, where stated.
    pub exit: Option<Exit>,
    /// What the new plan says beside its components, where the plan changes within the year.
    pub changed: Option<Box<NewTerms>>,
    /// Months between the month of a payment and its payout.
    pub payment_lag: u32,
}

/// One clause of a plan that pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its name, unique in the plan; the `component:NAME` metric.
    pub name: String,
    /// How it turns results into pay.
    pub pays: Pays,
    /// The result it looks at; of a matrix, that of its rows. Always there but for `amount` and `pool`, where
    /// `when` may say it all (a pro rata pool shares by this one).
    pub measure: Option<Measure>,
    /// The quota that an additive measure is held against.
    pub quota: Option<Quota>,
    /// What a ratio or score is divided by to give the attainment; 1 where absent.
    pub goal: Option<Decimal6>,
    /// The step to which an attainment is rounded before it is looked up: also that of a single deal, where
    /// tiers at shares of quota look at each alone. Tiers that start at amounts look none up.
    pub round_attainment: Option<Decimal6>,
    /// The months of the plan year in which it is active. Of the others nothing counts: neither results
    /// (its own, its condition's, its gate's) nor quota, target and months in seat. So a window is its
    /// active months, from the first to the last of them (a ratio is read over these), and a window
    /// without any is none. It pays only where the payment's period has an active month.
    pub months: MonthSet,
    /// How often it pays.
    pub paid: Period,
    /// The window in which results add up.
    pub measured: Window,
    /// Whether results are held against the whole window's quota or that of the window so far.
    pub against: Against,
    /// What happens when a window has earned less than was paid for it.
    pub true_up: TrueUp,
    /// Target pay a year of this component: its `target`, or its `weight` of the plan's.
    pub target: Target,
    /// A result below which nothing is paid; of rates and units.
    pub hurdle: Option<Hurdle>,
    /// The most that a window pays, as a share of its credit (what counts of it after the cap on credit;
    /// below 0 it is 0); of rates. Applied after the floor and before `cap`; what it cuts is lost.
    pub rate_cap: Option<Decimal6>,
    /// The most that a window pays.
    pub cap: Option<Cap>,
    /// What `cap` cuts is carried, exact and unrounded: it is added to the pay of the next window of the
    /// plan year before that one's cap. So a window earns min(pay + carried, cap), and the next one gets
    /// pay + carried − that. What is left after the last window of the plan year is lost.
    pub carry: bool,
    /// The most that a window's measure counts for, in proportion to the months in seat as the quota is.
    pub credit_cap: Option<CreditCap>,
    /// The most that one deal counts for.
    pub deal_cap: Option<CreditCap>,
    /// A condition without which only a share is paid.
    pub gate: Option<Gate>,
    /// A factor on pay that depends on another result.
    pub multiplier: Option<Multiplier>,
    /// The least that a window pays, a year's worth stated per window.
    pub floor: Option<Cents>,
    /// The most that it pays the reps of a team in a plan year, first come first served: month by month of
    /// payment. In the month in which what is left does not suffice, it is shared in proportion to what each
    /// payment would be, whole cents by largest remainder in roster order. What a payment is cut by is
    /// lost: the payments after it are what they would be without the cut. A clawback looks at what was paid.
    pub budget: Option<Cents>,
    /// What it pays is a prize with this value in cash, not cash: it counts as pay and cost, and the clauses of
    /// the plan on cash (draw, guarantee, cap) do not look at it.
    pub non_cash: bool,
    /// Recovery of pay on sales that were lost again.
    pub clawback: Option<Clawback>,
    /// Whether a refund (a negative event) lowers the result.
    pub refunds: Refunds,
    /// The part of the year that is its, where the plan changes within the year.
    pub phase: Option<Phase>,
}

/// How a component turns a window's result into pay.
#[derive(Clone, Debug, PartialEq)]
pub enum Pays {
    /// Rates by tier on the measure.
    Rate(Tiers),
    /// The target, times the curve at the attainment.
    Target(Curve),
    /// A fixed amount when a condition holds.
    Amount {
        /// The amount.
        amount: Cents,
        /// The condition.
        when: When,
        /// At most once a year.
        once: bool,
    },
    /// An amount for each unit of the measure above a number of units, or for every full step of them.
    PerUnit {
        /// The amount a unit, or a step.
        amount: Cents,
        /// The units that pay nothing.
        above: Decimal6,
        /// How many units make a step, above 0: the amount is paid for each whole step of the units above
        /// `above`, and nothing for what is left over. Each unit, and parts of one, where absent.
        step: Option<Decimal6>,
    },
    /// The target, times the cell at two attainments.
    Matrix(Matrix),
    /// A fixed amount for the team when the team's result meets a condition, shared by its reps.
    Pool {
        /// The whole pool.
        amount: Cents,
        /// The condition on the teams' result together.
        when: Option<When>,
        /// How it is shared.
        split: Split,
        /// The teams whose results count; none means the rep's own team.
        scope: Vec<String>,
    },
    /// Prizes for the best of the team, decided when a window has ended. It knows neither gate, multiplier,
    /// floor nor cap.
    Contest(Contest),
}

/// Where the quota of a component comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// The rep's quota in the company file.
    Team,
    /// A number a year, in hundredths of the measure's unit (cents where it is money).
    Yearly(Cents),
}

/// Target pay a year of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A share of the rep's target incentive.
    Weight(Decimal6),
    /// An amount a year.
    Yearly(Cents),
}

/// How often a component pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// Every month.
    Month,
    /// Every quarter, in its last month.
    Quarter,
    /// Every half year, in its last month.
    Half,
    /// Once a year, in the last month.
    Year,
}

impl Period {
    /// Its length in months.
    pub const fn months(self) -> usize {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    /// The first month of the period that a month of the timeline, from 0, lies in.
    #[inline]
    pub const fn first_of(self, month: usize) -> usize {
        // By numbers that are known beforehand, which take no division.
        match self {
            Self::Month => month,
            Self::Quarter => month - month % 3,
            Self::Half => month - month % 6,
            Self::Year => month - month % 12,
        }
    }

    /// The word in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
        }
    }
}

/// The window in which results add up, from its first month to the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// A calendar period of the plan year.
    Calendar(Period),
    /// The twelve months up to the payment; each payment stands alone.
    TrailingYear,
}

/// Which quota a window's result is held against before the window has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The whole window's.
    Full,
    /// That of the window so far; the target is prorated alike.
    ToDate,
}

/// What happens when a window has earned less than was paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrueUp {
    /// No payment is negative; the shortfall is set against later payments of the window.
    Forward,
    /// The payment is negative.
    Both,
}

/// A cap on the pay of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// A multiple of the window's target.
    ShareOfTarget(Decimal6),
    /// An amount a window.
    Amount(Cents),
}

/// A cap on credit: of a window, or of one deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditCap {
    /// A multiple of the window's quota, so that a window without quota has no credit; of a single deal's
    /// cap a multiple of the unramped quota a year, not rounded to the cent.
    ShareOfQuota(Decimal6),
    /// An amount, in hundredths of the measure's unit.
    Amount(Cents),
}

/// A condition on a measure; both bounds are included.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The measure, over the component's window.
    pub measure: Measure,
    /// Holds from here up.
    pub at_least: Option<Decimal6>,
    /// Holds from here down.
    pub at_most: Option<Decimal6>,
}

/// A condition without which only a share is paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// The condition.
    pub when: When,
    /// The share that is paid where it fails.
    pub otherwise: Decimal6,
}

/// A factor on pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiplier {
    /// The measure that decides it, over the component's window.
    pub measure: Measure,
    /// The factor by the measure (or by measure ÷ goal).
    pub curve: Curve,
    /// What the measure is divided by; 1 where absent.
    pub goal: Option<Decimal6>,
}

/// Whether a refund lowers the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refunds {
    /// It does.
    #[default]
    Count,
    /// Negative events are left out.
    Ignore,
}

/// How a pool is shared among the reps in seat at the window's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Alike.
    Equal,
    /// By each rep's own measure.
    ProRata,
}

impl Component {
    /// Whether what it pays is pay on single sales to accounts, so that a clawback can recover it.
    pub fn pays_on_sales(&self) -> bool {
        let by_result = matches!(self.pays, Pays::Rate(_) | Pays::Target(_) | Pays::PerUnit { .. });
        let sales = |measure: &Measure| matches!(measure, Measure::Sum { terms, .. } if terms.iter().all(|term| term.of.is_sale()));
        by_result && self.measure.as_ref().is_some_and(sales)
    }

    /// Every measure that it looks at, each with its place below the component's path in the file.
    pub fn measures(&self) -> impl Iterator<Item = (&'static str, &Measure)> {
        let of_rows = matches!(self.pays, Pays::Matrix(_));
        let place = if of_rows { "rows.measure" } else { "measure" };
        let own = self.measure.as_ref().map(|measure| (place, measure));
        let when = match &self.pays {
            Pays::Amount { when, .. } => Some(when),
            Pays::Pool { when, .. } => when.as_ref(),
            _ => None,
        };
        let when = when.map(|when| ("when.measure", &when.measure));
        let columns = match &self.pays {
            Pays::Matrix(matrix) => Some(("columns.measure", &matrix.columns.measure)),
            _ => None,
        };
        let gate = self.gate.as_ref().map(|gate| ("gate.measure", &gate.when.measure));
        let multiplier = self.multiplier.as_ref().map(|m| ("multiplier.measure", &m.measure));
        [own, columns, when, gate, multiplier].into_iter().flatten()
    }

    /// The name of the measure that it looks at: its own, or its condition's.
    pub fn looks_at(&self) -> Option<&str> {
        self.looked_at().map(Measure::name)
    }

    /// The measure that it looks at: its own, or its condition's.
    pub fn looked_at(&self) -> Option<&Measure> {
        let condition = match &self.pays {
            Pays::Amount { when, .. } => Some(when),
            Pays::Pool { when, .. } => when.as_ref(),
            _ => None,
        };
        self.measure.as_ref().or(condition.map(|when| &when.measure))
    }
}
