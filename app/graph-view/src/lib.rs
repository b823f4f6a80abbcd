//! Makes the picture of a network on a public page something one can move, search and walk through.
//!
//! Two kinds of page. Where the server has drawn (up to some hundred marks) its SVG stays, and is
//! moved and highlighted. Where a network has thousands the page names an address, and what is
//! fetched from there is drawn on a canvas. Pages are complete without this module; it brings no
//! words of its own (they stand in a `<template>` of the page), no framework and no colours.

pub mod camera;
pub mod emphasis;
pub mod find;
pub mod grid;
pub mod heap;
pub mod keys;
pub mod names;
pub mod picture;
pub mod selection;
pub mod shapes;
pub mod sift;
pub mod sizes;
pub mod speech;
pub mod walk;

mod page;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlTemplateElement};

/// Brings a figure to life. `parts` is the template with what a reader without script has no use
/// for: tools, regions for words, and the words. `packed` is the picture of a figure that has none.
///
/// What does not fit, a packed picture of another version or a page without its parts, is left as
/// it is: the list beside the picture says the same.
#[wasm_bindgen]
pub fn open(figure: HtmlElement, parts: HtmlTemplateElement, packed: Option<Vec<u8>>) {
    page::open(&figure, &parts, packed.as_deref());
}
