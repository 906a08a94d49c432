//! Meetings, the opportunities they become, and those that are won.

use crate::diagnostic::join;
use crate::spec::team as file;

use super::super::Funnel;
use super::Lowering;

/// The most meetings a rep and month, on average.
const MOST_MEETINGS: f64 = 10_000.0;

/// The longest time from a meeting to the won deal [months].
const LONGEST_LAG: i64 = 36;

impl Lowering<'_> {
    /// Meetings and opportunities.
    pub(super) fn funnel(&mut self, path: &str, table: &file::Funnel) -> Option<Funnel> {
        let meetings = self
            .required(
                path,
                "meetings",
                table.meetings.as_ref(),
                "meetings a rep and month at attainment 1",
            )
            .and_then(|meetings| self.up_to(MOST_MEETINGS, &join(path, "meetings"), *meetings));
        let qualified = self.chance(&join(path, "qualified"), table.qualified.unwrap_or(0.0));
        let won = self.chance(&join(path, "won"), table.won.unwrap_or(0.0));
        let lag =
            self.whole_or(&join(path, "lag_months"), table.lag_months.as_ref(), 0, LONGEST_LAG, 0);
        let size = if table.size.is_some() || won.is_some_and(|won| won > 0.0) {
            self.size(
                path,
                table.size.as_ref(),
                "the ACV of a won deal, needed since `won` is above 0",
            )
            .map(Some)
        } else {
            Some(None)
        };
        Some(Funnel {
            meetings: meetings?,
            qualified: qualified?,
            won: won?,
            lag_months: usize::try_from(lag?).ok()?,
            size: size?,
        })
    }
}
