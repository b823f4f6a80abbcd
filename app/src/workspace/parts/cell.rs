//! A cell of a table that is typed into ([`Typing`]), and left by the arrow keys as in a
//! spreadsheet. Says nothing beside itself: the table says where its values are.

use super::typing::{Drafts, Typing};
use crate::markup::{AnyView, IntoAny, view};
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Takes lines of cells pasted at this one; `false` when it is one value only.
pub type Paste = Rc<dyn Fn(&str) -> bool>;

/// One cell.
pub struct Cell {
    /// Row and column in its table, from 0.
    pub at: (usize, usize),
    /// Names it to those who do not see the table.
    pub label: String,
    pub test_id: &'static str,
    pub stored: Memo<String>,
    pub drafts: Drafts,
    pub paste: Option<Paste>,
    /// Where the table says what is wrong.
    pub error: RwSignal<Option<String>>,
}

/// A cell's input.
pub fn cell(workspace: Workspace, cell: Cell) -> AnyView {
    let Cell {
        at: (row, column),
        label,
        test_id,
        stored,
        drafts,
        paste,
        error,
    } = cell;
    let typing = Typing::new(workspace, stored, drafts, error);
    let on_paste = move |event: ev::ClipboardEvent| {
        let Some(paste) = &paste else { return };
        if pasted_text(&event).is_some_and(|text| paste(&text)) {
            event.prevent_default();
        }
    };
    view! {
        <input class="cell" type="text" autocomplete="off" data-testid=test_id
            data-row=row data-column=column aria-label=label
            aria-invalid=move || typing.is_invalid.get().then_some("true")
            prop:value=typing.text
            on:input=move |event: ev::Event| typing.typed(event_target_value(&event))
            on:change=move |_: ev::Event| typing.save(true)
            on:blur=move |_: ev::FocusEvent| typing.save(true)
            on:keydown=move |event: ev::KeyboardEvent| step(&event, row, column)
            on:paste=on_paste/>
    }
    .into_any()
}

/// The text of the clipboard. Read by name: the type for it would bring more of the browser in.
fn pasted_text(event: &ev::Event) -> Option<String> {
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let clipboard = get(event, "clipboardData")?;
    let read: js_sys::Function = get(&clipboard, "getData")?.dyn_into().ok()?;
    read.call1(&clipboard, &"text/plain".into())
        .ok()?
        .as_string()
}

/// Up, down and Enter lead to the cell above or below.
fn step(event: &ev::KeyboardEvent, row: usize, column: usize) {
    let to = match event.key().as_str() {
        "ArrowDown" | "Enter" => row + 1,
        "ArrowUp" if row > 0 => row - 1,
        _ => return,
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|cell| cell.closest("table").ok().flatten())
        .and_then(|table| {
            let wanted = format!("[data-row=\"{to}\"][data-column=\"{column}\"]");
            table.query_selector(&wanted).ok().flatten()
        })
        .and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(target) = target {
        event.prevent_default();
        let _ = target.focus();
        target.select();
    }
}
