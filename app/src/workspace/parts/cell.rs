//! A cell of a table that is typed into: stored on the device as soon as the typing settles, and
//! left by the arrow keys as in a spreadsheet. Says nothing beside itself: the table says where its
//! values are.

use super::wording;
use crate::markup::{AnyView, IntoAny, view};
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use opora_sync::Draft;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Typing settles for this long before it is stored.
const TYPING_SETTLES: Duration = Duration::from_millis(600);

/// What a typed text becomes; the error says what happened and what is kept.
pub type Drafts = Rc<dyn Fn(&str) -> Result<Vec<Draft>, String>>;
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

#[derive(Clone, Copy)]
struct Typing {
    workspace: Workspace,
    stored: Memo<String>,
    drafts: StoredValue<Drafts, LocalStorage>,
    text: RwSignal<String>,
    is_dirty: RwSignal<bool>,
    is_saving: RwSignal<bool>,
    is_invalid: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    fn typed(self, text: String) {
        self.text.set(text);
        self.is_dirty.set(true);
        self.is_invalid.set(false);
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.save(false), TYPING_SETTLES).ok();
        self.timer.set_value(timer);
    }

    fn stop_timer(self) {
        self.timer.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }

    fn save(self, is_final: bool) {
        if self.is_dirty.try_get_untracked() != Some(true) {
            return;
        }
        if is_final {
            self.stop_timer();
        }
        let (Some(text), Some(stored)) = (
            self.text.try_get_untracked(),
            self.stored.try_get_untracked(),
        ) else {
            return;
        };
        if text.trim() == stored {
            self.is_dirty.set(false);
            return;
        }
        // One at a time; looked at again when the running one is done.
        if self.is_saving.get_untracked() {
            return;
        }
        let drafts = self.drafts.with_value(|drafts| drafts(text.trim()));
        let drafts = match drafts {
            Ok(drafts) => drafts,
            Err(words) => {
                if is_final {
                    self.fail(words);
                }
                return;
            }
        };
        self.is_saving.set(true);
        let saved = self.workspace.edit(drafts);
        let locale = self.workspace.l();
        leptos::task::spawn_local(async move {
            let result = saved.await;
            // The table may be gone: then nobody is there to be told.
            if self.is_saving.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(_) if self.text.get_untracked() == text => {
                    self.is_dirty.set(false);
                    self.error.set(None);
                }
                Ok(_) => self.save(false),
                Err(failure) => self.fail(wording::save_failure_words(failure, locale).to_owned()),
            }
        });
    }

    fn fail(self, words: String) {
        self.is_invalid.set(true);
        self.error.set(Some(words));
    }
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
    let typing = Typing {
        workspace,
        stored,
        drafts: StoredValue::new_local(drafts),
        text: RwSignal::new(stored.get_untracked()),
        is_dirty: RwSignal::new(false),
        is_saving: RwSignal::new(false),
        is_invalid: RwSignal::new(false),
        error,
        timer: StoredValue::new(None),
    };
    // News of the district come into the cell unless a person is typing in it.
    Effect::new(move |_| {
        let value = stored.get();
        if !typing.is_dirty.get_untracked() {
            typing.text.set(value);
        }
    });
    Effect::new(move |before: Option<()>| {
        workspace.retries.track();
        if before.is_some() {
            typing.save(true);
        }
    });
    let leaving = window_event_listener(ev::pagehide, move |_| typing.save(true));
    let hiding = window_event_listener(ev::visibilitychange, move |_| typing.save(true));
    on_cleanup(move || {
        leaving.remove();
        hiding.remove();
        typing.save(true);
    });
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
