//! One schedule: a district, some devices, a bag of messages, and what happens to them step by
//! step.

mod faults;
mod heal;
mod line;
mod people;
mod start;

use crate::census::Census;
use crate::device::{Device, Luck};
use crate::district::District;
use crate::invariant::Violation;
use crate::ledger::Ledger;
use crate::mutant::Mutant;
use crate::options::Options;
use crate::oracle::{Oracle, Owners};
use crate::random::Random;
use crate::server::{Answer, Request};
use opora_domain::{Author, NetworkId, RecordId, RecordKind, UserId, Viewer};
use opora_sync::{HistoryEvent, Seq};
pub use start::Start;

/// An account, and what it may see now; nothing when its access was taken away.
struct Account {
    user: UserId,
    label: &'static str,
    viewer: Option<Viewer>,
    /// Its role has been another one in this schedule.
    was_another: bool,
}

impl Account {
    fn author(&self) -> Option<Author> {
        Some(Author {
            user: self.user,
            viewer: self.viewer.clone()?,
            label: self.label.to_owned(),
        })
    }
}

/// Something on its way.
enum Message {
    Request(Request),
    Reply {
        slot: usize,
        exchange: u64,
        answer: Answer,
    },
}

/// A push between its halves, in a node.
struct Working<B> {
    node: usize,
    request: Request,
    begun: B,
}

/// See the module.
pub struct World<D: District> {
    options: Options,
    mutant: Option<Mutant>,
    random: Random,
    network: NetworkId,
    district: D,
    nodes_older: Vec<bool>,
    accounts: Vec<Account>,
    devices: Vec<Device>,
    owners: Owners,
    bag: Vec<Message>,
    working: Vec<Working<D::Begun>>,
    /// Files to be carried, by the device that made them.
    files: Vec<(usize, Vec<u8>)>,
    ledger: Ledger,
    oracle: Oracle,
    /// What the oracle knew when the backup was taken.
    oracle_then: Option<Oracle>,
    records: Vec<(RecordId, RecordKind)>,
    step: usize,
    exchanges: u64,
    identities: u128,
    census: Census,
    /// What happened, line by line, where somebody wants to read it.
    diary: Option<Vec<String>>,
    /// The line is perfect, and nothing goes down.
    is_calm: bool,
}

/// How far a schedule came before an invariant broke.
pub struct Failure {
    pub options: Options,
    pub diary: Vec<String>,
    pub step: usize,
    pub violation: Violation,
}

impl<D: District> World<D> {
    /// Runs the schedule to its end, and heals; tells what it met.
    pub fn run(mut self) -> Result<Census, Box<Failure>> {
        match self.live() {
            Ok(()) => Ok(self.census),
            Err(violation) => Err(Box::new(Failure {
                options: self.options,
                diary: self.diary.unwrap_or_default(),
                step: self.step,
                violation,
            })),
        }
    }

    /// Keeps a diary.
    pub fn with_diary(mut self) -> Self {
        self.diary = Some(vec![]);
        self
    }

    fn note(&mut self, what: impl FnOnce(&Self) -> String) {
        if self.diary.is_some() {
            let line = format!("step {}: {}", self.step, what(self));
            self.diary.get_or_insert_default().push(line);
        }
    }

    fn live(&mut self) -> Result<(), Violation> {
        self.first_pulls()?;
        while self.step < self.options.steps {
            self.step += 1;
            self.fault()?;
            match self.random.below(100) {
                0..30 => self.deed()?,
                30..54 => self.begin_exchange()?,
                54..86 => self.deliver_something()?,
                _ => self.finish_something()?,
            }
        }
        self.step += 1;
        self.heal()?;
        for line in self.district.lines_after(Seq(0)) {
            self.census.count(match line.event {
                HistoryEvent::Created => "created",
                HistoryEvent::Set => "set",
                HistoryEvent::Conflict => "conflict",
                HistoryEvent::Withdrawn => "candidate withdrawn",
                HistoryEvent::Resolved => "decided",
                HistoryEvent::Deleted => "deleted",
                HistoryEvent::Restored => "brought back",
            });
        }
        Ok(())
    }

    fn luck(&mut self) -> Luck {
        let cases = self.options.faults.crash_before_store;
        match !self.is_calm && self.random.per_mille(cases) {
            true => {
                self.census.count("crash before storing");
                Luck::CrashAfter(self.random.below(8))
            }
            false => Luck::Good,
        }
    }

    /// One of the devices of which this is true.
    fn some_device(&mut self, is: impl Fn(&Device) -> bool) -> Option<usize> {
        let slots: Vec<usize> = self
            .devices
            .iter()
            .filter(|one| is(one))
            .map(|one| one.slot)
            .collect();
        self.random.pick(&slots).copied()
    }

    /// After a device has stored something: its deeds are in their places.
    fn settle(&mut self, slot: usize) -> Result<(), Violation> {
        let device = &self.devices[slot];
        let user = self.accounts[device.account].user;
        self.owners.insert(device.identity(), (slot, user));
        self.ledger.note_numbers(device);
        self.ledger.check(device, &self.district)
    }
}
