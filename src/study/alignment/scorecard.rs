//! The page that a leader reads: the few figures of a plan that decide, each in a plain sentence.

use super::figure::{Definition, Figure, Unit};
use super::{Alignment, definitions};
use crate::statistics::Estimate;

/// A line of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreLine {
    /// The team, by its place in the company.
    pub team: usize,
    /// What it is about, in a word.
    pub about: &'static str,
    /// The figure that decides, by which plans compare.
    pub figure: &'static Definition,
    /// Its value; none where the sentence says what is missing.
    pub estimate: Option<Estimate>,
    /// What the figures say.
    pub sentence: String,
}

/// How an estimate in a unit is written.
pub type Written<'a> = &'a dyn Fn(&Estimate, Unit) -> String;

/// A team's page. What does not concern its plan is left out: a plan without deals to move has no line on timing.
pub fn scorecard(found: &Alignment, team: usize, written: Written<'_>) -> Vec<ScoreLine> {
    let page = Page { found, team, written };
    [
        page.line("value", "value_slope", page.value()),
        page.line("leverage", "leverage", page.leverage()),
        page.line("luck", "windfall_share", page.luck()),
        page.line("differences", "top_to_middle_fifth", page.differences()),
        page.line("reach", "target_reach", page.reach()),
        page.line("incentive", "next_percent", page.incentive()),
        page.line("cliffs", "cliff_share", page.cliffs()),
        page.line("resets", "timing_premium", page.resets()),
        page.line("timing", "tempted", page.timing()),
        page.line("lost sales", "lost_sales_pay_share", page.lost_sales()),
        page.line("shrunk books", "shrunk_book_pay_ratio", page.shrunk_books()),
        page.line("balance", "strategy_gap", page.balance()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

struct Page<'a> {
    found: &'a Alignment,
    team: usize,
    written: Written<'a>,
}

impl Page<'_> {
    /// A line on a figure: its sentence, else what is missing where that is for the reader to mend.
    fn line(&self, about: &'static str, name: &str, sentence: Option<String>) -> Option<ScoreLine> {
        let definition = definitions().find(|definition| definition.name == name)?;
        let figure = self.figure(name)?;
        let missing = || {
            let note = figure.note.as_deref()?;
            let is_to_be_stated = note.contains("[value]") || note.contains("[strategy]");
            is_to_be_stated.then(|| format!("Not known: {note}."))
        };
        let sentence = sentence.or_else(missing)?;
        let estimate = figure.estimate;
        Some(ScoreLine { team: self.team, about, figure: definition, estimate, sentence })
    }

    /// A figure of the whole plan; of plans on net retention what is of it.
    fn figure(&self, name: &str) -> Option<&Figure> {
        let of_nrr = |figure: &&Figure| {
            let is_it = figure.team == self.team && figure.definition.name == name;
            is_it && figure.of.as_deref() == Some("NRR")
        };
        let whole = self.found.figure(self.team, name);
        whole.or_else(|| self.found.figures.iter().find(of_nrr))
    }

    /// A figure as it is written.
    fn say(&self, name: &str) -> Option<String> {
        let figure = self.figure(name)?;
        figure.estimate.map(|estimate| (self.written)(&estimate, figure.definition.unit))
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.figure(name).and_then(Figure::value)
    }

    fn value(&self) -> Option<String> {
        let slope = self.say("value_slope")?;
        let follows = self.say("value_correlation").map_or(String::new(), |correlation| {
            format!("; pay follows value with a correlation of {correlation}")
        });
        Some(format!("A unit of value more brings a rep {slope} of pay{follows}."))
    }

    fn leverage(&self) -> Option<String> {
        let (leverage, upside) = (self.say("leverage")?, self.say("upside_share")?);
        Some(format!(
            "The result that one rep of ten exceeds pays {leverage} times the target; {upside} of pay is above target."
        ))
    }

    fn luck(&self) -> Option<String> {
        let [skill, market, luck] =
            ["skill_share", "market_share", "luck_share"].map(|share| self.say(share));
        Some(format!(
            "Of the spread of reps' pay {} is their own doing, {} the market's, {} luck.",
            skill?, market?, luck?
        ))
    }

    fn differences(&self) -> Option<String> {
        let top = self.say("top_to_middle_fifth")?;
        let low = self.say("low_performer_pay").map_or(String::new(), |low| {
            format!("; the fifth with the least results is paid {low} of target")
        });
        Some(format!("The best paid fifth gets {top} times what the middle fifth gets{low}."))
    }

    fn reach(&self) -> Option<String> {
        let target = self.say("target_reach")?;
        let capped = self
            .say("cap_reach")
            .map_or(String::new(), |capped| format!("; a cap cuts the pay of {capped}"));
        Some(format!("Target pay or more goes to {target} of reps{capped}."))
    }

    fn incentive(&self) -> Option<String> {
        let next = self.say("next_percent")?;
        let some = |name: &str| self.say(name).filter(|_| self.number(name) > Some(0.0));
        let given_up = some("gives_up").map_or(String::new(), |gives_up| {
            format!(", and nothing within reach pays {gives_up} of them more")
        });
        let nothing = some("nothing_more").map_or(String::new(), |nothing| {
            format!("; it pays {nothing} of reps nothing{given_up}")
        });
        let what = match self.figure("next_percent")?.of {
            None => "The next 1 % of quota",
            Some(_) => "1 % more of the ARR that a book had at the start",
        };
        Some(format!("{what} pays a rep {next}{nothing}."))
    }

    fn cliffs(&self) -> Option<String> {
        let share = self.number("cliff_share")?;
        if share == 0.0 {
            return Some("Pay has no cliffs where reps end.".to_owned());
        }
        Some(format!("{} of that incentive sits in cliffs.", self.say("cliff_share")?))
    }

    fn resets(&self) -> Option<String> {
        let premium = self.say("timing_premium")?;
        if self.number("timing_premium")? == 0.0 {
            return Some("Pay of a year does not depend on when in it sales close.".to_owned());
        }
        let one_quarter = self.say("pay_if_in_one_quarter").zip(self.say("pay_as_timed"));
        let one_quarter = one_quarter.map_or(String::new(), |(one, timed)| {
            format!("; all sales in one quarter would pay {one} instead of {timed}")
        });
        Some(format!("{premium} of pay is for when sales close, not for how much{one_quarter}."))
    }

    fn timing(&self) -> Option<String> {
        if self.number("tempted")? == 0.0 {
            return Some("No rep would gain by moving a deal across a month end.".to_owned());
        }
        let stake = self
            .say("timing_stake")
            .map_or(String::new(), |stake| format!("; {stake} a year is at stake for the team"));
        let tempted = self.say("tempted")?;
        Some(format!("{tempted} of reps would gain by moving one deal across a month end{stake}."))
    }

    fn lost_sales(&self) -> Option<String> {
        let lost = self.say("lost_sales_pay_share")?;
        let kept = self
            .say("lost_sales_pay_kept_share")
            .map_or(String::new(), |kept| format!("; {kept} stays with the reps after clawbacks"));
        Some(format!("{lost} of pay was for sales that churned within 12 months{kept}."))
    }

    fn shrunk_books(&self) -> Option<String> {
        let ratio = self.say("shrunk_book_pay_ratio")?;
        let share = self.say("shrunk_book_reps")?;
        Some(format!(
            "The book of {share} of reps shrank: they are paid {ratio} times what others are."
        ))
    }

    fn balance(&self) -> Option<String> {
        let is_it = |figure: &&Figure| {
            figure.team == self.team && figure.definition.name == "pay_share" && figure.of.is_some()
        };
        let mut shares: Vec<(&str, Estimate)> = self
            .found
            .figures
            .iter()
            .filter(is_it)
            .filter_map(|figure| Some((figure.of.as_deref()?, figure.estimate?)))
            .filter(|(_, estimate)| estimate.value > 0.0)
            .collect();
        shares.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
        let named = |(end, estimate): &(&str, Estimate)| {
            format!("{} for {}", (self.written)(estimate, Unit::Share), end.replace('_', " "))
        };
        let spread = shares.iter().map(named).collect::<Vec<_>>().join(", ");
        let gap = self.say("strategy_gap")?;
        Some(format!("Pay is {spread}: {gap} of it is off what leadership wants."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Interval;

    fn found(figures: &[(&str, Option<&str>, Result<f64, &str>)]) -> Alignment {
        let figure = |(name, of, value): &(&str, Option<&str>, Result<f64, &str>)| {
            let definition = definitions().find(|definition| definition.name == *name).unwrap();
            let figure = match value {
                Ok(value) => {
                    let interval = Interval::around(*value, 0.01);
                    Figure::new(0, definition, Estimate::with_interval(*value, interval, 9))
                }
                Err(note) => Figure::missing(0, definition, *note),
            };
            of.map_or(figure.clone(), |of| figure.of(of))
        };
        let figures = figures.iter().map(figure).collect();
        Alignment { years: 20, figures, profile: Vec::new(), timing: Vec::new() }
    }

    #[test]
    fn figures_make_sentences_and_what_is_missing_is_said() {
        let found = found(&[
            ("value_slope", None, Err("add [value] to the company file")),
            ("leverage", None, Err("the team has no quota")),
            ("target_reach", None, Ok(0.4)),
            ("next_percent", Some("NRR"), Ok(2_000.0)),
            ("nothing_more", Some("NRR"), Ok(0.3)),
            ("gives_up", Some("NRR"), Ok(0.0)),
            ("cliff_share", None, Ok(0.0)),
            ("pay_share", Some("growth"), Ok(0.25)),
            ("pay_share", Some("new_business"), Ok(0.75)),
            ("pay_share", Some("scores"), Ok(0.0)),
            ("strategy_gap", None, Ok(0.25)),
        ]);
        let written =
            |estimate: &Estimate, unit: Unit| format!("{} {}", estimate.value, unit.name());
        let page = scorecard(&found, 0, &written);
        let lines: Vec<(&str, &str)> =
            page.iter().map(|line| (line.about, line.sentence.as_str())).collect();
        assert_eq!(
            lines,
            [
                ("value", "Not known: add [value] to the company file."),
                ("reach", "Target pay or more goes to 0.4 share of reps."),
                (
                    "incentive",
                    "1 % more of the ARR that a book had at the start pays a rep 2000 currency; it pays 0.3 share of reps nothing."
                ),
                ("cliffs", "Pay has no cliffs where reps end."),
                (
                    "balance",
                    "Pay is 0.75 share for new business, 0.25 share for growth: 0.25 share of it is off what leadership wants."
                ),
            ]
        );
        assert_eq!(page[0].estimate, None);
        assert_eq!(
            (page[1].figure.name, page[1].estimate.map(|e| e.value)),
            ("target_reach", Some(0.4))
        );
        assert!(scorecard(&found, 1, &written).is_empty());
    }
}
