//! What the years say: statistics of every figure, where the spread of the cost comes from, how one rep's pay came
//! about, what other plans would have paid, and what a changed company would cost.

pub mod alignment;
mod brief;
mod caution;
mod changed;
pub mod compare;
mod convergence;
mod explain;
pub mod lint;
mod overview;
mod pay_line;
mod readings;
mod reforecast;
mod sensitivity;
mod variance;

pub use brief::{Answer, Brief, BriefError, HARD, Question};
pub use caution::Caution;
pub use changed::{ChangedError, FigureChange, StressResult, Stresses, YearFigures};
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
pub use sensitivity::{
    Effect, Lever, LeverResult, MEASURED, NoLever, Sensitivity, Setting, lever_named, levers,
    sensitivity,
};
pub use variance::{FigureSplit, HEADS, Source, VarianceSplit, variance_split};
