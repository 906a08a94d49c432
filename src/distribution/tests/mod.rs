//! Tests that every family passes alike, and values known from elsewhere.

mod any_parameters;
mod golden;
mod known_values;
mod moments;
mod quantiles;
mod refusals;
mod sampling;
mod truncation;
pub mod zoo;
