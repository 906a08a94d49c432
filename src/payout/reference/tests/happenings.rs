//! What happens in a seat, said so that any of it can be left out.

use std::fmt;

use super::dice::Dice;
use super::occasions::Occasions;
use crate::events::{Kind, Stint, Timeline, Traits};
use crate::money::Cents;

/// Something that happens in a month of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub month: usize,
    /// By its number among the seat's.
    pub account: Option<u32>,
    pub what: What,
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The account is in the book from the start of this month.
    Open(Cents),
    /// An amount of a sale, or a count; a refund where below 0.
    Sale { kind: Kind, amount: Cents, term_months: u16, traits: Traits },
    /// It renews with the ARR that it then has.
    Renewal,
    /// It loses up to so much.
    Contraction(Cents),
    /// It leaves.
    Churn,
    /// Another rep who keeps the account reports that it left.
    ChurnElsewhere,
    /// A score in millionths.
    Score { score: u16, value: i64 },
}

impl Happening {
    /// The order within a month: accounts are open at its start, then comes what adds, then what a renewal
    /// cuts, the renewal, and last the churn.
    pub fn turn(&self) -> u8 {
        match self.what {
            What::Open(_) => 0,
            What::Sale { .. } | What::Score { .. } => 1,
            What::Contraction(_) => 2,
            What::Renewal => 3,
            What::Churn | What::ChurnElsewhere => 4,
        }
    }
}

/// Draws what happens in a seat.
pub(super) fn draw(
    dice: &mut Dice,
    timeline: Timeline,
    closed_book: bool,
    occasions: Occasions,
) -> Vec<Happening> {
    let mut all = Vec::new();
    let accounts = dice.below(7) as u32;
    for account in 0..accounts {
        let late = !closed_book && dice.chance(20);
        let month = if late {
            dice.between(timeline.first() as i64, timeline.months() as i64 - 1) as usize
        } else {
            timeline.plan_year()
        };
        let arr = money(dice, 50_000);
        all.push(Happening { month, account: Some(account), what: What::Open(arr) });
    }
    for _ in 0..dice.below(40) {
        let month = dice.between(timeline.first() as i64, timeline.months() as i64 - 1) as usize;
        let what = match dice.below(100) {
            number if number < occasions.activity => activity(dice),
            number if number < occasions.activity + occasions.funnel => funnel(dice),
            _ => what(dice),
        };
        // Accounts beyond the book are those that were only sold to.
        let account = (accounts + 2 > 0 && !dice.chance(15))
            .then(|| dice.below(accounts as usize + 2) as u32);
        let may_be_lost = matches!(what, What::Sale { amount, .. } if amount > Cents::ZERO);
        all.push(Happening { month, account, what });
        if may_be_lost && dice.chance(occasions.loss) {
            let what = if dice.chance(occasions.contraction) {
                What::Contraction(money(dice, 40_000))
            } else {
                dice.pick(&[What::Churn, What::Churn, What::ChurnElsewhere])
            };
            let month = (month + dice.below(8)).min(timeline.months() - 1);
            all.push(Happening { month, account, what });
        }
    }
    all
}

fn money(dice: &mut Dice, most: i64) -> Cents {
    match dice.below(3) {
        0 => Cents(dice.between(1, most / 1_000) * 100_000),
        1 => Cents(dice.between(1, most * 100)),
        _ => Cents(dice.between(1, most) * 100),
    }
}

/// What is known of a sale, or which activity it is.
fn traits(dice: &mut Dice) -> Traits {
    let mut traits = Traits::NONE;
    if dice.chance(30) {
        return traits;
    }
    if dice.chance(70) {
        traits = traits.with_name(dice.below(2));
    }
    if dice.chance(60) {
        traits = traits.with_margin(dice.between(-20, 100) as i32 * 10_000);
    }
    if dice.chance(60) {
        traits = traits.with_days(dice.between(0, 200) as u16);
    }
    traits.with_outbound(dice.chance(40)).with_prepaid(dice.chance(40))
}

fn sale(dice: &mut Dice, kind: Kind, amount: Cents) -> What {
    let (term_months, traits) = (dice.pick(&[0, 12, 24, 36]), traits(dice));
    What::Sale { kind, amount, term_months, traits }
}

fn count(dice: &mut Dice) -> Cents {
    Cents(100 * dice.between(1, 5))
}

fn activity(dice: &mut Dice) -> What {
    let amount = count(dice);
    sale(dice, Kind::Activity, amount)
}

fn funnel(dice: &mut Dice) -> What {
    let kind = dice.pick(&[Kind::Meeting, Kind::Qualified, Kind::Won]);
    let amount = if kind == Kind::Won { money(dice, 60_000) } else { count(dice) };
    sale(dice, kind, amount)
}

fn what(dice: &mut Dice) -> What {
    match dice.below(22) {
        0..=4 => {
            let amount = money(dice, 60_000);
            sale(dice, Kind::New, amount)
        }
        5 | 6 => {
            let refund = -money(dice, 20_000);
            let kind = dice.pick(&[Kind::New, Kind::Upsell, Kind::Implementation]);
            sale(dice, kind, refund)
        }
        7 | 8 => {
            let amount = money(dice, 40_000);
            sale(dice, Kind::Upsell, amount)
        }
        9 | 10 => {
            let (kind, amount) =
                (dice.pick(&[Kind::CrossSell, Kind::Upgrade]), money(dice, 20_000));
            sale(dice, kind, amount)
        }
        11 => {
            let amount = money(dice, 10_000);
            sale(dice, Kind::Implementation, amount)
        }
        12 | 13 => What::Renewal,
        14 => What::Contraction(money(dice, 30_000)),
        15 | 16 => What::Churn,
        17 => What::ChurnElsewhere,
        18 | 19 => What::Score { score: 0, value: dice.between(-100, 100) * 1_000_000 },
        _ => What::Score { score: 1, value: dice.between(0, 100) * 10_000 },
    }
}

/// Has a leaver sell to an account in the last month that is lost later.
pub(super) fn lose_later(
    dice: &mut Dice,
    leaver: &Stint,
    timeline: Timeline,
    occasions: Occasions,
    happenings: &mut Vec<Happening>,
) {
    // Nobody else sells to it.
    let account = Some(100 + leaver.number);
    let amount = money(dice, 40_000);
    let kind = dice.pick(&[Kind::New, Kind::Upsell]);
    let what = sale(dice, kind, amount);
    happenings.push(Happening { month: leaver.end - 1, account, what });
    let contracts = dice.chance(occasions.contraction);
    let what = if contracts { What::Contraction(money(dice, 40_000)) } else { What::Churn };
    let month = (leaver.end + dice.below(3)).min(timeline.months() - 1);
    happenings.push(Happening { month, account, what });
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = self.account.map_or(String::new(), |account| format!(", account {account}"));
        let what = match &self.what {
            What::Open(arr) => format!("open {arr}"),
            What::Sale { kind, amount, term_months: 0, traits } if *traits == Traits::NONE => {
                format!("{} {amount}", kind.name())
            }
            What::Sale { kind, amount, term_months, traits } => {
                format!("{} {amount} for {term_months} months, {traits:?}", kind.name())
            }
            What::Renewal => "renewal".to_owned(),
            What::Contraction(most) => format!("contraction of at most {most}"),
            What::Churn => "churn".to_owned(),
            What::ChurnElsewhere => "churn in another rep's book".to_owned(),
            What::Score { score, value } => format!("score {score}: {value} millionths"),
        };
        write!(f, "month {}: {what}{account}", self.month)
    }
}
