//! What the shell does with what comes back, and what it sends.

use super::{Device, Luck, Moment};
use crate::invariant::{Invariant, Violation, broken};
use crate::mutant::Mutant;
use crate::server::{Answer, Form, Question};
use opora_domain::DeviceId;
use opora_sync::{
    Base, Effect, Meta, Operation, PullResponse, PushRequest, PushResponse, Replica, Seq, Wire,
};
use serde_json::Value;
use std::sync::Arc;

/// What of an answer matters to the oracle.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What the device has may be older than before, or gone.
    pub is_fresh_start: bool,
    /// A page was stored.
    pub is_page: bool,
}

impl Device {
    /// The next message, if there is something to ask; the effects come first.
    pub fn ask(
        &mut self,
        wants_push: bool,
        luck: Luck,
    ) -> Result<Option<(Question, Vec<u8>)>, Violation> {
        if wants_push
            && !self.pulls_first
            && let Some((request, effects)) = self.replica.next_push()
        {
            if !self.keep(Moment::Sending, effects, luck)? {
                return Ok(None);
            }
            return Ok(self
                .push_bytes(request)
                .map(|bytes| (Question::Push, bytes)));
        }
        let request = self.replica.next_pull();
        let bytes = match self.form {
            Form::Compact => Some(request.to_wire()),
            Form::Json => json(&opora_sync::PullRequest {
                protocol: 1,
                view: 0,
                lineage: 0,
                ..request
            }),
        };
        Ok(bytes.map(|bytes| (Question::Pull, bytes)))
    }

    /// A file with everything that waits, for somebody to carry.
    pub fn carry(&mut self, luck: Luck) -> Result<Option<Vec<u8>>, Violation> {
        let Some((request, effects)) = self.replica.push_to_carry() else {
            return Ok(None);
        };
        match self.keep(Moment::Sending, effects, luck)? {
            true => Ok(Some(request.to_wire_as(true))),
            false => Ok(None),
        }
    }

    /// Takes the answer to the exchange it waits for. `identity` is the next one nobody has.
    pub fn take(
        &mut self,
        answer: &Answer,
        identity: DeviceId,
        now: i64,
        luck: Luck,
    ) -> Result<Taken, Violation> {
        let mut taken = Taken::default();
        match answer {
            Answer::Pushed(bytes) => {
                let response = self.read::<PushResponse>(bytes)?;
                self.spells_out = false;
                let effects = self.replica.pushed(response, now);
                self.keep(Moment::Answer, effects, luck)?;
            }
            Answer::Pulled(bytes) => {
                let response = self.page(bytes)?;
                // Its first page takes the place of what pushes were answered with.
                let is_first_page = self.replica.meta().view == 0;
                taken.is_fresh_start = response.is_reset || is_first_page;
                let has_more = response.has_more;
                let effects = self.replica.pulled(response, now);
                taken.is_page = self.keep(Moment::Answer, effects, luck)?;
                if taken.is_page {
                    self.has_more = has_more;
                    self.pulls_first = false;
                }
            }
            Answer::Gap if self.form == Form::Compact => {
                let effects = self.start_over(identity);
                self.keep(Moment::StartOver, effects, luck)?;
            }
            Answer::OtherLineage => self.pulls_first = true,
            Answer::SpellOut => self.spells_out = true,
            Answer::Revoked
                if self.form == Form::Compact && self.mutant != Some(Mutant::RevocationIgnored) =>
            {
                let effects = self.replica.revoked(now);
                taken.is_fresh_start = true;
                self.has_more = false;
                self.keep(Moment::Revocation, effects, luck)?;
            }
            // The program of protocol 1 knows neither; what waits stays.
            Answer::Gap | Answer::Revoked | Answer::TooNew => {}
            Answer::ForeignDevice | Answer::Unreadable => {
                return broken(
                    Invariant::Heal,
                    format!("device {} is answered {answer:?}", self.slot),
                );
            }
        }
        Ok(taken)
    }

    fn push_bytes(&self, request: PushRequest) -> Option<Vec<u8>> {
        match self.form {
            Form::Compact => Some(request.to_wire_as(self.spells_out)),
            Form::Json => json(&PushRequest {
                protocol: 1,
                lineage: 0,
                ..request
            }),
        }
    }

    fn read<T: Wire + serde::de::DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, Violation> {
        let read = match self.form {
            Form::Compact => T::from_wire(bytes).ok(),
            Form::Json => serde_json::from_slice(bytes).ok(),
        };
        match read {
            Some(read) => Ok(read),
            None => broken(Invariant::Heal, "an answer does not read"),
        }
    }

    fn page(&mut self, bytes: &[u8]) -> Result<PullResponse, Violation> {
        let mut page = self.read::<PullResponse>(bytes)?;
        if self.form == Form::Json {
            // What the program of protocol 1 has no words for.
            page.is_reset = false;
            page.view = 0;
            page.lineage = 0;
        }
        match self.mutant {
            Some(Mutant::LeaveIgnored) => page.leave.clear(),
            Some(Mutant::ResetIgnored) => page.is_reset = false,
            Some(Mutant::BasesKept) if page.is_reset => {
                // The replica believes that only its view is another one.
                let meta = Meta {
                    lineage: page.lineage,
                    view: page.view ^ 1,
                    ..self.replica.meta().clone()
                };
                self.shelf.store(vec![Effect::PutMeta(meta)])?;
                self.replica = self.shelf.wake()?;
            }
            Some(Mutant::OlderOverwrites) => {
                for view in &mut page.records {
                    if let Some(known) = self.shelf.record(view.id())
                        && known.seq > view.seq
                    {
                        view.seq = Seq(known.seq.0 + 1);
                    }
                }
            }
            _ => {}
        }
        Ok(page)
    }

    fn start_over(&mut self, identity: DeviceId) -> Vec<Effect> {
        if self.mutant == Some(Mutant::NumbersKept) {
            let meta = Meta {
                device: identity,
                ..self.replica.meta().clone()
            };
            let mut effects = vec![Effect::PutMeta(meta.clone())];
            let outbox: Vec<Operation> = self.replica.outbox().cloned().collect();
            effects.extend(outbox.iter().cloned().map(Arc::new).map(Effect::PutOutbox));
            let pages = self.shelf.pages.clone();
            let rejects: Vec<_> = self
                .replica
                .rejects()
                .map(|(n, r)| (n, r.clone()))
                .collect();
            self.replica = Replica::restore(meta, pages, outbox, rejects);
            return effects;
        }
        self.replica.start_over(identity)
    }
}

/// The value an operation asks for, and how it came to it; for messages.
pub fn told(operation: &Operation) -> String {
    match &operation.action {
        opora_sync::Action::Set {
            field, value, base, ..
        } => format!("{} {field}={value} {}", operation.record, based(*base)),
        action => format!("{} {action:?}", operation.record),
    }
}

fn based(base: Base) -> String {
    match base {
        Base::Version(seq) => format!("on {}", seq.0),
        Base::Own { n, root } => format!("on own {} over {}", n.0, root.0),
        Base::Unknown => "on nothing known".to_owned(),
    }
}

fn json(message: &impl serde::Serialize) -> Option<Vec<u8>> {
    let value: Value = serde_json::to_value(message).ok()?;
    serde_json::to_vec(&value).ok()
}
