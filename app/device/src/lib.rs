//! What the workspace needs of a browser to sync: the durable store and the line to the district.
//!
//! Knows rows and requests, neither rules (those are `opora-sync`) nor views (those are
//! `opora-app`).

pub mod fetch;
pub mod json;
pub mod line;
pub mod store;
