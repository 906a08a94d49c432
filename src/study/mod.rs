//! What the years say: statistics of every figure, and where the spread of the cost comes from.

mod overview;
mod pay_line;

pub use overview::{Line, Overview, SpreadShare};
pub use pay_line::{
    ATTAINMENTS, AssumedQuota, AttainmentLine, ConditionLine, Full, LeftOut, PayLine, RepTerms,
    ResultLine, Taken, assumed_quota, pay_line,
};
