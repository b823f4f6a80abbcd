//! Steering a network: what a coordinator does next, and why.
//!
//! Pure: no clock, no randomness, no input or output; the same answers on the server and on a
//! device without a line. So far it assigns helpers to needs; it knows nothing yet of who needs
//! help, and decides nothing for anybody: a plan is a proposal.

pub mod matching;
