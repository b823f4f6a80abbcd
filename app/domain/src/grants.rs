//! Who may write what. Enforced on the server for every operation; the browser asks the same
//! function to decide which fields to offer.

use crate::projection::Viewer;
use crate::record::{Record, RecordKind, Value};
use crate::schema::{Writer, field_of};
use serde::{Deserialize, Serialize};

/// An account at work: its role, and how the others see it named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub user: crate::UserId,
    pub viewer: Viewer,
    /// How history names the author: a role or an organisation, never a person.
    pub label: String,
}

crate::choice! {
    /// Why an operation was refused. The code travels; the text is made where it is shown.
    Refusal {
        NotAllowed = "not-allowed", "Эта запись не ваша", "This record is not yours";
        ReadOnly = "read-only", "Это поле меняет только координатор", "Only the coordinator changes this field";
        FixedField = "fixed-field", "Это поле задаётся один раз, при создании", "This field is set once, on creation";
        UnknownRecord = "unknown-record", "Такой записи в районе нет", "The district has no such record";
        Deleted = "deleted", "Запись удалена; её можно вернуть", "The record was deleted; it can be restored";
        AlreadyExists = "already-exists", "Такая запись уже есть", "Such a record already exists";
        CodeTaken = "code-taken", "Этот код уже занят другой записью", "Another record has this code";
        UnknownField = "unknown-field", "Такого поля нет", "There is no such field";
        Invalid = "invalid", "Значение не подходит", "The value does not fit";
        UnknownLink = "unknown-link", "Запись, на которую указывает поле, не найдена", "The record this field points to was not found";
        UnknownConflict = "unknown-conflict", "Это расхождение уже решено", "This has already been decided";
        ChangedSince = "changed-since", "Запись изменили после того, как вы её видели; новое значение цело", "The record was changed after you saw it; the newer value is kept";
        Revoked = "revoked", "Доступ к району закрыт; записи целы на устройстве", "Access to the district was taken away; the entries are safe on this device";
        Other = "other", "Причина известна только новой версии программы", "Only a newer version of the program knows the reason";
        InUse = "in-use", "На запись ссылаются другие", "Other records refer to this one";
    }
}

/// May `viewer` write `field` of `record` (its state before the change; on creation, the new
/// record itself and `field = None`; on deletion `field = None`)?
pub fn may_write(
    viewer: &Viewer,
    record: &Record,
    field: Option<&str>,
    is_creation: bool,
) -> Result<(), Refusal> {
    if viewer.network() != Some(&record.network) {
        return Err(Refusal::NotAllowed);
    }
    let spec = match field {
        Some(name) => Some(field_of(record.kind, name).ok_or(Refusal::UnknownField)?),
        None => None,
    };
    if let Some(spec) = spec
        && spec.writer == Writer::Once
    {
        return Err(Refusal::FixedField);
    }
    match viewer {
        Viewer::Public | Viewer::Observer { .. } => Err(Refusal::NotAllowed),
        Viewer::Coordinator { .. } => Ok(()),
        Viewer::School { organisation, .. } => {
            if !record.parties.contains(organisation) {
                return Err(Refusal::NotAllowed);
            }
            match (record.kind, spec) {
                // A school neither makes nor deletes networks and organisations.
                // Nor anything of a programme, nor what a document says of it. Nor a round, nor the
                // empty returns of one.
                (
                    RecordKind::Network
                    | RecordKind::Organisation
                    | RecordKind::Programme
                    | RecordKind::Stage
                    | RecordKind::Task
                    | RecordKind::Indicator
                    | RecordKind::Activity
                    | RecordKind::ContextFact
                    | RecordKind::Note
                    | RecordKind::Round
                    | RecordKind::Return
                    | RecordKind::Definition,
                    None,
                ) => Err(Refusal::NotAllowed),
                // A school enters its own results; what is there is the coordinator's to take out.
                // So are a contest, which others may have taken part in, and a count, whose
                // identity is given once.
                (RecordKind::Assessment | RecordKind::Contest | RecordKind::Development, None)
                    if !is_creation =>
                {
                    Err(Refusal::NotAllowed)
                }
                // What everybody reads is as the coordinator has seen it. A school publishes nothing,
                // and what is published it does not change; that it adopted a practice it may take
                // back.
                (RecordKind::Practice, _) if is_published(record) => Err(Refusal::ReadOnly),
                (RecordKind::Adoption, None) if is_creation && is_published(record) => {
                    Err(Refusal::ReadOnly)
                }
                // What one side wrote down is not the other side's to delete or change.
                (RecordKind::Interaction, _)
                    if crate::record::link(&record.fields, "recorded_by")
                        != Some(*organisation) =>
                {
                    Err(Refusal::NotAllowed)
                }
                (RecordKind::Partnership, None) if !is_creation => Err(Refusal::NotAllowed),
                (_, Some(spec)) if spec.writer == Writer::Coordinator => Err(Refusal::ReadOnly),
                _ => Ok(()),
            }
        }
    }
}

/// Everybody may read it; see [`crate::project`].
fn is_published(record: &Record) -> bool {
    record.fields.get("published").and_then(Value::as_bool) == Some(true)
}
