//! The field that finds as one types, with a list of what was found.

use super::parts::{document, target};
use super::{NEAR, Page};
use crate::speech::{decimal, filled};
use crate::walk::Move;
use web_sys::{Event, KeyboardEvent};

/// Found organisations that are listed; all of them stand out in the picture.
const LISTED_MAX: usize = 8;

impl Page {
    /// Something was typed.
    pub fn search(&mut self) {
        let query = self.parts.search.as_ref().map(|field| field.value());
        let query = query.unwrap_or_default();
        let mut found = self.index.find(&query, usize::MAX);
        found.retain(|mark| self.shown.mark(*mark));
        if !query.trim().is_empty() {
            let words = &self.parts.words;
            self.parts.say(&match found.len() {
                0 => words.nothing_found.clone(),
                count => filled(&words.found, &decimal(count as i64)),
            });
        }
        self.chosen.clone_from(&found);
        found.truncate(LISTED_MAX);
        self.found = found;
        self.offered = None;
        self.pointed = None;
        self.list_found();
        self.look_anew();
    }

    /// A key in the field.
    pub fn typed(&mut self, key: &KeyboardEvent) {
        let last = self.found.len().checked_sub(1);
        match (key.code().as_str(), last) {
            ("ArrowDown", Some(last)) => {
                self.offered = Some(self.offered.map_or(0, |at| (at + 1).min(last)));
            }
            ("ArrowUp", Some(_)) => {
                self.offered = self.offered.and_then(|at| at.checked_sub(1));
            }
            ("Enter" | "NumpadEnter", Some(_)) => {
                self.go_to_found(self.offered.unwrap_or(0));
            }
            ("Escape", _) => {
                self.clear_search();
                self.parts.focus_ground();
            }
            _ => return,
        }
        key.prevent_default();
        self.list_found();
    }

    /// One of the listed was clicked.
    pub fn choose_found(&mut self, event: &Event) {
        let place = target(event)
            .and_then(|element| element.closest("[data-do]").ok().flatten())
            .and_then(|item| item.get_attribute("data-place"))
            .and_then(|place| place.parse().ok());
        if let Some(place) = place {
            self.go_to_found(place);
        }
    }

    fn go_to_found(&mut self, place: usize) {
        let Some(mark) = self.found.get(place).copied() else {
            return;
        };
        self.clear_search();
        self.walk.go(Move::To(mark), &self.picture, &self.shown);
        let at = self.picture.marks[mark as usize].at;
        let nearer = self.stage.onto(&self.target(), at, NEAR);
        self.fly(nearer);
        self.arrive();
    }

    fn clear_search(&mut self) {
        if let Some(field) = &self.parts.search {
            field.set_value("");
        }
        self.found.clear();
        self.chosen.clear();
        self.offered = None;
        self.list_found();
        self.look_anew();
    }

    /// Shows the list as it is.
    fn list_found(&self) {
        let (Some(field), Some(list), Some(document)) =
            (&self.parts.search, &self.parts.list, document())
        else {
            return;
        };
        list.set_text_content(None);
        for (place, mark) in self.found.iter().enumerate() {
            let Ok(item) = document.create_element("li") else {
                continue;
            };
            let mut id = String::from("graph-found-");
            let place_words = decimal(place as i64);
            id.push_str(&place_words);
            let is_offered = self.offered == Some(place);
            for (name, value) in [
                ("id", id.as_str()),
                ("role", "option"),
                ("data-do", "found"),
                ("data-place", &place_words),
                ("aria-selected", if is_offered { "true" } else { "false" }),
            ] {
                let _ = item.set_attribute(name, value);
            }
            item.set_text_content(Some(&self.picture.marks[*mark as usize].name));
            let _ = list.append_child(&item);
            if is_offered {
                let _ = field.set_attribute("aria-activedescendant", &id);
            }
        }
        let is_open = !self.found.is_empty();
        list.set_hidden(!is_open);
        let _ = field.set_attribute("aria-expanded", if is_open { "true" } else { "false" });
        if self.offered.is_none() {
            let _ = field.remove_attribute("aria-activedescendant");
        }
    }
}
