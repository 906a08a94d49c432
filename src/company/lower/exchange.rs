//! Rates of exchange.

use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::spec::company as file;
use crate::spec::{Number, NumberOr};

use super::super::{Exchange, Rate};
use super::{Lowering, is_currency_code};

/// The highest rate that is computed.
const HIGHEST: Decimal6 = Decimal6(1_000_000 * Decimal6::ONE.0);

const RATE: &str = "units of the other currency for one of the company's: `rate = 0.92`, a distribution drawn once a \
    year, or `rates` with one number for each month";

impl Lowering<'_> {
    /// The rates of a company whose currency is `currency`, where that is known.
    pub(super) fn exchange(
        &mut self,
        tables: &[file::Exchange],
        currency: Option<&str>,
    ) -> Option<Vec<Exchange>> {
        let rates: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| self.exchange_to(&element("exchange", i), table, currency))
            .collect();
        for (i, table) in tables.iter().enumerate() {
            let Some(to) = table.to.as_deref() else { continue };
            if let Some(first) = tables[..i].iter().position(|t| t.to.as_deref() == Some(to)) {
                let finding =
                    Finding::error(format!("exchange[{i}].to"), format!("two rates to {to}"))
                        .related(format!("exchange[{first}].to"), "the first")
                        .help("state one; `rates` has one for each month");
                self.report(finding);
            }
        }
        rates.into_iter().collect()
    }

    fn exchange_to(
        &mut self,
        path: &str,
        table: &file::Exchange,
        currency: Option<&str>,
    ) -> Option<Exchange> {
        let from = self.code(path, "from", table.from.as_deref(), "the company's currency");
        let to = self.code(path, "to", table.to.as_deref(), "the currency that a plan pays in");
        if let (Some(from), Some(currency)) = (&from, currency)
            && from != currency
        {
            let message = format!("the company sells in {currency}, and this rate is from {from}");
            self.report(
                Finding::error(join(path, "from"), message)
                    .related("currency", "the currency of sales")
                    .help(format!("state the rate from {currency}: how much of the other currency one {currency} is")),
            );
        }
        if from.is_some() && from == to {
            self.error(join(path, "to"), "a currency is not exchanged for itself");
            return None;
        }
        let rate = match (&table.rate, &table.rates) {
            (Some(NumberOr::Number(rate)), None) => {
                self.rate(&join(path, "rate"), rate).map(|rate| Rate::Monthly([rate; 12]))
            }
            (Some(written), None) => self.rate_drawn(&join(path, "rate"), written),
            (None, Some(rates)) => self.rates(&join(path, "rates"), rates),
            (Some(_), Some(_)) => {
                let finding = Finding::error(join(path, "rates"), "both `rate` and `rates`")
                    .related(join(path, "rate"), "the one rate");
                self.report(finding.help("leave one of them out"));
                None
            }
            (None, None) => {
                let finding = Finding::error(path, "this exchange has no `rate`");
                self.report(finding.help(RATE));
                None
            }
        };
        Some(Exchange { to: to?, rate: rate? })
    }

    fn code(
        &mut self,
        path: &str,
        key: &str,
        written: Option<&str>,
        meaning: &str,
    ) -> Option<String> {
        let code = self.text(path, key, written, meaning)?;
        if is_currency_code(&code) {
            return Some(code);
        }
        let finding = Finding::error(join(path, key), format!("\"{code}\" is no currency code"));
        self.report(finding.help("three capital letters, such as \"USD\" or \"EUR\""));
        None
    }

    fn rate(&mut self, path: &str, written: &Number) -> Option<Decimal6> {
        let rate = self.decimal_not_negative(path, written)?;
        let within = rate > Decimal6::ZERO && rate <= HIGHEST;
        if !within {
            let finding = Finding::error(path, format!("a rate of {rate} is not computed"));
            self.report(finding.help("a rate is above 0, up to 1,000,000"));
        }
        within.then_some(rate)
    }

    fn rates(&mut self, path: &str, written: &[Number]) -> Option<Rate> {
        let rates: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, rate)| self.rate(&element(path, i), rate))
            .collect();
        let rates: Vec<_> = rates.into_iter().collect::<Option<_>>()?;
        let months = rates.len();
        rates
            .try_into()
            .map(Rate::Monthly)
            .map_err(|_| {
                let finding = Finding::error(
                    path,
                    format!("`rates` has {months} rates, a year has 12 months"),
                );
                self.report(finding.help("give one rate for each month of the plan year"));
            })
            .ok()
    }

    fn rate_drawn(
        &mut self,
        path: &str,
        written: &NumberOr<crate::spec::distribution::Distribution>,
    ) -> Option<Rate> {
        self.factor(path, written).map(Rate::Drawn)
    }
}
