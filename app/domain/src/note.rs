//! Notes: what a document says and no other kind of record has a place for.

use crate::projection::Projected;
use crate::record::{structured, text};
use crate::{NetworkId, RecordId};

/// A note, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    /// Place in the document.
    pub order: u64,
    pub topic: Option<String>,
    pub text: String,
}

impl Note {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Note {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            topic: text(fields, "topic").map(str::to_owned),
            text: text(fields, "text").unwrap_or_default().to_owned(),
        }
    }
}
