//! What a plan's clauses wait for: a year has more of it where the plan speaks of it, so that few clauses are
//! drawn in vain.

use super::text::PlanText;

/// How often something happens, in percent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasions {
    /// A rep leaves within the year.
    pub leaver: usize,
    /// A team has one more seat.
    pub colleague: usize,
    /// A seat is filled within the year.
    pub hire: usize,
    /// What was sold is lost again.
    pub loss: usize,
    /// Of the losses, how many are contractions.
    pub contraction: usize,
    /// Something is done that is counted by what it is.
    pub activity: usize,
    /// A meeting is held, qualifies or is won.
    pub funnel: usize,
    /// What a leaver sold in the last month is lost later.
    pub loss_after_exit: usize,
}

impl Occasions {
    /// What a plan waits for.
    pub fn of(plan: &PlanText) -> Self {
        let has = |header: &str, key: &str, words: &[&str]| {
            plan.sections.iter().filter(|section| section.header == header).any(|section| {
                let value = section.get(key);
                value.is_some_and(|value| words.iter().any(|word| value.contains(word)))
            })
        };
        let ends = has("[exit]", "owed", &[""]) || has("[draw]", "forgiven_at_exit", &[""]);
        let of_new_hires = has("[ramp]", "quota", &[""])
            || has("[ramp]", "weights", &[""])
            || has("[guarantee]", "for", &["new_hires"]);
        let recovers = has("[[component]]", "clawback", &[""]);
        let after_exit = has("[exit]", "recover_months", &["1", "3"]);
        let ranked = has("[[component]]", "pays", &["contest"]);
        let by_activity = has("[[measure]]", "terms", &["activity ="]);
        let funnel = ["\"won\"", "won_acv", "qualified", "meetings", "conversion_rate"];
        let of_funnel = plan.sections.iter().any(|section| {
            section.lines.iter().any(|(_, value)| funnel.iter().any(|name| value.contains(name)))
        });
        Self {
            leaver: match (ends, recovers) {
                (true, true) => 85,
                (true, false) => 75,
                (false, _) => 20,
            },
            colleague: if ranked { 90 } else { 25 },
            hire: if of_new_hires { 65 } else { 12 },
            loss: if recovers { 65 } else { 20 },
            contraction: if recovers { 50 } else { 40 },
            activity: if by_activity { 30 } else { 2 },
            funnel: if of_funnel { 35 } else { 4 },
            loss_after_exit: if recovers && after_exit { 90 } else { 5 },
        }
    }
}
