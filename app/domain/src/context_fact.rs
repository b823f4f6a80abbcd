//! Facts about the conditions a school or the municipality works in, as a document states them.

use crate::figure::Figure;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, RecordId};

/// One fact, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextFact {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    /// `None`: it is about the municipality as a whole.
    pub organisation: Option<RecordId>,
    /// Place in the document.
    pub order: u64,
    pub factor: String,
    /// A number or words; `None`: the document names the factor and gives no value.
    pub value: Option<Figure>,
    pub unit: Option<String>,
    /// The author's words: «2014-2017», «последние 2 года».
    pub year: Option<String>,
}

impl ContextFact {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        ContextFact {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            organisation: link(fields, "organisation"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            factor: text(fields, "factor").unwrap_or_default().to_owned(),
            value: text(fields, "value").map(Figure::read),
            unit: text(fields, "unit").map(str::to_owned),
            year: text(fields, "year").map(str::to_owned),
        }
    }
}
