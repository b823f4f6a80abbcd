//! The best assignment of helpers to needs for the whole network, not pair by pair.

pub mod assignment;
mod search;

pub use assignment::{Assignment, Costs, Places, Unmet};
