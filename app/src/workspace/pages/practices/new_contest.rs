//! A new contest: title, level and year. A school that enters one takes part in it.

use super::new::forbidden;
use super::participants::part;
use super::reading::{contests, may_enter};
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::practices as w;
use crate::workspace::navigation::go;
use crate::workspace::pages::barred_head;
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::{ContestLevel, Fields, RecordId, RecordKind, Value};
use opora_sync::Draft;

#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    year: RwSignal<String>,
    level: RwSignal<Option<ContestLevel>>,
    error: RwSignal<Option<String>>,
    /// One of the same title and year.
    known: RwSignal<Option<RecordId>>,
    is_busy: RwSignal<bool>,
}

/// The form of a new contest.
pub fn new_contest_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    if !may_enter(&workspace.viewer_untracked()) {
        return forbidden(workspace, w::NEW_CONTEST.of(locale), SharedPlace::Contests);
    }
    let form = Form {
        title: RwSignal::new(String::new()),
        year: RwSignal::new(wording::today(&*workspace.device()).year().to_string()),
        level: RwSignal::new(None),
        error: RwSignal::new(None),
        known: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    let chips: Vec<AnyView> = ContestLevel::ALL
        .iter()
        .copied()
        .map(|of| {
            view! {
                <button type="button" class="chip" data-testid=format!("level-{}", of.code())
                    aria-pressed=move || if form.level.get() == Some(of) { "true" } else { "false" }
                    on:click=move |_| form.level.set(Some(of))>
                    {move || (form.level.get() == Some(of)).then(|| view! { {small_icon(Pictogram::Check)} })}
                    {wording::capital(of.label(locale))}
                </button>
            }
            .into_any()
        })
        .collect();
    let known = move || {
        form.known.get().map(|id| {
            let path = Place::Shared(SharedPlace::Contest(id)).path();
            view! {
                <p class="note" role="status" data-testid="known-contest">
                    {w::KNOWN.of(locale)}" "<a href=path>{w::OPEN_KNOWN.of(locale)}</a>
                </p>
            }
        })
    };
    view! {
        {barred_head(w::NEW_CONTEST.of(locale), ().into_any())}
        <form class="form" data-testid="contest-form" on:submit=move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            enter(workspace, form);
        }>
            <div class="field">
                <label class="field__label" for="contest-title">{w::TITLE.of(locale)}</label>
                <input class="field__input" id="contest-title" data-testid="contest-title" type="text" autocomplete="off"
                    prop:value=form.title on:input=move |event| form.title.set(event_target_value(&event))/>
            </div>
            <div class="field" role="group" aria-labelledby="contest-level">
                <span class="field__label" id="contest-level">{w::LEVEL.of(locale)}</span>
                <div class="chips">{chips}</div>
            </div>
            <div class="field">
                <label class="field__label" for="contest-year">{w::YEAR.of(locale)}</label>
                <input class="field__input" id="contest-year" data-testid="contest-year" type="text" autocomplete="off"
                    aria-describedby="contest-year-hint"
                    prop:value=form.year on:input=move |event| form.year.set(event_target_value(&event))/>
                <p class="field__hint" id="contest-year-hint">{w::YEAR_HINT.of(locale)}</p>
            </div>
            {known}
            {error_line("contest", form.error)}
            <div class="actions">
                <button type="submit" class="button button--primary" data-testid="enter-contest">{w::ENTER.of(locale)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What the form says, or what is wrong with it.
fn fields(workspace: Workspace, form: Form) -> Result<Fields, String> {
    let locale = workspace.l();
    let title = form.title.get_untracked().trim().to_owned();
    if title.is_empty() {
        return Err(w::NEED_TITLE.of(locale).to_owned());
    }
    let level = form.level.get_untracked();
    let level = level.ok_or_else(|| w::NEED_LEVEL.of(locale).to_owned())?;
    let mut fields = Fields::from([
        ("title".to_owned(), Value::from(title)),
        ("level".to_owned(), Value::from(level.code())),
    ]);
    let year = form.year.get_untracked().trim().to_owned();
    if !year.is_empty() {
        fields.insert("year".to_owned(), Value::from(year));
    }
    if let Some(own) = workspace.viewer_untracked().organisation() {
        fields.insert("school".to_owned(), Value::from(own.to_string()));
    }
    for (name, value) in &fields {
        if let Some(problem) = problem_of(RecordKind::Contest, name, value, locale) {
            return Err(problem);
        }
    }
    Ok(fields)
}

fn enter(workspace: Workspace, form: Form) {
    let locale = workspace.l();
    if form.is_busy.get_untracked() {
        return;
    }
    form.known.set(None);
    let fields = match fields(workspace, form) {
        Ok(fields) => fields,
        Err(problem) => return form.error.set(Some(problem)),
    };
    form.error.set(None);
    let said = |name: &str| normal(fields.get(name).and_then(Value::as_str).unwrap_or(""));
    let (title, year) = (said("title"), said("year"));
    let known = workspace.records.with_untracked(|records| {
        let all = contests(records);
        let mut same = all
            .iter()
            .filter(|it| normal(&it.title) == title && normal(&it.year.text) == year);
        same.next().map(|it| it.id)
    });
    if known.is_some() {
        return form.known.set(known);
    }
    form.is_busy.set(true);
    let record = workspace.device().new_record_id();
    let mut drafts = vec![Draft::Create {
        record,
        kind: RecordKind::Contest,
        fields,
    }];
    if let Some(own) = workspace.viewer_untracked().organisation() {
        drafts.push(part(workspace, record, own.to_string()));
    }
    let saved = workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => {
                workspace.say(w::ENTERED.of(locale));
                go(
                    workspace,
                    &Place::Shared(SharedPlace::Contest(record)).path(),
                );
            }
            Err(failure) => {
                let _ = form.is_busy.try_set(false);
                let words = wording::save_failure_words(failure, locale).to_owned();
                let _ = form.error.try_set(Some(words));
            }
        }
    });
}
