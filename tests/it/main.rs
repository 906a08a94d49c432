//! The program as people run it. One binary for all tests, so that it is linked once; a module a subject.

mod alignment;
mod allocations;
mod cases;
mod closed_forms;
mod commands;
mod compare;
mod credited;
mod data_files;
mod explain;
mod fences;
mod handed_over;
mod incentives;
mod payments;
mod place;
mod plan_level;
mod plans_of_the_seeds;
mod precision;
mod refusals;
mod schema;
mod shards;
mod shipped;
mod sold;
mod stopped;
mod stress;
mod tables;
mod variance;
