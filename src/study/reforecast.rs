//! What a year comes to of which some months are over: what was paid, what is to come, and what is left of the budget.

use crate::metrics::{COMPANY, Masthead, Metric, RepPaidSoFar};
use crate::money::Cents;
use crate::simulate::{Outcome, Unreadable};
use crate::statistics::{Estimate, Interval, Scratch, Statistic, Summary, summarise};

use super::Overview;

/// A year that goes on from actual results.
#[derive(Clone, Debug)]
pub struct Reforecast {
    /// How many months are over.
    pub months: usize,
    /// The company's variable pay in them.
    pub paid: Cents,
    /// Its variable pay in the months that are left, in dollars.
    pub rest: Summary,
    /// Its variable pay of the whole year, in dollars.
    pub year: Summary,
    /// What of the budget is left for the months that are left, and the chance that it holds; none without one.
    pub budget: Option<(Cents, Estimate)>,
    /// The reps who were in their seats when these months were over, by team, then seat.
    pub reps: Vec<RepForecast>,
}

/// What a rep's year comes to.
#[derive(Clone, Debug)]
pub struct RepForecast {
    /// The rep's team.
    pub team: String,
    /// What is known of the rep.
    pub so_far: RepPaidSoFar,
    /// Attainment, given the results so far.
    pub attainment: Summary,
    /// Variable pay in the months that are left, in dollars; 0 from the month on in which the rep leaves.
    pub rest: Summary,
}

impl RepForecast {
    /// By how much the results so far move the mean attainment from what the company file has.
    pub fn moved(&self) -> f64 {
        let mean = self.attainment.get(Statistic::Mean).map_or(0.0, |mean| mean.value);
        mean - self.so_far.prior_attainment()
    }
}

impl Reforecast {
    /// From a run that went on from actual results; none from another.
    ///
    /// # Errors
    /// Years that were put on disk cannot be read.
    pub fn of(
        company: &Masthead,
        outcome: &Outcome,
        overview: &Overview,
    ) -> Result<Option<Self>, Unreadable> {
        let pay = company.layout.find(COMPANY, &Metric::VariablePay);
        let (Some(so_far), Some(pay)) = (&company.so_far, pay) else {
            return Ok(None);
        };
        let (mut values, mut scratch) = (Vec::new(), Scratch::default());
        outcome.figure(pay, &mut values)?;
        let year = summarise(&values, &mut scratch);
        let paid = so_far.paid(None);
        values.iter_mut().for_each(|value| *value -= paid.to_f64());
        let rest = summarise(&values, &mut scratch);
        let overrun = overview.line(COMPANY, &Metric::BudgetOverrun);
        let holds = overrun.and_then(|line| line.probability).and_then(complement);
        let budget = company.budget().zip(holds).map(|(budget, holds)| (budget - paid, holds));
        let mut reps = Vec::new();
        for (seat, rep) in so_far.reps.iter().enumerate() {
            outcome.rest_of_year(seat, &mut values)?;
            let rest = summarise(&values, &mut scratch);
            outcome.attainment(seat, &mut values)?;
            let attainment = summarise(&values, &mut scratch);
            let team = company.teams.get(rep.team).map_or_else(String::new, |t| t.name.clone());
            reps.push(RepForecast { team, so_far: rep.clone(), attainment, rest });
        }
        Ok(Some(Self { months: so_far.months.into(), paid, rest, year, budget, reps }))
    }

    /// The reps whose attainment moved most, the largest move first; those whom it did not move are left out.
    pub fn movers(&self, most: usize) -> Vec<&RepForecast> {
        let mut movers: Vec<&RepForecast> =
            self.reps.iter().filter(|rep| rep.moved().abs() >= 0.005).collect();
        movers.sort_by(|a, b| b.moved().abs().total_cmp(&a.moved().abs()));
        movers.truncate(most);
        movers
    }
}

/// The chance of the contrary.
fn complement(chance: Estimate) -> Option<Estimate> {
    let interval = chance.interval.and_then(|of| Interval::new(1.0 - of.high, 1.0 - of.low));
    Estimate::with_interval(1.0 - chance.value, interval, chance.n)
}
