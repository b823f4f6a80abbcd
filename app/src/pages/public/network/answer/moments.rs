//! Answers about a day and about what changed between two. What has no dates is said as such.

use super::telling::{Telling, rows as rows_view};
use crate::words::numbers::{counted, whole};
use crate::words::{dates, public, questions};
use leptos::prelude::*;
use opora_domain::{Locale, Term};
use opora_graph::Question;
use opora_graph::question::{AsOfDay, Changed};
use opora_graph::questions::Day;

/// «1 сентября 2026 г.»; as in addresses where the calendar ends.
pub fn day_in_words(day: Day, locale: Locale) -> String {
    day.date()
        .map_or_else(|| day.to_string(), |date| dates::date(date, locale))
}

/// «с 1 сентября по 22 ноября 2026 г.»
pub fn days_in_words(from: Day, to: Day, locale: Locale) -> String {
    let term = Term {
        since: from.date(),
        until: to.date(),
        text: None,
    };
    dates::term(&term, locale).unwrap_or_else(|| format!("{from} – {to}"))
}

pub fn on(telling: &Telling, told: &AsOfDay) -> AnyView {
    let locale = telling.locale();
    let partnerships = counted(telling.graph.edges.len(), &public::PARTNERSHIPS, locale);
    let sentence = match telling.graph.open_ends.len() {
        0 => questions::on_day(locale, &partnerships),
        number => {
            let ends = counted(number, &public::OPEN_ENDS, locale);
            questions::on_day_ends(locale, &partnerships, &ends)
        }
    };
    let records = |number: usize| counted(number, &questions::RECORDS, locale);
    let perhaps = (!told.perhaps.is_empty())
        .then(|| questions::perhaps(locale, &records(told.perhaps.len())));
    let undated = (told.undated > 0).then(|| questions::undated(locale, &records(told.undated)));
    let support = told
        .is_support_unknown
        .then(|| questions::SUPPORT_NOW.of(locale).to_owned());
    let cautions = [perhaps, undated, support].into_iter().flatten();
    let cautions = cautions.map(|words| view! { <p class="caption">{words}</p> });
    let changes = told.previous.map(|previous| {
        let href = telling.ask(Question::Between(previous, told.day));
        view! { <p><a href=href>{questions::WHAT_CHANGED_THEN.of(locale)}</a></p> }
    });
    view! {
        <p class="answer__lead">{sentence}</p>
        {steps_of_time(telling, told)}
        {changes}
        {cautions.collect_view()}
    }
    .into_any()
}

/// The time slider without script: the nearest days on which something changed.
fn steps_of_time(telling: &Telling, told: &AsOfDay) -> impl IntoView + use<> {
    let locale = telling.locale();
    let step = |day: Option<Day>, rel: &'static str, label: &'static str, none: &'static str| {
        let Some(day) = day else {
            return view! { <span class="answer__end quiet">{none}</span> }.into_any();
        };
        let href = telling.ask(Question::On(day));
        let words = format!("{label}: {}", day_in_words(day, locale));
        let (before, after) = match rel {
            "prev" => (Some("← "), None),
            _ => (None, Some(" →")),
        };
        view! {
            <a class="button" href=href rel=rel>
                {before.map(|arrow| view! { <span aria-hidden="true">{arrow}</span> })}
                {words}
                {after.map(|arrow| view! { <span aria-hidden="true">{arrow}</span> })}
            </a>
        }
        .into_any()
    };
    let (earlier, later) = (questions::EARLIER.of(locale), questions::LATER.of(locale));
    view! {
        <nav class="actions" aria-label=questions::STEPS_OF_TIME.of(locale)>
            {step(told.previous, "prev", earlier, questions::NO_EARLIER.of(locale))}
            {step(told.next, "next", later, questions::NO_LATER.of(locale))}
        </nav>
    }
}

pub fn changed(telling: &Telling, told: &Changed) -> AnyView {
    let locale = telling.locale();
    let partnerships = |edges: &[usize]| counted(edges.len(), &public::PARTNERSHIPS, locale);
    let mut sentences = Vec::new();
    if told.is_nothing() {
        sentences.push(questions::NOTHING_CHANGED.of(locale).to_owned());
    }
    if !told.came.is_empty() || !told.went.is_empty() {
        let (came, went) = (partnerships(&told.came), partnerships(&told.went));
        sentences.push(questions::came_and_went(locale, &came, &went));
    }
    if !told.ends_came.is_empty() || !told.ends_went.is_empty() {
        let number = |ends: &[usize]| whole(ends.len(), locale);
        let (came, went) = (number(&told.ends_came), number(&told.ends_went));
        sentences.push(questions::ends_came_and_went(locale, &came, &went));
    }
    if told.interactions > 0 {
        let meetings = whole(told.interactions, locale);
        sentences.push(questions::met(locale, &meetings));
    }
    let list = |title: &'static str, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| {
            view! { <h3 class="title-section">{title}</h3>{rows_view(rows, locale)} }
        })
    };
    let edges = |edges: &[usize]| -> Vec<AnyView> {
        edges
            .iter()
            .map(|edge| telling.partnership(*edge))
            .collect()
    };
    let ends = |ends: &[usize]| -> Vec<AnyView> {
        let ends = ends.iter().map(|end| &telling.graph.open_ends[*end]);
        ends.map(|end| telling.open_end(end)).collect()
    };
    let undated = (told.undated > 0).then(|| {
        let number = counted(told.undated, &questions::RECORDS, locale);
        view! { <p class="caption">{questions::undated_changes(locale, &number)}</p> }
    });
    let (before, after) = (Question::On(told.from), Question::On(told.to));
    let day = |question: Question, day: Day| {
        let words = questions::title_on(locale, &day_in_words(day, locale));
        view! { <a class="button" href=telling.ask(question)>{words}</a> }
    };
    view! {
        <p class="answer__lead">{sentences.join(" ")}</p>
        {list(questions::CAME.of(locale), edges(&told.came))}
        {list(questions::WENT.of(locale), edges(&told.went))}
        {list(questions::ENDS_CAME.of(locale), ends(&told.ends_came))}
        {list(questions::ENDS_WENT.of(locale), ends(&told.ends_went))}
        <div class="actions">{day(before, told.from)}{day(after, told.to)}</div>
        {undated}
    }
    .into_any()
}
