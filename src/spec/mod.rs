//! Files as people write them: keys and types only. Every rule beyond them belongs to the lowering of the
//! plan or the company, which answers with the place, the rule and the mend.

pub mod cell;
pub mod company;
pub mod component;
pub mod credit;
pub mod deal;
pub mod distribution;
pub mod hurdle;
pub mod matrix;
pub mod name_or_names;
pub mod number;
pub mod number_or;
pub mod plan;
pub mod plan_change;
pub mod plan_level;
pub mod recovers;
pub mod schema;
pub mod sheet;
pub mod stress;
pub mod study;
pub mod team;
pub mod team_or;

pub use name_or_names::NameOrNames;
pub use number::Number;
pub use number_or::NumberOr;
