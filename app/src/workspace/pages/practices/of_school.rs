//! The practices of one school, its own and those it adopted, for its card.

use super::reading::{adopting, practices};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::practices as w;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use opora_domain::RecordId;

/// The section; nothing at all where the school has none.
pub fn practices_of_school(workspace: Workspace, records: &Records, school: RecordId) -> AnyView {
    let locale = workspace.l();
    let mut rows: Vec<AnyView> = Vec::new();
    for practice in practices(records) {
        let has_adopted = || {
            let all = adopting(records, practice.id, locale);
            all.iter().any(|it| it.school == school)
        };
        let what = match practice.school == Some(school) {
            true => w::OWN,
            false if has_adopted() => w::ADOPTED,
            false => continue,
        };
        let path = Place::Shared(SharedPlace::Practice(practice.id)).path();
        let row = view! {
            <li class="row row--link">
                <div class="row__text">
                    <a class="row__title" href=path>{tied(&practice.title)}</a>
                    <p class="row__line">{what.of(locale)}</p>
                </div>
            </li>
        };
        rows.push(row.into_any());
    }
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" data-testid="school-practices">
            <div class="section__head"><h2 class="title-block">{w::OF_SCHOOL.of(locale)}</h2></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
