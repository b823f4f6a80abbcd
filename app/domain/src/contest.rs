//! Contests and grants, and the schools that took part. Which school took part is a record of its
//! own, so that schools that enter the same contest apart do not overwrite each other.

use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, PartialDate, RecordId};

crate::choice! {
    /// How far a contest reaches.
    ContestLevel {
        School = "school", "школьный", "school";
        Municipal = "municipal", "муниципальный", "municipal";
        Regional = "regional", "региональный", "regional";
        Federal = "federal", "федеральный", "federal";
    }
}

crate::choice! {
    /// How a school came off.
    ContestResult {
        Participant = "participant", "участник", "participant";
        Prize = "prize", "призёр", "prize";
        Winner = "winner", "победитель", "winner";
    }
}

/// A contest, project or grant, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    pub id: RecordId,
    pub network: NetworkId,
    pub title: String,
    pub organiser: Option<String>,
    pub level: Option<ContestLevel>,
    /// «2026», «2025/2026».
    pub year: Period,
    pub date: Option<PartialDate>,
    /// The school that entered it.
    pub school: Option<RecordId>,
}

impl Contest {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Contest {
            id: projected.id,
            network: projected.network.clone(),
            title: text(fields, "title").unwrap_or_default().to_owned(),
            organiser: text(fields, "organiser").map(str::to_owned),
            level: structured(fields, "level"),
            year: Period::read(text(fields, "year").unwrap_or_default()),
            date: structured(fields, "date"),
            school: link(fields, "school"),
        }
    }
}

/// A school took part in a contest, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    pub id: RecordId,
    pub contest: Option<RecordId>,
    pub school: Option<RecordId>,
    /// `None`: not known yet.
    pub result: Option<ContestResult>,
}

impl Participation {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Participation {
            id: projected.id,
            contest: link(fields, "contest"),
            school: link(fields, "school"),
            result: structured(fields, "result"),
        }
    }
}
