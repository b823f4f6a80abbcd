//! Checks a record's fields against the schema and the rules between fields. Collects every
//! problem; never stops at the first.

use crate::choice::normal;
use crate::organisation::{Place, Standing};
use crate::period::{PartialDate, Term};
use crate::practice::is_web_address;
use crate::record::{Fields, RecordKind, Value, link};
use crate::round::{FACTOR_CHARS_MAX, HINT_CHARS_MAX};
use crate::schema::{FieldKind, field_of, fields_of};
use crate::{RecordId, ids::is_slug};
use serde::{Deserialize, Serialize};

crate::choice! {
    /// What is wrong with a value.
    ProblemCode {
        Missing = "missing", "нужно заполнить", "has to be filled in";
        UnknownField = "unknown-field", "такого поля нет", "there is no such field";
        WrongShape = "wrong-shape", "значение другого вида", "the value is of another kind";
        TooLong = "too-long", "слишком длинно", "too long";
        NotACode = "not-a-code", "код пишется строчными латинскими буквами, цифрами и дефисом", "a code has lower-case Latin letters, digits and hyphens";
        NotAChoice = "not-a-choice", "нет в списке", "not in the list";
        OutOfRange = "out-of-range", "вне допустимых пределов", "out of range";
        EndBeforeStart = "end-before-start", "окончание раньше начала", "the end is before the start";
        NoSide = "no-side", "не названа ни одна сторона", "neither side is named";
        NotAnAddress = "not-an-address", "нужен адрес, который начинается с https:// или http://", "an address has to begin with https:// or http://";
        Repeated = "repeated", "повторяется", "is there twice";
        SameSide = "same-side", "организация не может помогать сама себе", "an organisation cannot help itself";
    }
}

/// One problem of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: String,
    pub code: ProblemCode,
}

fn problem(field: &str, code: ProblemCode) -> Problem {
    Problem {
        field: field.to_owned(),
        code,
    }
}

/// All problems of a record's fields, in the order of the schema, then the rules between fields.
pub fn validate(kind: RecordKind, fields: &Fields) -> Vec<Problem> {
    let mut problems = Vec::new();
    for spec in fields_of(kind) {
        match fields.get(spec.name).filter(|value| !value.is_null()) {
            Some(value) => problems.extend(
                validate_value(spec.kind, value)
                    .err()
                    .map(|code| problem(spec.name, code)),
            ),
            None if spec.is_required => problems.push(problem(spec.name, ProblemCode::Missing)),
            None => {}
        }
    }
    for name in fields.keys() {
        if field_of(kind, name).is_none() {
            problems.push(problem(name, ProblemCode::UnknownField));
        }
    }
    if kind == RecordKind::Partnership {
        let (from, to) = (link(fields, "from"), link(fields, "to"));
        match (from, to) {
            (None, None) => problems.push(problem("from", ProblemCode::NoSide)),
            (from, to) if from == to => problems.push(problem("to", ProblemCode::SameSide)),
            _ => {}
        }
    }
    problems
}

/// Checks one value against its shape.
pub fn validate_value(kind: FieldKind, value: &Value) -> Result<(), ProblemCode> {
    use ProblemCode::{
        EndBeforeStart, NotAChoice, NotACode, NotAnAddress, OutOfRange, TooLong, WrongShape,
    };
    let as_text = || value.as_str().ok_or(WrongShape);
    match kind {
        FieldKind::Text { chars_max } => check(as_text()?.chars().count() <= chars_max, TooLong),
        FieldKind::Code => {
            let code = as_text()?;
            check(code.len() <= 100, TooLong)?;
            check(is_slug(code), NotACode)
        }
        FieldKind::Choice(codes) => check(codes.contains(&as_text()?), NotAChoice),
        FieldKind::Flag => check(value.is_boolean(), WrongShape),
        FieldKind::Count { max } => check(value.as_u64().ok_or(WrongShape)? <= max, OutOfRange),
        FieldKind::Place => check(read::<Place>(value)?.is_on_earth(), OutOfRange),
        FieldKind::Term => {
            let term = read::<Term>(value)?;
            check(
                term.text
                    .as_ref()
                    .is_none_or(|text| text.chars().count() <= 1_000),
                TooLong,
            )?;
            check(term.is_ordered(), EndBeforeStart)
        }
        FieldKind::Date => read::<PartialDate>(value).map(drop),
        FieldKind::Standings => {
            let standings = read::<Vec<Standing>>(value)?;
            check(standings.len() <= 50, TooLong)?;
            let ordered = standings.iter().all(|standing| {
                Term {
                    since: standing.since,
                    until: standing.until,
                    text: None,
                }
                .is_ordered()
            });
            check(ordered, EndBeforeStart)
        }
        FieldKind::TextList { items_max } => {
            let items = read::<Vec<String>>(value)?;
            check(
                items.len() <= items_max && items.iter().all(|item| item.chars().count() <= 300),
                TooLong,
            )
        }
        FieldKind::Link(_) => check(as_text()?.parse::<RecordId>().is_ok(), WrongShape),
        FieldKind::Paragraphs { items_max } => {
            let items = value.as_array().ok_or(WrongShape)?;
            check(items.len() <= items_max, TooLong)?;
            for item in items {
                let text = item.as_str().ok_or(WrongShape)?;
                check(text.chars().count() <= CELL_CHARS_MAX, TooLong)?;
            }
            Ok(())
        }
        FieldKind::PassportLines { items_max } => {
            check_parts(value, items_max, &["key", "text"], None)
        }
        FieldKind::PeriodValues { items_max } => {
            check_parts(value, items_max, &["period", "value"], None)
        }
        FieldKind::Responsible { items_max } => {
            check_parts(value, items_max, &["text"], Some("organisation"))
        }
        FieldKind::WebAddress => check(is_web_address(as_text()?), NotAnAddress),
        FieldKind::Links { items_max, .. } => check_each(
            value,
            items_max,
            |id| id.parse::<RecordId>().is_ok(),
            WrongShape,
        ),
        FieldKind::Choices(codes) => {
            check_each(value, codes.len(), |code| codes.contains(&code), NotAChoice)
        }
        FieldKind::Versions { items_max } => {
            check_parts(value, items_max, &["id", "title", "date", "note"], None)
        }
        FieldKind::Questions { items_max } => check_questions(value, items_max),
    }
}

/// A list of texts that fit, each once.
fn check_each(
    value: &Value,
    items_max: usize,
    fits: impl Fn(&str) -> bool,
    otherwise: ProblemCode,
) -> Result<(), ProblemCode> {
    let items = value.as_array().ok_or(ProblemCode::WrongShape)?;
    check(items.len() <= items_max, ProblemCode::TooLong)?;
    for (at, item) in items.iter().enumerate() {
        check(
            fits(item.as_str().ok_or(ProblemCode::WrongShape)?),
            otherwise,
        )?;
        check(!items[..at].contains(item), ProblemCode::Repeated)?;
    }
    Ok(())
}

/// A list of objects with exactly these texts and perhaps a link. By hand: reading each kind into
/// its own type would bring as many readers into the workspace's WebAssembly.
fn check_parts(
    value: &Value,
    items_max: usize,
    texts: &[&str],
    link: Option<&str>,
) -> Result<(), ProblemCode> {
    let items = value.as_array().ok_or(ProblemCode::WrongShape)?;
    check(items.len() <= items_max, ProblemCode::TooLong)?;
    for item in items {
        let parts = item.as_object().ok_or(ProblemCode::WrongShape)?;
        let has_all = texts.iter().all(|text| parts.contains_key(*text));
        check(has_all, ProblemCode::WrongShape)?;
        for (name, part) in parts {
            let part = part.as_str().ok_or(ProblemCode::WrongShape)?;
            if texts.contains(&name.as_str()) {
                check(part.chars().count() <= CELL_CHARS_MAX, ProblemCode::TooLong)?;
            } else {
                let is_link = link == Some(name.as_str()) && part.parse::<RecordId>().is_ok();
                check(is_link, ProblemCode::WrongShape)?;
            }
        }
    }
    Ok(())
}

/// Every question has a factor of its own, as a school's answer is known by it.
fn check_questions(value: &Value, items_max: usize) -> Result<(), ProblemCode> {
    let items = value.as_array().ok_or(ProblemCode::WrongShape)?;
    check(items.len() <= items_max, ProblemCode::TooLong)?;
    check(!items.is_empty(), ProblemCode::Missing)?;
    let mut factors = Vec::new();
    for item in items {
        let parts = item.as_object().ok_or(ProblemCode::WrongShape)?;
        for (name, part) in parts {
            let chars_max = match name.as_str() {
                "factor" | "unit" => FACTOR_CHARS_MAX,
                "hint" => HINT_CHARS_MAX,
                _ => return Err(ProblemCode::WrongShape),
            };
            let part = part.as_str().ok_or(ProblemCode::WrongShape)?;
            check(part.chars().count() <= chars_max, ProblemCode::TooLong)?;
        }
        let factor = parts.get("factor").and_then(Value::as_str);
        let factor = normal(factor.ok_or(ProblemCode::WrongShape)?);
        check(!factor.is_empty(), ProblemCode::Missing)?;
        check(!factors.contains(&factor), ProblemCode::Repeated)?;
        factors.push(factor);
    }
    Ok(())
}

/// As much as a cell of a spreadsheet can hold.
const CELL_CHARS_MAX: usize = 33_000;

fn check(holds: bool, otherwise: ProblemCode) -> Result<(), ProblemCode> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, ProblemCode> {
    T::deserialize(value).map_err(|_| ProblemCode::WrongShape)
}
