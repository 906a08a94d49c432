//! Numbers that were computed, written as people would write them.

/// Keys whose numbers count something and are whole.
const COUNTS: [&str; 28] = [
    "headcount",
    "starts",
    "years",
    "seed",
    "history_months",
    "vacant_months",
    "lag_months",
    "after_months",
    "within_months",
    "months",
    "month",
    "after",
    "from_month",
    "start_month",
    "end_month",
    "leave_from",
    "leave_months",
    "quota_from",
    "payment_lag",
    "term_months_at_least",
    "term_months_at_most",
    "format",
    "n",
    "recovery_start",
    "recover_months",
    "days_to_close_at_most",
    "within",
    "step",
];

/// Whether the number at a path counts something: headcounts, months.
pub fn is_count(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let key = last.split('[').next().unwrap_or(last);
    COUNTS.contains(&key)
}

/// The number without the tail that binary fractions leave: six decimals, two from 1,000 up, nine significant digits
/// below a thousandth.
pub fn tidy(number: f64) -> f64 {
    let size = number.abs();
    let text = match size {
        _ if size >= 1_000.0 => format!("{number:.2}"),
        _ if size >= 0.001 => format!("{number:.6}"),
        _ => format!("{number:.8e}"),
    };
    text.parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_as_on_paper() {
        for (number, expected) in [
            (0.95 * 1.1, 1.045),
            (0.1 + 0.2, 0.3),
            (500_000.0 * 1.1, 550_000.0),
            (60_000.55 * 1.013, 60_780.56),
            (0.08 * 0.9, 0.072),
            (0.000_012_3 * 1.1, 0.000_013_53),
            (-0.5 * 1.1, -0.55),
            (0.0, 0.0),
        ] {
            assert_eq!(tidy(number), expected);
        }
    }

    #[test]
    fn counts_are_known_by_their_keys() {
        for (path, count) in [
            ("team.AE.headcount", true),
            ("team[0].starts[3]", true),
            ("team.AE.turnover.vacant_months", true),
            ("team.AE.quota", false),
            ("team.AE.deals.term_months.12", false),
            ("plan.AE.component[0].clawback.within_months", true),
        ] {
            assert_eq!(is_count(path), count, "{path}");
        }
    }
}
