//! The language in which an indicator is declared: data, no code. A definition says what is
//! counted, among whom, over which periods and on what evidence.
//!
//! It says nothing of plans, targets or directions: those are of the programme.

mod parts;
mod reading;
mod sight;
mod validation;
mod words;

pub use parts::{Part, Parts};
pub use validation::{DefinitionProblem, Flaw, LIST_MAX, NODES_MAX};

use crate::facts::{ActivityStatus, CompetitionLevel, CountKind, Exam};
use crate::period::{PeriodKind, When};
use opora_domain::{
    InteractionKind, Locale, Locality, OrganisationKind, PartnershipKind, PartnershipStatus,
    StandingKind,
};
use serde::{Deserialize, Serialize};

/// One declared indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// A slug that names it in its network.
    pub code: String,
    pub title: Title,
    /// Who is asked about.
    pub of: Members,
    /// The denominator: those of them who … All, when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Condition>,
    /// The numerator: those of the denominator who … All, when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Condition>,
    pub result: Outcome,
    /// The periods it may be asked for.
    pub periods: Vec<PeriodKind>,
    #[serde(default, skip_serializing_if = "Evidence::is_record")]
    pub evidence: Evidence,
    pub gaps: Gaps,
}

/// The name people know it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub ru: String,
    pub en: String,
}

impl Title {
    pub fn text(&self, locale: Locale) -> &str {
        locale.pick(&self.ru, &self.en)
    }
}

opora_domain::choice! {
    /// Who an indicator is about. The words are a genitive plural.
    Members {
        Schools = "schools", "школ", "schools";
        Organisations = "organisations", "организаций", "organisations";
        Activities = "activities", "мероприятий", "activities";
    }
}

/// What the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Outcome {
    /// The counted, in percent of the denominator.
    Share,
    /// How many are counted.
    Count,
    /// The sum of `part` at the counted, in percent of the sum of `whole` at the denominator.
    ShareOf { part: CountKind, whole: CountKind },
    /// The sum of this at the counted.
    Sum { of: CountKind },
}

/// What a partnership of the numerator needs beside its own record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// At least so many interactions recorded on it in the period; 0: the record is enough.
    pub interactions: u32,
}

impl Evidence {
    pub const fn is_record(&self) -> bool {
        self.interactions == 0
    }
}

opora_domain::choice! {
    /// What becomes of the number while data are missing about somebody.
    Gaps {
        Tell = "tell", "названы отдельно", "are told apart";
        Withhold = "withhold", "числа нет", "there is no number";
    }
}

/// What may hold of a member. Times are those of the period asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Standing(HasStanding),
    Partnership(HasPartnership),
    Interactions(HasInteractions),
    /// Some partnership that is or was carried out was live in the period.
    InNetwork,
    Competed(HasCompeted),
    Has(HasCount),
    Assessed(IsAssessed),
    Kind(Vec<OrganisationKind>),
    Locality(Locality),
    /// A small school (малокомплектная).
    Small,
    /// Of an activity: its deadline is in the period.
    Due,
    /// Of an activity: it was done by its deadline.
    OnTime,
    /// Of an activity: its status is one of these.
    Status(Vec<ActivityStatus>),
    /// Of an activity: it stands in this section.
    Section(String),
}

/// Has one of these standings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasStanding {
    pub kinds: Vec<StandingKind>,
    #[serde(default = "during")]
    pub when: When,
}

opora_domain::choice! {
    /// On which side of a partnership.
    Side {
        Gives = "gives", "оказывает помощь", "gives help";
        Receives = "receives", "получает помощь", "receives help";
        Either = "either", "с любой стороны", "on either side";
    }
}

/// Has partnerships with both partners named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasPartnership {
    /// Any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<PartnershipKind>,
    /// Any, when empty; otherwise one of them is a subject of the partnership.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Its status is one of these.
    #[serde(default = "carried_out")]
    pub statuses: Vec<PartnershipStatus>,
    #[serde(default = "either")]
    pub side: Side,
    /// The partner is one of these; any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<OrganisationKind>,
    #[serde(default = "during")]
    pub when: When,
    #[serde(default = "one")]
    pub at_least: u32,
}

/// Has so many interactions dated in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasInteractions {
    /// Any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<InteractionKind>,
    /// On partnerships of these kinds; any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<PartnershipKind>,
    #[serde(default = "either")]
    pub side: Side,
    #[serde(default = "one")]
    pub at_least: u32,
}

/// Took part in so many competitions in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasCompeted {
    /// Any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<CompetitionLevel>,
    #[serde(default = "one")]
    pub at_least: u32,
}

/// Has a number of at least so much in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasCount {
    pub count: CountKind,
    pub at_least: u32,
}

opora_domain::choice! {
    /// What exam results show.
    Shown {
        BelowMinimum = "below-minimum", "средний балл ниже минимального", "a mean below the minimum";
        Improved = "improved", "доля преодолевших порог выросла", "a greater share passed";
    }
}

/// Exam results of the period show something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsAssessed {
    pub shown: Shown,
    /// Any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exams: Vec<Exam>,
    /// Any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
}

/// The statuses of a partnership that is or was carried out.
pub const CARRIED_OUT: [PartnershipStatus; 3] = [
    PartnershipStatus::Active,
    PartnershipStatus::Completed,
    PartnershipStatus::EndedEarly,
];

fn carried_out() -> Vec<PartnershipStatus> {
    CARRIED_OUT.to_vec()
}

const fn during() -> When {
    When::During
}

const fn either() -> Side {
    Side::Either
}

const fn one() -> u32 {
    1
}

impl Definition {
    /// Reads a definition from JSON and checks it. All flaws at once, or the one that keeps it
    /// from being read.
    pub fn read(json: &str) -> Result<Self, Vec<DefinitionProblem>> {
        let definition = reading::read(json)?;
        let problems = definition.problems();
        if problems.is_empty() {
            Ok(definition)
        } else {
            Err(problems)
        }
    }

    /// Reads the text of a definition of which code and title are kept beside it.
    pub fn read_named(
        json: &str,
        code: &str,
        title: &Title,
    ) -> Result<Self, Vec<DefinitionProblem>> {
        let definition = reading::read_named(json, code, title)?;
        let problems = definition.problems();
        if problems.is_empty() {
            Ok(definition)
        } else {
            Err(problems)
        }
    }

    /// The text [`Definition::read_named`] reads: JSON without code and title.
    pub fn declared(&self) -> String {
        reading::declared(self)
    }

    /// Whether everything it reads of the records is public. Of another one the public would get
    /// another number, or learn from the number what it may not see.
    pub fn reads_public_fields(&self) -> bool {
        sight::fields_read(self)
            .iter()
            .all(|(kind, field)| sight::is_public(*kind, field))
    }

    /// Everything that is wrong with it; empty when it can be computed.
    pub fn problems(&self) -> Vec<DefinitionProblem> {
        validation::problems(self)
    }

    /// What it counts, in sentences.
    pub fn words(&self, locale: Locale) -> String {
        words::of(self, locale)
    }
}
