//! Whether a team that hands its accounts over is touched by what becomes of them.

use crate::plan::Clawback;

use super::production::Missing;
use super::{Book, Company, Team};

/// The book into which a team's accounts pass, if they do.
fn book_of<'a>(company: &'a Company, team: &Team) -> Option<&'a Book> {
    let hand_over = company.hand_over?;
    let sells = company.teams.get(hand_over.from).is_some_and(|from| from.name == team.name);
    company.teams.get(hand_over.to).filter(|_| sells)?.book.as_ref()
}

/// Whether losses of what a team sold reach its clawback.
pub(super) fn loses(company: &Company, team: &Team, clawback: &Clawback) -> bool {
    let book = book_of(company, team).filter(|_| company.simulation.history_months > 0);
    book.is_some_and(|book| {
        clawback.on_churn || (clawback.on_contraction && book.contraction.is_some())
    })
}

/// Why losses do not, and the mend, of a team whose accounts pass into a book.
pub(super) fn why_none(company: &Company, team: &Team) -> Option<(String, &'static str)> {
    book_of(company, team)?;
    let name = &team.name;
    Some(if company.simulation.history_months == 0 {
        (
            format!(
                "accounts that team \"{name}\" sells renew a year later, after the plan year, and none was sold before it"
            ),
            "write `history_months = 12` in `[simulation]`: what was sold in the year before renews in the plan year",
        )
    } else {
        (
            format!("no account that team \"{name}\" hands over contracts"),
            "give the book that it passes into a `contraction`",
        )
    })
}

/// What a team lacks for the accounts that it sold to be kept or lost in the plan year.
pub(super) fn nothing_sold_is_lost(company: &Company, team: &Team) -> Option<Missing> {
    if book_of(company, team).is_none() {
        return Some(Missing::new(
            "what it sells becomes nobody's account",
            "hand its accounts over to a team with a book: hand_over = { from = …, to = …, after_months = 6 } at the top of the company file",
        ));
    }
    let (why, mend) = why_none(company, team).filter(|_| company.simulation.history_months == 0)?;
    Some(Missing::new(why, mend))
}
