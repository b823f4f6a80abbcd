//! Messages between devices and nodes.

use super::start::identity;
use super::{Message, Working, World};
use crate::device::Awaited;
use crate::district::{District, Finished};
use crate::invariant::{Invariant, Violation, broken};
use crate::mutant::Mutant;
use crate::server::{Answer, Form, Node, Question, Received, Request, pushed, turned};
use opora_domain::Refusal;
use opora_sync::wire::ReceivedPush;
use opora_sync::{Outcome, PushResponse, Wire};

/// More halves of pushes than ever are under way at once.
const COMMIT_TRIES_MAX: usize = 1_000;

impl<D: District> World<D> {
    /// Some device that waits for nothing asks.
    pub(super) fn begin_exchange(&mut self) -> Result<(), Violation> {
        let wants_push = self.random.below(3) > 0;
        if let Some(slot) = self.some_device(|device| device.awaits.is_none())
            && let Some(request) = self.ask(slot, wants_push)?
        {
            self.bag.push(Message::Request(request));
        }
        Ok(())
    }

    /// A message arrives, any of those under way.
    pub(super) fn deliver_something(&mut self) -> Result<(), Violation> {
        if self.bag.is_empty() {
            return Ok(());
        }
        let chosen = self.random.below(self.bag.len());
        match self.bag.swap_remove(chosen) {
            Message::Request(request) => {
                let node = self.random.below(self.nodes_older.len());
                if let Some(answer) = self.receive(node, &request) {
                    self.reply(&request, answer);
                }
                Ok(())
            }
            Message::Reply {
                slot,
                exchange,
                answer,
            } => self.hand_over(slot, exchange, &answer),
        }
    }

    /// A node does the second half of a push.
    pub(super) fn finish_something(&mut self) -> Result<(), Violation> {
        if self.working.is_empty() {
            return Ok(());
        }
        let chosen = self.random.below(self.working.len());
        let working = self.working.swap_remove(chosen);
        self.finish(working)
    }

    /// A whole exchange over a perfect line; true when it was a pull.
    pub(super) fn exchange_now(
        &mut self,
        slot: usize,
        wants_push: bool,
    ) -> Result<bool, Violation> {
        let Some(request) = self.ask(slot, wants_push)? else {
            return Ok(false);
        };
        let node = self.random.below(self.nodes_older.len());
        if let Some(answer) = self.receive(node, &request) {
            self.reply(&request, answer);
        }
        self.finish_all()?;
        while let Some(message) = self.bag.pop() {
            if let Message::Reply {
                slot,
                exchange,
                answer,
            } = message
            {
                self.hand_over(slot, exchange, &answer)?;
            }
        }
        Ok(request.question == Question::Pull)
    }

    /// Nodes do what they have begun, to the end.
    pub(super) fn finish_all(&mut self) -> Result<(), Violation> {
        for _ in 0..COMMIT_TRIES_MAX {
            match self.working.pop() {
                Some(working) => self.finish(working)?,
                None => return Ok(()),
            }
        }
        broken(Invariant::Heal, "a push never comes to its commit")
    }

    fn finish(&mut self, working: Working<D::Begun>) -> Result<(), Violation> {
        let Working {
            node,
            request,
            begun,
        } = working;
        let answer = match self.district.finish_push(node, begun) {
            Finished::Done(done) => {
                self.note_lines();
                let district = &self.district;
                self.oracle.observe(district, &self.ledger, &self.owners)?;
                self.check_sent_back(&request, &done)?;
                if request.question == Question::Carried {
                    self.census.count("brought by hand");
                }
                pushed(request.form, &done)
            }
            Finished::Again(begun) => {
                self.census.count("commit again");
                self.working.push(Working {
                    node,
                    request,
                    begun,
                });
                return Ok(());
            }
            Finished::Turned(why) => turned(why),
        };
        if self.mutant != Some(Mutant::AnsweredBeforeCommit) {
            self.reply(&request, answer);
        }
        Ok(())
    }

    /// What was sent back because of newer changes was so for a reason.
    fn check_sent_back(&self, request: &Request, done: &PushResponse) -> Result<(), Violation> {
        let device = match request.form {
            Form::Compact => {
                ReceivedPush::from_wire(&request.bytes).map(|push| push.header().device)
            }
            // The program of protocol 1 is not asked for so much.
            Form::Json => return Ok(()),
        };
        let Ok(device) = device else { return Ok(()) };
        for result in &done.results {
            if let Outcome::Refused { code, .. } = &result.outcome
                && *code == Refusal::ChangedSince
                && let Some(deed) = self.ledger.numbered(device, result.n)
            {
                let lineage = self.district.lineage();
                self.oracle.check_sent_back(deed, lineage)?;
            }
        }
        Ok(())
    }

    fn note_lines(&mut self) {
        if self.diary.is_none() {
            return;
        }
        for line in self.district.lines_after(self.oracle.seen()) {
            self.note(|_| {
                let field = line.field.as_deref().unwrap_or("");
                format!(
                    "  line {} {:?} {} {field}: {} -> {} ({}, operation {})",
                    line.seq.0, line.event, line.record, line.from, line.to, line.device, line.n.0
                )
            });
        }
    }

    fn ask(&mut self, slot: usize, wants_push: bool) -> Result<Option<Request>, Violation> {
        let luck = self.luck();
        let device = &mut self.devices[slot];
        let asked = device.ask(wants_push, luck)?;
        let Some((question, bytes)) = asked else {
            self.settle(slot)?;
            return Ok(None);
        };
        self.exchanges += 1;
        device.awaits = Some(Awaited {
            exchange: self.exchanges,
        });
        Ok(Some(Request {
            slot,
            exchange: self.exchanges,
            question,
            form: device.form,
            bytes,
        }))
    }

    /// A node takes a message; the answer, unless there is still something to do.
    fn receive(&mut self, node: usize, request: &Request) -> Option<Answer> {
        let mut account = self.devices[request.slot].account;
        if request.question == Question::Carried && self.mutant == Some(Mutant::WrongAuthor) {
            account = 0;
        }
        let author = self.accounts[account].author();
        let cases = self.options.faults.lines_missing;
        let lines_missing = !self.is_calm && self.random.per_mille(cases);
        let mut at = Node {
            district: &mut self.district,
            number: node,
            is_older: self.nodes_older[node],
            page_records_max: self.options.page_records_max,
            lines_missing,
            mutant: self.mutant,
        };
        match at.receive(request, author.as_ref()) {
            Received::Answered(answer) => Some(answer),
            Received::Begun(begun) => {
                let early = match self.mutant {
                    Some(Mutant::AnsweredBeforeCommit) => self.district.foretell(&begun),
                    _ => None,
                };
                let early = early.map(|done| pushed(request.form, &done));
                self.working.push(Working {
                    node,
                    request: request.clone(),
                    begun,
                });
                early
            }
        }
    }

    fn reply(&mut self, request: &Request, answer: Answer) {
        // Whoever carries a file sees its answer; the device that made it does not.
        if request.question != Question::Carried {
            self.bag.push(Message::Reply {
                slot: request.slot,
                exchange: request.exchange,
                answer,
            });
        }
    }

    /// A device gets an answer; one that it no longer waits for is dropped.
    fn hand_over(&mut self, slot: usize, exchange: u64, answer: &Answer) -> Result<(), Violation> {
        let luck = self.luck();
        let device = &mut self.devices[slot];
        let is_awaited = device.awaits == Some(Awaited { exchange });
        let takes_late = match self.mutant {
            Some(Mutant::LateAnswers) => true,
            Some(Mutant::OlderOverwrites) => matches!(answer, Answer::Pulled(_)),
            _ => false,
        };
        if !is_awaited && !takes_late {
            self.census.count("late answer");
            return Ok(());
        }
        if is_awaited {
            device.awaits = None;
        }
        self.census.count(match answer {
            Answer::Pushed(_) => "answered push",
            Answer::Pulled(_) => "answered pull",
            Answer::Gap => "gap",
            Answer::OtherLineage => "other lineage",
            Answer::SpellOut => "spell out",
            Answer::Revoked => "revoked",
            Answer::TooNew => "too new",
            Answer::ForeignDevice | Answer::Unreadable => "unreadable",
        });
        let before = device.ages();
        let next = identity(self.identities);
        let taken = device.take(answer, next, device.now(self.step), luck)?;
        if device.identity() == next {
            self.identities += 1;
        }
        self.note(|world| {
            let device = &world.devices[slot];
            let viewer = &world.accounts[device.account].viewer;
            let meta = &device.shelf.meta;
            let kind = match answer {
                Answer::Pushed(_) => "a push answered".to_owned(),
                Answer::Pulled(_) => "a page".to_owned(),
                other => format!("{other:?}"),
            };
            format!(
                "device {slot} as {:?} has got {kind}: cursor {}, view {}, lineage {}, waiting {:?}",
                viewer, meta.cursor.0, meta.view, meta.lineage, device.shelf.waiting.keys()
            )
        });
        self.settle(slot)?;
        let device = &self.devices[slot];
        device.check_reading(&self.district, &before, &taken)?;
        match &self.accounts[device.account].viewer {
            Some(viewer) if taken.is_page => device.check_cursor(&self.district, viewer),
            _ => Ok(()),
        }
    }
}
