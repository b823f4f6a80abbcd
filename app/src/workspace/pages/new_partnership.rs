//! A new partnership, offer or request: the coordinator names the sides that are known.

use super::barred_head;
use super::partnership::organisation_select;
use crate::components::{NoticeKind, Pictogram, notice_with, small_icon};
use crate::markup::{IntoAny, IntoView, view};
use crate::words::workspace as w;
use crate::workspace::navigation::go;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::use_workspace;
use leptos::prelude::*;
use opora_domain::{
    Fields, PartnershipKind, PartnershipStatus, ProblemCode, RecordKind, Value, Viewer, validate,
};
use opora_sync::Draft;

/// The form of a new partnership.
pub fn new_partnership_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return view! {
            {barred_head(w::NEW_TITLE.of(locale), ().into_any())}
            {notice_with(NoticeKind::Forbidden, w::NEW_FORBIDDEN.of(locale), w::NEW_FORBIDDEN_TEXT.of(locale), view! {
                <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
            })}
        }
        .into_any();
    }
    let from = RwSignal::new(String::new());
    let to = RwSignal::new(String::new());
    let kind = RwSignal::new(PartnershipKind::Mentoring);
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let create = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        let mut fields = Fields::new();
        fields.insert("kind".to_owned(), Value::from(kind.get_untracked().code()));
        fields.insert(
            "status".to_owned(),
            Value::from(PartnershipStatus::Proposed.code()),
        );
        for (name, side) in [("from", from), ("to", to)] {
            let side = side.get_untracked();
            if !side.is_empty() {
                fields.insert(name.to_owned(), Value::String(side));
            }
        }
        if let Some(problem) = validate(RecordKind::Partnership, &fields).first() {
            let words = match problem.code {
                ProblemCode::NoSide => wording::capital(ProblemCode::NoSide.label(locale)),
                code => wording::capital(code.label(locale)),
            };
            error.set(Some(format!("{words}.")));
            return;
        }
        error.set(None);
        is_busy.set(true);
        let record = workspace.device().new_record_id();
        let draft = Draft::Create {
            record,
            kind: RecordKind::Partnership,
            fields,
        };
        let saved = workspace.edit(vec![draft]);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    workspace.say(w::CREATED.of(locale));
                    go(workspace, &Place::Partnership(record).path());
                }
                Err(failure) => {
                    let _ = is_busy.try_set(false);
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = error.try_set(Some(words));
                }
            }
        });
    };
    let chips: Vec<_> = PartnershipKind::ALL
        .iter()
        .copied()
        .map(|of| {
            view! {
                <button type="button" class="chip" data-testid=format!("kind-{}", of.code())
                    aria-pressed=move || if kind.get() == of { "true" } else { "false" }
                    on:click=move |_| kind.set(of)>
                    {move || (kind.get() == of).then(|| view! { {small_icon(Pictogram::Check)} })}
                    {wording::capital(of.label(locale))}
                </button>
            }
        })
        .collect();
    view! {
        {barred_head(w::NEW_TITLE.of(locale), ().into_any())}
        <p class="screen-lead">{w::NEW_EXPLAINED.of(locale)}</p>
        <div class="form" data-testid="new-partnership">
            <div class="field" role="group" aria-labelledby="kind-label">
                <div class="field__head">
                    <span class="field__label" id="kind-label">
                        {wording::field_words(RecordKind::Partnership, "kind", locale)}
                    </span>
                </div>
                <div class="chips">{chips}</div>
            </div>
            {organisation_select(workspace, "from", w::GIVES.of(locale), from)}
            {organisation_select(workspace, "to", w::RECEIVES.of(locale), to)}
            {error_line("new-partnership", error)}
            <div class="actions">
                <button type="button" class="button button--primary" data-testid="create" on:click=create>
                    {w::CREATE.of(locale)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
