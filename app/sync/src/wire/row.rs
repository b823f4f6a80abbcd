//! The rows a device stores beside its waiting operations.

use super::Wire;
use super::bytes::{Reader, WireError, Writer};
use super::operation::{read_names, write_names};
use super::record::{read_records, write_records};
use crate::operation::{OpNumber, Operation};
use crate::replica::{Meta, Page, Reject};
use crate::state::Seq;
use opora_domain::{DeviceId, NetworkId, Refusal, UserId};

impl Wire for Meta {
    fn write(&self, out: &mut Writer) {
        out.uuid(self.device.0);
        out.uuid(self.user.0);
        self.network.write(out);
        self.cursor.write(out);
        out.number(self.view.into());
        out.number(self.lineage.into());
        self.next_n.write(out);
        self.sent_up_to.write(out);
        out.number(self.received);
        write_moment(out, self.received_at);
        write_moment(out, self.pulled_at);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(Meta {
            device: DeviceId(from.uuid()?),
            user: UserId(from.uuid()?),
            network: NetworkId::read(from)?,
            cursor: Seq::read(from)?,
            view: from.number()? as u32,
            lineage: from.number()? as u32,
            next_n: OpNumber::read(from)?,
            sent_up_to: OpNumber::read(from)?,
            received: from.number()?,
            received_at: read_moment(from)?,
            pulled_at: read_moment(from)?,
        })
    }
}

impl Wire for Reject {
    fn write(&self, out: &mut Writer) {
        self.operation.write(out);
        self.code.write(out);
        write_names(out, &self.fields);
        out.signed(self.at);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(Reject {
            operation: Operation::read(from)?,
            code: Refusal::read(from)?,
            fields: read_names(from)?,
            at: from.signed()?,
        })
    }
}

impl Wire for Page {
    fn write(&self, out: &mut Writer) {
        write_records(out, &self.records);
    }

    fn read(from: &mut Reader) -> Result<Self, WireError> {
        Ok(Page {
            records: read_records(from)?,
        })
    }
}

fn write_moment(out: &mut Writer, at: Option<i64>) {
    out.flag(at.is_some());
    if let Some(at) = at {
        out.signed(at);
    }
}

fn read_moment(from: &mut Reader) -> Result<Option<i64>, WireError> {
    match from.flag()? {
        true => from.signed().map(Some),
        false => Ok(None),
    }
}
