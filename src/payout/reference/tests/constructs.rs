//! The constructs of the language, by name, and how many cases reach each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::changes;

macro_rules! constructs {
    ($($construct:ident = $name:literal,)+) => {
        /// A construct of the plan language, or something that happens to a rep that clauses speak of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Construct { $($construct,)+ }

        impl Construct {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$construct),+];

            /// What it is.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$construct => $name),+ }
            }
        }
    };
}

constructs! {
    // How a component pays.
    RateMarginal = "rate, marginal tiers",
    RateRetroactive = "rate, retroactive tiers",
    RatePerDeal = "rate, each deal alone",
    RatePerDealRetroactive = "rate, each deal alone, retroactive",
    TiersByQuota = "tiers at shares of quota",
    TiersByAmount = "tiers at amounts",
    FirstTierAboveZero = "a first tier above 0",
    Multiple = "multiple of the base rate",
    TargetOnSum = "target on a sum",
    TargetOnRatio = "target on a ratio",
    TargetOnScore = "target on a score",
    Goal = "goal",
    Steps = "curve in steps",
    Slopes = "curve with slopes",
    Interpolated = "curve, interpolated",
    Amount = "amount",
    AmountOnce = "amount, once a year",
    PerUnit = "per unit",
    PerUnitAbove = "per unit, above some",
    PoolEqual = "pool, equal",
    PoolProRata = "pool, pro rata",
    PoolUnconditional = "pool without condition",
    PoolOfTeams = "pool of several teams",
    MatrixStepped = "matrix in steps",
    MatrixJoined = "matrix, interpolated",
    ContestShared = "contest, ties share",
    ContestAll = "contest, ties win alike",
    FullSteps = "per unit, full steps",
    TierAmounts = "tiers that pay amounts",
    // Quota and target.
    QuotaOfTeam = "quota of the team",
    QuotaOfPlan = "quota of the plan",
    NoQuota = "rate without quota",
    TargetOfYear = "target a year",
    TargetByWeight = "target by weight",
    RoundAttainment = "attainment rounded",
    // Time.
    Monthly = "paid by month",
    Quarterly = "paid by quarter",
    HalfYearly = "paid by half-year",
    Yearly = "paid by year",
    PaidWithinWindow = "paid within the window",
    PaidOverWindows = "paid over several windows",
    TrailingYear = "trailing year",
    AgainstToDate = "against the quota to date",
    TrueUpForward = "true-up forward within a window",
    TrueUpBoth = "true-up both ways within a window",
    // Limits.
    Gate = "gate",
    GateOtherwise = "gate with a share otherwise",
    Multiplier = "multiplier",
    Floor = "floor",
    CapOfTarget = "cap by share of target",
    CapByAmount = "cap by amount",
    CreditCapOfQuota = "credit cap by share of quota",
    CreditCapByAmount = "credit cap by amount",
    DealCapOfQuota = "deal cap by share of quota",
    DealCapByAmount = "deal cap by amount",
    AtMost = "condition at most",
    AtLeastAndAtMost = "condition at least and at most",
    HurdleFromFirst = "hurdle, paid from the first",
    HurdleAbove = "hurdle, paid above",
    RateCap = "cap on the rate",
    Carry = "cap that carries",
    Budget = "budget",
    NonCash = "prize that is no cash",
    ActiveMonths = "active in some months",
    // Measures.
    WeightedAttainments = "weighted attainments",
    OwnMeasure = "own measure",
    Factor = "factor of a term",
    MonthsOfTerm = "months of a term",
    TermMonths = "contract term of a term",
    Nrr = "nrr",
    Grr = "grr",
    LogoRetention = "logo retention",
    RenewalRate = "renewal rate",
    ExpansionRate = "expansion rate",
    SoldGrr = "grr of what was sold",
    SoldLogoRetention = "logo retention of what was sold",
    DaysToClose = "days to close",
    GrossMargin = "gross margin",
    Product = "product of a term",
    WhichActivity = "activity of a term",
    Outbound = "outbound or not",
    Prepaid = "prepaid or not",
    MarginAtLeast = "margin of a term",
    DaysAtMost = "days to close of a term",
    AverageDealSize = "average deal size",
    ConversionRate = "conversion rate",
    Score = "score",
    Counts = "counts of meetings, wins, activities",
    Deals = "deals",
    Renewals = "renewals",
    NetNew = "net new ARR",
    Losses = "contraction or churn as a result",
    // Clawback and refunds.
    PaidFull = "clawback of what was paid, full",
    PaidProRata = "clawback of what was paid, pro rata",
    RecomputeFull = "clawback by recomputing, full",
    RecomputeProRata = "clawback by recomputing, pro rata",
    BaseRateFull = "clawback at the base rate, full",
    BaseRateProRata = "clawback at the base rate, pro rata",
    RecoveryBands = "clawback by bands",
    OnContraction = "clawback on contraction",
    RefundsIgnored = "refunds ignored",
    // The plan.
    HalfUp = "rounding half up",
    DrawMinimum = "draw as a minimum",
    DrawAdvance = "draw in advance",
    DrawGift = "draw that is not recovered",
    DrawLater = "draw recovered from a later month on",
    DrawForgiven = "draw forgiven at exit",
    DrawCollected = "draw collected at exit",
    PlanCapByAmount = "cap of the plan by amount",
    PlanCapOfTarget = "cap of the plan by share of target",
    GuaranteeOfAll = "guarantee",
    GuaranteeOfNewHires = "guarantee of new hires",
    Hold = "hold",
    ExitPays = "exit that settles",
    ExitForfeits = "exit that forfeits",
    RecoveredAfterExit = "recovery after the exit",
    RampQuota = "quota ramp of the plan",
    RampWeights = "weights of new hires",
    // What happens.
    Away = "months away",
    History = "months of history",
    Leaver = "a leaver",
    NewHire = "a new hire",
    NewHireRamp = "a new hire with a ramp",
    WithoutQuota = "a rep without quota",
    NewQuota = "a rep whose quota changes",
    NewQuotaInWindow = "a quota that changes within a window",
    NewQuotaOfMultiple = "a quota that changes under a multiple",
    Refund = "a refund",
    ClosedBook = "a simulated book",
    Seasons = "uneven seasons",
    // What comes of it.
    Pay = "something is paid",
    NegativePay = "a payment below 0",
    Recovery = "something is recovered",
    DrawRecovered = "a draw is recovered",
    RecoveredPaid = "what was paid is recovered",
    RecoveredRecomputed = "a window is recomputed and recovered",
    RecoveredBaseRate = "the base rate is recovered",
    PoolPaid = "a pool is paid to several reps",
    // What changes pay, where a clause is left out or read otherwise: of every fourth case.
    MethodMatters = "changes pay: tier method",
    PerDealMatters = "changes pay: each deal alone",
    InterpolationMatters = "changes pay: interpolation",
    OnceMatters = "changes pay: once a year",
    SplitMatters = "changes pay: pro rata split",
    ScopeMatters = "changes pay: scope",
    RoundAttainmentMatters = "changes pay: rounded attainment",
    GoalMatters = "changes pay: goal",
    AgainstMatters = "changes pay: against",
    TrueUpMatters = "changes pay: true-up",
    GateMatters = "changes pay: gate",
    MultiplierMatters = "changes pay: multiplier",
    FloorMatters = "changes pay: floor",
    CapMatters = "changes pay: cap",
    CreditCapMatters = "changes pay: credit cap",
    DealCapMatters = "changes pay: deal cap",
    RefundsMatter = "changes pay: refunds",
    WithinMonthsMatter = "changes pay: months of a clawback",
    RecoversMatters = "changes pay: pro rata clawback",
    RecoveredAtMatters = "changes pay: what a clawback recovers",
    ContractionMatters = "changes pay: clawback on contraction",
    HurdleMatters = "changes pay: hurdle",
    RateCapMatters = "changes pay: cap on the rate",
    CarryMatters = "changes pay: cap that carries",
    BudgetMatters = "changes pay: budget",
    NonCashMatters = "changes pay: prize that is no cash",
    ActiveMonthsMatter = "changes pay: active months",
    StepMatters = "changes pay: full steps",
    RoundingMatters = "changes pay: rounding",
    PlanCapMatters = "changes pay: cap of the plan",
    GuaranteeMatters = "changes pay: guarantee",
    HoldMatters = "changes pay: hold",
    ExitMatters = "changes pay: exit",
    RampMatters = "changes pay: ramp of the plan",
    DrawAtExitMatters = "changes pay: draw at exit",
    DrawMatters = "changes pay: draw",
    RecoveryShareMatters = "changes pay: recovery of a draw",
    NewQuotaMatters = "changes pay: a quota that changes",
    ChangeMatters = "changes pay: a change of plan",
    RestartMatters = "changes pay: restart",
    ProrateMatters = "changes pay: prorate",
    TakingUpMatters = "changes pay: carry",
}

/// What one case reaches.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    constructs: BTreeSet<Construct>,
    /// What a change of plan meets: its treatment and a clause.
    changes: BTreeSet<(&'static str, &'static str)>,
}

impl Reached {
    pub fn add(&mut self, construct: Construct) {
        self.constructs.insert(construct);
    }

    pub fn add_change(&mut self, treatment: &'static str, clause: &'static str) {
        self.changes.insert((treatment, clause));
    }

    pub fn add_if(&mut self, holds: bool, construct: Construct) {
        if holds {
            self.add(construct);
        }
    }
}

/// How many cases reach each construct.
#[derive(Clone, Debug)]
pub(super) struct Coverage {
    constructs: Vec<usize>,
    changes: BTreeMap<(&'static str, &'static str), usize>,
}

impl Default for Coverage {
    fn default() -> Self {
        Self {
            constructs: vec![0; Construct::ALL.len()],
            changes: changes::names().map(|name| (name, 0)).collect(),
        }
    }
}

impl Coverage {
    /// Counts a case.
    pub fn count(&mut self, reached: &Reached) {
        for construct in &reached.constructs {
            self.constructs[*construct as usize] += 1;
        }
        for change in &reached.changes {
            *self.changes.entry(*change).or_default() += 1;
        }
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.constructs.iter_mut().zip(&other.constructs) {
            *count += more;
        }
        for (change, more) in &other.changes {
            *self.changes.entry(*change).or_default() += more;
        }
    }

    /// The constructs that fewer cases reach; of what changes pay a fifth of them will do.
    pub fn rare(&self, least: usize) -> Vec<String> {
        let all = Construct::ALL.iter().zip(&self.constructs);
        let enough = |construct: Construct, count: usize| {
            let changes_pay = construct >= Construct::MethodMatters;
            count >= if changes_pay { least / 5 } else { least }
        };
        let rare = all.filter(|(construct, count)| !enough(**construct, **count));
        let rare = rare.map(|(construct, _)| construct.name().to_owned());
        let changes = self.changes.iter().filter(|(_, count)| **count < least);
        rare.chain(changes.map(|((treatment, clause), _)| format!("{treatment}: {clause}"))).collect()
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = Construct::ALL.iter().zip(&self.constructs);
        all.try_for_each(|(construct, count)| writeln!(f, "{count:>9}  {}", construct.name()))?;
        let mut changes = self.changes.iter();
        changes.try_for_each(|((treatment, clause), count)| {
            writeln!(f, "{count:>9}  change of plan by {treatment}: {clause}")
        })
    }
}
