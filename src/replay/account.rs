//! The course of an account: opened with an ARR, moved by events, closed by a churn.

use crate::events::{Kind, Role};

use super::entry::{Entry, RepPlace, What};

/// The most reps that may have to do with one account.
pub(super) const MOST_REPS: usize = 1000;

/// An account as the rows so far have left it.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    /// Its ARR in cents; of an account that was never opened, what is known to have been sold to it.
    pub arr: i64,
    /// Whose book it is in, and the row that says so.
    pub book: Option<(RepPlace, usize)>,
    /// The row of its churn.
    pub churned: Option<usize>,
    /// Everyone who has had to do with it.
    pub reps: Vec<RepPlace>,
}

/// What a row takes from an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub lost: i64,
    pub before: i64,
}

/// Why an account cannot have made a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Impossible {
    /// It churned in that row.
    Churned(usize),
    /// That row opened it.
    Open(usize),
    /// That row opened it for another rep.
    InBookOf(RepPlace, usize),
    /// A churn takes all its ARR, which is this.
    NotItsArr(i64),
    /// [`MOST_REPS`] have had to do with it already.
    TooManyReps,
    /// Its ARR is only this.
    MoreThanItsArr(i64),
}

/// What is odd about a movement, though possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// A renewal at another ARR than this.
    RenewsAt(i64),
    /// A `new` to an account that the row had opened already: it moves no ARR.
    NewWhileOpen(usize),
}

impl Course {
    /// Follows a row. The rows of an account come in the order of things.
    pub fn follow(&mut self, entry: &Entry) -> Result<Option<Taken>, Impossible> {
        if let Some(row) = self.churned.filter(|_| !is_contact(entry.what)) {
            return Err(Impossible::Churned(row));
        }
        if !self.reps.contains(&entry.rep) {
            if self.reps.len() == MOST_REPS {
                return Err(Impossible::TooManyReps);
            }
            self.reps.push(entry.rep);
        }
        // Credit beside that of who sold it moves nothing, and hears of what is lost.
        if entry.role().is_extra() {
            return Ok(None);
        }
        match entry.what {
            What::Open => self.open(entry).map(|()| None),
            What::Of(kind) => self.of_its_keeper(kind, entry).and(self.move_by(kind, entry)),
            What::Score(_) => Ok(None),
        }
    }

    /// What is odd about a row, before it is followed.
    pub fn oddity(&self, entry: &Entry) -> Option<Odd> {
        let (_, opened) = self.book.filter(|_| entry.role() == Role::Owner)?;
        match entry.what {
            What::Of(Kind::Renewal) if entry.credit.is_none() && entry.amount != self.arr => {
                Some(Odd::RenewsAt(self.arr))
            }
            What::Of(Kind::New) => Some(Odd::NewWhileOpen(opened)),
            _ => None,
        }
    }

    fn open(&mut self, entry: &Entry) -> Result<(), Impossible> {
        if let Some((_, row)) = self.book {
            return Err(Impossible::Open(row));
        }
        self.book = Some((entry.rep, entry.row));
        self.arr = entry.amount;
        Ok(())
    }

    /// What moves the ARR of an account in a book is for its keeper to record.
    fn of_its_keeper(&self, kind: Kind, entry: &Entry) -> Result<(), Impossible> {
        let moves =
            kind == Kind::Renewal || kind.takes_arr() || (kind.adds_arr() && kind != Kind::New);
        match self.book {
            // Who sold it together with the keeper is credited as well.
            Some((keeper, row))
                if moves && keeper != entry.rep && entry.role() != Role::CoSeller =>
            {
                Err(Impossible::InBookOf(keeper, row))
            }
            _ => Ok(()),
        }
    }

    fn move_by(&mut self, kind: Kind, entry: &Entry) -> Result<Option<Taken>, Impossible> {
        let before = self.arr;
        let amount = entry.amount;
        match kind {
            // The ARR that a `new` brings to an account in a book is in the `open` already.
            Kind::New if self.book.is_some() => Ok(None),
            Kind::New | Kind::Upgrade | Kind::Upsell | Kind::CrossSell => {
                if self.book.is_some() && before + amount < 0 {
                    return Err(Impossible::MoreThanItsArr(before));
                }
                self.arr = before + amount;
                Ok(None)
            }
            Kind::Contraction if amount > before => Err(Impossible::MoreThanItsArr(before)),
            Kind::Contraction => {
                self.arr = before - amount;
                Ok((amount > 0).then_some(Taken { lost: amount, before }))
            }
            Kind::Churn => {
                self.churned = Some(entry.row);
                self.arr = 0;
                if amount == before {
                    Ok(Some(Taken { lost: amount, before }))
                } else {
                    Err(Impossible::NotItsArr(before))
                }
            }
            _ => Ok(None),
        }
    }
}

/// Whether it is work on an account rather than a movement of it: that may follow a churn.
fn is_contact(what: What) -> bool {
    matches!(what, What::Of(Kind::Meeting | Kind::Qualified | Kind::Activity) | What::Score(_))
}

#[cfg(test)]
mod tests {
    use super::super::properties::Properties;
    use super::*;
    use crate::events::NO_ACCOUNT;

    const ANN: RepPlace = (0, 0);
    const BO: RepPlace = (1, 0);

    fn course(rows: &[(RepPlace, What, i64)]) -> Vec<Result<Option<Taken>, Impossible>> {
        let mut course = Course::default();
        let entry = |(row, (rep, what, amount)): (usize, &(RepPlace, What, i64))| Entry {
            row,
            rep: *rep,
            month: 0,
            what: *what,
            properties: Properties::default(),
            account: NO_ACCOUNT,
            amount: *amount,
            credit: None,
        };
        rows.iter().enumerate().map(|row| course.follow(&entry(row))).collect()
    }

    #[test]
    fn a_churn_takes_all_that_came_together() {
        use Kind::{Churn, Contraction, CrossSell, Meeting, New, Renewal, Upsell};
        let of = What::Of;
        for (rows, last) in [
            // In a book: what it was opened with and what was added, less what was cut.
            (vec![(ANN, What::Open, 100), (ANN, of(Upsell), 30), (ANN, of(Contraction), 10)], 120),
            // Never opened: what anyone has sold to it, refunds taken off.
            (vec![(ANN, of(New), 50), (BO, of(CrossSell), 20), (ANN, of(New), -5)], 65),
            // Sold, then handed over to a book: what the book says.
            (
                vec![
                    (ANN, of(New), 50),
                    (BO, What::Open, 45),
                    (ANN, of(New), 7),
                    (BO, of(Renewal), 45),
                ],
                45,
            ),
        ] {
            let keeper = rows.iter().find(|row| row.1 == What::Open).map_or(ANN, |row| row.0);
            let mut churned = rows.clone();
            churned.push((keeper, of(Churn), last));
            churned.push((keeper, of(Meeting), 1));
            churned.push((keeper, of(Renewal), last));
            let end = rows.len();
            let results = course(&churned);
            assert_eq!(results[end], Ok(Some(Taken { lost: last, before: last })), "{rows:?}");
            assert_eq!(results[end + 1..], [Ok(None), Err(Impossible::Churned(end))], "{rows:?}");
            churned[end].2 += 1;
            assert_eq!(course(&churned)[end], Err(Impossible::NotItsArr(last)), "{rows:?}");
        }
    }

    #[test]
    fn books_are_kept_by_one_rep() {
        use Kind::{Contraction, Implementation, New, Upgrade, Upsell};
        for (rep, what, amount, result) in [
            (BO, What::Open, 5, Err(Impossible::Open(0))),
            (BO, What::Of(Upsell), 5, Err(Impossible::InBookOf(ANN, 0))),
            (BO, What::Of(Upgrade), 5, Err(Impossible::InBookOf(ANN, 0))),
            (BO, What::Of(New), 5, Ok(None)),
            (BO, What::Of(Implementation), 5, Ok(None)),
            (ANN, What::Of(Contraction), 101, Err(Impossible::MoreThanItsArr(100))),
            (ANN, What::Of(Contraction), 100, Ok(Some(Taken { lost: 100, before: 100 }))),
            (ANN, What::Of(Contraction), 0, Ok(None)),
            (ANN, What::Of(Upsell), -101, Err(Impossible::MoreThanItsArr(100))),
        ] {
            assert_eq!(
                course(&[(ANN, What::Open, 100), (rep, what, amount)])[1],
                result,
                "{rep:?} {what:?} {amount}"
            );
        }
    }
}
