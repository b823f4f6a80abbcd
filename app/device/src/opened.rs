//! One user's database, open in one tab: every step is one durable transaction.
//!
//! ```text
//! step: turn → the replica (a copy) → effects
//!         → one transaction, if no other tab was faster → memory → other tabs
//! ```
//!
//! A step that cannot be stored leaves memory and store as they were. Where the browser refuses
//! storage altogether the replica lives as long as the page, and says so. Decides nothing: what a
//! step does is the replica's.

use crate::store::{Generation, Store, StoreError};
use opora_domain::{DeviceId, NetworkId, UserId};
use opora_sync::{Effect, Meta, NotPossible, Replica};
use std::cell::{Cell, RefCell};
use tokio::sync::Mutex;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

/// The tabs' channel: a message is the user whose database has changed.
const CHANNEL: &str = "opora";
/// A step is tried again when another tab was faster; more than this would be a fault.
const ATTEMPTS_MAX: u32 = 8;

/// What one step does to the replica; asked again on a newer replica if another tab was faster.
pub type Change<'a> = &'a dyn Fn(&mut Replica) -> Result<Vec<Effect>, NotPossible>;

/// Why a step was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What opening found.
#[derive(Debug)]
pub enum Found {
    Known,
    /// Nothing: a new device.
    Nothing,
    /// The browser refuses storage. Nothing may be called saved.
    Refused(StoreError),
}

/// The replica in memory and the store it is kept in.
pub struct Opened {
    pub user: UserId,
    /// Where tabs talk to each other; `None` where the browser has no such thing.
    pub channel: Option<BroadcastChannel>,
    /// None where the browser refuses.
    store: Option<Store>,
    memory: RefCell<Memory>,
    /// Another tab has been heard: until then there is nobody to tell.
    has_company: Cell<bool>,
    /// One step at a time in this tab, in the order they were asked for: of two steps of one field
    /// the later has the word.
    turn: Mutex<()>,
}

struct Memory {
    replica: Replica,
    generation: Generation,
}

impl Opened {
    /// Opens what the device has; where it has nothing, or may keep nothing, a new replica under a
    /// device of its own.
    pub async fn open(user: UserId, network: &NetworkId) -> (Self, Found) {
        match read(user, network).await {
            Ok((store, memory, found)) => (Self::with(user, Some(store), memory), found),
            Err(error) => {
                let (replica, _) = fresh(user, network);
                let memory = Memory {
                    replica,
                    generation: 0,
                };
                (Self::with(user, None, memory), Found::Refused(error))
            }
        }
    }

    fn with(user: UserId, store: Option<Store>, memory: Memory) -> Self {
        let opened = Opened {
            user,
            channel: BroadcastChannel::new(CHANNEL).ok(),
            store,
            memory: RefCell::new(memory),
            has_company: Cell::new(false),
            turn: Mutex::new(()),
        };
        // The others look, find nothing new, and know of this tab from then on.
        opened.tell_other_tabs(&user.to_string());
        opened
    }

    /// Another tab has said something. The first time it is answered, so that each knows of the
    /// other: a tab alone is spared telling, which costs as much as storing.
    pub fn hear(&self) {
        if !self.has_company.replace(true) {
            self.tell_other_tabs(&self.user.to_string());
        }
    }

    /// Does the device keep anything at all?
    pub fn is_kept(&self) -> bool {
        self.store.is_some()
    }

    /// Returns when the step that runs, if one does, is over.
    pub async fn settled(&self) {
        drop(self.turn.lock().await);
    }

    /// The replica as this tab last saw it.
    pub fn with_replica<R>(&self, ask: impl FnOnce(&Replica) -> R) -> R {
        ask(&self.memory.borrow().replica)
    }

    /// One step of the replica. `Ok` means: on the disk.
    pub async fn step(&self, change: Change<'_>) -> Result<(), StepError> {
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
                    if self.has_company.get() {
                        self.tell_other_tabs(&self.user.to_string());
                    }
                    return Ok(());
                }
                Err(StoreError::Stale) => self.reload().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Stale.into())
    }

    /// Reads what another tab wrote; says whether there was anything.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        let _turn = self.turn.lock().await;
        let Some(store) = &self.store else {
            return Ok(false);
        };
        let seen = self.memory.borrow().generation;
        if store.generation().await? == seen {
            return Ok(false);
        }
        self.reload().await?;
        Ok(true)
    }

    async fn reload(&self) -> Result<(), StoreError> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        match store.load().await? {
            Some((replica, generation)) => {
                *self.memory.borrow_mut() = Memory {
                    replica,
                    generation,
                };
                Ok(())
            }
            // Emptied under an open page (the person cleared the site's data).
            None => Err(StoreError::Broken("the database was emptied".to_owned())),
        }
    }

    /// Says something to the other tabs. One that does not hear of a change finds out by the
    /// generation at its next step.
    pub fn tell_other_tabs(&self, message: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(message));
        }
    }
}

async fn read(user: UserId, network: &NetworkId) -> Result<(Store, Memory, Found), StoreError> {
    let store = Store::open(user).await?;
    for _ in 0..ATTEMPTS_MAX {
        if let Some((replica, generation)) = store.load().await? {
            let memory = Memory {
                replica,
                generation,
            };
            return Ok((store, memory, Found::Known));
        }
        let (replica, meta) = fresh(user, network);
        match store.write(&[Effect::PutMeta(meta)], 0).await {
            Ok(generation) => {
                let memory = Memory {
                    replica,
                    generation,
                };
                return Ok((store, memory, Found::Nothing));
            }
            // Another tab was opened at the same moment: its device is ours.
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Stale)
}

/// A replica that knows nothing yet, under a new device.
fn fresh(user: UserId, network: &NetworkId) -> (Replica, Meta) {
    let meta = Meta::new(DeviceId(Uuid::now_v7()), user, network.clone());
    (Replica::restore(meta.clone(), [], [], []), meta)
}
