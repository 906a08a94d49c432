//! What the months that are over say of one rep: how much happened, and how much was to be expected.
//!
//! In the model what a rep does comes in Poisson counts with the mean c × attainment × market. How large a deal is
//! says nothing of the rep, so the count is the evidence, and with c the likelihood of an attainment a is
//! (a × market)^count × exp(−c × a × market) up to a factor without a; that of negative binomial counts is
//! Γ(count + r) ∕ Γ(r) × (1 + dispersion)^(−r) with r = c × a × market ∕ dispersion.

use statrs::function::gamma::ln_gamma;

use crate::company::{Seat, Team};
use crate::events::people::presence;
use crate::events::{Kind, Ledger, MarketYear, Stint, Timeline};

/// How many there were, and how many are expected at attainment 1 in a market of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counted {
    pub found: f64,
    pub expected: f64,
}

impl Counted {
    /// What the model cannot make says nothing: where none is expected, none counts.
    fn of(found: f64, expected: f64) -> Self {
        if expected > 0.0 { Self { found, expected } } else { Self::default() }
    }

    /// The largest likelihood that any rate gives it, as a logarithm; of Poisson counts.
    fn log_most(self) -> f64 {
        if self.found > 0.0 {
            self.found * (self.found / self.expected).ln() - self.found
        } else {
            0.0
        }
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.expected += other.expected;
    }

    /// The logarithm of the likelihood of a rate of so many times what is expected.
    fn log_poisson(self, times: f64, ln_times: f64) -> f64 {
        let found = if self.found > 0.0 { self.found * ln_times } else { 0.0 };
        found - self.expected * times
    }

    fn log_negative_binomial(self, times: f64, dispersion: f64) -> f64 {
        let shape = self.expected * times / dispersion;
        if !(shape > 0.0) {
            return if self.found > 0.0 { f64::NEG_INFINITY } else { 0.0 };
        }
        let counts =
            if self.found > 0.0 { ln_gamma(self.found + shape) - ln_gamma(shape) } else { 0.0 };
        counts - shape * dispersion.ln_1p()
    }
}

/// What a rep did in the months that are over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Deals and meetings: × demand.
    pub sold: Counted,
    /// Deals whose numbers are negative binomial: × demand.
    pub in_bursts: Counted,
    /// Their dispersion.
    pub dispersion: f64,
    /// Expansions of the accounts that were open: × expansion.
    pub grown: Counted,
    /// Attainment × demand, where results are one amount a month, which tells it.
    pub level: Option<f64>,
    /// The rep's attainment, where the roster states it.
    pub known: Option<f64>,
}

impl Evidence {
    /// The logarithm of the likelihood of an attainment in a market; of what is counted.
    pub fn log_likelihood(&self, attainment: f64, market: &MarketYear) -> f64 {
        let (demand, growth) = (attainment * market.demand, attainment * market.expansion);
        let mut sum = self.sold.log_poisson(demand, demand.ln());
        sum += self.grown.log_poisson(growth, growth.ln());
        if self.in_bursts.expected > 0.0 || self.in_bursts.found > 0.0 {
            sum += self.in_bursts.log_negative_binomial(demand, self.dispersion);
        }
        sum
    }

    /// The same at many attainments at once, up to what is alike for all of them.
    pub fn log_likelihoods(&self, of: &Attainments, market: &MarketYear, out: &mut [f64]) {
        let found = self.sold.found + self.grown.found;
        let rate = self.sold.expected * market.demand + self.grown.expected * market.expansion;
        let bursts = self.in_bursts.expected > 0.0 || self.in_bursts.found > 0.0;
        for ((out, a), ln_a) in out.iter_mut().zip(&of.values).zip(&of.logarithms) {
            let counted = if found > 0.0 { found * ln_a } else { 0.0 };
            *out = counted - rate * a;
            if bursts {
                *out += self.in_bursts.log_negative_binomial(a * market.demand, self.dispersion);
            }
        }
    }

    /// What these leave out: the part of the logarithm that the market alone decides.
    pub fn log_alike(&self, market: &MarketYear) -> f64 {
        let part = |found: f64, factor: f64| if found > 0.0 { found * factor.ln() } else { 0.0 };
        part(self.sold.found, market.demand) + part(self.grown.found, market.expansion)
    }

    /// About the largest logarithm that any attainment and market could give it. Less this, a logarithm says how
    /// far the evidence is from what is likely.
    pub fn log_most(&self) -> f64 {
        let bursts = if self.in_bursts.found > 0.0 {
            let times = self.in_bursts.found / self.in_bursts.expected;
            self.in_bursts.log_negative_binomial(times, self.dispersion)
        } else {
            0.0
        };
        self.sold.log_most() + self.grown.log_most() + bursts
    }

    /// How many deals, meetings and expansions there were.
    pub fn count(&self) -> f64 {
        self.sold.found + self.in_bursts.found + self.grown.found
    }

    /// How many the model expects at attainment 1 in a market of 1.
    pub fn expected(&self) -> f64 {
        self.sold.expected + self.in_bursts.expected + self.grown.expected
    }

    /// Whether it says something of demand, and of expansion.
    pub fn bears_on(&self) -> (bool, bool) {
        let demand = self.sold.expected > 0.0 || self.in_bursts.expected > 0.0;
        (demand || self.level.is_some(), self.grown.expected > 0.0)
    }
}

/// Attainments with their logarithms.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attainments {
    pub values: Vec<f64>,
    pub logarithms: Vec<f64>,
}

/// Reads a rep's evidence off what happened in the first `over` months of the plan year.
pub(super) fn read(
    team: &Team,
    seat: &Seat,
    stint: &Stint,
    season: &[f64; 12],
    ledger: &Ledger,
    (timeline, over): (Timeline, usize),
) -> Evidence {
    let start = timeline.plan_year();
    let months = || (0..over).map(|m| (m, presence(team, stint, seat.leave, start, m)));
    let total = |kind: Kind| -> f64 {
        ledger.amounts(kind)[start..start + over].iter().map(|amount| *amount as f64).sum()
    };
    let mut evidence = Evidence { known: seat.attainment, ..Evidence::default() };
    if let Some(funnel) = &team.funnel {
        let present: f64 = months().map(|(_, present)| present).sum();
        let found = total(Kind::Meeting) / 100.0;
        evidence.sold.add(Counted::of(found, funnel.meetings * present));
    }
    if let Some(expansion) = team.book.as_ref().and_then(|book| book.expansion.as_ref()) {
        let open: f64 =
            months().map(|(m, present)| present * open_accounts(ledger, start + m) as f64).sum();
        let grows = |kind| matches!(kind, Kind::Upsell | Kind::CrossSell);
        let found = sales(ledger, start..start + over, grows);
        evidence.grown = Counted::of(found, expansion.per_year / 12.0 * open);
    }
    let share: f64 =
        months().map(|(m, present)| season[m] * stint.quota_share_in(start + m) * present).sum();
    let expected = stint.largest_quota().to_f64() * share;
    if let Some(deals) = &team.deals {
        let found = sales(ledger, start..start + over, |kind| kind == Kind::New);
        let counted = Counted::of(found, expected / deals.mean_size());
        if deals.dispersion > 0.0 {
            (evidence.in_bursts, evidence.dispersion) = (counted, deals.dispersion);
        } else {
            evidence.sold.add(counted);
        }
    } else if team.book.is_none() && team.funnel.is_none() && expected > 0.0 {
        evidence.level = Some((total(Kind::New) / 100.0 / expected).max(0.0));
    }
    evidence
}

/// Accounts that are open at the start of a month.
fn open_accounts(ledger: &Ledger, month: usize) -> usize {
    let opened =
        ledger.accounts.iter().filter(|account| usize::from(account.opened) <= month).count();
    let churned = ledger.losses.iter().filter(|loss| {
        loss.churned
            && usize::from(loss.month) < month
            && (loss.account as usize) < ledger.accounts.len()
    });
    opened.saturating_sub(churned.count())
}

/// How many sales there were in some months; a refund is none.
fn sales(ledger: &Ledger, months: std::ops::Range<usize>, of: impl Fn(Kind) -> bool) -> f64 {
    let sold = ledger.events.iter().filter(|event| {
        of(event.kind) && event.amount.0 > 0 && months.contains(&usize::from(event.month))
    });
    sold.count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn market(demand: f64, expansion: f64) -> MarketYear {
        MarketYear { demand, churn: 1.0, expansion }
    }

    /// Up to a factor that no attainment moves, the likelihood is the Poisson chance of the count: worked out here
    /// term by term for 3 deals where 2 are expected and 1 expansion where 4 are.
    #[test]
    fn the_likelihood_is_that_of_the_counts() {
        let poisson = |k: i32, mean: f64| {
            let factorial: f64 = (1..=k).map(f64::from).product();
            (-mean).exp() * mean.powi(k) / factorial
        };
        let evidence = Evidence {
            sold: Counted { found: 3.0, expected: 2.0 },
            grown: Counted { found: 1.0, expected: 4.0 },
            ..Evidence::default()
        };
        let market = market(1.1, 0.8);
        let chance = |a: f64| poisson(3, 2.0 * a * 1.1) * poisson(1, 4.0 * a * 0.8);
        let at_one = evidence.log_likelihood(1.0, &market);
        let attainments = [0.2, 0.7, 1.0, 1.9];
        let of = Attainments {
            values: attainments.to_vec(),
            logarithms: attainments.map(f64::ln).to_vec(),
        };
        let mut out = [0.0; 4];
        evidence.log_likelihoods(&of, &market, &mut out);
        for (a, at_once) in attainments.into_iter().zip(out) {
            let expected = (chance(a) / chance(1.0)).ln();
            let found = evidence.log_likelihood(a, &market) - at_one;
            assert!((found - expected).abs() < 1e-12, "{a}: {found} {expected}");
            assert!((at_once - out[2] - expected).abs() < 1e-12, "{a}: {at_once}");
            let whole = at_once + evidence.log_alike(&market);
            assert!((whole - evidence.log_likelihood(a, &market)).abs() < 1e-12, "{a}: {whole}");
        }
    }

    /// A negative binomial count k with shape r and dispersion d has the chance
    /// Γ(k + r) ∕ (Γ(r) k!) × (1 + d)^(−r) × (d ∕ (1 + d))^k: with r = 3 and k = 2 Γ(5) ∕ Γ(3) is 12, with r = 1 it is 2.
    #[test]
    fn counts_in_bursts() {
        let evidence = Evidence {
            in_bursts: Counted { found: 2.0, expected: 1.5 },
            dispersion: 0.5,
            ..Evidence::default()
        };
        let at = |times: f64| evidence.log_likelihood(times, &market(1.0, 1.0));
        let expected = (12.0_f64 * 1.5_f64.powi(-3)).ln() - (2.0_f64 * 1.5_f64.powi(-1)).ln();
        assert!((at(1.0) - at(1.0 / 3.0) - expected).abs() < 1e-12);
    }

    #[test]
    fn nobody_who_reaches_nothing_sells() {
        let sold =
            |found| Evidence { sold: Counted { found, expected: 2.0 }, ..Evidence::default() };
        assert_eq!(sold(1.0).log_likelihood(0.0, &market(1.0, 1.0)), f64::NEG_INFINITY);
        assert_eq!(sold(0.0).log_likelihood(0.0, &market(1.0, 1.0)), 0.0);
    }
}
