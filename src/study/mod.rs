//! What the years say: statistics of every figure, where the spread of the cost comes from, and how one
//! rep's pay came about.

mod explain;
mod overview;
mod pay_line;

pub use explain::{
    Account, EventLine, Figure, Line as AccountLine, Mismatch, PaymentAccount, RepYear, Section,
    decimal, months_in_words,
};
pub use overview::{Line, Overview, SpreadShare};
pub use pay_line::{
    ATTAINMENTS, AssumedQuota, AttainmentLine, ConditionLine, Full, LeftOut, PayLine, RepTerms,
    ResultLine, Taken, assumed_quota, pay_line,
};
