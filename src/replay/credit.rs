//! The cells that say as what, and for which share of a deal, a row credits its rep.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::diagnostic::suggestion;
use crate::events::{Kind, Role};
use crate::money::{Cents, Decimal6};

use super::entry::{Credit, What};
use super::row::Rows;

impl Rows<'_> {
    /// What a row states of a shared deal: `Some(None)` where nothing; none where a cell does not say what its
    /// column holds.
    pub(super) fn credit(&mut self, row: usize, what: Option<What>) -> Option<Option<Credit>> {
        let columns = self.columns;
        let share = columns.share.filter(|share| !self.cell(row, Some(*share)).is_empty());
        let credit = columns.credit.filter(|credit| !self.cell(row, Some(*credit)).is_empty());
        let deal = self.cell(row, columns.deal);
        let Some(what) = what.filter(|_| !deal.is_empty() || share.is_some() || credit.is_some())
        else {
            return Some(None);
        };
        let stated = share.map(|at| ("share", at)).or(credit.map(|at| ("credit", at)));
        if let Some((name, column)) = stated.filter(|_| !is_shared(what)) {
            let message = format!("a `{}` is not credited by shares", what.name());
            let help = format!(
                "leave `{name}` empty: what is sold, renewed, implemented or won is shared, and everyone who is credited with a sale hears of what its account loses"
            );
            self.faults.report_with_help(self.place(row, column), message, help);
            return None;
        }
        if let Some((name, column)) = stated.filter(|_| deal.is_empty()) {
            let message = format!("`{name}` is stated of no deal: who shares it is not known");
            let help = "the column `deal` holds one id for all rows of a deal";
            self.faults.report_with_help(self.place(row, column), message, help);
            return None;
        }
        if !is_shared(what) {
            return Some(None);
        }
        let role = self.role(row, credit);
        let share = self.share(row, share, role);
        Some(Some(Credit {
            deal: self.deal(row)?,
            role: role?,
            share: share?,
            owner: (0, 0),
            given: Cents::ZERO,
        }))
    }

    fn role(&mut self, row: usize, column: Option<usize>) -> Option<Role> {
        let Some(column) = column else {
            return Some(Role::Owner);
        };
        let word = self.cell(row, Some(column));
        let role = Role::ALL.into_iter().find(|role| role.name() == word);
        if role.is_none() {
            let help = suggestion(word, &Role::ALL.map(Role::name));
            let message = format!("unknown credit \"{word}\"");
            self.faults.report_with_help(self.place(row, column), message, help);
        }
        role
    }

    fn share(&mut self, row: usize, column: Option<usize>, role: Option<Role>) -> Option<Decimal6> {
        let Some(column) = column else {
            // An owner without one has the whole deal, a manager is credited with the whole result.
            if let Some(role @ (Role::CoSeller | Role::Overlay)) = role {
                let column = self.columns.share.or(self.columns.credit).unwrap_or(0);
                let message = format!("the share of this `{}` is empty", role.name());
                let help = "state it from 0 to 1, such as 0.4 for 40 %";
                self.faults.report_with_help(self.place(row, column), message, help);
                return None;
            }
            return Some(Decimal6::ONE);
        };
        let cell = self.cell(row, Some(column));
        read_share(cell)
            .map_err(|(why, help)| {
                self.faults.report_with_help(self.place(row, column), why, help);
            })
            .ok()
    }

    /// The number of the deal that a row names.
    fn deal(&mut self, row: usize) -> Option<u32> {
        let id = self.cell(row, self.columns.deal);
        if let Some(known) = self.deals.get(id) {
            return Some(*known);
        }
        let number = u32::try_from(self.deals.len()).ok()?;
        self.deals.insert(id, number);
        self.entries.doubtful_deals.push(false);
        Some(number)
    }

    /// A deal of which a row cannot be read.
    pub(super) fn doubt_deal(&mut self, row: usize) {
        let named = !self.cell(row, self.columns.deal).is_empty();
        let deal = if named { self.deal(row) } else { None };
        let deal = deal.and_then(|deal| usize::try_from(deal).ok());
        if let Some(doubtful) = deal.and_then(|deal| self.entries.doubtful_deals.get_mut(deal)) {
            *doubtful = true;
        }
    }
}

/// A share of a deal in millionths.
fn read_share(cell: &str) -> Result<Decimal6, super::amount::Refusal> {
    let help = |written: Option<Decimal>| match written.filter(|w| *w >= Decimal::TWO) {
        Some(written) if written <= Decimal::ONE_HUNDRED => {
            format!("for {cell} % write {}", (written / Decimal::ONE_HUNDRED).normalize())
        }
        _ => "a share is above 0 and at most 1, with at most six decimals, such as 0.4".to_owned(),
    };
    let plain = cell.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
    let written = Decimal::from_str(cell.strip_prefix('+').unwrap_or(cell)).ok().filter(|_| plain);
    let Some(number) = written else {
        return Err((format!("\"{cell}\" is no share"), help(None)));
    };
    let share = Decimal6::from_decimal(number).map_err(|error| (error.to_string(), help(None)))?;
    if share > Decimal6::ZERO && share <= Decimal6::ONE {
        Ok(share)
    } else {
        Err((format!("a share is above 0 and at most 1, found {cell}"), help(written)))
    }
}

/// Whether events of a kind may be shared: sales, renewals, and what comes with them.
fn is_shared(what: What) -> bool {
    matches!(
        what,
        What::Of(
            Kind::New
                | Kind::Upgrade
                | Kind::Upsell
                | Kind::CrossSell
                | Kind::Renewal
                | Kind::Implementation
                | Kind::Won
        )
    )
}
