//! Indicators: all of them, and one with the lists its number is made of. What is computed comes
//! from `opora_indicators` over the records on the device, as on the server; nothing here decides
//! what a number means.

mod chart;
mod entry;
mod figures;
mod list;
mod made_of;
mod of_network;
mod one;
mod reasons;

pub use entry::pasted_rows;
pub use list::error_words;

use crate::markup::AnyView;
use crate::workspace::place::Place;
use crate::workspace::state::use_workspace;

/// The screen of a place of indicators.
pub fn indicators_page(place: Place) -> AnyView {
    let workspace = use_workspace();
    match place {
        Place::Indicator(id) => one::indicator_page(workspace, id),
        Place::Definition(code) => one::definition_page(workspace, code),
        _ => list::list_page(workspace),
    }
}
