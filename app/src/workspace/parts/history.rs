//! Who changed what of a record, when, from which value to which, also the values that lost.
//!
//! Asked of the district when a person wants to see it; the device does not keep it. An earlier
//! value is brought back as an ordinary change.

use super::wording;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::sync as w;
use crate::workspace::ports::HistoryFailure;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{RecordId, RecordKind, Value};
use opora_sync::{Draft, HistoryEvent, HistoryLine};

/// What the section shows.
#[derive(Clone)]
enum Shown {
    Closed,
    Loading,
    Lines(Vec<HistoryLine>),
    Failed(HistoryFailure),
}

/// The section at the end of a record's screen.
pub fn history_section(workspace: Workspace, record: RecordId, kind: RecordKind) -> AnyView {
    let locale = workspace.l();
    let shown = RwSignal::new(Shown::Closed);
    let show = move |_| {
        shown.set(Shown::Loading);
        let asked = workspace.device().history(record);
        leptos::task::spawn_local(async move {
            let answer = match asked.await {
                Ok(lines) => Shown::Lines(lines),
                Err(failure) => Shown::Failed(failure),
            };
            // The screen may be gone by now.
            let _ = shown.try_set(answer);
        });
    };
    let button = move || {
        view! {
            <button type="button" class="button" data-testid="show-history" on:click=show>
                {w::SHOW_HISTORY.of(locale)}
            </button>
        }
        .into_any()
    };
    let note = move |words: &'static str| {
        view! { <p class="note" role="status" data-testid="history-note">{words}</p> }.into_any()
    };
    let body = move || match shown.get() {
        Shown::Closed => button(),
        Shown::Loading => note(w::HISTORY_LOADING.of(locale)),
        Shown::Failed(failure) => {
            let words = match failure {
                HistoryFailure::Offline => w::HISTORY_OFFLINE,
                HistoryFailure::SignedOut => w::HISTORY_SIGNED_OUT,
                HistoryFailure::Server => w::HISTORY_FAILED,
            };
            view! { {note(words.of(locale))} <div class="actions">{button()}</div> }.into_any()
        }
        Shown::Lines(lines) if lines.is_empty() => note(w::HISTORY_EMPTY.of(locale)),
        Shown::Lines(lines) => {
            let rows: Vec<AnyView> = lines
                .iter()
                .rev()
                .map(|line| row(workspace, record, kind, line, shown))
                .collect();
            view! { <ol class="rows" data-testid="history">{rows}</ol> }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="history">
            <div class="section__head"><h2 class="title-section" id="history">{w::HISTORY.of(locale)}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

fn row(
    workspace: Workspace,
    record: RecordId,
    kind: RecordKind,
    line: &HistoryLine,
    shown: RwSignal<Shown>,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let records = workspace.records.get_untracked();
    let (what, earlier) = match (&line.field, line.event) {
        (Some(field), event) => {
            let name = wording::field_words(kind, field, locale);
            let words = |value: &Value| wording::value_words(&records, kind, field, value, locale);
            let what = match event {
                HistoryEvent::Conflict => w::lost(locale, &name, &words(&line.to)),
                HistoryEvent::Withdrawn => w::withdrawn(locale, &name, &words(&line.from)),
                HistoryEvent::Resolved => w::resolved(locale, &name, &words(&line.to)),
                _ => w::changed(locale, &name, &words(&line.from), &words(&line.to)),
            };
            let value = match event {
                HistoryEvent::Conflict => line.to.clone(),
                _ => line.from.clone(),
            };
            let present = records
                .views
                .get(&record)
                .and_then(|view| view.projected.fields.get(field))
                .cloned()
                .unwrap_or(Value::Null);
            let viewer = workspace.viewer_untracked();
            let may = records.may_write(&viewer, record, Some(field)).is_ok();
            let earlier = (may && !value.is_null() && value != present)
                .then(|| (field.clone(), words(&value), value));
            (what, earlier)
        }
        (None, HistoryEvent::Deleted) => (w::DELETED.of(locale).to_owned(), None),
        (None, HistoryEvent::Restored) => (w::RESTORED.of(locale).to_owned(), None),
        (None, _) => (w::CREATED.of(locale).to_owned(), None),
    };
    let when = wording::moment_words(&*device, line.at_server, locale);
    let act = earlier.map(|(field, words, value)| {
        let bring_back = move |_| {
            let saved = workspace.edit(vec![Draft::Set {
                record,
                field: field.clone(),
                value: value.clone(),
            }]);
            leptos::task::spawn_local(async move {
                // A failure is said in the bar above; nothing has changed then.
                if saved.await.is_ok() {
                    workspace.say(w::BROUGHT_BACK.of(locale));
                    let _ = shown.try_set(Shown::Closed);
                }
            });
        };
        view! {
            <button type="button" class="button button--compact" data-testid="bring-back" on:click=bring_back>
                {w::bring_back(locale, &words)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="row" data-testid="history-line">
            <div class="row__text">
                <p class="row__title">{what}</p>
                <p class="row__line">{line.label.clone()}", "{when}</p>
            </div>
            {act}
        </li>
    }
    .into_any()
}
