//! Fields edited in place: each is stored on the device as soon as it is complete. A value that
//! does not fit stays in the field with the reason; what was stored before is kept.

pub use super::shape::Shape;
use super::stored::stored_mark;
use super::typing::{Drafts, Typing};
use super::wording;
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::schema::field_of;
use opora_domain::validation::validate_value;
use opora_domain::{Locale, ProblemCode, RecordId, RecordKind, Value};
use opora_sync::{Draft, Replica};
use std::rc::Rc;

/// One field of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRef {
    pub record: RecordId,
    pub kind: RecordKind,
    pub name: &'static str,
}

/// What is wrong with a value of this field, in words; `None` when nothing is.
pub fn problem_of(kind: RecordKind, field: &str, value: &Value, locale: Locale) -> Option<String> {
    let spec = field_of(kind, field)?;
    if value.is_null() {
        return spec.is_required.then(|| w::MUST_FILL.of(locale).to_owned());
    }
    let code = validate_value(spec.kind, value).err()?;
    let words = match code {
        ProblemCode::EndBeforeStart => w::END_FIRST,
        ProblemCode::TooLong => w::TOO_LONG,
        _ => w::DOES_NOT_FIT,
    };
    Some(words.of(locale).to_owned())
}

/// The value of a field as the person sees it, kept up to date.
fn value_of(workspace: Workspace, field: FieldRef) -> Memo<Value> {
    Memo::new(move |_| {
        workspace.records.with(|records| {
            records
                .views
                .get(&field.record)
                .and_then(|view| view.projected.fields.get(field.name).cloned())
                .unwrap_or(Value::Null)
        })
    })
}

/// A field that is typed into. `id` names the input; `hint` stands under it.
pub fn text_field(
    workspace: Workspace,
    field: FieldRef,
    shape: Shape,
    id: &'static str,
    label: String,
    hint: Option<&'static str>,
) -> AnyView {
    named_field(workspace, field, shape, id.to_owned(), label, hint)
}

/// The same with a name of its own: for records of which several stand on one screen.
pub fn named_field(
    workspace: Workspace,
    field: FieldRef,
    shape: Shape,
    id: String,
    label: String,
    hint: Option<&'static str>,
) -> AnyView {
    let value = value_of(workspace, field);
    let stored = Memo::new(move |_| value.with(|value| shape.show(value)));
    let drafts = drafts_of(workspace, field, shape);
    let typing = Typing::new(workspace, stored, drafts, RwSignal::new(None));
    let input = match shape {
        Shape::Area | Shape::Paragraphs => Input::Area,
        Shape::Count => Input::Number,
        _ => Input::Line,
    };
    let mark = stored_mark(workspace, field.record, field.name);
    typed_field(typing, input, id, (label, mark), hint)
}

/// What a text makes of a field: a value is read beside the one that is there.
fn drafts_of(workspace: Workspace, field: FieldRef, shape: Shape) -> Drafts {
    Rc::new(move |text, replica| {
        let FieldRef { record, kind, name } = field;
        let locale = workspace.l();
        let current = value_in(replica, record, name);
        let records = workspace.records.get_untracked();
        let value = shape.read(text, &current, &records, locale)?;
        if let Some(problem) = problem_of(kind, name, &value, locale) {
            let shown = shape.show(&current);
            let kept = match shown.is_empty() {
                true => w::NOTHING_KEPT.of(locale).to_owned(),
                false => w::kept(locale, &shown),
            };
            return Err(format!("{problem} {kept}"));
        }
        if value == current {
            return Ok(vec![]);
        }
        Ok(vec![Draft::Set {
            record,
            field: name.to_owned(),
            value,
        }])
    })
}

/// The value of a field after all steps so far.
pub fn value_in(replica: &Replica, record: RecordId, field: &str) -> Value {
    let view = replica.visible(record);
    view.and_then(|mut view| view.projected.fields.remove(field))
        .unwrap_or(Value::Null)
}

/// How much room a text gets, and which keys a phone offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Line,
    Area,
    Number,
}

/// An input with its label and the mark of where its value is, its hint, and what is wrong.
pub fn typed_field(
    typing: Typing,
    input: Input,
    id: String,
    (label, mark): (String, AnyView),
    hint: Option<&'static str>,
) -> AnyView {
    let on_input = move |event: ev::Event| typing.typed(event_target_value(&event));
    let on_change = move |_: ev::Event| typing.save(true);
    let on_blur = move |_: ev::FocusEvent| typing.save(true);
    let is_invalid = move || typing.is_invalid.get().then_some("true");
    let described = format!("{id}-hint {id}-error");
    let test_id = format!("field-{id}");
    let body = match input {
        Input::Area => view! {
            <textarea class="field__input" id=id.clone() data-testid=test_id rows="3" aria-describedby=described
                aria-invalid=is_invalid prop:value=typing.text
                on:input=on_input on:change=on_change on:blur=on_blur></textarea>
        }
        .into_any(),
        Input::Line | Input::Number => {
            let mode = if input == Input::Number { "numeric" } else { "text" };
            view! {
                <input class="field__input" type="text" inputmode=mode id=id.clone() data-testid=test_id
                    autocomplete="off" aria-describedby=described aria-invalid=is_invalid
                    prop:value=typing.text on:input=on_input on:change=on_change on:blur=on_blur/>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for=id.clone()>{label}</label>
                {mark}
            </div>
            {body}
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {error_line(&id, typing.error)}
        </div>
    }
    .into_any()
}

/// The line under a field that says what is wrong.
pub fn error_line(id: &str, error: RwSignal<Option<String>>) -> AnyView {
    view! {
        <div id=format!("{id}-error") data-testid=format!("error-{id}") role="alert">
            {move || error.get().map(|error| view! { <p class="field__error">{error}</p> })}
        </div>
    }
    .into_any()
}

/// A field with few values: one chip each. The chip of the value is pressed.
pub fn choice_field(
    workspace: Workspace,
    field: FieldRef,
    label: String,
    choices: Vec<(Value, &'static str, String)>,
) -> AnyView {
    let stored = value_of(workspace, field);
    let error = RwSignal::new(None::<String>);
    let locale = workspace.l();
    let choose = move |value: Value| {
        if stored.get_untracked() == value {
            return;
        }
        let FieldRef { record, name, .. } = field;
        let saved = workspace.edit(vec![Draft::Set {
            record,
            field: name.to_owned(),
            value,
        }]);
        leptos::task::spawn_local(async move {
            let words = saved
                .await
                .err()
                .map(|failure| wording::save_failure_words(failure, locale).to_owned());
            let _ = error.try_set(words);
        });
    };
    let chips = choices
        .into_iter()
        .map(|(value, code, words)| chip(stored, value, field.name, code, words, choose))
        .collect::<Vec<_>>();
    let id = field.name;
    let label_id = format!("{id}-label");
    let labelled_by = label_id.clone();
    view! {
        <div class="field" role="group" aria-labelledby=labelled_by>
            <div class="field__head">
                <span class="field__label" id=label_id>{label}</span>
                {stored_mark(workspace, field.record, field.name)}
            </div>
            <div class="chips">{chips}</div>
            {error_line(id, error)}
        </div>
    }
    .into_any()
}

fn chip(
    stored: Memo<Value>,
    value: Value,
    name: &'static str,
    code: &'static str,
    words: String,
    choose: impl Fn(Value) + Copy + 'static,
) -> AnyView {
    let of_chip = value.clone();
    let is_chosen = Memo::new(move |_| stored.with(|stored| *stored == of_chip));
    view! {
        <button type="button" class="chip" data-testid=format!("{name}-{code}")
            aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
            on:click=move |_| choose(value.clone())>
            {move || is_chosen.get().then(|| view! { {small_icon(Pictogram::Check)} })}
            {words}
        </button>
    }
    .into_any()
}
