//! Monitoring rounds: the coordinator asks schools, a school answers without a line, and what came
//! late or replaced another value can be seen. And the social passport that returns make with what
//! documents state. Refuses nothing that is typed.

mod answering;
mod controls;
mod due;
mod editing;
mod list;
mod new;
mod one;
mod passport;
mod progress;
mod questions;
mod reading;
mod school;
mod sheets;
mod taking_part;
mod templates;
#[cfg(test)]
mod tests;
mod trail;

pub use due::{due_section, open_rounds};

use crate::markup::AnyView;
use crate::workspace::place::Place;
use crate::workspace::state::use_workspace;

/// The screen of a place of rounds.
pub fn rounds_page(place: Place) -> AnyView {
    let workspace = use_workspace();
    match place {
        Place::NewRound => new::new_round_page(workspace),
        Place::Round(id) => one::round_page(workspace, id),
        Place::RoundSchool(id, school) => school::school_page(workspace, id, school),
        Place::Passport(school) => passport::passport_page(workspace, school),
        _ => list::list_page(workspace),
    }
}
