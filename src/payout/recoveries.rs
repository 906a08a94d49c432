//! What is recovered in years in sums, of all reps' lost sales at once. Of each sale it is what [`PlainRecovery`] gives.

use super::clause::{Clause, Frame};
use super::recovery::PlainRecovery;
use crate::credit::Sum;
use crate::events::{Kind, LostSale, MonthRow, Sums};
use crate::money::Cents;
use crate::plan::Clawback;
use crate::wide::wide;
use std::ops::Range;

/// The lost sales of which something is recovered, column by column; its memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Recoveries {
    /// Their numbers among all lost sales.
    sales: Vec<u32>,
    /// The place of the rep of each, and the first and the last month of the period in which it is paid.
    paid: Vec<(u32, u8, u8)>,
    /// What its rep has earned in the window before that period: first credits, then pay.
    before: Vec<i64>,
    /// The same with the period.
    to_date: Vec<i64>,
}

impl Recoveries {
    /// Finds what is recovered of what some reps have earned in the months of a window, who share the frame. `enter` is
    /// told of which rep, by place, and how much.
    pub fn recover(
        &mut self,
        (clause, terms, sum): (&Clause, &Clawback, &Sum),
        (sums, credits): (&Sums, &[MonthRow]),
        (reps, months): (Range<usize>, Range<usize>),
        frame: &Frame,
        mut enter: impl FnMut(usize, Cents),
    ) {
        let lost_sales = &sums.lost_sales;
        let place = |lost: &LostSale| lost.seat as usize;
        let first = lost_sales.partition_point(|lost| place(lost) < reps.start);
        let end = lost_sales.partition_point(|lost| place(lost) < reps.end);
        self.list((clause, terms, sum), &months, lost_sales, first..end);
        self.add_up(months.start, credits);
        frame.ladder.pay_all(&mut self.before, clause.rounding);
        frame.ladder.pay_all(&mut self.to_date, clause.rounding);
        let earned = self.before.iter().zip(&self.to_date);
        for (number, (before, to_date)) in self.sales.iter().zip(earned) {
            let lost = &lost_sales[*number as usize];
            let (rep, sold) = (lost.seat as usize, usize::from(lost.sold));
            let recovery = PlainRecovery { clause, terms, sum, credits: &credits[rep] };
            // Amounts are credited as they are, see `is_paid_in_sums`.
            let payment = |_| Cents(to_date - before);
            let recovered = recovery.of_credit(sold, lost.amount.into(), &lost.loss(), payment);
            if let Some((_, amount)) = recovered {
                enter(rep, amount);
            }
        }
    }

    /// Lists the sales of these numbers that are credited in a window and bear on it.
    fn list(
        &mut self,
        (clause, terms, sum): (&Clause, &Clawback, &Sum),
        months: &Range<usize>,
        lost_sales: &[LostSale],
        numbers: Range<usize>,
    ) {
        let kinds = [Kind::Upsell, Kind::CrossSell].map(|kind| (kind, sum.looks_at(kind)));
        let credits = |kind: Kind| kinds.iter().any(|it| (it.0 == kind) & it.1);
        let paid = clause.component.paid;
        self.sales.resize(numbers.len() + 1, 0);
        self.paid.resize(numbers.len() + 1, (0, 0, 0));
        let mut listed = 0;
        for number in numbers {
            let LostSale { seat, kind, sold, churned, .. } = lost_sales[number];
            let month = usize::from(sold);
            // Which do cannot be foreseen: there is no branch.
            let counts = months.contains(&month) & credits(kind) & terms.bears_on(churned);
            let from = paid.first_of(month);
            self.sales[listed] = number as u32;
            self.paid[listed] = (seat, from as u8, (from + paid.months() - 1) as u8);
            listed += usize::from(counts);
        }
        self.sales.truncate(listed);
        self.paid.truncate(listed);
    }

    /// Adds up the credits before each sale's period and to its end, from the first month of the window.
    fn add_up(&mut self, first: usize, credits: &[MonthRow]) {
        for column in [&mut self.before, &mut self.to_date] {
            column.clear();
            column.resize(self.paid.len(), 0);
        }
        add_up(first as i64, &self.paid, credits, &mut self.before, &mut self.to_date);
    }
}

/// The numbers of months.
const NUMBERS: MonthRow = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

wide! {
    /// Of each rep's row the months from the first on: those before a period, and those to its end. A row is gone
    /// through whole, since where a period lies cannot be foreseen.
    fn[512] add_up(
        first: i64,
        paid: &[(u32, u8, u8)],
        credits: &[MonthRow],
        before: &mut [i64],
        to_date: &mut [i64],
    ) {
        for ((rep, from, last), (before, to_date)) in paid.iter().zip(before.iter_mut().zip(to_date)) {
            let row = &credits[*rep as usize];
            let (from, last) = (i64::from(*from), i64::from(*last));
            let (mut earlier, mut all) = (0, 0);
            for (credit, month) in row.iter().zip(NUMBERS) {
                earlier += credit & -i64::from((month >= first) & (month < from));
                all += credit & -i64::from((month >= first) & (month <= last));
            }
            (*before, *to_date) = (earlier, all);
        }
    }
}
