//! The passport of a programme. What a document says under a key the template knows is a field of
//! its own; what it says under any other key is kept as it is, in order.

use crate::period::Term;
use crate::programme_version::ProgrammeVersion;
use crate::projection::Projected;
use crate::publication::{ProgrammeSection, unpublished};
use crate::record::{structured, text};
use crate::{Locale, NetworkId, RecordId};
use serde::{Deserialize, Serialize};

/// One line of a passport under a key the template does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassportLine {
    pub key: String,
    /// Empty when the document has the key and says nothing.
    pub text: String,
}

/// A programme, as one viewer may see it. Everything may be absent: then the document is silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub title: Option<String>,
    pub other_title: Option<String>,
    /// «ведомственная целевая программа», «дорожная карта»
    pub document_kind: Option<String>,
    pub term: Term,
    pub administrator: Option<String>,
    /// One text, as in the document; [`Programme::executors`] parts it.
    pub executors: Option<String>,
    pub goal: Option<String>,
    /// The goal as the annexes word it, where it differs.
    pub annex_goal: Option<String>,
    pub legal_bases: Vec<String>,
    pub funding: Vec<String>,
    pub spending: Vec<String>,
    pub main_activities: Vec<String>,
    pub approvals: Vec<String>,
    pub expected_results: Vec<String>,
    pub forecast_bases: Vec<String>,
    pub mechanism: Vec<String>,
    pub definitions: Vec<String>,
    /// Lines under keys the template does not know, and repetitions of keys that stand once.
    pub other: Vec<PassportLine>,
    /// Sections that are not shown outside of the network.
    pub unpublished: Vec<ProgrammeSection>,
    /// Named moments of the road map, in the order they were named.
    pub versions: Vec<ProgrammeVersion>,
    /// Not shown outside of the network.
    pub is_withheld: bool,
}

impl Programme {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        let many = |name: &str| structured::<Vec<String>>(fields, name).unwrap_or_default();
        Programme {
            id: projected.id,
            network: projected.network.clone(),
            code: one("code"),
            title: one("title"),
            other_title: one("other_title"),
            document_kind: one("document_kind"),
            term: structured(fields, "term").unwrap_or_default(),
            administrator: one("administrator"),
            executors: one("executors"),
            goal: one("goal"),
            annex_goal: one("annex_goal"),
            legal_bases: many("legal_bases"),
            funding: many("funding"),
            spending: many("spending"),
            main_activities: many("main_activities"),
            approvals: many("approvals"),
            expected_results: many("expected_results"),
            forecast_bases: many("forecast_bases"),
            mechanism: many("mechanism"),
            definitions: many("definitions"),
            other: structured(fields, "other").unwrap_or_default(),
            unpublished: unpublished(fields),
            versions: ProgrammeVersion::read_all(fields),
            is_withheld: structured(fields, "withheld").unwrap_or(false),
        }
    }

    /// The executors one by one: the document separates them by semicolons.
    pub fn executors(&self) -> Vec<&str> {
        let text = self.executors.as_deref().unwrap_or_default();
        text.split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// What the programme is called where a name is needed.
    pub fn name(&self, locale: Locale) -> &str {
        self.title
            .as_deref()
            .or(self.other_title.as_deref())
            .unwrap_or(locale.pick("Программа", "Programme"))
    }
}
