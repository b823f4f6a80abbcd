//! The district's news: one tab listens for all, and another takes over when it is gone or does
//! not answer. Decides nothing about records: news only mean «look».
//!
//! A tab that is closed gives its locks back; a frozen one keeps them. So whoever waits for a lock
//! asks its holder now and then whether it is awake, and takes the lock away when no answer comes.
//! That is safe at any moment: the store's generations keep tabs apart, and what is sent twice is
//! numbered.

use crate::shell::Shell;
use crate::{clock, lock};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use opora_app::workspace::ports::LineState;
use opora_device::json;
use opora_device::opened::Opened;
use opora_sync::{Seq, Timestamp};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventSource, MessageEvent};

/// How often a tab in sight asks whether the listening one is awake.
const ASK_MS: u32 = 5_000;
/// A tab that has not answered for so long is taken for frozen.
const SILENCE_MS_MAX: Timestamp = 4_000;
/// The first pause after a failure, and the longest.
pub const RETRY_MS_MIN: u32 = 2_000;
const RETRY_MS_MAX: u32 = 30_000;

/// What tabs share through a lock each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Listening to the district.
    Listen,
    /// The exchange that runs.
    Exchange,
}

impl Duty {
    /// The lock's name, and how the tabs call it.
    pub fn lock(self, opened: &Opened) -> String {
        let name = match self {
            Duty::Listen => "live",
            Duty::Exchange => "sync",
        };
        format!("opora-{name}-{}", opened.user)
    }
}

/// What this tab knows about a duty.
#[derive(Default)]
pub struct Watch {
    is_mine: Cell<bool>,
    /// Since when whoever has it owes an answer.
    asked_at: Cell<Option<Timestamp>>,
}

/// This tab's part in the listening.
#[derive(Default)]
pub struct Live {
    listening: Watch,
    pub exchanging: Watch,
    stream: RefCell<Option<Stream>>,
    retry: RefCell<Option<Timeout>>,
    failures: Cell<u32>,
}

/// The open stream of the server's news.
struct Stream {
    source: EventSource,
    _handlers: [Closure<dyn FnMut(Event)>; 3],
}

impl Watch {
    /// It is this tab's from now on, or no more; nobody owes it an answer.
    pub fn set_mine(&self, is_mine: bool) {
        self.is_mine.set(is_mine);
        self.asked_at.set(None);
    }
}

impl Live {
    fn watch(&self, duty: Duty) -> &Watch {
        match duty {
            Duty::Listen => &self.listening,
            Duty::Exchange => &self.exchanging,
        }
    }
}

impl Shell {
    /// Waits for its turn to listen, and looks whether the tab whose turn it is does.
    pub fn start_listening(self: &Rc<Self>) {
        let Some(opened) = self.opened() else { return };
        let name = Duty::Listen.lock(&opened);
        let shell = self.clone();
        leptos::task::spawn_local(async move {
            loop {
                shell.listen_while_held(lock::hold(&name).await).await;
            }
        });
        self.watch_listener(opened);
    }

    /// Asks the listening tab now and then, and takes over when it does not answer.
    fn watch_listener(self: &Rc<Self>, opened: Rc<Opened>) {
        let shell = self.clone();
        let later = Timeout::new(ASK_MS, move || {
            if crate::is_in_sight()
                && !shell.live.listening.is_mine.get()
                && shell.is_silent(&opened, Duty::Listen)
            {
                let shell = shell.clone();
                let name = Duty::Listen.lock(&opened);
                leptos::task::spawn_local(async move {
                    shell.listen_while_held(lock::steal(&name).await).await;
                });
            }
            shell.watch_listener(opened);
        });
        later.forget();
    }

    /// Whether the tab that has a duty owes an answer for too long; asks it if it has not been.
    pub fn is_silent(&self, opened: &Opened, duty: Duty) -> bool {
        let asked_at = &self.live.watch(duty).asked_at;
        let now = clock::now();
        match asked_at.get() {
            Some(at) if now - at >= SILENCE_MS_MAX => {
                asked_at.set(None);
                true
            }
            Some(_) => false,
            None => {
                asked_at.set(Some(now));
                opened.tell_other_tabs(&(duty.lock(opened) + "?"));
                false
            }
        }
    }

    /// Takes a question or an answer of another tab; `false` when it is neither.
    pub fn take_question(&self, opened: &Opened, message: &str) -> bool {
        let end = message.len().saturating_sub(1);
        let Some((name, sign)) = message.split_at_checked(end) else {
            return false;
        };
        for duty in [Duty::Listen, Duty::Exchange] {
            if duty.lock(opened) == name {
                let watch = self.live.watch(duty);
                if sign == "!" {
                    watch.asked_at.set(None);
                } else if watch.is_mine.get() {
                    opened.tell_other_tabs(&(name.to_owned() + "!"));
                }
                return true;
            }
        }
        false
    }

    /// The line is back: the stream need not wait for its own turn to try.
    pub fn listen_again(self: &Rc<Self>) {
        if self.live.retry.borrow_mut().take().is_some() {
            self.listen();
        }
    }

    async fn listen_while_held(self: &Rc<Self>, mut held: lock::Held) {
        self.live.listening.set_mine(true);
        self.listen();
        held.lost().await;
        self.live.listening.set_mine(false);
        *self.live.retry.borrow_mut() = None;
        self.put_stream(None);
    }

    /// Opens the stream. When it breaks it is opened again, later and later, each tab at a moment
    /// of its own: a server that starts must not meet all of them at once.
    fn listen(self: &Rc<Self>) {
        let Some(session) = self.signals.session.get_untracked() else {
            return;
        };
        let path = format!("/api/sync/live?network={}", session.network);
        let Ok(source) = EventSource::new(&path) else {
            return;
        };
        let shell = self.clone();
        let opened = Closure::<dyn FnMut(Event)>::new(move |_| {
            shell.live.failures.set(0);
            shell.try_again_now();
        });
        let shell = self.clone();
        let heard = Closure::<dyn FnMut(Event)>::new(move |event| shell.hear(&event));
        let shell = self.clone();
        let failing = source.clone();
        let failed = Closure::<dyn FnMut(Event)>::new(move |_| {
            failing.close();
            if shell.signals.line.get_untracked() == LineState::Online {
                // Find out, and say, whether the line is down.
                shell.want_exchange();
            }
            let delay = some_of(later_and_later(&shell.live.failures));
            let listening = shell.clone();
            let timer = Timeout::new(delay, move || listening.listen());
            *shell.live.retry.borrow_mut() = Some(timer);
        });
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        self.put_stream(Some(Stream {
            source,
            _handlers: [opened, heard, failed],
        }));
    }

    /// The district says how far it is. What this tab has just sent is no news to it.
    fn hear(self: &Rc<Self>, event: &Event) {
        let said = event.unchecked_ref::<MessageEvent>().data().as_string();
        let seq = said.map_or(0, |said| json::number(&json::read(&said), "seq"));
        self.exchange
            .hear(if seq == 0 { Seq(u64::MAX) } else { Seq(seq) });
        if !self.exchange.is_running() {
            self.look_for_news();
        }
    }

    fn put_stream(&self, stream: Option<Stream>) {
        if let Some(before) = self.live.stream.replace(stream) {
            before.source.close();
            // Its handlers may be running right now: they go with the page.
            std::mem::forget(before);
        }
    }
}

/// Counts one more failure; gives the pause before the next attempt, in milliseconds.
pub fn later_and_later(failures: &Cell<u32>) -> u32 {
    let before = failures.get();
    failures.set(before.saturating_add(1));
    (RETRY_MS_MIN << before.min(4)).min(RETRY_MS_MAX)
}

/// Between a half and the whole of a delay.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of the delay, which fits"
)]
fn some_of(delay_ms: u32) -> u32 {
    (f64::from(delay_ms) * (0.5 + js_sys::Math::random() / 2.0)) as u32
}
