//! All rounds with how far they have come.

use super::reading::{Sheet, part_words, rounds, sheets, state_words};
use crate::components::{NoticeKind, Pictogram, icon, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::Viewer;

/// The screen of rounds.
pub fn list_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let is_coordinator = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. });
    let open = is_coordinator.then(|| {
        view! {
            <a class="button button--primary" href=Place::NewRound.path() data-testid="new-round">
                {icon(Pictogram::Plus)}{w::NEW_ROUND.of(locale)}
            </a>
        }
    });
    view! {
        {barred_head(w::ROUNDS.of(locale), open.into_any())}
        {opening::from_records(workspace, move |records| draw(workspace, records, is_coordinator))}
    }
    .into_any()
}

fn draw(workspace: Workspace, records: &Records, is_coordinator: bool) -> AnyView {
    let locale = workspace.l();
    let all = rounds(records);
    if all.is_empty() {
        let text = match is_coordinator {
            true => w::NONE_YET_COORDINATOR,
            false => w::NONE_YET_TEXT,
        };
        return notice(NoticeKind::Empty, w::NONE_YET.of(locale), text.of(locale));
    }
    let rows: Vec<AnyView> = all
        .iter()
        .map(|round| {
            let sheets = sheets(records, round, locale);
            let filled = sheets.iter().map(Sheet::filled).sum();
            let asked = sheets.iter().map(|sheet| sheet.answers.len()).sum();
            let period = round.period.as_ref().map(|period| period.text.clone());
            let line: Vec<String> = period
                .into_iter()
                .chain([state_words(workspace, round)])
                .collect();
            view! {
                <li class="row row--link" data-testid="round-row" data-record=round.id.to_string()>
                    <div class="row__text">
                        <a class="row__title" href=Place::Round(round.id).path()>{round.title.clone()}</a>
                        <p class="row__line">{line.join(", ")}</p>
                    </div>
                    <span class="row__end">{part_words(filled, asked, locale)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="rows" data-testid="rounds">{rows}</ul> }.into_any()
}
