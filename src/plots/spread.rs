//! A number with its error, in the words of titles, sentences and labels: rounded as on the screens, to two digits of the
//! error.

use super::amounts::{Currency, decimals_of_amount, percent, signed};
use super::facts::number;
use crate::digits::{Shown, shown};
use crate::statistics::{Estimate, Interval};
use crate::tables::Table;

/// A value and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    /// The value.
    pub value: f64,
    /// The ends of the 95 % interval; none where it is exact or not known.
    pub interval: Option<(f64, f64)>,
}

/// A number in words, and how far it may be off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The number with its unit, with no more digits than the error carries.
    pub value: String,
    /// Half the interval, such as `± 5,100`; none where the number is exact or its error is not known.
    pub error: Option<String>,
}

impl Spread {
    /// A number of a row, by the columns of its value and of the ends of its interval.
    pub fn of(table: &Table, row: usize, [value, low, high]: [&str; 3]) -> Option<Self> {
        let of = |column| number(table, column, row);
        Some(Self { value: of(value)?, interval: of(low).zip(of(high)) })
    }

    /// An exact number.
    pub const fn exact(value: f64) -> Self {
        Self { value, interval: None }
    }

    /// A number that is known within so much on both sides.
    pub fn within(value: f64, half_width: f64) -> Self {
        Self { value, interval: Some((value - half_width, value + half_width)) }
    }

    /// The sum of numbers, each times its weight. Its interval is as wide as if all were off the same way at once, so
    /// that it is no narrower than the true one: a standard error of a sum is at most the sum of the standard errors.
    pub fn sum(parts: impl Iterator<Item = (f64, Self)>) -> Self {
        let (value, half_width) = parts.fold((0.0, 0.0), |(value, half_width), (weight, part)| {
            (value + weight * part.value, half_width + weight.abs() * part.half_width())
        });
        if half_width > 0.0 { Self::within(value, half_width) } else { Self::exact(value) }
    }

    /// The number as a share of another one that is taken as exact.
    pub fn relative_to(self, base: f64) -> Self {
        let share = |(low, high): (f64, f64)| {
            let (low, high) = (low / base, high / base);
            (low.min(high), low.max(high))
        };
        Self { value: self.value / base, interval: self.interval.map(share) }
    }

    /// Its size, whatever its sign.
    pub fn size(self) -> Self {
        if self.value < 0.0 { self.relative_to(-1.0) } else { self }
    }

    /// Half the interval; 0 of an exact number.
    pub fn half_width(&self) -> f64 {
        self.interval.map_or(0.0, |(low, high)| (high - low) / 2.0)
    }

    /// The values that the axis must reach.
    pub fn reach(&self) -> [f64; 3] {
        let (low, high) = self.interval.unwrap_or((self.value, self.value));
        [low, self.value, high]
    }

    /// As an amount.
    pub fn amount(&self, currency: &Currency) -> Stated {
        match self.rounded(1.0, decimals_of_amount(self.value)) {
            Some((value, error)) => Stated { value: currency.with(&value), error: Some(error) },
            None => Stated { value: currency.amount(self.value), error: None },
        }
    }

    /// As a difference of amounts, with its sign also above zero.
    pub fn difference(&self, currency: &Currency) -> Stated {
        signed(self.value, self.amount(currency))
    }

    /// As a share in per cent.
    pub fn percent(&self) -> Stated {
        let (size, error) = (100.0 * self.value.abs(), 100.0 * self.half_width());
        let decimals = if size < 1.0 || error < 0.05 { 2 } else { 1 };
        match self.rounded(100.0, decimals) {
            Some((value, error)) => Stated { value: format!("{value}\u{A0}%"), error: Some(error) },
            None => Stated { value: percent(self.value), error: None },
        }
    }

    /// As a change in per cent, with its sign also above zero.
    pub fn percent_more(&self) -> Stated {
        signed(self.value, self.percent())
    }

    /// Value and error times a factor, rounded to two digits of the error; none without an error.
    pub fn rounded(&self, factor: f64, decimals: usize) -> Option<(String, String)> {
        let (low, high) = self.interval.filter(|(low, high)| low < high)?;
        let interval = Interval::new(low, high);
        let Shown { value, error } =
            shown(&Estimate { value: self.value, interval, n: 0 }, factor, decimals);
        let value = value.replace('-', super::amounts::MINUS);
        Some((value, error.replace(' ', "\u{A0}")))
    }
}

impl From<Estimate> for Spread {
    fn from(estimate: Estimate) -> Self {
        let interval = estimate.interval.map(|interval| (interval.low, interval.high));
        Self { value: estimate.value, interval }
    }
}

impl Stated {
    /// Within a sentence: `$1,523,300 (± 5,200)`.
    pub fn in_sentence(&self) -> String {
        self.with(|error| format!(" ({error})"))
    }

    /// Within a sentence, where the error is a bound: `$3,850 (± 190 at most)`.
    pub fn in_sentence_at_most(&self) -> String {
        self.with(|error| format!(" ({error} at most)"))
    }

    /// Beside a mark or in a table: `$1,523,300 ± 5,200`.
    pub fn beside(&self) -> String {
        self.with(|error| format!(" {error}"))
    }

    fn with(&self, error: impl Fn(&str) -> String) -> String {
        self.value.clone() + &self.error.as_deref().map_or(String::new(), error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars() -> Currency {
        Currency("USD".into())
    }

    #[test]
    fn amounts_are_rounded_to_their_error() {
        for (value, error, text) in [
            (1_523_324.4, 5_178.0, "$1,523,300 (± 5,200)"),
            (1_523_324.4, 512_345.0, "$1,520,000 (± 510,000)"),
            (-28_490.2, 823.0, "−$28,490 (± 820)"),
            (-44.0, 2_500.0, "$0 (± 2,500)"),
            (4.127, 0.0321, "$4.13 (± 0.03)"),
        ] {
            let stated = Spread::within(value, error).amount(&dollars());
            assert_eq!(stated.in_sentence().replace('\u{A0}', " "), text);
        }
        let stated = Spread::within(28_490.2, 823.0).difference(&Currency("EUR".into()));
        assert_eq!(stated.beside().replace('\u{A0}', " "), "+EUR 28,490 ± 820");
    }

    #[test]
    fn shares_are_rounded_to_their_error() {
        for (share, error, text) in [
            (0.293_1, 0.008_9, "29.3 % (± 0.9)"),
            (0.293_1, 0.089, "29.3 % (± 8.9)"),
            (0.293_1, 0.12, "29 % (± 12)"),
            (0.171_9, 0.000_31, "17.19 % (± 0.03)"),
            (0.004_2, 0.001_26, "0.42 % (± 0.13)"),
        ] {
            let stated = Spread::within(share, error).percent();
            assert_eq!(stated.in_sentence().replace('\u{A0}', " "), text);
        }
        let more = Spread::within(-0.05, 0.002).percent_more();
        assert_eq!(more.value.replace('\u{A0}', " "), "−5.0 %");
    }

    #[test]
    fn what_is_exact_stands_alone() {
        for exact in [Spread::exact(1_523_324.4), Spread::within(1_523_324.4, 0.0)] {
            assert_eq!(exact.amount(&dollars()).in_sentence(), "$1.52\u{A0}million");
        }
        assert_eq!(Spread::exact(0.05).percent_more().beside(), "+5\u{A0}%");
        for (exact, text) in [(950.0, "+$950"), (-950.0, "−$950"), (0.0, "$0")] {
            assert_eq!(Spread::exact(exact).difference(&dollars()).beside(), text);
        }
    }

    /// 3 × (10 ± 1) − 2 × (5 ± 2) is 20, off by 3 + 4 at most.
    #[test]
    fn a_sum_is_off_by_no_more_than_its_parts() {
        let parts = [(3.0, Spread::within(10.0, 1.0)), (-2.0, Spread::within(5.0, 2.0))];
        assert_eq!(Spread::sum(parts.into_iter()), Spread::within(20.0, 7.0));
        let exact = [(1.0, Spread::exact(2.0))];
        assert_eq!(Spread::sum(exact.into_iter()), Spread::exact(2.0));
        let share = Spread::within(-30.0, 5.0).relative_to(-100.0);
        assert_eq!((share.value, share.interval), (0.3, Some((0.25, 0.35))));
    }
}
