//! The shell round the replica: what a person does becomes a step, and the views see a step only
//! after it is stored.
//!
//! How a step is stored is [`opora_device::opened`]'s work, sending is [`crate::exchange`]'s.

use crate::exchange::Exchange;
use crate::live::Live;
use crate::settings::{self, DeviceMark};
use crate::{clock, updates};
use leptos::prelude::*;
use opora_app::workspace::ports::{
    Drafting, LineState, Opening, SaveFailure, SignInFailure, StorageTrouble, Unkept,
};
use opora_app::workspace::state::Signals;
use opora_app::workspace::state::records::Records;
use opora_device::line;
use opora_device::opened::{Change, Found, Opened, StepError};
use opora_device::store::StoreError;
use opora_sync::wire::{Carried, Wire};
use opora_sync::{OpNumber, RejectNumber, Replica, SessionInfo, SignIn, Timestamp};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

/// The workspace's hands.
pub struct Shell {
    pub signals: Signals,
    pub exchange: Exchange,
    pub live: Live,
    opened: RefCell<Option<Rc<Opened>>>,
    /// How many waiting entries the browser lost with an earlier database, until the person knows.
    lost: Cell<usize>,
}

impl Shell {
    pub fn new(signals: Signals) -> Rc<Self> {
        Rc::new(Shell {
            signals,
            exchange: Exchange::default(),
            live: Live::default(),
            opened: RefCell::new(None),
            lost: Cell::new(0),
        })
    }

    pub fn opened(&self) -> Option<Rc<Opened>> {
        self.opened.borrow().clone()
    }

    /// Opens what this device has, with or without a line.
    pub async fn open(self: Rc<Self>) {
        if settings::is_sign_out_owed() {
            match line::sign_out().await {
                Ok(()) => {
                    settings::keep_sign_out_owed(false);
                    self.signals.opening.set(Opening::SignedOut);
                }
                Err(_) => self.signals.opening.set(Opening::SignedOutOffline),
            }
            return;
        }
        match settings::session() {
            Some(session) => {
                self.open_for(session).await;
                self.check_session().await;
            }
            None => match line::session().await {
                Ok(session) => {
                    settings::keep_session(&session);
                    self.open_for(session).await;
                    self.want_exchange();
                }
                Err(line::LineError::Down) => self.signals.opening.set(Opening::SignedOutOffline),
                Err(_) => self.signals.opening.set(Opening::SignedOut),
            },
        }
    }

    /// Signs in and opens that user's database.
    pub async fn sign_in(self: Rc<Self>, sign_in: SignIn) -> Result<(), SignInFailure> {
        let session = line::sign_in(&sign_in).await.map_err(|error| match error {
            line::LineError::Down => SignInFailure::Offline,
            line::LineError::SignedOut => SignInFailure::Wrong,
            line::LineError::Server { status: 429, .. } => SignInFailure::TooMany,
            line::LineError::Server {
                status: 400..=422, ..
            } => SignInFailure::Wrong,
            line::LineError::Server { .. } => SignInFailure::Server,
        })?;
        settings::keep_sign_out_owed(false);
        settings::keep_session(&session);
        match self.opened() {
            Some(opened) if opened.user != session.user => {
                // Another person's records must not stay in this page's memory.
                crate::go_to("/app");
                Ok(())
            }
            Some(_) => {
                self.signals.session.set(Some(session));
                self.signals.line.set(LineState::Unknown);
                self.want_exchange();
                Ok(())
            }
            None => {
                self.open_for(session).await;
                self.want_exchange();
                Ok(())
            }
        }
    }

    /// Ends the session. The database stays, sealed for this user.
    pub async fn sign_out(&self) {
        settings::keep_sign_out_owed(true);
        settings::forget_session();
        if line::sign_out().await.is_ok() {
            settings::keep_sign_out_owed(false);
        }
        crate::go_to("/app/sign-in");
    }

    /// Stores what a person did.
    pub async fn edit(self: Rc<Self>, drafting: Drafting) -> Result<Timestamp, SaveFailure> {
        let at = clock::now();
        let result = self
            .step(&|replica| {
                let mut effects = vec![];
                for draft in drafting(replica) {
                    effects.extend(replica.edit(draft, at)?);
                }
                Ok(effects)
            })
            .await;
        match result {
            Ok(()) => {
                self.want_exchange_soon();
                Ok(at)
            }
            Err(failure) => Err(failure),
        }
    }

    pub async fn discard_reject(&self, number: RejectNumber) -> Result<(), SaveFailure> {
        self.step(&|replica| Ok(replica.discard_reject(number)))
            .await
    }

    /// Sends a refused operation once more.
    pub async fn resend(self: Rc<Self>, number: RejectNumber) -> Result<(), SaveFailure> {
        let at = clock::now();
        self.step(&|replica| replica.resend(number, at)).await?;
        self.want_exchange_soon();
        Ok(())
    }

    /// Takes back what has not been sent; `false` when it may have left the device.
    pub async fn withdraw(&self, n: OpNumber) -> Result<bool, SaveFailure> {
        let is_here = std::cell::Cell::new(true);
        self.step(&|replica| {
            let withdrawn = replica.withdraw(n);
            is_here.set(withdrawn.is_ok());
            Ok(withdrawn.unwrap_or_default())
        })
        .await?;
        Ok(is_here.get())
    }

    /// Everything that waits as a file to be carried to the district; `None` when nothing does.
    pub async fn carry_out(&self) -> Result<Option<Vec<u8>>, SaveFailure> {
        let opened = self.opened().ok_or(SaveFailure::SignedOut)?;
        let next = RefCell::new(None);
        self.step(&|replica| {
            let (push, effects) = match replica.push_to_carry() {
                Some((push, effects)) => (Some(push), effects),
                None => (None, vec![]),
            };
            next.replace(push);
            Ok(effects)
        })
        .await?;
        let carried = next.into_inner().map(|push| Carried {
            user: opened.user,
            push: push.into(),
        });
        Ok(carried.map(|carried| carried.to_wire()))
    }

    /// The person knows of what the browser lost.
    pub fn forget_loss(&self) {
        self.signals.trouble.set(None);
        self.lost.set(0);
        if let Some(opened) = self.opened() {
            self.mark(&opened);
        }
    }

    /// Takes the new version, when what a person has just done is stored.
    pub async fn activate_update(&self) {
        if let Some(opened) = self.opened() {
            opened.settled().await;
        }
        updates::activate();
    }

    /// One step of the replica. `Ok` means: on the disk, if the browser gives us one.
    pub async fn step(&self, change: Change<'_>) -> Result<(), SaveFailure> {
        let opened = self.opened().ok_or(SaveFailure::SignedOut)?;
        match opened.step(change).await {
            Ok(()) => {
                self.stored(&opened);
                Ok(())
            }
            Err(error) => Err(self.not_stored(&error)),
        }
    }

    /// A step is stored: the views may see it.
    pub fn stored(&self, opened: &Opened) {
        if let Some(StorageTrouble::NotSaved(_)) = self.signals.trouble.get_untracked() {
            self.signals.trouble.set(None);
        }
        self.show(opened);
    }

    /// A step is not stored: a person has to know, unless there was nothing to store.
    pub fn not_stored(&self, error: &StepError) -> SaveFailure {
        let failure = match error {
            StepError::NotPossible(_) => return SaveFailure::Gone,
            StepError::Store(error) => failure_of(error),
        };
        let trouble = StorageTrouble::NotSaved(failure);
        self.signals.trouble.set(Some(trouble));
        failure
    }

    /// A person's session as the server has it now; without a line the last one stands.
    pub async fn check_session(self: &Rc<Self>) {
        match line::session().await {
            Ok(session) => {
                let is_same = self
                    .opened()
                    .is_some_and(|opened| opened.user == session.user);
                settings::keep_session(&session);
                if !is_same {
                    crate::go_to("/app");
                    return;
                }
                let session = Some(session);
                if self
                    .signals
                    .session
                    .with_untracked(|known| *known != session)
                {
                    self.signals.session.set(session);
                }
                self.want_exchange();
            }
            Err(line::LineError::SignedOut) => self.signals.line.set(LineState::SignedOut),
            Err(_) => self.want_exchange(),
        }
    }

    /// Opens the records of a user.
    async fn open_for(self: &Rc<Self>, session: SessionInfo) {
        let user = session.user;
        let (opened, found) = Opened::open(user, &session.network).await;
        let opened = Rc::new(opened);
        *self.opened.borrow_mut() = Some(opened.clone());
        let mark = settings::device_mark(user);
        // The mark outlives the database: what it says of an empty one is lost.
        match found {
            Found::Known => self.lost.set(mark.lost),
            Found::Nothing => self.lost.set(mark.lost + mark.pending),
            Found::Refused(error) => {
                leptos::logging::error!("{error}");
                let pending = mark.pending;
                self.signals.unkept.set(Some(Unkept { pending }));
                self.ask_before_leaving();
            }
        }
        if self.lost.get() > 0 {
            let pending = self.lost.get();
            let trouble = StorageTrouble::Evicted { pending };
            self.signals.trouble.set(Some(trouble));
        }
        self.listen_to_other_tabs(&opened);
        self.signals.session.set(Some(session));
        self.show(&opened);
        self.signals.opening.set(Opening::Ready);
        crate::ask_to_persist();
        self.start_triggers();
    }

    /// What waits in the page alone would go with it.
    fn ask_before_leaving(self: &Rc<Self>) {
        let shell = self.clone();
        let _ = window_event_listener_untyped("beforeunload", move |event| {
            let waits = |opened: Rc<Opened>| opened.with_replica(|r| r.outbox().len() > 0);
            if shell.opened().is_some_and(waits) {
                event.prevent_default();
            }
        });
    }

    fn listen_to_other_tabs(self: &Rc<Self>, opened: &Rc<Opened>) {
        let Some(channel) = &opened.channel else {
            return;
        };
        let shell = self.clone();
        let user = opened.user.to_string();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (Some(opened), Some(message)) = (shell.opened(), event.data().as_string()) else {
                return;
            };
            opened.hear();
            if shell.take_question(&opened, &message) || message != user {
                return;
            }
            let shell = shell.clone();
            leptos::task::spawn_local(async move {
                if opened.refresh().await.unwrap_or(false) {
                    shell.show(&opened);
                }
            });
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
    }

    /// Shows the memory to the views, and leaves the mark by which its loss would be noticed.
    fn show(&self, opened: &Opened) {
        self.mark(opened);
        let replica = opened.with_replica(Replica::clone);
        self.signals.records.set(Arc::new(Records::of(replica)));
    }

    /// Leaves the mark by which a loss of the database would be noticed.
    fn mark(&self, opened: &Opened) {
        if opened.is_kept() {
            let mark = opened.with_replica(|replica| DeviceMark {
                pending: replica.outbox().len(),
                lost: self.lost.get(),
            });
            settings::keep_device_mark(opened.user, mark);
        }
    }
}

/// What to tell the person; the browser's own words go to its console.
fn failure_of(error: &StoreError) -> SaveFailure {
    leptos::logging::error!("{error}");
    match error {
        StoreError::Full(_) => SaveFailure::Full,
        StoreError::Forbidden(_) => SaveFailure::Forbidden,
        StoreError::Stale | StoreError::Unreadable(_) | StoreError::Broken(_) => {
            SaveFailure::Broken
        }
    }
}
