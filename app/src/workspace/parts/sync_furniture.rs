//! Where my records are: furniture of every screen. Never a toast, never in the way.

use super::wording;
use crate::components::{Pictogram, TrayState, icon, sync_tray};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::workspace as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::line::SyncState;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// Announcements come at most this often.
const ANNOUNCEMENT_GAP: Duration = Duration::from_secs(10);

/// Two or three words and a number.
fn words_of(workspace: Workspace, state: SyncState) -> [String; 2] {
    let locale = workspace.l();
    let waiting = |count: usize| counted(count, &w::WAITING, locale);
    let [title, more] = match state {
        SyncState::Received { at } => {
            let device = workspace.device();
            [
                w::ALL_RECEIVED.of(locale).to_owned(),
                wording::moment_words(&*device, at, locale),
            ]
        }
        SyncState::Checking => [
            w::SAVED_HERE.of(locale).to_owned(),
            w::NOT_YET.of(locale).to_owned(),
        ],
        SyncState::Waiting { count: 0, .. } => [
            w::SAVED_HERE.of(locale).to_owned(),
            w::SIGN_IN_TO_SEND.of(locale).to_owned(),
        ],
        SyncState::Waiting {
            count,
            needs_sign_in: true,
        } => [
            w::SAVED_HERE.of(locale).to_owned(),
            w::needs_sign_in(locale, &waiting(count)),
        ],
        SyncState::Waiting {
            count,
            needs_sign_in: false,
        } => [w::SAVED_HERE.of(locale).to_owned(), waiting(count)],
        SyncState::Offline { count: 0 } => [
            w::NO_LINE.of(locale).to_owned(),
            w::NOTHING_WAITS.of(locale).to_owned(),
        ],
        SyncState::Offline { count } => [
            w::SAVED_HERE.of(locale).to_owned(),
            w::no_line_waiting(locale, &waiting(count)),
        ],
        SyncState::Sending { done, total } => [
            w::SENDING.of(locale).to_owned(),
            w::of_total(locale, done, total),
        ],
        SyncState::Decision { count } => [
            w::NEEDS_DECISION.of(locale).to_owned(),
            counted(count, &w::DIVERGENCES, locale),
        ],
        SyncState::Refused { count } => [
            w::NOT_ACCEPTED.of(locale).to_owned(),
            w::with_reason(locale, &counted(count, &w::RECORDS, locale)),
        ],
        SyncState::NotSaved => [
            w::NOT_SAVED.of(locale).to_owned(),
            w::NOT_SAVED_MORE.of(locale).to_owned(),
        ],
    };
    [title, more]
}

/// The same in one line of a phone: the picture says the rest.
fn short_words_of(workspace: Workspace, state: SyncState) -> [String; 2] {
    let locale = workspace.l();
    let [title, more] = words_of(workspace, state);
    match state {
        SyncState::Received { at } => {
            let device = workspace.device();
            [
                w::ALL_RECEIVED_SHORT.of(locale).to_owned(),
                wording::moment_short(&*device, at, locale),
            ]
        }
        SyncState::Checking => [title, w::NOT_YET_SHORT.of(locale).to_owned()],
        SyncState::Offline { count: count @ 1.. } => [title, counted(count, &w::WAITING, locale)],
        SyncState::Decision { count } => [title, count.to_string()],
        SyncState::Refused { count } => [title, counted(count, &w::RECORDS, locale)],
        SyncState::NotSaved | SyncState::Waiting { count: 0, .. } => [title, String::new()],
        _ => [title, more],
    }
}

fn tray_of(state: SyncState) -> TrayState {
    match state {
        SyncState::Received { .. } => TrayState::Received,
        SyncState::Checking => TrayState::Waiting { count: 0 },
        SyncState::Waiting { count, .. } => TrayState::Waiting { count },
        SyncState::Offline { count } => TrayState::Offline { count },
        SyncState::Sending { total, .. } => TrayState::Sending { count: total },
        SyncState::Decision { .. } => TrayState::Decision,
        SyncState::Refused { .. } | SyncState::NotSaved => TrayState::Refused,
    }
}

/// At the foot of the rail.
pub fn rail_sync(workspace: Workspace, state: Memo<SyncState>) -> AnyView {
    let waiting = move || workspace.records.with(|records| records.waiting_count());
    view! {
        <a class="rail__sync sync-state" href=Place::Ledger.path() data-testid="sync-state"
            data-state=move || state.get().code() data-waiting=waiting
            aria-current=move || is_at_ledger(workspace).then_some("page")>
            {sync_tray(move || tray_of(state.get()))}
            <span class="sync-state__words">
                <b>{move || { let [title, _] = words_of(workspace, state.get()); title }}</b>
                <span>{move || { let [_, more] = words_of(workspace, state.get()); more }}</span>
            </span>
        </a>
    }
    .into_any()
}

/// Above the bottom bar of the phone.
pub fn sync_strip(workspace: Workspace, state: Memo<SyncState>) -> AnyView {
    let waiting = move || workspace.records.with(|records| records.waiting_count());
    view! {
        <a class="sync-strip" href=Place::Ledger.path() data-testid="sync-strip"
            data-state=move || state.get().code() data-waiting=waiting>
            {sync_tray(move || tray_of(state.get()))}
            <span>
                <b>{move || { let [title, _] = short_words_of(workspace, state.get()); title }}</b>
                {move || {
                    let [_, more] = short_words_of(workspace, state.get());
                    if more.is_empty() { more } else { format!(" · {more}") }
                }}
            </span>
            {icon(Pictogram::ChevronRight)}
        </a>
    }
    .into_any()
}

fn is_at_ledger(workspace: Workspace) -> bool {
    Place::of(&workspace.path.get()) == Place::Ledger
}

/// Tells screen readers, politely and rarely.
pub fn announcements(workspace: Workspace, state: Memo<SyncState>) -> AnyView {
    let said = RwSignal::new(String::new());
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let is_quiet = StoredValue::new(false);
    let say = move || {
        let [title, more] = words_of(workspace, state.get_untracked());
        let words = format!("{title}, {more}");
        if said.get_untracked() != words {
            said.set(words);
        }
    };
    Effect::new(move |before: Option<()>| {
        state.track();
        if before.is_none() || is_quiet.get_value() {
            // The state at the start is no news; the last one of a burst is said when it is over.
            return;
        }
        say();
        is_quiet.set_value(true);
        let over = set_timeout_with_handle(
            move || {
                is_quiet.set_value(false);
                say();
            },
            ANNOUNCEMENT_GAP,
        );
        timer.set_value(over.ok());
    });
    on_cleanup(move || {
        timer.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite">{said}</p> }.into_any()
}
