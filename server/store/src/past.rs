//! A programme as it was when one of its versions was named: what stands there now, with what the
//! history says was changed since taken back.

use crate::Store;
use crate::error::StoreError;
use opora_domain::programme_version::FIELD;
use opora_domain::record::link;
use opora_domain::{NetworkId, Record, RecordId, RecordKind};
use opora_sync::past::{Moment, first_named, record_at};
use opora_sync::{RecordState, Seq};
use std::sync::Arc;

/// A programme of an earlier moment.
#[derive(Clone, Debug)]
pub struct PastProgramme {
    pub moment: Moment,
    /// Each record as it was then, deleted ones too, and as it is now. What came later is not here.
    pub records: Vec<(Record, Arc<RecordState>)>,
}

impl Store {
    /// The programme with its rows at the moment this version was named; `None` when the network
    /// has no such programme, or the history no such version.
    pub async fn programme_at(
        &self,
        network: &NetworkId,
        programme: RecordId,
        version: &str,
    ) -> Result<Option<PastProgramme>, StoreError> {
        let picture = self.picture(network).await?;
        let is_there = picture
            .get(programme)
            .is_some_and(|state| state.record.kind == RecordKind::Programme);
        if !is_there {
            return Ok(None);
        }
        let history = self.history(programme).await?;
        let Some(moment) = first_named(&history, FIELD, version) else {
            return Ok(None);
        };
        let states: Vec<Arc<RecordState>> = picture
            .after(Seq(0))
            .filter(|state| is_of(state, programme))
            .cloned()
            .collect();
        let mut records = Vec::with_capacity(states.len());
        for state in states {
            // What has not been changed since is as it was.
            let then = match state.seq <= moment.seq {
                true => Some(state.record.clone()),
                false => {
                    let history = self.history(state.record.id).await?;
                    record_at(&state, &history, moment.seq)
                }
            };
            records.extend(then.map(|then| (then, state)));
        }
        Ok(Some(PastProgramme { moment, records }))
    }
}

/// The programme itself, and its rows: they name it once and for all.
fn is_of(state: &RecordState, programme: RecordId) -> bool {
    let record = &state.record;
    match record.kind {
        RecordKind::Programme => record.id == programme,
        RecordKind::Stage | RecordKind::Task | RecordKind::Indicator | RecordKind::Activity => {
            let of = link(&record.fields, "programme");
            of.is_none_or(|of| of == programme)
        }
        _ => false,
    }
}
