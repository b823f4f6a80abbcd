//! The end of a schedule: the line is perfect, every program is up to date, and after a few rounds
//! everybody has just what they may have.

use super::World;
use crate::device::Device;
use crate::district::District;
use crate::invariant::{Invariant, Violation, broken};
use crate::server::Form;
use opora_domain::record::link;
use opora_domain::schema::{Audience, field_of};
use opora_domain::{RecordId, Viewer};
use opora_sync::{RecordState, RecordView, view};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many times at most every device gets its turn.
const ROUNDS_MAX: usize = 3;
/// Most exchanges of one turn.
const EXCHANGES_MAX: usize = 120;

impl<D: District> World<D> {
    pub(super) fn heal(&mut self) -> Result<(), Violation> {
        self.is_calm = true;
        self.finish_all()?;
        self.bag.clear();
        self.nodes_older.fill(false);
        for slot in 0..self.devices.len() {
            self.devices[slot].awaits = None;
            if self.devices[slot].form == Form::Json {
                self.update(slot)?;
            }
        }
        for _ in 0..ROUNDS_MAX {
            let head = self.district.head();
            for slot in 0..self.devices.len() {
                self.turn(slot)?;
            }
            // Whoever came first has seen what came last.
            if self.district.head() == head {
                break;
            }
        }
        self.oracle.check_all(&self.district)?;
        for device in &self.devices {
            self.ledger.check(device, &self.district)?;
            if !device.shelf.waiting.is_empty() {
                return broken(
                    Invariant::Heal,
                    format!("device {} still waits", device.slot),
                );
            }
            self.check_records(device)?;
            self.check_copies(device)?;
        }
        Ok(())
    }

    /// One device sends what waits and gets the news.
    fn turn(&mut self, slot: usize) -> Result<(), Violation> {
        let mut has_pulled = false;
        for _ in 0..EXCHANGES_MAX {
            let device = &self.devices[slot];
            let waits = device.replica.outbox().len() > 0;
            if has_pulled && !waits && !device.has_more {
                return Ok(());
            }
            // What waits goes first, but a device that cannot get rid of it still gets the news.
            let wants_push = waits && !device.has_more;
            has_pulled |= self.exchange_now(slot, wants_push)?;
        }
        broken(
            Invariant::Heal,
            format!("device {slot} does not come to an end"),
        )
    }

    /// What the device has is what its viewer may have, nothing else.
    fn check_records(&self, device: &Device) -> Result<(), Violation> {
        let mut expected: BTreeMap<RecordId, RecordView> = BTreeMap::new();
        if let Some(viewer) = &self.accounts[device.account].viewer {
            for state in self.district.records() {
                if let Some(view) = view(&state, viewer) {
                    expected.insert(state.record.id, view);
                }
            }
        }
        let records = device.shelf.records();
        for (id, view) in &expected {
            if records.get(id).is_none_or(|here| here.as_ref() != view) {
                return broken(
                    Invariant::Heal,
                    format!(
                        "device {} has {:?} of {id}, not {view:?}",
                        device.slot,
                        records.get(id)
                    ),
                );
            }
        }
        match records.keys().find(|id| !expected.contains_key(id)) {
            Some(id) => broken(
                Invariant::Heal,
                format!("device {} has {id}, which it may not", device.slot),
            ),
            None => Ok(()),
        }
    }

    /// No copy on the disk, dead or alive, says more than the viewer may know.
    fn check_copies(&self, device: &Device) -> Result<(), Violation> {
        let viewer = &self.accounts[device.account].viewer;
        for copy in device.shelf.copies() {
            let id = copy.id();
            let state = self.district.record(id);
            let Some((viewer, state)) = viewer.as_ref().zip(state) else {
                return broken(
                    Invariant::Privacy,
                    format!("device {} keeps a copy of {id}", device.slot),
                );
            };
            if state.record.deleted {
                return broken(
                    Invariant::Privacy,
                    format!("device {} keeps a copy of the deleted {id}", device.slot),
                );
            }
            if let Some(what) = self.too_much(viewer, &state, copy) {
                return broken(
                    Invariant::Privacy,
                    format!("device {} keeps {what} of {id}", device.slot),
                );
            }
        }
        Ok(())
    }

    fn too_much(
        &self,
        viewer: &Viewer,
        state: &RecordState,
        copy: &Arc<RecordView>,
    ) -> Option<String> {
        let Viewer::School { organisation, .. } = viewer else {
            return None;
        };
        let kind = state.record.kind;
        let is_party = self.oracle.parties(copy.id(), kind).contains(organisation);
        let is_owner = link(&state.record.fields, "recorded_by") == Some(*organisation);
        let may_see = |field: &str| match field_of(kind, field).map(|spec| spec.audience) {
            Some(Audience::Public | Audience::Members) => true,
            Some(Audience::Parties) => is_party,
            Some(Audience::Owner) => is_owner,
            None => false,
        };
        let fields = copy.projected.fields.keys().chain(copy.versions.keys());
        let field = fields.into_iter().find(|field| !may_see(field)).cloned();
        let mut conflicts = copy.conflicts.iter();
        let conflict = conflicts.find(|open| !is_party || !may_see(&open.field));
        field.or_else(|| conflict.map(|open| format!("a conflict about {}", open.field)))
    }
}
