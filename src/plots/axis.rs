//! Axes: where values lie, and what stands beside them.

use super::amounts::{Currency, grouped};

/// What an axis counts in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Quantity {
    /// A currency.
    Money(Currency),
    /// Shares, shown in per cent.
    Share,
    /// Numbers as they are.
    Number,
}

/// An axis before it is known how long it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    /// What it shows, without the unit.
    pub title: String,
    /// What it counts in.
    pub of: Quantity,
    /// Its ends.
    pub ends: (f64, f64),
    /// Whether equal distances are equal ratios.
    pub ratios: bool,
    /// Where values stand; none: where it suits.
    pub marked: Option<Vec<(f64, String)>>,
}

impl Axis {
    /// An axis of equal distances between two different ends.
    pub fn new(title: impl Into<String>, of: Quantity, ends: (f64, f64)) -> Self {
        Self { title: title.into(), of, ends, ratios: false, marked: None }
    }

    /// The same with values at these places.
    pub fn marked(self, marked: Vec<(f64, String)>) -> Self {
        Self { marked: Some(marked), ..self }
    }

    /// The same with equal distances for equal ratios; its ends are above 0.
    pub fn of_ratios(self) -> Self {
        Self { ratios: true, ..self }
    }

    /// The same without values.
    pub fn bare(self) -> Self {
        self.marked(Vec::new())
    }

    /// The title with the unit.
    pub fn heading(&self) -> String {
        match &self.of {
            Quantity::Money(currency) => {
                let (_, unit) = currency.unit(self.largest());
                if unit.is_empty() { self.title.clone() } else { format!("{}, {unit}", self.title) }
            }
            Quantity::Share | Quantity::Number => self.title.clone(),
        }
    }

    /// No more than so many values, evenly apart in round steps, with their text.
    pub fn values(&self, most: usize) -> Vec<(f64, String)> {
        let (low, high) = self.ends;
        let within = |value: &f64| (low..=high).contains(value);
        if let Some(marked) = &self.marked {
            let every = marked.len().div_ceil(most.max(1)).max(1);
            return marked.iter().filter(|(at, _)| within(at)).step_by(every).cloned().collect();
        }
        if self.ratios {
            return self.powers(most);
        }
        let step = round_step((high - low) / most.max(1) as f64);
        let first = (low / step).ceil() as i64;
        let last = (high / step).floor() as i64;
        let decimals =
            |unit: f64| (0..9).find(|&d| is_whole(step / unit * 10_f64.powi(d))).unwrap_or(9);
        (first..=last)
            .map(|number| {
                let value = number as f64 * step;
                let text = match &self.of {
                    Quantity::Money(currency) => {
                        let (unit, _) = currency.unit(self.largest());
                        grouped(value / unit, decimals(unit) as usize)
                    }
                    Quantity::Share => {
                        format!("{} %", grouped(100.0 * value, decimals(0.01) as usize))
                    }
                    Quantity::Number => grouped(value, decimals(1.0) as usize),
                };
                (value, text)
            })
            .collect()
    }

    /// Powers of ten, and twice and five times these where there is room.
    fn powers(&self, most: usize) -> Vec<(f64, String)> {
        let (low, high) = self.ends;
        let of = |steps: &[f64]| -> Vec<f64> {
            let powers = low.log10().floor() as i32..=high.log10().ceil() as i32;
            let all =
                powers.flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
            all.filter(|value| (low * 0.999..=high * 1.001).contains(value)).collect()
        };
        let choices = [of(&[1.0, 2.0, 5.0]), of(&[1.0])];
        let chosen = choices.iter().find(|values| values.len() <= most).unwrap_or(&choices[1]);
        let every = chosen.len().div_ceil(most.max(1)).max(1);
        let text = |value: f64| match self.of {
            Quantity::Share => super::amounts::percent(value),
            _ => grouped(value, (-value.log10().floor()).max(0.0) as usize),
        };
        chosen.iter().step_by(every).map(|value| (*value, text(*value))).collect()
    }

    fn largest(&self) -> f64 {
        self.ends.0.abs().max(self.ends.1.abs())
    }
}

/// The next round number from there: 1, 2 or 5 times a power of ten, or 2.5 times one.
pub(super) fn round_step(least: f64) -> f64 {
    let power = 10_f64.powi(least.log10().floor() as i32);
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let step = steps.iter().find(|step| least <= *step * power * (1.0 + 1e-9));
    step.copied().unwrap_or(10.0) * power
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6 * number.abs().max(1.0)
}

/// Ends of an axis for these values: from the least to the largest, from 0 where that is asked for, and some room
/// about values that are all alike. None where there is no value.
pub(super) fn ends(
    values: impl IntoIterator<Item = f64>,
    from_nothing: bool,
) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|value| value.is_finite());
    let span = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), span);
    if low > high {
        return None;
    }
    let (low, high) = if from_nothing { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    if low < high {
        // Values that differ by less than their rounding are alike.
        let least = 1e-9 * low.abs().max(high.abs());
        if high - low > least {
            return Some((low, high));
        }
    }
    let room = if low == 0.0 { 1.0 } else { 0.05 * low.abs() };
    Some(if from_nothing && low == 0.0 { (0.0, room) } else { (low - room, high + room) })
}

/// The same ends with a share of their distance added on both sides.
pub(super) fn with_room((low, high): (f64, f64), share: f64) -> (f64, f64) {
    let room = share * (high - low);
    (low - room, high + room)
}

/// Values along a stretch of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    ends: (f64, f64),
    places: (f64, f64),
    ratios: bool,
}

impl Scale {
    /// An axis along the page from one place to another.
    pub fn new(axis: &Axis, places: (f64, f64)) -> Self {
        Self { ends: axis.ends, places, ratios: axis.ratios }
    }

    /// Where a value lies; beyond an end, at it.
    pub fn place(&self, value: f64) -> f64 {
        let of = |value: f64| if self.ratios { value.ln() } else { value };
        let (low, high) = (of(self.ends.0), of(self.ends.1));
        let share = (of(value.clamp(self.ends.0, self.ends.1)) - low) / (high - low);
        self.places.0 + share * (self.places.1 - self.places.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(axis: &Axis, most: usize) -> Vec<String> {
        axis.values(most).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn values_stand_at_round_steps() {
        let money = |ends| Axis::new("pay", Quantity::Money(Currency("USD".into())), ends);
        assert_eq!(texts(&money((0.9e6, 2.1e6)), 6), ["1.0", "1.2", "1.4", "1.6", "1.8", "2.0"]);
        assert_eq!(money((0.9e6, 2.1e6)).heading(), "pay, $ million");
        assert_eq!(texts(&money((0.0, 60_000.0)), 4), ["0", "20", "40", "60"]);
        assert_eq!(texts(&money((-500.0, 500.0)), 4), ["−500", "−250", "0", "250", "500"]);
        let share = Axis::new("share", Quantity::Share, (0.0, 0.1));
        assert_eq!(texts(&share, 4), ["0.0 %", "2.5 %", "5.0 %", "7.5 %", "10.0 %"]);
    }

    #[test]
    fn ratios_stand_at_powers() {
        let years = Axis::new("years", Quantity::Number, (100.0, 10_000.0)).of_ratios();
        assert_eq!(texts(&years, 4), ["100", "1,000", "10,000"]);
        assert_eq!(texts(&years, 9), ["100", "200", "500", "1,000", "2,000", "5,000", "10,000"]);
        let scale = Scale::new(&years, (0.0, 200.0));
        assert!((scale.place(1_000.0) - 100.0).abs() < 1e-9);
        assert_eq!(scale.place(5.0), 0.0, "beyond an end, at it");
    }

    #[test]
    fn values_that_are_alike_have_room() {
        assert_eq!(ends([], true), None);
        assert_eq!(ends([f64::NAN], false), None);
        assert_eq!(ends([0.0, 0.0], true), Some((0.0, 1.0)));
        assert_eq!(ends([100.0, 100.0], false), Some((95.0, 105.0)));
        assert_eq!(ends([100.0, 100.0], true), Some((0.0, 100.0)));
        assert_eq!(ends([1.0, 3.0], false), Some((1.0, 3.0)));
    }
}
