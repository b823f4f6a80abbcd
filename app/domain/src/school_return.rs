//! What one school returns to one question of a round. The coordinator makes it when the round is
//! opened; the school fills it in.

use crate::choice::normal;
use crate::figure::Figure;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, RecordId, RecordKind};

/// One answer, given or not yet, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    pub id: RecordId,
    pub network: NetworkId,
    pub round: Option<RecordId>,
    pub school: Option<RecordId>,
    pub factor: String,
    pub unit: Option<String>,
    /// A number or words; `None`: not answered yet.
    pub value: Option<Figure>,
    pub note: Option<String>,
    /// The coordinator took the school out of the round. One return that says so is enough for all
    /// of the school's in that round; what they hold stays.
    pub is_left_out: bool,
}

impl Return {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Return {
            id: projected.id,
            network: projected.network.clone(),
            round: link(fields, "round"),
            school: link(fields, "school"),
            factor: text(fields, "factor").unwrap_or_default().to_owned(),
            unit: text(fields, "unit").map(str::to_owned),
            value: text(fields, "value").map(Figure::read),
            note: text(fields, "note").map(str::to_owned),
            is_left_out: structured(fields, "left_out").unwrap_or(false),
        }
    }

    /// Its identity follows from what it answers, so that two devices of a coordinator that open the
    /// same round to the same school make one record and not two.
    pub fn identity(
        network: &NetworkId,
        round: RecordId,
        school: RecordId,
        factor: &str,
    ) -> RecordId {
        let code = format!("{round}\u{1f}{school}\u{1f}{}", normal(factor));
        RecordId::of_import(network, RecordKind::Return, &code)
    }
}
