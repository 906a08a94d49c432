//! A team's year in sums, paid for the figures of the year: what each clause pays in all. It comes to the cent to what
//! payment by payment does; a test holds the two together.
//!
//! What is earned to date by plain commission never falls, so that the payments of a window add up to what is earned at
//! its end. Only where something is recovered must each payment be known.

use super::clause::{Clause, Frame};
use super::commission::add_up;
use super::payments::Scratch;
use super::program::Program;
use super::recovery::PlainRecovery;
use super::retention::{self, RetentionPayment};
use super::whole_team::runs_on_same_terms;
use super::window::Span;
use crate::company::Seat;
use crate::credit::{Gauge, Sum};
use crate::events::{Kind, Ledger, LostSale, MonthRow, Stint, Sums};
use crate::money::{Cents, Fraction};
use crate::plan::{Component, Period, RatioMeasure, RecoveredAt, Window};
use std::ops::Range;

/// What a team was paid in a year in sums, all reps together.
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
    /// By window, then rep, what is earned to date at the end of each payment period.
    earned: Vec<i64>,
    /// By rep, credits by month but for new business.
    credits: Vec<MonthRow>,
    retained: Retained,
    /// By rep, what was paid before in the window.
    paid_before: Vec<Cents>,
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
    /// Pays the team for its year in sums.
    pub(super) fn pay_in_sums(
        &self,
        seats: &[Seat],
        sums: &Sums,
        paid: &mut PaidInSums,
        scratch: &mut Scratch,
    ) {
        let months = self.timeline.months() as i64;
        let presence = &self.calendar.standard;
        let in_seat =
            Fraction::new(presence.months(0, months).into(), 12).unwrap_or(Fraction::ZERO);
        let of_quota = presence.quota_share(0, months);
        let base = |seat: &Seat| self.share_of(seat.base.unwrap_or(self.base), in_seat);
        paid.base = seats.iter().map(base).sum();
        paid.quota = sums.quotas.iter().map(|quota| self.share_of(*quota, of_quota)).sum();
        paid.recovered = Cents::ZERO;
        paid.components.clear();
        let Scratch { frames, sums: pad, payments, .. } = scratch;
        for (clause, frame) in self.clauses.iter().zip(frames) {
            paid.components.push(match &clause.gauge {
                Some(Gauge::Sum(sum)) => {
                    let earned = self.earn_commission((clause, sum), (seats, sums), frame, pad);
                    paid.recovered += recovered((clause, sum), sums, pad);
                    earned
                }
                _ => self.pay_retention(clause, (seats, sums), frame, (payments, pad)),
            });
        }
    }

    /// A rep who is in seat all along.
    fn stint(&self, quota: Cents) -> Stint {
        let end = self.timeline.months();
        let (new_quota, attainment) = (None, 0.0);
        Stint { start: 0, end, newly_hired: false, quota, new_quota, attainment, number: 0 }
    }

    /// What all reps earn by plain commission. In the pad stands what is earned to date: payment by payment where
    /// something may be recovered.
    fn earn_commission(
        &self,
        (clause, sum): (&Clause, &Sum),
        (seats, sums): (&[Seat], &Sums),
        frame: &mut Frame,
        pad: &mut SumsPad,
    ) -> Cents {
        let Window::Calendar(measured) = clause.component.measured else {
            return Cents::ZERO;
        };
        pad.credit(sum, sums);
        let SumsPad { earned, credits, ledger, .. } = pad;
        let length = measured.months();
        let period = period(clause, length);
        earned.clear();
        let mut all = Cents::ZERO;
        for from in (0..self.timeline.months()).step_by(length) {
            let (start, to) = (from as i64, (from + length) as i64);
            let (full_to, period_from) = (to, start);
            let span =
                Span { from: start, to, full_to, length: to - start, period_from, trailing: false };
            for run in runs_on_same_terms(seats, |place| sums.quotas.get(place).copied()) {
                let stint = self.stint(sums.quotas[run.start]);
                let rep = self.rep_all_along(&seats[run.start], &stint, ledger);
                clause.frame(&rep, &span, frame);
                let first = earned.len();
                if sum.looks_at(Kind::New) {
                    earned.extend_from_slice(&sums.new[run.clone()]);
                } else {
                    earned.resize(first + run.len() * length / period, 0);
                }
                let of_run = &mut earned[first..];
                let own = credits.get(run).unwrap_or_default();
                for (credits, to_date) in own.iter().zip(of_run.chunks_exact_mut(length / period)) {
                    let new = if sum.looks_at(Kind::New) { to_date[0] } else { 0 };
                    add_up(&credits[from..from + length], period, to_date);
                    to_date[0] += new;
                }
                let largest = of_run.iter().copied().max().unwrap_or(0);
                let ladder = frame.ladder.short();
                if !ladder.is_some_and(|it| it.pay_all(of_run, largest, clause.rounding)) {
                    for earned in &mut *of_run {
                        let credit = i128::from(*earned);
                        *earned = clause.earned_directly(frame, credit, 1, clause.rounding).0;
                    }
                }
                let at_the_end = of_run.iter().skip(length / period - 1).step_by(length / period);
                all += Cents(at_the_end.sum());
            }
        }
        all
    }

    /// What all reps are paid by plain retention.
    fn pay_retention(
        &self,
        clause: &Clause,
        (seats, sums): (&[Seat], &Sums),
        frame: &mut Frame,
        (payments, pad): (&mut Vec<RetentionPayment>, &mut SumsPad),
    ) -> Cents {
        let SumsPad { ledger, retained, paid_before, .. } = pad;
        let mut all = Cents::ZERO;
        if sums.books.is_empty() {
            return all;
        }
        retained.follow(sums);
        retention::list_payments(&clause.component, &self.stint(Cents::ZERO), payments);
        for run in runs_on_same_terms(seats, |place| sums.quotas.get(place).copied()) {
            let stint = self.stint(sums.quotas[run.start]);
            let rep = self.rep_all_along(&seats[run.start], &stint, ledger);
            for RetentionPayment { span, opens, .. } in &*payments {
                if *opens {
                    clause.frame(&rep, span, frame);
                    paid_before.clear();
                    paid_before.resize(run.len(), Cents::ZERO);
                }
                retained.read(run.clone(), span);
                let levels = clause.levels(&rep, span, frame);
                let levels = levels.as_ref().filter(|_| retained.reach(clause));
                for (place, paid_before) in paid_before.iter_mut().enumerate() {
                    let reached = usize::from(retained.reached[place]);
                    let known = levels.and_then(|levels| *levels.get(reached)?);
                    let earned = known.unwrap_or_else(|| {
                        clause.earned_by_ratio(&rep, span, frame, retained.ratio(place))
                    });
                    let amount = retention::due(&clause.component, earned, *paid_before);
                    *paid_before += amount;
                    all += amount;
                }
            }
        }
        all
    }
}

/// Net revenue retention of reps over a span, column by column.
#[derive(Clone, Debug, Default)]
struct Retained {
    /// ARR of the book at the start of each month and at the end of the year, in cents.
    balances: Vec<[i64; 13]>,
    /// The same at the end of the span.
    now: Vec<i64>,
    /// At its start.
    then: Vec<i64>,
    /// How many pieces of a curve each has reached.
    reached: Vec<u8>,
}

impl Retained {
    /// Follows all books through the year.
    fn follow(&mut self, sums: &Sums) {
        self.balances.clear();
        let books = sums.movements.iter().zip(&sums.books);
        self.balances.extend(books.map(|(movements, book)| {
            let mut balances = [book.opening; 13];
            for month in 0..12 {
                balances[month + 1] = balances[month] + movements[month];
            }
            balances
        }));
    }

    /// Turns to some reps and a span.
    fn read(&mut self, reps: Range<usize>, span: &Span) {
        let (from, to) = (span.from as usize, span.to as usize);
        let balances = &self.balances[reps];
        self.now.clear();
        self.now.extend(balances.iter().map(|balances| balances[to]));
        self.then.clear();
        self.then.extend(balances.iter().map(|balances| balances[from]));
    }

    /// Finds what they have reached; false where they must be asked one by one.
    fn reach(&mut self, clause: &Clause) -> bool {
        self.reached.resize(self.now.len(), 0);
        clause.curve.as_ref().is_some_and(|it| it.reach(&self.now, &self.then, &mut self.reached))
    }

    /// None of a book without ARR at the start.
    fn ratio(&self, place: usize) -> Option<Fraction> {
        Fraction::new(self.now[place].into(), self.then[place].into())
    }
}

impl SumsPad {
    /// Puts down the credits of all reps by month; none where they have none but for new business.
    fn credit(&mut self, sum: &Sum, sums: &Sums) {
        self.credits.clear();
        let all = sums.expansions.iter();
        match (sum.looks_at(Kind::Upsell), sum.looks_at(Kind::CrossSell)) {
            (true, false) => self.credits.extend(all.map(|[upsell, _]| upsell)),
            (false, true) => self.credits.extend(all.map(|[_, cross_sell]| cross_sell)),
            (true, true) => self.credits.extend(all.map(|[upsell, cross_sell]| {
                let both = |month| upsell[month] + cross_sell[month];
                std::array::from_fn::<i64, 16, _>(both)
            })),
            (false, false) => {}
        }
    }
}

/// Months between what must be known of what is earned to date: those of a payment where something is recovered of it.
fn period(clause: &Clause, length: usize) -> usize {
    if clause.component.clawback.is_some() { clause.component.paid.months() } else { length }
}

/// What is recovered of the commission in the pad.
fn recovered((clause, sum): (&Clause, &Sum), sums: &Sums, pad: &SumsPad) -> Cents {
    let (Some(terms), Window::Calendar(measured)) =
        (&clause.component.clawback, clause.component.measured)
    else {
        return Cents::ZERO;
    };
    let (reps, length) = (sums.quotas.len(), measured.months());
    let period = period(clause, length);
    let payments = length / period;
    let counts = [Kind::Upsell, Kind::CrossSell].map(|kind| (kind, sum.looks_at(kind)));
    let of = |lost: &LostSale| {
        let LostSale { seat, sale, loss } = lost;
        let recovery = PlainRecovery { clause, terms, sum, credits: &pad.credits[*seat] };
        // Amounts are credited as they are, see `is_paid_in_sums`.
        let counts = recovery.recovers(loss) && counts.contains(&(sale.kind, true));
        let credit = if counts { i128::from(sale.amount.0) } else { 0 };
        let payment = |month: usize| {
            let window = (month / length * reps + seat) * payments;
            let number = month % length / period;
            let before = if number > 0 { pad.earned[window + number - 1] } else { 0 };
            Cents(pad.earned[window + number] - before)
        };
        let (_, amount) = recovery.of_credit(usize::from(sale.month), credit, loss, payment)?;
        Some(amount)
    };
    sums.lost_sales.iter().filter_map(of).sum()
}
