//! What a clause would cost, read the other way.
//!
//! ```text
//! plan file ─► the same file with one clause read the other way ─► plan ─► program ─┐
//!       (refused: no reading)          one drawn year after the other ──────────────┴─► paired differences of the team's pay
//! ```
//!
//! All readings are paid on the same drawn years, so what chance does to the year cancels: the interval is that of
//! the difference alone, and a reading that changes no payment differs by exactly 0. The file is changed key by key
//! and lowered again, so that a reading which the language refuses (a retroactive tier that pays an amount, a change
//! of plan that is not computed) is none.
//!
//! # Keys and their readings
//!
//! Of a component:
//!
//! | key | other readings |
//! |---|---|
//! | `measured` | where `paid` is shorter: each payment's period alone; where it is not, and shorter than a year: the year to date; of a trailing year: the plan year to date. Of `rate`, `target` and `matrix` without an amount stated a window |
//! | `against` | `full` – `to_date`, where payments fall within the window |
//! | `true_up` | `forward` – `both`, likewise |
//! | `per` | `window` – `deal`, of tiers that start at amounts |
//! | `tier_method` | `marginal` – `retroactive` |
//! | `round_attainment` | none – 0.01, where an attainment is looked up |
//! | `interpolate` | `true` – `false`, of curves, matrices and multipliers of two points or more |
//! | `once` | `true` – `false`, of amounts paid more than once a year |
//! | `step` | full steps only – parts of a step as well |
//! | `hurdle.pays_from` | `first` – `above` |
//! | `deal_cap.share_of_quota` | of the year's quota – of the window's |
//! | `cap.carry` | `true` – `false` |
//! | `split` | `equal` – `pro_rata`: moves pay from rep to rep, never the sum |
//! | `ties` | `share` – `all` |
//! | `refunds` | `count` – `ignore`: a drawn year has no refunds, so this costs nothing until real ones are paid |
//! | `non_cash` | `true` – `false`, where a clause on the plan's cash looks at it |
//! | `clawback.on` | with and without contractions; with churn |
//! | `clawback.within_months` | the last month included, or not |
//! | `clawback.recovers` | bands, `full`, `pro_rata` |
//! | `clawback.at` | `paid`, `recompute`, `base_rate` |
//!
//! Of the plan:
//!
//! | key | other readings |
//! |---|---|
//! | `rounding` | `half_even` – `half_up` |
//! | `cap.per` | by the month, by the year; an `amount` in proportion |
//! | `guarantee.per` | settled by the month, by the year |
//! | `guarantee.for` | `all` – `new_hires` |
//! | `draw.kind` | `minimum` – `advance` |
//! | `draw.recoverable` | `true` – `false`; a gift becomes one that all of pay gives back |
//! | `draw.recovery_share` | all of pay, or half where it is all |
//! | `draw.recovery_start` | from the first month – when the draw has ended |
//! | `draw.forgiven_at_exit` | not stated, `true`, `false`; where reps leave |
//! | `hold.rest.after_months` | counted after the month of the booking, or with it |
//! | `exit.owed` | `paid` – `forfeited`; also of a plan without `[exit]`, where reps leave |
//! | `exit.recover_months` | 0 – as long as the clawback runs (at most 12); where reps leave |
//!
//! Of the company:
//!
//! | key | other readings |
//! |---|---|
//! | `plan_change.treatment` | `restart`, `prorate`, `carry` |
//! | `quota_from` of the roster | the new quota all year; the old one to the end of the year |
//!
//! # Keys without another reading
//!
//! `pays`, `paid`, `quota`, `scope`, `measure`, the keys of `[pay]` and all numbers say what is agreed, not how it is
//! read. The language fixes by their names what caps look at: `cap` pay, `credit_cap` and `deal_cap` credit,
//! `rate_cap` the rate; and that bounds are included. `where.outbound` and `where.prepaid` say which deals count.
//! `hold.share_at_booking` is by its name the share that is paid, and `hold.rest.at` only says in words what
//! `after_months` waits for. `payment_lag` moves cash, not pay. `ramp` eases the quota; the language has no ramp of
//! targets (`weights` are other targets). Who is credited with a deal is said by clauses of different names: a split by
//! `co_selling`, extra credit by `overlay` and `manager`.

mod clauses;
mod clawback;
mod component;
mod limits;
mod plan_level;
mod reading;
#[cfg(test)]
mod tests;
mod tiers;
mod timing;
mod trial;
mod variant;

pub use reading::Reading;
pub use variant::StandsIn;

use crate::company::Loaded;
use crate::simulate::RunError;
use crate::statistics::{Estimate, paired_difference};
use trial::Trial;
use variant::variants;

/// What a clause of a team's plan would cost, read the other way.
#[derive(Clone, Debug, PartialEq)]
pub struct CostOfReading {
    /// The team, by its place in the company.
    pub team: usize,
    /// The component; none for a clause of the whole plan.
    pub component: Option<String>,
    /// The file that has the clause.
    pub stands_in: StandsIn,
    /// The clause's dotted path in that file.
    pub path: String,
    /// The reading.
    pub reading: Reading,
    /// Variable pay of the team a year under the other reading, less that under the plan's own, in dollars; with
    /// the 95 % interval of the paired difference, none where the years all differ alike.
    pub difference: Estimate,
    /// The difference as a share of the team's variable pay under the plan's own reading; none without pay.
    pub share: Option<f64>,
}

/// The cost of every other reading of every team's plan, the largest first. `proceed` is told now and then how many
/// years are done, and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn costs_of_readings(
    loaded: &Loaded,
    years: usize,
    threads: usize,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Vec<CostOfReading>, RunError> {
    let variants = variants(loaded);
    let pay = Trial::new(loaded, &variants).run(years, threads, proceed)?;
    let mut costs: Vec<CostOfReading> = variants
        .iter()
        .zip(&pay.by_variant)
        .filter_map(|(variant, other)| {
            let own = &pay.by_team[variant.team];
            let difference = paired_difference(other, own)?;
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            Some(CostOfReading {
                team: variant.team,
                component: variant.component.clone(),
                stands_in: variant.stands_in,
                path: variant.path.clone(),
                reading: variant.reading.clone(),
                difference,
                share: (mean > 0.0).then(|| difference.value / mean),
            })
        })
        .collect();
    costs.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()));
    Ok(costs)
}
