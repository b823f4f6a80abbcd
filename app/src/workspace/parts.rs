//! Pieces several screens share. They reach the device only through [`super::state::Workspace`].

pub mod banners;
pub mod carried;
pub mod cell;
pub mod date_entry;
pub mod field;
pub mod frame;
pub mod history;
pub mod pair;
pub mod pasting;
pub mod shape;
pub mod stored;
pub mod sync_furniture;
pub mod typing;
pub mod wording;
