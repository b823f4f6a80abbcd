//! The road map as a table one works in, with the time beside it: what a spreadsheet can do,
//! and every change stored on the device at once.
//!
//! The table takes the focus as one stop; all that happens in it is listened to at the table, so
//! that a cell is nothing but its text.

mod asked;
mod block;
mod changes;
mod clipboard;
mod columns;
mod drawing;
mod editing;
mod grid;
mod keys;
mod pasting;
mod toolbar;

#[cfg(test)]
pub(crate) use asked::tests as asked_tests;
pub use asked::{Asking, Only, is_of};

use super::{others, tabs};
use crate::components::{Pictogram, amount_totals, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::{counted, tied};
use crate::words::{dates, plan as w, programme as words};
use crate::workspace::pages::barred_head;
use crate::workspace::pages::today::as_of;
use crate::workspace::place::{Place, ProgrammePlace};
use crate::workspace::state::Workspace;
use grid::Grid;
use leptos::prelude::*;
use opora_domain::{AmountTotals, PartialDate, RecordId, Term};

/// The address of the road map with one of its chips chosen.
pub fn path_of(programme: Option<RecordId>, only: Only) -> String {
    let path = Place::Programme(ProgrammePlace::RoadMap(programme)).path();
    format!("{path}?only={}", only.code())
}

/// The programme's last day lies before this day: what was not marked is a matter of the report.
pub fn is_ended(term: &Term, today: PartialDate) -> bool {
    term.until
        .is_some_and(|until| until.last_day() < today.first_day())
}

/// The road map of a programme; `asked` is how its address names it.
pub fn road_map(workspace: Workspace, programme: RecordId, asked: Option<RecordId>) -> AnyView {
    let locale = workspace.l();
    let grid = Grid::new(workspace, programme);
    if let Some(only) = only_of_address() {
        grid.asked.update(|asked| asked.only = only);
    }
    let add = move || {
        grid.may_edit.get().then(|| {
            view! {
                <button type="button" class="button button--primary" data-testid="new-activity"
                    on:click=move |_| grid.add_row()>
                    {icon(Pictogram::Plus)}{w::NEW_ACTIVITY.of(locale)}
                </button>
            }
        })
    };
    let lead = move || {
        let contents = grid.contents.get()?;
        let name = tied(contents.programme.name(locale));
        let term = dates::term(&contents.programme.term, locale);
        let term = term.map(|term| format!(", {term}"));
        Some(view! { <p class="caption road-map__of" lang="ru">{name}{term}</p> })
    };
    let read_only = move || {
        let words = w::READ_ONLY.of(locale);
        (!grid.may_edit.get())
            .then(|| view! { <p class="note" data-testid="read-only">{words}</p> })
    };
    let totals = Memo::new(move |_| {
        let contents = grid.contents.get();
        AmountTotals::of(contents.iter().flat_map(|it| it.rows()))
    });
    let records = move || as_of(workspace, &workspace.records.get());
    view! {
        {barred_head(words::ROAD_MAP.of(locale), add.into_any())}
        {lead}
        {tabs(workspace, asked, ProgrammePlace::RoadMap(asked))}
        {read_only}
        {ended(grid)}
        {toolbar::toolbar(grid)}
        {drawing::table(grid)}
        {move || totals.with(|totals| amount_totals(totals, locale))}
        {changes::bar(grid)}
        {others(workspace, programme, ProgrammePlace::RoadMap)}
        {records}
    }
    .into_any()
}

/// What an ended programme still wants: how its activities ended.
fn ended(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let words = Memo::new(move |_| {
        let contents = grid.contents.get()?;
        let asking = grid.asking.get();
        let total = contents.rows().count();
        let open = contents.rows();
        let open = open.filter(|row| !row.is_settled_in(&asking.term)).count();
        if open == 0 || !grid.may_edit.get() || !is_ended(&asking.term, asking.today) {
            return None;
        }
        let day = w::day_words(asking.term.until?.last_day(), locale);
        let number = open.to_string();
        Some(w::ended(
            locale,
            &day,
            &number,
            &counted(total, &w::OF_ACTIVITIES, locale),
        ))
    });
    (move || {
        words
            .get()
            .map(|words| view! { <p class="note" data-testid="programme-ended">{words}</p> })
    })
    .into_any()
}

/// The chip an address asks for.
fn only_of_address() -> Option<Only> {
    let search = window().location().search().ok()?;
    Only::of_code(search.strip_prefix("?only=")?)
}
