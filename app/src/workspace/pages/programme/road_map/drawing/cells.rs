//! One cell: what it says, and the editor that takes its place.

use super::super::super::due::years_words;
use super::super::asked::Asking;
use super::super::columns::Column;
use super::super::grid::Editing;
use super::Drawing;
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::plan as w;
use crate::workspace::parts::stored::mark_of;
use crate::workspace::parts::wording::capital;
use crate::workspace::place::{Place, ProgrammePlace};
use leptos::prelude::*;
use opora_domain::deadline::due::Due;
use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{Activity, ActivityStatus, Locale};

impl Drawing {
    pub(super) fn cell(
        &self,
        at: (usize, usize),
        column: Column,
        row: &Activity,
        due: Due,
    ) -> AnyView {
        let place = format!("{}:{}", at.0, at.1);
        let field = column.field();
        let is_edited = self.editing
            == Some(Editing {
                record: row.id,
                column,
            });
        if is_edited {
            return self.editor(place, column, row);
        }
        let marks = self
            .marks
            .iter()
            .filter(|(id, name, _)| *id == row.id && *name == field);
        let mark: Vec<AnyView> = marks
            .map(|(_, name, where_)| mark_of(name, where_.clone(), self.locale))
            .collect();
        let content = self.content(column, row, due);
        match column {
            Column::Title => view! {
                <th scope="row" role="rowheader" class="table__name" tabindex="-1" data-at=place data-column=field>
                    {content}{mark}
                </th>
            }
            .into_any(),
            _ => view! {
                <td role="gridcell" tabindex="-1" data-at=place data-column=field>{content}{mark}</td>
            }
            .into_any(),
        }
    }

    fn content(&self, column: Column, row: &Activity, due: Due) -> AnyView {
        let locale = self.locale;
        let text = |text: &Option<String>| {
            let text = text.as_deref().map(tied);
            text.map(|text| view! { <span class="road-map__text" lang="ru">{text}</span> })
                .into_any()
        };
        match column {
            Column::Number => row.number.clone().into_any(),
            Column::Title => {
                let title = row.title.as_deref().map(tied).unwrap_or_default();
                let address = Place::Programme(ProgrammePlace::Activity(row.id)).path();
                let label = w::open(locale, &title);
                view! {
                    <span class="road-map__text" lang="ru">{title}</span>
                    <a class="road-map__open" href=address tabindex="-1" aria-label=label data-testid="open-activity">
                        {small_icon(Pictogram::ArrowRight)}
                    </a>
                }
                .into_any()
            }
            Column::Deadline => deadline_view(&row.deadline, &self.asking, locale),
            Column::Responsible => {
                let names: Vec<AnyView> = row
                    .responsible
                    .iter()
                    .map(|it| {
                        let is_linked = it.organisation.is_some().then_some("true");
                        view! { <li lang="ru" data-linked=is_linked>{tied(&it.text)}</li> }
                            .into_any()
                    })
                    .collect();
                view! { <ul class="programme__names">{names}</ul> }.into_any()
            }
            Column::Funding => text(&row.funding_source),
            Column::PlannedValue => row
                .planned_value
                .as_ref()
                .map(|it| it.text.clone())
                .into_any(),
            Column::Status => self.status(row, due),
            Column::Result => text(&row.result),
        }
    }

    /// The status; where it is missing, whether that is late.
    fn status(&self, row: &Activity, due: Due) -> AnyView {
        let locale = self.locale;
        let said = row.status.map(|status| {
            let code = status.code();
            view! { <span class="road-map__status" data-status=code>{capital(status.label(locale))}</span> }
        });
        let late = match due {
            // Of an ended programme everything has passed: that is said once, above.
            Due::Passed { on } if !self.is_ended => {
                let late = w::overdue(on, self.asking.today, locale);
                let words = match years_words(row, &self.asking.term, self.asking.today) {
                    Some(years) => w::of_years(locale, &late, &years),
                    None => late,
                };
                Some(view! { <span class="programme__problem">{words}</span> })
            }
            _ => None,
        };
        let years = row.yearly(&self.asking.term);
        let settled = years.iter().filter(|it| it.is_settled()).count();
        let years = (!years.is_empty() && settled > 0 && row.status.is_none()).then(|| {
            let words = w::years_settled(locale, settled, &years.len().to_string());
            view! { <span class="road-map__years">{words}</span> }
        });
        match (said, years, late) {
            (None, None, None) => {
                view! { <span class="table__none">{w::NO_STATUS.of(locale)}</span> }.into_any()
            }
            (said, years, late) => view! { {said}{years}{late} }.into_any(),
        }
    }

    fn editor(&self, place: String, column: Column, row: &Activity) -> AnyView {
        let (grid, locale) = (self.grid, self.locale);
        let label = column.label().of(locale);
        let typed = grid.typed.get_untracked();
        let input = match column {
            Column::Status => {
                let option = |code: &'static str, words: String| {
                    view! { <option value=code selected=typed == code>{words}</option> }.into_any()
                };
                let none = option("", w::NO_STATUS_CHOICE.of(locale).to_owned());
                let all = ActivityStatus::ALL.iter();
                let all = all.map(|it| option(it.code(), capital(it.label(locale))));
                let options: Vec<AnyView> = std::iter::once(none).chain(all).collect();
                view! {
                    <select class="road-map__editor" data-editor="true" data-testid="cell-editor" aria-label=label>{options}</select>
                }
                .into_any()
            }
            _ => view! {
                <textarea class="road-map__editor" data-editor="true" data-testid="cell-editor" rows="1"
                    lang="ru" aria-label=label aria-describedby="cell-help" prop:value=typed></textarea>
            }
            .into_any(),
        };
        let help = (column == Column::Deadline).then(|| self.deadline_help());
        let problem = move || {
            let words = grid.problem.get();
            words.map(|words| view! { <p class="field__error" role="alert">{words}</p> })
        };
        let number = row.id.to_string();
        view! {
            <td role="gridcell" class="road-map__edited" tabindex="-1" data-at=place data-editing=number data-column=column.field()>
                {input}
                <div class="road-map__help" id="cell-help">{help}{problem}</div>
            </td>
        }
        .into_any()
    }

    /// What the typed deadline is read as; where it contradicts itself, what it may have meant.
    fn deadline_help(&self) -> AnyView {
        let (grid, locale) = (self.grid, self.locale);
        let (term, today) = (self.asking.term.clone(), self.asking.today);
        (move || {
            let typed = grid.typed.get();
            let proposals = proposals(&typed, locale);
            if proposals.is_empty() {
                let words = w::how_read(&typed, &term, today, locale);
                let words = (!words.is_empty()).then_some(words);
                return view! { <p class="caption" role="status" data-testid="how-read">{words}</p> }.into_any();
            }
            let buttons: Vec<AnyView> = proposals
                .into_iter()
                .map(|(words, text)| {
                    view! {
                        <button type="button" class="button button--compact" data-testid="proposal"
                            on:click=move |_| grid.take(text.clone())>{words}</button>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <p class="caption" role="status" data-testid="how-read">{w::SWAP.of(locale)}</p>
                <div class="actions">{buttons}</div>
            }
            .into_any()
        })
        .into_any()
    }
}

/// What a range of years whose end lies before its start may have meant: label and text.
fn proposals(text: &str, locale: Locale) -> Vec<(String, String)> {
    let deadline = Deadline::read(text);
    let Reading::Range { since, until } = deadline.reading else {
        return vec![];
    };
    if deadline.flags.is_empty() || since.month().is_some() || until.month().is_some() {
        return vec![];
    }
    let (since, until) = (since.year(), until.year());
    vec![
        (format!("{until}–{since}"), format!("{until}–{since} гг.")),
        (w::only(locale, &since.to_string()), format!("{since} г.")),
    ]
}

/// The author's text, what it was read as, and what is wrong with it.
fn deadline_view(deadline: &Deadline, asking: &Asking, locale: Locale) -> AnyView {
    let lines: Vec<AnyView> = deadline
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            view! { <span class="programme__deadline" lang="ru">{line.to_owned()}</span> }
                .into_any()
        })
        .collect();
    let reading = w::reading(deadline, &asking.term, locale)
        .map(|words| view! { <span class="caption programme__deadline">{words}</span> });
    let problem = w::problem(deadline, locale)
        .map(|words| view! { <span class="programme__problem">{words}</span> });
    view! { {lines}{reading}{problem} }.into_any()
}
