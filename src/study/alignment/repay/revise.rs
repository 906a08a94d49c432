//! A ledger entered again with some of its events changed.

use crate::events::{Event, Kind, Ledger, NO_ACCOUNT};
use crate::money::Cents;

/// What is known of a ledger that is entered again and again.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Scribe {
    /// Totals of which the ledger lists no events, as of renewals of a drawn book.
    unlisted: Vec<Unlisted>,
    /// Events to be entered, each with the place of the one that it is of.
    pieces: Vec<(usize, Event)>,
    /// By account, what its sales add more than they did.
    gained: Vec<i64>,
}

/// A part of a month's total that no event makes up.
#[derive(Clone, Copy, Debug)]
struct Unlisted {
    kind: Kind,
    month: usize,
    count: i64,
    amount: i64,
    extra: i64,
}

impl Scribe {
    /// Looks at a ledger; `copy` is memory that is overwritten.
    pub fn read(&mut self, ledger: &Ledger, copy: &mut Ledger) {
        self.unlisted.clear();
        self.revise(ledger, copy, |_, event, enter| enter(event));
        for kind in Kind::ALL.into_iter().filter(|kind| ledger.has(*kind)) {
            for month in 0..ledger.months() {
                let left = |of: fn(&Ledger, Kind) -> &[i64]| {
                    of(ledger, kind)[month] - of(copy, kind)[month]
                };
                let extra = |of: &Ledger| of.extra(kind, month..month + 1);
                let (count, amount) = (left(Ledger::counts), left(Ledger::amounts));
                let extra = extra(ledger) - extra(copy);
                if (count, amount, extra) != (0, 0, 0) {
                    self.unlisted.push(Unlisted { kind, month, count, amount, extra });
                }
            }
        }
    }

    /// Enters the ledger again. `change` is given each event with its place and says what is entered for it: itself, nothing,
    /// or several. Where the sales to an account change, so does what is lost with it; all else stays as it was.
    pub fn revise(
        &mut self,
        from: &Ledger,
        into: &mut Ledger,
        mut change: impl FnMut(usize, Event, &mut dyn FnMut(Event)),
    ) {
        let Self { unlisted, pieces, gained } = self;
        pieces.clear();
        for (place, event) in from.events.iter().enumerate() {
            change(place, *event, &mut |piece| pieces.push((place, piece)));
        }
        gained.clear();
        let sales = |event: &Event| event.kind.adds_arr() && event.account != NO_ACCOUNT;
        let before = from.events.iter().filter(|e| sales(e)).map(|e| (e.account, -e.amount.0));
        let now = pieces.iter().map(|(_, e)| e).filter(|e| sales(e));
        for (account, amount) in before.chain(now.map(|e| (e.account, e.amount.0))) {
            let account = account as usize;
            if gained.len() <= account {
                gained.resize(account + 1, 0);
            }
            gained[account] += amount;
        }
        let gain = |account: u32| Cents(gained.get(account as usize).copied().unwrap_or(0));
        into.clear(from.months());
        (into.joinable, into.recorded) = (from.joinable, from.recorded);
        // Accounts that were handed over come after those of the book at its start, and are not in its ARR.
        let mut at_start = from.opening_arr();
        for (account, number) in from.accounts.iter().zip(0..) {
            let mut account = *account;
            if account.open {
                account.closing += gain(number);
            }
            if at_start > 0 {
                at_start -= account.opening.0;
                into.open([account]);
            } else {
                into.accounts.push(account);
            }
        }
        for (place, piece) in &*pieces {
            let mut piece = *piece;
            if piece.kind == Kind::Churn && piece.account != NO_ACCOUNT {
                piece.amount += gain(piece.account);
            }
            let mut shares = from.shares.iter().filter(|share| share.event as usize == *place);
            match shares.next() {
                None => into.enter(piece),
                Some(share) => {
                    into.enter_share(piece, *share);
                    let event = into.events.len() as u32 - 1;
                    for share in shares {
                        let mut share = *share;
                        share.event = event;
                        into.shares.push(share);
                    }
                }
            }
        }
        into.losses.extend(from.losses.iter().map(|loss| {
            let mut loss = *loss;
            let gain = gain(loss.account);
            loss.before += gain;
            if loss.churned {
                loss.lost += gain;
            }
            loss
        }));
        into.scores.extend_from_slice(&from.scores);
        for Unlisted { kind, month, count, amount, extra } in &*unlisted {
            if *extra != 0 {
                into.add_extra(*kind, *month, *count, Cents(*extra));
                into.add_many(*kind, *month, 0, Cents(amount - extra));
            } else {
                into.add_many(*kind, *month, count / 100, Cents(*amount));
            }
        }
    }
}
