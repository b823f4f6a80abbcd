//! When a file was edited: compares its value of a field with what the last import wrote and with
//! what stands there now.

use super::ExistingRecord;
use opora_domain::Value;

/// What the file was last known to say of a field: what the last import wrote, or the value now.
pub(super) fn last_of<'a>(before: &'a ExistingRecord, field: &str) -> Option<&'a Value> {
    match before.imported.get(field) {
        Some((last, _)) => Some(last),
        None => before.fields.get(field),
    }
}

/// A value of which the file says only some parts, with the others as the file last had them. How
/// exact a place is, is said of that place only: another place does not inherit it.
pub(super) fn completed(mut value: Value, last: Option<&Value>) -> Value {
    let (Value::Object(parts), Some(Value::Object(last))) = (&mut value, last) else {
        return value;
    };
    let is_moved = ["latitude", "longitude"].iter().any(|name| {
        let part = |of: &serde_json::Map<String, Value>| of.get(*name).cloned();
        !same(
            &part(parts).unwrap_or_default(),
            &part(last).unwrap_or_default(),
        )
    });
    if !is_moved {
        for (name, part) in last {
            parts.entry(name.clone()).or_insert_with(|| part.clone());
        }
    }
    value
}

/// What an edited cell asks for.
pub(super) struct Edited {
    pub value: Value,
    /// The version it is based on; `None`: the field had never a value, as far as the file knew.
    pub base_version: Option<u64>,
    /// The value it is based on, which is not always the one that stands there now: of a list, what
    /// a person took out since the last import must not come back.
    pub was: Option<Value>,
}

/// What to write; `None` when the file was not edited here.
///
/// ```text
///  file = now                 nothing
///  file = last import         nothing: the application's change stays
///  file ≠ last import         write, based on the last import's version
///  never imported, no record  write, based on the version now
///  imported without the field the file said nothing then; what the application wrote since is
///                             not overwritten: based on "never had a value"
/// ```
pub(super) fn edited(before: &ExistingRecord, field: &str, value: Option<Value>) -> Option<Edited> {
    let now = before.fields.get(field).unwrap_or(&Value::Null);
    let value = value.unwrap_or(Value::Null);
    if same(&value, now) {
        return None;
    }
    let (base_version, was) = match before.imported.get(field) {
        Some((last, _)) if same(last, &value) => return None,
        Some((last, version)) => (Some(*version), last),
        None if value.is_null() => return None,
        None if before.imported.is_empty() => (before.versions.get(field).copied(), now),
        None => (None, &Value::Null),
    };
    Some(Edited {
        was: Some(was.clone()).filter(|was| !was.is_null()),
        value,
        base_version,
    })
}

/// Equal as values: a number is a number however it is stored, and an absent part is `null`.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| same(l, r))
        }
        (Value::Object(left), Value::Object(right)) => {
            let part = |of: &serde_json::Map<String, Value>, name: &str| {
                of.get(name).cloned().unwrap_or(Value::Null)
            };
            left.keys()
                .chain(right.keys())
                .all(|name| same(&part(left, name), &part(right, name)))
        }
        (left, right) => left == right,
    }
}
