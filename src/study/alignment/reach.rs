//! How many reps get where: to threshold, target, excellence, the cap.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::subject::{Seen, Subject, Tally};
use crate::money::{Cents, Fraction};
use crate::payout::{Payment, Source};
use crate::plan::{BoundsIn, Component, Pays, Plan, Target, Window};
use crate::statistics::jackknife_of_sums;
use crate::study::pay_line::target_of;

static THRESHOLD_REACH: Definition = Definition {
    name: "threshold_reach",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "reps who are paid anything",
    meaning: "Share of rep-years that are paid more than nothing, by the plan or by a component",
    formula: "rep-years with pay > 0 ÷ rep-years",
    source: "",
};

static TARGET_REACH: Definition = Definition {
    name: "target_reach",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "reps at target pay",
    meaning: "Share of rep-years that are paid their target incentive or more, of the plan or of a component",
    formula: "rep-years with pay ≥ target ÷ rep-years with a target",
    source: "",
};

static EXCELLENCE_REACH: Definition = Definition {
    name: "excellence_reach",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "windows at excellence",
    meaning: "Share of a component's windows whose result reaches the start of its last tier or band",
    formula: "windows with attainment (tiers at amounts: result) ≥ start of the last tier or band at their last payment ÷ \
              windows",
    source: "",
};

static FLAT_REACH: Definition = Definition {
    name: "flat_reach",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "windows at the top of a curve",
    meaning: "Share of a component's windows whose result reaches the end of its curve, from where more pays nothing",
    formula: "as excellence_reach, of curves whose last band has no slope",
    source: "",
};

static CAP_REACH: Definition = Definition {
    name: "cap_reach",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "reps whom a cap cuts",
    meaning: "Share of rep-years that caps on pay or credit (those of single deals apart) cost anything",
    formula: "rep-years paid less than by the same plan without caps on the same year ÷ rep-years",
    source: "",
};

static CAP_COST: Definition = Definition {
    name: "cap_cost",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "pay that caps cut",
    meaning: "Pay that caps on pay or credit cut, as a share of pay",
    formula: "Σ (pay without caps − pay) ÷ Σ pay, over rep-years",
    source: "",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] =
    &[&THRESHOLD_REACH, &TARGET_REACH, &EXCELLENCE_REACH, &FLAT_REACH, &CAP_REACH, &CAP_COST];

/// What is counted: of the plan (place 0) and of each component (from 1).
pub(super) struct Reach {
    /// Rep-years, those paid anything, those with a target, those who reach it.
    pay: Vec<[f64; 4]>,
    /// By component: windows, those that reach the last tier or band.
    windows: Vec<[f64; 2]>,
    /// Rep-years, those whom a cap cuts, pay, what is cut.
    caps: [f64; 4],
}

impl Tally for Reach {
    fn new(subject: &Subject<'_>) -> Self {
        let components = subject.plan.components.len();
        Self {
            pay: vec![[0.0; 4]; components + 1],
            windows: vec![[0.0; 2]; components],
            caps: [0.0; 4],
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let (subject, plan) = (&seen.subject, seen.subject.plan);
        let months = || subject.timeline().plan_year()..subject.timeline().months();
        for rep in seen.reps {
            self.enter(0, rep.pay, rep.target);
            let pay = &seen.pay.reps()[rep.place];
            for (number, component) in plan.components.iter().enumerate() {
                let paid = pay.paid_over(number, months());
                let own = subject.team().seats.get(rep.seat).and_then(|seat| seat.target_incentive);
                let target = component_target(plan, component, own);
                self.enter(number + 1, paid.to_f64(), target);
            }
            if let Some(uncapped) = seen.uncapped {
                let free = uncapped.reps()[rep.place].variable_over(months());
                let cut = (free - pay.variable_over(months())).max(Cents::ZERO);
                let capped = f64::from(cut > Cents::ZERO);
                let terms = [1.0, capped, pay.variable_over(months()).to_f64(), cut.to_f64()];
                self.caps.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
            }
        }
        let mut stayed = vec![false; subject.team().seats.len()];
        seen.reps.iter().for_each(|rep| stayed[rep.seat] = true);
        for payment in seen.statement {
            let Source::Component(number) = payment.source else { continue };
            let component = &plan.components[number];
            let of_stayer = payment.stint == 0 && stayed[payment.seat];
            if !of_stayer || !ends_window(component, payment.month, months().start) {
                continue;
            }
            let last = LastBand::of(component);
            if let Some(reached) = last.and_then(|last| last.is_reached(payment)) {
                self.windows[number][0] += 1.0;
                self.windows[number][1] += f64::from(reached);
            }
        }
    }

    fn merge(&mut self, later: Self) {
        let add = |sums: &mut [f64], more: &[f64]| {
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        };
        self.pay.iter_mut().zip(&later.pay).for_each(|(sums, more)| add(sums, more));
        self.windows.iter_mut().zip(&later.windows).for_each(|(sums, more)| add(sums, more));
        add(&mut self.caps, &later.caps);
    }
}

impl Reach {
    /// The figures of all groups of years, in the order of their definitions.
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let mut figures = Vec::new();
        let no_reps = "no rep holds a seat of the team all year";
        let told = |definition, sums: &[&[f64]], [above, below]: [usize; 2], why: &str| {
            let n = sums.iter().map(|sums| sums[0]).sum::<f64>() as usize;
            let share = |sums: &[f64]| (sums[below] > 0.0).then(|| sums[above] / sums[below]);
            Figure::told(subject.number, definition, jackknife_of_sums(sums, n, share), why)
        };
        let components = &subject.plan.components;
        for (definition, places) in [(&THRESHOLD_REACH, [1, 0]), (&TARGET_REACH, [3, 2])] {
            for place in 0..=components.len() {
                let sums: Vec<&[f64]> =
                    groups.iter().map(|group| group.pay[place].as_slice()).collect();
                let has_target = sums.iter().any(|sums| sums[2] > 0.0);
                if definition == &TARGET_REACH && place > 0 && !has_target {
                    continue;
                }
                let why = if has_target || places[1] == 0 {
                    no_reps
                } else {
                    "the plan has no target incentive: state [pay] target_incentive"
                };
                let figure = told(definition, &sums, places, why);
                figures.push(match place {
                    0 => figure,
                    _ => figure.of(components[place - 1].name.as_str()),
                });
            }
        }
        for definition in [&EXCELLENCE_REACH, &FLAT_REACH] {
            for (number, component) in components.iter().enumerate() {
                let Some(last) = LastBand::of(component) else { continue };
                if definition == &FLAT_REACH && !last.is_flat {
                    continue;
                }
                let sums: Vec<&[f64]> =
                    groups.iter().map(|group| group.windows[number].as_slice()).collect();
                let figure = told(definition, &sums, [1, 0], no_reps);
                figures.push(figure.of(component.name.as_str()));
            }
        }
        if subject.prepared.uncapped.is_some() {
            let sums: Vec<&[f64]> = groups.iter().map(|group| group.caps.as_slice()).collect();
            figures.push(told(&CAP_REACH, &sums, [1, 0], no_reps));
            figures.push(told(&CAP_COST, &sums, [3, 2], "nothing is paid"));
        }
        figures
    }

    fn enter(&mut self, place: usize, pay: f64, target: Option<f64>) {
        let reached = target.map_or(0.0, |target| f64::from(pay >= target));
        let terms = [1.0, f64::from(pay > 0.0), f64::from(target.is_some()), reached];
        self.pay[place].iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
    }
}

/// The same plan without caps on what is paid or credited; none where it has none.
pub(super) fn without_caps(plan: &Plan) -> Option<Plan> {
    let mut free = plan.clone();
    free.cap = None;
    for component in &mut free.components {
        (component.cap, component.carry) = (None, false);
        (component.credit_cap, component.rate_cap) = (None, None);
    }
    (free != *plan).then_some(free)
}

/// Target pay a year of a component for a rep with an own target incentive, or the plan's.
fn component_target(plan: &Plan, component: &Component, own: Option<Cents>) -> Option<f64> {
    let target = target_of(plan, component)?.to_f64();
    let of_plan = plan.target_incentive_of(component).to_f64();
    let target = match (component.target, own) {
        (Target::Weight(_), Some(own)) if of_plan > 0.0 => target * own.to_f64() / of_plan,
        _ => target,
    };
    (target > 0.0).then_some(target)
}

/// Where the last tier or band of a component starts.
struct LastBand {
    from: Fraction,
    /// In units of the measure, rather than as attainment.
    of_result: bool,
    /// More pays nothing there.
    is_flat: bool,
}

impl LastBand {
    /// Of components that look up a window's result in two tiers or bands or more.
    fn of(component: &Component) -> Option<Self> {
        match &component.pays {
            Pays::Rate(tiers) if !tiers.per_deal && tiers.tiers.len() > 1 => Some(Self {
                from: Fraction::from(tiers.tiers.last()?.from),
                of_result: tiers.bounds == BoundsIn::Amount,
                is_flat: false,
            }),
            Pays::Target(curve) if curve.bands.len() > 1 => {
                let last = curve.bands.last()?;
                let is_flat = last.slope.0 == 0;
                Some(Self { from: Fraction::from(last.at), of_result: false, is_flat })
            }
            _ => None,
        }
    }

    /// Whether a payment's result is there; none where it has no result.
    fn is_reached(&self, payment: &Payment) -> Option<bool> {
        let result = if self.of_result { payment.result } else { payment.attainment };
        result.map(|result| result >= self.from)
    }
}

/// Whether a payment of a month is the last of its window, and one of the plan year.
fn ends_window(component: &Component, month: usize, plan_year: usize) -> bool {
    let length = match component.measured {
        Window::Calendar(period) => period.months(),
        Window::TrailingYear => 1,
    };
    month >= plan_year && (month + 1 - plan_year).is_multiple_of(length)
}

#[cfg(test)]
mod tests {
    use super::super::example::{ANY, company, show};
    use super::*;
    use crate::simulate::Model;

    /// Four reps at 40, 60, 100 and 160 % of a quota of 120,000, on a target of 10,000: paid 0, 5,000, 10,000 and, where the
    /// curve pays 20,000, the cap of 18,000.
    #[test]
    fn four_reps_by_hand() {
        let component = "pays = \"target\"\npaid = \"year\"\nmeasured = \"year\"\ncap = { share_of_target = 1.8 }\n\
                         curve = [ { at = 0.5, pays = 0.5 }, { at = 1.0, pays = 1.0, slope = 2.0 }, { at = 1.5, pays = 2.0 } ]";
        let loaded = company(4, 120_000, ANY, 10_000, component);
        let model = Model::new(&loaded.company, &loaded.plans);
        let deals: Vec<Vec<(u16, f64)>> =
            [48_000.0, 72_000.0, 120_000.0, 192_000.0].map(|sold| vec![(3, sold)]).into();
        let mut told = Vec::new();
        show(&model, &loaded, &deals, |seen| {
            let mut reach = Reach::new(&seen.subject);
            reach.add(seen);
            let figures = Reach::figures(&[&reach], &seen.subject);
            told = figures
                .iter()
                .map(|f| (f.definition.name, f.of.clone(), f.value().unwrap()))
                .collect();
        });
        let new = || Some("New".to_owned());
        let expected = [
            ("threshold_reach", None, 0.75),
            ("threshold_reach", new(), 0.75),
            ("target_reach", None, 0.5),
            ("target_reach", new(), 0.5),
            ("excellence_reach", new(), 0.25),
            ("flat_reach", new(), 0.25),
            ("cap_reach", None, 0.25),
            ("cap_cost", None, 2.0 / 33.0),
        ];
        assert_eq!(told, expected);
    }
}
