//! What an activity costs by year and source, in thousand roubles. The text is kept as it was
//! typed; what cannot be read as money is said, and is in no sum.

use super::super::by_year::{OfYear, Reading, as_it_is};
use super::super::contents::Contents;
use super::super::may_edit;
use super::read;
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::plan as w;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::amount::column_of;
use opora_domain::choice::normal;
use opora_domain::{Activity, Amount, RecordId};

/// The field that keeps them.
const FIELD: &str = "amounts";
/// Years of a programme that are offered.
const YEARS_MAX: u16 = 30;

/// Rows and columns of the table: periods, and the sources beside the activity's own.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shape {
    periods: Vec<String>,
    own_source: Option<String>,
    sources: Vec<String>,
}

/// The section.
pub fn amounts(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let may_edit = may_edit(workspace);
    let added = RwSignal::new(Vec::<String>::new());
    let shape = Memo::new(move |_| shape(workspace, id, &added.get()));
    let error = RwSignal::new(None::<String>);
    let body = move || match may_edit.get() {
        true => shape.with(|shape| table(workspace, id, shape, error)),
        false => said(workspace, id),
    };
    let more = move || may_edit.get().then(|| another_source(workspace, added));
    view! {
        <section class="section" aria-labelledby="amounts" data-testid="amounts">
            <div class="section__head">
                <h2 class="title-section" id="amounts">{w::AMOUNTS.of(locale)}</h2>
                {stored_mark(workspace, id, FIELD)}
            </div>
            {body}
            {error_line("amounts", error)}
            {move || unread(workspace, id)}
            {more}
        </section>
    }
    .into_any()
}

fn of_activity<T: Default>(
    workspace: Workspace,
    id: RecordId,
    ask: impl Fn(&Activity, Option<Contents>) -> T,
) -> T {
    workspace.records.with(|records| {
        read(records, id)
            .map(|activity| {
                let contents = Contents::of(records, activity.programme);
                ask(&activity, contents)
            })
            .unwrap_or_default()
    })
}

fn shape(workspace: Workspace, id: RecordId, added: &[String]) -> Shape {
    of_activity(workspace, id, |activity, contents| {
        let term = contents.map(|it| it.programme.term).unwrap_or_default();
        let mut periods: Vec<String> = vec![];
        if let (Some(since), Some(until)) = (term.since, term.until) {
            let last = until.year().min(since.year().saturating_add(YEARS_MAX));
            periods.extend((since.year()..=last).map(|year| year.to_string()));
        }
        let mut sources: Vec<String> = vec![];
        for amount in &activity.priced() {
            let (period, source) = parts(amount, activity);
            if !periods.contains(&period) {
                periods.push(period);
            }
            if let Some(source) = source.filter(|it| !is_there(&sources, it)) {
                sources.push(source);
            }
        }
        for source in added {
            if !is_there(&sources, source) {
                sources.push(source.clone());
            }
        }
        Shape {
            periods,
            own_source: activity.funding_source.clone(),
            sources,
        }
    })
}

/// The words of an amount's period, and its source where it has one of its own.
fn parts(amount: &Amount, activity: &Activity) -> (String, Option<String>) {
    let period = amount.period.text.clone();
    let is_own = amount.source == activity.funding_source;
    let is_named = amount.column.trim() != period;
    let source = amount.source.clone().filter(|_| is_named || !is_own);
    (period, source)
}

fn is_there(sources: &[String], source: &str) -> bool {
    sources.iter().any(|it| normal(it) == normal(source))
}

fn table(
    workspace: Workspace,
    id: RecordId,
    shape: &Shape,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    if shape.periods.is_empty() {
        return view! { <p class="note">{w::NO_TERM.of(locale)}</p> }.into_any();
    }
    let own = shape.own_source.as_deref().map(tied);
    let own = own.unwrap_or_else(|| w::NO_SOURCE.of(locale).to_owned());
    let mut columns = vec![(String::new(), own)];
    columns.extend(shape.sources.iter().map(|it| (it.clone(), tied(it))));
    let heads: Vec<AnyView> = columns
        .iter()
        .map(|(_, name)| view! { <th scope="col" lang="ru">{name.clone()}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = shape
        .periods
        .iter()
        .enumerate()
        .map(|(row, period)| {
            let cells: Vec<AnyView> = columns
                .iter()
                .enumerate()
                .map(|(column, (source, name))| {
                    let of = OfYear {
                        workspace,
                        record: id,
                        field: FIELD,
                        column: column_of(period, source),
                    };
                    let label = w::amount_of(locale, period, name);
                    let texts: [Reading; 2] = [as_it_is, as_it_is];
                    let cell = of.cell((row, column), label, "amount", texts, error);
                    view! { <td class="table__number">{cell}</td> }.into_any()
                })
                .collect();
            view! { <tr><th scope="row">{period.clone()}</th>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="table-sheet amounts" role="region" tabindex="0" aria-label=w::AMOUNTS_TABLE.of(locale)>
            <table class="table">
                <thead><tr><th scope="col">{w::YEAR.of(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="caption">{w::AMOUNTS_HINT.of(locale)}</p>
    }
    .into_any()
}

/// For those who read: the amounts, line by line.
fn said(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let rows = of_activity(workspace, id, |activity, _| {
        let rows = activity.priced().into_iter().map(|amount| {
            let source = amount.source.as_deref().map(tied);
            let source = source.map(|source| format!(", {source}"));
            view! {
                <li class="row">
                    <span class="row__text" lang="ru">{amount.period.text.clone()}{source}</span>
                    <span class="table__number">{amount.text.clone()}</span>
                </li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    });
    match rows.is_empty() {
        true => view! { <p class="caption">{w::NO_AMOUNTS.of(locale)}</p> }.into_any(),
        false => view! { <ul class="rows">{rows}</ul> }.into_any(),
    }
}

/// What could not be read as money.
fn unread(workspace: Workspace, id: RecordId) -> Vec<AnyView> {
    let locale = workspace.l();
    of_activity(workspace, id, |activity, _| {
        let unread = activity.priced().into_iter().filter(Amount::is_unread);
        let lines = unread.map(|amount| {
            let words = w::unread_amount(locale, &tied(&amount.column), &amount.text);
            view! { <p class="programme__problem" data-testid="unread-amount">{words}</p> }
                .into_any()
        });
        lines.collect()
    })
}

/// A column for a source that has no amount yet.
fn another_source(workspace: Workspace, added: RwSignal<Vec<String>>) -> AnyView {
    let locale = workspace.l();
    let name = RwSignal::new(String::new());
    let add = move || {
        // A comma parts the year from the source.
        let source = name.get_untracked().trim().to_owned();
        if !source.is_empty() {
            added.update(|all| all.push(source));
            name.set(String::new());
        }
    };
    view! {
        <form class="amounts__source" on:submit=move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            add();
        }>
            <div class="field">
                <label class="field__label" for="amount-source">{w::SOURCE_NAME.of(locale)}</label>
                <input class="field__input" id="amount-source" data-testid="amount-source" type="text" autocomplete="off"
                    prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <button type="submit" class="button button--compact" data-testid="add-source">
                {small_icon(Pictogram::Plus)}{w::ADD_SOURCE.of(locale)}
            </button>
        </form>
    }
    .into_any()
}
