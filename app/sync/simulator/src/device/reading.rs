//! What a device has read only gets newer, and is whole up to its cursor.

use super::Device;
use super::answers::Taken;
use crate::district::District;
use crate::invariant::{Invariant, Violation, broken};
use opora_domain::{RecordId, Viewer};
use opora_sync::{Seq, view_token};
use std::collections::BTreeMap;

impl Device {
    /// How new everything on the disk is.
    pub fn ages(&self) -> BTreeMap<RecordId, Seq> {
        let records = self.shelf.records();
        records.iter().map(|(id, view)| (*id, view.seq)).collect()
    }

    /// After an answer: nothing is older than before. Only deleted records may be gone.
    pub fn check_reading(
        &self,
        district: &impl District,
        before: &BTreeMap<RecordId, Seq>,
        taken: &Taken,
    ) -> Result<(), Violation> {
        if taken.is_fresh_start {
            return Ok(());
        }
        let records = self.shelf.records();
        for (id, seq) in before {
            match records.get(id) {
                Some(view) if view.seq >= *seq => {}
                Some(view) => {
                    return broken(
                        Invariant::MonotonicReads,
                        format!(
                            "device {}: {id} went from {seq:?} to {:?}",
                            self.slot, view.seq
                        ),
                    );
                }
                None => {
                    let state = district.record(*id);
                    if state.is_some_and(|state| state.seq <= *seq && !state.record.deleted) {
                        return broken(
                            Invariant::MonotonicReads,
                            format!("device {}: {id} is gone", self.slot),
                        );
                    }
                }
            }
        }
        Ok(())
    }

    /// After a page: everything that last changed up to the cursor is here, as new as it is, and
    /// what was deleted up to there is gone.
    pub fn check_cursor(&self, district: &impl District, viewer: &Viewer) -> Result<(), Violation> {
        let meta = &self.shelf.meta;
        if meta.lineage != district.lineage() || meta.view != view_token(viewer) {
            return Ok(());
        }
        if meta.cursor > district.head() {
            return broken(
                Invariant::MonotonicReads,
                format!("device {}: the cursor is ahead of the head", self.slot),
            );
        }
        let records = self.shelf.records();
        for state in district.records() {
            if state.seq > meta.cursor {
                continue;
            }
            let here = records.get(&state.record.id).map(|view| view.seq);
            let is_right = match state.record.deleted {
                true => here.is_none(),
                false => here == Some(state.seq),
            };
            if !is_right {
                return broken(
                    Invariant::MonotonicReads,
                    format!(
                        "device {}: cursor {:?}, but {} of {:?} is here as of {here:?}",
                        self.slot, meta.cursor, state.record.id, state.seq
                    ),
                );
            }
        }
        Ok(())
    }
}
