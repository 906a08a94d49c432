//! What the years say: statistics of every figure, and where the spread of the cost comes from.

mod overview;

pub use overview::{Line, Overview, SpreadShare};
