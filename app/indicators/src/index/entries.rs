//! One fact each, reduced to what questions ask of it.

use crate::computed::Gap;
use crate::facts::{
    Activity, ActivityStatus, Assessment, Competition, CompetitionLevel, Count, CountKind, Due,
    Exam,
};
use crate::period::{Day, Days};
use crate::span::Span;
use opora_domain::choice::normal;
use opora_domain::{
    Interaction, InteractionKind, Locality, Organisation, OrganisationKind, PartialDate,
    Partnership, PartnershipKind, PartnershipStatus, RecordId, StandingKind,
};

#[derive(Clone, Debug)]
pub struct OrganisationEntry {
    pub kind: OrganisationKind,
    pub locality: Option<Locality>,
    pub is_small: Option<bool>,
    pub standings: Vec<(StandingKind, Span)>,
    /// It is supported, and whoever reads it sees no standing that says why.
    pub hides_standings: bool,
}

impl OrganisationEntry {
    pub fn new(one: &Organisation) -> Self {
        let standings: Vec<_> = one
            .standings
            .iter()
            .map(|each| (each.kind, Span::new(each.since, each.until, false)))
            .collect();
        OrganisationEntry {
            kind: one.kind,
            locality: one.locality,
            is_small: one.is_small,
            hides_standings: one.is_supported && standings.is_empty(),
            standings,
        }
    }
}

#[derive(Clone, Debug)]
pub struct PartnershipEntry {
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
    /// Slots of the giving and of the receiving organisation.
    pub sides: [Option<u32>; 2],
    pub span: Span,
    /// Folded for comparison.
    pub subjects: Vec<String>,
}

impl PartnershipEntry {
    pub fn new(one: &Partnership, sides: [Option<u32>; 2]) -> Self {
        PartnershipEntry {
            kind: one.kind,
            status: one.status,
            sides,
            span: Span::new(one.term.since, one.term.until, !one.status.is_open()),
            subjects: one.subjects.iter().map(|each| normal(each)).collect(),
        }
    }

    /// The organisations named, each once.
    pub fn members(&self) -> impl Iterator<Item = u32> + use<> {
        let [from, to] = self.sides;
        from.into_iter().chain(to.filter(|to| from != Some(*to)))
    }
}

#[derive(Clone, Debug)]
pub struct InteractionEntry {
    pub kind: InteractionKind,
    pub days: Days,
    pub gap: Gap,
    /// The slot of its partnership.
    pub on: Option<u32>,
}

impl InteractionEntry {
    pub fn new(one: &Interaction, on: Option<u32>) -> Self {
        let (days, gap) = dated(one.date);
        InteractionEntry {
            kind: one.kind,
            days,
            gap,
            on,
        }
    }
}

#[derive(Clone, Debug)]
pub struct CompetitionEntry {
    pub organisation: u32,
    pub level: CompetitionLevel,
    pub days: Days,
    pub gap: Gap,
}

impl CompetitionEntry {
    pub fn new(one: &Competition, organisation: u32) -> Self {
        let (days, gap) = dated(one.date);
        CompetitionEntry {
            organisation,
            level: one.level,
            days,
            gap,
        }
    }
}

#[derive(Clone, Debug)]
pub struct CountEntry {
    pub organisation: u32,
    pub kind: CountKind,
    pub value: u32,
    pub span: Span,
}

impl CountEntry {
    pub fn new(one: &Count, organisation: u32) -> Self {
        CountEntry {
            organisation,
            kind: one.kind,
            value: one.value,
            span: Span::new(one.over.since, one.over.until, false),
        }
    }
}

#[derive(Clone, Debug)]
pub struct AssessmentEntry {
    pub organisation: u32,
    pub exam: Exam,
    /// Folded for comparison.
    pub subject: String,
    pub days: Days,
    pub gap: Gap,
    pub takers: Option<u32>,
    pub passed: Option<u32>,
    pub mean: Option<f64>,
    pub minimum: Option<f64>,
}

impl AssessmentEntry {
    pub fn new(one: &Assessment, organisation: u32) -> Self {
        let (days, gap) = dated(one.date);
        AssessmentEntry {
            organisation,
            exam: one.exam,
            subject: normal(&one.subject),
            days,
            gap,
            takers: one.takers,
            passed: one.passed,
            mean: one.mean,
            minimum: one.minimum,
        }
    }
}

#[derive(Clone, Debug)]
pub struct ActivityEntry {
    /// Folded for comparison.
    pub section: String,
    pub due: Option<Due>,
    pub status: Option<ActivityStatus>,
    pub done: Option<Days>,
    pub years: Vec<YearEntry>,
    pub evidence: Vec<RecordId>,
}

/// One time at which an activity was due.
#[derive(Clone, Copy, Debug)]
pub struct YearEntry {
    pub due: Day,
    pub status: Option<ActivityStatus>,
    pub done: Option<Days>,
}

impl ActivityEntry {
    pub fn new(one: Activity) -> Self {
        ActivityEntry {
            section: normal(one.section.as_deref().unwrap_or_default()),
            due: one.due,
            status: one.status,
            done: one.done_on.map(Days::of),
            years: one
                .years
                .into_iter()
                .map(|year| YearEntry {
                    due: year.due,
                    status: year.status,
                    done: year.done_on.map(Days::of),
                })
                .collect(),
            evidence: one.evidence,
        }
    }
}

/// The days a date can mean, and what is missing when that does not decide.
fn dated(date: Option<PartialDate>) -> (Days, Gap) {
    match date {
        Some(date) => (Days::of(date), Gap::TooCoarse),
        None => (
            Days {
                first: Day::MIN,
                last: Day::MAX,
            },
            Gap::NoDates,
        ),
    }
}
