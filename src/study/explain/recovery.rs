//! Recoveries: which sale, which loss, how much of the pay on it; and what plan-level clauses take back.

use super::events::{account, words_of};
use super::figure::month_in_words;
use super::{Figure, Line, RepYear};
use crate::money::Fraction;
use crate::payout::{Source, Step, Working};

/// The recoveries among the steps of a month, sale by sale.
pub(super) fn lines(
    year: &RepYear<'_>,
    steps: &[&Step],
    line: &dyn Fn(&'static str, String) -> Line,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut lost = None;
    for step in steps {
        match step.what {
            Working::Lost { share, pay, recovered } => lost = Some((share, pay, recovered)),
            Working::Recovery { sale, loss } => {
                let Some(sale) = year.year.ledger.events.get(sale) else { continue };
                let month = |month: u16| month_in_words(year.month(usize::from(month)));
                let what = if loss.churned { "churned" } else { "contracted" };
                let mut words = format!(
                    "{} of {} in {}, {} {what} in {}",
                    words_of(sale.kind),
                    Figure::cents(sale.amount).text(),
                    month(sale.month),
                    account(year, loss.account),
                    month(loss.month)
                );
                let (mut quantity, mut rate) = (None, None);
                if let Some((share, pay, recovered)) = lost.take() {
                    if share != Fraction::ONE {
                        words += &format!(": {} of it is lost", Figure::share(share).text());
                    }
                    quantity = Some(Figure::money(pay * Fraction::HUNDREDTH));
                    rate = Some(Figure::share(recovered));
                }
                let amount = Some(step.amount);
                lines.push(Line { quantity, rate, amount, ..line("recovery", words) });
            }
            Working::Line { pay, back: true } if step.amount != Fraction::ZERO => {
                let quantity = Some(Figure::cents(pay));
                let (name, words) = match step.source {
                    Source::Cap => ("cap", "cut to the cap, of the month's pay of"),
                    Source::Hold => ("hold", "held back, of the month's pay of"),
                    Source::Component(_) => ("recovery", "not recovered, beyond the final pay of"),
                    _ => ("recovery", "recovered from the month's pay of"),
                };
                let amount = Some(step.amount);
                lines.push(Line { quantity, amount, ..line(name, words.to_owned()) });
            }
            _ => {}
        }
    }
    lines
}
