//! Decisions: two people changed one field while apart. Both values are shown, a person chooses
//! one of them or a third; nothing is overwritten in silence.

mod card;

use super::{barred_head, opening};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::sync as ws;
use crate::words::workspace as w;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{FieldName, RecordId, Value};
use opora_sync::{Action, ConflictId, Draft, Reject, Replica};

/// Cards shown at a time.
const CARDS_MAX: usize = 25;

/// A decision just made.
#[derive(Clone)]
struct Decided {
    record: RecordId,
    conflict: ConflictId,
    field: FieldName,
    /// What the record had before.
    before: Value,
    /// The field and the chosen value as people read them.
    name: String,
    words: String,
}

/// The cards of all open decisions, and the refusals.
pub fn inbox_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    // Cards stay while the list of conflicts is the same, so that a choice in progress is kept.
    let keys = Memo::new(move |_| {
        workspace.records.with(|records| {
            records
                .decisions()
                .iter()
                .map(|decision| (decision.record, decision.conflict.id, decision.conflict.n))
                .collect::<Vec<_>>()
        })
    });
    // The last decision made on this screen, which can be undone.
    let last = RwSignal::new(None::<Decided>);
    let first = RwSignal::new(0);
    let cards = move || {
        let keys = keys.get();
        // The last card of the last page may have been decided.
        let first = first
            .get()
            .min(keys.len().saturating_sub(1) / CARDS_MAX * CARDS_MAX);
        let records = workspace.records.get_untracked();
        if keys.is_empty() {
            return view! {
                {opening::none(workspace, w::INBOX_EMPTY.of(locale), w::INBOX_EMPTY_TEXT.of(locale))}
            }
            .into_any();
        }
        let viewer = workspace.viewer_untracked();
        let decisions = records.decisions();
        let cards: Vec<AnyView> = decisions
            .iter()
            .skip(first)
            .take(CARDS_MAX)
            .map(|decision| {
                let may = records
                    .may_write(&viewer, decision.record, Some(&decision.conflict.field))
                    .is_ok();
                card::card(workspace, &records, decision, may, last)
            })
            .collect();
        view! { <div class="stack" data-testid="decisions">{cards}</div> }.into_any()
    };
    let refusals = opening::from_records(workspace, move |records| refusals(workspace, records));
    view! {
        {barred_head(w::INBOX_TITLE.of(locale), ().into_any())}
        {move || undo_line(workspace, last)}
        {cards}
        {move || pages(workspace, keys.with(Vec::len), first)}
        {refusals}
    }
}

/// The way through more cards than are shown at a time.
fn pages(workspace: Workspace, count: usize, first: RwSignal<usize>) -> Option<AnyView> {
    if count <= CARDS_MAX {
        return None;
    }
    let locale = workspace.l();
    let shown = first.get().min((count - 1) / CARDS_MAX * CARDS_MAX);
    let end = (shown + CARDS_MAX).min(count);
    let turn = move |to: usize| {
        first.set(to);
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    };
    let words = w::some_of(locale, shown + 1, end, count);
    Some(
        view! {
            <nav class="actions" aria-label=w::INBOX_TITLE.of(locale)>
                <button type="button" class="button" data-testid="cards-before" disabled=shown == 0
                    on:click=move |_| turn(shown.saturating_sub(CARDS_MAX))>{w::BACK.of(locale)}</button>
                <span role="status" data-testid="cards-shown">{words}</span>
                <button type="button" class="button" data-testid="cards-after" disabled=end == count
                    on:click=move |_| turn(shown + CARDS_MAX)>{w::AFTER.of(locale)}</button>
            </nav>
        }
        .into_any(),
    )
}

fn refusals(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let today = wording::today(&*device);
    let rejects: Vec<&Reject> = records
        .replica
        .iter()
        .flat_map(Replica::rejects)
        .map(|(_, reject)| reject)
        .collect();
    if rejects.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = rejects
        .iter()
        .map(|reject| {
            let [what, about] = wording::operation_words(records, &reject.operation, today, locale);
            view! {
                <li class="row">
                    <div class="row__text">
                        <p class="row__title">{what}</p>
                        <p class="row__line">{about}". "{reject.code.label(locale)}". "{w::RECORD_SAFE.of(locale)}</p>
                    </div>
                    <a class="button button--compact" href=Place::Ledger.path()>{w::SEE_REASON.of(locale)}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="refused">
            <div class="section__head"><h2 class="title-block" id="refused">{w::PLACE_REFUSED.of(locale)}</h2></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Offers to undo the last decision: taken back while it waits here, otherwise by setting the
/// former value again.
fn undo_line(workspace: Workspace, last: RwSignal<Option<Decided>>) -> Option<AnyView> {
    let locale = workspace.l();
    let decided = last.get()?;
    let words = ws::decided_so(locale, &decided.name, &decided.words);
    let undo = move |_| {
        let Some(decided) = last.get_untracked() else {
            return;
        };
        last.set(None);
        leptos::task::spawn_local(undo(workspace, decided));
    };
    Some(
        view! {
            <div class="actions" role="status">
                <span>{words}</span>
                <button type="button" class="button button--compact" data-testid="undo" on:click=undo>
                    {ws::UNDO.of(locale)}
                </button>
            </div>
        }
        .into_any(),
    )
}

async fn undo(workspace: Workspace, decided: Decided) {
    let locale = workspace.l();
    let waiting = workspace.records.with_untracked(|records| {
        let is_it = |operation: &&opora_sync::Operation| {
            matches!(&operation.action, Action::Resolve { conflict, .. } if *conflict == decided.conflict)
                && operation.record == decided.record
        };
        records.waiting().into_iter().find(is_it).map(|operation| operation.n)
    });
    // A failure is said in the bar above; the decision stands then.
    if let Some(n) = waiting
        && let Ok(true) = workspace.device().withdraw(n).await
    {
        return workspace.say(ws::UNDONE_HERE.of(locale));
    }
    let saved = workspace.edit(vec![Draft::Set {
        record: decided.record,
        field: decided.field,
        value: decided.before,
    }]);
    if saved.await.is_ok() {
        workspace.say(ws::UNDONE_SENT.of(locale));
    }
}
