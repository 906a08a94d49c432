//! Credit that reps get for what others sell: overlays, co-sellers, managers.
//!
//! It is handed out when everything of a year is drawn. Overlays come first: they are credited with a share of
//! the whole deal. Then deals are shared between those who sold them together, and last managers are credited
//! with what their reps are credited with. Whoever is credited with a sale to an account is told of what the
//! account loses, since each may have been paid for it.

use super::{Event, Kind, Ledger, Loss, NO_ACCOUNT, Role, SeatYear, Share, TeamYear};
use crate::company::{CoSelling, Company};
use crate::money::{Cents, Decimal6};
use crate::random::{Address, Purpose, open_unit};

/// Whether reps of a company are credited with what others sell.
pub(super) fn is_shared(company: &Company) -> bool {
    let mut deals = company.teams.iter().flat_map(|team| &team.deals);
    !company.overlays.is_empty()
        || !company.managers.is_empty()
        || deals.any(|deals| deals.co_selling.is_some())
}

/// Credits the reps of a year with what others sold in it.
pub(super) fn credit_others(company: &Company, plan_year: Address, teams: &mut [TeamYear]) {
    for overlay in &company.overlays {
        let is_sale = |event: &Event| matches!(event.kind, Kind::New | Kind::Upgrade);
        let help = Passing { role: Role::Overlay, share: overlay.share, passes: &is_sale };
        help.pass_on(teams, overlay.from, overlay.to, 0);
    }
    for (number, team) in company.teams.iter().enumerate() {
        let co_selling = team.deals.as_ref().and_then(|deals| deals.co_selling);
        if let (Some(terms), Some(year)) = (co_selling, teams.get_mut(number)) {
            sell_together(terms, number as u16, plan_year.team(&team.name), &mut year.seats);
        }
    }
    for manager in &company.managers {
        let roll_up = Passing { role: Role::Manager, share: manager.share, passes: &|_| true };
        let mut first = 0;
        for from in &manager.of {
            roll_up.pass_on(teams, *from, manager.to, first);
            first += company.teams[*from].seats.len();
        }
    }
    for seat in teams.iter_mut().flat_map(|team| &mut team.seats) {
        if !seat.ledger.shares.is_empty() {
            seat.ledger.losses.sort_by_key(|loss| loss.month);
        }
    }
}

/// Credit for the seats of another team.
struct Passing<'a> {
    role: Role,
    share: Decimal6,
    /// Which events are credited.
    passes: &'a dyn Fn(&Event) -> bool,
}

impl Passing<'_> {
    /// Credits the seats of `to` with events of the seats of `from`, of which the first is number `first` among
    /// all whose events go there.
    fn pass_on(&self, teams: &mut [TeamYear], from: usize, to: usize, first: usize) {
        let Ok([sellers, credited]) = teams.get_disjoint_mut([from, to]) else {
            return;
        };
        for (number, seller) in sellers.seats.iter().enumerate() {
            let place = (first + number) % credited.seats.len();
            let owner = (from as u16, number as u32);
            self.credit(owner, &seller.ledger, &mut credited.seats[place].ledger);
        }
    }

    fn credit(&self, owner: (u16, u32), from: &Ledger, to: &mut Ledger) {
        // Events of others are in none of its accounts, so that those of its book are told one by one.
        to.joinable = true;
        let mut accounts = Accounts::new(to);
        for event in from.events.iter().filter(|event| (self.passes)(event)) {
            let amount = Share::of(self.share, event.amount);
            if amount == Cents::ZERO {
                continue;
            }
            let account = accounts.number(event.account);
            let share =
                Share { event: 0, role: self.role, share: self.share, owner, given: Cents::ZERO };
            to.enter_share(Event { account, amount, ..*event }, share);
        }
        accounts.tell_losses(from, to);
        if self.role == Role::Manager && !from.recorded {
            self.credit_unlisted(from, to);
        }
    }

    /// Renewals of a drawn book are known by their sums only.
    fn credit_unlisted(&self, from: &Ledger, to: &mut Ledger) {
        if !from.has(Kind::Renewal) {
            return;
        }
        let counts = from.counts(Kind::Renewal);
        for (month, amount) in from.amounts(Kind::Renewal).iter().enumerate() {
            let amount = Share::of(self.share, Cents(*amount));
            if amount != Cents::ZERO {
                to.add_extra(Kind::Renewal, month, counts[month], amount);
            }
        }
    }
}

/// Shares deals of a team between two of its reps. `team` is its number, `address` that of its plan year.
fn sell_together(terms: CoSelling, team: u16, address: Address, seats: &mut [SeatYear]) {
    // Deals that are credited to a co-seller are not shared again.
    let own: Vec<usize> = seats.iter().map(|seat| seat.ledger.events.len()).collect();
    for (owner, own) in own.into_iter().enumerate() {
        let mut stream = address.rep(owner as u32, 0).open(Purpose::CoSelling);
        let mut partner = None;
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for (place, event) in seats[owner].ledger.events[..own].iter().enumerate() {
            match event.kind {
                Kind::New => {
                    let together = open_unit(&mut stream) < terms.chance;
                    let month = usize::from(event.month);
                    partner = if together { next_in_seat(seats, owner, month) } else { None };
                }
                // What comes with a deal is entered right after it.
                Kind::Implementation | Kind::Upgrade => {}
                _ => continue,
            }
            let month = usize::from(event.month);
            if let Some(partner) = partner.filter(|partner| in_seat(&seats[*partner], month)) {
                shared.push((place, partner));
            }
        }
        shared.sort_by_key(|(place, partner)| (*partner, *place));
        for of_one in shared.chunk_by(|a, b| a.1 == b.1) {
            let Ok([owner_year, partner]) = seats.get_disjoint_mut([owner, of_one[0].1]) else {
                continue;
            };
            let (from, to) = (&mut owner_year.ledger, &mut partner.ledger);
            let mut accounts = Accounts::new(to);
            for (place, _) in of_one {
                let event = from.events[*place];
                let given = Share::of(terms.share, event.amount);
                if given == Cents::ZERO {
                    continue;
                }
                let share = Share {
                    event: *place as u32,
                    role: Role::CoSeller,
                    share: terms.share,
                    owner: (team, owner as u32),
                    given: Cents::ZERO,
                };
                let account = accounts.number(event.account);
                to.enter_share(Event { account, amount: given, ..event }, share);
                let kept = Decimal6(Decimal6::ONE.0 - terms.share.0);
                from.give_away(given, Share { role: Role::Owner, share: kept, ..share });
            }
            accounts.tell_losses(from, to);
        }
    }
}

/// The seat after another, in their order and round again, that someone holds in a month.
fn next_in_seat(seats: &[SeatYear], after: usize, month: usize) -> Option<usize> {
    let mut places = (1..seats.len()).map(|step| (after + step) % seats.len());
    places.find(|place| in_seat(&seats[*place], month))
}

fn in_seat(seat: &SeatYear, month: usize) -> bool {
    seat.stints.iter().any(|stint| stint.holds(month))
}

/// What the accounts of one ledger are called in another.
struct Accounts {
    first: u32,
    next: u32,
    /// By number in the first ledger; [`NO_ACCOUNT`] where it is not known in the other.
    numbers: Vec<u32>,
}

impl Accounts {
    fn new(to: &Ledger) -> Self {
        let first = to.next_account();
        Self { first, next: first, numbers: Vec::new() }
    }

    /// The number of an account, which becomes known.
    fn number(&mut self, account: u32) -> u32 {
        if account == NO_ACCOUNT {
            return NO_ACCOUNT;
        }
        let place = account as usize;
        if self.numbers.len() <= place {
            self.numbers.resize(place + 1, NO_ACCOUNT);
        }
        if self.numbers[place] == NO_ACCOUNT {
            self.numbers[place] = self.next;
            self.next += 1;
        }
        self.numbers[place]
    }

    /// Tells the other ledger of the losses of the accounts that it knows now.
    fn tell_losses(&self, from: &Ledger, to: &mut Ledger) {
        if self.next == self.first {
            return;
        }
        let told = from.losses.iter().filter_map(|loss| {
            let number = self.numbers.get(loss.account as usize).copied();
            let account = number.filter(|number| *number != NO_ACCOUNT)?;
            Some(Loss { account, ..*loss })
        });
        to.losses.extend(told);
    }
}
