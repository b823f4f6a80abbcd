//! One contest: what it is, edited in place by the school that entered it and the coordinator, and who
//! took part.

use super::participants;
use super::reading::contest;
use crate::components::{Fact, Pictogram, icon, ruled_facts};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::dates;
use crate::words::numbers::tied;
use crate::words::practices as w;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::field::{FieldRef, Shape, choice_field, text_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{ContestLevel, RecordId, RecordKind, Value};

/// The screen of one contest.
pub fn contest_page(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let known = Memo::new(move |_| workspace.records.with(|records| contest(records, id)));
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let may_edit = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_write(&viewer, id, Some("title")).is_ok())
    });
    let is_bare = known.with_untracked(|known| {
        let known = known.as_ref();
        known.is_some_and(|it| it.organiser.is_none() && it.date.is_none())
    });
    let is_editing = RwSignal::new(is_bare && may_edit.get_untracked());
    let title = move || tied(&known.get().map(|it| it.title).unwrap_or_default());
    let edit = move || {
        may_edit.get().then(|| {
            view! {
                <button type="button" class="button" data-testid="edit-contest"
                    aria-expanded=move || if is_editing.get() { "true" } else { "false" }
                    on:click=move |_| is_editing.update(|on| *on = !*on)>
                    {icon(Pictogram::Edit)}
                    {move || if is_editing.get() { w::DONE } else { w::EDIT }.of(locale)}
                </button>
            }
        })
    };
    (move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        view! {
            {head(title, edit.into_any())}
            {move || match is_editing.get() && may_edit.get() {
                true => form(workspace, id),
                false => opening::from_records(workspace, move |records| read(workspace, records, id)),
            }}
            {participants::section(workspace, id)}
            {history_section(workspace, id, RecordKind::Contest)}
        }
        .into_any()
    })
    .into_any()
}

fn label(name: &str, workspace: Workspace) -> String {
    wording::field_words(RecordKind::Contest, name, workspace.l())
}

fn read(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(contest) = contest(records, id) else {
        return ().into_any();
    };
    let level = contest.level.map(|level| level.label(locale).to_owned());
    let year = Some(contest.year.text).filter(|year| !year.is_empty());
    let date = contest.date.map(|date| dates::date(date, locale));
    let facts = vec![
        Fact::new(label("level", workspace), level),
        Fact::new(label("organiser", workspace), contest.organiser),
        Fact::new(label("year", workspace), year),
        Fact::new(label("date", workspace), date),
    ];
    view! { <div class="practices__card">{ruled_facts(locale, facts)}</div> }.into_any()
}

fn form(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let field = |name| FieldRef {
        record: id,
        kind: RecordKind::Contest,
        name,
    };
    let text = |name: &'static str, shape: Shape, hint: Option<&'static str>| {
        text_field(
            workspace,
            field(name),
            shape,
            name,
            label(name, workspace),
            hint,
        )
    };
    let levels = ContestLevel::ALL.iter().map(|level| {
        let words = wording::capital(level.label(locale));
        (Value::from(level.code()), level.code(), words)
    });
    view! {
        <div class="form" data-testid="contest-fields">
            {text("title", Shape::Line, None)}
            {choice_field(workspace, field("level"), label("level", workspace), levels.collect())}
            {text("organiser", Shape::Line, None)}
            <div class="field-row">
                {text("year", Shape::Line, Some(w::YEAR_HINT.of(locale)))}
                {text("date", Shape::Date, Some(w::DATE_HINT.of(locale)))}
            </div>
        </div>
    }
    .into_any()
}
