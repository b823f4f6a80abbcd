//! The form of a visit. What does not fit is said at its field; the draft stays.

use super::entry::Entry;
use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::navigation::go;
use crate::workspace::pages::barred_head;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::stored::stored_words;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{InteractionKind, RecordId, RecordKind};
use opora_sync::Draft;

/// The form of one visit of a partnership.
pub fn form(workspace: Workspace, partnership: RecordId) -> AnyView {
    let locale = workspace.l();
    let entry = Entry::of(workspace, partnership);
    let is_busy = RwSignal::new(false);
    let date_error = RwSignal::new(None::<String>);
    let participants_error = RwSignal::new(None::<String>);
    let form_error = RwSignal::new(None::<String>);

    let record = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        for error in [date_error, participants_error, form_error] {
            error.set(None);
        }
        let fields = match entry.fields() {
            Ok(fields) => fields,
            Err(("date", problem)) => return date_error.set(Some(problem)),
            Err(("participants", problem)) => return participants_error.set(Some(problem)),
            Err((name, problem)) => {
                let label = wording::field_words(RecordKind::Interaction, name, locale);
                return form_error.set(Some(format!("{label}: {problem}")));
            }
        };
        is_busy.set(true);
        let draft = Draft::Create {
            record: entry.record,
            kind: RecordKind::Interaction,
            fields,
        };
        let saved = workspace.edit(vec![draft]);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    let _ = entry.is_done.try_set_value(true);
                    workspace.device().drop_visit_draft(entry.record);
                    workspace.say(w::RECORDED.of(locale));
                    go(workspace, &Place::Partnership(partnership).path());
                }
                Err(failure) => {
                    let _ = is_busy.try_set(false);
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = form_error.try_set(Some(words));
                }
            }
        });
    };
    Effect::new(move |before: Option<()>| {
        workspace.retries.track();
        if before.is_some() {
            entry.keep("discussion");
        }
    });
    let drafts = view! { <a href=Place::AnyVisit.path() data-testid="drafts-link">{w::DRAFTS.of(locale)}</a> };
    view! {
        {barred_head(w::RECORD_VISIT.of(locale), drafts.into_any())}
        <form class="form" novalidate on:submit=record data-testid="visit-form">
            {about(workspace, partnership)}
            {kinds(entry)}
            <div class="field-row">
                {date_field(entry, date_error)}
                {participants_field(entry, participants_error)}
            </div>
            {text(entry, "topic", w::TOPIC.of(locale), entry.topic, false)}
            {text(entry, "discussion", w::DISCUSSED.of(locale), entry.discussion, true)}
            {private_note(entry)}
            {error_line("visit", form_error)}
            <div class="action-bar">
                <button type="submit" class="button button--primary button--wide" data-testid="record"
                    aria-busy=move || is_busy.get().then_some("true")>
                    {w::RECORD_VISIT.of(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The partnership the entry is about, as a mark.
fn about(workspace: Workspace, partnership: RecordId) -> AnyView {
    let locale = workspace.l();
    let own = workspace.viewer_untracked().organisation();
    workspace.records.with_untracked(|records| {
        let Some(p) = records.partnerships.get(&partnership) else { return ().into_any() };
        view! {
            <a class="row row--plain" href=Place::AnyVisit.path()>
                {pair_mark(records, p)}
                <div class="row__text">
                    <p class="row__title">{wording::partnership_seen_by(records, p, own, locale)}</p>
                    <p class="row__line">{wording::partnership_line(p, locale)}</p>
                </div>
                <span class="row__end">{icon(Pictogram::ChevronDown)}</span>
            </a>
        }
        .into_any()
    })
}

fn kinds(entry: Entry) -> AnyView {
    let locale = entry.workspace.l();
    let chips: Vec<_> = InteractionKind::ALL
        .iter()
        .copied()
        .map(|of| {
            let is_chosen = Memo::new(move |_| entry.kind.with(|kind| kind == of.code()));
            view! {
                <button type="button" class="chip" data-testid=format!("visit-kind-{}", of.code())
                    aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
                    on:click=move |_| {
                        entry.kind.set(of.code().to_owned());
                        entry.keep("kind");
                    }>
                    {move || is_chosen.get().then(|| view! { {small_icon(Pictogram::Check)} })}
                    {wording::capital(of.label(locale))}
                </button>
            }
        })
        .collect();
    view! {
        <div class="field" role="group" aria-labelledby="visit-kind-label">
            <div class="field__head">
                <span class="field__label" id="visit-kind-label">{w::WHAT_HAPPENED.of(locale)}</span>
                {kept_mark(entry, "kind")}
            </div>
            <div class="chips">{chips}</div>
        </div>
    }
    .into_any()
}

fn date_field(entry: Entry, error: RwSignal<Option<String>>) -> AnyView {
    let locale = entry.workspace.l();
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="visit-date">{w::WHEN.of(locale)}</label>
                {kept_mark(entry, "date")}
            </div>
            <input class="field__input" id="visit-date" data-testid="visit-date" type="date"
                aria-describedby="visit-date-error"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=entry.date
                on:input=move |event| {
                    entry.date.set(event_target_value(&event));
                    entry.keep("date");
                }/>
            {error_line("visit-date", error)}
        </div>
    }
    .into_any()
}

fn participants_field(entry: Entry, error: RwSignal<Option<String>>) -> AnyView {
    let locale = entry.workspace.l();
    let step = move |by: i64| {
        let present = entry
            .participants
            .with_untracked(|text| text.trim().parse::<i64>().unwrap_or(0));
        entry.participants.set((present + by).max(0).to_string());
        entry.keep("participants");
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="visit-participants">{w::PARTICIPANTS.of(locale)}</label>
                {kept_mark(entry, "participants")}
            </div>
            <div class="stepper">
                <button type="button" class="stepper__button" aria-label=w::FEWER.of(locale)
                    data-testid="visit-fewer" on:click=move |_| step(-1)>
                    {icon(Pictogram::Minus)}
                </button>
                <input class="field__input stepper__input" id="visit-participants"
                    data-testid="visit-participants" inputmode="numeric" autocomplete="off"
                    aria-describedby="visit-participants-error"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=entry.participants
                    on:input=move |event| {
                        entry.participants.set(event_target_value(&event));
                        entry.keep("participants");
                    }/>
                <button type="button" class="stepper__button" aria-label=w::MORE.of(locale)
                    data-testid="visit-more" on:click=move |_| step(1)>
                    {icon(Pictogram::Plus)}
                </button>
            </div>
            {error_line("visit-participants", error)}
        </div>
    }
    .into_any()
}

fn text(
    entry: Entry,
    name: &'static str,
    label: &'static str,
    signal: RwSignal<String>,
    is_long: bool,
) -> AnyView {
    let id = format!("visit-{name}");
    let on_input = move |event: ev::Event| {
        signal.set(event_target_value(&event));
        entry.keep(name);
    };
    let input = match is_long {
        true => view! {
            <textarea class="field__input" id=id.clone() data-testid=id.clone() rows="4"
                prop:value=signal on:input=on_input></textarea>
        }
        .into_any(),
        false => view! {
            <input class="field__input" id=id.clone() data-testid=id.clone() type="text" autocomplete="off"
                prop:value=signal on:input=on_input/>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for=id>{label}</label>
                {kept_mark(entry, name)}
            </div>
            {input}
        </div>
    }
    .into_any()
}

fn private_note(entry: Entry) -> AnyView {
    let locale = entry.workspace.l();
    view! {
        <div class="field field--private">
            <div class="field__head">
                <label class="field__label" for="visit-private-note">
                    {small_icon(Pictogram::Note)}" "{w::PRIVATE_NOTE.of(locale)}
                </label>
                {kept_mark(entry, "private_note")}
            </div>
            <textarea class="field__input" id="visit-private-note" data-testid="visit-private-note" rows="2"
                aria-describedby="visit-private-note-hint" prop:value=entry.private_note
                on:input=move |event| {
                    entry.private_note.set(event_target_value(&event));
                    entry.keep("private_note");
                }></textarea>
            <p class="field__hint" id="visit-private-note-hint">{w::NOT_PUBLISHED.of(locale)}</p>
        </div>
    }
    .into_any()
}

/// «✓ здесь, 10:42» beside every field that was kept since the form was opened.
fn kept_mark(entry: Entry, name: &'static str) -> AnyView {
    let locale = entry.workspace.l();
    let time = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        entry.kept.with(|kept| {
            if let Some((field, at)) = kept
                && *field == name
            {
                time.set(Some(at.clone()));
            }
        });
    });
    (move || {
        time.get()
            .map(|time| stored_words(name, "here", w::here_at(locale, &time)))
    })
    .into_any()
}
