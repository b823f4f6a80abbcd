//! The engine of indicators, from outside.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod composed;
mod drawn;
mod exactly;
mod language;
mod laws;
mod own;
mod programmes;
mod registers;
mod words;
