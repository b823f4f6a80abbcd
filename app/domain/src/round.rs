//! A monitoring round: what the coordinator asks schools about a period, and until when. Does not
//! decide what is late: that is in the history of the answers.

use crate::choice::normal;
use crate::projection::Projected;
use crate::record::{structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, PartialDate, RecordId};
use serde::{Deserialize, Serialize};

/// Questions of one round. Each is a record for every school that is asked.
pub const QUESTIONS_MAX: usize = 60;
/// Characters of a question's factor and unit.
pub(crate) const FACTOR_CHARS_MAX: usize = 300;
/// Characters of a question's hint.
pub(crate) const HINT_CHARS_MAX: usize = 1_000;

/// What is asked: a factor, what it counts in, and what helps to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub factor: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Question {
    /// Two questions of one name are one: capitals, spaces and «ё» make no other.
    pub fn is_about(&self, factor: &str) -> bool {
        normal(&self.factor) == normal(factor)
    }
}

/// A round, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    pub id: RecordId,
    pub network: NetworkId,
    pub title: String,
    /// What the answers are of: «2026», «I полугодие 2026».
    pub period: Option<Period>,
    /// The last day on which an answer is in time.
    pub due: Option<PartialDate>,
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    pub is_locked: bool,
    pub note: Option<String>,
}

impl Round {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Round {
            id: projected.id,
            network: projected.network.clone(),
            title: text(fields, "title").unwrap_or_default().to_owned(),
            period: text(fields, "period").map(Period::read),
            due: structured(fields, "due"),
            questions: structured(fields, "questions").unwrap_or_default(),
            is_locked: structured(fields, "locked").unwrap_or(false),
            note: text(fields, "note").map(str::to_owned),
        }
    }
}
