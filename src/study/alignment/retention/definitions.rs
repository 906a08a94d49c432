//! What the figures of retention mean.

use super::super::figure::{Aspect, Definition, Unit};

const fn define(
    (name, unit): (&'static str, Unit),
    label: &'static str,
    meaning: &'static str,
    formula: &'static str,
) -> Definition {
    Definition { name, aspect: Aspect::Retention, unit, label, meaning, formula, source: "" }
}

pub(super) static LOST_PAY: Definition = define(
    ("lost_sales_pay", Unit::Currency),
    "pay on sales that churned",
    "Pay a rep and year on sales whose account churned within 12 months of the sale, before any clawback",
    "Σ over churns of the plan year, and over the rep's sales to the account in the 12 months before (and the month itself), \
     of what was paid on the sale: its share, by credit, of the payment of its month; components on sales only. \
     Sales before the plan year count as far as `history_months` reaches, 12 being enough",
);

pub(super) static LOST_PAY_SHARE: Definition = define(
    ("lost_sales_pay_share", Unit::Share),
    "… of variable pay",
    "The same as a share of variable pay",
    "Σ lost_sales_pay ÷ Σ variable pay, over rep-years",
);

pub(super) static KEPT_PAY: Definition = define(
    ("lost_sales_pay_kept", Unit::Currency),
    "… after clawback",
    "What reps keep of the pay on sales whose account churned within 12 months, after the plan's clawbacks, a rep and year",
    "lost_sales_pay − what the plan's clawbacks recover for churns of the plan year within 12 months of the sale; below 0 \
     where `recompute` takes back more than was paid on the sale",
);

pub(super) static KEPT_PAY_SHARE: Definition = define(
    ("lost_sales_pay_kept_share", Unit::Share),
    "… of variable pay",
    "The same as a share of variable pay",
    "Σ lost_sales_pay_kept ÷ Σ variable pay, over rep-years",
);

pub(super) static SOLD_CHURNED: Definition = define(
    ("sold_arr_churned", Unit::Share),
    "sold ARR that churned",
    "ARR of sales whose account churned in the year within 12 months of the sale, for each unit of ARR sold in the year",
    "Σ ARR of the rep's sales to accounts that churn in the plan year at most 12 months after the sale ÷ Σ ARR of the rep's \
     sales in the plan year. Sales before the plan year count as far as `history_months` reaches, 12 being enough",
);

pub(super) static EXPOSURE: Definition = define(
    ("clawback_exposure", Unit::Currency),
    "clawback still open",
    "What the plan's clawbacks could still recover after the year, a rep: pay on sales still inside their window at its end",
    "What would be recovered in the month after the plan year if every account sold to and not lost churned then, on the \
     plan's own terms (schedule, base rate, recomputation). Sales before the plan year count as far as `history_months` \
     reaches",
);

pub(super) static EXPOSURE_SHARE: Definition = define(
    ("clawback_exposure_share", Unit::Share),
    "… of variable pay",
    "The same as a share of variable pay",
    "Σ clawback_exposure ÷ Σ variable pay, over rep-years",
);

pub(super) static SHRUNK: Definition = define(
    ("shrunk_book_reps", Unit::Share),
    "reps whose book shrank",
    "Share of reps whose book is worth less at the end of the year than at its start",
    "Rep-years with NRR < 1 ÷ rep-years with a book; NRR of the plan year, compared exactly",
);

pub(super) static SHRUNK_PAY: Definition = define(
    ("shrunk_book_pay", Unit::Currency),
    "… their pay",
    "Variable pay a rep and year of those whose book shrank",
    "Σ pay of rep-years with NRR < 1 ÷ their number",
);

pub(super) static SHRUNK_PAY_SHARE: Definition = define(
    ("shrunk_book_pay_share", Unit::Share),
    "… of variable pay",
    "Share of variable pay that goes to reps whose book shrank",
    "Σ pay of rep-years with NRR < 1 ÷ Σ pay of rep-years with a book",
);

pub(super) static SHRUNK_PAY_RATIO: Definition = define(
    ("shrunk_book_pay_ratio", Unit::Ratio),
    "… against other reps'",
    "What a rep whose book shrank is paid for each unit of currency paid to one whose book did not: 1 where pay does not \
     tell them apart",
    "Mean pay of rep-years with NRR < 1 ÷ mean pay of those with NRR ≥ 1",
);

pub(super) static CORRELATION: Definition = define(
    ("pay_retention_correlation", Unit::Ratio),
    "pay and retention of sales",
    "Correlation of a rep's variable pay with the share of what the rep sold in the year before that has not churned since: \
     near 0 where pay does not look at what becomes of a sale, below 0 where those are paid best whose sales are lost",
    "Pearson's correlation, over rep-years that sold to accounts in the 12 months before the plan year, of variable pay and \
     1 − lost ÷ sold: sold is ARR sold in those months to accounts not lost before the plan year, lost the part whose account \
     churns in it within 12 months of the sale",
);

/// All of them, in the order of tables.
pub(in super::super) const DEFINITIONS: &[&Definition] = &[
    &LOST_PAY,
    &LOST_PAY_SHARE,
    &KEPT_PAY,
    &KEPT_PAY_SHARE,
    &SOLD_CHURNED,
    &EXPOSURE,
    &EXPOSURE_SHARE,
    &SHRUNK,
    &SHRUNK_PAY,
    &SHRUNK_PAY_SHARE,
    &SHRUNK_PAY_RATIO,
    &CORRELATION,
];
