//! What a payment looks at: the result of a window, what it is made of, the quota, the attainment.

use super::{Figure, Line, months_in_words};
use crate::money::Fraction;
use crate::payout::Working;
use crate::plan::{Component, Measure, RatioMeasure, Unit};

/// What a payment looks at in one window.
pub(super) struct Looked {
    /// Months of the plan year, from 1: the window's first, and the last whose results are known.
    from: i64,
    to: i64,
    quotient: Option<(i128, i128)>,
    result: Option<Fraction>,
    counted: Option<Fraction>,
    quota: Option<WindowQuota>,
    attainment: Option<Fraction>,
}

/// The quota that a window's result is held against.
#[derive(Clone, Copy)]
struct WindowQuota {
    /// A year, unramped.
    yearly: Fraction,
    /// A year, by the end of the window, where it changes in it.
    then: Option<Fraction>,
    /// Of the window.
    quota: Fraction,
}

impl Looked {
    pub const fn new(from: i64, to: i64) -> Self {
        Self {
            from,
            to,
            quotient: None,
            result: None,
            counted: None,
            quota: None,
            attainment: None,
        }
    }

    pub fn add(&mut self, working: Working) {
        match working {
            // The first is the component's own measure; conditions are read after it.
            Working::Quotient { numerator, denominator } if self.quotient.is_none() => {
                self.quotient = Some((numerator, denominator));
            }
            Working::Result(result) => self.result = result,
            Working::Counted(counted) => self.counted = Some(counted),
            Working::Quota { yearly, then, quota } => {
                self.quota = Some(WindowQuota { yearly, then, quota });
            }
            Working::Attainment(attainment) => self.attainment = attainment,
            _ => {}
        }
    }

    /// Its first month, and its result.
    pub const fn window(&self) -> (i64, Option<Fraction>) {
        (self.from, self.result)
    }

    /// `New ACV 53,411.20 in months 1–2, 10.68 % of the quota of 500,000.00.`
    pub fn sentence(&self, component: &Component) -> String {
        let measure = component.looked_at();
        let mut words = result_of(measure, self.result);
        if let Some(parts) = self.quotient_in_words(measure) {
            words += &parts;
        }
        words += &format!(" in {}", self.months());
        if let Some(counted) = self.counted {
            let unit = measure.map_or(Unit::Money, Measure::unit);
            words += &format!(", of which {} count", Figure { value: counted, unit }.text());
        }
        match (self.attainment, self.quota, component.goal) {
            (Some(attainment), Some(WindowQuota { quota, .. }), _) => {
                let unit = measure.map_or(Unit::Money, Measure::unit);
                words += &format!(
                    ": {} of the quota of {}",
                    Figure::share(attainment).text(),
                    Figure { value: quota, unit }.text()
                );
            }
            (Some(attainment), None, Some(_)) => {
                words += &format!(": {} of the goal", Figure::share(attainment).text());
            }
            _ if component.quota.is_some() => words += ", without a quota",
            _ => {}
        }
        words
    }

    pub fn lines(
        &self,
        component: &Component,
        line: &dyn Fn(&'static str, String) -> Line,
    ) -> Vec<Line> {
        let measure = component.looked_at();
        let unit = measure.map_or(Unit::Money, Measure::unit);
        let of = |value| Some(Figure { value, unit });
        let noun = measure.map_or_else(String::new, Measure::noun);
        let parts = self.quotient_in_words(measure).unwrap_or_default();
        let what = format!("{noun}{parts} in {}", self.months());
        let mut lines = vec![Line { quantity: self.result.and_then(of), ..line("result", what) }];
        if let Some(counted) = self.counted {
            let what = format!("{noun} that counts");
            lines.push(Line { quantity: of(counted), ..line("counted", what) });
        }
        if let Some(WindowQuota { yearly, then, quota }) = self.quota {
            let text = |value| Figure { value, unit }.text();
            let what = match then {
                Some(then) => format!(
                    "quota of the window, of {} and then {} a year",
                    text(yearly),
                    text(then)
                ),
                None if yearly == quota => "quota of the window".to_owned(),
                None => format!("quota of the window, of {} a year", text(yearly)),
            };
            lines.push(Line { quantity: of(quota), ..line("quota", what) });
        }
        if let Some(attainment) = self.attainment {
            let what = "attainment".to_owned();
            let quantity = Some(Figure::share(attainment));
            lines.push(Line { quantity, ..line("attainment", what) });
        }
        lines
    }

    fn months(&self) -> String {
        months_in_words(self.from, self.to)
    }

    /// The two numbers of a quotient, where they say something that a person can check.
    fn quotient_in_words(&self, measure: Option<&Measure>) -> Option<String> {
        let (numerator, denominator) =
            self.quotient.filter(|(_, denominator)| *denominator != 0)?;
        let Measure::Ratio(ratio) = measure? else {
            return None;
        };
        let unit = match ratio {
            RatioMeasure::Nrr
            | RatioMeasure::Grr
            | RatioMeasure::SoldGrr
            | RatioMeasure::RenewalRate => Unit::Money,
            RatioMeasure::AverageDealSize | RatioMeasure::DaysToClose => return None,
            RatioMeasure::LogoRetention
            | RatioMeasure::SoldLogoRetention
            | RatioMeasure::ExpansionRate
            | RatioMeasure::ConversionRate => Unit::Count("", ""),
        };
        let figure = |hundredths: i128| {
            let value = Fraction::whole(hundredths) * Fraction::HUNDREDTH;
            Figure { value, unit }.text()
        };
        Some(format!(" ({} ÷ {})", figure(numerator), figure(denominator)))
    }
}

/// A result of a measure in words.
pub(super) fn result_of(measure: Option<&Measure>, value: Option<Fraction>) -> String {
    let noun = measure.map_or_else(|| "the result".to_owned(), Measure::noun);
    let unit = measure.map_or(Unit::Plain, Measure::unit);
    match value {
        Some(value) => format!("{noun} {}", Figure { value, unit }.text()),
        None => format!("{noun} has no value"),
    }
}
