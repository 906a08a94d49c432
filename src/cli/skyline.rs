//! The years by their cost, as a few lines of blocks.

use super::digits::grouped;
use crate::statistics::Histogram;

/// Lines of blocks.
const HEIGHT: usize = 4;
/// Parts of a line, from a sliver to full.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Blanks between two labels of the axis, at least.
const BETWEEN: usize = 1;

/// The skyline with its axis, and a mark below it at the budget, if that is in sight. None where the width has no room
/// for it.
pub(super) fn skyline(
    histogram: &Histogram,
    budget: Option<f64>,
    width: Option<usize>,
) -> Option<String> {
    let bins = histogram.counts.len();
    let most = *histogram.counts.iter().max()?;
    let axis = Axis::of(histogram);
    if width.is_some_and(|width| width < axis.width().max(bins)) {
        return None;
    }
    let mut lines: Vec<String> = (0..HEIGHT)
        .rev()
        .map(|line| histogram.counts.iter().map(|count| block(*count, most, line)).collect())
        .collect();
    lines.extend(axis.lines(bins));
    if let Some((place, budget)) = budget.and_then(|at| Some((histogram.bin_of(at)?, at))) {
        lines.push(format!("{}▲ budget {}", " ".repeat(place), grouped(budget)));
    }
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    Some(trimmed.join("\n"))
}

/// What a column shows in a line, from 0 at the bottom. What is not nothing shows.
fn block(count: u64, most: u64, line: usize) -> char {
    let parts = BLOCKS.len() as u64;
    let height = (count * parts * HEIGHT as u64).div_ceil(most);
    match height.saturating_sub(line as u64 * parts) {
        0 => ' ',
        part => BLOCKS[(part.min(parts) - 1) as usize],
    }
}

/// Round amounts below the columns.
struct Axis {
    /// Columns and what their lower edges are.
    labels: Vec<(usize, String)>,
}

impl Axis {
    fn of(histogram: &Histogram) -> Self {
        /// How many columns there may be from one label to the next.
        const STEPS: [i64; 7] = [2, 4, 5, 10, 20, 25, 50];
        let bins = histogram.counts.len();
        let labels = |step: i64| -> Vec<(usize, String)> {
            let is_round = |bin: &usize| (histogram.first + *bin as i64).rem_euclid(step) == 0;
            (0..bins).filter(is_round).map(|bin| (bin, grouped(histogram.edge(bin)))).collect()
        };
        let has_room = |labels: &Vec<(usize, String)>| {
            labels.windows(2).all(|pair| {
                let end = pair[0].0 + pair[0].1.chars().count();
                end + BETWEEN <= pair[1].0
            })
        };
        Self { labels: STEPS.into_iter().map(labels).find(has_room).unwrap_or_default() }
    }

    /// The axis, with a tick at every label, and the labels, each beginning at its tick.
    fn lines(&self, bins: usize) -> [String; 2] {
        let is_tick = |bin| self.labels.iter().any(|(place, _)| *place == bin);
        let ticks = (0..bins).map(|bin| if is_tick(bin) { '┬' } else { '─' }).collect();
        let mut words = String::new();
        for (place, label) in &self.labels {
            let blanks = place.saturating_sub(words.chars().count());
            words.extend(std::iter::repeat_n(' ', blanks));
            words += label;
        }
        [ticks, words]
    }

    fn width(&self) -> usize {
        self.labels.last().map_or(0, |(place, label)| place + label.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: Vec<u64>) -> Histogram {
        Histogram { width: 50_000.0, first: 18, counts, below: 0, above: 0 }
    }

    /// 32 parts of the highest column: 32 of 32 is full, 16 are two lines, 1 and less a sliver, 0 nothing.
    #[test]
    fn columns_are_as_high_as_their_share() {
        let drawn = skyline(&of(vec![1, 0, 16, 32, 9, 20]), None, None).unwrap();
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines[..4], ["   █", "   █ ▄", "  ██▁█", "▁ ████"]);
        assert_eq!(lines[4], "──┬───");
        assert_eq!(lines[5], "  1,000,000");
    }

    #[test]
    fn the_budget_stands_below_its_column() {
        let histogram = of(vec![1; 40]);
        let drawn = skyline(&histogram, Some(1_650_000.0), None).unwrap();
        let mark = drawn.lines().last().unwrap();
        // From 900,000 in steps of 50,000: column 15 from 0.
        assert_eq!(mark, format!("{}▲ budget 1,650,000", " ".repeat(15)));
        for out_of_sight in [0.0, 9e9] {
            let drawn = skyline(&histogram, Some(out_of_sight), None).unwrap();
            assert!(!drawn.contains("budget"));
        }
    }

    #[test]
    fn labels_do_not_touch_and_a_narrow_screen_has_none_of_it() {
        let histogram = of(vec![3; 48]);
        let drawn = skyline(&histogram, None, Some(80)).unwrap();
        let labels = drawn.lines().last().unwrap();
        assert!(labels.split_whitespace().count() >= 2, "{drawn}");
        assert!(labels.split_whitespace().all(|label| label.ends_with("00,000")), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= 80), "{drawn}");
        assert_eq!(skyline(&histogram, None, Some(40)), None);
    }
}
