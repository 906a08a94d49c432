//! Whether what was paid for stays: pay on sales that churned, what clawbacks can still recover, pay of reps whose book
//! shrank, pay against the retention of what was sold.

mod clawbacks;
mod definitions;
mod recovered;
mod sold;
#[cfg(test)]
mod tests;

pub(super) use definitions::DEFINITIONS;
pub(super) use recovered::OtherClawbacks;

use self::definitions::{
    CORRELATION, EXPOSURE, EXPOSURE_SHARE, KEPT_PAY, KEPT_PAY_SHARE, LOST_PAY, LOST_PAY_SHARE,
    SHRUNK, SHRUNK_PAY, SHRUNK_PAY_RATIO, SHRUNK_PAY_SHARE, SOLD_CHURNED,
};
use self::recovered::Room;
use self::sold::Sold;
use super::figure::{Definition, Figure};
use super::pairs::Pairs;
use super::subject::{Seen, Subject, Tally};
use crate::credit::{Gauge, Months};
use crate::plan::RatioMeasure;
use crate::statistics::jackknife_of_sums;

const NOT_ON_SALES: &str = "no component pays on single sales to accounts, so that no pay is that of a sale; a clawback \
     goes with measures such as `new_acv` or `expansion_acv`";
const NOTHING_LOST: &str = "no account that the team sells to is lost in these years: it needs a `[team.book]`, or \
     accounts that are handed over to one (`hand_over`, with `history_months = 12`)";
const NOTHING_SOLD: &str = "the team sells nothing to accounts in these years";
const NO_YEAR_BEFORE: &str = "nothing is sold to accounts in the year before: write `history_months = 12` in `[simulation]`, \
     if the team sells to accounts";
const NO_CLAWBACK: &str = "the plan has no clawback";
const NO_BOOK: &str = "the team keeps no accounts: give it a `[team.book]`";
const NEVER_SHRANK: &str = "no rep's book shrank in these years";
const ALWAYS_SHRANK: &str = "every rep's book shrank in these years";
const ALL_ALIKE: &str = "pay, or the retention of what was sold, is the same for all reps";
const NOTHING_PAID: &str = "no variable pay was paid in these years";
const NO_REPS: &str = "no rep held the seat all year";

/// What is counted, by rep-years.
#[derive(Clone, Copy, Debug)]
enum Count {
    Reps,
    Pay,
    /// Pay on sales that churned.
    LostPay,
    /// What of it was not recovered.
    KeptPay,
    Exposure,
    SoldArr,
    LostArr,
    BookReps,
    BookPay,
    ShrunkReps,
    ShrunkPay,
}

const COUNTS: usize = Count::ShrunkPay as usize + 1;

/// What is counted of a team.
pub(super) struct Retention {
    sums: [f64; COUNTS],
    /// Pay and retention of those who sold to accounts in the year before.
    kept: Pairs,
    room: Box<Room>,
}

impl Tally for Retention {
    fn new(_: &Subject<'_>) -> Self {
        Self { sums: [0.0; COUNTS], kept: Pairs::default(), room: Box::default() }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let Self { sums, kept, room } = self;
        let mut add = |count: Count, amount: f64| sums[count as usize] += amount;
        let subject = &seen.subject;
        let recovered = subject.prepared.clawbacks.recover(seen, room);
        let (timeline, nrr) = (subject.timeline(), Gauge::Ratio(RatioMeasure::Nrr));
        let year = Months { from: timeline.plan_year(), to: timeline.months() };
        for rep in seen.reps {
            let seat = &seen.team_year().seats[rep.seat];
            add(Count::Reps, 1.0);
            add(Count::Pay, rep.pay);
            let lost_pay = recovered.in_full(rep.place);
            add(Count::LostPay, lost_pay);
            add(Count::KeptPay, lost_pay - recovered.own(rep.place));
            add(Count::Exposure, recovered.open(rep.place));
            let book = nrr.read(&seat.ledger, year);
            if subject.team().book.is_some() && book.denominator > 0 {
                let shrank = f64::from(u8::from(book.numerator < book.denominator));
                add(Count::BookReps, 1.0);
                add(Count::BookPay, rep.pay);
                add(Count::ShrunkReps, shrank);
                add(Count::ShrunkPay, shrank * rep.pay);
            }
            let stint = &seat.stints[0];
            let sold = Sold::of(&seat.ledger, stint, timeline);
            add(Count::SoldArr, sold.this_year.to_f64());
            add(Count::LostArr, sold.lost.to_f64());
            if let Some(share) = sold.kept() {
                kept.add(rep.pay, share);
            }
        }
    }

    fn merge(&mut self, later: Self) {
        for (sum, more) in self.sums.iter_mut().zip(later.sums) {
            *sum += more;
        }
        self.kept.merge(&later.kept);
    }
}

impl Retention {
    pub(super) fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let sums: Vec<[f64; COUNTS]> = groups.iter().map(|group| group.sums).collect();
        let pairs: Vec<Pairs> = groups.iter().map(|group| group.kept).collect();
        let told = Told { team: subject.number, sums };
        let components = &subject.plan.components;
        let on_sales = components.iter().any(|component| component.pays_on_sales());
        let claws_back = components.iter().any(|component| component.clawback.is_some());
        let pay = told.some(Count::Pay, NOTHING_PAID);
        let lost = told.some(Count::LostArr, NOTHING_LOST);
        let sold = told.some(Count::SoldArr, NOTHING_SOLD);
        let sellers = said(Pairs::count(&pairs) > 0, NO_YEAR_BEFORE);
        let lost_pay = said(on_sales, NOT_ON_SALES).or(lost);
        let open = said(claws_back, NO_CLAWBACK);
        let book = told.some(Count::BookReps, NO_BOOK);
        let shrank = book.or(told.some(Count::ShrunkReps, NEVER_SHRANK));
        let others = told.total(Count::BookReps) - told.total(Count::ShrunkReps);
        let some_shrank = shrank.or(said(others > 0.0, ALWAYS_SHRANK));
        let book_pay = book.or(told.some(Count::BookPay, NOTHING_PAID));
        use Count::{
            BookPay, BookReps, Exposure, KeptPay, LostArr, LostPay, Pay, Reps, ShrunkPay,
            ShrunkReps, SoldArr,
        };
        let share = |of: Count, among: Count| move |sums: &[f64]| quotient(sums, of, among);
        vec![
            told.figure(&LOST_PAY, Reps, lost_pay, share(LostPay, Reps)),
            told.figure(&LOST_PAY_SHARE, Reps, lost_pay.or(pay), share(LostPay, Pay)),
            told.figure(&KEPT_PAY, Reps, lost_pay, share(KeptPay, Reps)),
            told.figure(&KEPT_PAY_SHARE, Reps, lost_pay.or(pay), share(KeptPay, Pay)),
            told.figure(&SOLD_CHURNED, Reps, lost.or(sold), share(LostArr, SoldArr)),
            told.figure(&EXPOSURE, Reps, open, share(Exposure, Reps)),
            told.figure(&EXPOSURE_SHARE, Reps, open.or(pay), share(Exposure, Pay)),
            told.figure(&SHRUNK, BookReps, book, share(ShrunkReps, BookReps)),
            told.figure(&SHRUNK_PAY, ShrunkReps, shrank, share(ShrunkPay, ShrunkReps)),
            told.figure(&SHRUNK_PAY_SHARE, BookReps, book_pay, share(ShrunkPay, BookPay)),
            told.figure(&SHRUNK_PAY_RATIO, BookReps, some_shrank.or(book_pay), against_others),
            told.correlation(&pairs, sellers.or(lost)),
        ]
    }
}

/// Why a figure cannot be told: nothing where it can.
fn said(can_be_told: bool, why_not: &'static str) -> Option<&'static str> {
    (!can_be_told).then_some(why_not)
}

/// What was counted, by group, on its way to figures.
struct Told {
    team: usize,
    sums: Vec<[f64; COUNTS]>,
}

impl Told {
    fn total(&self, count: Count) -> f64 {
        self.sums.iter().map(|sums| of(sums, count)).sum()
    }

    /// Nothing where any was counted, else why there is none.
    fn some(&self, count: Count, why_none: &'static str) -> Option<&'static str> {
        said(self.total(count) > 0.0, why_none)
    }

    /// A figure of the sums, of so many rep-years; not where it says why it cannot be told.
    fn figure(
        &self,
        definition: &'static Definition,
        n: Count,
        why_not: Option<&'static str>,
        figure: impl Fn(&[f64]) -> Option<f64>,
    ) -> Figure {
        if let Some(why_not) = self.some(Count::Reps, NO_REPS).or(why_not) {
            return Figure::missing(self.team, definition, why_not);
        }
        Figure::new(
            self.team,
            definition,
            jackknife_of_sums(&self.sums, self.total(n) as usize, figure),
        )
    }

    /// Of pay and the retention of what was sold.
    fn correlation(&self, pairs: &[Pairs], why_not: Option<&'static str>) -> Figure {
        let of_pairs = |sums: &[f64]| Pairs::of(sums)?.correlation();
        let estimate = jackknife_of_sums(pairs, Pairs::count(pairs), of_pairs);
        let alike = said(estimate.is_some(), ALL_ALIKE);
        match self.some(Count::Reps, NO_REPS).or(why_not).or(alike) {
            Some(why_not) => Figure::missing(self.team, &CORRELATION, why_not),
            None => Figure::new(self.team, &CORRELATION, estimate),
        }
    }
}

fn of(sums: &[f64], count: Count) -> f64 {
    sums[count as usize]
}

fn quotient(sums: &[f64], numerator: Count, denominator: Count) -> Option<f64> {
    let below = of(sums, denominator);
    (below > 0.0).then(|| of(sums, numerator) / below)
}

/// Mean pay of reps whose book shrank ÷ that of other reps with a book.
fn against_others(sums: &[f64]) -> Option<f64> {
    let pay = of(sums, Count::BookPay) - of(sums, Count::ShrunkPay);
    let others = pay / (of(sums, Count::BookReps) - of(sums, Count::ShrunkReps));
    let shrunk = quotient(sums, Count::ShrunkPay, Count::ShrunkReps)?;
    (others > 0.0).then(|| shrunk / others)
}
