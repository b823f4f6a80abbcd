//! Operations and what became of them.
//!
//! An operation starts with one byte: what is done in its lower three bits, the kind of record
//! above them.

use super::Wire;
use super::bytes::{Reader, WireError, Writer};
use super::names::{kind_number, kind_of, read_name, write_name};
use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::state::{ConflictId, Seq};
use opora_domain::{Fields, RecordId, RecordKind, Refusal, Value};

pub(super) const CREATE: u8 = 0;
/// Sets a field whose base version names it: see [`super::message`].
pub(super) const SET_BY_LINE: u8 = 1;
pub(super) const SET: u8 = 2;
pub(super) const DELETE: u8 = 3;
pub(super) const RESOLVE: u8 = 4;
pub(super) const RESTORE: u8 = 5;
const ACTION_BITS: u8 = 3;

const BASE_VERSION: u8 = 0;
const BASE_OWN: u8 = 1;
const BASE_UNKNOWN: u8 = 2;

const APPLIED: u8 = 0;
const UNCHANGED: u8 = 1;
const CONFLICTED: u8 = 2;
const REFUSED: u8 = 3;

pub(super) fn head(action: u8, kind: RecordKind) -> u8 {
    action | kind_number(kind) << ACTION_BITS
}

pub(super) fn read_head(from: &mut Reader) -> Result<(u8, RecordKind), WireError> {
    let byte = from.byte()?;
    Ok((
        byte & ((1 << ACTION_BITS) - 1),
        kind_of(byte >> ACTION_BITS)?,
    ))
}

/// What is done to which record, without number and time.
pub(super) fn write_action(out: &mut Writer, operation: &Operation) {
    let start = |out: &mut Writer, action| {
        out.byte(head(action, operation.kind));
        out.uuid(operation.record.0);
    };
    match &operation.action {
        Action::Create { fields } => {
            start(out, CREATE);
            fields.write(out);
        }
        Action::Set {
            field,
            value,
            base,
            was,
        } => {
            start(out, SET);
            write_name(out, field);
            value.write(out);
            base.write(out);
            was.write(out);
        }
        Action::Delete { base } => {
            start(out, DELETE);
            base.write(out);
        }
        Action::Resolve {
            conflict,
            field,
            value,
            base,
        } => {
            start(out, RESOLVE);
            conflict.0.write(out);
            write_name(out, field);
            value.write(out);
            base.write(out);
        }
        Action::Restore { base } => {
            start(out, RESTORE);
            base.write(out);
        }
    }
}

/// The rest of an action whose first byte has been read.
pub(super) fn read_action(from: &mut Reader, action: u8) -> Result<(RecordId, Action), WireError> {
    let record = RecordId(from.uuid()?);
    let action = match action {
        CREATE => Action::Create {
            fields: Fields::read(from)?,
        },
        SET => Action::Set {
            field: read_name(from)?,
            value: Value::read(from)?,
            base: Base::read(from)?,
            was: Value::read(from)?,
        },
        DELETE => Action::Delete {
            base: Seq::read(from)?,
        },
        RESOLVE => Action::Resolve {
            conflict: ConflictId(Seq::read(from)?),
            field: read_name(from)?,
            value: Value::read(from)?,
            base: Seq::read(from)?,
        },
        RESTORE => Action::Restore {
            base: Seq::read(from)?,
        },
        _ => return Err(WireError::Malformed("operation")),
    };
    Ok((record, action))
}

impl Wire for Operation {
    fn write(&self, out: &mut Writer) {
        self.n.write(out);
        out.signed(self.at);
        write_action(out, self);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let n = OpNumber::read(from)?;
        let at = from.signed()?;
        let (action, kind) = read_head(from)?;
        let (record, action) = read_action(from, action)?;
        Ok(Operation {
            n,
            record,
            kind,
            action,
            at,
        })
    }
}

impl Wire for Seq {
    fn write(&self, out: &mut Writer) {
        out.number(self.0);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        from.number().map(Seq)
    }
}

impl Wire for OpNumber {
    fn write(&self, out: &mut Writer) {
        out.number(self.0);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        from.number().map(OpNumber)
    }
}

impl Wire for Base {
    fn write(&self, out: &mut Writer) {
        match self {
            Base::Version(seq) => {
                out.byte(BASE_VERSION);
                seq.write(out);
            }
            Base::Own { n, root } => {
                out.byte(BASE_OWN);
                n.write(out);
                root.write(out);
            }
            Base::Unknown => out.byte(BASE_UNKNOWN),
        }
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        match from.byte()? {
            BASE_VERSION => Ok(Base::Version(Seq::read(from)?)),
            BASE_OWN => Ok(Base::Own {
                n: OpNumber::read(from)?,
                root: Seq::read(from)?,
            }),
            BASE_UNKNOWN => Ok(Base::Unknown),
            _ => Err(WireError::Malformed("base")),
        }
    }
}

impl Wire for Refusal {
    fn write(&self, out: &mut Writer) {
        out.text(self.code());
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        // A reason this program has no words for is still a refusal.
        Ok(Refusal::from_code(from.text()?).unwrap_or(Refusal::Other))
    }
}

impl Wire for Outcome {
    fn write(&self, out: &mut Writer) {
        match self {
            Outcome::Applied { seq } => {
                out.byte(APPLIED);
                seq.write(out);
            }
            Outcome::Unchanged { version } => {
                out.byte(UNCHANGED);
                version.write(out);
            }
            Outcome::Conflicted { seq, conflict } => {
                out.byte(CONFLICTED);
                seq.write(out);
                conflict.0.write(out);
            }
            Outcome::Refused { code, fields } => {
                out.byte(REFUSED);
                code.write(out);
                write_names(out, fields);
            }
        }
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(match from.byte()? {
            APPLIED => Outcome::Applied {
                seq: Seq::read(from)?,
            },
            UNCHANGED => Outcome::Unchanged {
                version: Seq::read(from)?,
            },
            CONFLICTED => Outcome::Conflicted {
                seq: Seq::read(from)?,
                conflict: ConflictId(Seq::read(from)?),
            },
            REFUSED => Outcome::Refused {
                code: Refusal::read(from)?,
                fields: read_names(from)?,
            },
            _ => return Err(WireError::Malformed("outcome")),
        })
    }
}

pub(super) fn write_names(out: &mut Writer, names: &[String]) {
    out.count(names.len());
    for name in names {
        write_name(out, name);
    }
}

pub(super) fn read_names(from: &mut Reader) -> Result<Vec<String>, WireError> {
    let mut names = vec![];
    for _ in 0..from.count()? {
        names.push(read_name(from)?);
    }
    Ok(names)
}
