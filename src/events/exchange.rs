//! The rates of exchange of a year.

use crate::company::{Exchange, Rate};
use crate::money::Decimal6;
use crate::random::{Address, Purpose};

/// The rates of a year, one a currency that the company has a rate to, each by calendar month.
pub(super) fn draw_rates(exchange: &[Exchange], year: Address, rates: &mut Vec<[Decimal6; 12]>) {
    rates.clear();
    rates.extend(exchange.iter().map(|exchange| match &exchange.rate {
        Rate::Monthly(rates) => *rates,
        // A rate to another currency moves nothing, so its stream is named by the currency.
        Rate::Drawn(rate) => {
            let mut stream = year.team(&exchange.to).open(Purpose::Exchange);
            [to_rate(rate.sample(&mut stream)); 12]
        }
    }));
}

/// A drawn rate, rounded to six decimals and above 0: from here on it is exact.
fn to_rate(rate: f64) -> Decimal6 {
    let most = 1e6 * 1e6;
    Decimal6((rate * 1e6).round_ties_even().clamp(1.0, most) as i64)
}
