//! The card of one decision: the base, both values, a third where it can be typed, and the button
//! that keeps one of them.

use super::Decided;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::{date_entry, wording};
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::{OpenDecision, Records};
use leptos::prelude::*;
use opora_domain::schema::{FieldKind, field_of};
use opora_domain::{Locale, RecordId, RecordKind, Value};
use opora_sync::{Conflict, ConflictId, Draft, Held};

/// From the base to the two values.
const FORK: &str = r#"<path d="M160 0v6c0 14-80 8-80 24M160 6c0 14 80 8 80 24"/>"#;

/// Most characters of a value on the button that keeps it.
const BUTTON_CHARS_MAX: usize = 40;

/// What is chosen on a card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Mine,
    Theirs,
    Third,
}

/// A card of one field with two values.
pub fn card(
    workspace: Workspace,
    records: &Records,
    decision: &OpenDecision,
    may: bool,
    last: RwSignal<Option<Decided>>,
) -> AnyView {
    let locale = workspace.l();
    let OpenDecision {
        record,
        kind,
        conflict,
    } = decision.clone();
    let words = |value: &Value| wording::value_words(records, kind, &conflict.field, value, locale);
    let field = wording::field_words(kind, &conflict.field, locale);
    let own_user = workspace
        .session
        .with_untracked(|s| s.as_ref().map(|session| session.user));
    let is_own = own_user == Some(conflict.mine.user);
    let mine_label = if is_own { w::MINE } else { w::LATER };
    let values = [words(&conflict.mine.value), words(&conflict.theirs.value)];
    let choice = RwSignal::new(None::<Choice>);
    let third = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let name = format!("decision-{}", conflict.id.0.0);
    let place = match kind {
        RecordKind::Organisation => Place::Organisation(record),
        RecordKind::Practice => Place::Shared(SharedPlace::Practice(record)),
        RecordKind::Contest => Place::Shared(SharedPlace::Contest(record)),
        RecordKind::Adoption => Place::Shared(SharedPlace::Practices),
        RecordKind::Participation => Place::Shared(SharedPlace::Contests),
        RecordKind::Development => Place::Shared(SharedPlace::Development),
        _ => Place::Partnership(
            records
                .interactions
                .get(&record)
                .and_then(|event| event.partnership)
                .unwrap_or(record),
        ),
    };
    let title = wording::record_title(
        records,
        record,
        wording::today(&*workspace.device()),
        locale,
    );
    let mark = records
        .partnerships
        .get(&record)
        .map(|p| pair_mark(records, p));
    let shown_third = {
        let field = conflict.field.clone();
        move || third_words(kind, &field, &third.get(), locale)
    };
    let is_text = matches!(
        field_of(kind, &conflict.field).map(|spec| spec.kind),
        Some(FieldKind::Text { .. } | FieldKind::TextList { .. })
    );
    let keep = {
        let values = values.clone();
        let shown_third = shown_third.clone();
        move || match choice.get() {
            None => w::CHOOSE_VALUE.of(locale).to_owned(),
            Some(Choice::Mine) => w::keep_value(locale, &on_button(&values[0], is_text, locale)),
            Some(Choice::Theirs) => w::keep_value(locale, &on_button(&values[1], is_text, locale)),
            Some(Choice::Third) => {
                w::keep_value(locale, &on_button(&shown_third(), is_text, locale))
            }
        }
    };
    let decide = {
        let conflict = conflict.clone();
        move |_| {
            decide(
                workspace, record, kind, &conflict, choice, third, error, last,
            )
        }
    };
    let foot = match may {
        true => view! {
            {third_value(kind, &conflict, &name, choice, third, locale)}
            {error_line("decision", error)}
            <p class="note">{w::MEANWHILE.of(locale)}</p>
            <div class="actions">
                <button type="button" class="button button--primary" data-testid="decide" on:click=decide>
                    {keep}
                </button>
                <a class="button" href=place.path()>{w::OPEN_RECORD.of(locale)}</a>
            </div>
        }
        .into_any(),
        false => view! {
            <p class="note">{w::MEANWHILE.of(locale)}" "{w::NOT_FOR_YOU.of(locale)}</p>
            <div class="actions"><a class="button" href=place.path()>{w::OPEN_RECORD.of(locale)}</a></div>
        }
        .into_any(),
    };
    let side = |of: Choice, label: &'static str, value: String, held: &Held, code: &'static str| {
        value_choice(
            workspace,
            may.then_some(choice),
            of,
            label,
            value,
            held,
            &name,
            code,
        )
    };
    view! {
        <fieldset class="conflict" data-testid="decision" data-record=record.to_string()
            data-field=conflict.field.clone()>
            <legend class="title-block">{w::question(locale, &field)}</legend>
            <p class="conflict__about">{mark}<span>{title}</span></p>
            <p class="conflict__base" data-testid="value-base">
                <span class="caption">{w::WAS.of(locale)}</span>
                <span>{words(&conflict.base)}</span>
            </p>
            <svg class="conflict__fork" viewBox="0 0 320 30" preserveAspectRatio="none" aria-hidden="true"
                focusable="false" inner_html=FORK></svg>
            <div class="conflict__values">
                {side(Choice::Mine, mine_label.of(locale), values[0].clone(), &conflict.mine, "value-mine")}
                {side(Choice::Theirs, w::THEIRS.of(locale), values[1].clone(), &conflict.theirs, "value-theirs")}
            </div>
            {foot}
        </fieldset>
    }
    .into_any()
}

#[expect(
    clippy::too_many_arguments,
    reason = "one card's face, called twice beside each other"
)]
fn value_choice(
    workspace: Workspace,
    choice: Option<RwSignal<Option<Choice>>>,
    of: Choice,
    label: &'static str,
    value: String,
    held: &Held,
    name: &str,
    code: &'static str,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let is_own = workspace.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.user == held.user)
    });
    let who = if is_own {
        w::YOU.of(locale).to_owned()
    } else {
        held.label.clone()
    };
    let when = match held.at {
        0 => String::new(),
        at => format!(", {}", wording::moment_words(&*device, at, locale)),
    };
    let radio = choice.map(|choice| {
        view! {
            <input type="radio" class="radio__box" name=name.to_owned() value=code
                prop:checked=move || choice.get() == Some(of)
                on:change=move |_| choice.set(Some(of))/>
        }
    });
    view! {
        <label class="choice" data-testid=code>
            <span class="choice__head"><span class="caption">{label}</span>{radio}</span>
            <span class="choice__value">{value}</span>
            <span class="choice__who">{who}{when}</span>
        </label>
    }
    .into_any()
}

/// A third value, where it can be typed.
fn third_value(
    kind: RecordKind,
    conflict: &Conflict,
    name: &str,
    choice: RwSignal<Option<Choice>>,
    third: RwSignal<String>,
    locale: Locale,
) -> AnyView {
    let Some(spec) = field_of(kind, &conflict.field) else {
        return ().into_any();
    };
    let radio = view! {
        <label class="radio">
            <input type="radio" class="radio__box" name=name.to_owned() value="third"
                data-testid="value-third"
                prop:checked=move || choice.get() == Some(Choice::Third)
                on:change=move |_| choice.set(Some(Choice::Third))/>
            <span>{w::OTHER_VALUE.of(locale)}</span>
        </label>
    };
    let label = w::OTHER_VALUE.of(locale);
    let take = move |text: String| {
        third.set(text);
        choice.set(Some(Choice::Third));
    };
    let input = match spec.kind {
        FieldKind::Choice(codes) => {
            let options: Vec<_> = codes
                .iter()
                .map(|code| {
                    let words = wording::choice_words(kind, &conflict.field, code, locale);
                    view! { <option value=*code>{words}</option> }
                })
                .collect();
            view! {
                <span class="select">
                    <select class="field__input" aria-label=label data-testid="third-input"
                        on:change=move |event| take(event_target_value(&event))>
                        <option value=""></option>
                        {options}
                    </select>
                </span>
            }
            .into_any()
        }
        FieldKind::Text { .. }
        | FieldKind::Count { .. }
        | FieldKind::Date
        | FieldKind::TextList { .. } => view! {
            <input class="field__input" type="text" autocomplete="off" aria-label=label
                data-testid="third-input" prop:value=third
                on:input=move |event| take(event_target_value(&event))/>
        }
        .into_any(),
        // A term has two ends: it is corrected in the record itself.
        _ => return ().into_any(),
    };
    view! { <div class="conflict__third">{radio}{input}</div> }.into_any()
}

/// A value as the button names it: texts in quotation marks, long ones cut.
fn on_button(value: &str, is_text: bool, locale: Locale) -> String {
    if !is_text {
        return value.to_owned();
    }
    let cut = match value.char_indices().nth(BUTTON_CHARS_MAX) {
        Some((end, _)) => format!("{}…", value[..end].trim_end()),
        None => value.to_owned(),
    };
    match locale {
        Locale::Ru => format!("«{cut}»"),
        Locale::En => format!("“{cut}”"),
    }
}

/// The typed third value in words, for the button.
fn third_words(kind: RecordKind, field: &str, text: &str, locale: Locale) -> String {
    match field_of(kind, field).map(|spec| spec.kind) {
        Some(FieldKind::Choice(_)) => wording::choice_words(kind, field, text, locale),
        _ => text.to_owned(),
    }
}

fn third_of(kind: RecordKind, field: &str, text: &str, locale: Locale) -> Result<Value, String> {
    let text = text.trim();
    let empty = || Err(w::CHOOSE_VALUE.of(locale).to_owned());
    if text.is_empty() {
        return empty();
    }
    match field_of(kind, field).map(|spec| spec.kind) {
        Some(FieldKind::Count { .. }) => text
            .parse::<u64>()
            .map(Value::from)
            .map_err(|_| w::NOT_A_NUMBER.of(locale).to_owned()),
        Some(FieldKind::Date) => match date_entry::read(text) {
            Ok(Some(date)) => Ok(Value::from(date.to_string())),
            Ok(None) => empty(),
            Err(problem) => Err(problem.words(locale)),
        },
        Some(FieldKind::TextList { .. }) => Ok(text
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(Value::from)
            .collect::<Vec<_>>()
            .into()),
        _ => Ok(Value::from(text)),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one card's signals, handed on once"
)]
fn decide(
    workspace: Workspace,
    record: RecordId,
    kind: RecordKind,
    conflict: &Conflict,
    choice: RwSignal<Option<Choice>>,
    third: RwSignal<String>,
    error: RwSignal<Option<String>>,
    last: RwSignal<Option<Decided>>,
) {
    let locale = workspace.l();
    let id: ConflictId = conflict.id;
    let value = match choice.get_untracked() {
        None => return error.set(Some(w::CHOOSE_VALUE.of(locale).to_owned())),
        Some(Choice::Mine) => conflict.mine.value.clone(),
        Some(Choice::Theirs) => conflict.theirs.value.clone(),
        Some(Choice::Third) => {
            match third_of(kind, &conflict.field, &third.get_untracked(), locale) {
                Ok(value) => value,
                Err(problem) => return error.set(Some(problem)),
            }
        }
    };
    if let Some(problem) = problem_of(kind, &conflict.field, &value, locale) {
        return error.set(Some(problem));
    }
    error.set(None);
    let records = workspace.records.get_untracked();
    let decided = Decided {
        record,
        conflict: id,
        field: conflict.field.clone(),
        before: records
            .views
            .get(&record)
            .and_then(|view| view.projected.fields.get(&conflict.field))
            .cloned()
            .unwrap_or(Value::Null),
        name: wording::field_words(kind, &conflict.field, locale),
        words: wording::value_words(&records, kind, &conflict.field, &value, locale),
    };
    let saved = workspace.edit(vec![Draft::Resolve {
        record,
        conflict: id,
        value,
    }]);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => {
                let _ = last.try_set(Some(decided));
                workspace.say(w::DECIDED.of(locale));
            }
            Err(failure) => {
                let words = wording::save_failure_words(failure, locale).to_owned();
                let _ = error.try_set(Some(words));
            }
        }
    });
}
