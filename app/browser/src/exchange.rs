//! When to exchange with the district, and what to say about the line.
//!
//! What an exchange is, is [`opora_device::exchange`]. One at a time in the whole browser.

use crate::live::{Duty, RETRY_MS_MIN, later_and_later};
use crate::shell::Shell;
use crate::{clock, lock, settings, updates};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use opora_app::workspace::ports::LineState;
use opora_device::exchange::{self, Watch};
use opora_device::line::LineError;
use opora_device::opened::Opened;
use opora_sync::{Seq, Timestamp};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Typing settles for this long before it is sent.
const DEBOUNCE_MS: u32 = 300;

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
    /// How far the district has said it is, until this tab has looked.
    heard: Cell<Seq>,
}

impl Exchange {
    pub fn is_running(&self) -> bool {
        self.is_running.get()
    }

    pub fn hear(&self, seq: Seq) {
        self.heard.set(self.heard.get().max(seq));
    }
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

/// The shell beside a running exchange.
struct Beside<'a> {
    shell: &'a Shell,
    opened: &'a Opened,
}

impl Watch for Beside<'_> {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn sending(&self, done: usize, total: usize) {
        // A line that is down is not said to send before something has got through.
        if self.shell.exchange.down_since.get().is_none() {
            let line = LineState::Sending { done, total };
            self.shell.signals.line.set(line);
        }
    }

    fn got_through(&self) {
        self.shell.exchange.down_since.set(None);
    }

    fn stored(&self) {
        self.shell.stored(self.opened);
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

    /// Tries at once if the district is further than this device.
    pub fn look_for_news(self: &Rc<Self>) {
        let heard = self.exchange.heard.replace(Seq(0));
        let is_news = |opened: Rc<Opened>| heard > opened.with_replica(|r| r.meta().cursor);
        if self.opened().is_some_and(is_news) {
            self.try_again_now();
        }
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
                    self.look_for_news();
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
        let beside = Beside {
            shell: self,
            opened,
        };
        let has_waiting =
            exchange::exchange(opened, &beside)
                .await
                .map_err(|broken| match broken {
                    exchange::Broken::Line(error) => Broken::Line(error),
                    exchange::Broken::Step(error) => {
                        self.not_stored(&error);
                        Broken::Storage
                    }
                })?;
        if has_waiting {
            self.exchange.is_wanted.set(true);
        }
        Ok(())
    }

    /// The district has taken the access away. What waits is moved aside, whole and in sight; then
    /// the records go.
    async fn give_up_access(&self) -> Result<(), Broken> {
        self.step(&|replica| Ok(replica.revoked(clock::now())))
            .await
            .map_err(|_| Broken::Storage)?;
        Err(Broken::Revoked)
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
