//! One indicator: its number, plan and fact by period, how it is counted, and what it is made of.

use super::chart::chart;
use super::entry::{FACT, draft_of};
use super::figures::{Fact, Figures, Subject, facts, number_of, period_words, states};
use super::list::{fact_words, state_mark};
use super::made_of::made_of;
use super::notes::notes;
use super::of_network::parts_words;
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::dates;
use crate::words::indicators as w;
use crate::words::numbers::tied;
use crate::workspace::pages::missing_record;
use crate::workspace::parts::field::{FieldRef, Shape, text_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::figure::rounded;
use opora_domain::{
    Direction, Figure, Locale, PeriodState, RecordId, RecordKind, Value as FieldValue,
};
use opora_indicators::definition::Definition;
use opora_indicators::{Period, Source, Value};
use opora_sync::Draft;

/// An indicator of a programme.
pub fn indicator_page(workspace: Workspace, id: RecordId) -> AnyView {
    let subject = Memo::new(move |_| {
        let figures = Figures::now(workspace);
        let one = figures.indicator(id)?;
        Some(Subject::of_indicator(&figures, one))
    });
    let may_write = Memo::new(move |_| {
        let viewer = workspace.viewer();
        let records = workspace.records.get();
        records.may_write(&viewer, id, Some("fact")).is_ok()
    });
    let shown = RwSignal::new(None::<usize>);
    (move || match subject.get() {
        None => missing_record(workspace),
        Some(subject) => {
            let may_write = may_write.get();
            let is_entered = subject.is_entered();
            let columns = subject.columns.clone();
            view! {
                {body(workspace, subject, may_write, shown, ().into_any())}
                {is_entered.then(|| notes(workspace, id, columns, may_write))}
                {entering(workspace, id, may_write, is_entered)}
                {history_section(workspace, id, RecordKind::Indicator)}
            }
            .into_any()
        }
    })
    .into_any()
}

/// Head, number, picture, definition and lists.
pub fn body(
    workspace: Workspace,
    subject: Subject,
    may_write: bool,
    shown: RwSignal<Option<usize>>,
    kinds: AnyView,
) -> AnyView {
    let locale = workspace.l();
    let definition = subject.definition();
    let may_enter = may_write && subject.is_entered();
    let of_usual = subject.clone();
    // The last period with a number; the last that has begun where there is none.
    let usual = Memo::new(move |_| {
        let figures = Figures::now(workspace);
        let facts = facts(&figures, &of_usual);
        let last = facts.iter().rposition(|fact| fact.number().is_some());
        last.or_else(|| {
            of_usual.columns.iter().rposition(|column| {
                column
                    .period
                    .is_some_and(|period| figures.has_begun(period))
            })
        })
    });
    let at = Memo::new(move |_| shown.get().or(usual.get()));
    let of_number = subject.clone();
    let number = move || number_view(workspace, &of_number, at.get());
    let columns = subject.columns.clone();
    let of_lists = definition.clone();
    let lists = move || {
        let definition = of_lists.as_ref()?;
        let period = columns.get(at.get()?)?.period?;
        Figures::now_untracked(workspace)
            .has_begun(period)
            .then(|| made_of(workspace, definition.clone(), period))
    };
    view! {
        <div class="screen-head"><h1 class="title-indicator" lang="ru">{tied(&subject.title)}</h1></div>
        {about(&subject, locale)}
        {kinds}
        <div class="indicator">
            <div class="indicator__number">{number}</div>
            <div class="indicator__chart">{chart(workspace, &subject, may_enter, shown, usual)}</div>
        </div>
        {how(&subject, definition.as_ref(), locale)}
        {lists}
    }
    .into_any()
}

fn about(subject: &Subject, locale: Locale) -> AnyView {
    let mut parts: Vec<String> = Vec::new();
    let mut first: Vec<String> = Vec::new();
    if let Some(number) = &subject.number {
        first.push(w::number_of(locale, number.trim_end_matches('.')));
    }
    first.extend(subject.unit.map(|unit| unit.label(locale).to_owned()));
    first.extend(subject.direction.map(|it| it.label(locale).to_owned()));
    if !first.is_empty() {
        parts.push(wording::capital(&first.join(", ")));
    }
    let source = match subject.is_entered() {
        false => w::COMPUTED,
        true => w::ENTERED,
    };
    parts.push(source.of(locale).to_owned());
    view! { <p class="screen-lead indicator__about">{parts.join(" • ")}</p> }.into_any()
}

/// The large number of the open period, and how it stands.
fn number_view(workspace: Workspace, subject: &Subject, at: Option<usize>) -> AnyView {
    let locale = workspace.l();
    let figures = Figures::now(workspace);
    let facts = facts(&figures, subject);
    let states = states(subject, &facts);
    let of = at.and_then(|at| {
        let column = subject.columns.get(at)?;
        Some((column, facts.get(at)?, *states.get(at)?))
    });
    let Some((column, fact, state)) = of else {
        return view! { <p class="indicator__gap">{wording::capital(NO_DATA.of(locale))}</p> }
            .into_any();
    };
    let large = match fact {
        Fact::Entered(_) | Fact::Computed(_) => {
            let bare = Subject {
                unit: None,
                ..subject.clone()
            };
            let unit = (subject.unit == Some(opora_domain::IndicatorUnit::Percent)).then_some("%");
            view! {
                <p class="indicator__large" data-testid="large">
                    {fact_words(fact, &bare, locale)}<small>{unit}</small>
                </p>
            }
            .into_any()
        }
        Fact::NoValue(_) | Fact::Gap => view! {
            <p class="indicator__gap" data-testid="large">{wording::capital(NO_DATA.of(locale))}</p>
        }
        .into_any(),
    };
    let when = match column.period {
        Some(period) if figures.is_running(period) => format!(
            "{}, {}",
            period.label(locale),
            w::on_day(
                locale,
                &dates::date_near(figures.today, figures.today, locale)
            )
        ),
        _ => period_words(column, locale),
    };
    let parts = match (fact, subject.definition()) {
        (Fact::Computed(Value::Share { part, whole }), Some(definition)) => {
            let words = parts_words(&definition, *part, *whole, locale);
            Some(
                view! { <p><a class="number" href="#made-of" data-testid="open-number">{words}</a></p> },
            )
        }
        (Fact::NoValue(reason), _) => Some(view! { <p>{reason.message(locale)}</p> }),
        _ => None,
    };
    let plan = column.plan.as_ref().map(|plan| {
        let figure = super::figures::figure_words(plan, subject.unit, locale);
        view! { <p class="indicator__line">{w::plan_is(locale, &figure)}{gap_to_plan(subject, plan, fact, locale)}</p> }
    });
    let plan_key = subject.columns.iter().any(|column| column.plan.is_some()).then(|| {
        view! { <li><span class="chart__key chart__key--plan"></span>{w::PLAN_LABEL.of(locale)}</li> }
    });
    let has_fact = fact.number().is_some();
    let state = (has_fact && state != PeriodState::Unjudged).then(|| state_mark(state, locale));
    view! {
        {large}
        {parts}
        <p class="indicator__line">{when}</p>
        {plan}
        {state}
        <ul class="chart__legend">
            <li><span class="chart__key chart__key--fact"></span>{w::FACT_LABEL.of(locale)}</li>
            {plan_key}
        </ul>
    }
    .into_any()
}

/// «, не хватает 5 %»: how far a fact is from its plan, by what the direction says.
fn gap_to_plan(subject: &Subject, plan: &Figure, fact: &Fact, locale: Locale) -> String {
    let (Some(plan), Some(fact)) = (plan.number(), fact.number()) else {
        return String::new();
    };
    let by = |value: f64| number_of(rounded(value), subject.unit, locale);
    let words = match subject.direction {
        Some(Direction::MoreIsBetter) if fact < plan => w::short_by(locale, &by(plan - fact)),
        Some(Direction::LessIsBetter) if fact > plan => w::over_by(locale, &by(fact - plan)),
        _ => return String::new(),
    };
    format!(", {words}")
}

/// How it is counted, in words.
fn how(subject: &Subject, definition: Option<&Definition>, locale: Locale) -> AnyView {
    let text = match (definition, &subject.source) {
        (Some(definition), _) => definition.words(locale),
        (None, Some(Source::Deleted)) => w::DELETED_SOURCE.of(locale).to_owned(),
        (None, Some(_)) => w::UNKNOWN_SOURCE.of(locale).to_owned(),
        (None, None) => w::HOW_ENTERED.of(locale).to_owned(),
    };
    view! {
        <p class="indicator__how"><b>{w::HOW.of(locale)}</b>" "{text}</p>
    }
    .into_any()
}

/// What the coordinator enters beside the facts: a further period, the note, and where the facts
/// come from.
fn entering(workspace: Workspace, id: RecordId, may_write: bool, is_entered: bool) -> AnyView {
    let locale = workspace.l();
    if !may_write {
        return ().into_any();
    }
    let note = FieldRef {
        record: id,
        kind: RecordKind::Indicator,
        name: "note",
    };
    view! {
        <section class="section" aria-labelledby="entering">
            <div class="section__head">
                <h2 class="title-section" id="entering">{w::WHERE_FROM.of(locale)}</h2>
            </div>
            <div class="form">
                {source_field(workspace, id)}
                {is_entered.then(|| period_field(workspace, id))}
                {text_field(workspace, note, Shape::Area, "note", w::NOTE.of(locale).to_owned(), Some(w::NOTE_HINT.of(locale)))}
            </div>
        </section>
    }
    .into_any()
}

fn source_field(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let source = Memo::new(move |_| {
        Figures::now(workspace)
            .indicator(id)
            .and_then(|one| one.source.clone())
            .unwrap_or_default()
    });
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        let saved = workspace.edit(vec![Draft::Set {
            record: id,
            field: "source".to_owned(),
            value: match value.is_empty() {
                true => FieldValue::Null,
                false => FieldValue::String(value),
            },
        }]);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; nothing has changed then.
            let _ = saved.await;
        });
    };
    let now = source.get_untracked();
    let figures = Figures::now_untracked(workspace);
    let catalogue = &figures.catalogue;
    // One that is not offered stays chosen: of a newer program, written out, or deleted.
    let other = (!now.is_empty() && !catalogue.known().any(|one| one.code == now)).then(|| {
        let title = match catalogue.source(&now) {
            Source::Definition(definition) => definition.title.text(locale).to_owned(),
            Source::Deleted => w::DELETED_DEFINITION.of(locale).to_owned(),
            Source::Unknown => now.clone(),
        };
        (now.clone(), title)
    });
    let offered = catalogue.known().map(|one| {
        let title = one.title.text(locale);
        let title = match catalogue.is_own(&one.code) {
            true => format!("{title} ({})", w::OWN.of(locale)),
            false => title.to_owned(),
        };
        (one.code.clone(), title)
    });
    let options: Vec<AnyView> =
        std::iter::once((String::new(), w::BY_PEOPLE.of(locale).to_owned()))
            .chain(other)
            .chain(offered)
            .map(|(code, title)| {
                let is_chosen = code == now;
                view! { <option value=code selected=is_chosen>{title}</option> }.into_any()
            })
            .collect();
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="source">{w::WHERE_FROM.of(locale)}</label>
                {stored_mark(workspace, id, "source")}
            </div>
            <span class="select">
                <select class="field__input" id="source" data-testid="source"
                    aria-describedby="source-hint" prop:value=move || source.get() on:change=choose>{options}</select>
            </span>
            <p class="field__hint" id="source-hint">{w::WHERE_FROM_HINT.of(locale)}</p>
        </div>
    }
    .into_any()
}

/// A fact of a period the plan does not have.
fn period_field(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let error = RwSignal::new(None::<String>);
    let period = NodeRef::<leptos::html::Input>::new();
    let value = NodeRef::<leptos::html::Input>::new();
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(period), Some(value)) = (period.get_untracked(), value.get_untracked()) else {
            return;
        };
        let (words, number) = (period.value(), value.value());
        let read = opora_domain::Period::read(&words).reading;
        if Period::of_reading(read).is_none() {
            error.set(Some(w::NOT_A_PERIOD.of(locale).to_owned()));
            return;
        }
        if number.trim().is_empty() {
            error.set(Some(w::NO_NUMBER.of(locale).to_owned()));
            return;
        }
        error.set(None);
        let saved = workspace.edit_by(Box::new(move |replica| {
            vec![draft_of(replica, (id, FACT), &[(&words, &number)])]
        }));
        leptos::task::spawn_local(async move {
            match saved.await {
                // Only what is stored leaves the form, which may be gone by now.
                Ok(_) => {
                    period.set_value("");
                    value.set_value("");
                }
                Err(failure) => {
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = error.try_set(Some(words));
                }
            }
        });
    };
    view! {
        <form class="field" on:submit=add data-testid="add-period">
            <div class="field-row">
                <div class="field">
                    <label class="field__label" for="new-period">{w::OTHER_PERIOD.of(locale)}</label>
                    <input class="field__input" id="new-period" type="text" autocomplete="off" node_ref=period
                        aria-describedby="new-period-hint new-period-error"/>
                </div>
                <div class="field">
                    <label class="field__label" for="new-value">{w::FACT.of(locale)}</label>
                    <input class="field__input" id="new-value" type="text" autocomplete="off" node_ref=value/>
                </div>
            </div>
            <p class="field__hint" id="new-period-hint">{w::ADD_PERIOD_HINT.of(locale)}</p>
            <div id="new-period-error" role="alert">
                {move || error.get().map(|words| view! { <p class="field__error">{words}</p> })}
            </div>
            <div class="actions">
                <button type="submit" class="button">{icon(Pictogram::Plus)}{w::ADD_PERIOD.of(locale)}</button>
            </div>
        </form>
    }
    .into_any()
}
