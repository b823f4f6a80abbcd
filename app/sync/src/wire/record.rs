//! Records as a viewer may have them. The network is said once for all of a message or row.

use super::Wire;
use super::bytes::{Reader, WireError, Writer};
use super::names::{kind_number, kind_of, read_name, write_name};
use crate::operation::OpNumber;
use crate::state::{Conflict, ConflictId, Held, RecordView, Seq};
use opora_domain::{DeviceId, Fields, NetworkId, Projected, RecordId, UserId, Value};
use std::borrow::Borrow;
use std::collections::BTreeMap;

const IS_SUPPORTED: u8 = 1;
const HAS_CONFLICTS: u8 = 2;
const FLAG_BITS: u8 = 2;

impl Wire for NetworkId {
    fn write(&self, out: &mut Writer) {
        out.text(self.as_str());
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        NetworkId::new(from.text()?).map_err(|_| WireError::Malformed("network"))
    }
}

pub(super) fn write_records(out: &mut Writer, records: &[impl Borrow<RecordView>]) {
    out.count(records.len());
    let Some(first) = records.first() else { return };
    first.borrow().projected.network.write(out);
    for record in records {
        write_record(out, record.borrow());
    }
}

pub(super) fn read_records<T: From<RecordView>>(from: &mut Reader) -> Result<Vec<T>, WireError> {
    let count = from.count()?;
    let mut records = vec![];
    if count > 0 {
        let network = NetworkId::read(from)?;
        records.reserve_exact(count);
        for _ in 0..count {
            records.push(read_record(from, &network)?.into());
        }
    }
    Ok(records)
}

fn write_record(out: &mut Writer, view: &RecordView) {
    let projected = &view.projected;
    let mut flags = 0;
    if projected.is_supported {
        flags |= IS_SUPPORTED;
    }
    if !view.conflicts.is_empty() {
        flags |= HAS_CONFLICTS;
    }
    out.byte(flags | kind_number(projected.kind) << FLAG_BITS);
    out.uuid(projected.id.0);
    view.seq.write(out);
    // A field that was cleared has a version and no value.
    let cleared = view
        .versions
        .keys()
        .filter(|name| !projected.fields.contains_key(*name));
    out.count(projected.fields.len() + cleared.clone().count());
    let version = |name: &str| view.versions.get(name).map_or(0, |seq| seq.0);
    for (name, value) in &projected.fields {
        write_name(out, name);
        out.number(version(name));
        value.write(out);
    }
    for name in cleared {
        write_name(out, name);
        out.number(version(name));
        Value::Null.write(out);
    }
    if !view.conflicts.is_empty() {
        out.count(view.conflicts.len());
        for conflict in &view.conflicts {
            conflict.write(out);
        }
    }
}

fn read_record(from: &mut Reader, network: &NetworkId) -> Result<RecordView, WireError> {
    let head = from.byte()?;
    let kind = kind_of(head >> FLAG_BITS)?;
    let id = RecordId(from.uuid()?);
    let seq = Seq::read(from)?;
    let mut fields = Fields::new();
    let mut versions = BTreeMap::new();
    for _ in 0..from.count()? {
        let name = read_name(from)?;
        let version = Seq::read(from)?;
        let value = Value::read(from)?;
        if version > Seq(0) {
            versions.insert(name.clone(), version);
        }
        if !value.is_null() {
            fields.insert(name, value);
        }
    }
    let mut conflicts = vec![];
    if head & HAS_CONFLICTS != 0 {
        for _ in 0..from.count()? {
            conflicts.push(Conflict::read(from)?);
        }
    }
    Ok(RecordView {
        projected: Projected {
            id,
            kind,
            network: network.clone(),
            fields,
            is_supported: head & IS_SUPPORTED != 0,
        },
        seq,
        versions,
        conflicts,
    })
}

impl Wire for Conflict {
    fn write(&self, out: &mut Writer) {
        self.id.0.write(out);
        write_name(out, &self.field);
        self.base.write(out);
        self.theirs.write(out);
        self.mine.write(out);
        out.uuid(self.device.0);
        self.n.write(out);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(Conflict {
            id: ConflictId(Seq::read(from)?),
            field: read_name(from)?,
            base: Value::read(from)?,
            theirs: Held::read(from)?,
            mine: Held::read(from)?,
            device: DeviceId(from.uuid()?),
            n: OpNumber::read(from)?,
        })
    }
}

impl Wire for Held {
    fn write(&self, out: &mut Writer) {
        self.value.write(out);
        out.uuid(self.user.0);
        out.text(&self.label);
        out.signed(self.at);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(Held {
            value: Value::read(from)?,
            user: UserId(from.uuid()?),
            label: from.text()?.to_owned(),
            at: from.signed()?,
        })
    }
}
