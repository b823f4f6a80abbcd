//! A version whole, and two beside each other. What became of a row is said in a word and a shape,
//! on paper too.

use super::difference::{Became, Change, Difference, Row, cells};
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{Phrase, plan as w, programme as words};
use opora_domain::choice::normal;
use opora_domain::{Activity, Locale};

/// What is not the same; `names` are those of the two road maps.
pub fn difference_view(
    before: &[Activity],
    after: &[Activity],
    names: [String; 2],
    locale: Locale,
) -> AnyView {
    let difference = Difference::of(before, after, locale);
    let counts = w::difference_counts(
        locale,
        difference.count(Became::Added),
        difference.count(Became::Removed),
        difference.count(Became::Changed),
        difference.unchanged,
    );
    let counts =
        view! { <p class="caption" role="status" data-testid="difference-counts">{counts}</p> };
    if difference.rows.is_empty() {
        return view! { <p class="note" data-testid="no-difference">{w::NO_DIFFERENCE.of(locale)}</p>{counts} }
            .into_any();
    }
    let bodies: Vec<AnyView> = difference
        .rows
        .iter()
        .map(|row| row_view(row, locale))
        .collect();
    let [earlier, later] = names;
    let label = w::SHOW_DIFFERENCE.of(locale);
    view! {
        {counts}
        <div class="table-sheet" role="region" tabindex="0" aria-label=label>
            <table class="table difference" data-testid="difference">
                <thead><tr>
                    <th scope="col">{w::WHAT.of(locale)}</th>
                    <th scope="col">{w::EARLIER.of(locale)}<span class="caption difference__of" lang="ru">{earlier}</span></th>
                    <th scope="col">{w::LATER.of(locale)}<span class="caption difference__of" lang="ru">{later}</span></th>
                </tr></thead>
                {bodies}
            </table>
        </div>
    }
    .into_any()
}

const fn mark_of(became: Became) -> (Pictogram, Phrase, &'static str) {
    match became {
        Became::Added => (Pictogram::Plus, w::ROW_ADDED, "added"),
        Became::Removed => (Pictogram::Minus, w::ROW_REMOVED, "removed"),
        Became::Changed => (Pictogram::Edit, w::ROW_CHANGED, "changed"),
    }
}

fn row_view(row: &Row, locale: Locale) -> AnyView {
    let (pictogram, words, code) = mark_of(row.became);
    let lines: Vec<AnyView> = row
        .changes
        .iter()
        .map(|change| change_view(row.became, change, locale))
        .collect();
    view! {
        <tbody data-testid="difference-row" data-became=code>
            <tr class="table__group"><th scope="rowgroup" colspan="3">
                <span class="difference__mark" data-became=code>{small_icon(pictogram)}{words.of(locale)}</span>
                <span lang="ru">{tied(&row.title)}</span>
            </th></tr>
            {lines}
        </tbody>
    }
    .into_any()
}

fn change_view(became: Became, change: &Change, locale: Locale) -> AnyView {
    let cell = |text: &str, is_there: bool, class: &'static str| {
        let text = match (is_there, text.is_empty()) {
            (false, _) => return view! { <td></td> }.into_any(),
            (true, true) => {
                view! { <span class="table__none">{w::EMPTY_CELL.of(locale)}</span> }.into_any()
            }
            (true, false) => view! { <span class=class lang="ru">{tied(text)}</span> }.into_any(),
        };
        view! { <td>{text}</td> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{change.label.of(locale)}</th>
            {cell(&change.before, became != Became::Added, "difference__before")}
            {cell(&change.after, became != Became::Removed, "difference__after")}
        </tr>
    }
    .into_any()
}

/// Every row of a road map with the cells it fills, in its sections.
pub fn whole_view(activities: &[Activity], locale: Locale) -> AnyView {
    let rows: Vec<(&Activity, Vec<(Phrase, String)>)> = activities
        .iter()
        .filter(|it| !it.is_empty_section())
        .map(|it| (it, cells(it, locale)))
        .collect();
    if rows.is_empty() {
        return view! { <p class="note">{w::NO_ROWS.of(locale)}</p> }.into_any();
    }
    // The section is the head of its rows; a column in which nothing stands is left out.
    let is_filled = |at: usize| {
        let mut texts = rows.iter().filter_map(|(_, cells)| cells.get(at));
        texts.any(|(label, text)| *label != w::SECTION && !text.is_empty())
    };
    let columns: Vec<usize> = (0..rows[0].1.len()).filter(|at| is_filled(*at)).collect();
    let heads: Vec<AnyView> = columns
        .iter()
        .map(|at| {
            let label = rows[0].1[*at].0.of(locale);
            view! { <th scope="col">{label}</th> }.into_any()
        })
        .collect();
    let width = columns.len().to_string();
    let mut bodies: Vec<AnyView> = vec![];
    for group in rows.chunk_by(|a, b| section(a.0) == section(b.0)) {
        let name = group[0].0.section.as_deref().map(tied);
        let name = name.unwrap_or_else(|| words::WITHOUT_SECTION.of(locale).to_owned());
        let lines: Vec<AnyView> = group
            .iter()
            .map(|(_, cells)| {
                let cells: Vec<AnyView> = columns
                    .iter()
                    .map(|at| view! { <td lang="ru">{tied(&cells[*at].1)}</td> }.into_any())
                    .collect();
                view! { <tr data-testid="version-row">{cells}</tr> }.into_any()
            })
            .collect();
        bodies.push(
            view! {
                <tbody>
                    <tr class="table__group"><th scope="rowgroup" colspan=width.clone() lang="ru">{name}</th></tr>
                    {lines}
                </tbody>
            }
            .into_any(),
        );
    }
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=words::ROAD_MAP.of(locale)>
            <table class="table versions__whole" data-testid="version-whole">
                <thead><tr>{heads}</tr></thead>
                {bodies}
            </table>
        </div>
    }
    .into_any()
}

fn section(row: &Activity) -> Option<String> {
    row.section.as_deref().map(normal)
}
