//! The messages.
//!
//! A field's version is the line of the history that set it, so that it names network, record,
//! field and value at once. A set field therefore travels as «I changed what line S set», with
//! four bytes of the record's identity as a check; record and former value are put back on the
//! server by [`ReceivedPush::whole`]. Where no line is known, everything is spelt out.

use super::Wire;
use super::bytes::{Reader, WireError, Writer};
use super::names::{read_name, write_name};
use super::operation::{SET_BY_LINE, head, read_action, read_head, write_action};
use super::record::{read_records, write_records};
use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::protocol::{
    CarryDone, HistoryLine, OpResult, PullRequest, PullResponse, PushRequest, PushResponse,
};
use crate::state::{HistoryEntry, HistoryEvent, Seq, Timestamp};
use opora_domain::{DeviceId, NetworkId, RecordId, UserId, Value};
use std::collections::BTreeMap;

/// The line of the history an operation names, with the check.
type Line = Option<(Seq, [u8; 4])>;

/// A push as it came: what it names by a line of the history is not yet looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedPush {
    request: PushRequest,
    /// One per operation.
    lines: Vec<Line>,
}

/// A push names a line that the history does not have, or that is about something else. The
/// device spells the push out instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {} of the history is not what the push says", .0.0)]
pub struct MissingLine(pub Seq);

impl ReceivedPush {
    /// What it says of itself; its operations may not be used before [`ReceivedPush::whole`].
    pub fn header(&self) -> &PushRequest {
        &self.request
    }

    /// The lines of the history it names.
    pub fn lines(&self) -> impl Iterator<Item = Seq> {
        self.lines.iter().flatten().map(|(line, _)| *line)
    }

    /// The push with everything spelt out.
    pub fn whole(
        mut self,
        history: &BTreeMap<Seq, HistoryEntry>,
    ) -> Result<PushRequest, MissingLine> {
        for (operation, line) in self.request.operations.iter_mut().zip(self.lines) {
            let Some((line, check)) = line else { continue };
            let entry = history.get(&line).ok_or(MissingLine(line))?;
            let Action::Set { field, was, .. } = &mut operation.action else {
                continue;
            };
            if check_of(entry.record) != check {
                return Err(MissingLine(line));
            }
            *was = value_of(entry, field).ok_or(MissingLine(line))?;
            operation.record = entry.record;
        }
        Ok(self.request)
    }
}

impl From<PushRequest> for ReceivedPush {
    fn from(request: PushRequest) -> Self {
        ReceivedPush {
            lines: vec![None; request.operations.len()],
            request,
        }
    }
}

/// What waits on a device, to be carried to the district by hand. Everything in it is spelt out.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Whose entries they are.
    pub user: UserId,
    pub push: ReceivedPush,
}

/// The first bytes of a file with carried entries.
const CARRIED_MARK: &[u8; 12] = b"opora-carry\n";

impl Wire for Carried {
    fn write(&self, out: &mut Writer) {
        out.raw(CARRIED_MARK);
        out.uuid(self.user.0);
        write_push(out, &self.push.request, |_| None);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        if from.array::<12>()? != *CARRIED_MARK {
            return Err(WireError::Malformed("file of entries"));
        }
        Ok(Carried {
            user: UserId(from.uuid()?),
            push: ReceivedPush::read(from)?,
        })
    }
}

/// What a line of the history has set the field to.
fn value_of(entry: &HistoryEntry, field: &str) -> Option<Value> {
    match (entry.event, &entry.field) {
        (HistoryEvent::Created, _) => entry.to.get(field).cloned(),
        (HistoryEvent::Set | HistoryEvent::Resolved, Some(set)) if set == field => {
            Some(entry.to.clone())
        }
        _ => None,
    }
}

/// The last bytes of an identity, which are random in every version we make.
fn check_of(record: RecordId) -> [u8; 4] {
    let [.., a, b, c, d] = *record.0.as_bytes();
    [a, b, c, d]
}

/// The line an operation may be named by, and the check.
fn line_of(operation: &Operation) -> Line {
    match &operation.action {
        Action::Set {
            base: Base::Version(line),
            ..
        } if line.0 > 0 => Some((*line, check_of(operation.record))),
        _ => None,
    }
}

impl PushRequest {
    /// The compact form; with `is_spelt_out` nothing is named by a line of the history.
    pub fn to_wire_as(&self, is_spelt_out: bool) -> Vec<u8> {
        let mut out = Writer::default();
        out.byte(super::WIRE_VERSION);
        write_push(&mut out, self, |place| match is_spelt_out {
            true => None,
            false => line_of(&self.operations[place]),
        });
        out.into_bytes()
    }
}

impl Wire for ReceivedPush {
    fn write(&self, out: &mut Writer) {
        write_push(out, &self.request, |place| self.lines[place]);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let schema = from.number()? as u32;
        let network = NetworkId::read(from)?;
        let device = DeviceId(from.uuid()?);
        let lineage = u32::from_le_bytes(from.array()?);
        let first = from.number()?;
        let mut operations = vec![];
        let mut lines = vec![];
        let mut at: Timestamp = 0;
        for place in 0..from.count()? {
            let (operation, line) = read_operation(from, &mut at)?;
            let n = first
                .checked_add(place as u64)
                .ok_or(WireError::Malformed("number of an operation"))?;
            operations.push(Operation {
                n: OpNumber(n),
                ..operation
            });
            lines.push(line);
        }
        let request = PushRequest {
            protocol: super::WIRE_VERSION.into(),
            schema,
            network,
            device,
            lineage,
            operations,
        };
        Ok(ReceivedPush { request, lines })
    }
}

fn write_push(out: &mut Writer, request: &PushRequest, line_of: impl Fn(usize) -> Line) {
    out.number(request.schema.into());
    request.network.write(out);
    out.uuid(request.device.0);
    out.raw(&request.lineage.to_le_bytes());
    out.number(request.operations.first().map_or(1, |first| first.n.0));
    out.count(request.operations.len());
    let mut at: Timestamp = 0;
    for (place, operation) in request.operations.iter().enumerate() {
        out.signed(operation.at.wrapping_sub(at));
        at = operation.at;
        match (line_of(place), &operation.action) {
            (Some((line, check)), Action::Set { field, value, .. }) => {
                out.byte(head(SET_BY_LINE, operation.kind));
                line.write(out);
                out.raw(&check);
                write_name(out, field);
                value.write(out);
            }
            _ => write_action(out, operation),
        }
    }
}

fn read_operation(from: &mut Reader, at: &mut Timestamp) -> Result<(Operation, Line), WireError> {
    *at = at.wrapping_add(from.signed()?);
    let (action, kind) = read_head(from)?;
    let (record, action, line) = if action == SET_BY_LINE {
        read_set_by_line(from)?
    } else {
        let (record, action) = read_action(from, action)?;
        (record, action, None)
    };
    let operation = Operation {
        n: OpNumber(0),
        record,
        kind,
        action,
        at: *at,
    };
    Ok((operation, line))
}

fn read_set_by_line(from: &mut Reader) -> Result<(RecordId, Action, Line), WireError> {
    let line = Seq::read(from)?;
    let check = from.array()?;
    let action = Action::Set {
        field: read_name(from)?,
        value: Value::read(from)?,
        base: Base::Version(line),
        was: Value::Null,
    };
    Ok((RecordId(uuid::Uuid::nil()), action, Some((line, check))))
}

impl Wire for PushResponse {
    fn write(&self, out: &mut Writer) {
        self.head.write(out);
        out.number(self.results.first().map_or(1, |first| first.n.0));
        out.count(self.results.len());
        for result in &self.results {
            result.outcome.write(out);
        }
        write_records(out, &self.records);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let head = Seq::read(from)?;
        let first = from.number()?;
        let mut results = vec![];
        for place in 0..from.count()? {
            results.push(OpResult {
                n: OpNumber(first.wrapping_add(place as u64)),
                outcome: Outcome::read(from)?,
            });
        }
        Ok(PushResponse {
            results,
            records: read_records(from)?,
            head,
        })
    }
}

impl Wire for PullRequest {
    fn write(&self, out: &mut Writer) {
        out.number(self.schema.into());
        self.network.write(out);
        self.cursor.write(out);
        out.number(self.view.into());
        out.number(self.lineage.into());
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(PullRequest {
            protocol: super::WIRE_VERSION.into(),
            schema: from.number()? as u32,
            network: NetworkId::read(from)?,
            cursor: Seq::read(from)?,
            view: from.number()? as u32,
            lineage: from.number()? as u32,
        })
    }
}

const HAS_MORE: u8 = 1;
const IS_RESET: u8 = 2;

impl Wire for PullResponse {
    fn write(&self, out: &mut Writer) {
        let flags = [(self.has_more, HAS_MORE), (self.is_reset, IS_RESET)];
        out.byte(flags.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum());
        self.cursor.write(out);
        out.number(self.view.into());
        out.number(self.lineage.into());
        out.count(self.leave.len());
        for id in &self.leave {
            out.uuid(id.0);
        }
        write_records(out, &self.records);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let flags = from.byte()?;
        let cursor = Seq::read(from)?;
        let view = from.number()? as u32;
        let lineage = from.number()? as u32;
        let mut leave = vec![];
        for _ in 0..from.count()? {
            leave.push(RecordId(from.uuid()?));
        }
        Ok(PullResponse {
            records: read_records(from)?,
            leave,
            cursor,
            view,
            lineage,
            has_more: flags & HAS_MORE != 0,
            is_reset: flags & IS_RESET != 0,
        })
    }
}

impl Wire for CarryDone {
    fn write(&self, out: &mut Writer) {
        out.text(&self.label);
        out.count(self.received);
        out.count(self.conflicted);
        out.count(self.refused);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let label = from.text()?.to_owned();
        let mut count = || from.number().map(|count| count as usize);
        Ok(CarryDone {
            label,
            received: count()?,
            conflicted: count()?,
            refused: count()?,
        })
    }
}

const EVENTS: &[HistoryEvent] = &[
    HistoryEvent::Created,
    HistoryEvent::Set,
    HistoryEvent::Conflict,
    HistoryEvent::Withdrawn,
    HistoryEvent::Resolved,
    HistoryEvent::Deleted,
    HistoryEvent::Restored,
];

impl Wire for Vec<HistoryLine> {
    fn write(&self, out: &mut Writer) {
        out.count(self.len());
        for line in self {
            line.seq.write(out);
            let event = EVENTS.iter().position(|event| *event == line.event);
            out.count(event.unwrap_or(EVENTS.len()));
            out.flag(line.field.is_some());
            if let Some(field) = &line.field {
                write_name(out, field);
            }
            line.from.write(out);
            line.to.write(out);
            out.text(&line.label);
            out.signed(line.at_device);
            out.signed(line.at_server);
        }
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        let mut lines = vec![];
        for _ in 0..from.count()? {
            lines.push(HistoryLine {
                seq: Seq::read(from)?,
                event: *EVENTS
                    .get(from.number()? as usize)
                    .ok_or(WireError::Malformed("event"))?,
                field: match from.flag()? {
                    true => Some(read_name(from)?),
                    false => None,
                },
                from: Value::read(from)?,
                to: Value::read(from)?,
                label: from.text()?.to_owned(),
                at_device: from.signed()?,
                at_server: from.signed()?,
            });
        }
        Ok(lines)
    }
}
