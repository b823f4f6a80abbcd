//! The compact form of messages and of the rows a device stores.
//!
//! Whole numbers are LEB128, signed ones zigzag first; a text is its length in bytes and its
//! UTF-8; an identity is its 16 bytes; a field is a number of [`names`]. The first byte of every
//! message and row is the version of this form. What was written once is read for ever: the
//! golden copies lie in `tests/golden`.
//!
//! Reading never panics and never trusts a length: bad bytes are a [`WireError`].

mod bytes;
mod message;
pub mod names;
mod operation;
mod record;
mod row;
mod value;

pub use bytes::WireError;
pub use message::{Carried, MissingLine, ReceivedPush};

use bytes::{Reader, Writer};

/// Version of the compact form: the first byte of everything written in it. 1 was JSON.
pub const WIRE_VERSION: u8 = 2;
/// Media type of messages in this form.
pub const MEDIA_TYPE: &str = "application/vnd.opora.sync";

/// The header of a pull's answer that says, before its body, where the next page begins. Only
/// where the next question will be the same but for its cursor.
pub const NEXT_PAGE: &str = "opora-next-page";

/// Something with a compact form.
pub trait Wire: Sized {
    #[doc(hidden)]
    fn write(&self, out: &mut Writer);
    #[doc(hidden)]
    fn read(from: &mut Reader) -> Result<Self, WireError>;

    /// The compact form, version first.
    fn to_wire(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.byte(WIRE_VERSION);
        self.write(&mut out);
        out.into_bytes()
    }

    /// Reads what [`Wire::to_wire`] wrote. Bytes left over are an error.
    fn from_wire(bytes: &[u8]) -> Result<Self, WireError> {
        let mut from = Reader::new(bytes);
        match from.byte()? {
            WIRE_VERSION => {}
            version => return Err(WireError::Version(version)),
        }
        let read = Self::read(&mut from)?;
        from.finish()?;
        Ok(read)
    }
}
