//! What is read until a person wants to edit it: a line with a pencil, in whose place its fields
//! open. One is open at a time; leaving it loses nothing, as its fields store what is typed.

use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::plan as w;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind};
use opora_sync::Draft;
use wasm_bindgen::JsCast;

/// Which line of a screen is open, by its name.
#[derive(Clone, Copy)]
pub struct Opened {
    pub workspace: Workspace,
    pub may_edit: Memo<bool>,
    name: RwSignal<Option<String>>,
}

impl Opened {
    pub fn new(workspace: Workspace, may_edit: Memo<bool>) -> Self {
        let name = RwSignal::new(None);
        Opened {
            workspace,
            may_edit,
            name,
        }
    }

    pub fn open(self, name: &str) {
        self.name.set(Some(name.to_owned()));
        focus_soon(format!(
            ".line-open [id=\"{name}\"], .line-open input, .line-open textarea"
        ));
    }

    fn close(self, name: &str) {
        self.name.set(None);
        focus_soon(format!("[id=\"edit-{name}\"]"));
    }

    /// Is this line open? Kept up to date.
    pub fn is_open(self, name: &str) -> Memo<bool> {
        let name = name.to_owned();
        Memo::new(move |_| {
            let is_open = self
                .name
                .with(|open| open.as_deref() == Some(name.as_str()));
            is_open && self.may_edit.get()
        })
    }

    /// The pencil beside what is read.
    pub fn pencil(self, name: &str, label: &str) -> AnyView {
        let locale = self.workspace.l();
        let (id, name) = (format!("edit-{name}"), name.to_owned());
        let label = w::edit_line(locale, label);
        let open = move |_| self.open(&name);
        view! {
            <button type="button" class="icon-button line-edit" id=id.clone() data-testid=id aria-label=label on:click=open>
                {icon(Pictogram::Edit)}
            </button>
        }
        .into_any()
    }

    /// The fields in the line's place, and the way back.
    pub fn fields(self, name: &str, fields: AnyView, more: AnyView) -> AnyView {
        let locale = self.workspace.l();
        let name = name.to_owned();
        view! {
            <div class="line-open">
                <div class="form">{fields}</div>
                <div class="actions">
                    <button type="button" class="button button--compact" data-testid="line-ready"
                        on:click=move |_| self.close(&name)>
                        {small_icon(Pictogram::Check)}{w::READY.of(locale)}
                    </button>
                    {more}
                </div>
            </div>
        }
        .into_any()
    }
}

/// Deleting a record, asked about in place.
pub fn deletion(
    workspace: Workspace,
    record: RecordId,
    words: &'static str,
    done: impl Fn() + Copy + 'static,
) -> AnyView {
    let locale = workspace.l();
    let is_asking = RwSignal::new(false);
    let delete = move |_| {
        is_asking.set(false);
        let saved = workspace.edit(vec![Draft::Delete { record }]);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; the record stays.
            if saved.await.is_ok() {
                done();
            }
        });
    };
    (move || match is_asking.get() {
        true => view! {
            <span class="caption">{w::DELETE_SURE.of(locale)}</span>
            <button type="button" class="button button--danger button--compact" data-testid="delete-yes"
                on:click=delete>{w::DELETE_YES.of(locale)}</button>
            <button type="button" class="button button--compact"
                on:click=move |_| is_asking.set(false)>{w::KEEP.of(locale)}</button>
        }
        .into_any(),
        false => view! {
            <button type="button" class="button button--text button--compact" data-testid="delete-record"
                on:click=move |_| is_asking.set(true)>{words}</button>
        }
        .into_any(),
    })
    .into_any()
}

/// Makes a record and opens its fields under the name `prefix-IDENTITY`.
pub fn add(
    opened: Opened,
    kind: RecordKind,
    prefix: &'static str,
    fields: Fields,
    problem: RwSignal<Option<&'static str>>,
) {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let record = workspace.device().new_record_id();
    let saved = workspace.edit(vec![Draft::Create {
        record,
        kind,
        fields,
    }]);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => opened.open(&format!("{prefix}-{record}")),
            Err(failure) => {
                let words = wording::save_failure_words(failure, locale);
                let _ = problem.try_set(Some(words));
            }
        }
    });
}

/// Gives the first element that fits the focus, once it is drawn.
pub fn focus_soon(selector: String) {
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
