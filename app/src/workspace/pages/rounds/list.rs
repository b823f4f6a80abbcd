//! All rounds with how far they have come.

use super::reading::{is_overdue, of_kind, part_words, rounds, state_words};
use super::sheets::counts;
use crate::components::{NoticeKind, Pictogram, icon, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::{RecordKind, Viewer};

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
        // Before the district has been heard nobody knows that there is none; and a school's returns
        // come in the first page, their rounds after it.
        let has_returns = of_kind(records, RecordKind::Return).next().is_some();
        if records.is_before_first_pull() || has_returns {
            return opening::first_load(workspace);
        }
        let text = match is_coordinator {
            true => w::NONE_YET_COORDINATOR,
            false => w::NONE_YET_TEXT,
        };
        return notice(NoticeKind::Empty, w::NONE_YET.of(locale), text.of(locale));
    }
    let rows: Vec<AnyView> = all
        .iter()
        .map(|round| {
            let mut schools = counts(records, round, locale);
            schools.retain(|school| !school.is_left_out);
            let filled = schools.iter().map(|school| school.filled).sum();
            let asked = schools.iter().map(|school| school.asked).sum();
            let period = round.period.as_ref().map(|period| period.text.clone());
            let line: Vec<String> = period
                .into_iter()
                .chain([state_words(workspace, round)])
                .collect();
            let line = wording::capital(&line.join(", "));
            let is_late = is_overdue(workspace, round) && filled < asked;
            let line = match is_late {
                true => view! { <b class="rounds__overdue">{line}</b> }.into_any(),
                false => line.into_any(),
            };
            let end = match asked {
                0 => w::NOT_ASKED_SHORT.of(locale).to_owned(),
                _ => part_words(filled, asked, locale),
            };
            view! {
                <li class="row row--link" data-testid="round-row" data-record=round.id.to_string()>
                    <div class="row__text">
                        <a class="row__title" href=Place::Round(round.id).path()>{round.title.clone()}</a>
                        <p class="row__line">{line}</p>
                    </div>
                    <span class="row__end">{end}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="rows" data-testid="rounds">{rows}</ul> }.into_any()
}
