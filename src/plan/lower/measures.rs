//! Names of measures: built in, the plan's own, or a score.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::notes::Notes;
use super::{attainments, terms};
use crate::diagnostic::{Finding, element, join, nearest};
use crate::plan::{Additive, Measure, RatioMeasure, Term};
use crate::spec::plan as spec;

/// The measures that a plan's clauses may name.
pub(super) struct Measures {
    own: Vec<Own>,
    used: RefCell<BTreeSet<String>>,
}

/// A measure that the plan defines; without a measure where it was refused.
struct Own {
    name: String,
    path: String,
    /// A mean of attainments, which are of other measures.
    is_mean: bool,
    measure: Option<Measure>,
}

impl Measures {
    /// The plan's own measures, beside the built-in ones.
    pub fn lower(specs: &[spec::OwnMeasure], notes: &mut Notes) -> Self {
        let mut own: Vec<Own> = Vec::new();
        let mut means = Vec::new();
        for (index, spec) in specs.iter().enumerate() {
            let path = element("measure", index);
            let terms = terms_of(spec, &path, notes);
            if let Some(name) = own_name(spec, &path, &own, notes) {
                let measure = terms.map(|terms| Measure::Sum { name: name.clone(), terms });
                let is_mean = spec.attainments.is_some();
                if let Some(attainments) =
                    spec.attainments.as_ref().filter(|_| spec.terms.is_none())
                {
                    means.push((own.len(), attainments));
                }
                own.push(Own { name, path, is_mean, measure });
            }
        }
        let mut measures = Self { own, used: RefCell::default() };
        // A mean may be of any sum, those that stand after it included.
        for (place, attainments_of) in means {
            let Own { name, path, .. } = &measures.own[place];
            let path = join(path, "attainments");
            let parts = attainments::lower(attainments_of, &path, &measures, notes);
            let measure = parts.map(|parts| Measure::Attainments { name: name.clone(), parts });
            measures.own[place].measure = measure;
        }
        measures
    }

    /// The measure of a name, if it is no mean of attainments.
    pub fn single(&self, name: &str, path: &str, notes: &mut Notes) -> Option<Measure> {
        if self.own.iter().any(|own| own.is_mean && own.name == name) {
            let message =
                format!("`{name}` is a weighted mean itself, and there are no means of means");
            notes.push(
                Finding::error(path, message)
                    .help("list what it is made of, with weights that sum to 1"),
            );
            return None;
        }
        self.named(name, path, notes)
    }

    /// The measure of a name that stands at a path; `None` where it is refused, here or at its definition.
    pub fn named(&self, name: &str, path: &str, notes: &mut Notes) -> Option<Measure> {
        if let Some(additive) = Additive::from_name(name) {
            return Some(Measure::additive(additive));
        }
        if let Some(ratio) = RatioMeasure::from_name(name) {
            return Some(Measure::Ratio(ratio));
        }
        if let Some(own) = self.own.iter().find(|own| own.name == name) {
            self.used.borrow_mut().insert(name.to_owned());
            return own.measure.clone();
        }
        self.score(name, path, notes)
    }

    /// Any other name is that of a score, unless it looks like a slip of the pen.
    fn score(&self, name: &str, path: &str, notes: &mut Notes) -> Option<Measure> {
        let meant = nearest(name, self.known());
        if meant.is_none() && is_identifier(name) {
            return Some(Measure::Score(name.to_owned()));
        }
        notes.push(Finding::error(path, format!("there is no measure {name:?}")).help(
            match meant {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => {
                    "names of measures and scores have small letters, digits and `_`".to_owned()
                }
            },
        ));
        None
    }

    fn known(&self) -> impl Iterator<Item = &str> {
        built_in().chain(self.own.iter().map(|own| own.name.as_str()))
    }

    /// Warns of measures that are defined and that nothing looks at.
    pub fn warn_of_unused(&self, notes: &mut Notes) {
        let used = self.used.borrow();
        for own in self.own.iter().filter(|own| !used.contains(&own.name)) {
            let message =
                format!("the measure {:?} is defined, and no component looks at it", own.name);
            notes.push(Finding::warning(format!("{}.name", own.path), message));
        }
    }
}

/// The terms of a measure that is a sum.
fn terms_of(spec: &spec::OwnMeasure, path: &str, notes: &mut Notes) -> Option<Vec<Term>> {
    match (&spec.terms, &spec.attainments) {
        (Some(terms), None) => terms::lower(terms, path, notes),
        (None, Some(_)) => None,
        (Some(_), Some(_)) => {
            notes.push(
                Finding::error_at_key(
                    join(path, "attainments"),
                    "a measure of both `terms` and `attainments`",
                )
                .related(join(path, "terms"), "a sum")
                .help(
                    "`terms` are added up, `attainments` make a weighted mean: define two measures",
                ),
            );
            None
        }
        (None, None) => {
            notes.push(
                Finding::error(path, "a measure without `terms` or `attainments`").help(
                    "`terms` lists what is added up: terms = [ { of = \"new_acv\" }, … ]; `attainments` the \
                     attainments whose weighted mean it is",
                ),
            );
            None
        }
    }
}

fn built_in<'a>() -> impl Iterator<Item = &'a str> {
    Additive::ALL.iter().map(|m| m.name()).chain(RatioMeasure::ALL.iter().map(|m| m.name()))
}

fn own_name(
    spec: &spec::OwnMeasure,
    path: &str,
    before: &[Own],
    notes: &mut Notes,
) -> Option<String> {
    let at = format!("{path}.name");
    let name = notes.required(
        path,
        "name",
        spec.name.as_ref(),
        "the name by which components call the measure",
    )?;
    if !is_identifier(name) {
        notes.push(
            Finding::error(at, format!("{name:?} is no name of a measure"))
                .help("small letters, digits and `_`, a letter first, such as \"credited\""),
        );
        return None;
    }
    if built_in().any(|built_in| built_in == name) {
        notes.push(
            Finding::error(at, format!("`{name}` is a built-in measure"))
                .help("give the plan's own measure another name"),
        );
        return None;
    }
    if let Some(first) = before.iter().find(|own| own.name == *name) {
        notes.push(
            Finding::error(at, format!("two measures are called `{name}`"))
                .related(format!("{}.name", first.path), "the first")
                .help("add its terms to the first, or give it another name"),
        );
        return None;
    }
    Some(name.clone())
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, plan, with_component};
    use super::*;
    use crate::money::Decimal6;
    use crate::plan::{Condition, MonthSet};

    fn own(measure: &str) -> String {
        let component = with_component(
            "pays = \"rate\"\nmeasure = \"credited\"\ntiers = [ { from = 0, rate = 0.1 } ]",
        );
        format!("{component}\n[[measure]]\n{measure}")
    }

    #[test]
    fn own_measures_that_are_refused() {
        check(
            own,
            &[
                ("name = \"credited\"\nterms = []", &["measure[0].terms: a measure without terms"]),
                (
                    "name = \"credited\"\nterms = [ { of = \"new_avc\" }, { of = \"nrr\" }, { factor = 2 }, { of = \"credited\" } ]",
                    &[
                        "measure[0].terms[0].of: there is no built-in additive measure \"new_avc\"",
                        "measure[0].terms[1].of: `nrr` is a ratio, and ratios do not add up",
                        "measure[0].terms[2].of: `of` is missing",
                        "measure[0].terms[3].of: there is no built-in additive measure \"credited\"",
                    ],
                ),
                (
                    "name = \"credited\"\nterms = [ { of = \"deals\", months = [] }, { of = \"deals\", months = [0, 12, 13], factor = 0.0000001 } ]",
                    &[
                        "measure[0].terms[0].months: an empty list of months",
                        "measure[0].terms[1].factor: `factor` is 0.0000001, which has more than 6 decimals",
                        "measure[0].terms[1].months[0]: there is no month 0",
                        "measure[0].terms[1].months[2]: there is no month 13",
                    ],
                ),
                (
                    "name = \"credited\"\nterms = [ { of = \"deals\", where = { activity = \"x\", term_months_at_least = 0 } } ]",
                    &[
                        "key measure[0].terms[0].where.activity: the events of `deals` have no `activity`",
                        "measure[0].terms[0].where.term_months_at_least: `term_months_at_least` is 0, and must be from 1 to 600: a contract term of so many months",
                    ],
                ),
                (
                    "name = \"credited\"\nterms = [ { of = \"deals\" } ]\n[[measure]]\nname = \"credited\"\nterms = [ { of = \"deals\" } ]",
                    &["measure[1].name: two measures are called `credited`"],
                ),
                (
                    "name = \"credited\"\nterms = [ { of = \"deals\" } ]\n[[measure]]\nname = \"grr\"\nterms = [ { of = \"deals\" } ]",
                    &["measure[1].name: `grr` is a built-in measure"],
                ),
                (
                    "name = \"credited\"\nterms = [ { of = \"deals\" } ]\n[[measure]]\nname = \"other\"\nterms = [ { of = \"deals\" } ]",
                    &[
                        "measure[1].name: the measure \"other\" is defined, and no component looks at it",
                    ],
                ),
                (
                    "name = \"Credited ACV\"\nterms = [ { of = \"deals\" } ]",
                    &[
                        "measure[0].name: \"Credited ACV\" is no name of a measure",
                        "component[0].measure: a rate is paid on an amount or a count, and `credited` is a score",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn names_that_are_nearly_known_are_no_scores() {
        let bonus = |name: &str| {
            with_component(&format!(
                "pays = \"amount\"\namount = 1\nwhen = {{ measure = {name:?}, at_least = 1 }}"
            ))
        };
        check(
            bonus,
            &[
                ("csat", &[]),
                ("quality_2", &[]),
                ("new_arv", &["component[0].when.measure: there is no measure \"new_arv\""]),
                ("NRR", &["component[0].when.measure: there is no measure \"NRR\""]),
                (
                    "net promoter",
                    &["component[0].when.measure: there is no measure \"net promoter\""],
                ),
            ],
        );
    }

    #[test]
    fn terms_are_taken_as_written() {
        let term = "{ of = \"upsell_acv\", factor = -0.25, months = [4, 6], where = { term_months_at_least = 24 } }";
        let text = format!("{}[[measure]]\nname = \"m\"\nterms = [ {term} ]", around(""));
        let text = format!(
            "{text}\n[[component]]\nname = \"C\"\npays = \"per_unit\"\namount = 1\nmeasure = \"m\"\npaid = \"year\"\nmeasured = \"year\""
        );
        let expected = Term {
            of: Additive::UpsellAcv,
            factor: Decimal6(-250_000),
            months: MonthSet::from_numbers([4, 6]).unwrap(),
            condition: Condition { term_months_at_least: Some(24), ..Condition::default() },
        };
        assert_eq!(
            plan(&text).components[0].measure,
            Some(Measure::Sum { name: "m".to_owned(), terms: vec![expected] })
        );
    }
}
