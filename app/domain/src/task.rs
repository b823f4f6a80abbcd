//! Tasks of a programme: what it has to do, in its own words.

use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, RecordId};

/// A task, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub programme: Option<RecordId>,
    /// Place among the tasks of the programme: only its order means something.
    pub order: u64,
    /// The number the document gives. No key.
    pub number: Option<String>,
    pub text: String,
    pub is_withheld: bool,
}

impl Task {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Task {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            programme: link(fields, "programme"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            number: text(fields, "number").map(str::to_owned),
            text: text(fields, "text").unwrap_or_default().to_owned(),
            is_withheld: structured(fields, "withheld").unwrap_or(false),
        }
    }
}
