//! A device: a disk, a replica in memory, and the shell between them and the line.
//!
//! The shell does what the browser's does: one transaction for the effects of a step, one exchange
//! at a time, answers that nobody waits for any more are dropped. It has no rules of its own.

mod answers;
mod reading;
pub mod shelf;

pub use answers::told;

use crate::invariant::{Invariant, Violation, broken};
use crate::mutant::Mutant;
use crate::server::Form;
use opora_domain::DeviceId;
use opora_sync::{Effect, Meta, RejectNumber, Replica};
use shelf::Shelf;

/// 2026-11-19, the year in milliseconds, and the room for devices in one step of the clock.
const START_MS: i64 = 1_795_000_000_000;
const YEAR_MS: i64 = 31_557_600_000;
const STEP_MS: i64 = 64;

/// What a step of the shell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Deed,
    Sending,
    Answer,
    Revocation,
    StartOver,
}

/// What becomes of one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    Good,
    /// The device goes down before the transaction is on the disk. Where a mutant has made two of
    /// it, the first so many effects are.
    CrashAfter(usize),
}

/// An exchange that the device waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    pub exchange: u64,
}

/// See the module.
pub struct Device {
    pub slot: usize,
    pub account: usize,
    pub replica: Replica,
    pub shelf: Shelf,
    pub form: Form,
    pub awaits: Option<Awaited>,
    /// The next push has to name nothing by a line of the history.
    pub spells_out: bool,
    /// The next exchange has to be a pull.
    pub pulls_first: bool,
    /// The last page was not the last one.
    pub has_more: bool,
    skew_ms: i64,
    mutant: Option<Mutant>,
}

impl Device {
    pub fn new(slot: usize, account: usize, meta: Meta, form: Form, skew_years: i64) -> Self {
        Device {
            slot,
            account,
            replica: Replica::restore(meta.clone(), [], [], []),
            shelf: Shelf::new(meta),
            form,
            awaits: None,
            spells_out: false,
            pulls_first: false,
            has_more: false,
            skew_ms: skew_years * YEAR_MS,
            mutant: None,
        }
    }

    pub fn with(mut self, mutant: Option<Mutant>) -> Self {
        self.mutant = mutant;
        self
    }

    /// The device's clock. No two deeds of one device have the same time, so that the time names
    /// the deed for the ledger; the engine orders nothing by it.
    pub fn now(&self, step: usize) -> i64 {
        START_MS + self.skew_ms + step as i64 * STEP_MS + self.slot as i64
    }

    /// The identity the disk goes by.
    pub fn identity(&self) -> DeviceId {
        self.shelf.meta.device
    }

    /// Stores the effects of one step; false when the device went down before.
    pub fn keep(
        &mut self,
        moment: Moment,
        effects: Vec<Effect>,
        luck: Luck,
    ) -> Result<bool, Violation> {
        let mut effects = self.spoiled(moment, effects);
        let Luck::CrashAfter(some) = luck else {
            self.shelf.store(effects)?;
            return Ok(true);
        };
        let is_torn = match self.mutant {
            Some(Mutant::TornTransaction) => true,
            Some(Mutant::PurgeFirst) => moment == Moment::Revocation,
            _ => false,
        };
        if is_torn {
            if self.mutant == Some(Mutant::PurgeFirst) {
                effects.retain(|effect| !matches!(effect, Effect::PutReject(..)));
            } else {
                effects.truncate(some % (effects.len() + 1));
            }
            self.shelf.store(effects)?;
        }
        self.wake()?;
        Ok(false)
    }

    /// The program starts from the disk.
    pub fn wake(&mut self) -> Result<(), Violation> {
        self.replica = self.shelf.wake()?;
        self.awaits = None;
        self.spells_out = false;
        self.pulls_first = false;
        self.has_more = false;
        Ok(())
    }

    /// The program ends at rest and starts again: nothing may be missing.
    pub fn restart(&mut self) -> Result<(), Violation> {
        let before = self.replica.clone();
        self.wake()?;
        if self.mutant.is_none() && before != self.replica {
            return broken(
                Invariant::DiskIsMemory,
                format!("device {} wakes up with something else", self.slot),
            );
        }
        Ok(())
    }

    /// Somebody signs out: what waits stays on the disk, sealed for this user.
    pub fn sign_out(&mut self) -> Result<(), Violation> {
        if self.mutant == Some(Mutant::SignOutDiscards) {
            let waiting = self.shelf.waiting.keys();
            let effects = waiting.map(|n| Effect::DropOutbox(*n)).collect();
            self.shelf.store(effects)?;
        }
        self.restart()
    }

    /// Effects as the shell stores them: as they came, unless a mutant is at work.
    fn spoiled(&self, moment: Moment, mut effects: Vec<Effect>) -> Vec<Effect> {
        let is_meta = |effect: &Effect| matches!(effect, Effect::PutMeta(_));
        match (self.mutant, moment) {
            (Some(Mutant::RefusalDropped), _) => {
                effects.retain(|effect| !matches!(effect, Effect::PutReject(..)));
            }
            (Some(Mutant::NumbersNotStored), Moment::Deed)
            | (Some(Mutant::SentMarkNotStored), Moment::Sending) => {
                effects.retain(|effect| !is_meta(effect));
            }
            (Some(Mutant::TrayReplaced), _) => {
                for effect in &mut effects {
                    if let Effect::PutReject(number, _) = effect {
                        *number = RejectNumber(1);
                    }
                }
            }
            _ => {}
        }
        effects
    }
}
