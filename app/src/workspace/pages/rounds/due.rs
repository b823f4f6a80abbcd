//! What rounds want of a person now, for *Today*: a school's open answers, and for the coordinator
//! the schools that have not answered. What is overdue stands first and says so.

use super::reading::{Unanswered, is_overdue, rounds, state_words, unanswered};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::rounds as w;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::{Round, Viewer};

/// An open round and what is missing in it.
pub struct Open {
    round: Round,
    missing: Unanswered,
    is_overdue: bool,
}

impl Open {
    /// Somebody is kept waiting: a school's own answers, or anybody's after the last day.
    pub fn is_wanted(&self, viewer: &Viewer) -> bool {
        self.is_overdue || matches!(viewer, Viewer::School { .. })
    }
}

/// The open rounds in which answers are missing: overdue ones first, then by their due days.
pub fn open_rounds(workspace: Workspace, records: &Records) -> Vec<Open> {
    let mut late = Vec::new();
    let mut others = Vec::new();
    for round in rounds(records) {
        if round.is_locked {
            continue;
        }
        let missing = unanswered(records, &round);
        if missing.answers == 0 {
            continue;
        }
        let is_overdue = is_overdue(workspace, &round);
        let open = Open {
            round,
            missing,
            is_overdue,
        };
        match is_overdue {
            true => late.push(open),
            false => others.push(open),
        }
    }
    late.append(&mut others);
    late
}

/// The section of *Today*; nothing at all when nothing waits.
pub fn due_section(workspace: Workspace, open: &[Open]) -> AnyView {
    let locale = workspace.l();
    if open.is_empty() {
        return ().into_any();
    }
    let is_school = matches!(workspace.viewer_untracked(), Viewer::School { .. });
    let mut rows: Vec<AnyView> = Vec::new();
    for one in open {
        let Open { round, missing, .. } = one;
        let (words, act) = match is_school {
            true => {
                let left = counted(missing.answers, &w::ANSWERS_LEFT, locale);
                (w::waits_for_you(locale, &round.title, &left), w::FILL_IN)
            }
            false => {
                let open = counted(missing.schools, &w::SCHOOLS_DATIVE, locale);
                (w::not_answered(locale, &round.title, &open), w::SEE)
            }
        };
        let state = wording::capital(&state_words(workspace, round));
        let line = match one.is_overdue {
            true => {
                view! { <b class="rounds__overdue" data-testid="overdue">{state}</b> }.into_any()
            }
            false => state.into_any(),
        };
        let row = view! {
            <li class="row row--link" data-testid="round-waits" data-record=round.id.to_string()>
                <div class="row__text">
                    <a class="row__title" href=Place::Round(round.id).path()>{words}</a>
                    <p class="row__line">{line}</p>
                </div>
                <span class="row__end" aria-hidden="true">{act.of(locale)}</span>
            </li>
        };
        rows.push(row.into_any());
    }
    view! {
        <section class="section" aria-labelledby="rounds-due">
            <div class="section__head">
                <h2 class="title-section" id="rounds-due">{w::DUE_SECTION.of(locale)}</h2>
                <a href=Place::Rounds.path()>{w::ROUNDS.of(locale)}</a>
            </div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
