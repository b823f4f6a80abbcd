//! The ledger: everything a person saved is in exactly one of four places, and here they are.

use super::{barred_head, opening};
use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::whole;
use crate::words::sync as ws;
use crate::words::workspace as w;
use crate::workspace::parts::carried::{carried_section, save_to_file};
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::ports::{LineState, VisitDraft};
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{PartialDate, RecordKind, Refusal, letters, record};
use opora_sync::{Action, Operation, Reject, RejectNumber, Replica};

/// Decisions named here; all of them are in the inbox.
const DECISIONS_MAX: usize = 25;

/// Four places on one line.
pub fn ledger_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    // Which refusal is being asked about: «убрать насовсем?»
    let asking = RwSignal::new(None::<RejectNumber>);
    let places = (move || {
        let records = workspace.records.get();
        draw(workspace, &records, asking)
    })
    .into_any();
    view! {
        {barred_head(w::LEDGER.of(locale), ().into_any())}
        <p class="screen-lead" data-testid="line-state">{move || line_words(workspace)}</p>
        {places}
        {carried_section(workspace)}
    }
}

fn line_words(workspace: Workspace) -> String {
    let locale = workspace.l();
    let since = |since| {
        let device = workspace.device();
        let time = wording::moment_short(&*device, since, locale);
        w::line_down_since(locale, &w::since_time(locale, &time))
    };
    match workspace.line.get() {
        LineState::Online | LineState::Sending { .. } => w::LINE_UP.of(locale).to_owned(),
        LineState::Offline { since: at } => since(at),
        LineState::ServerTrouble { .. } => w::SERVER_TROUBLE.of(locale).to_owned(),
        LineState::Revoked => w::LINE_REVOKED.of(locale).to_owned(),
        LineState::SignedOut => w::LINE_SIGNED_OUT.of(locale).to_owned(),
        LineState::VersionTrouble => w::VERSION_TROUBLE.of(locale).to_owned(),
        LineState::Unknown => w::LINE_UNKNOWN.of(locale).to_owned(),
    }
}

fn draw(
    workspace: Workspace,
    records: &Records,
    asking: RwSignal<Option<RejectNumber>>,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let today = wording::today(&*device);
    if records.replica.is_none() {
        return opening::skeleton();
    }
    let waiting = records.waiting();
    let received = records
        .replica
        .as_ref()
        .map_or(0, |replica| replica.meta().received);
    let received_at = records
        .replica
        .as_ref()
        .and_then(|replica| replica.meta().received_at);
    let decisions = records.decisions();
    let rejects: Vec<(RejectNumber, &Reject)> =
        records.replica.iter().flat_map(Replica::rejects).collect();

    let waiting_items: Vec<AnyView> = waiting
        .iter()
        .map(|operation| waiting_item(workspace, records, operation, today))
        .collect();
    let waiting_body = match waiting_items.is_empty() {
        true => line(w::NONE_YET.of(locale).to_owned()),
        false => view! { <ul class="ledger__sheet">{waiting_items}</ul> }.into_any(),
    };
    let received_body = match received_at {
        Some(at) => line(w::last_at(
            locale,
            &wording::moment_words(&*device, at, locale),
        )),
        None => line(w::NONE_YET.of(locale).to_owned()),
    };
    let viewer = workspace.viewer_untracked();
    let decision_items: Vec<AnyView> = decisions
        .iter()
        .take(DECISIONS_MAX)
        .map(|decision| {
            let field = wording::field_words(decision.kind, &decision.conflict.field, locale);
            let title = wording::record_title(records, decision.record, today, locale);
            let may_decide = records
                .may_write(&viewer, decision.record, Some(&decision.conflict.field))
                .is_ok();
            let (words, act) = match may_decide {
                true => (
                    w::two_values_of(locale, &field),
                    Some(view! { <a href=Place::Inbox.path()>{w::DECIDE.of(locale)}</a> }),
                ),
                false => (w::decided_by_others(locale, &field), None),
            };
            view! { <li class="ledger__line">{title}". "{words}" "{act}</li> }.into_any()
        })
        .collect();
    let decision_body = match decision_items.is_empty() {
        true => line(w::NONE_YET.of(locale).to_owned()),
        false => {
            let left = decisions.len().saturating_sub(DECISIONS_MAX);
            let more = (left > 0).then(|| {
                view! {
                    <p class="ledger__line"><a href=Place::Inbox.path()>{w::and_more(locale, &whole(left, locale))}</a></p>
                }
            });
            view! { <ul>{decision_items}</ul>{more} }.into_any()
        }
    };
    let reject_items: Vec<AnyView> = rejects
        .iter()
        .map(|(number, reject)| refused_item(workspace, records, *number, reject, today, asking))
        .collect();
    let reject_body = match reject_items.is_empty() {
        true => line(w::NONE_YET.of(locale).to_owned()),
        false => view! { <ul class="ledger__sheet">{reject_items}</ul> }.into_any(),
    };
    let received_count = usize::try_from(received).unwrap_or(usize::MAX);
    let has_something = !waiting.is_empty();
    let save = match has_something {
        true => save_to_file(workspace),
        false => view! { <p class="caption">{w::NOTHING_TO_SAVE.of(locale)}</p> }.into_any(),
    };
    let save_refused = (!rejects.is_empty()).then(|| {
        let text = refused_text(workspace, records, &rejects, today);
        view! {
            <button type="button" class="button" data-testid="save-refused"
                on:click=move |_| workspace.device().save_file(
                    ws::REFUSED_FILE_NAME.of(locale), "text/plain;charset=utf-8", &text)>
                {icon(Pictogram::SaveToFile)}{ws::SAVE_REFUSED.of(locale)}
            </button>
        }
    });
    view! {
        <ol class="ledger" data-testid="ledger">
            {place("waiting", w::PLACE_WAITING.of(locale), waiting.len(), waiting_body)}
            {place("received", w::PLACE_RECEIVED.of(locale), received_count, received_body)}
            {place("decision", w::PLACE_DECISION.of(locale), decisions.len(), decision_body)}
            {place("refused", w::PLACE_REFUSED.of(locale), rejects.len(), reject_body)}
        </ol>
        <div class="action-bar">{save}{save_refused}</div>
    }
    .into_any()
}

fn line(words: String) -> AnyView {
    view! { <p class="ledger__line">{words}</p> }.into_any()
}

fn place(code: &'static str, title: &'static str, count: usize, body: AnyView) -> AnyView {
    let sign = match code {
        "received" => Some(Pictogram::Check),
        "refused" => Some(Pictogram::Cross),
        _ => None,
    };
    view! {
        <li class="ledger__place" data-place=code data-station=code data-count=count
            data-testid=format!("station-{code}")>
            <span class="ledger__disc" aria-hidden="true">
                {sign.map(|of| view! { {small_icon(of)} })}
            </span>
            <div class="ledger__body">
                <h2 class="ledger__title"><span>{title}</span><span class="ledger__count">{count}</span></h2>
                {body}
            </div>
        </li>
    }
    .into_any()
}

fn waiting_item(
    workspace: Workspace,
    records: &Records,
    operation: &Operation,
    today: PartialDate,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let [what, about] = wording::operation_words(records, operation, today, locale);
    let when = wording::moment_short(&*device, operation.at, locale);
    view! {
        <li class="ledger__item" data-testid="waiting-item">
            <div><p class="ledger__what">{what}</p><p class="ledger__line">{about}</p></div>
            <span class="ledger__when">{when}</span>
        </li>
    }
    .into_any()
}

/// What was refused and why, for a person to read and keep.
fn refused_text(
    workspace: Workspace,
    records: &Records,
    rejects: &[(RejectNumber, &Reject)],
    today: PartialDate,
) -> String {
    let locale = workspace.l();
    let device = workspace.device();
    let mut text = String::new();
    for (_, reject) in rejects {
        let [what, about] = wording::operation_words(records, &reject.operation, today, locale);
        let when = wording::moment_words(&*device, reject.operation.at, locale);
        for line in [&what, &about, &when, reject.code.label(locale)] {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

fn refused_item(
    workspace: Workspace,
    records: &Records,
    n: RejectNumber,
    reject: &Reject,
    today: PartialDate,
    asking: RwSignal<Option<RejectNumber>>,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let operation = &reject.operation;
    let [what, about] = wording::operation_words(records, operation, today, locale);
    let when = wording::moment_short(&*device, reject.at, locale);
    let fields = reject
        .fields
        .iter()
        .map(|field| wording::field_words(operation.kind, field, locale))
        .collect::<Vec<_>>()
        .join(", ");
    let reason = match fields.is_empty() {
        true => reject.code.label(locale).to_owned(),
        false => format!(
            "{fields}: {}",
            letters::all_small(reject.code.label(locale))
        ),
    };
    let draft = visit_again(workspace, operation);
    let fix = fix_place(records, operation).map(|place| {
        // A refused visit comes back into its form; the refusal stays until it is removed.
        let put_back = move |_| {
            if let Some(draft) = &draft {
                let _ = workspace.device().keep_visit_draft(draft);
            }
        };
        view! { <a href=place.path() data-testid="fix" on:click=put_back>{w::FIX.of(locale)}</a> }
    });
    let discard = move || {
        asking.set(None);
        let done = workspace.device().discard_reject(n);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; the refusal stays where it was.
            let _ = done.await;
        });
    };
    let again = move |_| {
        let done = workspace.device().resend(n);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; the refusal stays where it was.
            let _ = done.await;
        });
    };
    let again_words = match reject.code {
        Refusal::Deleted => ws::RESTORE_AND_SEND,
        _ => ws::RESEND,
    };
    let act = move || match asking.get() == Some(n) {
        true => view! {
            <span role="group" aria-label=w::DISCARD_SURE.of(locale)>
                <span>{w::DISCARD_SURE.of(locale)}</span>" "
                <button type="button" class="button button--compact" data-testid="discard-yes"
                    on:click=move |_| discard()>{w::DISCARD_YES.of(locale)}</button>" "
                <button type="button" class="button button--text button--compact"
                    on:click=move |_| asking.set(None)>{w::KEEP.of(locale)}</button>
            </span>
        }
        .into_any(),
        false => view! {
            <button type="button" class="button button--text button--compact" data-testid="discard"
                on:click=move |_| asking.set(Some(n))>{w::DISCARD.of(locale)}</button>
        }
        .into_any(),
    };
    view! {
        <li class="ledger__item" data-testid="refused-item" data-code=reject.code.code()>
            <div>
                <p class="ledger__what">{what}</p>
                <p class="ledger__line">{about}</p>
                <p class="ledger__line">{reason}". "{w::RECORD_SAFE.of(locale)}</p>
                <p class="actions">
                    {fix}
                    <button type="button" class="button button--text button--compact" data-testid="resend"
                        on:click=again>{again_words.of(locale)}</button>
                    {act}
                </p>
            </div>
            <span class="ledger__when">{when}</span>
        </li>
    }
    .into_any()
}

/// A refused visit as a draft of a new one.
fn visit_again(workspace: Workspace, operation: &Operation) -> Option<VisitDraft> {
    let Action::Create { fields } = &operation.action else {
        return None;
    };
    if operation.kind != RecordKind::Interaction {
        return None;
    }
    let text = |name: &str| record::text(fields, name).unwrap_or_default().to_owned();
    let participants = fields
        .get("participants")
        .and_then(opora_domain::Value::as_u64);
    Some(VisitDraft {
        record: workspace.device().new_record_id(),
        partnership: record::link(fields, "partnership")?,
        kind: text("kind"),
        date: text("date"),
        participants: participants
            .map(|count| count.to_string())
            .unwrap_or_default(),
        topic: text("topic"),
        discussion: text("discussion"),
        private_note: text("private_note"),
        at: operation.at,
    })
}

/// The screen where a refused record can be put right.
fn fix_place(records: &Records, operation: &Operation) -> Option<Place> {
    match (operation.kind, &operation.action) {
        (RecordKind::Interaction, Action::Create { fields }) => {
            record::link(fields, "partnership").map(Place::Visit)
        }
        (RecordKind::Interaction, _) => records
            .interactions
            .get(&operation.record)
            .and_then(|interaction| interaction.partnership)
            .map(Place::Partnership),
        (RecordKind::Partnership, _) => Some(Place::Partnership(operation.record)),
        (RecordKind::Organisation, _) => Some(Place::Organisation(operation.record)),
        (
            RecordKind::Network
            | RecordKind::Programme
            | RecordKind::Stage
            | RecordKind::Task
            | RecordKind::Indicator
            | RecordKind::Activity
            | RecordKind::Assessment
            | RecordKind::ContextFact
            | RecordKind::Note,
            _,
        ) => None,
        (RecordKind::Round, _) => Some(Place::Round(operation.record)),
        (RecordKind::Practice, _) => Some(shared(SharedPlace::Practice(operation.record))),
        (RecordKind::Contest, _) => Some(shared(SharedPlace::Contest(operation.record))),
        (RecordKind::Development, _) => Some(shared(SharedPlace::Development)),
        (RecordKind::Adoption, Action::Create { fields }) => {
            record::link(fields, "practice").map(|id| shared(SharedPlace::Practice(id)))
        }
        (RecordKind::Participation, Action::Create { fields }) => {
            record::link(fields, "contest").map(|id| shared(SharedPlace::Contest(id)))
        }
        (RecordKind::Adoption, _) => Some(shared(SharedPlace::Practices)),
        (RecordKind::Participation, _) => Some(shared(SharedPlace::Contests)),
        (RecordKind::Definition, _) => Some(Place::OwnDefinition(operation.record)),
        (RecordKind::Return, _) => {
            let view = records.views.get(&operation.record)?;
            record::link(&view.projected.fields, "round").map(Place::Round)
        }
    }
}

const fn shared(place: SharedPlace) -> Place {
    Place::Shared(place)
}
