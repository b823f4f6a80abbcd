//! One file a route.

pub mod public;
