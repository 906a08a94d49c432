//! Ledgers with a given sum: events of one kind that an additive measure counts.

use crate::credit::Sum;
use crate::events::{Event, Kind, Ledger, NO_ACCOUNT, Names, Traits};
use crate::money::{Cents, Fraction};
use crate::plan::{Additive, Condition, Measure, Term};

/// Whether results come in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lumps {
    /// Any amount a month, each rounded up to the cent.
    None,
    /// Any amount a month, rounded so that all together are what is asked for, to the cent.
    InAll,
    /// Whole events, each of which counts as one.
    Whole,
    /// Deals of about this credit, in hundredths of the measure's unit.
    Deals(Cents),
}

/// A kind of event that makes up a measure by itself.
pub(super) struct Carrier {
    kind: Kind,
    term_months: u16,
    traits: Traits,
    /// By calendar month: credit for one hundredth of an event's amount, or for one event of a counted kind.
    rates: [Fraction; 12],
}

impl Carrier {
    /// The first kind of event that always adds to a measure, in proportion to its amount.
    pub fn of(measure: &Measure) -> Option<Self> {
        let Measure::Sum { terms, .. } = measure else {
            return None;
        };
        let names = Names::in_measure(measure);
        let sum = Sum::compile(terms, &names);
        terms.iter().filter(|term| term.factor.0 > 0).find_map(|term| Self::by(term, &sum, &names))
    }

    fn by(term: &Term, sum: &Sum, names: &Names) -> Option<Self> {
        /// A year's contract, where a measure does not ask for a longer one.
        const USUAL_TERM: u32 = 12;
        const PROBE: Cents = Cents(100_000_000);
        let kind = kind_of(term.of)?;
        let term_months =
            u16::try_from(term.condition.term_months_at_least.unwrap_or(USUAL_TERM)).ok()?;
        let traits = traits_that_meet(&term.condition, names);
        let whole = counts_events(term.of);
        let credit = |month: u16, amount: Cents| {
            sum.credit(&Event { month, kind, term_months, traits, account: NO_ACCOUNT, amount })
        };
        let mut rates = [Fraction::ZERO; 12];
        for (rate, month) in rates.iter_mut().zip(0..) {
            let once = credit(month, PROBE);
            let twice = credit(month, PROBE + PROBE);
            if once < 0 || twice != if whole { once } else { 2 * once } {
                return None;
            }
            let for_each = if whole { 1 } else { i128::from(PROBE.0) };
            *rate = Fraction::new(once, i128::from(sum.scale()) * for_each)?;
        }
        let some = rates.iter().any(|rate| *rate > Fraction::ZERO);
        some.then_some(Self { kind, term_months, traits, rates })
    }

    /// Whether its events of a calendar month count.
    pub fn counts_in(&self, month: usize) -> bool {
        self.rates[month] > Fraction::ZERO
    }

    /// Enters events that are credited with so many hundredths in each month, rounded up to the next that can
    /// be; in whole pieces, with so many in all months together, to the nearest piece.
    pub fn fill(&self, mut ledger: Ledger, wanted: &[Fraction], lumps: Lumps) -> Option<Ledger> {
        let year: Fraction =
            wanted.iter().rev().take(12).fold(Fraction::ZERO, |sum, month| sum + *month);
        let piece = match lumps {
            Lumps::None | Lumps::InAll => None,
            Lumps::Whole => Some(*self.rates.iter().find(|rate| **rate > Fraction::ZERO)?),
            // Equal deals that make up the year's result, of nearly the size asked for.
            Lumps::Deals(size) => {
                let deals = year.over(Fraction::from(size))?.round(HALF_UP).max(1);
                year.over(Fraction::whole(deals))
            }
        };
        let mut so_far = Fraction::ZERO;
        let mut credited = Fraction::ZERO;
        let mut entered = 0;
        for (month, wanted) in wanted.iter().enumerate() {
            let rate = self.rates[month % 12];
            if rate == Fraction::ZERO {
                continue;
            }
            so_far = (so_far + *wanted).reduced();
            let Some(piece) = piece else {
                let left = if lumps == Lumps::InAll { so_far - credited } else { *wanted };
                let entered = self.enter(&mut ledger, month, left.over(rate)?);
                credited = (credited + Fraction::whole(entered.into()) * rate).reduced();
                continue;
            };
            if piece == Fraction::ZERO {
                continue;
            }
            let pieces = so_far.over(piece)?.round(HALF_UP);
            let amount = if lumps == Lumps::Whole { Fraction::ZERO } else { piece.over(rate)? };
            for _ in entered..pieces.min(MOST_PIECES) {
                self.enter(&mut ledger, month, amount);
            }
            entered = pieces;
        }
        (entered <= MOST_PIECES).then_some(ledger)
    }

    /// Enters an event of an amount, rounded up to the cent, and says of how many.
    fn enter(&self, ledger: &mut Ledger, month: usize, amount: Fraction) -> i64 {
        let up = (amount.numerator() + amount.denominator() - 1).div_euclid(amount.denominator());
        let (Ok(month), Ok(up)) = (u16::try_from(month), i64::try_from(up)) else {
            return 0;
        };
        let Self { kind, term_months, traits, .. } = *self;
        let amount = Cents(up);
        ledger.enter(Event { month, kind, term_months, traits, account: NO_ACCOUNT, amount });
        up
    }
}

/// What an event states that meets a condition; its margin is all of its amount, so that margins are amounts.
fn traits_that_meet(condition: &Condition, names: &Names) -> Traits {
    let named = |wanted: &[String], known: &[String]| {
        wanted.first().and_then(|name| known.iter().position(|known| known == name))
    };
    let name = named(&condition.products, &names.products)
        .or_else(|| named(&condition.activities, &names.activities));
    let traits = Traits::NONE
        .with_margin(Traits::MOST_MARGIN)
        .with_days(condition.days_to_close_at_most.unwrap_or(0))
        .with_outbound(condition.outbound.unwrap_or(false))
        .with_prepaid(condition.prepaid.unwrap_or(false));
    name.map_or(traits, |name| traits.with_name(name))
}

/// Beyond so many pieces a year is no simple one.
const MOST_PIECES: i128 = 100_000;

const HALF_UP: crate::money::Rounding = crate::money::Rounding::HalfUp;

/// Whether a measure counts events of which each is one.
pub(super) fn is_of_whole_events(measure: &Measure) -> bool {
    matches!(measure, Measure::Sum { terms, .. } if terms.iter().any(|term| counts_events(term.of)))
}

const fn counts_events(of: Additive) -> bool {
    matches!(of, Additive::Deals | Additive::Won)
}

/// The kind of event that a built-in measure adds up.
const fn kind_of(of: Additive) -> Option<Kind> {
    Some(match of {
        Additive::NewAcv | Additive::NetNewArr | Additive::Deals | Additive::GrossMargin => {
            Kind::New
        }
        Additive::UpgradeAcv => Kind::Upgrade,
        Additive::UpsellAcv | Additive::ExpansionAcv => Kind::Upsell,
        Additive::CrossSellAcv => Kind::CrossSell,
        Additive::RenewalAcv => Kind::Renewal,
        Additive::ContractionArr => Kind::Contraction,
        Additive::ChurnedArr => Kind::Churn,
        Additive::ImplementationRevenue => Kind::Implementation,
        Additive::Meetings => Kind::Meeting,
        Additive::Qualified => Kind::Qualified,
        Additive::Won | Additive::WonAcv => Kind::Won,
        Additive::Activities => Kind::Activity,
    })
}
