//! Indicators computed from a network: a declared language of definitions, their words, and their
//! numbers with the lists and the evidence behind them.
//!
//! Pure: no clock, no randomness, no input or output. It knows no plans, targets or directions,
//! nothing of who may see what, and guesses nothing: what the dates leave open is undecided, and a
//! gap is never a zero.

pub mod computed;
pub mod definition;
pub mod engine;
pub mod facts;
pub mod generated;
pub mod own;
pub mod period;
pub mod programme;
pub mod records;
pub mod shipped;

mod answer;
mod compute;
mod evaluate;
mod index;
mod prepared;
mod span;
mod truth;

pub use compute::compute;
pub use computed::{Computed, Gap, Member, Missing, NoValue, Proof, Undecided, Value};
pub use definition::{Condition, Definition, DefinitionProblem, Flaw, Outcome};
pub use engine::{CellAt, Changes, Engine};
pub use facts::{Fact, FactKind};
pub use index::Index;
pub use own::{Catalogue, Own, Source};
pub use period::{Period, PeriodKind, When};
pub use prepared::Prepared;
