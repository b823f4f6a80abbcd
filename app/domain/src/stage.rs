//! Stages of a programme. A gap between stages is legal, and so are two plans of stages that
//! disagree: both are kept.

use crate::period::{Term, days_in_month};
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, RecordId};
use serde::Serialize;

/// A stage, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub programme: Option<RecordId>,
    /// Place among the stages of the programme: only its order means something.
    pub order: u64,
    /// The number the document gives: «III», «1.1.». No key: it may repeat.
    pub number: Option<String>,
    pub title: Option<String>,
    pub term: Term,
    pub note: Option<String>,
    pub is_withheld: bool,
}

impl Stage {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Stage {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            programme: link(fields, "programme"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            number: text(fields, "number").map(str::to_owned),
            title: text(fields, "title").map(str::to_owned),
            term: structured(fields, "term").unwrap_or_default(),
            note: text(fields, "note").map(str::to_owned),
            is_withheld: structured(fields, "withheld").unwrap_or(false),
        }
    }
}

/// Days no stage covers, first and last included, as `(year, month, day)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub first_day: (u16, u8, u8),
    pub last_day: (u16, u8, u8),
}

/// The gaps between stages: days after one has ended and before the next begins. A stage without a
/// start opens no gap before it, one without an end none after it.
pub fn gaps(stages: &[Stage]) -> Vec<Gap> {
    let mut begun: Vec<_> = stages
        .iter()
        .filter_map(|stage| Some((stage.term.since?.first_day(), stage.term.until)))
        .collect();
    begun.sort_by_key(|(first_day, _)| *first_day);
    let mut gaps = Vec::new();
    let mut covered: Option<(u16, u8, u8)> = None;
    for (first_day, until) in begun {
        if let Some(covered) = covered
            && day_after(covered) < first_day
        {
            gaps.push(Gap {
                first_day: day_after(covered),
                last_day: day_before(first_day),
            });
        }
        let Some(until) = until else { break };
        covered = covered.max(Some(until.last_day()));
    }
    gaps
}

const fn day_after((year, month, day): (u16, u8, u8)) -> (u16, u8, u8) {
    if day < days_in_month(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

const fn day_before((year, month, day): (u16, u8, u8)) -> (u16, u8, u8) {
    if day > 1 {
        (year, month, day - 1)
    } else if month > 1 {
        (year, month - 1, days_in_month(year, month - 1))
    } else {
        (year - 1, 12, 31)
    }
}
