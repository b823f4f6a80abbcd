//! From projected data of one network to a picture: roles, layout, scene and SVG.
//!
//! Pure: no clock, no randomness beside fixed seeds, no input or output, the same bits natively
//! and in WebAssembly. It words nothing but the names of marks: sentences are the app's. It never
//! reads a record itself, so whatever it draws went through `opora_domain::project` before.

pub mod arrangement;
pub mod fan;
pub mod filter;
pub mod generated;
pub mod geography;
pub mod layout;
pub mod lettering;
pub mod network_graph;
pub mod order;
pub mod packed;
pub mod quality;
pub mod question;
pub mod questions;
pub mod roles;
pub mod scene;
pub mod summary;
pub mod svg;
pub mod territories;

mod albers;
mod geometry;
mod markup;
mod placing;
mod seeded;
mod settle;
mod shelf;
mod single_marks;
mod stress;
mod symbols;

pub use arrangement::Arrangement;
pub use filter::{Filter, StatusFilter, View};
pub use layout::Layout;
pub use network_graph::{Edge, NetworkGraph, Node, OpenEnd};
pub use question::{Answer, Asked, Question};
pub use roles::{Role, RoleKind};
pub use scene::Scene;
pub use summary::Summary;
pub use territories::{Level, Scope, Territories};
