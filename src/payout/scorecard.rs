//! Results that are weighted means of attainments.

use super::clause::Clause;
use super::rep::{Rep, read};
use super::window::Span;
use crate::credit::{Gauge, WeightedGauge};
use crate::money::{Cents, Fraction};
use crate::plan::{Against, Quota};

impl Clause {
    /// The result of a measure in a rep's window.
    #[inline]
    pub(super) fn value(&self, gauge: &Gauge, rep: &Rep<'_>, span: &Span) -> Option<Fraction> {
        match gauge {
            Gauge::Attainments(parts) => self.weighted(parts, rep, span),
            gauge => read(gauge, rep, span),
        }
    }

    /// The weighted mean of attainments. One without a value counts as 0; without any the mean has none.
    fn weighted(&self, parts: &[WeightedGauge], rep: &Rep<'_>, span: &Span) -> Option<Fraction> {
        let mut mean = None;
        for part in parts {
            let result = read(&part.gauge, rep, span);
            let attainment = match part.quota {
                Some(_) => {
                    let quota = self.quota_of(part.quota, rep, span);
                    result.zip(quota).and_then(|(r, q)| (r * Fraction::whole(100)).over(q))
                }
                None => result.and_then(|result| result.over(part.goal)),
            };
            let Some(attainment) = attainment.map(Fraction::reduced) else {
                continue;
            };
            let counted = part.cap.map_or(attainment, |cap| attainment.min(cap));
            let sum = mean.unwrap_or(Fraction::ZERO) + counted * part.weight;
            mean = Some(sum.reduced());
        }
        mean
    }

    /// A yearly quota of a rep as it is in force in a month, unramped, in hundredths of the measure's unit; 0
    /// where there is none.
    pub(super) fn yearly(quota: Option<Quota>, rep: &Rep<'_>, month: i64) -> Cents {
        match quota {
            Some(Quota::Team) => rep.stint.quota_in(month),
            Some(Quota::Yearly(quota)) => quota,
            None => Cents::ZERO,
        }
    }

    /// The share of a quota that a window's result is held against, in hundredths; none where there is none.
    #[inline]
    pub(super) fn quota_of(
        &self,
        quota: Option<Quota>,
        rep: &Rep<'_>,
        span: &Span,
    ) -> Option<Fraction> {
        let (from, to) = (span.from, self.quota_end(span));
        let quota = match quota? {
            Quota::Team => rep.presence.quota_of(rep.stint, from, to),
            Quota::Yearly(quota) => Fraction::from(quota) * rep.presence.quota_share(from, to),
        };
        (quota > Fraction::ZERO).then_some(quota)
    }

    /// The month after the last of those whose quota a window's result is held against.
    #[inline]
    pub(super) fn quota_end(&self, span: &Span) -> i64 {
        match self.component.against {
            Against::Full => span.full_to,
            Against::ToDate => span.to,
        }
    }
}
