//! Plan and fact by period: the picture, and under it the same as a table, in which what people
//! enter is typed. A head of a column opens that period's number.

use super::entry::{FACT, draft_of, fact_cell};
use super::figures::{
    Fact, Figures, Subject, axis_words, facts, figure_words, number_of, period_words,
};
use super::list::fact_words;
use crate::components::{PlanFact, PlanFactSize, plan_fact_svg};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::indicators as w;
use crate::words::numbers::whole;
use crate::workspace::parts::cell::Paste;
use crate::workspace::parts::pasting::{Pasted, error_words, pasted_rows, store_pasted};
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Direction, Figure};
use opora_indicators::Value;
use opora_sync::Replica;
use std::rc::Rc;

/// The picture and its table. `shown` is the place of the column whose number is open.
pub fn chart(
    workspace: Workspace,
    subject: &Subject,
    may_enter: bool,
    shown: RwSignal<Option<usize>>,
    usual: Memo<Option<usize>>,
) -> AnyView {
    let locale = workspace.l();
    let error = RwSignal::new(None::<String>);
    let has_base = subject.base.is_some();
    let of_picture = subject.clone();
    let picture = move || picture(workspace, &of_picture).unwrap_or_default();
    let base_head = has_base.then(|| view! { <th scope="col">{w::BASE_LABEL.of(locale)}</th> });
    let base = subject.base.as_ref();
    let base_fact = has_base.then(|| {
        let words = base.map(|figure| figure_words(figure, None, locale));
        view! { <td>{words}</td> }
    });
    let no_base_plan = has_base.then(|| view! { <td></td> });
    let no_base_parts = has_base.then(|| view! { <td></td> });
    let heads: Vec<AnyView> = subject
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let is_shown = move || match shown.get().or(usual.get()) == Some(at) {
                true => "true",
                false => "false",
            };
            view! {
                <th scope="col">
                    <button type="button" class="chart__head" aria-pressed=is_shown data-testid="column"
                        aria-label=period_words(column, locale) lang=column.period.is_none().then_some("ru")
                        on:click=move |_| shown.set(Some(at))>{axis_words(column, locale)}</button>
                </th>
            }
            .into_any()
        })
        .collect();
    let plans: Vec<AnyView> = subject
        .columns
        .iter()
        .map(|column| {
            let words = column
                .plan
                .as_ref()
                .map(|plan| figure_words(plan, None, locale));
            view! { <td>{words}</td> }.into_any()
        })
        .collect();
    let is_planned = subject.columns.iter().any(|column| column.plan.is_some());
    let plan_row = is_planned.then(|| {
        view! { <tr><th scope="row">{w::PLAN_LABEL.of(locale)}</th>{no_base_plan}{plans}</tr> }
    });
    let facts_row: Vec<AnyView> = (0..subject.columns.len())
        .map(|at| fact(workspace, subject, may_enter, at, error))
        .collect();
    let parts = (!subject.is_entered()).then(|| {
        let cells: Vec<AnyView> = (0..subject.columns.len())
            .map(|at| {
                let subject = subject.clone();
                let words = move || parts_of(workspace, &subject, at);
                view! { <td class="chart__parts">{words}</td> }.into_any()
            })
            .collect();
        view! {
            <tr><th scope="row"><span class="visually-hidden">{w::MADE_OF.of(locale)}</span></th>
                {no_base_parts}{cells}</tr>
        }
    });
    let mark = subject
        .record
        .filter(|_| may_enter)
        .map(|record| stored_mark(workspace, record, FACT));
    view! {
        <div class="chart" role="region" tabindex="0" aria-label=w::PLAN_FACT_TABLE.of(locale)>
            <div class="chart__picture" inner_html=picture></div>
            <table class="chart__table">
                <caption class="visually-hidden">{w::PLAN_FACT_TABLE.of(locale)}</caption>
                <thead><tr><td></td>{base_head}{heads}</tr></thead>
                <tbody>
                    {plan_row}
                    <tr class="chart__facts"><th scope="row">{w::FACT_LABEL.of(locale)}</th>{base_fact}{facts_row}</tr>
                    {parts}
                </tbody>
            </table>
        </div>
        <div class="chart__foot">{mark}</div>
        {error_words(error)}
    }
    .into_any()
}

fn fact(
    workspace: Workspace,
    subject: &Subject,
    may_enter: bool,
    at: usize,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let Some(column) = subject.columns.get(at) else {
        return ().into_any();
    };
    if let Some(record) = subject.record.filter(|_| may_enter) {
        let label = w::fact_of(locale, &subject.title, &period_words(column, locale));
        let periods: Vec<String> = subject.columns.iter().map(|it| it.words.clone()).collect();
        let paste: Paste = Rc::new(move |text| {
            let Some(rows) = pasted_rows(text) else {
                return false;
            };
            // One row across, or one column down: both are periods in their order.
            let mut values: Vec<String> = rows.into_iter().flatten().collect();
            let place = periods.len() - at;
            let mut left = values.split_off(place.min(values.len()));
            left.retain(|text| !text.is_empty());
            let taken = values.len();
            let periods = periods.clone();
            let drafting = move |replica: &Replica| {
                let periods = periods.iter().skip(at).map(String::as_str);
                let pairs: Vec<(&str, &str)> =
                    periods.zip(values.iter().map(String::as_str)).collect();
                vec![draft_of(replica, (record, FACT), &pairs)]
            };
            store_pasted(workspace, Box::new(drafting), Pasted { taken, left }, error);
            true
        });
        let cell = fact_cell(
            workspace,
            record,
            &column.words,
            label,
            (0, at),
            (Some(paste), error),
        );
        return view! { <td>{cell}</td> }.into_any();
    }
    let subject = subject.clone();
    let words = move || {
        let figures = Figures::now(workspace);
        match facts(&figures, &subject).get(at) {
            Some(fact @ (Fact::Entered(_) | Fact::Computed(_))) => {
                let bare = Subject {
                    unit: None,
                    ..subject.clone()
                };
                fact_words(fact, &bare, locale)
            }
            _ => "·".to_owned(),
        }
    };
    view! { <td>{words}</td> }.into_any()
}

/// «11 из 14» under a pillar.
fn parts_of(workspace: Workspace, subject: &Subject, at: usize) -> String {
    let locale = workspace.l();
    let figures = Figures::now(workspace);
    match facts(&figures, subject).get(at) {
        Some(Fact::Computed(Value::Share { part, whole: all })) => {
            let number = |value: u64| whole(usize::try_from(value).unwrap_or(usize::MAX), locale);
            w::part_of_whole(locale, &number(*part), &number(*all))
        }
        _ => String::new(),
    }
}

fn picture(workspace: Workspace, subject: &Subject) -> Option<String> {
    let locale = workspace.l();
    let figures = Figures::now(workspace);
    let mut periods: Vec<PlanFact> = Vec::new();
    if let Some(base) = &subject.base {
        periods.push(PlanFact {
            fact: base.number(),
            is_base: true,
            ..PlanFact::default()
        });
    }
    let facts = facts(&figures, subject);
    for (column, fact) in subject.columns.iter().zip(facts) {
        periods.push(PlanFact {
            plan: column.plan.as_ref().and_then(Figure::number),
            fact: fact.number(),
            is_ahead: column
                .period
                .is_some_and(|period| !figures.has_begun(period)),
            ..PlanFact::default()
        });
    }
    let is_less_better = subject.direction == Some(Direction::LessIsBetter);
    let say = |value: f64| number_of(value, None, locale);
    let no_data = NO_DATA.of(locale);
    plan_fact_svg(PlanFactSize::LARGE, &periods, is_less_better, say, no_data)
}
