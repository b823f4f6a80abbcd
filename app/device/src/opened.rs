//! One user's database, open in one tab: every step is one durable transaction.
//!
//! ```text
//! step: turn → the replica (a copy) → effects
//!         → one transaction, if no other tab was faster → memory → other tabs
//! ```
//!
//! A step that cannot be stored leaves memory and store as they were. Decides nothing: what a step
//! does is the replica's.

use crate::store::{Generation, Store, StoreError};
use futures::lock::Mutex;
use opora_domain::{DeviceId, NetworkId, UserId};
use opora_sync::{Effect, Meta, NotPossible, Replica};
use std::cell::RefCell;
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

/// The replica in memory and the store it is kept in.
pub struct Opened {
    pub user: UserId,
    /// Where other tabs tell that they have written; `None` where the browser has no such thing.
    pub channel: Option<BroadcastChannel>,
    store: Store,
    memory: RefCell<Memory>,
    /// One step at a time in this tab.
    turn: Mutex<()>,
}

struct Memory {
    replica: Replica,
    generation: Generation,
}

impl Opened {
    /// Opens the store and reads it; a new one gets a device of its own. The flag says whether it
    /// was new.
    pub async fn open(user: UserId, network: &NetworkId) -> Result<(Self, bool), StoreError> {
        let store = Store::open(user).await?;
        for _ in 0..ATTEMPTS_MAX {
            let (memory, is_new) = match store.load().await? {
                Some((replica, generation)) => {
                    let memory = Memory {
                        replica,
                        generation,
                    };
                    (memory, false)
                }
                None => {
                    let device = DeviceId(Uuid::now_v7());
                    let meta = Meta::new(device, user, network.clone());
                    let replica = Replica::restore(meta.clone(), [], [], []);
                    match store.write(&[Effect::PutMeta(meta)], 0).await {
                        Ok(generation) => {
                            let memory = Memory {
                                replica,
                                generation,
                            };
                            (memory, true)
                        }
                        // Another tab was opened at the same moment: its device is ours.
                        Err(StoreError::Stale) => continue,
                        Err(error) => return Err(error),
                    }
                }
            };
            let opened = Opened {
                user,
                channel: BroadcastChannel::new(CHANNEL).ok(),
                store,
                memory: RefCell::new(memory),
                turn: Mutex::new(()),
            };
            return Ok((opened, is_new));
        }
        Err(StoreError::Stale)
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
            match self.store.write(&effects, seen).await {
                Ok(generation) => {
                    *self.memory.borrow_mut() = Memory {
                        replica,
                        generation,
                    };
                    self.tell_other_tabs();
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
        let seen = self.memory.borrow().generation;
        if self.store.generation().await? == seen {
            return Ok(false);
        }
        self.reload().await?;
        Ok(true)
    }

    async fn reload(&self) -> Result<(), StoreError> {
        match self.store.load().await? {
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

    fn tell_other_tabs(&self) {
        if let Some(channel) = &self.channel {
            // A tab that is not told finds out by the generation at its next step.
            let _ = channel.post_message(&JsValue::from_str(&self.user.to_string()));
        }
    }
}
