//! The table as it is drawn: an ARIA grid of sections, and beside each row its time. On a phone it
//! is a list whose rows open the activity.

mod cells;

use super::asked::Asking;
use super::changes::Said;
use super::columns::Column;
use super::grid::{Editing, Grid};
use super::is_ended;
use crate::components::{
    NoticeKind, Pictogram, TimeScale, notice, notice_with, scale_sample, small_icon,
};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{dates, plan as w, programme as words};
use crate::workspace::parts::stored::{Whereabouts, whereabouts};
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::{Activity, ActivityStatus, Locale, RecordId};

/// What the scale is to fill beside the table, px.
const SCALE_WIDTH: u32 = 360;

type Marks = Vec<(RecordId, &'static str, Whereabouts)>;

/// The table with its legend.
pub fn table(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let marks = Memo::new(move |_| marks(grid));
    let body = move || {
        let Some(contents) = grid.contents.get() else {
            return ().into_any();
        };
        let asking = grid.asking.get();
        let shown = grid.shown.get();
        let has_sections = grid.asked.with(|asked| asked.sort.is_none());
        // Where no row has a deadline there is nothing to draw.
        let has_deadlines = contents.rows().any(|row| !row.deadline.text.is_empty());
        let scale = (has_deadlines && grid.has_scale.get()).then(|| {
            let deadlines = contents.rows().map(|row| &row.deadline);
            TimeScale::of(&asking.term, deadlines).map(|scale| scale.in_width(SCALE_WIDTH))
        });
        let drawing = Drawing {
            grid,
            locale,
            is_ended: is_ended(&asking.term, asking.today),
            asking,
            columns: grid.columns.get(),
            scale: scale.flatten(),
            marks: marks.get(),
            editing: grid.editing.get(),
        };
        let rows: Vec<&Activity> = shown
            .iter()
            .filter_map(|id| contents.rows().find(|row| row.id == *id))
            .collect();
        drawing.whole(&rows, &contents.activities, has_sections)
    };
    let is_read_only = move || if grid.may_edit.get() { "false" } else { "true" };
    let hint = move || {
        let words = if grid.may_edit.get() {
            w::KEYS
        } else {
            w::KEYS_READING
        };
        words.of(locale)
    };
    view! {
        <div class="road-map">
            <table class="table road-map__table" role="grid" data-testid="road-map" node_ref=grid.table
                aria-label=words::ROAD_MAP.of(locale) aria-describedby="road-map-keys"
                aria-readonly=is_read_only
                data-scale=move || if grid.has_scale.get() { "true" } else { "false" }
                on:keydown=move |event| grid.key(&event)
                on:mousedown=move |event| grid.press(&event)
                on:click=move |event: leptos::ev::MouseEvent| {
                    if let Some(at) = grid.cell_of(&event).filter(|at| at.row == 0) {
                        grid.sort(at.column);
                    }
                }
                on:dblclick=move |event: leptos::ev::MouseEvent| {
                    let at = grid.cell_of(&event).filter(|at| at.row > 0);
                    if let Some(at) = at.filter(|_| grid.editing.get_untracked().is_none()) {
                        grid.begin(at, None);
                    }
                }
                on:focusin=move |event: leptos::ev::FocusEvent| grid.entered(&event)
                on:focusout=move |event| grid.left(&event)
                on:input=move |event: leptos::ev::Event| {
                    grid.typed.set(event_target_value(&event));
                    grid.problem.set(None);
                }
                on:copy=move |event| grid.copy(&event)
                on:paste=move |event| grid.paste(&event)>
                {body}
            </table>
        </div>
        {move || foot(grid)}
        <p class="caption road-map__keys" id="road-map-keys">{hint}</p>
    }
    .into_any()
}

/// Values that are on their way, or of which there are two.
fn marks(grid: Grid) -> Marks {
    let records = grid.workspace.records.get();
    let Some(contents) = grid.contents.get() else {
        return vec![];
    };
    let touched = grid.workspace.touched.get();
    let mut marks = vec![];
    for row in contents.rows() {
        let has_conflicts = records
            .views
            .get(&row.id)
            .is_some_and(|it| !it.conflicts.is_empty());
        let is_waiting = records
            .replica
            .as_ref()
            .is_some_and(|it| it.is_waiting(row.id));
        if !has_conflicts && !is_waiting && !touched.iter().any(|(id, _)| *id == row.id) {
            continue;
        }
        for column in Column::ALL {
            let whereabouts = whereabouts(grid.workspace, row.id, column.field());
            if whereabouts != Whereabouts::Quiet {
                marks.push((row.id, column.field(), whereabouts));
            }
        }
    }
    marks
}

/// One drawing of the table.
struct Drawing {
    grid: Grid,
    locale: Locale,
    is_ended: bool,
    asking: Asking,
    columns: Vec<Column>,
    scale: Option<TimeScale>,
    marks: Marks,
    editing: Option<Editing>,
}

impl Drawing {
    fn whole(&self, rows: &[&Activity], all: &[Activity], has_sections: bool) -> AnyView {
        let mut bodies = vec![];
        let mut at = 1;
        let groups: Vec<&[&Activity]> = match has_sections {
            true => rows.chunk_by(|a, b| section(a) == section(b)).collect(),
            false => vec![rows],
        };
        let has_names = has_sections && all.iter().any(|row| row.section.is_some());
        for group in groups {
            let name = group
                .first()
                .filter(|_| has_names)
                .map(|row| self.section_row(row));
            let lines: Vec<AnyView> = group
                .iter()
                .enumerate()
                .map(|(index, row)| self.row(at + index, row))
                .collect();
            at += group.len();
            bodies.push(view! { <tbody role="rowgroup">{name}{lines}</tbody> }.into_any());
        }
        let is_whole = rows.len() == all.iter().filter(|row| !row.is_empty_section()).count();
        if is_whole && has_sections {
            bodies.extend(
                all.iter()
                    .filter(|row| row.is_empty_section())
                    .map(|row| self.empty_section(row)),
            );
        }
        view! {
            <thead role="rowgroup"><tr role="row">{self.heads()}</tr></thead>
            {bodies}
        }
        .into_any()
    }

    fn heads(&self) -> Vec<AnyView> {
        let locale = self.locale;
        let sort = self.grid.asked.with_untracked(|asked| asked.sort);
        let head = |(at, column): (usize, &Column)| {
            let direction = match sort {
                Some((sorted, false)) if sorted == *column => Some("ascending"),
                Some((sorted, true)) if sorted == *column => Some("descending"),
                _ => None,
            };
            let arrow = direction.map(|_| view! { <span class="road-map__arrow">{small_icon(Pictogram::ChevronDown)}</span> });
            view! {
                <th scope="col" role="columnheader" tabindex="-1" data-at=format!("0:{at}")
                    data-column=column.field() aria-sort=direction>
                    {column.label().of(locale)}{arrow}
                </th>
            }
            .into_any()
        };
        let mut heads: Vec<AnyView> = self.columns.iter().enumerate().map(head).collect();
        heads.extend(self.scale.map(|scale| {
            let label = |column: crate::components::time_scale::Column| match column.month {
                Some(month) => dates::month(month, locale)
                    .to_lowercase()
                    .chars()
                    .take(3)
                    .collect(),
                None => column.year.to_string(),
            };
            let picture = scale.head(self.asking.today, label);
            view! { <th class="road-map__scale" aria-hidden="true" inner_html=picture></th> }
                .into_any()
        }));
        heads
    }

    fn section_row(&self, row: &Activity) -> AnyView {
        let name = row.section.as_deref().map(tied);
        let name = name.unwrap_or_else(|| words::WITHOUT_SECTION.of(self.locale).to_owned());
        let width = (self.columns.len() + usize::from(self.scale.is_some())).to_string();
        view! {
            <tr role="row" class="road-map__section">
                <th role="rowheader" scope="rowgroup" colspan=width lang="ru">{name}</th>
            </tr>
        }
        .into_any()
    }

    fn empty_section(&self, row: &Activity) -> AnyView {
        let width = (self.columns.len() + usize::from(self.scale.is_some())).to_string();
        view! {
            <tbody role="rowgroup">
                {self.section_row(row)}
                <tr role="row" class="road-map__none"><td role="gridcell" colspan=width>{words::EMPTY_SECTION.of(self.locale)}</td></tr>
            </tbody>
        }
        .into_any()
    }

    fn row(&self, at: usize, row: &Activity) -> AnyView {
        let due = row.due(&self.asking.term, self.asking.today);
        let is_late = due.is_passed();
        let cells: Vec<AnyView> = self
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| self.cell((at, place), *column, row, due))
            .collect();
        let scale = self.scale.map(|scale| {
            let state = match row.status {
                Some(ActivityStatus::Done) => "scale--done",
                Some(ActivityStatus::Cancelled | ActivityStatus::NotDone) => "scale--off",
                _ if is_late && !self.is_ended => "scale--late",
                _ => "",
            };
            let picture = scale.ground(self.asking.today) + &scale.shapes(&row.deadline, state);
            view! { <td class="road-map__scale" aria-hidden="true" inner_html=picture></td> }
        });
        view! {
            <tr role="row" data-testid="activity-row" data-record=row.id.to_string()>{cells}{scale}</tr>
        }
        .into_any()
    }
}

fn section(row: &Activity) -> Option<String> {
    row.section.as_deref().map(normal)
}

/// Under the table: why it is empty, or how many rows there are and what the shapes mean.
fn foot(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let total = grid
        .contents
        .with(|it| it.as_ref().map_or(0, |it| it.rows().count()));
    let shown = grid.shown.with(Vec::len);
    if total == 0 {
        let text = if grid.may_edit.get() {
            w::NO_ROWS_COORDINATOR
        } else {
            w::NO_ROWS_SCHOOL
        };
        return notice(NoticeKind::Empty, w::NO_ROWS.of(locale), text.of(locale));
    }
    if shown == 0 {
        let reset = move |_| {
            grid.asked.set(Default::default());
            grid.said.set(None::<Said>);
        };
        return notice_with(
            NoticeKind::Empty,
            w::NOTHING_FITS.of(locale),
            "",
            view! {
                <button type="button" class="button" data-testid="show-all" on:click=reset>{w::RESET.of(locale)}</button>
            },
        );
    }
    let count = w::shown(locale, shown, &total.to_string());
    let forms = [
        ("2020", "scale--done", w::LEGEND_DONE),
        ("2020", "", w::LEGEND_PLANNED),
        ("до 2020 года", "", words::LEGEND_BOUND),
        ("постоянно", "", words::LEGEND_OPEN),
        (
            "ежегодно (по мере необходимости)",
            "",
            words::LEGEND_WHEN_NEEDED,
        ),
        ("2020-2019", "", words::LEGEND_UNREAD),
    ];
    let entries: Vec<AnyView> = forms
        .into_iter()
        .filter_map(|(text, state, words)| {
            let sample = scale_sample(text, state)?;
            Some(view! { <li><span inner_html=sample></span>{words.of(locale)}</li> }.into_any())
        })
        .collect();
    let legend = grid
        .has_scale
        .get()
        .then(|| view! { <ul class="programme__legend">{entries}</ul> });
    view! {
        <div class="road-map__foot">{legend}<p class="caption" role="status" data-testid="shown-count">{count}</p></div>
    }
    .into_any()
}
