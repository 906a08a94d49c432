//! What a rep is credited with: the events of a window, turned into the number that a plan looks at.
//!
//! A [`Gauge`] is a plan's measure compiled for a team: which kinds of events count, how much, in which
//! months. Additive results are whole numbers of hundredths of the measure's unit (cents), finer by the
//! gauge's `scale` where a term has a factor.

mod filter;
mod ratio;
mod sold;
mod sum;

pub use sum::{Credits, Sum};

use crate::events::{Ledger, Names};
use crate::money::Fraction;
use crate::plan::{Measure, MonthSet, Quota, RatioMeasure, WeightedAttainment};

/// A measure compiled for a team.
#[derive(Clone, Debug)]
pub enum Gauge {
    /// An additive measure.
    Sum(Sum),
    /// A ratio.
    Ratio(RatioMeasure),
    /// A score, by its place among the team's; none where the team has no such score.
    Score(Option<u16>),
    /// The weighted mean of attainments. What they are held against is not known here: the payout engine
    /// reads each by itself.
    Attainments(Vec<WeightedGauge>),
}

/// A result in a weighted mean of attainments.
#[derive(Clone, Debug)]
pub struct WeightedGauge {
    /// The result.
    pub gauge: Gauge,
    /// The quota that an additive one is held against.
    pub quota: Option<Quota>,
    /// What another is divided by.
    pub goal: Fraction,
    /// Its weight.
    pub weight: Fraction,
    /// The attainment beyond which nothing more counts.
    pub cap: Option<Fraction>,
}

/// Months of the timeline over which a result is read; `from` is included, `to` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    /// The first month.
    pub from: usize,
    /// The month after the last.
    pub to: usize,
}

/// A result as numerator and denominator, so that the results of several reps pool: an additive
/// measure's numerators add up over a fixed denominator, a ratio's both do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The numerator.
    pub numerator: i128,
    /// The denominator; 0 where the result has no value.
    pub denominator: i128,
}

impl Parts {
    /// The result, in units of the measure (dollars, deals, shares); none without a denominator.
    #[inline]
    pub fn value(self) -> Option<Fraction> {
        Fraction::new(self.numerator, self.denominator)
    }
}

impl Gauge {
    /// Compiles a measure for ledgers that number these names.
    pub fn compile(measure: &Measure, names: &Names) -> Self {
        match measure {
            Measure::Sum { terms, .. } => Self::Sum(Sum::compile(terms, names)),
            Measure::Ratio(ratio) => Self::Ratio(*ratio),
            Measure::Score(name) => {
                Self::Score(names.scores.iter().position(|s| s == name).map(|place| place as u16))
            }
            Measure::Attainments { parts, .. } => {
                let weighted = |part: &WeightedAttainment| WeightedGauge {
                    gauge: Self::compile(&part.of, names),
                    quota: part.quota,
                    goal: part.goal.map_or(Fraction::ONE, Fraction::from),
                    weight: Fraction::from(part.weight),
                    cap: part.cap.map(Fraction::from),
                };
                Self::Attainments(parts.iter().map(weighted).collect())
            }
        }
    }

    /// Only events of these months count.
    #[must_use]
    pub fn with_months(self, months: MonthSet) -> Self {
        match self {
            Self::Sum(sum) => Self::Sum(sum.with_months(months)),
            Self::Attainments(parts) => {
                let within = |part: WeightedGauge| WeightedGauge {
                    gauge: part.gauge.with_months(months),
                    ..part
                };
                Self::Attainments(parts.into_iter().map(within).collect())
            }
            // Of others the window itself is cut to these months.
            other => other,
        }
    }

    /// Whether it looks at the accounts that are open when its window starts.
    pub const fn is_of_accounts(&self) -> bool {
        matches!(
            self,
            Self::Ratio(
                RatioMeasure::Nrr
                    | RatioMeasure::Grr
                    | RatioMeasure::LogoRetention
                    | RatioMeasure::ExpansionRate
            )
        )
    }

    /// Whether it looks at single events or accounts, rather than at totals alone.
    pub fn looks_at_events(&self) -> bool {
        match self {
            Self::Sum(sum) => sum.is_by_event(),
            Self::Ratio(ratio) => !matches!(
                ratio,
                RatioMeasure::Nrr
                    | RatioMeasure::LogoRetention
                    | RatioMeasure::RenewalRate
                    | RatioMeasure::AverageDealSize
                    | RatioMeasure::ConversionRate
            ),
            Self::Score(_) => false,
            Self::Attainments(parts) => parts.iter().any(|part| part.gauge.looks_at_events()),
        }
    }

    /// The result over some months.
    #[inline]
    pub fn read(&self, ledger: &Ledger, months: Months) -> Parts {
        match self {
            Self::Sum(sum) => Parts {
                numerator: sum.over(ledger, months),
                denominator: 100 * i128::from(sum.scale()),
            },
            Self::Ratio(ratio) => ratio::read(*ratio, ledger, months),
            Self::Score(Some(place)) => mean_score(ledger, *place, months),
            Self::Score(None) | Self::Attainments(_) => Parts::default(),
        }
    }

    /// The results of several ledgers together.
    pub fn pool<'a>(&self, parts: impl Iterator<Item = (&'a Ledger, Months)>) -> Parts {
        parts.map(|(ledger, months)| self.read(ledger, months)).fold(
            Parts::default(),
            |sum, one| Parts {
                numerator: sum.numerator + one.numerator,
                denominator: match self {
                    Self::Sum(_) => one.denominator,
                    _ => sum.denominator + one.denominator,
                },
            },
        )
    }
}

fn mean_score(ledger: &Ledger, place: u16, months: Months) -> Parts {
    let within = |month: u16| (months.from..months.to).contains(&usize::from(month));
    ledger.scores.iter().filter(|s| s.score == place && within(s.month)).fold(
        Parts::default(),
        |sum, score| Parts {
            numerator: sum.numerator + i128::from(score.value),
            denominator: sum.denominator + 1_000_000,
        },
    )
}
