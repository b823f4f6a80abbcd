//! The page's own legend as a filter of what is drawn here: the boxes that are not ticked.

use super::parts::Parts;
use crate::sift::Sift;
use opora_domain::{Family, PartnershipStatus};
use opora_graph::{RoleKind, StatusFilter};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// What the form hides. Fields it does not know, it leaves to the server.
pub fn read(parts: &Parts) -> Sift {
    let mut sift = Sift::default();
    let Some(legend) = parts.legend() else {
        return sift;
    };
    let Ok(boxes) = legend.query_selector_all("input[type=checkbox]") else {
        return sift;
    };
    for at in 0..boxes.length() {
        let Some(input) = boxes
            .item(at)
            .and_then(|node| node.dyn_into::<HtmlInputElement>().ok())
        else {
            continue;
        };
        if input.checked() {
            continue;
        }
        let value = input.value();
        if let Some(role) = value.strip_prefix("role-").and_then(RoleKind::from_code) {
            sift.roles.push(role);
        } else if let Some(family) = Family::from_code(&value) {
            sift.families.push(family);
        }
    }
    // The chosen option of the state; without a form field, what is open.
    let status = legend
        .query_selector("select[name=status] option:checked")
        .ok()
        .flatten()
        .and_then(|option| option.get_attribute("value"))
        .and_then(|code| StatusFilter::from_code(&code))
        .unwrap_or_default();
    let hidden = PartnershipStatus::ALL.iter().copied();
    sift.statuses = hidden.filter(|each| !status.lets_through(*each)).collect();
    sift
}
