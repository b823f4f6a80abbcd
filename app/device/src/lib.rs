//! What the workspace needs of a browser to sync: the durable store, the line to the district, and
//! the steps that join them to the replica.
//!
//! Knows rows and requests, neither rules (those are `opora-sync`) nor views (those are
//! `opora-app`).

pub mod exchange;
pub mod fetch;
pub mod json;
pub mod line;
pub mod opened;
pub mod store;
