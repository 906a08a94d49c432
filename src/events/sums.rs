//! A team's years in sums, column by column: what the figures of a year rest on where its plan looks at no more.

use super::{Kind, Loss, NO_ACCOUNT, UnlistedBook};
use crate::money::Cents;

/// By month of the plan year, in cents; the last four are 0, so that rows fill whole vectors.
pub type MonthRow = [i64; 16];

/// Plan years of a team whose reps are all there all along, without history. In each column the seats of a year stand in
/// their order, those of one year after those of the other; its memory is used again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// Quota a year.
    pub quotas: Vec<Cents>,
    /// New business of the year, in cents.
    pub new: Vec<i64>,
    /// ARR that is added to accounts: by upsells, by cross-sells. Empty without books, as what follows.
    pub expansions: Vec<[MonthRow; 2]>,
    /// ARR that the book gains, less what it loses. Not cleared: every month is entered.
    pub movements: Vec<MonthRow>,
    /// The accounts.
    pub books: Vec<UnlistedBook>,
    /// Sales to accounts that are lost after them, those of one seat after those of the other.
    pub lost_sales: Vec<LostSale>,
}

/// A sale to an account that is then lost, in whole or in part, in the month of the sale or after it. Months are those of
/// the plan year, from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LostSale {
    /// The seat, from 0, by its place in the columns.
    pub seat: u32,
    /// An upsell or a cross-sell.
    pub kind: Kind,
    /// The month of the sale.
    pub sold: u8,
    /// The month of the loss.
    pub gone: u8,
    /// The whole account is lost, rather than a part.
    pub churned: bool,
    /// The ARR sold, in cents.
    pub amount: i64,
    /// The ARR of the account that is lost, in cents.
    pub lost: i64,
    /// The account's ARR just before, in cents.
    pub before: i64,
}

impl LostSale {
    /// The loss, of an account without a number.
    pub fn loss(&self) -> Loss {
        let Self { gone, churned, lost, before, .. } = *self;
        let (lost, before) = (Cents(lost), Cents(before));
        Loss { month: u16::from(gone), account: NO_ACCOUNT, churned, lost, before }
    }
}

impl Sums {
    /// Empties it for so many seats, with books or without.
    pub(super) fn clear(&mut self, seats: usize, books: bool) {
        self.quotas.clear();
        self.new.clear();
        self.new.resize(seats, 0);
        let with_books = if books { seats } else { 0 };
        self.expansions.clear();
        self.expansions.resize(with_books, [[0; 16]; 2]);
        self.movements.resize(with_books, [0; 16]);
        self.books.clear();
        self.lost_sales.clear();
    }
}
