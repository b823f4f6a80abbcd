//! All indicators: those of the programme, whose facts are entered here period by period; those
//! the network itself shows stand below (`of_network`).

use super::entry::{FACT, draft_of, fact_cell};
use super::figures::{
    Column, Fact, Figures, Subject, facts, figure_words, number_of, period_words, states,
};
use super::forms::forms;
use super::of_network::of_network;
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::indicators as w;
use crate::words::numbers::{counted, tied};
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::parts::cell::Paste;
use crate::workspace::parts::pasting::{Pasted, error_words, pasted_rows, store_pasted};
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Figure, Locale, PeriodState, RecordId};
use opora_sync::Replica;
use std::rc::Rc;

/// One row of the programme's table.
#[derive(Clone, PartialEq)]
struct Row {
    subject: Subject,
    programme: Option<RecordId>,
    is_heading: bool,
    is_part: bool,
    may_enter: bool,
}

pub fn list_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let rows = Memo::new(move |_| rows_of(workspace));
    let results = view! {
        <a class="button" href=Place::Assessments.path() data-testid="to-results">
            {icon(Pictogram::Note)}{w::RESULTS.of(locale)}
        </a>
    };
    view! {
        {barred_head(w::INDICATORS.of(locale), results.into_any())}
        {programme(workspace, rows)}
        {of_network(workspace)}
        {forms(workspace)}
    }
    .into_any()
}

fn rows_of(workspace: Workspace) -> Vec<Row> {
    let figures = Figures::now(workspace);
    let viewer = workspace.viewer();
    workspace.records.with(|records| {
        figures
            .indicators
            .iter()
            .map(|one| Row {
                subject: Subject::of_indicator(&figures, one),
                programme: one.programme,
                is_heading: one.is_heading(),
                is_part: one.parent.is_some(),
                may_enter: records.may_write(&viewer, one.id, Some("fact")).is_ok(),
            })
            .map(|row| Row {
                may_enter: row.may_enter && row.subject.is_entered(),
                ..row
            })
            .collect()
    })
}

/// The indicators of the programme, or that there are none.
fn programme(workspace: Workspace, rows: Memo<Vec<Row>>) -> AnyView {
    let locale = workspace.l();
    let chosen = RwSignal::new(None::<String>);
    let columns = Memo::new(move |_| rows.with(|rows| all_columns(rows)));
    // Once shown it stays, whatever is entered meanwhile.
    let shown = Memo::new(move |before: Option<&Option<String>>| {
        chosen
            .get()
            .or_else(|| before.cloned().flatten())
            .or_else(|| usual_period(workspace, &rows.get(), &columns.get()))
    });
    let error = RwSignal::new(None::<String>);
    (move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! {
                {opening::none(workspace, w::NONE_YET.of(locale), w::NONE_YET_TEXT.of(locale))}
            }
            .into_any();
        }
        let chips: Vec<AnyView> = columns
            .get()
            .into_iter()
            .map(|column| period_chip(column, chosen, shown, locale))
            .collect();
        let count = rows.iter().filter(|row| !row.is_heading).count();
        let table = move || {
            let period = shown.get().unwrap_or_default();
            table(workspace, &rows, &period, error)
        };
        view! {
            <section class="section section--first">
                <div class="section__head">
                    <h2 class="title-block">{w::OF_PROGRAMME.of(locale)}</h2>
                    <p class="caption">{counted(count, &w::INDICATORS_COUNTED, locale)}</p>
                </div>
                <div class="chips" role="group" aria-label=w::PERIOD.of(locale)>{chips}</div>
                {table}
                {error_words(error)}
            </section>
        }
        .into_any()
    })
    .into_any()
}

fn period_chip(
    column: Column,
    chosen: RwSignal<Option<String>>,
    shown: Memo<Option<String>>,
    locale: Locale,
) -> AnyView {
    let label = period_words(&column, locale);
    let words = column.words.clone();
    let is_pressed = move || match shown.with(|shown| shown.as_ref() == Some(&words)) {
        true => "true",
        false => "false",
    };
    view! {
        <button type="button" class="chip" data-testid="period" aria-pressed=is_pressed
            on:click=move |_| chosen.set(Some(column.words.clone()))>{label}</button>
    }
    .into_any()
}

/// Every period some indicator has, each once, in time.
fn all_columns(rows: &[Row]) -> Vec<Column> {
    let mut all: Vec<Column> = Vec::new();
    for column in rows.iter().flat_map(|row| &row.subject.columns) {
        if !all.iter().any(|known| known.words == column.words) {
            all.push(column.clone());
        }
    }
    crate::workspace::state::order::ordered(all, |column| match column.period {
        Some(period) => format!("0{:010}", period.days().first.number()),
        None => "1".to_owned(),
    })
}

/// The last period with a fact; without any, the first one that is planned.
fn usual_period(workspace: Workspace, rows: &[Row], columns: &[Column]) -> Option<String> {
    let figures = Figures::now(workspace);
    let has_fact = |words: &str| {
        let entered = rows.iter().filter(|row| row.subject.is_entered());
        entered
            .filter_map(|row| figures.indicator(row.subject.record?))
            .flat_map(|one| &one.fact)
            .any(|fact| fact.period.text == words && fact.figure.number().is_some())
    };
    let is_planned = |words: &str| {
        rows.iter()
            .flat_map(|row| &row.subject.columns)
            .any(|column| column.words == words && column.plan.is_some())
    };
    let last = columns.iter().rev().find(|column| has_fact(&column.words));
    last.or_else(|| columns.iter().find(|column| is_planned(&column.words)))
        .or(columns.first())
        .map(|column| column.words.clone())
}

fn table(
    workspace: Workspace,
    rows: &[Row],
    period: &str,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let enterable: Rc<Vec<RecordId>> = Rc::new(
        rows.iter()
            .filter(|row| row.may_enter && !row.is_heading)
            .filter_map(|row| row.subject.record)
            .collect(),
    );
    // Not tracked: a table with cells is drawn anew only when its rows are others.
    let figures = Figures::now_untracked(workspace);
    let programmes = &figures.programmes;
    let mut body: Vec<AnyView> = Vec::new();
    let mut of = None;
    for row in rows {
        if programmes.len() > 1 && of != Some(row.programme) {
            of = Some(row.programme);
            let title = programmes
                .iter()
                .find(|programme| Some(programme.id) == row.programme)
                .and_then(|programme| programme.title.clone());
            body.push(
                view! {
                    <tr class="table__group">
                        <th scope="rowgroup" colspan="6" lang="ru">
                            {title.unwrap_or_else(|| NO_DATA.of(locale).to_owned())}
                        </th>
                    </tr>
                }
                .into_any(),
            );
        }
        body.push(match row.is_heading {
            true => heading(row),
            false => row_view(workspace, row, period, (enterable.clone(), error)),
        });
    }
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::OF_PROGRAMME.of(locale)>
            <table class="table table--rows indicators" data-testid="indicators">
                <thead><tr>
                    <th scope="col">{w::NUMBER.of(locale)}</th>
                    <th scope="col">{w::INDICATOR.of(locale)}</th>
                    <th scope="col" class="table__number">{w::BASE.of(locale)}</th>
                    <th scope="col" class="table__number">{w::PLAN.of(locale)}</th>
                    <th scope="col" class="table__number">{w::FACT.of(locale)}</th>
                    <th scope="col">{w::STATE.of(locale)}</th>
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn heading(row: &Row) -> AnyView {
    view! {
        <tr class="indicators__heading">
            <td>{row.subject.number.clone()}</td>
            <th scope="rowgroup" colspan="5" lang="ru">{tied(&row.subject.title)}</th>
        </tr>
    }
    .into_any()
}

fn row_view(
    workspace: Workspace,
    row: &Row,
    period: &str,
    (enterable, error): (Rc<Vec<RecordId>>, RwSignal<Option<String>>),
) -> AnyView {
    let locale = workspace.l();
    let subject = &row.subject;
    let Some(record) = subject.record else {
        return ().into_any();
    };
    let at = subject
        .columns
        .iter()
        .position(|column| column.words == period);
    let column = at.and_then(|at| subject.columns.get(at));
    let words = |figure: Option<&Figure>| match figure {
        Some(figure) => figure_words(figure, subject.unit, locale),
        None => String::new(),
    };
    let source = (!subject.is_entered()).then(|| w::COMPUTED.of(locale));
    let about: Vec<&str> = [
        subject.unit.map(|unit| unit.label(locale)),
        subject.direction.map(|direction| direction.label(locale)),
        source,
    ]
    .into_iter()
    .flatten()
    .collect();
    let fact = match row.may_enter {
        true => {
            let place = enterable.iter().position(|id| *id == record).unwrap_or(0);
            // A period this indicator does not have yet is named as the document names it.
            let called = column.map_or(period.to_owned(), |column| period_words(column, locale));
            let label = w::fact_of(locale, &subject.title, &called);
            let paste = paste_down(workspace, enterable, place, period, error);
            let at = (place, 0);
            fact_cell(workspace, record, period, label, at, (Some(paste), error))
        }
        false => {
            let words = period.to_owned();
            (move || shown_fact(workspace, record, &words)).into_any()
        }
    };
    let of = period.to_owned();
    let state = move || state_view(workspace, record, &of);
    view! {
        <tr class=row.is_part.then_some("indicators__part") data-record=record.to_string()>
            <td class="indicators__number">{subject.number.clone()}</td>
            <th scope="row" class="table__name">
                <a href=Place::Indicator(record).path() lang="ru">{tied(&subject.title)}</a>
                <span class="caption indicators__about">{about.join(", ")}</span>
            </th>
            <td class="table__number" data-label=w::BASE.of(locale)>{words(subject.base.as_ref())}</td>
            <td class="table__number" data-label=w::PLAN.of(locale)>
                {words(column.and_then(|column| column.plan.as_ref()))}
            </td>
            <td class="table__number indicators__fact" data-label=w::FACT.of(locale)>{fact}</td>
            <td data-label=w::STATE.of(locale)>{state}</td>
        </tr>
    }
    .into_any()
}

/// A column of numbers from a spreadsheet goes down the rows that can be entered.
fn paste_down(
    workspace: Workspace,
    enterable: Rc<Vec<RecordId>>,
    place: usize,
    period: &str,
    error: RwSignal<Option<String>>,
) -> Paste {
    let period = period.to_owned();
    Rc::new(move |text| {
        let Some(rows) = pasted_rows(text) else {
            return false;
        };
        // The first of each row goes down; there is no column beside it.
        let mut left = Vec::new();
        let mut values = Vec::new();
        for (at, mut cells) in rows.into_iter().enumerate() {
            let value = cells.remove(0);
            left.extend(cells);
            match enterable.get(place + at) {
                Some(record) => values.push((*record, value)),
                None => left.push(value),
            }
        }
        left.retain(|text| !text.is_empty());
        let taken = values.len();
        let period = period.clone();
        let drafting = move |replica: &Replica| {
            let drafts = values
                .iter()
                .map(|(record, value)| draft_of(replica, (*record, FACT), &[(&period, value)]));
            drafts.collect()
        };
        store_pasted(workspace, Box::new(drafting), Pasted { taken, left }, error);
        true
    })
}

/// The fact of one period, as it stands.
fn shown_fact(workspace: Workspace, record: RecordId, period: &str) -> AnyView {
    let locale = workspace.l();
    let Some((subject, fact, _)) = standing(workspace, record, period) else {
        return NO_DATA.of(locale).into_any();
    };
    fact_words(&fact, &subject, locale).into_any()
}

/// A fact in words; a gap is said.
pub fn fact_words(fact: &Fact, subject: &Subject, locale: Locale) -> String {
    match fact {
        Fact::Entered(figure) => figure_words(figure, subject.unit, locale),
        Fact::Computed(value) => number_of(value.number(), subject.unit, locale),
        Fact::NoValue(_) | Fact::Gap => NO_DATA.of(locale).to_owned(),
    }
}

fn standing(
    workspace: Workspace,
    record: RecordId,
    period: &str,
) -> Option<(Subject, Fact, PeriodState)> {
    let figures = Figures::now(workspace);
    let subject = Subject::of_indicator(&figures, figures.indicator(record)?);
    let facts = facts(&figures, &subject);
    let states = states(&subject, &facts);
    let at = subject
        .columns
        .iter()
        .position(|column| column.words == period)?;
    Some((subject, facts.get(at)?.clone(), *states.get(at)?))
}

fn state_view(workspace: Workspace, record: RecordId, period: &str) -> AnyView {
    let locale = workspace.l();
    let state = standing(workspace, record, period).map_or(PeriodState::Gap, |it| it.2);
    state_mark(state, locale)
}

/// How a period stands, by shape and in words: no colour says met or missed.
pub fn state_mark(state: PeriodState, locale: Locale) -> AnyView {
    view! {
        <span class="state-mark" data-state=state.code() data-testid="state">{state.label(locale)}</span>
    }
    .into_any()
}
