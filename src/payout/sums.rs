//! A team's year in sums, paid for the figures of the year: what each clause pays in all. It comes to the cent to what
//! payment by payment does; a test holds the two together.
//!
//! What is earned to date by plain commission never falls, so that the payments of a window add up to what is earned at
//! its end. Only those of which something is recovered must be known one by one.

use super::clause::{Clause, Frame};
use super::payments::Scratch;
use super::program::Program;
use super::recoveries::Recoveries;
use super::retention::{self, RetentionPayment};
use super::whole_team::runs_on_same_terms;
use super::window::Span;
use crate::company::Seat;
use crate::credit::{Gauge, Sum};
use crate::events::{Kind, Ledger, MonthRow, Stint, Sums};
use crate::money::{Cents, Fraction};
use crate::plan::{Component, Period, RatioMeasure, RecoveredAt, Window};
use crate::wide::wide;
use std::ops::Range;

/// What a team was paid in one year in sums, all reps together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaidInSums {
    /// Base pay.
    pub base: Cents,
    /// Quota of the reps.
    pub quota: Cents,
    /// By component, before recoveries.
    pub components: Vec<Cents>,
    /// Recovered by clawbacks.
    pub recovered: Cents,
}

/// Memory for one clause after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct SumsPad {
    /// Reps who stand side by side on the same terms.
    runs: Vec<Range<usize>>,
    /// By year, what a clause pays.
    by_year: Vec<Cents>,
    /// By rep, what is earned in a window.
    earned: Vec<i64>,
    /// By rep, credits by month but for new business.
    credits: Vec<MonthRow>,
    retained: Retained,
    /// By rep, what was paid before in the window.
    paid_before: Vec<Cents>,
    recoveries: Recoveries,
    /// Empty: nothing of a rep in sums is read off a ledger.
    ledger: Ledger,
}

impl Clause {
    /// Whether a year in sums is all that it looks at: plain retention of ARR, or plain commission on sales. When new
    /// business came does not matter where the whole year's credits are paid and nothing is recovered.
    pub fn is_paid_in_sums(&self) -> bool {
        match &self.gauge {
            Some(Gauge::Ratio(RatioMeasure::Nrr)) => self.plain_retention,
            Some(Gauge::Sum(sum)) if self.plain_commission => {
                let Component { clawback, budget, deal_cap, measured, .. } = &self.component;
                let of_year = *measured == Window::Calendar(Period::Year);
                let as_paid = clawback.as_ref().is_none_or(|it| it.at == RecoveredAt::Paid);
                let keeps_new = !sum.looks_at(Kind::New) || of_year && clawback.is_none();
                let of_sales = sum.is_of(&[Kind::New, Kind::Upsell, Kind::CrossSell]);
                of_sales && keeps_new && as_paid && budget.is_none() && deal_cap.is_none()
            }
            _ => false,
        }
    }
}

impl Program {
    /// Pays the team for its years in sums, one after the other in `paid`.
    pub(super) fn pay_in_sums(
        &self,
        seats: &[Seat],
        sums: &Sums,
        paid: &mut Vec<PaidInSums>,
        scratch: &mut Scratch,
    ) {
        let a_year = seats.len().max(1);
        let years = sums.quotas.len() / a_year;
        let months = self.timeline.months() as i64;
        let presence = &self.calendar.standard;
        let in_seat =
            Fraction::new(presence.months(0, months).into(), 12).unwrap_or(Fraction::ZERO);
        let of_quota = presence.quota_share(0, months);
        let base = |seat: &Seat| self.share_of(seat.base.unwrap_or(self.base), in_seat);
        let base = seats.iter().map(base).sum();
        paid.resize_with(years, PaidInSums::default);
        for (paid, quotas) in paid.iter_mut().zip(sums.quotas.chunks(a_year)) {
            paid.base = base;
            paid.quota = quotas.iter().map(|quota| self.share_of(*quota, of_quota)).sum();
            paid.recovered = Cents::ZERO;
            paid.components.clear();
        }
        let Scratch { frames, sums: pad, payments, .. } = scratch;
        find_runs(seats, &sums.quotas, &mut pad.runs);
        for (clause, frame) in self.clauses.iter().zip(frames) {
            pad.by_year.clear();
            pad.by_year.resize(years, Cents::ZERO);
            match &clause.gauge {
                Some(Gauge::Sum(sum)) => {
                    self.earn_commission((clause, sum), (seats, sums), frame, (pad, paid));
                }
                _ => self.pay_retention(clause, (seats, sums), frame, (payments, pad)),
            }
            for (paid, by_clause) in paid.iter_mut().zip(&pad.by_year) {
                paid.components.push(*by_clause);
            }
        }
    }

    /// A rep who is in seat all along.
    fn stint(&self, quota: Cents) -> Stint {
        let end = self.timeline.months();
        let (new_quota, attainment) = (None, 0.0);
        Stint { start: 0, end, newly_hired: false, quota, new_quota, attainment, number: 0 }
    }

    /// What all reps earn by plain commission, by year on the pad, and what is recovered of it.
    fn earn_commission(
        &self,
        (clause, sum): (&Clause, &Sum),
        (seats, sums): (&[Seat], &Sums),
        frame: &mut Frame,
        (pad, paid): (&mut SumsPad, &mut [PaidInSums]),
    ) {
        let Window::Calendar(measured) = clause.component.measured else {
            return;
        };
        pad.credit(sum, sums);
        let SumsPad { earned, credits, ledger, runs, by_year, recoveries, .. } = pad;
        let length = measured.months();
        for from in (0..self.timeline.months()).step_by(length) {
            let (start, to) = (from as i64, (from + length) as i64);
            let (full_to, period_from) = (to, start);
            let span =
                Span { from: start, to, full_to, length: to - start, period_from, trailing: false };
            for run in &*runs {
                let stint = self.stint(sums.quotas[run.start]);
                let rep = self.rep_all_along(&seats[run.start % seats.len()], &stint, ledger);
                clause.frame(&rep, &span, frame);
                earned.clear();
                if sum.looks_at(Kind::New) {
                    earned.extend_from_slice(&sums.new[run.clone()]);
                } else {
                    earned.resize(run.len(), 0);
                }
                let own = credits.get(run.clone()).unwrap_or_default();
                if length == self.timeline.months() {
                    add_years(own, earned);
                } else {
                    for (earned, credits) in earned.iter_mut().zip(own) {
                        *earned += credits[from..from + length].iter().sum::<i64>();
                    }
                }
                frame.ladder.pay_all(earned, clause.rounding);
                for (year, reps) in years_of(run, seats.len()) {
                    by_year[year] += Cents(earned[reps].iter().sum());
                }
                if let Some(terms) = &clause.component.clawback {
                    let window = (run.clone(), from..from + length);
                    let terms = (clause, terms, sum);
                    recoveries.recover(terms, (sums, credits), window, frame, |rep, amount| {
                        paid[rep / seats.len()].recovered += amount;
                    });
                }
            }
        }
    }

    /// What all reps are paid by plain retention, by year on the pad.
    fn pay_retention(
        &self,
        clause: &Clause,
        (seats, sums): (&[Seat], &Sums),
        frame: &mut Frame,
        (payments, pad): (&mut Vec<RetentionPayment>, &mut SumsPad),
    ) {
        let SumsPad { ledger, retained, paid_before, runs, by_year, .. } = pad;
        if sums.books.is_empty() {
            return;
        }
        retained.follow(sums);
        retention::list_payments(&clause.component, &self.stint(Cents::ZERO), payments);
        for run in &*runs {
            let stint = self.stint(sums.quotas[run.start]);
            let rep = self.rep_all_along(&seats[run.start % seats.len()], &stint, ledger);
            for RetentionPayment { span, opens, .. } in &*payments {
                if *opens {
                    clause.frame(&rep, span, frame);
                    paid_before.clear();
                    paid_before.resize(run.len(), Cents::ZERO);
                }
                let levels = clause.levels(&rep, span, frame);
                let levels = levels.as_ref().filter(|_| retained.reach(clause, run, span));
                let [now, then] = retained.of_span(run, span);
                for (year, reps) in years_of(run, seats.len()) {
                    let mut all = Cents::ZERO;
                    for (place, paid_before) in reps.clone().zip(&mut paid_before[reps]) {
                        let reached = usize::from(retained.reached[place]);
                        let known = levels.and_then(|levels| *levels.get(reached)?);
                        let earned = known.unwrap_or_else(|| {
                            // None of a book without ARR at the start.
                            let ratio = Fraction::new(now[place].into(), then[place].into());
                            clause.earned_by_ratio(&rep, span, frame, ratio)
                        });
                        let amount = retention::due(&clause.component, earned, *paid_before);
                        *paid_before += amount;
                        all += amount;
                    }
                    by_year[year] += all;
                }
            }
        }
    }
}

/// Finds runs of reps who have the same quota and target incentive, in one year after the other. They go on over the end
/// of a year where the whole team has.
fn find_runs(seats: &[Seat], quotas: &[Cents], runs: &mut Vec<Range<usize>>) {
    runs.clear();
    let years = || quotas.chunks(seats.len().max(1));
    let Some(first) = years().next() else { return };
    let of_first = runs_on_same_terms(seats, |place| first.get(place).copied()).next();
    if of_first == Some(0..seats.len()) && years().all(|of_year| of_year == first) {
        runs.push(0..quotas.len());
        return;
    }
    let mut start = 0;
    for of_year in years() {
        let of_year = runs_on_same_terms(seats, |place| of_year.get(place).copied());
        runs.extend(of_year.map(|run| start + run.start..start + run.end));
        start += seats.len();
    }
}

/// The years that some reps belong to, with so many seats each: which, and their places among these reps.
fn years_of(reps: &Range<usize>, a_year: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
    let Range { start, end } = *reps;
    let years = start / a_year..end.div_ceil(a_year);
    years.map(move |year| {
        let of_year = (year * a_year).max(start)..((year + 1) * a_year).min(end);
        (year, of_year.start - start..of_year.end - start)
    })
}

/// Net revenue retention of reps, column by column.
#[derive(Clone, Debug, Default)]
struct Retained {
    /// Reps.
    reps: usize,
    /// ARR of their books at the start of each month and at the end of the year, in cents: by month, then rep.
    balances: Vec<i64>,
    /// How many pieces of a curve each has reached.
    reached: Vec<u8>,
}

impl Retained {
    /// Follows all books through the year.
    fn follow(&mut self, sums: &Sums) {
        self.reps = sums.books.len();
        self.balances.clear();
        self.balances.extend(sums.books.iter().map(|book| book.opening));
        self.balances.resize(13 * self.reps, 0);
        let mut months = self.balances.chunks_exact_mut(self.reps);
        let Some(mut before) = months.next() else { return };
        for (month, after) in months.enumerate() {
            for ((after, before), movements) in after.iter_mut().zip(&*before).zip(&sums.movements)
            {
                *after = before + movements[month];
            }
            before = after;
        }
    }

    /// ARR of some reps' books at the end of a span and at its start.
    fn of_span(&self, reps: &Range<usize>, span: &Span) -> [&[i64]; 2] {
        [span.to, span.from].map(|month| {
            let first = month as usize * self.reps;
            &self.balances[first + reps.start..first + reps.end]
        })
    }

    /// Finds what some reps have reached over a span; false where they must be asked one by one.
    fn reach(&mut self, clause: &Clause, reps: &Range<usize>, span: &Span) -> bool {
        let mut reached = std::mem::take(&mut self.reached);
        reached.resize(reps.len(), 0);
        let [now, then] = self.of_span(reps, span);
        let found = clause.curve.as_ref().is_some_and(|it| it.reach(now, then, &mut reached));
        self.reached = reached;
        found
    }
}

impl SumsPad {
    /// Puts down the credits of all reps by month; none where they have none but for new business.
    fn credit(&mut self, sum: &Sum, sums: &Sums) {
        let kinds = [Kind::Upsell, Kind::CrossSell].map(|kind| sum.looks_at(kind));
        let reps = if kinds == [false; 2] { 0 } else { sums.expansions.len() };
        self.credits.resize(reps, [0; 16]);
        credit(&sums.expansions, kinds.map(|counts| -i64::from(counts)), &mut self.credits);
    }
}

wide! {
    /// Credits by month: of each kind all, or by the mask 0 nothing.
    fn[256] credit(expansions: &[[MonthRow; 2]], masks: [i64; 2], credits: &mut [MonthRow]) {
        for ([upsells, cross_sells], credits) in expansions.iter().zip(credits) {
            for (month, credit) in credits.iter_mut().enumerate() {
                *credit = (upsells[month] & masks[0]) + (cross_sells[month] & masks[1]);
            }
        }
    }

    /// Adds the credits of all months: what stands behind the twelfth is 0.
    fn[256] add_years(credits: &[MonthRow], to: &mut [i64]) {
        for (credits, to) in credits.iter().zip(to) {
            *to += credits.iter().sum::<i64>();
        }
    }
}
