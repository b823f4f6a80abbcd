//! Replays the history, line by line as it is committed, and compares it with the records.
//!
//! It knows the rules of the design, not the engine's code: what stands, which candidates are
//! open, whom a record concerns.

mod knowledge;

use crate::district::District;
use crate::invariant::{Invariant, Violation, broken};
use crate::ledger::{DeedKey, Ledger, says};
use opora_domain::record::link;
use opora_domain::{DeviceId, FieldName, Fields, RecordId, RecordKind, UserId, Value};
use opora_sync::{
    Action, ConflictId, HistoryEntry, HistoryEvent, OpNumber, Outcome, RecordState, Seq,
};
use std::collections::{BTreeMap, BTreeSet};

/// Which devices there are, and whose they are.
pub type Owners = BTreeMap<DeviceId, (usize, UserId)>;

/// A value beside the present one.
#[derive(Clone, Debug, PartialEq)]
struct Candidate {
    id: ConflictId,
    field: FieldName,
    value: Value,
    device: DeviceId,
    n: OpNumber,
}

/// A record as the history tells it.
#[derive(Clone, Debug, Default)]
struct Told {
    fields: Fields,
    versions: BTreeMap<FieldName, Seq>,
    candidates: Vec<Candidate>,
    is_deleted: bool,
    /// Lists that say something else than whoever set them last has asked for.
    mixed: BTreeSet<FieldName>,
    /// Who set a field, oldest first.
    setters: BTreeMap<FieldName, Vec<(Seq, DeviceId)>>,
    /// Every candidate there ever was: a refusal is heard of later than it was made, and somebody
    /// may have decided meanwhile.
    asked: Vec<ConflictId>,
}

/// See the module.
#[derive(Clone, Default)]
pub struct Oracle {
    seen: Seq,
    records: BTreeMap<RecordId, Told>,
    applied: BTreeMap<(DeviceId, OpNumber), Seq>,
    deeds_applied: BTreeMap<DeedKey, Seq>,
}

impl Oracle {
    /// Reads what was committed since it last looked.
    pub fn observe(
        &mut self,
        district: &impl District,
        ledger: &Ledger,
        owners: &Owners,
    ) -> Result<(), Violation> {
        let changes = district.changes_after(self.seen);
        for (place, (seq, _)) in changes.iter().enumerate() {
            if seq.0 != self.seen.0 + place as u64 + 1 {
                return broken(Invariant::Sequence, format!("a gap before {}", seq.0));
            }
        }
        if district.head().0 != self.seen.0 + changes.len() as u64 {
            return broken(
                Invariant::Sequence,
                format!("the change log ends before the head, {}", district.head().0),
            );
        }
        let lines = district.lines_after(self.seen);
        for line in &lines {
            if !changes.contains(&(line.seq, line.record)) {
                return broken(
                    Invariant::Sequence,
                    format!("line {} is no change of its record", line.seq.0),
                );
            }
            self.read(line, district, ledger, owners)?;
        }
        let last: BTreeMap<RecordId, Seq> = changes.iter().map(|(seq, id)| (*id, *seq)).collect();
        for (id, seq) in last {
            let Some(state) = district.record(id) else {
                return broken(
                    Invariant::Sequence,
                    format!("{id} changed and is not there"),
                );
            };
            if state.seq != seq {
                return broken(
                    Invariant::Sequence,
                    format!("{id} says {:?}, the log says {seq:?}", state.seq),
                );
            }
            self.compare(&state)?;
        }
        self.seen = district.head();
        Ok(())
    }

    /// Up to where it has read.
    pub fn seen(&self) -> Seq {
        self.seen
    }

    /// All records, once more.
    pub fn check_all(&self, district: &impl District) -> Result<(), Violation> {
        for state in district.records() {
            self.compare(&state)?;
        }
        Ok(())
    }

    /// Whom a record concerns, by what the history says of its links.
    pub fn parties(&self, id: RecordId, kind: RecordKind) -> BTreeSet<RecordId> {
        let sides = |fields: &Fields| {
            ["from", "to"]
                .iter()
                .filter_map(|side| link(fields, side))
                .collect()
        };
        let Some(told) = self.records.get(&id) else {
            return BTreeSet::new();
        };
        match kind {
            RecordKind::Network => BTreeSet::new(),
            RecordKind::Organisation => BTreeSet::from([id]),
            RecordKind::Partnership => sides(&told.fields),
            RecordKind::Interaction => link(&told.fields, "partnership")
                .and_then(|id| self.records.get(&id))
                .map(|partnership| sides(&partnership.fields))
                .unwrap_or_default(),
            // The people of a schedule make none of the other kinds.
            _ => BTreeSet::new(),
        }
    }

    fn read(
        &mut self,
        line: &HistoryEntry,
        district: &impl District,
        ledger: &Ledger,
        owners: &Owners,
    ) -> Result<(), Violation> {
        if let Some(before) = self.applied.insert((line.device, line.n), line.seq) {
            return broken(
                Invariant::Once,
                format!(
                    "operation {} is lines {} and {}",
                    line.n.0, before.0, line.seq.0
                ),
            );
        }
        // The records a schedule starts with are nobody's deed.
        if let Some((slot, user)) = owners.get(&line.device) {
            if line.user != *user {
                return broken(
                    Invariant::History,
                    format!("line {} names another author", line.seq.0),
                );
            }
            let is_restoring = line.event == HistoryEvent::Restored;
            let key = (*slot, line.at_device, is_restoring);
            let Some(deed) = ledger.get(key).filter(|deed| says(line, &deed.operation)) else {
                return broken(
                    Invariant::History,
                    format!("line {} is nobody's deed: {line:?}", line.seq.0),
                );
            };
            if let Some(before) = self.deeds_applied.insert(key, line.seq) {
                return broken(
                    Invariant::Once,
                    format!("one deed is lines {} and {}", before.0, line.seq.0),
                );
            }
            self.check_knowledge(line, deed, owners, district.lineage())?;
            self.follow(line, &deed.operation.action, district)
        } else {
            let nothing = Action::Restore { base: Seq(0) };
            self.follow(line, &nothing, district)
        }
    }

    /// Takes over what a line says.
    fn follow(
        &mut self,
        line: &HistoryEntry,
        action: &Action,
        district: &impl District,
    ) -> Result<(), Violation> {
        let is_known = self.records.contains_key(&line.record);
        let told = self.records.entry(line.record).or_default();
        let wrong = |why: &str| broken(Invariant::History, format!("line {} {why}", line.seq.0));
        let is_restoring = line.event == HistoryEvent::Restored;
        if is_known == (line.event == HistoryEvent::Created) || told.is_deleted != is_restoring {
            return wrong("does not follow from those before it");
        }
        let field = line.field.clone().unwrap_or_default();
        let present = told.fields.get(&field).cloned().unwrap_or_default();
        let is_about_value = !matches!(
            line.event,
            HistoryEvent::Created
                | HistoryEvent::Deleted
                | HistoryEvent::Restored
                | HistoryEvent::Withdrawn
        );
        if is_about_value && line.from != present {
            return wrong("does not say what stood there");
        }
        match line.event {
            HistoryEvent::Created => {
                for (name, value) in line.to.as_object().into_iter().flatten() {
                    told.set(name, value, line);
                }
            }
            HistoryEvent::Set => {
                told.set(&field, &line.to, line);
                if let Action::Set { value, .. } = action
                    && *value != line.to
                {
                    told.mixed.insert(field);
                }
            }
            HistoryEvent::Conflict => {
                told.candidates
                    .retain(|open| !(open.field == field && open.device == line.device));
                let receipt = district.receipt(line.device, line.n);
                let Some(Outcome::Conflicted { conflict, .. }) = receipt else {
                    return wrong("opens a conflict that its receipt does not tell");
                };
                told.asked.push(conflict);
                told.candidates.push(Candidate {
                    id: conflict,
                    field,
                    value: line.to.clone(),
                    device: line.device,
                    n: line.n,
                });
            }
            HistoryEvent::Withdrawn => {
                told.candidates
                    .retain(|open| !(open.field == field && open.device == line.device));
            }
            HistoryEvent::Resolved => {
                if let Action::Resolve { conflict, .. } = action {
                    told.candidates.retain(|open| open.id != *conflict);
                }
                if present != line.to {
                    told.set(&field, &line.to, line);
                }
            }
            HistoryEvent::Deleted => told.is_deleted = true,
            HistoryEvent::Restored => told.is_deleted = false,
        }
        Ok(())
    }

    fn compare(&self, state: &RecordState) -> Result<(), Violation> {
        let id = state.record.id;
        let Some(told) = self.records.get(&id) else {
            return broken(Invariant::History, format!("{id} has no history"));
        };
        let versions: BTreeMap<FieldName, Seq> = state
            .versions
            .iter()
            .map(|(field, stamp)| (field.clone(), stamp.seq))
            .collect();
        if told.fields != state.record.fields
            || told.is_deleted != state.record.deleted
            || told.versions != versions
        {
            return broken(
                Invariant::History,
                format!("{id} is not what its history says: {told:?} {state:?}"),
            );
        }
        let mut open: Vec<Candidate> = vec![];
        for conflict in &state.conflicts {
            open.push(Candidate {
                id: conflict.id,
                field: conflict.field.clone(),
                value: conflict.mine.value.clone(),
                device: conflict.device,
                n: conflict.n,
            });
        }
        let is_same = open.len() == told.candidates.len()
            && told.candidates.iter().all(|one| open.contains(one));
        if !is_same {
            return broken(
                Invariant::History,
                format!(
                    "{id} has candidates {open:?}, its history says {:?}",
                    told.candidates
                ),
            );
        }
        let parties: BTreeSet<RecordId> = state.record.parties.iter().copied().collect();
        if parties != self.parties(id, state.record.kind) {
            return broken(
                Invariant::Privacy,
                format!("{id} concerns others than {parties:?}"),
            );
        }
        Ok(())
    }
}

impl Told {
    fn set(&mut self, field: &str, value: &Value, line: &HistoryEntry) {
        match value.is_null() {
            true => drop(self.fields.remove(field)),
            false => drop(self.fields.insert(field.to_owned(), value.clone())),
        }
        self.mixed.remove(field);
        self.versions.insert(field.to_owned(), line.seq);
        let setters = self.setters.entry(field.to_owned()).or_default();
        setters.push((line.seq, line.device));
    }
}
