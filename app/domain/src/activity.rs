//! Activities of a road map.

mod years;

pub use years::{Instance, YearMark, years_with};

use crate::amount::Amount;
use crate::deadline::Deadline;
use crate::figure::{Figure, PeriodValue, period_values};
use crate::period::PartialDate;
use crate::projection::Projected;
use crate::record::{RecordKind, Value, link, structured, text};
use crate::schema::{FieldKind, links_in};
use crate::{NetworkId, RecordId};
use serde::{Deserialize, Serialize};

/// The shape of its evidence.
const EVIDENCE: FieldKind = FieldKind::Links {
    kind: RecordKind::Interaction,
    items_max: usize::MAX,
};

crate::choice! {
    /// How far an activity has come. The template has no such column: people say it.
    ActivityStatus {
        Planned = "planned", "запланировано", "planned";
        UnderWay = "under-way", "выполняется", "under way";
        Done = "done", "выполнено", "done";
        NotDone = "not-done", "не выполнено", "not done";
        Cancelled = "cancelled", "отменено", "cancelled";
    }
}

impl ActivityStatus {
    /// A person has said how it ended: no deadline passes over it any more.
    pub const fn is_settled(self) -> bool {
        matches!(
            self,
            ActivityStatus::Done | ActivityStatus::NotDone | ActivityStatus::Cancelled
        )
    }
}

/// Who answers for an activity: the author's words, and the organisation where it is surely one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsible {
    /// One name of the cell, as it stands there; a group («ОО») stays a text.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<RecordId>,
}

impl Responsible {
    /// «(по согласованию)»: the organisation is asked, not told.
    pub fn is_by_agreement(&self) -> bool {
        crate::choice::normal(&self.text).contains("по согласованию")
    }
}

/// An activity, as one viewer may see it. Without a title it is the name of a section in which
/// the document lists nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub programme: Option<RecordId>,
    /// Place in the road map: only its order means something.
    pub order: u64,
    /// The number the document gives: «17», «17.». No key: it repeats.
    pub number: Option<String>,
    pub section: Option<String>,
    pub title: Option<String>,
    /// The author's text, its reading and what is wrong with it.
    pub deadline: Deadline,
    pub responsible: Vec<Responsible>,
    pub funding_source: Option<String>,
    pub planned_value: Option<Figure>,
    /// Of the activity as a whole; what comes yearly has [`Activity::years`] beside it.
    pub status: Option<ActivityStatus>,
    /// The day it was done.
    pub done_on: Option<PartialDate>,
    pub result: Option<String>,
    /// What was said of single years, in the order it was first said.
    pub years: Vec<YearMark>,
    /// What it costs, by year and source, as it is stored: see [`Activity::priced`].
    pub amounts: Vec<PeriodValue>,
    /// Interactions that prove it. Some may have been deleted since.
    pub evidence: Vec<RecordId>,
    pub is_withheld: bool,
}

impl Activity {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        Activity {
            id: projected.id,
            network: projected.network.clone(),
            code: one("code"),
            programme: link(fields, "programme"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            number: one("number"),
            section: one("section"),
            title: one("title"),
            deadline: Deadline::read(text(fields, "deadline").unwrap_or_default()),
            responsible: structured(fields, "responsible").unwrap_or_default(),
            amounts: period_values(fields, "amounts"),
            funding_source: one("funding_source"),
            planned_value: text(fields, "planned_value").map(Figure::read),
            status: structured(fields, "status"),
            done_on: structured(fields, "done_on"),
            result: one("result"),
            years: years::marks(
                period_values(fields, "year_status"),
                period_values(fields, "year_done"),
                period_values(fields, "year_results"),
            ),
            evidence: links_in(EVIDENCE, fields.get("evidence").unwrap_or(&Value::Null))
                .into_iter()
                .map(|(_, id)| id)
                .collect(),
            is_withheld: structured(fields, "withheld").unwrap_or(false),
        }
    }

    /// What it costs, read: thousand roubles by year and source.
    pub fn priced(&self) -> Vec<Amount> {
        let own = self.funding_source.as_deref();
        self.amounts
            .iter()
            .map(|it| Amount::read(it, own))
            .collect()
    }

    /// A person has said how it ended.
    pub fn is_settled(&self) -> bool {
        self.status.is_some_and(ActivityStatus::is_settled)
    }

    /// The document names the section and lists nothing in it.
    pub const fn is_empty_section(&self) -> bool {
        self.title.is_none() && self.section.is_some()
    }
}
