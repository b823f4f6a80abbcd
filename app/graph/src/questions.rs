//! What people ask of a network: who is alone, who carries too much, who helps whom, what breaks
//! if somebody leaves, what has changed.
//!
//! The answers are data: indices of the graph they were asked of, identities where two graphs
//! meet. No sentences (those are the app's), no recursion, no hash maps, and nothing random: equals
//! are told apart by identity, so that one network gives one answer whatever order it came in.
//! Nothing unknown is filled in. Ask with an [`Adjacency`], made once for a graph and the
//! statuses that count.

pub mod adjacency;
pub mod changes;
pub mod communities;
pub mod components;
pub mod cuts;
pub mod load;
pub mod neighbours;
pub mod path;
pub mod search;
pub mod time;
pub mod union;

pub use adjacency::{Adjacency, Direction, Step};
pub use changes::Changes;
pub use communities::Communities;
pub use components::Components;
pub use cuts::Cuts;
pub use search::SearchIndex;
pub use time::{AsOf, Day};
pub use union::Union;
