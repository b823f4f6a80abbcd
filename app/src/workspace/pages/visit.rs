//! Record a visit. What is typed is kept from the first keystroke as a draft on the device, and
//! becomes an operation when the person says so.

mod entry;
mod form;

use self::form::form;
use super::today::draft_rows;
use super::{barred_head, missing_record, opening};
use crate::components::{NoticeKind, Pictogram, icon, notice_with};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::workspace as w;
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Partnership, RecordId};

/// Asks which partnership the entry is about; shows the drafts.
pub fn any_visit_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let choices = opening::from_records(workspace, move |records| {
        let viewer = workspace.viewer_untracked();
        let drafts = draft_rows(workspace, records, workspace.device().visit_drafts());
        let mut own: Vec<&Partnership> = match viewer.organisation() {
            Some(own) => records.partnerships_of(own),
            None => records.partnerships.values().collect(),
        };
        own.retain(|p| !wording::is_half_known(p) && records.may_record_visit(&viewer, p.id));
        let own = ordered(own, |p| {
            let is_ended = u8::from(!p.status.is_open());
            format!(
                "{is_ended}{}",
                wording::partnership_title(records, p, locale)
            )
        });
        if own.is_empty() {
            return view! {
                {opening::none(workspace, w::NO_PARTNERSHIPS.of(locale), w::NO_PARTNERSHIPS_SCHOOL.of(locale))}
            }
            .into_any();
        }
        let rows: Vec<AnyView> = own
            .iter()
            .map(|p| choice_row(workspace, records, p, viewer.organisation()))
            .collect();
        let drafts = (!drafts.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="drafts">
                    <div class="section__head"><h2 class="title-block" id="drafts">{w::DRAFTS.of(locale)}</h2></div>
                    <ul class="rows" data-testid="drafts">{drafts}</ul>
                </section>
            }
        });
        view! {
            {drafts}
            <section class="section" aria-labelledby="which">
                <div class="section__head">
                    <h2 class="title-block" id="which">{w::WHICH_PARTNERSHIP.of(locale)}</h2>
                </div>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    });
    view! { {barred_head(w::RECORD_VISIT.of(locale), ().into_any())}{choices} }
}

fn choice_row(
    workspace: Workspace,
    records: &Records,
    p: &Partnership,
    own: Option<RecordId>,
) -> AnyView {
    let locale = workspace.l();
    view! {
        <li class="row row--link row--partnership" data-testid="visit-choice">
            {pair_mark(records, p)}
            <div class="row__text">
                <a class="row__title" href=Place::Visit(p.id).path()>
                    {wording::partnership_seen_by(records, p, own, locale)}
                </a>
                <p class="row__line">{wording::partnership_line(p, locale)}</p>
            </div>
            <span class="row__end">{icon(Pictogram::ChevronRight)}</span>
        </li>
    }
    .into_any()
}

/// The form of one visit.
pub fn visit_page(partnership: RecordId) -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let is_known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.partnerships.contains_key(&partnership))
    });
    let may_record = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_record_visit(&viewer, partnership))
    });
    move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        if !may_record.get() {
            return view! {
                {barred_head(w::RECORD_VISIT.of(locale), ().into_any())}
                {notice_with(NoticeKind::Forbidden, w::NOT_YOUR_PARTNERSHIP.of(locale), w::NOT_YOUR_PARTNERSHIP_TEXT.of(locale), view! {
                    <a class="button" href=Place::Partnership(partnership).path()>
                        {w::OPEN_RECORD.of(locale)}
                    </a>
                })}
            }
            .into_any();
        }
        form(workspace, partnership)
    }
}
