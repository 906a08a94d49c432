//! What a payment looks at, noted for those who ask.

use super::clause::Clause;
use super::rep::Rep;
use super::step::Working;
use super::window::Span;
use crate::money::Fraction;

impl Clause {
    /// Notes what a window's pay looks at: its result, what of it counts, the quota, the attainment.
    #[inline]
    pub(super) fn note_results(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        quota: Option<Fraction>,
        result: Option<Fraction>,
        counted: Option<Fraction>,
    ) {
        let notes = rep.notes;
        if !notes.are_taken() {
            return;
        }
        notes.fact(|| Working::Result(result));
        if let Some(counted) = counted.filter(|counted| Some(*counted) != result) {
            notes.fact(|| Working::Counted(counted));
        }
        if let Some(quota) = quota {
            let in_units = |hundredths: Fraction| (hundredths * Fraction::HUNDREDTH).reduced();
            let yearly =
                |month| in_units(Fraction::from(Self::yearly(self.component.quota, rep, month)));
            notes.fact(|| Working::Quota {
                yearly: yearly(span.from),
                then: Some(yearly(self.quota_end(span) - 1))
                    .filter(|then| *then != yearly(span.from)),
                quota: in_units(quota),
            });
        }
        if self.has_attainment() {
            notes.fact(|| Working::Attainment(self.attainment(counted, quota)));
        }
    }
}
