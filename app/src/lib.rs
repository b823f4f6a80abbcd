//! What people see: the public pages, rendered by the server, and the workspace, mounted in the
//! browser. Both doors use the components, the words and the marks of this crate.
//!
//! Views take plain data and never fetch: the public pages get what `opora_domain::project` let
//! through as props, the workspace reads its local replica through its ports.

// The macro of the words takes its phrases one by one.
#![recursion_limit = "512"]

pub mod components;
pub mod markup;
#[cfg(not(feature = "csr"))]
pub mod pages;
pub mod words;
#[cfg(feature = "csr")]
pub mod workspace;
