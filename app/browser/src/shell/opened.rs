//! One user's records as this tab has them, and the store they are kept in, when the browser lets
//! us have one. Knows neither the line nor the views.

use super::Change;
use crate::settings::{self, DeviceMark};
use futures::lock::Mutex;
use opora_app::workspace::ports::SaveFailure;
use opora_device::store::{Generation, Store, StoreError};
use opora_domain::{DeviceId, UserId};
use opora_sync::{Effect, Meta, Replica, SessionInfo};
use std::cell::{Cell, RefCell};
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

/// The tabs' channel.
const CHANNEL: &str = "opora";
/// A step is tried again when another tab was faster; more than this would be a fault.
const ATTEMPTS_MAX: u32 = 8;

/// One user's records, open.
pub struct Opened {
    pub user: UserId,
    /// How many waiting entries the browser lost with an earlier database, until the person knows.
    pub lost: Cell<usize>,
    /// None where the browser refuses: then the records live as long as the page, and nothing may
    /// be called saved.
    store: Option<Store>,
    memory: RefCell<Memory>,
    /// One step at a time in this tab.
    turn: Mutex<()>,
    pub channel: Option<BroadcastChannel>,
}

struct Memory {
    replica: Replica,
    generation: Generation,
}

impl Opened {
    /// Opens what the device has; where it has nothing, a new replica under a device of its own.
    /// Where the browser refuses storage, a replica of this page alone.
    pub async fn open(session: &SessionInfo) -> Self {
        let user = session.user;
        match Self::read(session).await {
            Ok((store, memory, is_new)) => {
                // The mark outlives the database: what it says of an empty one is lost.
                let mark = settings::device_mark(user);
                let lost = mark.lost + if is_new { mark.pending } else { 0 };
                Self::with(user, Some(store), memory, lost)
            }
            Err(error) => {
                failure_of(&error);
                let memory = Memory {
                    replica: fresh(session).0,
                    generation: 0,
                };
                Self::with(user, None, memory, 0)
            }
        }
    }

    fn with(user: UserId, store: Option<Store>, memory: Memory, lost: usize) -> Self {
        Opened {
            user,
            lost: Cell::new(lost),
            store,
            memory: RefCell::new(memory),
            turn: Mutex::new(()),
            channel: BroadcastChannel::new(CHANNEL).ok(),
        }
    }

    /// Does the device keep anything at all?
    pub fn is_kept(&self) -> bool {
        self.store.is_some()
    }

    /// The replica as this tab last saw it.
    pub fn with_replica<R>(&self, ask: impl FnOnce(&Replica) -> R) -> R {
        ask(&self.memory.borrow().replica)
    }

    /// Leaves the mark by which a loss of the database would be noticed.
    pub fn mark(&self) {
        if self.is_kept() {
            let mark = self.with_replica(|replica| DeviceMark {
                pending: replica.outbox().len(),
                lost: self.lost.get(),
            });
            settings::keep_device_mark(self.user, mark);
        }
    }

    /// Returns when the step that runs, if one does, is over.
    pub async fn settled(&self) {
        drop(self.turn.lock().await);
    }

    /// Opens the store and reads it; a new one gets a device of its own. The last part says
    /// whether it was new.
    async fn read(session: &SessionInfo) -> Result<(Store, Memory, bool), StoreError> {
        let store = Store::open(session.user).await?;
        for _ in 0..ATTEMPTS_MAX {
            if let Some((replica, generation)) = store.load().await? {
                let memory = Memory {
                    replica,
                    generation,
                };
                return Ok((store, memory, false));
            }
            let (replica, meta) = fresh(session);
            match store.write(&[Effect::PutMeta(meta)], 0).await {
                Ok(generation) => {
                    let memory = Memory {
                        replica,
                        generation,
                    };
                    return Ok((store, memory, true));
                }
                // Another tab was opened at the same moment: its device is ours.
                Err(StoreError::Stale) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Stale)
    }

    /// One step of the replica, on the disk when it returns, if there is one.
    pub async fn step(&self, change: Change<'_>) -> Result<(), SaveFailure> {
        let _turn = self.turn.lock().await;
        // Another tab may write meanwhile: the store then refuses, and the step is made anew on
        // what it finds. That is also the only thing that keeps tabs apart.
        for _ in 0..ATTEMPTS_MAX {
            let (mut replica, seen) = {
                let memory = self.memory.borrow();
                (memory.replica.clone(), memory.generation)
            };
            let effects = change(&mut replica)?;
            if effects.is_empty() {
                return Ok(());
            }
            let written = match &self.store {
                Some(store) => store.write(&effects, seen).await,
                None => Ok(seen),
            };
            match written {
                Ok(generation) => {
                    *self.memory.borrow_mut() = Memory {
                        replica,
                        generation,
                    };
                    self.tell_other_tabs(&self.user.to_string());
                    return Ok(());
                }
                Err(StoreError::Stale) => self.reload().await?,
                Err(error) => return Err(failure_of(&error)),
            }
        }
        Err(SaveFailure::Broken)
    }

    /// Reads what another tab wrote; says whether there was anything.
    pub async fn refresh(&self) -> Result<bool, SaveFailure> {
        let _turn = self.turn.lock().await;
        let Some(store) = &self.store else {
            return Ok(false);
        };
        let seen = self.memory.borrow().generation;
        let generation = store.generation().await;
        if generation.map_err(|error| failure_of(&error))? == seen {
            return Ok(false);
        }
        self.reload().await?;
        Ok(true)
    }

    /// Says something to the other tabs. One that does not hear of a change finds out by the
    /// generation at its next step.
    pub fn tell_other_tabs(&self, message: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(message));
        }
    }

    async fn reload(&self) -> Result<(), SaveFailure> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        match store.load().await.map_err(|error| failure_of(&error))? {
            Some((replica, generation)) => {
                *self.memory.borrow_mut() = Memory {
                    replica,
                    generation,
                };
                Ok(())
            }
            // Emptied under an open page (the person cleared the site's data).
            None => Err(SaveFailure::Broken),
        }
    }
}

/// A replica that knows nothing yet, under a new device.
fn fresh(session: &SessionInfo) -> (Replica, Meta) {
    let device = DeviceId(Uuid::now_v7());
    let meta = Meta::new(device, session.user, session.network.clone());
    (Replica::restore(meta.clone(), [], [], []), meta)
}

/// What the person is told; the rest is for whoever looks at the console.
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
