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
use opora_domain::{AnswerForm, ContextFact, Period, PeriodReading, RecordId, RecordKind, Return};

/// One value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    factor: String,
    unit: Option<String>,
    year: String,
    value: String,
    /// The round it was returned to; `None`: a document states it.
    round: Option<RecordId>,
}

/// A row of the passport: a factor in one unit.
#[derive(Debug, PartialEq)]
struct Factor<'a> {
    name: &'a str,
    unit: Option<&'a str>,
    entries: Vec<&'a Entry>,
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
    if all.is_empty() && records.is_before_first_pull() {
        return view! { {heading}{opening::first_load(workspace)} }.into_any();
    }
    if all.is_empty() {
        return view! {
            {heading}
            {notice(NoticeKind::Empty, w::PASSPORT_EMPTY.of(locale), w::PASSPORT_EMPTY_TEXT.of(locale))}
        }
        .into_any();
    }
    let years = years(&all);
    let rows: Vec<AnyView> = factors(&all)
        .iter()
        .map(|factor| {
            let cells: Vec<AnyView> = years
                .iter()
                .map(|year| {
                    let key = year_key(year);
                    let here = factor.entries.iter().filter(|it| year_key(&it.year) == key);
                    let values: Vec<AnyView> = here.map(|it| value(it, locale)).collect();
                    let inside = match values.is_empty() {
                        true => view! { <span class="table__none">{NO_DATA.of(locale)}</span> }.into_any(),
                        false => view! { <div>{values}</div> }.into_any(),
                    };
                    let label = year_words(year, locale);
                    view! { <td class="table__number" data-label=label>{inside}</td> }.into_any()
                })
                .collect();
            let unit = factor.unit.map(|unit| format!(", {unit}"));
            view! {
                <tr data-testid="passport-row"><th scope="row" class="table__name">{factor.name.to_owned()}{unit}</th>{cells}</tr>
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

/// The rows, in the order of the entries. A factor under two units is two rows: 1 and 100 of different
/// things do not stand side by side. What names no unit stands where there is but one row it can mean.
fn factors(all: &[Entry]) -> Vec<Factor<'_>> {
    let mut rows: Vec<Factor<'_>> = Vec::new();
    let (plain, counted): (Vec<&Entry>, Vec<&Entry>) =
        all.iter().partition(|entry| entry.unit.is_none());
    for entry in counted {
        let unit = entry.unit.as_deref();
        let is_same = |row: &&mut Factor<'_>| {
            normal(row.name) == normal(&entry.factor)
                && unit_key(row.unit.unwrap_or_default()) == unit_key(unit.unwrap_or_default())
        };
        match rows.iter_mut().find(is_same) {
            Some(row) => row.entries.push(entry),
            None => rows.push(Factor {
                name: &entry.factor,
                unit,
                entries: vec![entry],
            }),
        }
    }
    for entry in plain {
        let is_named = |row: &Factor<'_>| normal(row.name) == normal(&entry.factor);
        let units = rows.iter().filter(|row| is_named(row)).count();
        // Two units: among those without one.
        let is_meant = |row: &Factor<'_>| is_named(row) && (units == 1 || row.unit.is_none());
        match rows.iter().position(is_meant) {
            Some(at) => rows[at].entries.push(entry),
            None => rows.push(Factor {
                name: &entry.factor,
                unit: None,
                entries: vec![entry],
            }),
        }
    }
    ordered(rows, |row| {
        format!("{}\u{1f}{}", normal(row.name), row.unit.unwrap_or_default())
    })
}

/// A unit as it is compared: «Мбит/сек», «Мбит/с» and «чел.», «человек» are one each.
fn unit_key(unit: &str) -> String {
    let unit = normal(unit).replace("/сек", "/с").replace("/sec", "/s");
    match unit.trim_end_matches('.') {
        "чел" => "человек".to_owned(),
        "шт" | "штук" | "ед" | "единица" => "единиц".to_owned(),
        "%" => "процент".to_owned(),
        unit => unit.to_owned(),
    }
}

/// A year as it is compared: «2026» and «2026 год» are one column.
fn year_key(year: &str) -> String {
    let period = Period::read(year);
    match period.reading {
        PeriodReading::Unnamed | PeriodReading::Empty => normal(year),
        reading => format!("{reading:?}"),
    }
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
    let of_school = school.to_string();
    let returns = of_kind(records, RecordKind::Return).filter_map(|view| {
        let said = opora_domain::record::text(&view.projected.fields, "school");
        if said != Some(of_school.as_str()) {
            return None;
        }
        let returned = Return::read(&view.projected);
        // Points for what was done and sentences about it are no conditions the school works in.
        let unit = match AnswerForm::of_unit(returned.unit.as_deref()) {
            AnswerForm::Figure => returned.unit,
            AnswerForm::YesNo => None,
            AnswerForm::Points { .. } | AnswerForm::Words => return None,
        };
        let of = returned.round.and_then(|id| round(records, id));
        let period = of.as_ref().and_then(|round| round.period.as_ref());
        Some(Entry {
            year: period.map(|period| period.text.clone()).unwrap_or_default(),
            value: returned.value.map(|figure| figure.text).unwrap_or_default(),
            round: returned.round,
            factor: returned.factor,
            unit,
        })
    });
    let mut all: Vec<Entry> = facts.chain(returns).collect();
    all.retain(|entry| !entry.value.is_empty());
    ordered(all, |entry| normal(&entry.factor))
}

fn years(all: &[Entry]) -> Vec<String> {
    let mut years: Vec<String> = Vec::new();
    for entry in all {
        if !years
            .iter()
            .any(|known| year_key(known) == year_key(&entry.year))
        {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(factor: &str, unit: Option<&str>, year: &str, value: &str) -> Entry {
        Entry {
            factor: factor.to_owned(),
            unit: unit.map(str::to_owned),
            year: year.to_owned(),
            value: value.to_owned(),
            round: None,
        }
    }

    #[test]
    fn every_value_stands_in_one_row_and_no_row_mixes_units() {
        let all = [
            entry("Учёт", None, "2025", "1"),
            entry("учет", Some("чел."), "2025", "2"),
            entry("Учёт", Some("семей"), "2026", "3"),
            entry("Учёт", Some("человек"), "2026", "4"),
            entry("Интернет", None, "2026", "5"),
            entry("Интернет", Some("Мбит/сек"), "2025", "6"),
            entry("Интернет", Some("Мбит/с"), "2026", "7"),
            entry("Подвоз", None, "2026", "8"),
        ];
        let seen: Vec<(String, Option<&str>, String)> = factors(&all)
            .iter()
            .map(|row| {
                let values: Vec<&str> = row.entries.iter().map(|it| it.value.as_str()).collect();
                (normal(row.name), row.unit, values.join(" "))
            })
            .collect();
        let row = |name: &str, unit, values: &str| (name.to_owned(), unit, values.to_owned());
        assert_eq!(
            seen,
            [
                row("интернет", Some("Мбит/сек"), "6 7 5"),
                row("подвоз", None, "8"),
                row("учет", None, "1"),
                row("учет", Some("семей"), "3"),
                row("учет", Some("чел."), "2 4"),
            ]
        );
    }

    #[test]
    fn a_year_is_one_column_however_it_is_written() {
        let all = ["2026 год", "2025", "2026", "", "очередной год", "2025/2026"];
        let all = all.map(|year| entry("Учёт", None, year, "1"));
        assert_eq!(
            years(&all),
            ["2025", "2025/2026", "2026 год", "", "очередной год"]
        );
    }
}
