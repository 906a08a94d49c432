//! A rep's results made larger or smaller: every sale of the plan year times one factor.

use super::super::rep_year::RepYear;
use super::super::subject::Seen;
use super::Yardstick;
use crate::events::{Event, Kind, Ledger};
use crate::money::Cents;

/// What a rep sells in the plan year, and how far it counts towards the quota.
#[derive(Debug, Default)]
pub(in super::super) struct Lever {
    /// The sales: each one's place in the ledger and its credit.
    sales: Vec<(usize, i128)>,
    /// What counts beside them: losses, and refunds.
    fixed: i128,
    /// What the sales count for.
    sold: i128,
    /// By event of the ledger.
    amounts: Vec<Cents>,
}

impl Lever {
    /// Takes hold of a rep's sales; answers whether there are any.
    pub fn grip(
        &mut self,
        yardstick: &Yardstick,
        seen: &Seen<'_>,
        rep: &RepYear,
        result: i128,
    ) -> bool {
        let ledger = &seen.team_year().seats[rep.seat].ledger;
        let plan_year = seen.subject.timeline().plan_year();
        self.sales.clear();
        self.sold = 0;
        for (place, event) in ledger.events.iter().enumerate() {
            let is_sale = is_result(event.kind)
                && usize::from(event.month) >= plan_year
                && event.amount > Cents::ZERO;
            let credit = if is_sale { yardstick.credit(ledger, event) } else { 0 };
            if credit > 0 {
                self.sales.push((place, credit));
                self.sold += credit;
            }
        }
        self.fixed = result - self.sold;
        self.amounts.clear();
        self.amounts.extend(ledger.events.iter().map(|event| event.amount));
        self.sold > 0
    }

    /// The amounts of the ledger's events with which the result is this one, rounded up to the next that whole cents can
    /// make; never less than without any sale.
    pub fn amounts_for(
        &mut self,
        yardstick: &Yardstick,
        ledger: &Ledger,
        result: i128,
    ) -> &[Cents] {
        let wanted = (result - self.fixed).max(0);
        let (mut before, mut entered) = (0, 0);
        for (place, _) in &self.sales {
            before += i128::from(ledger.events[*place].amount.0);
            let now = ceiling(before * wanted, self.sold);
            self.amounts[*place] = Cents((now - entered) as i64);
            entered = now;
        }
        self.make_up(yardstick, ledger, wanted);
        &self.amounts
    }

    /// The result without any sale.
    #[cfg(test)]
    pub fn least(&self) -> i128 {
        self.fixed
    }

    /// Where sales count by different factors, cents of some do not make up for those of others: the last sale does.
    fn make_up(&mut self, yardstick: &Yardstick, ledger: &Ledger, wanted: i128) {
        let amount_of =
            |place: usize| Event { amount: self.amounts[place], ..ledger.events[place] };
        let reached: i128 =
            self.sales.iter().map(|(place, _)| yardstick.credit(ledger, &amount_of(*place))).sum();
        if let Some((place, credit)) = self.sales.last().filter(|_| reached < wanted) {
            let amount = i128::from(ledger.events[*place].amount.0);
            self.amounts[*place] += Cents(ceiling((wanted - reached) * amount, *credit) as i64);
        }
    }
}

/// Whether an event of this kind is a result that a rep can have more or less of.
const fn is_result(kind: Kind) -> bool {
    !matches!(kind, Kind::Renewal | Kind::Contraction | Kind::Churn)
}

/// A quotient of numbers not below 0, rounded up.
const fn ceiling(dividend: i128, divisor: i128) -> i128 {
    (dividend + divisor - 1) / divisor
}
