//! One file per group of addresses.

pub mod export;
pub mod import;
pub mod message;
pub mod picture;
pub mod programme;
pub mod public;
pub mod rounds;
pub mod school;
pub mod session;
pub mod site;
pub mod sync;
