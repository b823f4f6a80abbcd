//! What goes wrong, and what the district's own life brings.

use super::start::{LINEAGE, record};
use super::{Message, World};
use crate::district::District;
use crate::invariant::Violation;
use crate::server::{Form, Question, Request};
use opora_domain::Viewer;
use opora_sync::Wire;
use opora_sync::wire::ReceivedPush;

impl<D: District> World<D> {
    /// Before every step each kind of fault may happen once.
    pub(super) fn fault(&mut self) -> Result<(), Violation> {
        let faults = self.options.faults.clone();
        if self.random.per_mille(faults.drop) && !self.bag.is_empty() {
            let chosen = self.random.below(self.bag.len());
            self.bag.swap_remove(chosen);
            self.census.count("message lost");
        }
        if self.random.per_mille(faults.double) {
            self.double();
        }
        let slot = self.random.below(self.devices.len());
        if self.random.per_mille(faults.time_out) {
            self.devices[slot].awaits = None;
        }
        if self.random.per_mille(faults.device_crash) {
            self.census.count("device crash");
            self.devices[slot].restart()?;
            self.settle(slot)?;
        }
        if self.random.per_mille(faults.sign_out) {
            self.devices[slot].sign_out()?;
            self.settle(slot)?;
        }
        if self.random.per_mille(faults.node_crash) {
            self.census.count("node crash");
            let node = self.random.below(self.nodes_older.len());
            self.working.retain(|working| working.node != node);
            self.district.restart(node);
        }
        if self.random.per_mille(faults.role_change) {
            self.change_role(slot);
        }
        if self.random.per_mille(faults.compaction) {
            self.census.count("log cut");
            self.district.compact(self.random.below(6) as u64);
        }
        if self.random.per_mille(faults.backup) {
            self.district.back_up();
            self.oracle_then = Some(self.oracle.clone());
        }
        if self.random.per_mille(faults.restore) {
            self.restore_backup();
        }
        if self.random.per_mille(faults.carry) {
            self.carry(slot)?;
        }
        if self.random.one_in(60) {
            let node = self.random.below(self.nodes_older.len());
            self.nodes_older[node] = false;
            self.district.restart(node);
            self.working.retain(|working| working.node != node);
        }
        if self.random.one_in(120) {
            self.update(slot)?;
        }
        Ok(())
    }

    /// The device gets the present program.
    pub(super) fn update(&mut self, slot: usize) -> Result<(), Violation> {
        self.devices[slot].restart()?;
        self.devices[slot].form = Form::Compact;
        self.settle(slot)
    }

    /// A request arrives twice: the line, or a person pressing again.
    fn double(&mut self) {
        if self.bag.is_empty() {
            return;
        }
        let chosen = self.random.below(self.bag.len());
        let copy = match &self.bag[chosen] {
            Message::Request(request) => Message::Request(request.clone()),
            Message::Reply {
                slot,
                exchange,
                answer,
            } => Message::Reply {
                slot: *slot,
                exchange: *exchange,
                answer: answer.clone(),
            },
        };
        self.bag.push(copy);
        self.census.count("message doubled");
    }

    fn change_role(&mut self, slot: usize) {
        self.census.count("role change");
        let place = self.devices[slot].account;
        let network = self.network.clone();
        let own = match place {
            0 | 1 => None,
            number => Some(record(number as u128 - 1)),
        };
        let viewer = match self.random.below(8) {
            0 | 1 => None,
            2 => Some(Viewer::Observer { network }),
            3 => Some(Viewer::Coordinator { network }),
            4 => Some(Viewer::School {
                network,
                organisation: record(1 + self.random.below(4) as u128),
            }),
            // Back to what it was at first.
            _ => Some(match own {
                Some(organisation) => Viewer::School {
                    network,
                    organisation,
                },
                None => Viewer::Coordinator { network },
            }),
        };
        let account = &mut self.accounts[place];
        account.viewer = viewer;
        account.was_another = true;
    }

    /// The district goes back to its backup, with another lineage.
    fn restore_backup(&mut self) {
        let Some(then) = &self.oracle_then else {
            return;
        };
        self.census.count("backup restored");
        let lineage = LINEAGE + self.step as u32;
        self.district.restore_backup(lineage);
        self.oracle = then.clone();
        self.working.clear();
        // Connections end with the server. Only what names its lineage may still arrive.
        self.bag.retain(|message| match message {
            Message::Request(request) if request.question == Question::Push => {
                ReceivedPush::from_wire(&request.bytes).is_ok_and(|push| push.header().lineage != 0)
            }
            Message::Request(_) => true,
            Message::Reply { .. } => false,
        });
        self.ledger.set_back(&self.devices, &self.district);
    }

    /// A file is made, or one that was made is brought.
    fn carry(&mut self, slot: usize) -> Result<(), Violation> {
        if self.random.one_in(2) && self.devices[slot].form == Form::Compact {
            let luck = self.luck();
            if let Some(file) = self.devices[slot].carry(luck)? {
                self.files.push((slot, file));
            }
            return self.settle(slot);
        }
        if let Some((slot, bytes)) = self.random.pick(&self.files) {
            self.bag.push(Message::Request(Request {
                slot: *slot,
                exchange: 0,
                question: Question::Carried,
                form: Form::Compact,
                bytes: bytes.clone(),
            }));
        }
        Ok(())
    }
}
