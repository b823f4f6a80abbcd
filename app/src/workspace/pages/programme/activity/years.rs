//! The years of an activity that comes every year: how each ended, when and with what result. The
//! coordinator marks them; the others read.

use super::super::by_year::{OfYear, Reading, as_it_is};
use super::super::contents::Contents;
use super::super::may_edit;
use super::read;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::{dates, plan as w};
use crate::workspace::parts::date_entry;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::{Whereabouts, mark_of, whereabouts};
use crate::workspace::parts::wording::{self, capital};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{ActivityStatus, Instance, Locale, PartialDate, RecordId};

/// Status, day and result of the years.
const FIELDS: [&str; 3] = ["year_status", "year_done", "year_results"];

/// What a row shows beside its editable values.
#[derive(Clone, PartialEq)]
struct Row {
    year: u16,
    instance: Instance,
    /// Over, now or ahead.
    words: &'static str,
    is_missed: bool,
}

/// The section; nothing for what does not come every year.
pub fn years(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let rows = Memo::new(move |_| rows(workspace, id));
    // Drawn anew only when there are other years: a text may be being typed.
    let known =
        Memo::new(move |_| rows.with(|all| all.iter().map(|it| it.year).collect::<Vec<_>>()));
    let may_edit = may_edit(workspace);
    let error = RwSignal::new(None::<String>);
    let where_ = Memo::new(move |_| whereabouts_of_all(workspace, id));
    let mark = move || mark_of(FIELDS[0], where_.get(), locale);
    (move || {
        let known = known.get();
        if known.is_empty() {
            return ().into_any();
        }
        let heads = [w::YEAR, w::YEAR_STATUS, w::YEAR_DAY, w::YEAR_RESULT];
        let heads: Vec<AnyView> = heads
            .iter()
            .map(|words| view! { <th scope="col">{words.of(locale)}</th> }.into_any())
            .collect();
        let is_editing = may_edit.get();
        let body: Vec<AnyView> = known
            .into_iter()
            .enumerate()
            .map(|(at, year)| {
                let row = Memo::new(move |_| {
                    rows.with(|all| all.iter().find(|it| it.year == year).cloned())
                });
                match is_editing {
                    true => editable(workspace, id, at, year, row, error),
                    false => readable(row, locale),
                }
            })
            .collect();
        view! {
            <section class="section" aria-labelledby="years">
                <div class="section__head">
                    <h2 class="title-section" id="years">{w::YEARS.of(locale)}</h2>{mark}
                </div>
                <table class="table table--rows year-table" data-testid="years">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
                {error_line("years", error)}
                {move || unread(workspace, id)}
                <p class="caption">{w::YEARS_TEXT.of(locale)}</p>
            </section>
        }
        .into_any()
    })
    .into_any()
}

/// Where the marks are: of the three fields the one that has come least far.
fn whereabouts_of_all(workspace: Workspace, id: RecordId) -> Whereabouts {
    let all = FIELDS.map(|field| whereabouts(workspace, id, field));
    let wanted: [fn(&Whereabouts) -> bool; 4] = [
        |it| *it == Whereabouts::TwoValues,
        |it| matches!(it, Whereabouts::Here(_)),
        |it| *it == Whereabouts::PageOnly,
        |it| *it == Whereabouts::WithDistrict,
    ];
    let found = wanted.iter().find_map(|is| all.iter().find(|it| is(it)));
    found.cloned().unwrap_or(Whereabouts::Quiet)
}

fn rows(workspace: Workspace, id: RecordId) -> Vec<Row> {
    let locale = workspace.l();
    let today = wording::today(&*workspace.device());
    let day = today.first_day();
    workspace.records.with(|records| {
        let Some(activity) = read(records, id) else {
            return vec![];
        };
        let contents = Contents::of(records, activity.programme);
        let term = contents.map(|it| it.programme.term).unwrap_or_default();
        let years = activity.yearly(&term).into_iter();
        years
            .filter_map(|instance| {
                let occasion = instance.occasion;
                let words = if occasion.is_over(day) {
                    w::YEAR_OVER
                } else if occasion.is_on(day) {
                    w::YEAR_NOW
                } else {
                    w::YEAR_AHEAD
                };
                Some(Row {
                    year: occasion.year?,
                    words: words.of(locale),
                    is_missed: occasion.is_over(day) && !instance.is_settled(),
                    instance,
                })
            })
            .collect()
    })
}

/// The year, whether it is over, and whether it waits for its mark.
fn head(row: Memo<Option<Row>>, year: u16) -> AnyView {
    let state = move || {
        let row = row.get()?;
        let class = match row.is_missed {
            true => "programme__problem",
            false => "caption",
        };
        Some(view! { <span class=class>{row.words}</span> })
    };
    view! { <th scope="row" class="table__name"><span>{year.to_string()}</span>" "{state}</th> }
        .into_any()
}

fn editable(
    workspace: Workspace,
    id: RecordId,
    at: usize,
    year: u16,
    row: Memo<Option<Row>>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let of = |field| OfYear {
        workspace,
        record: id,
        field,
        column: year.to_string(),
    };
    let label =
        |words: crate::words::Phrase| w::of_year(locale, words.of(locale), &year.to_string());
    let date: [Reading; 2] = match locale {
        Locale::Ru => [typed_date, |text| stored_date(text, Locale::Ru)],
        Locale::En => [typed_date, |text| stored_date(text, Locale::En)],
    };
    let day = of("year_done").cell((at, 2), label(w::YEAR_DAY), "year-day", date, error);
    let texts: [Reading; 2] = [as_it_is, as_it_is];
    let result = of("year_results");
    let result = result.cell((at, 3), label(w::YEAR_RESULT), "year-result", texts, error);
    view! {
        <tr data-testid="year-row" data-year=year.to_string()>
            {head(row, year)}
            <td data-label=w::YEAR_STATUS.of(locale)>{status(of("year_status"), label(w::YEAR_STATUS), row, error)}</td>
            <td data-label=w::YEAR_DAY.of(locale)>{day}</td>
            <td data-label=w::YEAR_RESULT.of(locale)>{result}</td>
        </tr>
    }
    .into_any()
}

/// The status of one year: those of the list, or none of its own.
fn status(
    of: OfYear,
    label: String,
    row: Memo<Option<Row>>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let workspace = of.workspace;
    let locale = workspace.l();
    let own = Memo::new(move |_| {
        let row = row.get()?;
        row.instance.mark.and_then(|mark| mark.status)
    });
    let of_whole = Memo::new(move |_| {
        let row = row.get();
        row.is_some_and(|row| row.instance.is_settled()) && own.get().is_none()
    });
    let none = move || match of_whole.get() {
        true => w::AS_WHOLE.of(locale),
        false => w::NO_STATUS_CHOICE.of(locale),
    };
    let options: Vec<AnyView> = ActivityStatus::ALL
        .iter()
        .map(|status| {
            let status = *status;
            let words = capital(status.label(locale));
            let is_chosen = move || own.get() == Some(status);
            view! { <option value=status.code() prop:selected=is_chosen>{words}</option> }
                .into_any()
        })
        .collect();
    let choose = move |event: leptos::ev::Event| {
        // The word of the workbook is stored, as a file has it.
        let status = ActivityStatus::from_code(&event_target_value(&event));
        let word = status.map_or("", |status| status.label(Locale::Ru));
        let of = of.clone();
        let saved = workspace.edit_by(Box::new(move |replica| vec![of.draft(replica, word)]));
        leptos::task::spawn_local(async move {
            let words = saved.await.err();
            let words = words.map(|it| wording::save_failure_words(it, locale).to_owned());
            let _ = error.try_set(words);
        });
    };
    view! {
        <span class="select">
            <select class="field__input" data-testid="year-status" aria-label=label on:change=choose>
                <option value="" prop:selected=move || own.get().is_none()>{none}</option>
                {options}
            </select>
        </span>
    }
    .into_any()
}

fn readable(row: Memo<Option<Row>>, locale: Locale) -> AnyView {
    let Some(known) = row.get_untracked() else {
        return ().into_any();
    };
    let said = move || {
        let row = row.get()?;
        Some((row.instance.status, row.instance.mark))
    };
    let status = move || {
        let status = said().and_then(|it| it.0);
        match status {
            Some(status) => capital(status.label(locale)),
            None => w::NO_STATUS.of(locale).to_owned(),
        }
    };
    let day = move || {
        let mark = said()?.1?;
        let words = mark.done_on.map(|day| dates::date(day, locale));
        words.or(mark.done_text)
    };
    let result = move || said()?.1?.result;
    view! {
        <tr data-testid="year-row" data-year=known.year.to_string()>
            {head(row, known.year)}
            <td data-label=w::YEAR_STATUS.of(locale)>{status}</td>
            <td data-label=w::YEAR_DAY.of(locale)>{day}</td>
            <td data-label=w::YEAR_RESULT.of(locale) lang="ru">{result}</td>
        </tr>
    }
    .into_any()
}

/// Words for a status that are none of the list, and years outside of the programme.
fn unread(workspace: Workspace, id: RecordId) -> Vec<AnyView> {
    let locale = workspace.l();
    let rows = rows(workspace, id);
    workspace.records.with(|records| {
        let marks = read(records, id).map(|it| it.years).unwrap_or_default();
        let told = marks.into_iter().filter_map(|mark| {
            let is_shown = mark
                .year
                .is_some_and(|year| rows.iter().any(|it| it.year == year));
            let year = mark.period.clone();
            let words = match (&mark.status_text, is_shown) {
                (Some(text), _) if mark.status.is_none() => w::unread_word(locale, text),
                (_, true) => return None,
                (Some(text), false) => text.clone(),
                (None, false) => mark.result.clone().or(mark.done_text.clone())?,
            };
            Some(
                view! { <p class="programme__problem">{format!("{year}: {words}")}</p> }.into_any(),
            )
        });
        told.collect()
    })
}

/// «15.12.2020» of what is stored; another text as it is.
fn typed_date(stored: &str) -> Result<String, String> {
    let date = stored.parse::<PartialDate>().ok();
    let date = date.or_else(|| opora_domain::deadline::read_date(stored));
    Ok(date.map_or_else(|| stored.to_owned(), date_entry::typed))
}

fn stored_date(typed: &str, locale: Locale) -> Result<String, String> {
    let date = date_entry::read(typed).map_err(|problem| problem.words(locale))?;
    Ok(date.map(|date| date.to_string()).unwrap_or_default())
}
