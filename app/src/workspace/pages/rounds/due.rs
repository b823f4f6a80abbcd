//! What rounds want of a person now, for *Today*: a school's open answers, and for the coordinator
//! the schools that have not answered.

use super::reading::{rounds, sheets, state_words};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::rounds as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::Viewer;

/// The section of *Today*; nothing at all when nothing waits.
pub fn due_section(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let mut rows: Vec<AnyView> = Vec::new();
    for round in rounds(records).iter().filter(|round| !round.is_locked) {
        let sheets = sheets(records, round, locale);
        let (words, act) = match &viewer {
            Viewer::School { organisation, .. } => {
                let own = sheets.iter().find(|sheet| sheet.school == *organisation);
                let left = own.map_or(0, super::reading::Sheet::left);
                if left == 0 {
                    continue;
                }
                let left = counted(left, &w::ANSWERS_LEFT, locale);
                (w::waits_for_you(locale, &round.title, &left), w::FILL_IN)
            }
            _ => {
                let open = sheets.iter().filter(|sheet| sheet.left() > 0).count();
                if open == 0 {
                    continue;
                }
                let open = counted(open, &w::SCHOOLS_DATIVE, locale);
                (w::not_answered(locale, &round.title, &open), w::SEE)
            }
        };
        let row = view! {
            <li class="row row--link" data-testid="round-waits" data-record=round.id.to_string()>
                <div class="row__text">
                    <a class="row__title" href=Place::Round(round.id).path()>{words}</a>
                    <p class="row__line">{state_words(workspace, round)}</p>
                </div>
                <span class="row__end" aria-hidden="true">{act.of(locale)}</span>
            </li>
        };
        rows.push(row.into_any());
    }
    if rows.is_empty() {
        return ().into_any();
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
