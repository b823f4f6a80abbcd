//! Composing a definition without code: the form, the sentence it makes, and what it gives on the
//! records of the network before it is kept. Decides nothing of what a definition means: the language
//! says what is wrong with it, and the engine what it gives.

mod conditions;
mod controls;
mod made;

use super::figures::{Figures, number_of, unit_of};
use super::of_network::{member_noun, parts_words};
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::definitions as w;
use crate::words::numbers::{counted, whole};
use crate::workspace::navigation::go;
use crate::workspace::pages::{barred_head, missing_record};
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::wording;
use crate::workspace::place::{Code, Place};
use crate::workspace::state::Workspace;
use conditions::conditions;
use leptos::ev;
use leptos::prelude::*;
use made::{Group, Made, RESULTS, problem_words, result_code, result_of};
use opora_domain::{Direction, Fields, Locale, OwnDefinition, RecordId, RecordKind, Value, Viewer};
use opora_indicators::definition::{Gaps, Members, Title};
use opora_indicators::facts::CountKind;
use opora_indicators::period::PeriodKind;
use opora_indicators::{Definition, Outcome, Own, Period, Value as Number};
use opora_sync::Draft;

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

fn text(
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    text: RwSignal<String>,
) -> AnyView {
    let described = hint.map(|_| format!("{id}-hint"));
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class="field__input" id=id data-testid=id type="text" autocomplete="off" aria-describedby=described
                prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
    .into_any()
}

/// Chips of which one or several are pressed.
fn chips(
    id: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, String)>,
    is_pressed: impl Fn(&'static str) -> bool + Copy + 'static,
    choose: impl Fn(&'static str) + Copy + 'static,
) -> AnyView {
    let chips: Vec<AnyView> = choices
        .into_iter()
        .map(|(code, words)| {
            view! {
                <button type="button" class="chip" data-code=code
                    aria-pressed=move || if is_pressed(code) { "true" } else { "false" }
                    on:click=move |_| choose(code)>{words}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="field">
            <span class="field__label" id=id>{label}</span>
            <div class="chips" role="group" aria-labelledby=id data-testid=id>{chips}</div>
        </div>
    }
    .into_any()
}

fn members(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let words = |of: Members| match of {
        Members::Schools => w::SCHOOLS,
        Members::Organisations => w::ORGANISATIONS,
        Members::Activities => w::ACTIVITIES,
    };
    let choices = Members::ALL.iter();
    let choices = choices
        .map(|of| (of.code(), words(*of).of(locale).to_owned()))
        .collect();
    chips(
        "definition-of",
        w::OF.of(locale),
        choices,
        move |code| made.with(|made| made.of.code() == code),
        move |code| {
            if let Some(of) = Members::from_code(code) {
                made.update(|made| made.ask_about(of));
            }
        },
    )
}

fn result(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let of = Memo::new(move |_| made.with(|made| (made.result, made.of == Members::Activities)));
    let view = move || {
        let (now, is_of_activities) = of.get();
        let words = |code| match code {
            "share" => w::SHARE,
            "count" => w::COUNT_OF,
            "share-of" => w::SHARE_OF,
            _ => w::SUM,
        };
        let all = RESULTS
            .iter()
            .take(if is_of_activities { 2 } else { RESULTS.len() });
        let choices = all.map(|code| (*code, words(code).of(locale).to_owned()));
        let chosen = chips(
            "definition-result",
            w::RESULT.of(locale),
            choices.collect(),
            move |code| result_code(now) == code,
            move |code| made.update(|made| made.result = result_of(code)),
        );
        let counts = match now {
            Outcome::Share | Outcome::Count => vec![],
            Outcome::ShareOf { part, whole } => vec![
                count(
                    w::PART.of(locale),
                    "definition-part",
                    part,
                    locale,
                    move |part| {
                        made.update(|made| made.result = Outcome::ShareOf { part, whole });
                    },
                ),
                count(
                    w::WHOLE.of(locale),
                    "definition-whole",
                    whole,
                    locale,
                    move |whole| {
                        made.update(|made| made.result = Outcome::ShareOf { part, whole });
                    },
                ),
            ],
            Outcome::Sum { of } => vec![count(
                w::SUM_OF.of(locale),
                "definition-sum",
                of,
                locale,
                move |of| {
                    made.update(|made| made.result = Outcome::Sum { of });
                },
            )],
        };
        view! { {chosen}{counts} }.into_any()
    };
    view.into_any()
}

fn count(
    label: &'static str,
    id: &'static str,
    now: CountKind,
    locale: Locale,
    choose: impl Fn(CountKind) + 'static,
) -> AnyView {
    let kinds = CountKind::ALL.iter().filter(|kind| kind.is_summable());
    let options: Vec<AnyView> = kinds
        .map(|kind| {
            let is_chosen = *kind == now;
            view! { <option value=kind.code() selected=is_chosen>{kind.label(locale)}</option> }
                .into_any()
        })
        .collect();
    let change = move |event: ev::Event| {
        if let Some(kind) = CountKind::from_code(&event_target_value(&event)) {
            choose(kind);
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <span class="select"><select class="field__input" id=id on:change=change>{options}</select></span>
        </div>
    }
    .into_any()
}

fn periods(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let choices = PeriodKind::ALL.iter();
    let choices = choices
        .map(|kind| (kind.code(), wording::capital(kind.label(locale))))
        .collect();
    chips(
        "definition-periods",
        w::PERIODS.of(locale),
        choices,
        move |code| made.with(|made| made.periods.iter().any(|kind| kind.code() == code)),
        move |code| {
            let Some(kind) = PeriodKind::from_code(code) else {
                return;
            };
            made.update(
                |made| match made.periods.iter().position(|known| *known == kind) {
                    Some(at) => {
                        made.periods.remove(at);
                    }
                    None => made.periods.push(kind),
                },
            );
        },
    )
}

/// What a partnership needs beside its record, and what becomes of gaps.
fn proof(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let is_of_activities = Memo::new(move |_| made.with(|made| made.of == Members::Activities));
    let proof = move || {
        if is_of_activities.get() {
            return ().into_any();
        }
        let now = made.with_untracked(|made| made.interactions).to_string();
        let typed = move |event: ev::Event| {
            // What is no number asks for too many, and the definition says how many may be.
            let number = event_target_value(&event)
                .trim()
                .parse()
                .unwrap_or(u32::MAX);
            made.update(|made| made.interactions = number);
        };
        view! {
            <div class="field">
                <label class="field__label" for="definition-proof">{w::EVIDENCE.of(locale)}</label>
                <input class="field__input" id="definition-proof" type="text" inputmode="numeric" autocomplete="off"
                    aria-describedby="definition-proof-hint" value=now on:input=typed/>
                <p class="field__hint" id="definition-proof-hint">{w::EVIDENCE_HINT.of(locale)}</p>
            </div>
        }
        .into_any()
    };
    let choices = Gaps::ALL.iter();
    let choices = choices
        .map(|one| (one.code(), one.label(locale).to_owned()))
        .collect();
    let gaps = chips(
        "definition-gaps",
        w::GAPS.of(locale),
        choices,
        move |code| made.with(|made| made.gaps.code() == code),
        move |code| {
            if let Some(gaps) = Gaps::from_code(code) {
                made.update(|made| made.gaps = gaps);
            }
        },
    );
    view! { {proof}{gaps} }.into_any()
}

fn direction(direction: RwSignal<Option<Direction>>, locale: Locale) -> AnyView {
    let none = std::iter::once(("", w::NOT_SAID.of(locale).to_owned()));
    let all = Direction::ALL
        .iter()
        .map(|one| (one.code(), one.label(locale).to_owned()));
    chips(
        "definition-direction",
        w::DIRECTION.of(locale),
        none.chain(all).collect(),
        move |code| direction.get().map_or("", Direction::code) == code,
        move |code| direction.set(Direction::from_code(code)),
    )
}

/// The definition as it stands. While it has no title, one stands in for it: what it counts is read
/// all the same.
fn definition(form: Form) -> Definition {
    let title = form.title.get();
    let ru = match title.trim() {
        "" => "…".to_owned(),
        title => title.to_owned(),
    };
    let en = match form.title_en.get().trim() {
        "" => ru.clone(),
        en => en.to_owned(),
    };
    form.made
        .with(|made| made.definition(&form.id.to_string(), Title { ru, en }))
}

/// The sentence, and the numbers of the running period and of the one before.
fn reading(workspace: Workspace, form: Form) -> AnyView {
    let locale = workspace.l();
    let now = Memo::new(move |_| definition(form));
    let body = move || {
        let definition = now.get();
        let problems = definition.problems();
        if !problems.is_empty() {
            let problems: Vec<AnyView> = problems
                .iter()
                .map(|problem| view! { <li>{problem_words(problem, locale)}</li> }.into_any())
                .collect();
            return view! {
                <p>{w::NOT_YET.of(locale)}</p><ul class="compose__problems" data-testid="definition-problems">{problems}</ul>
            }
            .into_any();
        }
        let figures = Figures::now(workspace);
        let kind = definition.periods.first().copied();
        let running = kind.and_then(|kind| figures.current(kind));
        let periods = [running.and_then(Period::previous), running];
        let lines: Vec<AnyView> = periods
            .into_iter()
            .flatten()
            .map(|period| {
                let words = previewed(&figures, &definition, period, locale);
                let line = w::previewed(locale, &wording::capital(&period.label(locale)), &words);
                view! { <li>{line}</li> }.into_any()
            })
            .collect();
        view! {
            <p data-testid="definition-words">{definition.words(locale)}</p>
            <h3 class="title-section">{w::PREVIEW.of(locale)}</h3>
            <ul class="compose__preview" data-testid="definition-preview">{lines}</ul>
        }
        .into_any()
    };
    view! {
        <div class="panel__head"><h2 class="title-block" id="reads">{w::SENTENCE.of(locale)}</h2></div>
        <div class="panel__body" aria-live="polite">{body}</div>
    }
    .into_any()
}

/// «78,6 % – 11 из 14 школ, 2 без данных»
fn previewed(figures: &Figures, definition: &Definition, period: Period, locale: Locale) -> String {
    let Some(computed) = figures.computed(definition, period) else {
        return crate::words::NO_DATA.of(locale).to_owned();
    };
    let mut words = match computed.value {
        Err(reason) => return reason.message(locale),
        Ok(value) => {
            let number = number_of(value.number(), Some(unit_of(definition)), locale);
            match value {
                Number::Share { part, whole: all } => {
                    format!("{number} – {}", parts_words(definition, part, all, locale))
                }
                Number::Number(_) => {
                    let among = counted(
                        computed.denominator.len(),
                        member_noun(definition.of),
                        locale,
                    );
                    let of = crate::words::indicators::part_of_whole(locale, &number, &among);
                    match definition.result {
                        Outcome::Count => of,
                        _ => number,
                    }
                }
            }
        }
    };
    let missing = computed.undecided.len();
    if missing > 0 {
        words = format!(
            "{words}, {}",
            w::without_data(locale, &whole(missing, locale))
        );
    }
    words
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
