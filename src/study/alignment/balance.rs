//! Whether pay is spread over what is paid for as leadership wants.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::pairs::Pairs;
use super::subject::{Seen, Subject, Tally};
use crate::company::{MeasureGroup, Strategy};
use crate::credit::{Gauge, Months};
use crate::events::{Ledger, Names};
use crate::plan::{Component, Measure, Pays, Term};
use crate::statistics::jackknife_of_sums;

static PAY_SHARE: Definition = Definition {
    name: "pay_share",
    aspect: Aspect::Balance,
    unit: Unit::Share,
    label: "share of pay",
    meaning: "Share of what components pay, less recoveries, for a measure or group of measures",
    formula: "Σ pay of the components that look at it ÷ Σ pay of all components, over rep-years; the pay of a component \
              that looks at several is divided by their parts in its result (a matrix: in halves)",
    source: "",
};

static MARGINAL_SHARE: Definition = Definition {
    name: "marginal_pay_share",
    aspect: Aspect::Balance,
    unit: Unit::Share,
    label: "share of what moves pay",
    meaning: "Share of what usual differences in results change in pay that a measure or group of measures brings",
    formula: "of each component the absolute covariance of its pay with its result ÷ standard deviation of the result, over \
              rep-years, as a share of the sum over components",
    source: "",
};

static STRATEGY_GAP: Definition = Definition {
    name: "strategy_gap",
    aspect: Aspect::Balance,
    unit: Unit::Share,
    label: "pay off strategy",
    meaning: "Share of pay that would have to be for something else to be spread as leadership wants",
    formula: "½ Σ abs(pay_share − share wanted)",
    source: "total variation distance",
};

static MARGINAL_GAP: Definition = Definition {
    name: "marginal_strategy_gap",
    aspect: Aspect::Balance,
    unit: Unit::Share,
    label: "incentive off strategy",
    meaning: "The same of what moves pay",
    formula: "½ Σ abs(marginal_pay_share − share wanted)",
    source: "total variation distance",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] =
    &[&PAY_SHARE, &MARGINAL_SHARE, &STRATEGY_GAP, &MARGINAL_GAP];

/// What pay is for, as far as balance tells it apart.
struct Ends {
    /// Names of aims or groups of measures.
    names: Vec<String>,
    /// The share of pay that leadership wants for each; none without a strategy.
    wanted: Option<Vec<f64>>,
    /// By component.
    components: Vec<Looked>,
}

/// What a component looks at.
struct Looked {
    /// Which end, what of the result is its part, and its share where no part can be read.
    parts: Vec<(usize, Option<Gauge>, f64)>,
    /// The whole result; none where it cannot be read off a year.
    result: Option<Gauge>,
}

/// What is counted.
pub(super) struct Balance {
    ends: Ends,
    rep_years: usize,
    /// Pay by component, then end.
    pay: Vec<f64>,
    /// Result and pay, by component.
    results: Vec<Pairs>,
}

impl Tally for Balance {
    fn new(subject: &Subject<'_>) -> Self {
        let names = Names::of(subject.model.company);
        let strategy = subject.model.company.strategy_of(subject.number);
        let ends = Ends::new(&subject.plan.components, strategy, &names);
        let components = ends.components.len();
        Self {
            pay: vec![0.0; components * ends.names.len()],
            results: vec![Pairs::default(); components],
            rep_years: 0,
            ends,
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let timeline = seen.subject.timeline();
        let months = Months { from: timeline.plan_year(), to: timeline.months() };
        self.rep_years += seen.reps.len();
        for rep in seen.reps {
            let ledger = &seen.team_year().seats[rep.seat].ledger;
            let pay = &seen.pay.reps()[rep.place];
            for (number, looked) in self.ends.components.iter().enumerate() {
                let net = |month| pay.paid(number, month) - pay.recovered(number, month);
                let paid = seen.pay.sum_to_company(months.from..months.to, net).to_f64();
                looked.share_out(ledger, months, |end, share| {
                    self.pay[number * self.ends.names.len() + end] += share * paid;
                });
                let result =
                    looked.result.as_ref().and_then(|gauge| gauge.read(ledger, months).value());
                if let Some(result) = result {
                    self.results[number].add(result.to_f64(), paid);
                }
            }
        }
    }

    fn merge(&mut self, later: Self) {
        self.rep_years += later.rep_years;
        self.pay.iter_mut().zip(later.pay).for_each(|(sum, more)| *sum += more);
        self.results.iter_mut().zip(&later.results).for_each(|(sum, more)| sum.merge(more));
    }
}

impl Balance {
    /// The figures of all groups of years, in the order of their definitions.
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let Some(Self { ends, .. }) = groups.first() else { return Vec::new() };
        let n = groups.iter().map(|group| group.rep_years).sum();
        let of_group = |group: &&Self| {
            let pairs = group.results.iter().flat_map(|pairs| pairs.as_ref().to_vec());
            group.pay.iter().copied().chain(pairs).collect::<Vec<f64>>()
        };
        let sums: Vec<Vec<f64>> = groups.iter().map(of_group).collect();
        let nothing = "no rep holds a seat of the team all year, or components pay nothing";
        let told = |definition, figure: &dyn Fn(&[f64]) -> Option<f64>, why: &str| {
            Figure::told(subject.number, definition, jackknife_of_sums(&sums, n, figure), why)
        };
        let unread = ends.components.iter().position(|looked| looked.result.is_none());
        let unread = unread.map(|number| {
            let name = &subject.plan.components[number].name;
            format!("what the component {name} looks at is no result that can be read off a year")
        });
        let no_marginal = unread.as_deref().unwrap_or(nothing);
        let marginal = |sums: &[f64]| if unread.is_some() { None } else { ends.marginal(sums) };
        let mut figures = Vec::new();
        for (end, name) in ends.names.iter().enumerate() {
            let share = |sums: &[f64]| Some(ends.shares(sums)?[end]);
            figures.push(told(&PAY_SHARE, &share, nothing).of(name.as_str()));
        }
        for (end, name) in ends.names.iter().enumerate() {
            let share = |sums: &[f64]| Some(marginal(sums)?[end]);
            figures.push(told(&MARGINAL_SHARE, &share, no_marginal).of(name.as_str()));
        }
        let no_strategy = "nobody says how the team's pay should be spread: add [strategy] to the company file, such as \
                           retention = 0.6, growth = 0.4";
        let (no_gap, no_marginal_gap) = match ends.wanted {
            None => (no_strategy, no_strategy),
            Some(_) => (nothing, no_marginal),
        };
        figures.push(told(&STRATEGY_GAP, &|sums| ends.gap(&ends.shares(sums)?), no_gap));
        figures.push(told(&MARGINAL_GAP, &|sums| ends.gap(&marginal(sums)?), no_marginal_gap));
        figures
    }
}

impl Ends {
    fn new(components: &[Component], strategy: Option<&Strategy>, names: &Names) -> Self {
        let aims = || strategy.into_iter().flat_map(|strategy| &strategy.aims);
        let mut ends = Self {
            names: aims().map(|(aim, _)| aim.name().to_owned()).collect(),
            wanted: None,
            components: Vec::new(),
        };
        for component in components {
            let measures = measures(component);
            let mut parts = Vec::new();
            for (measure, share) in &measures {
                for (place, name, gauge, share) in pieces(measure, *share, strategy, names) {
                    let end = place.unwrap_or_else(|| ends.end(name));
                    parts.push((
                        end,
                        gauge.map(|gauge| gauge.with_months(component.months)),
                        share,
                    ));
                }
            }
            let result = match measures.first() {
                Some((Measure::Attainments { .. }, _)) | None => None,
                Some((measure, _)) => {
                    Some(Gauge::compile(measure, names).with_months(component.months))
                }
            };
            ends.components.push(Looked { parts, result });
        }
        // Nothing is wanted of what the strategy does not name.
        ends.wanted = strategy.map(|_| {
            let mut wanted: Vec<f64> = aims().map(|(_, share)| *share).collect();
            wanted.resize(ends.names.len(), 0.0);
            wanted
        });
        ends
    }

    /// The end of that name.
    fn end(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// Each end's share of pay.
    fn shares(&self, sums: &[f64]) -> Option<Vec<f64>> {
        let ends = self.names.len();
        let mut by_end = vec![0.0; ends];
        for row in sums[..ends * self.components.len()].chunks(ends.max(1)) {
            by_end.iter_mut().zip(row).for_each(|(sum, pay)| *sum += pay);
        }
        as_shares(by_end)
    }

    /// Each end's share of what moves pay: what a component moves goes to its ends as its pay does.
    fn marginal(&self, sums: &[f64]) -> Option<Vec<f64>> {
        let ends = self.names.len();
        let (pay, pairs) = sums.split_at(ends * self.components.len());
        let mut by_end = vec![0.0; ends];
        for (row, pairs) in pay.chunks(ends.max(1)).zip(pairs.chunks(6)) {
            let moved = Pairs::of(pairs)?.moved().abs();
            let Some(shares) = as_shares(row.to_vec()) else { continue };
            by_end.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share * moved);
        }
        as_shares(by_end)
    }

    /// Half the sum of absolute differences from what is wanted.
    fn gap(&self, shares: &[f64]) -> Option<f64> {
        let wanted = self.wanted.as_ref()?;
        Some(
            0.5 * shares
                .iter()
                .zip(wanted)
                .map(|(share, wanted)| (share - wanted).abs())
                .sum::<f64>(),
        )
    }
}

impl Looked {
    /// Tells each end and its share of what the component pays: by the parts of the result, else as stated.
    fn share_out(&self, ledger: &Ledger, months: Months, mut tell: impl FnMut(usize, f64)) {
        let read = |gauge: &Option<Gauge>| {
            let value = gauge.as_ref().and_then(|gauge| gauge.read(ledger, months).value());
            value.map_or(0.0, |value| value.to_f64().abs())
        };
        let whole: f64 = match self.parts.as_slice() {
            [_] => 0.0,
            parts => parts.iter().map(|(_, gauge, _)| read(gauge)).sum(),
        };
        for (end, gauge, share) in &self.parts {
            tell(*end, if whole > 0.0 { read(gauge) / whole } else { *share });
        }
    }
}

/// Amounts as shares of their sum; none where it is not above 0.
fn as_shares(mut amounts: Vec<f64>) -> Option<Vec<f64>> {
    let sum: f64 = amounts.iter().sum();
    amounts.iter_mut().for_each(|amount| *amount /= sum);
    (sum > 0.0).then_some(amounts)
}

/// The measures that a component looks at, each with its share of the pay.
fn measures(component: &Component) -> Vec<(&Measure, f64)> {
    match (&component.pays, &component.measure) {
        (Pays::Matrix(matrix), Some(rows)) => vec![(rows, 0.5), (&matrix.columns.measure, 0.5)],
        _ => component.looked_at().map(|measure| (measure, 1.0)).into_iter().collect(),
    }
}

/// The pieces of a measure that may serve different ends: the place among the aims, else the group's name; what reads the
/// piece, where pieces add up; its share of the pay.
fn pieces(
    measure: &Measure,
    share: f64,
    strategy: Option<&Strategy>,
    names: &Names,
) -> Vec<(Option<usize>, &'static str, Option<Gauge>, f64)> {
    match measure {
        Measure::Sum { name, terms } => {
            let piece = |term: &Term| {
                let one = Measure::Sum { name: name.clone(), terms: vec![term.clone()] };
                let place = strategy.and_then(|strategy| strategy.place_of_sum(term.of));
                let group = MeasureGroup::of_sum(term.of).name();
                (place, group, Some(Gauge::compile(&one, names)), share / terms.len() as f64)
            };
            terms.iter().map(piece).collect()
        }
        Measure::Ratio(ratio) => {
            let place = strategy.and_then(|strategy| strategy.place_of_ratio(*ratio));
            vec![(place, MeasureGroup::of_ratio(*ratio).name(), None, share)]
        }
        Measure::Score(name) => {
            let place = strategy.and_then(|strategy| strategy.place_of_score(name));
            vec![(place, MeasureGroup::Scores.name(), None, share)]
        }
        Measure::Attainments { parts, .. } => {
            let pieces = parts.iter().flat_map(|part| {
                let of_part = pieces(&part.of, share * part.weight.to_f64(), strategy, names);
                // Attainments are no amounts that add up.
                of_part.into_iter().map(|(place, group, _, share)| (place, group, None, share))
            });
            pieces.collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{ANY, company, show};
    use super::*;
    use crate::simulate::Model;

    /// A tenth of sales and 1,000 a deal. One deal of 100,000 pays 10,000 + 1,000, three of 20,000 pay 6,000 + 3,000: 80 % is
    /// for sales. Results differ by standard deviations of 20,000 and one deal, which move 2,000 and 1,000: two thirds. Half
    /// and half is wanted.
    #[test]
    fn two_reps_by_hand() {
        let component = "pays = \"rate\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ { from = 0.0, rate = 0.1 } ]\n\
                         [[component]]\nname = \"Count\"\npays = \"per_unit\"\nmeasure = \"deals\"\namount = 1_000\n\
                         paid = \"year\"\nmeasured = \"year\"\n";
        let team = format!("{ANY}\nstrategy = {{ new_acv = 0.5, deals = 0.5 }}");
        let loaded = company(2, 100_000, &team, 10_000, component);
        let model = Model::new(&loaded.company, &loaded.plans);
        let deals = [vec![(3, 100_000.0)], vec![(1, 20_000.0); 3]];
        let mut told = Vec::new();
        show(&model, &loaded, &deals, |seen| {
            let mut balance = Balance::new(&seen.subject);
            balance.add(seen);
            let figures = Balance::figures(&[&balance], &seen.subject);
            told = figures
                .iter()
                .map(|f| (f.definition.name, f.of.clone(), f.value().unwrap()))
                .collect();
        });
        let of = |end: &str| Some(end.to_owned());
        let expected = [
            ("pay_share", of("deals"), 0.2),
            ("pay_share", of("new_acv"), 0.8),
            ("marginal_pay_share", of("deals"), 1.0 / 3.0),
            ("marginal_pay_share", of("new_acv"), 2.0 / 3.0),
            ("strategy_gap", None, 0.3),
            ("marginal_strategy_gap", None, 1.0 / 6.0),
        ];
        assert_eq!(told.len(), expected.len());
        for ((name, of, value), expected) in told.iter().zip(expected) {
            assert_eq!((*name, of.clone()), (expected.0, expected.1));
            assert!((value - expected.2).abs() < 1e-9, "{name}: {value}");
        }
    }

    /// What is paid for a sum of a sale and its margin is for both, by their parts; what is paid for a weighted mean of
    /// attainments by the weights.
    #[test]
    fn what_looks_at_several_is_divided() {
        let component = "pays = \"rate\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ { from = 0.0, rate = 0.1 } ]\n\
                         [[measure]]\nname = \"both\"\nterms = [ { of = \"new_acv\" }, { of = \"deals\", factor = 1_000 } ]\n\
                         [[component]]\nname = \"Both\"\npays = \"rate\"\nmeasure = \"both\"\nquota = \"team\"\n\
                         paid = \"year\"\nmeasured = \"year\"\ntiers = [ { from = 0.0, rate = 0.1 } ]\n";
        let team = format!("{ANY}\nstrategy = {{ new_acv = 0.5, deals = 0.5 }}");
        let loaded = company(1, 100_000, &team, 10_000, component);
        let ends = Ends::new(
            &loaded.plans[0].components,
            loaded.company.strategy_of(0),
            &Names::of(&loaded.company),
        );
        let model = Model::new(&loaded.company, &loaded.plans);
        let mut told = Vec::new();
        show(&model, &loaded, &[vec![(3, 3_000.0)]], |seen| {
            let ledger = &seen.team_year().seats[0].ledger;
            let year = Months { from: 0, to: 12 };
            ends.components[1].share_out(ledger, year, |end, share| told.push((end, share)));
        });
        let [deals, sold] = [0, 1];
        assert_eq!(told, [(sold, 0.75), (deals, 0.25)]);
    }
}
