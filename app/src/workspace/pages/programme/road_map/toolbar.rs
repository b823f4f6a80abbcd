//! Above the table: how it is seen, and what of it.

use super::asked::{Asked, Only, Wanted};
use super::grid::Grid;
use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{Phrase, plan as w, programme as words};
use crate::workspace::parts::wording::capital;
use leptos::prelude::*;
use opora_domain::ActivityStatus;
use opora_domain::choice::normal;

/// Longest label of a choice, in characters: names of bodies fill lines.
const LABEL_CHARS_MAX: usize = 60;

pub fn toolbar(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let view_button = move |has_scale: bool, words: Phrase, code: &'static str| {
        view! {
            <button type="button" class="segmented__item" data-testid=code
                aria-pressed=move || if grid.has_scale.get() == has_scale { "true" } else { "false" }
                on:click=move |_| grid.has_scale.set(has_scale)>{words.of(locale)}</button>
        }
    };
    let copy = move |_| grid.copy_all();
    let is_empty = move || grid.shown.with(Vec::is_empty);
    view! {
        <div class="road-map__bar">
            <div class="segmented road-map__views" role="group" aria-label=w::VIEW.of(locale)>
                {view_button(true, w::WITH_SCALE, "view-scale")}
                {view_button(false, w::WHOLE_TABLE, "view-table")}
            </div>
            <div class="chips" role="group" aria-label=w::ONLY.of(locale)>{chips(grid)}</div>
        </div>
        <div class="road-map__filters">
            <form class="search" role="search" aria-label=w::FIND.of(locale)
                on:submit=|event: leptos::ev::SubmitEvent| event.prevent_default()>
                {icon(Pictogram::Search)}
                <input class="search__input" type="search" data-testid="find-activity"
                    aria-label=w::FIND.of(locale) placeholder=w::FIND.of(locale)
                    prop:value=move || grid.asked.with(|asked| asked.text.clone())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        grid.asked.update(|asked| asked.text = text);
                    }/>
            </form>
            {sections(grid)}
            {responsible(grid)}
            {statuses(grid)}
            <button type="button" class="button button--text road-map__copy" data-testid="copy-all"
                prop:disabled=is_empty on:click=copy>{w::COPY.of(locale)}</button>
        </div>
    }
    .into_any()
}

/// One chip for each question that has an answer.
fn chips(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let counts = Memo::new(move |_| {
        let contents = grid.contents.get();
        let asking = grid.asking.get();
        Only::ALL.map(|only| {
            let rows = contents.iter().flat_map(|it| it.rows());
            rows.filter(|row| only.fits(row, &asking)).count()
        })
    });
    (move || {
        let chosen = grid.asked.with(|asked| asked.only);
        let counted = Only::ALL.into_iter().zip(counts.get());
        counted
            .filter(|(only, count)| *only == Only::All || *only == chosen || *count > 0)
            .map(|(only, count)| {
                let words = words_of(only).of(locale);
                view! {
                    <button type="button" class="chip" data-testid=format!("only-{}", only.code())
                        aria-pressed=if only == chosen { "true" } else { "false" }
                        on:click=move |_| grid.asked.update(|asked| asked.only = only)>
                        {(only == chosen).then(|| small_icon(Pictogram::Check))}{words}" "{count}
                    </button>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    })
    .into_any()
}

const fn words_of(only: Only) -> Phrase {
    match only {
        Only::All => w::ALL,
        Only::Mine => w::MINE,
        Only::Passed => w::PASSED,
        Only::Quarter => w::QUARTER,
        Only::WithoutStatus => w::WITHOUT_STATUS,
        Only::Unread => w::UNREAD,
    }
}

fn sections(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let all = Memo::new(move |_| {
        let contents = grid.contents.get();
        let sections = contents
            .iter()
            .flat_map(|it| it.sections().into_iter().map(str::to_owned));
        sections
            .map(|name| (normal(&name), name))
            .collect::<Vec<_>>()
    });
    choice(
        grid,
        "filter-section",
        words_for(w::SECTION, w::ANY_SECTION, locale),
        all,
        |asked| asked.section.clone(),
        |asked, value| asked.section = value,
    )
}

fn responsible(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let all = Memo::new(move |_| {
        let contents = grid.contents.get();
        let mut names: Vec<(String, String)> = vec![];
        let rows = contents.iter().flat_map(|it| it.rows());
        for each in rows.flat_map(|row| &row.responsible) {
            let key = normal(&each.text);
            if !names.iter().any(|(known, _)| *known == key) {
                names.push((key, each.text.clone()));
            }
        }
        crate::workspace::state::order::ordered(names, |(key, _)| key.clone())
    });
    choice(
        grid,
        "filter-responsible",
        words_for(words::RESPONSIBLE, w::ANYBODY, locale),
        all,
        |asked| asked.responsible.clone(),
        |asked, value| asked.responsible = value,
    )
}

fn statuses(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    const NONE: &str = "none";
    let all = Memo::new(move |_| {
        let none = (NONE.to_owned(), w::NO_STATUS_CHOICE.of(locale).to_owned());
        let all = ActivityStatus::ALL.iter();
        let all = all.map(|it| (it.code().to_owned(), capital(it.label(locale))));
        std::iter::once(none).chain(all).collect::<Vec<_>>()
    });
    choice(
        grid,
        "filter-status",
        words_for(words::STATUS, w::ANY_STATUS, locale),
        all,
        |asked| match asked.status? {
            Wanted::None => Some(NONE.to_owned()),
            Wanted::Is(status) => Some(status.code().to_owned()),
        },
        |asked, value| {
            asked.status = match value.as_deref() {
                None => None,
                Some(code) => match ActivityStatus::from_code(code) {
                    Some(status) => Some(Wanted::Is(status)),
                    None => Some(Wanted::None),
                },
            };
        },
    )
}

fn words_for(label: Phrase, any: Phrase, locale: opora_domain::Locale) -> [&'static str; 2] {
    [label.of(locale), any.of(locale)]
}

/// A list to choose one of; not shown where there is nothing to choose.
fn choice(
    grid: Grid,
    id: &'static str,
    [label, any]: [&'static str; 2],
    all: Memo<Vec<(String, String)>>,
    chosen: fn(&Asked) -> Option<String>,
    choose: fn(&mut Asked, Option<String>),
) -> AnyView {
    (move || {
        let all = all.get();
        if all.len() < 2 {
            return ().into_any();
        }
        let now = grid.asked.with(chosen);
        let options: Vec<AnyView> = all
            .into_iter()
            .map(|(key, name)| {
                let is_chosen = now.as_ref() == Some(&key);
                view! { <option value=key selected=is_chosen>{short(&tied(&name))}</option> }
                    .into_any()
            })
            .collect();
        view! {
            <span class="select">
                <select class="field__input" data-testid=id aria-label=label
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        let value = (!value.is_empty()).then_some(value);
                        grid.asked.update(|asked| choose(asked, value));
                    }>
                    <option value="" selected=now.is_none()>{any}</option>
                    {options}
                </select>
            </span>
        }
        .into_any()
    })
    .into_any()
}

fn short(name: &str) -> String {
    match name.chars().count() > LABEL_CHARS_MAX {
        true => name.chars().take(LABEL_CHARS_MAX).chain(['…']).collect(),
        false => name.to_owned(),
    }
}
