//! `cargo xtask bench …`: what is measured side by side with others. It measures and judges nothing.

pub mod sync;
