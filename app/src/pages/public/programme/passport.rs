//! The passport, the stages and the tasks of a programme. Every line stands as the document has
//! it; a key the template does not know stands under its own name.

use super::section;
use crate::pages::public::Visit;
use crate::words::numbers::tied;
use crate::words::{NONE, Phrase, dates, programme as words};
use leptos::prelude::*;
use opora_domain::{Locale, PartialDate, Programme, Stage, Task, Term, stage};

pub fn passport_view(visit: &Visit, programme: &Programme) -> AnyView {
    let locale = visit.locale;
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let executors = programme.executors();
    let lines: Vec<(Phrase, Vec<String>)> = vec![
        (words::OTHER_TITLE, one(&programme.other_title)),
        (words::KIND, one(&programme.document_kind)),
        (words::APPROVALS, programme.approvals.clone()),
        (words::LEGAL_BASES, programme.legal_bases.clone()),
        (words::ADMINISTRATOR, one(&programme.administrator)),
        (
            words::EXECUTORS,
            executors.into_iter().map(str::to_owned).collect(),
        ),
        (words::GOAL, one(&programme.goal)),
        (words::ANNEX_GOAL, one(&programme.annex_goal)),
        (words::MAIN_ACTIVITIES, programme.main_activities.clone()),
        (words::EXPECTED_RESULTS, programme.expected_results.clone()),
        (words::FORECAST_BASES, programme.forecast_bases.clone()),
        (words::MECHANISM, programme.mechanism.clone()),
        (words::FUNDING, programme.funding.clone()),
        (words::SPENDING, programme.spending.clone()),
        (words::DEFINITIONS, programme.definitions.clone()),
    ];
    let known = lines
        .into_iter()
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(label, texts)| line_view(label.of(locale).to_owned(), texts));
    let other = programme.other.iter().map(|line| {
        let text = line.text.trim();
        let text = if text.is_empty() {
            NONE.of(locale)
        } else {
            text
        };
        line_view(line.key.clone(), vec![text.to_owned()])
    });
    let lines = known.chain(other).collect_view();
    section(
        "passport",
        words::PASSPORT.of(locale),
        view! { <dl class="passport">{lines}</dl> }.into_any(),
    )
}

fn line_view(label: String, mut texts: Vec<String>) -> AnyView {
    let body = if texts.len() == 1 {
        let text = texts.pop().map(|text| tied(&text));
        view! { <p lang="ru">{text}</p> }.into_any()
    } else {
        let texts = texts
            .iter()
            .map(|text| view! { <li lang="ru">{tied(text)}</li> });
        view! { <ul>{texts.collect_view()}</ul> }.into_any()
    };
    view! { <div class="passport__line"><dt>{label}</dt><dd>{body}</dd></div> }.into_any()
}

pub fn stages_view(visit: &Visit, stages: &[Stage]) -> Option<AnyView> {
    let locale = visit.locale;
    if stages.is_empty() {
        return None;
    }
    let rows = stages.iter().map(|stage| {
        let title = stage.title.as_deref().map(tied);
        view! {
            <tr>
                <td class="table__number">{stage.number.clone()}</td>
                <th scope="row" class="table__name" lang="ru">{title}</th>
                <td>{dates::term(&stage.term, locale)}</td>
                <td lang="ru">{stage.note.as_deref().map(tied)}</td>
            </tr>
        }
    });
    let gaps = stage::gaps(stages).into_iter().map(|gap| {
        let days = days_of(gap, locale);
        view! { <p class="note">{words::gap(locale, &days)}</p> }
    });
    let head = [words::NUMBER, words::STAGE, words::TERM, words::NOTE];
    let body = view! {
        {gaps.collect_view()}
        <div class="table-sheet" role="region" tabindex="0" aria-label=words::STAGES.of(locale)>
            <table class="table">
                <thead><tr>{head.map(|words| view! { <th scope="col">{words.of(locale)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    Some(section("stages", words::STAGES.of(locale), body.into_any()))
}

fn days_of(gap: stage::Gap, locale: Locale) -> String {
    let day =
        |(year, month, day): (u16, u8, u8)| PartialDate::new(year, Some(month), Some(day)).ok();
    let term = Term {
        since: day(gap.first_day),
        until: day(gap.last_day),
        text: None,
    };
    dates::term(&term, locale).unwrap_or_default()
}

pub fn tasks_view(visit: &Visit, tasks: &[Task]) -> Option<AnyView> {
    if tasks.is_empty() {
        return None;
    }
    let tasks = tasks.iter().map(|task| {
        let number = task.number.clone().map(|number| format!("{number} "));
        view! { <li lang="ru">{number}{tied(&task.text)}</li> }
    });
    let body = view! { <ul class="programme__tasks">{tasks.collect_view()}</ul> };
    Some(section(
        "tasks",
        words::TASKS.of(visit.locale),
        body.into_any(),
    ))
}
