//! Indicators: all of them, and one with the lists its number is made of. What is computed comes
//! from `opora_indicators` over the records on the device, as on the server; nothing here decides
//! what a number means.

mod chart;
mod compose;
mod declared;
mod entered;
mod entry;
mod figures;
mod forms;
mod list;
mod made_of;
mod notes;
mod of_network;
mod one;
mod reasons;

use crate::markup::AnyView;
use crate::workspace::place::Place;
use crate::workspace::state::use_workspace;

/// The screen of a place of indicators.
pub fn indicators_page(place: Place) -> AnyView {
    let workspace = use_workspace();
    match place {
        Place::Indicator(id) => one::indicator_page(workspace, id),
        Place::Definition(code) => declared::definition_page(workspace, code),
        Place::NewDefinition(after) => compose::new_page(workspace, after),
        Place::OwnDefinition(id) => compose::change_page(workspace, id),
        _ => list::list_page(workspace),
    }
}
