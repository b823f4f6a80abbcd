//! The sync engine under every fault a seed can draw: devices, nodes and a bad line around the
//! real `opora-sync`, an oracle that knows what must hold ([`invariant`]), and mutants that prove
//! it looks ([`mutant`]).
//!
//! ```text
//!   people ─▶ device (replica, disk of bytes) ─▶ bag of messages ─▶ node ─▶ district
//!                 │ ledger: where every deed is                       oracle: replays the history
//! ```
//!
//! One seed draws who takes part and which faults happen ([`options`]), then every step
//! ([`world`]). Nothing here has a database, a clock or a network; the district is kept in maps
//! ([`district::memory`]) behind a trait, so that the same schedules can run over another one. The
//! engine itself is not simulated and has no hooks for any of this.

pub mod census;
mod device;
pub mod district;
pub mod invariant;
mod ledger;
pub mod mutant;
pub mod options;
mod oracle;
mod random;
pub mod runner;
mod server;
pub mod world;
