//! A school's social passport: what documents state of its conditions and what it returned itself,
//! a factor a row, a year a column. A gap is a gap, and two sources stand side by side.

use super::reading::{of_kind, round};
use crate::components::{NoticeKind, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::rounds as w;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::choice::normal;
use opora_domain::{ContextFact, Period, RecordId, RecordKind, Return};

/// One value and where it comes from.
struct Entry {
    factor: String,
    unit: Option<String>,
    year: String,
    value: String,
    /// The round it was returned to; `None`: a document states it.
    round: Option<RecordId>,
}

/// The screen of a school's social passport.
pub fn passport_page(workspace: Workspace, school: RecordId) -> AnyView {
    opening::from_records(workspace, move |records| draw(workspace, records, school))
}

fn draw(workspace: Workspace, records: &Records, school: RecordId) -> AnyView {
    let locale = workspace.l();
    if !records.organisations.contains_key(&school) {
        return missing_record(workspace);
    }
    let name = wording::organisation_name(records, school, locale);
    let heading = view! {
        {head(w::PASSPORT.of(locale), ().into_any())}
        <p class="screen-lead"><a href=Place::Organisation(school).path()>{name}</a></p>
        <p class="note">{w::PASSPORT_LEAD.of(locale)}</p>
    };
    let all = entries(records, school);
    if all.is_empty() {
        return view! {
            {heading}
            {notice(NoticeKind::Empty, w::PASSPORT_EMPTY.of(locale), w::PASSPORT_EMPTY_TEXT.of(locale))}
        }
        .into_any();
    }
    let years = years(&all);
    let mut factors: Vec<&Entry> = Vec::new();
    for entry in &all {
        if !factors.iter().any(|known| is_same(known, entry)) {
            factors.push(entry);
        }
    }
    let rows: Vec<AnyView> = factors
        .iter()
        .map(|factor| {
            let cells: Vec<AnyView> = years
                .iter()
                .map(|year| {
                    let here = all.iter().filter(|it| is_same(factor, it) && it.year == *year);
                    let values: Vec<AnyView> = here.map(|it| value(it, locale)).collect();
                    let inside = match values.is_empty() {
                        true => view! { <span class="table__none">{NO_DATA.of(locale)}</span> }.into_any(),
                        false => view! { <div>{values}</div> }.into_any(),
                    };
                    let label = year_words(year, locale);
                    view! { <td class="table__number" data-label=label>{inside}</td> }.into_any()
                })
                .collect();
            let unit = factor.unit.as_ref().map(|unit| format!(", {unit}"));
            view! {
                <tr data-testid="passport-row"><th scope="row" class="table__name">{factor.factor.clone()}{unit}</th>{cells}</tr>
            }
            .into_any()
        })
        .collect();
    let heads: Vec<AnyView> = years
        .iter()
        .map(|year| {
            view! { <th scope="col" class="table__number">{year_words(year, locale)}</th> }
                .into_any()
        })
        .collect();
    view! {
        {heading}
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::PASSPORT.of(locale)>
            <table class="table table--rows" data-testid="passport">
                <thead><tr><th scope="col">{w::FACTOR.of(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A factor is the same under another unit only if one of them names none: 1 and 100 of different
/// things do not stand in one row.
fn is_same(one: &Entry, other: &Entry) -> bool {
    let unit = |entry: &Entry| entry.unit.as_deref().map(normal);
    normal(&one.factor) == normal(&other.factor)
        && (unit(one) == unit(other) || one.unit.is_none() || other.unit.is_none())
}

fn entries(records: &Records, school: RecordId) -> Vec<Entry> {
    let facts = of_kind(records, RecordKind::ContextFact).filter_map(|view| {
        let fact = ContextFact::read(&view.projected);
        (fact.organisation == Some(school)).then(|| Entry {
            factor: fact.factor,
            unit: fact.unit,
            year: fact.year.unwrap_or_default(),
            value: fact.value.map(|figure| figure.text).unwrap_or_default(),
            round: None,
        })
    });
    let returns = of_kind(records, RecordKind::Return).filter_map(|view| {
        let returned = Return::read(&view.projected);
        let of = returned.round.and_then(|id| round(records, id));
        let period = of.as_ref().and_then(|round| round.period.as_ref());
        (returned.school == Some(school)).then(|| Entry {
            year: period.map(|period| period.text.clone()).unwrap_or_default(),
            value: returned.value.map(|figure| figure.text).unwrap_or_default(),
            round: returned.round,
            factor: returned.factor,
            unit: returned.unit,
        })
    });
    let mut all: Vec<Entry> = facts.chain(returns).collect();
    all.retain(|entry| !entry.value.is_empty());
    ordered(all, |entry| normal(&entry.factor))
}

fn years(all: &[Entry]) -> Vec<String> {
    let mut years: Vec<String> = Vec::new();
    for entry in all {
        if !years.contains(&entry.year) {
            years.push(entry.year.clone());
        }
    }
    ordered(years, |year| match Period::read(year).first_month() {
        Some((year, month)) => format!("0{year:04}{month:02}"),
        None => format!("1{year}"),
    })
}

fn year_words(year: &str, locale: opora_domain::Locale) -> String {
    match year.is_empty() {
        true => w::NO_YEAR.of(locale).to_owned(),
        false => year.to_owned(),
    }
}

fn value(entry: &Entry, locale: opora_domain::Locale) -> AnyView {
    let source = match entry.round {
        Some(id) => {
            view! { <a href=Place::Round(id).path()>{w::OF_SCHOOL.of(locale)}</a> }.into_any()
        }
        None => view! { {w::OF_DOCUMENT.of(locale)} }.into_any(),
    };
    view! { <p><b>{entry.value.clone()}</b><span class="rounds__hint">{source}</span></p> }
        .into_any()
}
