//! The register of contests and grants, year by year.

use super::reading::{contests, may_enter, taking_part};
use super::tabs;
use crate::components::{NoticeKind, Pictogram, icon, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::{counted, tied};
use crate::words::practices as w;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::place::{Code, Place, SharedPlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::{Contest, Locale};

/// The definition that is computed from who takes part.
const INDICATOR: &str = "schools-in-competitions";

/// The screen of contests.
pub fn contests_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let new = may_enter(&workspace.viewer_untracked()).then(|| {
        view! {
            <a class="button button--primary" href=Place::Shared(SharedPlace::NewContest).path() data-testid="new-contest">
                {icon(Pictogram::Plus)}{w::NEW_CONTEST.of(locale)}
            </a>
        }
    });
    view! {
        {barred_head(w::CONTESTS.of(locale), new.into_any())}
        {tabs(workspace, SharedPlace::Contests)}
        {opening::from_records(workspace, move |records| draw(workspace, records))}
    }
    .into_any()
}

fn draw(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let all = contests(records);
    if all.is_empty() {
        let text = match may_enter(&workspace.viewer_untracked()) {
            true => w::NO_CONTESTS_TEXT,
            false => w::NO_CONTESTS_OBSERVER,
        };
        return notice(
            NoticeKind::Empty,
            w::NO_CONTESTS.of(locale),
            text.of(locale),
        );
    }
    let years: Vec<AnyView> = all
        .chunk_by(|one, next| one.year.text == next.year.text)
        .map(|of_year| year(records, of_year, locale))
        .collect();
    let indicator = Code::read(INDICATOR).map(|code| {
        let path = Place::Definition(code).path();
        view! { <p class="practices__card"><a href=path data-testid="to-indicator">{w::TO_INDICATOR.of(locale)}</a></p> }
    });
    view! { <div data-testid="contests">{years}</div>{indicator} }.into_any()
}

fn year(records: &Records, contests: &[Contest], locale: Locale) -> AnyView {
    let year = contests.first().map(|one| one.year.text.clone());
    let year = year.filter(|year| !year.is_empty());
    let year = year.unwrap_or_else(|| w::NO_YEAR.of(locale).to_owned());
    let rows: Vec<AnyView> = contests
        .iter()
        .map(|contest| {
            let level = contest.level.map(|level| level.label(locale).to_owned());
            let line: Vec<String> = [level, contest.organiser.clone()]
                .into_iter()
                .flatten()
                .collect();
            let count = taking_part(records, contest.id, locale).len();
            let path = Place::Shared(SharedPlace::Contest(contest.id)).path();
            view! {
                <li class="row row--link" data-testid="contest-row" data-record=contest.id.to_string()>
                    <div class="row__text">
                        <a class="row__title" href=path>{tied(&contest.title)}</a>
                        <p class="row__line">{line.join(", ")}</p>
                    </div>
                    <span class="row__end">{counted(count, &w::SCHOOLS, locale)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="section">
            <div class="section__head"><h2 class="title-block">{year}</h2></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
