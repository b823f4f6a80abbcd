//! The exchange with the district: when to try, what to send, what to say about the line.
//!
//! Nothing here drops anything: an operation leaves the outbox only by the server's answer, in the
//! replica. One exchange at a time in the whole browser.

use crate::live::{Duty, RETRY_MS_MIN, later_and_later};
use crate::shell::{Opened, Shell};
use crate::{clock, lock, settings, updates};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use opora_app::workspace::ports::{LineState, SaveFailure};
use opora_device::line::{self, LineError};
use opora_domain::DeviceId;
use opora_sync::{PushRequest, Timestamp};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use uuid::Uuid;

/// Typing settles for this long before it is sent.
const DEBOUNCE_MS: u32 = 300;
/// Rounds of push and pull in one exchange before another tab gets its turn.
const ROUNDS_MAX: u32 = 50;

/// When and how often.
#[derive(Default)]
pub struct Exchange {
    is_running: Cell<bool>,
    is_wanted: Cell<bool>,
    failures: Cell<u32>,
    /// Since when nothing has got through.
    down_since: Cell<Option<Timestamp>>,
    soon: RefCell<Option<Timeout>>,
    retry: RefCell<Option<Timeout>>,
    has_triggers: Cell<bool>,
}

/// Why an exchange ended early.
enum Broken {
    Line(LineError),
    /// The step itself has said why.
    Storage,
    /// Another tab has signed in as somebody else.
    OtherUser,
    /// This user has no part in the district any more.
    Revoked,
}

impl From<LineError> for Broken {
    fn from(error: LineError) -> Self {
        Broken::Line(error)
    }
}

impl From<SaveFailure> for Broken {
    fn from(_: SaveFailure) -> Self {
        Broken::Storage
    }
}

impl Shell {
    /// Asks for an exchange now, or right after the one that runs.
    pub fn want_exchange(self: &Rc<Self>) {
        self.exchange.is_wanted.set(true);
        if self.exchange.is_running.replace(true) {
            return;
        }
        let shell = self.clone();
        leptos::task::spawn_local(async move {
            shell.exchange_while_wanted().await;
            shell.exchange.is_running.set(false);
        });
    }

    /// Asks for an exchange when typing has settled.
    pub fn want_exchange_soon(self: &Rc<Self>) {
        let shell = self.clone();
        let timer = Timeout::new(DEBOUNCE_MS, move || shell.want_exchange());
        // The earlier timer is cancelled by being dropped.
        *self.exchange.soon.borrow_mut() = Some(timer);
    }

    /// Everything that may mean «the line is back» or «the district has news».
    pub fn start_triggers(self: &Rc<Self>) {
        if self.exchange.has_triggers.replace(true) {
            return;
        }
        let shell = self.clone();
        let _ = window_event_listener_untyped("online", move |_| shell.try_again_now());
        let shell = self.clone();
        let _ = window_event_listener_untyped("visibilitychange", move |_| {
            if crate::is_in_sight() {
                shell.try_again_now();
            }
        });
        let shell = self.clone();
        let _ = window_event_listener_untyped("offline", move |_| shell.want_exchange());
        let shell = self.clone();
        let _ = window_event_listener_untyped("storage", move |_| shell.notice_other_session());
        self.start_listening();
    }

    /// Forgets how often it failed and tries at once.
    pub fn try_again_now(self: &Rc<Self>) {
        self.exchange.failures.set(0);
        self.want_exchange();
    }

    async fn exchange_while_wanted(self: &Rc<Self>) {
        while self.exchange.is_wanted.replace(false) {
            let Some(opened) = self.opened() else { return };
            let name = Duty::Exchange.lock(&opened);
            let _held = match lock::try_hold(&name).await {
                Some(held) => held,
                None if self.is_silent(&opened, Duty::Exchange) => lock::steal(&name).await,
                None => {
                    // Another tab is at it. It tells what it got; look again whether all has gone.
                    self.plan_retry(RETRY_MS_MIN);
                    return;
                }
            };
            let was_down = self.exchange.down_since.get().is_some();
            self.live.exchanging.set_mine(true);
            let exchanged = match self.exchange(&opened).await {
                Err(Broken::Line(LineError::Server { status: 403, code })) if code == "revoked" => {
                    self.give_up_access().await
                }
                exchanged => exchanged,
            };
            self.live.exchanging.set_mine(false);
            if was_down && !matches!(exchanged, Err(Broken::Line(LineError::Down))) {
                // The server was away: it may have come back with a new version of the app.
                updates::look();
            }
            match exchanged {
                Ok(()) => {
                    self.exchange.failures.set(0);
                    if was_down {
                        self.listen_again();
                    }
                    self.exchange.down_since.set(None);
                    *self.exchange.retry.borrow_mut() = None;
                    if self.signals.line.get_untracked() != LineState::Online {
                        self.signals.line.set(LineState::Online);
                    }
                }
                Err(broken) => {
                    self.say_broken(broken);
                    self.plan_retry(later_and_later(&self.exchange.failures));
                    return;
                }
            }
        }
    }

    async fn exchange(self: &Rc<Self>, opened: &Rc<Opened>) -> Result<(), Broken> {
        // The cookie is the browser's, the database is the user's: never send one by the other.
        if settings::session().is_some_and(|session| session.user != opened.user) {
            return Err(Broken::OtherUser);
        }
        let mut sent = 0;
        let mut is_spelt_out = false;
        for _ in 0..ROUNDS_MAX {
            let Some(request) = self.next_push().await? else {
                break;
            };
            let waiting = opened.with_replica(|replica| replica.outbox().len());
            // A line that is down is not said to send before something has got through.
            if self.exchange.down_since.get().is_none() {
                let line = LineState::Sending {
                    done: sent,
                    total: sent + waiting,
                };
                self.signals.line.set(line);
            }
            let response = match line::push(&request, is_spelt_out).await {
                Err(LineError::Server { status: 409, code }) => {
                    match code.as_str() {
                        "spell-out" if !is_spelt_out => is_spelt_out = true,
                        // Another life of the database: what it is like is told by the pull.
                        "lineage" => break,
                        "gap" => {
                            let device = DeviceId(Uuid::now_v7());
                            self.step(&|replica| Ok(replica.start_over(device))).await?;
                        }
                        _ => return Err(LineError::Server { status: 409, code }.into()),
                    }
                    continue;
                }
                response => response?,
            };
            self.step(&|replica| Ok(replica.pushed(response.clone(), clock::now())))
                .await?;
            let left = opened.with_replica(|replica| replica.outbox().len());
            if left >= waiting {
                // Nothing was answered: not to be repeated in a hurry.
                return Err(LineError::Server {
                    status: 200,
                    code: "no-answer".to_owned(),
                }
                .into());
            }
            self.exchange.down_since.set(None);
            sent += waiting.saturating_sub(left);
        }
        for _ in 0..ROUNDS_MAX {
            let request = opened.with_replica(|replica| replica.next_pull());
            let response = line::pull(&request).await?;
            // The first page of a school is its own, before the cursor moves.
            let has_moved = response.is_reset
                || response.cursor > request.cursor
                || response.view != request.view;
            let has_more = response.has_more && has_moved;
            self.step(&|replica| Ok(replica.pulled(response.clone(), clock::now())))
                .await?;
            if !has_more {
                break;
            }
        }
        if opened.with_replica(|replica| replica.outbox().len()) > 0 {
            self.exchange.is_wanted.set(true);
        }
        Ok(())
    }

    /// The district has taken the access away. What waits is moved aside, whole and in sight; then
    /// the records go.
    async fn give_up_access(&self) -> Result<(), Broken> {
        self.step(&|replica| Ok(replica.revoked(clock::now())))
            .await?;
        Err(Broken::Revoked)
    }

    /// The next push, its effects stored before it is sent.
    async fn next_push(&self) -> Result<Option<PushRequest>, SaveFailure> {
        let next = RefCell::new(None);
        self.step(&|replica| {
            let (request, effects) = match replica.next_push() {
                Some((request, effects)) => (Some(request), effects),
                None => (None, vec![]),
            };
            next.replace(request);
            Ok(effects)
        })
        .await?;
        Ok(next.into_inner())
    }

    fn say_broken(&self, broken: Broken) {
        let since = self.exchange.down_since.get().unwrap_or_else(clock::now);
        let line = match broken {
            Broken::Line(LineError::Down) => {
                self.exchange.down_since.set(Some(since));
                LineState::Offline { since }
            }
            Broken::Line(LineError::SignedOut) => {
                self.exchange.down_since.set(None);
                LineState::SignedOut
            }
            Broken::Line(LineError::Server { status: 426, .. }) => LineState::VersionTrouble,
            Broken::Line(LineError::Server { .. }) => {
                self.exchange.down_since.set(Some(since));
                LineState::ServerTrouble { since }
            }
            Broken::Storage => LineState::Unknown,
            Broken::Revoked => LineState::Revoked,
            Broken::OtherUser => {
                self.notice_other_session();
                LineState::SignedOut
            }
        };
        if self.signals.line.get_untracked() != line {
            self.signals.line.set(line);
        }
    }

    fn plan_retry(self: &Rc<Self>, delay_ms: u32) {
        let shell = self.clone();
        let timer = Timeout::new(delay_ms, move || shell.want_exchange());
        *self.exchange.retry.borrow_mut() = Some(timer);
    }

    /// Another tab signed in as somebody else, or out: this page must not go on for the old user.
    fn notice_other_session(&self) {
        let Some(opened) = self.opened() else { return };
        match settings::session() {
            Some(session) if session.user == opened.user => {}
            Some(_) => crate::go_to("/app"),
            None => crate::go_to("/app/sign-in"),
        }
    }
}
