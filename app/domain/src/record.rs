//! A record as every layer carries it: identity, kind and a map of fields.

use crate::{NetworkId, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The value of one field. Its shape is fixed by [`crate::schema`].
pub type Value = serde_json::Value;
/// A field's name, as in [`crate::schema`].
pub type FieldName = String;
/// The fields of a record. An absent field and `null` mean the same: nothing is known.
pub type Fields = BTreeMap<FieldName, Value>;

crate::choice! {
    /// What a record describes.
    RecordKind {
        Network = "network", "сеть", "network";
        Organisation = "organisation", "организация", "organisation";
        Partnership = "partnership", "партнёрство", "partnership";
        Interaction = "interaction", "событие", "interaction";
        Programme = "programme", "программа", "programme";
        Stage = "stage", "этап", "stage";
        Task = "task", "задача", "task";
        Indicator = "indicator", "показатель", "indicator";
        Activity = "activity", "мероприятие", "activity";
        Assessment = "assessment", "результат", "exam result";
        ContextFact = "context-fact", "условия", "context";
        Note = "note", "примечание", "note";
        Round = "round", "сбор сведений", "round";
        Return = "return", "сведения школы", "return";
        Practice = "practice", "практика", "practice";
        Contest = "contest", "конкурс", "contest";
        Development = "development", "развитие", "development";
        Adoption = "adoption", "внедрение", "adoption";
        Participation = "participation", "участие в конкурсе", "participation";
        Definition = "definition", "определение", "definition";
    }
}

/// A record, complete: what the server holds. It never leaves the server but through
/// [`crate::project`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub id: RecordId,
    pub kind: RecordKind,
    pub network: NetworkId,
    pub fields: Fields,
    /// The organisations this record is about, kept by the engine: an organisation itself, the
    /// named sides of a partnership, the sides of an interaction's partnership, those who answer
    /// for an activity, the school of an assessment, of a return or of anything it shares
    /// (a practice, what it adopted, a contest, its part in one, its development), the
    /// organisation of a context fact.
    pub parties: Vec<RecordId>,
    pub deleted: bool,
}

/// The text of a field, if it holds one.
pub fn text<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

/// The record a field points at, if it points at one.
pub fn link(fields: &Fields, name: &str) -> Option<RecordId> {
    text(fields, name).and_then(|text| text.parse().ok())
}

/// Reads a structured field; `None` when it is absent or of another shape.
pub fn structured<T: serde::de::DeserializeOwned>(fields: &Fields, name: &str) -> Option<T> {
    let value = fields.get(name)?;
    if value.is_null() {
        return None;
    }
    T::deserialize(value).ok()
}
