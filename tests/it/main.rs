//! The program as people run it. One binary for all tests, so that it is linked once; a module a subject.

mod allocations;
mod beliefs;
mod cases;
mod closed_forms;
mod commands;
mod credited;
mod data_files;
mod explain;
mod fences;
mod going_on;
mod handed_over;
mod payments;
mod place;
mod plan_level;
mod plans_of_the_seeds;
mod precision;
mod reforecast;
mod refusals;
mod schema;
mod shards;
mod shipped;
mod sold;
mod stopped;
mod tables;
mod variance;
