//! Recovery of pay on sales to accounts that were lost again: a ledger of its own, which changes neither
//! what counts as paid before nor any attainment.

use super::clause::{Clause, Frame};
use super::conversion::rate_in;
use super::course::{Paid, same_window};
use super::notes::Notes;
use super::program::Program;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::Working;
use super::tiers;
use super::window::Span;
use crate::credit::{Credits, Sum};
use crate::events::{Event, Loss, NO_ACCOUNT};
use crate::money::{Cents, Fraction};
use crate::plan::{Clawback, Pays, PaysFrom, RecoveredAt, Recovers, TierMethod};

/// A component of a rep whose losses are to be recovered.
pub(super) struct Case<'a> {
    pub program: &'a Program,
    pub number: usize,
    pub clause: &'a Clause,
    pub rep: &'a Rep<'a>,
    pub terms: &'a Clawback,
    pub sum: &'a Sum,
    pub credits: &'a Credits,
    /// The component's payments, by rising month.
    pub paid: &'a [Paid],
    /// It takes up windows of another component.
    pub takes_up: bool,
}

/// What has been lost of the rep's sales so far; its memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Sales {
    lost: Vec<LostSale>,
    /// By account, the number of its last loss that recovers, from 1; 0 where there is none. All 0 between
    /// two cases.
    last_losses: Vec<u32>,
    /// By loss, the number of the account's loss before it, likewise.
    losses_before: Vec<u32>,
    /// Loss and sale, by their places in the ledger.
    exposed: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct LostSale {
    /// Its place among the ledger's events.
    event: usize,
    /// Share of it that is lost.
    share: Fraction,
    /// What its recomputations gave back so far, before `pro_rata` cut it.
    given_back: Fraction,
    /// The payment that first paid it.
    payment: usize,
}

/// Enters a rep's recoveries of one component.
pub(super) fn recover(
    case: &Case<'_>,
    sales: &mut Sales,
    pay: &mut RepPay,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let ledger = case.rep.ledger;
    sales.lost.clear();
    let mut exposed = std::mem::take(&mut sales.exposed);
    exposed.clear();
    // Few sales are to accounts that are lost: those are found first, for all losses at once.
    sales.list_losses(case);
    for (number, sale) in ledger.events.iter().enumerate() {
        for loss in sales.losses_of(sale.account) {
            if is_exposed(case, &ledger.losses[loss], sale) {
                exposed.push((loss, number));
            }
        }
    }
    for loss in &ledger.losses {
        if let Some(last) = sales.last_losses.get_mut(loss.account as usize) {
            *last = 0;
        }
    }
    exposed.sort_by_key(|(loss, sale)| (*loss, ledger.events[*sale].month));
    for (loss, event) in &exposed {
        let (loss, sale) = (&ledger.losses[*loss], &ledger.events[*event]);
        let paid_in = case.paid.iter().position(|p| p.month >= usize::from(sale.month));
        // What another component was the first to pay, before this one took its windows up, is for that one.
        let by_other = |payment: &usize| case.paid[*payment].period_from > usize::from(sale.month);
        let Some(payment) = paid_in.filter(|payment| !case.takes_up || !by_other(payment)) else {
            continue;
        };
        // A sale that is lost before it is paid is recovered when it is paid.
        let month = usize::from(loss.month).max(case.paid[payment].month);
        let notes = case.rep.notes;
        notes.open(month, Source::Component(case.number));
        let amount = recovery(case, loss, *event, payment, month, sales).max(Cents::ZERO);
        let taken_back = Fraction::ZERO - Fraction::from(amount);
        notes.pays(taken_back, || Working::Recovery { sale: *event, loss: *loss });
        pay.recover(case.number, month, amount);
        if let Some(rows) = statement.as_deref_mut() {
            enter_in_statement(case, rows, pay, month, amount);
        }
    }
    sales.exposed = exposed;
}

impl Sales {
    /// Lists the losses that recover anything, so that those of an account need not be looked for.
    fn list_losses(&mut self, case: &Case<'_>) {
        self.losses_before.clear();
        for (loss, number) in case.rep.ledger.losses.iter().zip(1..) {
            let account = loss.account as usize;
            let mut before = 0;
            if loss.account != NO_ACCOUNT && recovers(case, loss) {
                if self.last_losses.len() <= account {
                    self.last_losses.resize(account + 1, 0);
                }
                before = std::mem::replace(&mut self.last_losses[account], number);
            }
            self.losses_before.push(before);
        }
    }

    /// The places of an account's losses that recover anything, the last first.
    fn losses_of(&self, account: u32) -> impl Iterator<Item = usize> {
        let place = |number: u32| (number as usize).checked_sub(1);
        let last = self.last_losses.get(account as usize).copied().and_then(place);
        std::iter::successors(last, move |loss| place(self.losses_before[*loss]))
    }
}

/// Whether a loss recovers anything from the rep.
fn recovers(case: &Case<'_>, loss: &Loss) -> bool {
    let (stint, leaves) = (case.rep.stint, case.rep.whole.end);
    let plan_level = case.program.plan_level.as_ref();
    let after_exit = plan_level.map_or(0, |plan_level| plan_level.recover_months(leaves));
    case.terms.bears_on(loss.churned)
        && (stint.start..leaves + after_exit).contains(&usize::from(loss.month))
}

/// Whether a sale is recovered by a loss of its account that recovers.
fn is_exposed(case: &Case<'_>, loss: &Loss, sale: &Event) -> bool {
    sale.month <= loss.month
        && u32::from(loss.month - sale.month) <= case.terms.within_months
        && case.rep.stint.holds(usize::from(sale.month))
        && case.sum.credit(sale) > 0
}

/// What a loss recovers of one sale, rounded once.
fn recovery(
    case: &Case<'_>,
    loss: &Loss,
    event: usize,
    payment: usize,
    month: usize,
    sales: &mut Sales,
) -> Cents {
    let sale = &case.rep.ledger.events[event];
    let fresh = LostSale { event, share: Fraction::ZERO, given_back: Fraction::ZERO, payment };
    let place = sales.lost.iter().position(|lost| lost.event == event).unwrap_or_else(|| {
        sales.lost.push(fresh);
        sales.lost.len() - 1
    });
    let before = sales.lost[place].share;
    let kept = Fraction::ONE - before;
    let newly_lost = if loss.churned {
        kept
    } else {
        let of_account = Fraction::new(loss.lost.0.into(), loss.before.0.into());
        of_account.map_or(kept, |lost| (kept * lost).reduced())
    };
    sales.lost[place].share = (before + newly_lost).reduced();

    let amount = match case.terms.at {
        RecoveredAt::Paid => {
            paid_on(case, sale, payment, month) * newly_lost * kept_of_refunds(case, loss)
        }
        RecoveredAt::BaseRate => {
            let most = base_rate(case, sale, payment).min(paid_on(case, sale, payment, month));
            most * newly_lost * kept_of_refunds(case, loss)
        }
        RecoveredAt::Recompute => {
            let amount = recomputed(case, payment, month, &sales.lost).max(Fraction::ZERO);
            sales.lost[place].given_back = sales.lost[place].given_back + amount;
            amount
        }
    };
    let left = left(case.terms, u32::from(loss.month - sale.month));
    let (share, pay) = (newly_lost, amount);
    case.rep.notes.fact(|| Working::Lost { share, pay, recovered: left });
    (amount * left).to_cents(case.clause.rounding)
}

/// The share that is recovered so many months after a sale.
pub(super) fn left(terms: &Clawback, passed: u32) -> Fraction {
    match &terms.recovers {
        Recovers::Full => Fraction::ONE,
        Recovers::ProRata => {
            let within = i128::from(terms.within_months);
            Fraction::new(within - i128::from(passed), within).unwrap_or(Fraction::ZERO)
        }
        Recovers::Bands(bands) => bands
            .iter()
            .find(|band| passed <= band.within)
            .map_or(Fraction::ZERO, |band| Fraction::from(band.share)),
    }
}

/// The share of the sales to a lost account that refunds left, so that what a refund has already taken
/// from pay is not recovered again.
fn kept_of_refunds(case: &Case<'_>, loss: &Loss) -> Fraction {
    if case.sum.only_adds() && !case.rep.ledger.has_refunds() {
        return Fraction::ONE;
    }
    let to_account = case.rep.ledger.events.iter().filter(|event| {
        event.account == loss.account
            && event.month <= loss.month
            && case.rep.whole.holds(usize::from(event.month))
    });
    let (mut sold, mut refunded) = (0, 0);
    for credit in to_account.map(|event| case.sum.credit(event)) {
        if credit > 0 { sold += credit } else { refunded -= credit }
    }
    if refunded == 0 {
        return Fraction::ONE;
    }
    Fraction::new((sold - refunded).max(0), sold).unwrap_or(Fraction::ZERO).reduced()
}

/// What was paid on a sale: its share, by credit, of the payment of its month. Under retroactive tiers
/// a catch-up belongs to all credits of the window, so the share is of all the window's payments so far.
fn paid_on(case: &Case<'_>, sale: &Event, payment: usize, month: usize) -> Fraction {
    let first = &case.paid[payment];
    let of_window = case.paid.iter().filter(|p| p.month <= month && in_one_window(case, p, first));
    let retroactive = is_retroactive(case.clause);
    let (mut from, mut to, mut amount) = (first.period_from, first.month, Cents::ZERO);
    let mut by_other = None;
    for payment in of_window.filter(|payment| retroactive || payment.month == first.month) {
        from = from.min(payment.period_from);
        to = to.max(payment.month);
        amount += payment.amount;
        if let Some(taken_over) = payment.taken_over {
            from = from.min(window_start(&payment.span));
            by_other = Some(taken_over);
        }
    }
    let credits = case.credits.over(from, to + 1);
    let all = amount + by_other.unwrap_or_default();
    if credits <= 0 || all <= Cents::ZERO {
        return Fraction::ZERO;
    }
    let share = Fraction::new(case.sum.credit(sale), credits).unwrap_or(Fraction::ZERO);
    let paid_on = Fraction::from(all) * share;
    if by_other.is_some() { paid_on.min(Fraction::from(amount.max(Cents::ZERO))) } else { paid_on }
}

/// The first month of the windows of a payment.
fn window_start(last: &Span) -> usize {
    let from = if last.trailing { last.period_from } else { last.from.min(last.period_from) };
    usize::try_from(from).unwrap_or(0)
}

/// Whether later results of a window raise the pay on earlier ones: by the tier they reach, or by a hurdle.
fn is_retroactive(clause: &Clause) -> bool {
    let by_hurdle = clause.component.hurdle.is_some_and(|h| h.pays_from == PaysFrom::First);
    by_hurdle
        || matches!(&clause.component.pays, Pays::Rate(tiers) if tiers.method == TierMethod::Retroactive && !tiers.per_deal)
}

fn in_one_window(case: &Case<'_>, a: &Paid, b: &Paid) -> bool {
    a.month == b.month || same_window(&a.span, &b.span, case.clause.component.measured)
}

/// The first tier's rate on a sale, in the currency of pay.
fn base_rate(case: &Case<'_>, sale: &Event, payment: usize) -> Fraction {
    let Pays::Rate(tiers) = &case.clause.component.pays else {
        return Fraction::ZERO;
    };
    let basis = case.clause.rate_basis(case.rep, None, case.paid[payment].month as i64);
    let credit =
        Fraction::new(case.sum.credit(sale), case.sum.scale().into()).unwrap_or(Fraction::ZERO);
    let of_phase = case.clause.phase.map(|p| p.part(case.rep.presence, &case.paid[payment].span));
    let earned = tiers::rate(tiers, 0, &basis) * credit * of_phase.unwrap_or(Fraction::ONE);
    match case.rep.exchange.filter(|_| case.clause.converts) {
        Some(rates) => earned * rate_in(rates, case.paid[payment].month),
        None => earned,
    }
}

/// What the sale's window was paid up to `month`, less what it earns without all that is lost, less what
/// was given back for that before.
fn recomputed(case: &Case<'_>, payment: usize, month: usize, lost: &[LostSale]) -> Fraction {
    let first = &case.paid[payment];
    let of_window =
        || case.paid.iter().filter(|p| p.month <= month && in_one_window(case, p, first));
    let paid = Fraction::from(of_window().map(|p| p.amount).sum::<Cents>());
    let by_other = of_window().find_map(|payment| payment.taken_over);
    let Some(last) = of_window().next_back() else {
        return Fraction::ZERO;
    };
    // One window, or all those of a payment period that is longer than they are.
    let earned = case
        .clause
        .windows(case.rep.stint, last.month)
        .map(|span| earned_without(case, &span, lost))
        .fold(Fraction::ZERO, |sum, earned| sum + earned)
        // Refunds of what is lost may stay behind; nothing is recovered that was not paid.
        .max(Fraction::ZERO);
    let given_back = lost
        .iter()
        .filter(|l| in_one_window(case, &case.paid[l.payment], first))
        .fold(Fraction::ZERO, |sum, l| sum + l.given_back);
    let by_both = paid + by_other.map_or(Fraction::ZERO, Fraction::from);
    let too_much = by_both - earned - given_back;
    if by_other.is_some() { too_much.min(paid - given_back) } else { too_much }
}

/// What a window earns without all that is lost.
fn earned_without(case: &Case<'_>, span: &Span, lost: &[LostSale]) -> Fraction {
    let range = span.from.max(0) as usize..span.to.max(0) as usize;
    let events = &case.rep.ledger.events;
    let kept = |event: usize| {
        let share = lost.iter().find(|l| l.event == event).map_or(Fraction::ZERO, |l| l.share);
        Fraction::ONE - share
    };
    let credit_of = |event: &Event| {
        Fraction::new(case.sum.credit(event), case.sum.scale().into()).unwrap_or(Fraction::ZERO)
    };
    let within = |event: &Event| range.contains(&usize::from(event.month));
    let all = Fraction::new(case.credits.over(range.start, range.end), case.sum.scale().into());
    let gone = lost
        .iter()
        .filter(|l| within(&events[l.event]))
        .fold(Fraction::ZERO, |sum, l| sum + credit_of(&events[l.event]) * l.share);
    let credit = all.map(|all| all - gone);
    let deals =
        events.iter().enumerate().filter(|(_, e)| within(e)).map(|(i, e)| credit_of(e) * kept(i));
    let mut frame = Frame::default();
    // What the window would earn without them is no step of any payment.
    let rep = Rep { notes: Notes::NONE, ..*case.rep };
    case.clause.frame(&rep, span, &mut frame);
    case.clause.earned(&rep, span, &mut frame, credit, deals).earned
}

/// Adds a recovery to the component's row of the month, or opens one.
fn enter_in_statement(
    case: &Case<'_>,
    rows: &mut Vec<Payment>,
    pay: &RepPay,
    month: usize,
    amount: Cents,
) {
    let source = Source::Component(case.number);
    let is_same = |r: &&mut Payment| {
        (r.seat, r.stint, r.month, r.source) == (pay.seat, pay.stint, month, source)
    };
    match rows.iter_mut().rev().find(is_same) {
        Some(row) => row.recovered += amount,
        None => rows.push(Payment {
            seat: pay.seat,
            stint: pay.stint,
            month,
            source,
            result: None,
            quota: None,
            attainment: None,
            paid: Cents::ZERO,
            recovered: amount,
            balance: None,
        }),
    }
}
