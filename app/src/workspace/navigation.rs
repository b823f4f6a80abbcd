//! The address bar: which path is open, links inside the workspace, back and forward.
//!
//! Knows no screens: what a path means is [`Place`](super::place::Place)'s to say. Links that lead
//! out of the workspace, and those a person opens elsewhere, are the browser's.

use super::state::Workspace;
use leptos::ev::{self, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement};

/// Follows the address for as long as the page lives.
pub fn follow_address(workspace: Workspace) {
    let read = move || {
        workspace
            .path
            .set(location().pathname().unwrap_or_default())
    };
    read();
    window_event_listener(ev::popstate, move |_| read());
    window_event_listener(ev::click, move |event| {
        if let Some(link) = link_of(&event) {
            event.prevent_default();
            go(workspace, &format!("{}{}", link.pathname(), link.search()));
        }
    });
}

/// Opens a path of the workspace.
pub fn go(workspace: Workspace, path: &str) {
    let here = location();
    let open = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
    if open != path
        && let Ok(history) = window().history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
    workspace
        .path
        .set(location().pathname().unwrap_or_default());
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// The link into the workspace that a plain click is on.
fn link_of(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let is_plain = !event.default_prevented()
        && event.button() == 0
        && !event.meta_key()
        && !event.alt_key()
        && !event.ctrl_key()
        && !event.shift_key();
    if !is_plain {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let path = link.pathname();
    let is_ours = link.origin() == location().origin().ok()?
        && (path == "/app" || path.starts_with("/app/"))
        && link.hash().is_empty()
        && link.target().is_empty()
        && !link.has_attribute("download")
        && link.rel().split(' ').all(|word| word != "external");
    is_ours.then_some(link)
}
