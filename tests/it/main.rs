//! The program as people run it. One binary for all tests, so that it is linked once; a module a subject.

mod commands;
mod place;
mod refusals;
mod schema;
mod tables;
