//! What a rep's results are worth to the company.

use crate::company::ValueWeights;
use crate::credit::{Gauge, Months};
use crate::events::{Ledger, Names, SeatYear, Stint, Timeline};
use crate::plan::{Measure, RatioMeasure};

/// The value that reps deliver, as the company weights their results.
///
/// ```text
/// value of a rep's year = Σ weight × result
/// ```
///
/// A result is the sum over the rep's months of the plan year: of amounts in dollars, of what is counted in
/// pieces. Of `nrr`, `grr`, `sold_grr` it is the ARR that is kept (the ratio × the ARR that it is of), of
/// `logo_retention`, `sold_logo_retention` the accounts that are kept, of a score its mean; these three are states,
/// not sums: they count for as much of the year as the rep was in seat. What overlays and managers are credited with
/// counts as theirs.
#[derive(Clone, Debug)]
pub struct DeliveredValue {
    weighted: Vec<(Gauge, Unit, f64)>,
}

/// What one of a gauge's result is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    /// The sum itself.
    Sum,
    /// The numerator of a ratio, so many of which are one: what is kept.
    Kept(f64),
    /// A mean.
    Mean,
}

impl DeliveredValue {
    /// By these weights, of ledgers that number these names.
    pub fn new(weights: &ValueWeights, names: &Names) -> Self {
        let weighted = |(measure, weight): &(Measure, f64)| {
            (Gauge::compile(measure, names), unit(measure), *weight)
        };
        Self { weighted: weights.weights.iter().map(weighted).collect() }
    }

    /// What a rep delivers in the plan year, in dollars.
    pub fn of_rep(&self, timeline: Timeline, seat: &SeatYear, stint: &Stint) -> f64 {
        let from = stint.start.max(timeline.plan_year());
        self.over(&seat.ledger, Months { from, to: stint.end.max(from) })
    }

    /// What some months of a ledger are worth, in dollars.
    pub fn over(&self, ledger: &Ledger, months: Months) -> f64 {
        let of_year = (months.to - months.from) as f64 / 12.0;
        let worth = |(gauge, unit, weight): &(Gauge, Unit, f64)| {
            let parts = gauge.read(ledger, months);
            if parts.denominator == 0 {
                return 0.0;
            }
            let (numerator, denominator) = (parts.numerator as f64, parts.denominator as f64);
            weight
                * match unit {
                    Unit::Sum => numerator / denominator,
                    Unit::Kept(one) => numerator / one * of_year,
                    Unit::Mean => numerator / denominator * of_year,
                }
        };
        self.weighted.iter().map(worth).sum()
    }
}

/// Amounts of ratios are in cents, accounts of a book in hundredths, accounts sold in pieces.
fn unit(measure: &Measure) -> Unit {
    match measure {
        Measure::Sum { .. } => Unit::Sum,
        Measure::Ratio(RatioMeasure::SoldLogoRetention) => Unit::Kept(1.0),
        Measure::Ratio(_) => Unit::Kept(100.0),
        Measure::Score(_) | Measure::Attainments { .. } => Unit::Mean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Account, Event, Kind, Loss, NO_ACCOUNT, Traits};
    use crate::money::Cents;
    use crate::plan::Additive;

    /// Two accounts of 1,000 and 500. The first grows by 200 in month 2, the second churns in month 5; a deal of
    /// 3,000 closes in month 1.
    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        ledger.clear(12);
        let account = |opening, closing| Account {
            opened: 0,
            opening: Cents(opening),
            closing: Cents(closing),
            open: closing > 0,
        };
        ledger.open([account(100_000, 120_000), account(50_000, 0)]);
        for (month, kind, account, dollars) in
            [(1, Kind::New, NO_ACCOUNT, 3_000), (2, Kind::Upsell, 0, 200), (5, Kind::Churn, 1, 500)]
        {
            let (traits, amount) = (Traits::NONE, Cents(100 * dollars));
            ledger.enter(Event { month, kind, term_months: 0, traits, account, amount });
        }
        let lost = Cents(50_000);
        ledger.losses.push(Loss { month: 5, account: 1, churned: true, lost, before: lost });
        ledger
    }

    #[test]
    fn results_are_worth_their_weight() {
        let of = |measure: Measure, weight: f64| {
            let weights = ValueWeights { weights: vec![(measure, weight)] };
            DeliveredValue::new(&weights, &Names::default())
        };
        let sum = Measure::additive;
        let year = Months { from: 0, to: 12 };
        let half = Months { from: 0, to: 6 };
        for (measure, weight, months, worth) in [
            (sum(Additive::NewAcv), 1.0, year, 3_000.0),
            (sum(Additive::NetNewArr), 1.0, year, 3_000.0 + 200.0 - 500.0),
            (sum(Additive::ChurnedArr), -0.5, year, -250.0),
            (sum(Additive::Deals), 40.0, year, 40.0),
            (Measure::Ratio(RatioMeasure::Nrr), 0.25, year, 300.0),
            (Measure::Ratio(RatioMeasure::Grr), 0.25, year, 250.0),
            (Measure::Ratio(RatioMeasure::LogoRetention), 70.0, year, 70.0),
            (Measure::Ratio(RatioMeasure::Nrr), 0.25, half, 150.0),
            (Measure::Ratio(RatioMeasure::SoldLogoRetention), 70.0, year, 0.0),
        ] {
            let name = measure.name().to_owned();
            assert_eq!(of(measure, weight).over(&ledger(), months), worth, "{name}");
        }
        let weights = ValueWeights {
            weights: vec![(sum(Additive::NewAcv), 1.0), (Measure::Ratio(RatioMeasure::Grr), 0.1)],
        };
        let both = DeliveredValue::new(&weights, &Names::default());
        assert_eq!(both.over(&ledger(), year), 3_100.0);
    }
}
