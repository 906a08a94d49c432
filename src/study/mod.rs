//! What the years say: statistics of every figure, where the spread of the cost comes from, and how one
//! rep's pay came about.

mod caution;
mod convergence;
mod explain;
pub mod lint;
mod overview;
mod pay_line;
mod readings;
mod reforecast;
mod variance;

pub use caution::Caution;
pub use convergence::{Settling, convergence};
pub use explain::{
    Account, EventLine, Figure, Line as AccountLine, Mismatch, PaymentAccount, RepYear, Section,
    decimal, months_in_words,
};
pub use overview::{Line, Overview, SpreadShare};
pub use pay_line::{
    ATTAINMENTS, AssumedQuota, AttainmentLine, AxisLine, ConditionLine, Full, LeftOut, MatrixLine,
    PayLine, RankLine, RepTerms, ResultLine, Taken, assumed_quota, pay_line, quota_of_a_rep,
};
pub use readings::{CostOfReading, Reading, StandsIn, costs_of_readings};
pub use reforecast::{Reforecast, RepForecast};
pub use variance::{FigureSplit, HEADS, Source, VarianceSplit, variance_split};
