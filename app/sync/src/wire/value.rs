//! Values of fields. A short text costs one byte more than itself, an identity 17 bytes.

use super::Wire;
use super::bytes::{Reader, WireError, Writer};
use super::names::{read_name, write_name};
use opora_domain::{Fields, Value};
use serde_json::{Map, Number};
use uuid::Uuid;

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const WHOLE: u8 = 3;
const BIG: u8 = 4;
const FRACTION: u8 = 5;
const IDENTITY: u8 = 6;
const LIST: u8 = 7;
const OBJECT: u8 = 8;
const TEXT: u8 = 9;
/// From here on the tag is a text's length.
const SHORT: u8 = 16;
/// Lists and objects deeper than this are not read: no field has them.
const DEPTH_MAX: u32 = 16;

impl Wire for Value {
    fn write(&self, out: &mut Writer) {
        match self {
            Value::Null => out.byte(NULL),
            Value::Bool(false) => out.byte(FALSE),
            Value::Bool(true) => out.byte(TRUE),
            Value::Number(number) => write_number(out, number),
            Value::String(text) => write_text(out, text),
            Value::Array(items) => {
                out.byte(LIST);
                out.count(items.len());
                for item in items {
                    item.write(out);
                }
            }
            Value::Object(members) => {
                out.byte(OBJECT);
                out.count(members.len());
                for (name, member) in members {
                    out.text(name);
                    member.write(out);
                }
            }
        }
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        read_at(from, 0)
    }
}

impl Wire for Fields {
    fn write(&self, out: &mut Writer) {
        out.count(self.len());
        for (name, value) in self {
            write_name(out, name);
            value.write(out);
        }
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let mut fields = Fields::new();
        for _ in 0..from.count()? {
            fields.insert(read_name(from)?, Value::read(from)?);
        }
        Ok(fields)
    }
}

fn write_number(out: &mut Writer, number: &Number) {
    if let Some(whole) = number.as_i64() {
        out.byte(WHOLE);
        out.signed(whole);
    } else if let Some(big) = number.as_u64() {
        out.byte(BIG);
        out.number(big);
    } else {
        out.byte(FRACTION);
        out.raw(&number.as_f64().unwrap_or_default().to_le_bytes());
    }
}

fn write_text(out: &mut Writer, text: &str) {
    if let Some(identity) = identity(text) {
        out.byte(IDENTITY);
        out.uuid(identity);
    } else if text.len() <= usize::from(u8::MAX - SHORT) {
        out.byte(SHORT + text.len() as u8);
        out.raw(text.as_bytes());
    } else {
        out.byte(TEXT);
        out.text(text);
    }
}

/// The identity a text spells, if it is spelt as we do.
fn identity(text: &str) -> Option<Uuid> {
    if text.len() != uuid::fmt::Hyphenated::LENGTH {
        return None;
    }
    let identity = Uuid::try_parse(text).ok()?;
    let mut spelt = Uuid::encode_buffer();
    (identity.hyphenated().encode_lower(&mut spelt) == text).then_some(identity)
}

fn read_at(from: &mut Reader, depth: u32) -> Result<Value, WireError> {
    if depth > DEPTH_MAX {
        return Err(WireError::Malformed("value of so many levels"));
    }
    Ok(match from.byte()? {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        WHOLE => Value::from(from.signed()?),
        BIG => Value::from(from.number()?),
        FRACTION => Number::from_f64(f64::from_le_bytes(from.array()?))
            .map(Value::Number)
            .ok_or(WireError::Malformed("fraction"))?,
        IDENTITY => Value::String(from.uuid()?.to_string()),
        LIST => {
            let mut items = vec![];
            for _ in 0..from.count()? {
                items.push(read_at(from, depth + 1)?);
            }
            Value::Array(items)
        }
        OBJECT => {
            let mut members = Map::new();
            for _ in 0..from.count()? {
                let name = from.text()?.to_owned();
                members.insert(name, read_at(from, depth + 1)?);
            }
            Value::Object(members)
        }
        TEXT => Value::String(from.text()?.to_owned()),
        length @ SHORT.. => Value::String(from.text_of(usize::from(length - SHORT))?.to_owned()),
        _ => return Err(WireError::Malformed("value")),
    })
}
