//! What a person does to the replica.

use super::{Draft, Effect, NotPossible, RejectNumber, Replica};
use crate::operation::{Action, Base, OpNumber, Operation};
use crate::state::{RecordView, Seq, Timestamp};
use opora_domain::{FieldName, RecordId, RecordKind, Refusal, Value};
use std::sync::Arc;

impl Replica {
    /// Takes what a person did. A further edit of a field that has not been sent yet changes the
    /// waiting operation; one that may have been sent is never touched.
    pub fn edit(&mut self, draft: Draft, now: Timestamp) -> Result<Vec<Effect>, NotPossible> {
        let (record, kind, action) = match draft {
            Draft::Create {
                record,
                kind,
                fields,
            } => (record, kind, Action::Create { fields }),
            Draft::Set {
                record,
                field,
                value,
            } => return self.set(record, field, value, now),
            Draft::Delete { record } => {
                let view = self.present(record)?;
                (record, view.kind(), Action::Delete { base: view.seq })
            }
            Draft::Resolve {
                record,
                conflict,
                value,
            } => {
                let view = self.present(record)?;
                let open = view
                    .conflicts
                    .iter()
                    .find(|open| open.id == conflict)
                    .ok_or(NotPossible::Unknown(record))?;
                let field = open.field.clone();
                let base = view.versions.get(&field).copied().unwrap_or_default();
                let action = Action::Resolve {
                    conflict,
                    field,
                    value,
                    base,
                };
                (record, view.kind(), action)
            }
        };
        Ok(vec![self.wait(record, kind, action, now)])
    }

    /// Takes back an operation that has not left the device; those after it are numbered anew.
    pub fn withdraw(&mut self, n: OpNumber) -> Result<Vec<Effect>, NotPossible> {
        if n <= self.meta.sent_up_to {
            return Err(NotPossible::Sent(n));
        }
        let Some(withdrawn) = self.outbox.remove(&n) else {
            return Ok(vec![]);
        };
        let mut effects = vec![Effect::DropOutbox(n)];
        let later = self.outbox.split_off(&n);
        let under = self.base_under(&withdrawn);
        for (old, operation) in later {
            let mut operation = Operation::clone(&operation);
            operation.n = OpNumber(old.0 - 1);
            if let Action::Set { base, .. } = &mut operation.action
                && let Base::Own { n: own, root } = *base
                && own >= n
            {
                *base = match own == n {
                    true => under.unwrap_or(Base::Version(root)),
                    false => Base::Own {
                        n: OpNumber(own.0 - 1),
                        root,
                    },
                };
            }
            effects.push(Effect::DropOutbox(old));
            effects.push(self.put_outbox(operation));
        }
        self.meta.next_n = OpNumber(self.meta.next_n.0 - 1);
        effects.push(Effect::PutMeta(self.meta.clone()));
        Ok(effects)
    }

    /// The person has dealt with a refusal.
    pub fn discard_reject(&mut self, number: RejectNumber) -> Vec<Effect> {
        match self.rejects.remove(&number) {
            Some(_) => vec![Effect::DropReject(number)],
            None => vec![],
        }
    }

    /// Sends a refused operation again, as it would be made now, and drops the refusal in the same
    /// step. A deleted record is brought back first.
    pub fn resend(
        &mut self,
        number: RejectNumber,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotPossible> {
        let Some(reject) = self.rejects.get(&number).cloned() else {
            return Ok(vec![]);
        };
        let operation = reject.operation;
        let record = operation.record;
        let mut effects = vec![];
        if reject.code == Refusal::Deleted && self.visible(record).is_none() {
            let restore = Action::Restore {
                base: self.meta.cursor,
            };
            effects.push(self.wait(record, operation.kind, restore, now));
        }
        let action = match operation.action {
            Action::Set {
                field, value, was, ..
            } => {
                let present = self.visible(record);
                // What is not shown may have become anything, even in another life of the database.
                let base = match present {
                    Some(_) => self.base_of(record, &field),
                    None => Base::Unknown,
                };
                let was = present.map_or(was, |view| value_in(&view, &field));
                Action::Set {
                    field,
                    value,
                    base,
                    was,
                }
            }
            Action::Delete { .. } => Action::Delete {
                base: self.visible(record).map_or(Seq(0), |view| view.seq),
            },
            same @ (Action::Create { .. } | Action::Restore { .. } | Action::Resolve { .. }) => {
                same
            }
        };
        effects.push(self.wait(record, operation.kind, action, now));
        effects.extend(self.discard_reject(number));
        effects.push(Effect::PutMeta(self.meta.clone()));
        Ok(effects)
    }

    pub(super) fn put_outbox(&mut self, operation: Operation) -> Effect {
        let operation = Arc::new(operation);
        self.outbox.insert(operation.n, operation.clone());
        Effect::PutOutbox(operation)
    }

    fn set(
        &mut self,
        record: RecordId,
        field: FieldName,
        value: Value,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotPossible> {
        let view = self.present(record)?;
        if let Some(effects) = self.amend(record, &field, &value, now) {
            return Ok(effects);
        }
        let was = value_in(&view, &field);
        if was == value {
            return Ok(vec![]);
        }
        let action = Action::Set {
            base: self.base_of(record, &field),
            field,
            value,
            was,
        };
        Ok(vec![self.wait(record, view.kind(), action, now)])
    }

    fn present(&self, record: RecordId) -> Result<RecordView, NotPossible> {
        self.visible(record).ok_or(NotPossible::Unknown(record))
    }

    /// Puts one more operation behind what waits. The meta row need not be stored with it: the
    /// number after the last waiting operation is the next.
    fn wait(
        &mut self,
        record: RecordId,
        kind: RecordKind,
        action: Action,
        now: Timestamp,
    ) -> Effect {
        let n = self.meta.next_n;
        self.meta.next_n = n.next();
        self.put_outbox(Operation {
            n,
            record,
            kind,
            action,
            at: now,
        })
    }

    /// Changes the last waiting operation of this field in place, if it has surely not been sent.
    fn amend(
        &mut self,
        record: RecordId,
        field: &str,
        value: &Value,
        now: Timestamp,
    ) -> Option<Vec<Effect>> {
        let found = self.outbox.values().rev().find(|op| {
            op.record == record
                && match &op.action {
                    Action::Create { .. } => true,
                    action => action.field() == Some(field),
                }
        })?;
        if found.n <= self.meta.sent_up_to {
            return None;
        }
        let mut operation = Operation::clone(found);
        match &mut operation.action {
            Action::Set { value: waiting, .. } => *waiting = value.clone(),
            Action::Create { fields } if value.is_null() => {
                fields.remove(field);
            }
            Action::Create { fields } => {
                fields.insert(field.to_owned(), value.clone());
            }
            Action::Delete { .. } | Action::Restore { .. } | Action::Resolve { .. } => return None,
        }
        operation.at = now;
        Some(vec![self.put_outbox(operation)])
    }

    fn base_of(&self, record: RecordId, field: &str) -> Base {
        let root = self
            .base
            .get(record)
            .and_then(|view| view.versions.get(field).copied())
            .unwrap_or_default();
        self.own_base(record, field).unwrap_or(Base::Version(root))
    }

    /// The last own change of a field that waits, as something to stand on. What came from the
    /// district meanwhile lies under it, unseen.
    fn own_base(&self, record: RecordId, field: &str) -> Option<Base> {
        let earlier = self.outbox.values().rev().find(|op| {
            op.record == record
                && match &op.action {
                    // Fields a new record does not name are not set by its creation.
                    Action::Create { fields } => fields.contains_key(field),
                    action => action.field() == Some(field),
                }
        })?;
        Some(Base::Own {
            n: earlier.n,
            root: root_under(earlier),
        })
    }

    /// What stands under an operation that has been taken out and has nothing behind it.
    fn base_under(&self, withdrawn: &Operation) -> Option<Base> {
        match &withdrawn.action {
            Action::Set { base, .. } => Some(*base),
            Action::Resolve { field, base, .. } => {
                let own = self.own_base(withdrawn.record, field);
                Some(own.unwrap_or(Base::Version(*base)))
            }
            Action::Create { .. } | Action::Delete { .. } | Action::Restore { .. } => None,
        }
    }
}

fn value_in(view: &RecordView, field: &str) -> Value {
    view.projected
        .fields
        .get(field)
        .cloned()
        .unwrap_or(Value::Null)
}

/// The confirmed version a waiting operation stands on.
fn root_under(waiting: &Operation) -> Seq {
    match waiting.action {
        Action::Set {
            base: Base::Version(root) | Base::Own { root, .. },
            ..
        } => root,
        Action::Resolve { base, .. } => base,
        Action::Set {
            base: Base::Unknown,
            ..
        }
        | Action::Create { .. }
        | Action::Delete { .. }
        | Action::Restore { .. } => Seq(0),
    }
}
