//! What people do: edit, create, delete, decide, withdraw, and deal with refusals.
//!
//! Values are often unique, so that the oracle can tell them apart, and sometimes the same as
//! somebody else's, because people agree too.

mod drafts;
mod eyes;

use super::World;
use crate::device::{Device, Moment, told};
use crate::district::District;
use crate::invariant::Violation;
use crate::ledger::{Screen, key_of};
use crate::mutant::Mutant;
use crate::server::Form;
use opora_domain::Refusal;
use opora_sync::{Action, Draft, Effect, Meta, OpNumber, Operation, RejectNumber};
use std::collections::BTreeMap;

impl<D: District> World<D> {
    /// Somebody at some device does something.
    pub(super) fn deed(&mut self) -> Result<(), Violation> {
        let kind = self.random.below(100);
        // The program of protocol 1 could neither withdraw nor send again.
        let is_able = |device: &Device| device.form == Form::Compact;
        let has_refusal = |device: &Device| !device.shelf.refused.is_empty();
        let chosen = match kind {
            0..70 => Some(self.random.below(self.devices.len())),
            70..84 => self.some_device(|device| !device.replica.conflicted().is_empty()),
            84..90 => {
                self.some_device(|device| is_able(device) && !device.shelf.waiting.is_empty())
            }
            90..97 => self.some_device(|device| is_able(device) && has_refusal(device)),
            _ => self.some_device(has_refusal),
        };
        let Some(slot) = chosen else { return Ok(()) };
        let draft = match kind {
            0..54 => self.set_draft(slot),
            54..62 => Some(self.create_draft(slot)),
            62..70 => self.delete_draft(slot),
            70..84 => self.resolve_draft(slot),
            84..90 => return self.withdraw(slot),
            90..97 => return self.resend(slot),
            _ => return self.discard(slot),
        };
        match draft {
            Some(draft) => self.edit(slot, draft),
            None => Ok(()),
        }
    }

    fn edit(&mut self, slot: usize, draft: Draft) -> Result<(), Violation> {
        let luck = self.luck();
        let screen = self.screen(slot, &draft);
        let device = &mut self.devices[slot];
        let waited: BTreeMap<OpNumber, Operation> = device.shelf.waiting.clone();
        let now = device.now(self.step);
        let Ok(effects) = device.replica.edit(draft, now) else {
            return Ok(());
        };
        let made = operations_in(&effects);
        let is_kept = device.keep(Moment::Deed, effects, luck)?;
        for operation in &made {
            let kept = if is_kept { "" } else { ", and goes down" };
            self.note(|_| format!("device {slot}: {} {}{kept}", operation.n.0, told(operation)));
        }
        if is_kept {
            for operation in made {
                let typed_on = waited.get(&operation.n).filter(|before| {
                    before.record == operation.record
                        && (before.action.field() == operation.action.field())
                });
                match typed_on {
                    Some(before) => {
                        let before = key_of(slot, before);
                        self.ledger.amend(before, operation, screen.clone());
                    }
                    None => self.ledger.save(slot, operation, screen.clone()),
                }
            }
        }
        self.settle(slot)
    }

    fn withdraw(&mut self, slot: usize) -> Result<(), Violation> {
        let luck = self.luck();
        let device = &mut self.devices[slot];
        let waiting: Vec<OpNumber> = device.shelf.waiting.keys().copied().collect();
        let Some(n) = self.random.pick(&waiting).copied() else {
            return Ok(());
        };
        if self.mutant == Some(Mutant::SentWithdrawn) {
            let meta = Meta {
                sent_up_to: OpNumber(0),
                ..device.shelf.meta.clone()
            };
            device.shelf.store(vec![Effect::PutMeta(meta)])?;
            device.replica = device.shelf.wake()?;
        }
        let Some(operation) = device.shelf.waiting.get(&n).cloned() else {
            return Ok(());
        };
        let Ok(effects) = device.replica.withdraw(n) else {
            return Ok(());
        };
        if device.keep(Moment::Deed, effects, luck)? {
            self.ledger.let_go(key_of(slot, &operation));
            self.census.count("withdrawn");
        }
        self.settle(slot)
    }

    fn resend(&mut self, slot: usize) -> Result<(), Violation> {
        let luck = self.luck();
        let Some((number, operation)) = self.some_refusal(slot) else {
            return Ok(());
        };
        let screen = self.screen_again(slot, &operation);
        let device = &mut self.devices[slot];
        let now = device.now(self.step);
        let Ok(effects) = device.replica.resend(number, now) else {
            return Ok(());
        };
        let made = operations_in(&effects);
        if device.keep(Moment::Deed, effects, luck)? {
            self.census.count("sent again");
            self.ledger.let_go(key_of(slot, &operation));
            for operation in made {
                let screen = match operation.action {
                    Action::Restore { .. } => Screen::default(),
                    _ => screen.clone(),
                };
                self.ledger.save(slot, operation, screen);
            }
        }
        self.settle(slot)
    }

    fn discard(&mut self, slot: usize) -> Result<(), Violation> {
        let luck = self.luck();
        let Some((number, operation)) = self.some_refusal(slot) else {
            return Ok(());
        };
        let device = &mut self.devices[slot];
        let effects = device.replica.discard_reject(number);
        if device.keep(Moment::Deed, effects, luck)? {
            self.ledger.let_go(key_of(slot, &operation));
        }
        self.settle(slot)
    }

    fn some_refusal(&mut self, slot: usize) -> Option<(RejectNumber, Operation)> {
        let refused = &self.devices[slot].shelf.refused;
        let mut numbers: Vec<RejectNumber> = refused.keys().copied().collect();
        // What was refused because the record is gone can be brought back with it.
        let is_gone = |number: &RejectNumber| refused[number].code == Refusal::Deleted;
        if numbers.iter().any(is_gone) {
            numbers.retain(is_gone);
        }
        let number = *self.random.pick(&numbers)?;
        let reject = refused.get(&number)?;
        Some((number, reject.operation.clone()))
    }
}

fn operations_in(effects: &[Effect]) -> Vec<Operation> {
    let mut operations = vec![];
    for effect in effects {
        if let Effect::PutOutbox(operation) = effect {
            operations.push(Operation::clone(operation));
        }
    }
    operations
}
