//! Composing a definition without code: the form, the sentence it makes, and what it gives on the
//! records of the network before it is kept. Decides nothing of what a definition means: the language
//! says what is wrong with it, and the engine what it gives.

mod choices;
mod conditions;
mod controls;
mod made;
mod reading;

use super::figures::Figures;
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::definitions as w;
use crate::workspace::navigation::go;
use crate::workspace::pages::{barred_head, missing_record};
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::wording;
use crate::workspace::place::{Code, Place};
use crate::workspace::state::Workspace;
use choices::{direction, members, periods, proof, result, text};
use conditions::conditions;
use leptos::prelude::*;
use made::{Group, Made, problem_words};
use opora_domain::{Direction, Fields, Locale, OwnDefinition, RecordId, RecordKind, Value, Viewer};
use opora_indicators::Own;
use opora_indicators::definition::Title;
use opora_sync::Draft;
use reading::{definition, reading};

#[derive(Clone, Copy)]
struct Form {
    /// The record; a new one has its identity before it is kept.
    id: RecordId,
    title: RwSignal<String>,
    title_en: RwSignal<String>,
    made: RwSignal<Made>,
    direction: RwSignal<Option<Direction>>,
    note: RwSignal<String>,
    error: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
}

/// The form of a new definition, perhaps after one that is there.
pub fn new_page(workspace: Workspace, after: Option<Code>) -> AnyView {
    let figures = Figures::now_untracked(workspace);
    let pattern = after.and_then(|code| {
        let code = code.to_string();
        let own = code.parse().ok().and_then(|id| figures.catalogue.own(id));
        let direction = own.and_then(|own| own.record.direction);
        Some((figures.catalogue.source(&code).definition()?, direction))
    });
    let id = workspace.device().new_record_id();
    let (made, title, direction) = match pattern {
        Some((definition, direction)) => (Made::of(&definition), definition.title, direction),
        None => (
            Made::default(),
            blank_title(),
            Some(Direction::MoreIsBetter),
        ),
    };
    let form = Form {
        id,
        title: RwSignal::new(title.ru),
        title_en: RwSignal::new(title.en),
        made: RwSignal::new(made),
        direction: RwSignal::new(direction),
        note: RwSignal::new(String::new()),
        error: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    page(workspace, w::NEW.of(workspace.l()), form, None)
}

/// The form of a definition the network has.
pub fn change_page(workspace: Workspace, id: RecordId) -> AnyView {
    let figures = Figures::now_untracked(workspace);
    let Some(own) = figures.catalogue.own(id).cloned() else {
        return missing_record(workspace);
    };
    let made = own.read.as_ref().map_or_else(|_| Made::default(), Made::of);
    let record = own.record.clone();
    let form = Form {
        id,
        title: RwSignal::new(record.title),
        title_en: RwSignal::new(record.other_title.unwrap_or_default()),
        made: RwSignal::new(made),
        direction: RwSignal::new(record.direction),
        note: RwSignal::new(record.note.unwrap_or_default()),
        error: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    page(workspace, w::CHANGING.of(workspace.l()), form, Some(own))
}

fn blank_title() -> Title {
    Title {
        ru: String::new(),
        en: String::new(),
    }
}

fn page(workspace: Workspace, head: &'static str, form: Form, before: Option<Own>) -> AnyView {
    let locale = workspace.l();
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return view! {
            {barred_head(head, ().into_any())}
            {notice_with(NoticeKind::Forbidden, w::FORBIDDEN.of(locale), w::FORBIDDEN_TEXT.of(locale), view! {
                <a class="button" href=Place::Indicators.path()>{crate::words::indicators::INDICATORS.of(locale)}</a>
            })}
        }
        .into_any();
    }
    let unread = before.as_ref().filter(|own| own.read.is_err()).map(
        |_| view! { <p class="note">{crate::words::indicators::UNKNOWN_SOURCE.of(locale)}</p> },
    );
    let record = before.map(|own| own.record);
    let deleting = record.as_ref().map(|record| deleting(workspace, record.id));
    let keep = move |_| keep(workspace, form, record.as_ref());
    let group_among = move || conditions(form.made, Group::Among, locale);
    let group_counted = move || conditions(form.made, Group::Counted, locale);
    view! {
        {barred_head(head, ().into_any())}
        <p class="screen-lead">{w::LEAD.of(locale)}</p>
        {unread}
        <div class="compose">
            <div class="form" data-testid="definition-form">
                {text("definition-title", w::TITLE.of(locale), None, form.title)}
                {members(form.made, locale)}
                {group_among}
                {group_counted}
                {result(form.made, locale)}
                {periods(form.made, locale)}
                {proof(form.made, locale)}
                {direction(form.direction, locale)}
                {text("definition-title-en", w::TITLE_EN.of(locale), Some(w::TITLE_EN_HINT.of(locale)), form.title_en)}
                {text("definition-note", w::NOTE.of(locale), None, form.note)}
            </div>
            <aside class="panel compose__panel" aria-labelledby="reads">
                {reading(workspace, form)}
                {error_line("definition", form.error)}
                <div class="actions">
                    <button type="button" class="button button--primary" data-testid="keep-definition" on:click=keep>{w::KEEP.of(locale)}</button>
                </div>
            </aside>
        </div>
        {deleting}
    }
    .into_any()
}

fn keep(workspace: Workspace, form: Form, before: Option<&OwnDefinition>) {
    let locale = workspace.l();
    if form.is_busy.get_untracked() {
        return;
    }
    let drafts = match drafts(form, before, locale) {
        Ok(drafts) => drafts,
        Err(words) => return form.error.set(Some(words)),
    };
    form.error.set(None);
    form.is_busy.set(true);
    let saved = workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => {
                workspace.say(w::KEPT.of(locale));
                let place = Code::read(&form.id.to_string()).map(Place::Definition);
                go(workspace, &place.unwrap_or(Place::Indicators).path());
            }
            Err(failure) => {
                let _ = form.is_busy.try_set(false);
                let words = wording::save_failure_words(failure, locale).to_owned();
                let _ = form.error.try_set(Some(words));
            }
        }
    });
}

/// What has to be stored, or what is wrong.
fn drafts(
    form: Form,
    before: Option<&OwnDefinition>,
    locale: Locale,
) -> Result<Vec<Draft>, String> {
    let title = form.title.get_untracked().trim().to_owned();
    if title.is_empty() {
        return Err(w::NEED_TITLE.of(locale).to_owned());
    }
    let definition = untrack(|| definition(form));
    if let Some(problem) = definition.problems().first() {
        return Err(problem_words(problem, locale));
    }
    let text = |text: String| match text.trim() {
        "" => Value::Null,
        text => Value::from(text),
    };
    let direction = form.direction.get_untracked().map(Direction::code);
    let fields = Fields::from([
        ("title".to_owned(), Value::from(title)),
        (
            "other_title".to_owned(),
            text(form.title_en.get_untracked()),
        ),
        ("source".to_owned(), Value::from(definition.declared())),
        (
            "direction".to_owned(),
            direction.map_or(Value::Null, Value::from),
        ),
        ("note".to_owned(), text(form.note.get_untracked())),
    ]);
    if let Some(problem) = opora_domain::validate(RecordKind::Definition, &fields).first() {
        return Err(format!("{}.", wording::capital(problem.code.label(locale))));
    }
    let Some(before) = before else {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
        return Ok(vec![Draft::Create {
            record: form.id,
            kind: RecordKind::Definition,
            fields: fields.collect(),
        }]);
    };
    let was = |name: &str| {
        let known = match name {
            "title" => Some(before.title.clone()),
            "other_title" => before.other_title.clone(),
            "source" => Some(before.source.clone()),
            "direction" => before.direction.map(|it| it.code().to_owned()),
            _ => before.note.clone(),
        };
        known.map_or(Value::Null, Value::from)
    };
    let changed = fields
        .into_iter()
        .filter(|(name, value)| was(name) != *value);
    let sets = changed.map(|(field, value)| Draft::Set {
        record: form.id,
        field,
        value,
    });
    Ok(sets.collect())
}

/// Taking a definition out, and who is counted by it.
fn deleting(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let used = move || {
        let figures = Figures::now(workspace);
        let source = id.to_string();
        let of_it = figures
            .indicators
            .iter()
            .filter(|one| one.source.as_deref() == Some(&source));
        let titles: Vec<String> = of_it.map(|one| one.title.clone()).collect();
        (!titles.is_empty()).then(|| {
            let words = w::used_by(locale, &titles.join("; "));
            view! { <p class="note" lang="ru">{words}</p> }
        })
    };
    let delete = move |_| {
        let saved = workspace.edit(vec![Draft::Delete { record: id }]);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; nothing has changed then.
            if saved.await.is_ok() {
                workspace.say(w::DELETED.of(locale));
                go(workspace, &Place::Indicators.path());
            }
        });
    };
    view! {
        <details class="fold compose__delete">
            <summary>{w::DELETE.of(locale)}</summary>
            <p class="note">{w::DELETE_TEXT.of(locale)}</p>
            {used}
            <div class="actions">
                <button type="button" class="button" data-testid="delete-definition" on:click=delete>{w::DELETE.of(locale)}</button>
            </div>
        </details>
    }
    .into_any()
}
