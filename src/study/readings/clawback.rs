//! The other readings of a clawback's four keys.

use super::Reading;
use super::clauses::Clauses;
use crate::plan::{Clawback, Component, Pays, RecoveredAt, Recovers};
use crate::spec::component as spec;
use crate::spec::recovers as schedule;

impl Clauses<'_> {
    pub(super) fn of_clawback(
        &mut self,
        number: usize,
        component: &Component,
        clawback: &Clawback,
    ) {
        self.of_losses(number, clawback);
        self.of_its_months(number, clawback);
        let own = match &clawback.recovers {
            Recovers::Full => "full",
            Recovers::ProRata => "pro_rata",
            Recovers::Bands(_) => "bands",
        };
        for (recovers, word, other) in [
            (Recovers::Full, "full", schedule::Recovers::Full),
            (Recovers::ProRata, "pro_rata", schedule::Recovers::ProRata),
        ] {
            if recovers != clawback.recovers {
                let reading = Reading::new("recovers", own, word);
                self.recover(number, "recovers", reading, |it| it.recovers = Some(other));
            }
        }
        let by_rate = matches!(component.pays, Pays::Rate(_));
        for at in [RecoveredAt::Paid, RecoveredAt::Recompute, RecoveredAt::BaseRate] {
            if at != clawback.at && (at != RecoveredAt::BaseRate || by_rate) {
                let ((_, own), (at, word)) = (spec_of(clawback.at), spec_of(at));
                let reading = Reading::new("at", own, word);
                self.recover(number, "at", reading, |it| it.at = Some(at));
            }
        }
    }

    /// Reads a key of a component's clawback the other way.
    fn recover(
        &mut self,
        number: usize,
        key: &str,
        reading: Reading,
        change: impl FnOnce(&mut spec::Clawback),
    ) {
        self.read(number, &Self::within("clawback", key), reading, |component| {
            if let Some(clawback) = &mut component.clawback {
                change(clawback);
            }
        });
    }

    /// Which losses recover: contractions only where some account of the company contracts.
    fn of_losses(&mut self, number: usize, clawback: &Clawback) {
        let mut books = self.company.teams.iter().filter_map(|team| team.book.as_ref());
        let contracts = books.any(|book| book.contraction.is_some());
        let (churn, contraction) = (clawback.on_churn, clawback.on_contraction);
        let other = match (churn, contraction) {
            (true, on) if contracts => (true, !on),
            (false, on) => (true, on),
            _ => return,
        };
        let words = |(churn, contraction): (bool, bool)| match (churn, contraction) {
            (true, true) => "churn and contraction",
            (false, _) => "contraction",
            (true, false) => "churn",
        };
        let reading = Reading::new("on", words((churn, contraction)), words(other));
        self.recover(number, "on", reading, |it| {
            let losses = [(other.0, spec::Loss::Churn), (other.1, spec::Loss::Contraction)];
            it.on = Some(losses.into_iter().filter(|(on, _)| *on).map(|(_, loss)| loss).collect());
        });
    }

    /// Whether the last of the months still recovers; the bands of a schedule end with their months alike.
    fn of_its_months(&mut self, number: usize, clawback: &Clawback) {
        let months = i64::from(clawback.within_months);
        let own = format!("{months}, the last one included");
        let reading = Reading::new("within_months", own, format!("{months}, the last one not"));
        self.recover(number, "within_months", reading, |it| {
            it.within_months = Some(months - 1);
            if let Some(schedule::Recovers::Bands(bands)) = &mut it.recovers {
                for band in bands {
                    band.within = band.within.map(|within| within - 1);
                }
            }
        });
    }
}

const fn spec_of(at: RecoveredAt) -> (spec::RecoveredAt, &'static str) {
    match at {
        RecoveredAt::Paid => (spec::RecoveredAt::Paid, "paid"),
        RecoveredAt::Recompute => (spec::RecoveredAt::Recompute, "recompute"),
        RecoveredAt::BaseRate => (spec::RecoveredAt::BaseRate, "base_rate"),
    }
}
