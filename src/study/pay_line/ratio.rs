//! Ledgers with a given ratio in every window: reached in the window's first month, and kept.

use crate::events::{Account, Event, Kind, Ledger, NO_ACCOUNT, Traits};
use crate::money::{Cents, Decimal6};
use crate::plan::RatioMeasure;

/// ARR of the one account of a revenue ratio, in cents: large, so that a cent is nothing of it.
const ARR: i64 = 1_000_000_000_000;
/// Accounts of a ratio of accounts.
const ACCOUNTS: i64 = 10_000;
/// A whole, in millionths.
const WHOLE: i64 = Decimal6::ONE.0;

/// The ledger, filled; none for a ratio that cannot be made.
pub(super) fn fill(
    ratio: RatioMeasure,
    result: Decimal6,
    window: usize,
    mut ledger: Ledger,
) -> Option<Ledger> {
    if result <= Decimal6::ZERO {
        return None;
    }
    let months = u16::try_from(ledger.months()).ok()?;
    let firsts = (0..months).step_by(window);
    match ratio {
        RatioMeasure::Nrr | RatioMeasure::Grr => {
            open(&mut ledger, 1, ARR);
            let mut arr = ARR;
            for month in firsts {
                let next = share_up(arr, result)?;
                match next - arr {
                    0 => {}
                    gain @ 1.. => enter(&mut ledger, month, Kind::Upsell, 0, gain),
                    loss => enter(&mut ledger, month, Kind::Contraction, 0, -loss),
                }
                arr = next;
            }
        }
        RatioMeasure::LogoRetention => {
            open(&mut ledger, ACCOUNTS, 100);
            let mut kept = ACCOUNTS;
            for month in firsts {
                let next = share_up(kept, result)?;
                for account in next..kept {
                    enter(&mut ledger, month, Kind::Churn, u32::try_from(account).ok()?, 100);
                }
                kept = next;
            }
        }
        RatioMeasure::ExpansionRate => {
            open(&mut ledger, ACCOUNTS, 100);
            for month in firsts {
                for account in 0..share_up(ACCOUNTS, result)? {
                    enter(&mut ledger, month, Kind::Upsell, u32::try_from(account).ok()?, 1);
                }
            }
        }
        RatioMeasure::RenewalRate => {
            for month in firsts {
                let renewed = share_up(ARR, result)?;
                enter(&mut ledger, month, Kind::Renewal, NO_ACCOUNT, renewed);
                enter(&mut ledger, month, Kind::Churn, NO_ACCOUNT, ARR - renewed);
            }
        }
        RatioMeasure::AverageDealSize => {
            for month in firsts {
                enter(&mut ledger, month, Kind::New, NO_ACCOUNT, share_up(100, result)?);
            }
        }
        RatioMeasure::ConversionRate => {
            for month in firsts {
                enter(&mut ledger, month, Kind::Qualified, NO_ACCOUNT, 100 * ACCOUNTS);
                for _ in 0..share_up(ACCOUNTS, result)? {
                    enter(&mut ledger, month, Kind::Won, NO_ACCOUNT, 0);
                }
            }
        }
        RatioMeasure::DaysToClose => {
            // Whole days: a mean in between would need deals of two kinds.
            let days = u16::try_from(result.0 / WHOLE).ok().filter(|_| result.0 % WHOLE == 0)?;
            let traits = Traits::NONE.with_days(days);
            for month in firsts {
                let (kind, account, amount) = (Kind::New, NO_ACCOUNT, Cents(0));
                ledger.enter(Event { month, kind, term_months: 0, traits, account, amount });
            }
        }
        // Of sales and losses of other windows.
        RatioMeasure::SoldGrr | RatioMeasure::SoldLogoRetention => return None,
    }
    Some(ledger)
}

/// The most that a ratio can be, if there is a limit to it.
pub(super) const fn most(ratio: RatioMeasure) -> Option<Decimal6> {
    match ratio {
        RatioMeasure::Nrr | RatioMeasure::AverageDealSize | RatioMeasure::DaysToClose => None,
        _ => Some(Decimal6::ONE),
    }
}

fn open(ledger: &mut Ledger, accounts: i64, arr: i64) {
    for _ in 0..accounts {
        ledger.open([Account { opened: 0, opening: Cents(arr), closing: Cents(arr), open: true }]);
    }
}

fn enter(ledger: &mut Ledger, month: u16, kind: Kind, account: u32, amount: i64) {
    let traits = Traits::NONE;
    ledger.enter(Event { month, kind, term_months: 0, traits, account, amount: Cents(amount) });
}

/// A share of a number, rounded up so that a bound that is met exactly stays met.
fn share_up(number: i64, share: Decimal6) -> Option<i64> {
    let exact = i128::from(number) * i128::from(share.0);
    i64::try_from((exact + i128::from(WHOLE - 1)).div_euclid(i128::from(WHOLE))).ok()
}
