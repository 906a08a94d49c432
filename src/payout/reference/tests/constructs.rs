//! The constructs of the language, by name, and how many cases reach each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::changes;
use super::years::SCORES;
use crate::plan::{Additive, RatioMeasure};

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
    OtherCurrency = "pay in another currency than sales",
    Converted = "rates that are converted",
    PaymentLag = "payment lag",
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
    RateFixed = "pay at a fixed rate of exchange",
    RateByMonth = "pay at rates of exchange by month",
    RateDrawn = "pay at a drawn rate of exchange",
    // What comes of it.
    PaidByRate = "something is paid by rates",
    PaidByTarget = "something is paid by a target",
    PaidByAmount = "an amount is paid",
    PaidByUnit = "something is paid per unit",
    PaidByMatrix = "something is paid by a matrix",
    PaidByPool = "something is paid by a pool",
    PaidByContest = "something is paid by a contest",
    Pay = "something is paid",
    NegativePay = "a payment below 0",
    Recovery = "something is recovered",
    DrawRecovered = "a draw is recovered",
    RecoveredPaid = "what was paid is recovered",
    RecoveredRecomputed = "a window is recomputed and recovered",
    RecoveredBaseRate = "the base rate is recovered",
    PoolPaid = "a pool is paid to several reps",
    // What changes what is paid or owed, where it is left out or read otherwise.
    MethodMatters = "matters: tier method",
    PerDealMatters = "matters: each deal alone",
    FirstTierMatters = "matters: a first tier above 0",
    MultipleMatters = "matters: multiple of the base rate",
    SlopesMatters = "matters: slopes of a curve",
    InterpolationMatters = "matters: interpolation of a curve",
    MatrixInterpolationMatters = "matters: interpolation of a matrix",
    OnceMatters = "matters: once a year",
    AboveMatters = "matters: units that pay nothing",
    StepMatters = "matters: full steps",
    SplitMatters = "matters: pro rata split",
    ScopeMatters = "matters: scope",
    TiesMatters = "matters: ties of a contest",
    ContestLeastMatters = "matters: the least result of a contest",
    RoundAttainmentMatters = "matters: rounded attainment",
    GoalMatters = "matters: goal",
    TrailingYearMatters = "matters: trailing year",
    AgainstMatters = "matters: against",
    TrueUpMatters = "matters: true-up",
    ActiveMonthsMatters = "matters: active months",
    GateMatters = "matters: gate",
    GateOtherwiseMatters = "matters: share where a gate is shut",
    AtMostMatters = "matters: condition at most",
    MultiplierMatters = "matters: multiplier",
    FloorMatters = "matters: floor",
    CapMatters = "matters: cap",
    CarryMatters = "matters: cap that carries",
    RateCapMatters = "matters: cap on the rate",
    CreditCapMatters = "matters: credit cap",
    DealCapMatters = "matters: deal cap",
    HurdleMatters = "matters: hurdle",
    HurdlePaysFromMatters = "matters: what a hurdle pays from",
    BudgetMatters = "matters: budget",
    NonCashMatters = "matters: prize that is no cash",
    FactorMatters = "matters: factor of a term",
    MonthsOfTermMatters = "matters: months of a term",
    ContractTermMatters = "matters: contract term of a term",
    ProductMatters = "matters: product of a term",
    ActivityMatters = "matters: activity of a term",
    OutboundMatters = "matters: outbound or not",
    PrepaidMatters = "matters: prepaid or not",
    MarginMatters = "matters: margin of a term",
    DaysMatters = "matters: days to close of a term",
    AttainmentCapMatters = "matters: cap of a weighted attainment",
    RefundsMatters = "matters: refunds",
    ClawbackMatters = "matters: clawback",
    ChurnMatters = "matters: clawback on churn",
    ContractionMatters = "matters: clawback on contraction",
    WithinMonthsMatters = "matters: months of a clawback",
    ProRataMatters = "matters: pro rata clawback",
    BandsMatters = "matters: clawback by bands",
    RecomputeMatters = "matters: clawback by recomputing",
    BaseRateMatters = "matters: clawback at the base rate",
    RoundingMatters = "matters: rounding",
    PlanCapMatters = "matters: cap of the plan",
    PlanCapPerMatters = "matters: window of the plan's cap",
    GuaranteeMatters = "matters: guarantee",
    GuaranteePerMatters = "matters: period of a guarantee",
    GuaranteeOfNewHiresMatters = "matters: guarantee of new hires",
    DrawMatters = "matters: draw",
    DrawKindMatters = "matters: kind of a draw",
    RecoveryShareMatters = "matters: recovery of a draw",
    RecoveryStartMatters = "matters: start of a draw's recovery",
    ForgivenMatters = "matters: draw forgiven at exit",
    CollectedMatters = "matters: draw collected at exit",
    HoldMatters = "matters: hold",
    ForfeitsMatters = "matters: exit that forfeits",
    RecoverMonthsMatters = "matters: recovery after the exit",
    RampQuotaMatters = "matters: quota ramp of the plan",
    RampWeightsMatters = "matters: weights of new hires",
    PayCurrencyMatters = "matters: pay in another currency",
    PaymentLagMatters = "matters: payment lag",
    ChangeMatters = "matters: a change of plan",
    RestartMatters = "matters: restart at a change of plan",
    ProrateMatters = "matters: prorating at a change of plan",
    TakingUpMatters = "matters: carrying over at a change of plan",
    MonthsFromMatters = "matters: where a new plan's months are counted from",
    NewQuotaMatters = "matters: a quota that changes",
    OwnTargetMatters = "matters: a rep's own target incentive",
    AwayMatters = "matters: months away",
    SeasonsMatters = "matters: uneven seasons",
    QuotaRampMatters = "matters: quota ramp of the company",
    RatesByMonthMatters = "matters: rates of exchange by month",
}

/// The built-in measures, by name.
fn measures() -> impl Iterator<Item = &'static str> {
    let sums = Additive::ALL.iter().map(|sum| sum.name());
    sums.chain(RatioMeasure::ALL.iter().map(|ratio| ratio.name())).chain(SCORES)
}

/// What one case reaches.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    constructs: BTreeSet<Construct>,
    /// Measures whose results change what is paid.
    measures: BTreeSet<&'static str>,
    /// What a change of plan meets: its treatment and a clause.
    changes: BTreeSet<(&'static str, &'static str)>,
}

impl Reached {
    pub fn add(&mut self, construct: Construct) {
        self.constructs.insert(construct);
    }

    pub fn add_if(&mut self, holds: bool, construct: Construct) {
        if holds {
            self.add(construct);
        }
    }

    pub fn add_change(&mut self, treatment: &'static str, clause: &'static str) {
        self.changes.insert((treatment, clause));
    }

    pub fn add_measure_if(&mut self, holds: bool, measure: &'static str) {
        if holds {
            self.measures.insert(measure);
        }
    }
}

/// How many cases reach each construct.
#[derive(Clone, Debug, Default)]
pub(super) struct Coverage {
    constructs: BTreeMap<Construct, usize>,
    measures: BTreeMap<&'static str, usize>,
    changes: BTreeMap<(&'static str, &'static str), usize>,
}

impl Coverage {
    /// Counts a case.
    pub fn count(&mut self, reached: &Reached) {
        for construct in &reached.constructs {
            *self.constructs.entry(*construct).or_default() += 1;
        }
        for measure in &reached.measures {
            *self.measures.entry(measure).or_default() += 1;
        }
        for change in &reached.changes {
            *self.changes.entry(*change).or_default() += 1;
        }
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: &Self) {
        for (construct, more) in &other.constructs {
            *self.constructs.entry(*construct).or_default() += more;
        }
        for (measure, more) in &other.measures {
            *self.measures.entry(measure).or_default() += more;
        }
        for (change, more) in &other.changes {
            *self.changes.entry(*change).or_default() += more;
        }
    }

    /// Each construct in words and how many cases reach it.
    fn rows(&self) -> impl Iterator<Item = (String, usize)> {
        let constructs = Construct::ALL.iter().map(|construct| {
            let count = self.constructs.get(construct).copied();
            (construct.name().to_owned(), count.unwrap_or_default())
        });
        let measures = measures().map(|measure| {
            let count = self.measures.get(measure).copied();
            (format!("matters: measure {measure}"), count.unwrap_or_default())
        });
        let changes = changes::names().map(|change| {
            let count = self.changes.get(&change).copied();
            let (treatment, clause) = change;
            (format!("change of plan by {treatment}: {clause}"), count.unwrap_or_default())
        });
        constructs.chain(measures).chain(changes)
    }

    /// The constructs that fewer cases reach.
    pub fn rare(&self, least: usize) -> Vec<String> {
        self.rows().filter(|(_, count)| *count < least).map(|(name, _)| name).collect()
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows().try_for_each(|(name, count)| writeln!(f, "{count:>9}  {name}"))
    }
}
