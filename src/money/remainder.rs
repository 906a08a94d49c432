//! Amounts shared out in whole cents.

use super::Cents;

/// Shares an amount by weight, each share with a number that nothing rests on: whole cents by largest remainder,
/// ties in the order given.
pub fn largest_remainder(due: Cents, shares: &[(usize, i128)]) -> Vec<Cents> {
    let due = i128::from(due.0);
    let total: i128 = shares.iter().map(|(_, weight)| weight).sum();
    if total == 0 {
        return vec![Cents::ZERO; shares.len()];
    }
    let mut amounts: Vec<i128> =
        shares.iter().map(|(_, weight)| (due * weight).div_euclid(total)).collect();
    let left = due - amounts.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| -(due * shares[*i].1).rem_euclid(total));
    for i in order.into_iter().take(left.max(0) as usize) {
        amounts[i] += 1;
    }
    amounts.into_iter().map(|cents| Cents(cents as i64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_left_over_go_to_the_largest_remainders_in_roster_order() {
        for (due, weights, expected) in [
            (2_000_000, vec![1, 1, 1, 1], vec![500_000; 4]),
            (100, vec![1, 1, 1], vec![34, 33, 33]),
            (100, vec![1, 2, 3], vec![17, 33, 50]),
            (-100, vec![1, 1, 1], vec![-33, -33, -34]),
            (1, vec![0, 5], vec![0, 1]),
        ] {
            let shares: Vec<(usize, i128)> = weights.iter().copied().enumerate().collect();
            let cents: Vec<i64> =
                largest_remainder(Cents(due), &shares).iter().map(|c| c.0).collect();
            assert_eq!(cents, expected, "{due} by {weights:?}");
        }
    }
}
