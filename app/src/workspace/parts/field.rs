//! Fields edited in place: each is stored on the device as soon as it is complete. A value that
//! does not fit stays in the field with the reason; what was stored before is kept.

use super::stored::stored_mark;
use super::{date_entry, wording};
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::state::Workspace;
use crate::workspace::state::names::Names;
use crate::workspace::state::records::Records;
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use opora_domain::schema::field_of;
use opora_domain::validation::validate_value;
use opora_domain::{
    Locale, PartialDate, ProblemCode, RecordId, RecordKind, Responsible, Term, Value,
};
use opora_sync::Draft;
use serde::Deserialize;
use std::time::Duration;

/// Typing settles for this long before it is stored.
const TYPING_SETTLES: Duration = Duration::from_millis(600);

/// One field of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRef {
    pub record: RecordId,
    pub kind: RecordKind,
    pub name: &'static str,
}

/// How a value is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Line,
    Area,
    Count,
    /// Short texts, separated by commas.
    List,
    /// Texts of any length, separated by empty lines.
    Paragraphs,
    /// Names of those who answer, separated by semicolons.
    Names,
    /// The text of one line of a passport, counted from 0.
    PassportLine(usize),
    Date,
    /// Parts of a term.
    Since,
    Until,
    TermText,
}

impl Shape {
    /// The text that stands for a value.
    fn show(self, value: &Value) -> String {
        let term = || Term::deserialize(value).unwrap_or_default();
        let date = |date: Option<PartialDate>| date.map(date_entry::typed).unwrap_or_default();
        match self {
            Shape::Line | Shape::Area => value.as_str().unwrap_or("").to_owned(),
            Shape::Count => value
                .as_u64()
                .map(|count| count.to_string())
                .unwrap_or_default(),
            Shape::List => Vec::<String>::deserialize(value)
                .unwrap_or_default()
                .join(", "),
            Shape::Paragraphs => Vec::<String>::deserialize(value)
                .unwrap_or_default()
                .join("\n\n"),
            Shape::Names => {
                let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let names = all.iter().filter_map(|it| it.get("text")?.as_str());
                names.collect::<Vec<_>>().join("; ")
            }
            Shape::PassportLine(at) => {
                let text = value.get(at).and_then(|line| line.get("text")?.as_str());
                text.unwrap_or("").to_owned()
            }
            Shape::Date => date(PartialDate::deserialize(value).ok()),
            Shape::Since => date(term().since),
            Shape::Until => date(term().until),
            Shape::TermText => term().text.unwrap_or_default(),
        }
    }

    /// The value a text stands for. The error says what happened and what is kept.
    fn read(
        self,
        text: &str,
        current: &Value,
        records: &Records,
        locale: Locale,
    ) -> Result<Value, String> {
        let trimmed = text.trim();
        let date = |earlier: Option<PartialDate>| {
            date_entry::read(trimmed).map_err(|problem| {
                format!(
                    "{} {}",
                    problem.words(locale),
                    date_entry::kept(earlier, locale)
                )
            })
        };
        let mut term = Term::deserialize(current).unwrap_or_default();
        match self {
            Shape::Line | Shape::Area if trimmed.is_empty() => Ok(Value::Null),
            Shape::Line | Shape::Area => Ok(Value::String(trimmed.to_owned())),
            Shape::Count if trimmed.is_empty() => Ok(Value::Null),
            Shape::Count => trimmed.parse::<u64>().map(Value::from).map_err(|_| {
                let kept = match current.as_u64() {
                    Some(count) => w::kept(locale, &count.to_string()),
                    None => w::NOTHING_KEPT.of(locale).to_owned(),
                };
                format!("{} {kept}", w::NOT_A_NUMBER.of(locale))
            }),
            Shape::List => {
                let items: Vec<Value> = trimmed
                    .split([',', ';', '\n'])
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(Value::from)
                    .collect();
                Ok(if items.is_empty() {
                    Value::Null
                } else {
                    Value::Array(items)
                })
            }
            Shape::Paragraphs => Ok(paragraphs(trimmed)),
            Shape::Names if trimmed.is_empty() => Ok(Value::Null),
            Shape::Names => {
                let before = Vec::<Responsible>::deserialize(current).unwrap_or_default();
                let names = Names::of(records.organisations.values());
                let all = names.responsible(trimmed, &before);
                Ok(serde_json::to_value(all).unwrap_or(Value::Null))
            }
            Shape::PassportLine(at) => {
                let mut lines = current.clone();
                if let Some(line) = lines.get_mut(at).and_then(|line| line.get_mut("text")) {
                    *line = Value::from(trimmed);
                }
                Ok(lines)
            }
            Shape::Date => Ok(match date(PartialDate::deserialize(current).ok())? {
                Some(date) => Value::String(date.to_string()),
                None => Value::Null,
            }),
            Shape::Since => {
                term.since = date(term.since)?;
                Ok(term_value(term))
            }
            Shape::Until => {
                term.until = date(term.until)?;
                Ok(term_value(term))
            }
            Shape::TermText => {
                term.text = (!trimmed.is_empty()).then(|| trimmed.to_owned());
                Ok(term_value(term))
            }
        }
    }
}

/// Items with an empty line between two.
fn paragraphs(text: &str) -> Value {
    let mut items: Vec<String> = vec![String::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), items.last_mut()) {
            (false, Some(item)) if item.is_empty() => item.push_str(line),
            (false, Some(item)) => {
                item.push('\n');
                item.push_str(line);
            }
            (true, Some(item)) if !item.is_empty() => items.push(String::new()),
            _ => {}
        }
    }
    items.retain(|item| !item.is_empty());
    match items.is_empty() {
        true => Value::Null,
        false => Value::from(items),
    }
}

fn term_value(term: Term) -> Value {
    if term == Term::default() {
        return Value::Null;
    }
    serde_json::to_value(term).unwrap_or(Value::Null)
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

/// An editor of one text: what is typed, what is stored, and what is wrong.
#[derive(Clone, Copy)]
struct TextEditor {
    workspace: Workspace,
    field: FieldRef,
    shape: Shape,
    stored: Memo<Value>,
    text: RwSignal<String>,
    is_dirty: RwSignal<bool>,
    is_saving: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl TextEditor {
    fn new(workspace: Workspace, field: FieldRef, shape: Shape) -> Self {
        let stored = value_of(workspace, field);
        let editor = TextEditor {
            workspace,
            field,
            shape,
            stored,
            text: RwSignal::new(shape.show(&stored.get_untracked())),
            is_dirty: RwSignal::new(false),
            is_saving: RwSignal::new(false),
            error: RwSignal::new(None),
            timer: StoredValue::new(None),
        };
        // News of the district come into the field unless a person is typing in it.
        Effect::new(move |_| {
            let value = stored.get();
            if !editor.is_dirty.get_untracked() {
                editor.text.set(shape.show(&value));
            }
        });
        Effect::new(move |before: Option<()>| {
            workspace.retries.track();
            if before.is_some() {
                editor.save(true);
            }
        });
        let leaving = window_event_listener(ev::pagehide, move |_| editor.save(true));
        let hiding = window_event_listener(ev::visibilitychange, move |_| editor.save(true));
        on_cleanup(move || {
            leaving.remove();
            hiding.remove();
            editor.save(true);
        });
        editor
    }

    fn typed(self, text: String) {
        self.text.set(text);
        self.is_dirty.set(true);
        self.error.set(None);
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

    /// Stores what is typed. While the person is still typing (`is_final` false) a text that does
    /// not read yet is left alone.
    fn save(self, is_final: bool) {
        if self.is_dirty.try_get_untracked() != Some(true) {
            return;
        }
        if is_final {
            self.stop_timer();
        }
        let (Some(text), Some(current)) = (
            self.text.try_get_untracked(),
            self.stored.try_get_untracked(),
        ) else {
            return;
        };
        let locale = self.workspace.l();
        let FieldRef { record, kind, name } = self.field;
        let records = self.workspace.records.get_untracked();
        let value = self.shape.read(&text, &current, &records, locale);
        let value = value.and_then(|value| match problem_of(kind, name, &value, locale) {
            None => Ok(value),
            Some(problem) => {
                let shown = self.shape.show(&current);
                let kept = match shown.is_empty() {
                    true => w::NOTHING_KEPT.of(locale).to_owned(),
                    false => w::kept(locale, &shown),
                };
                Err(format!("{problem} {kept}"))
            }
        });
        let value = match value {
            Ok(value) => value,
            Err(problem) => {
                if is_final {
                    self.error.set(Some(problem));
                }
                return;
            }
        };
        if value == current {
            self.is_dirty.set(false);
            if is_final {
                self.text.set(self.shape.show(&current));
            }
            return;
        }
        if self.is_saving.get_untracked() {
            // One at a time; looked at again when the running one is done.
            return;
        }
        self.is_saving.set(true);
        let draft = Draft::Set {
            record,
            field: name.to_owned(),
            value: value.clone(),
        };
        let stored = self.workspace.edit(vec![draft]);
        leptos::task::spawn_local(async move {
            let result = stored.await;
            // The page may have been left meanwhile: then nobody is there to be told.
            if self.is_saving.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(_) if self.text.get_untracked() == text => {
                    self.is_dirty.set(false);
                    if is_final {
                        self.text.set(self.shape.show(&value));
                    }
                }
                Ok(_) => self.save(false),
                Err(failure) => {
                    self.error.set(Some(
                        wording::save_failure_words(failure, locale).to_owned(),
                    ));
                }
            }
        });
    }
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
    let editor = TextEditor::new(workspace, field, shape);
    let on_input = move |event: ev::Event| editor.typed(event_target_value(&event));
    let on_change = move |_: ev::Event| editor.save(true);
    let on_blur = move |_: ev::FocusEvent| editor.save(true);
    let is_invalid = move || editor.error.with(Option::is_some).then_some("true");
    let described = format!("{id}-hint {id}-error");
    let test_id = format!("field-{id}");
    let input = match shape {
        Shape::Area | Shape::Paragraphs | Shape::PassportLine(_) => view! {
            <textarea class="field__input" id=id.clone() data-testid=test_id rows="3" aria-describedby=described
                aria-invalid=is_invalid prop:value=editor.text
                on:input=on_input on:change=on_change on:blur=on_blur></textarea>
        }
        .into_any(),
        _ => {
            let mode = if shape == Shape::Count { "numeric" } else { "text" };
            view! {
                <input class="field__input" type="text" inputmode=mode id=id.clone() data-testid=test_id
                    autocomplete="off" aria-describedby=described aria-invalid=is_invalid
                    prop:value=editor.text on:input=on_input on:change=on_change on:blur=on_blur/>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for=id.clone()>{label}</label>
                {stored_mark(workspace, field.record, field.name)}
            </div>
            {input}
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {error_line(&id, editor.error)}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_separates_items_and_a_line_break_does_not() {
        let records = Records::default();
        let read = |text: &str| Shape::Paragraphs.read(text, &Value::Null, &records, Locale::Ru);
        let items = Value::from(vec!["первый\nи дальше", "второй"]);
        assert_eq!(read("первый\nи дальше\n\n \nвторой\n"), Ok(items.clone()));
        assert_eq!(read(&Shape::Paragraphs.show(&items)), Ok(items));
        assert_eq!(read(" \n"), Ok(Value::Null));
    }

    #[test]
    fn one_line_of_a_passport_changes_and_the_others_stay() {
        let lines =
            serde_json::json!([{ "key": "Сайт", "text": "" }, { "key": "Почта", "text": "а" }]);
        let records = Records::default();
        let read = Shape::PassportLine(1).read("б", &lines, &records, Locale::Ru);
        let expected =
            serde_json::json!([{ "key": "Сайт", "text": "" }, { "key": "Почта", "text": "б" }]);
        assert_eq!(read, Ok(expected));
        assert_eq!(Shape::PassportLine(0).show(&lines), "");
    }
}
