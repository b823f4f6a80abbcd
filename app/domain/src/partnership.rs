//! Partnerships, and the half-known ones: offers and requests.

use crate::period::Term;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{Locale, NetworkId, RecordId};

crate::choice! {
    /// What one side gives the other.
    PartnershipKind {
        Mentoring = "mentoring", "наставничество", "mentoring";
        InternshipSite = "internship-site", "стажировочная площадка", "internship site";
        MethodSupport = "method-support", "методическое сопровождение", "methodological support";
        NetworkProgramme = "network-programme", "сетевая программа", "network programme", ["сетевая форма"];
        ResourceSharing = "resource-sharing", "ресурсный центр", "resource sharing";
        Consulting = "consulting", "консультирование", "consulting";
        JointProject = "joint-project", "проект", "joint project", ["совместный проект"];
        SocialPartnership = "social-partnership", "социальное партнёрство", "social partnership";
        Community = "community", "методическое объединение", "methodological association";
    }
}

crate::choice! {
    /// How far a partnership has come.
    PartnershipStatus {
        Proposed = "proposed", "предложено", "proposed", ["планируется"];
        Agreed = "agreed", "согласовано", "agreed";
        Active = "active", "действует", "active";
        Completed = "completed", "завершено", "completed";
        EndedEarly = "ended-early", "прекращено досрочно", "ended early";
    }
}

impl PartnershipStatus {
    /// Help is planned or under way.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            PartnershipStatus::Proposed | PartnershipStatus::Agreed | PartnershipStatus::Active
        )
    }
}

crate::choice! {
    /// Kinds that share a line in the picture and a row in the legend.
    Family {
        Mentoring = "mentoring", "Наставничество", "Mentoring";
        Site = "site", "Стажировочная площадка", "Internship site";
        Method = "method", "Методическая помощь", "Methodological help";
        Resource = "resource", "Ресурсы и сетевые программы", "Resources and network programmes";
        Social = "social", "Социальное партнёрство и проекты", "Social partnership and projects";
    }
}

impl PartnershipKind {
    pub const fn family(self) -> Family {
        match self {
            PartnershipKind::Mentoring => Family::Mentoring,
            PartnershipKind::InternshipSite => Family::Site,
            PartnershipKind::MethodSupport
            | PartnershipKind::Consulting
            | PartnershipKind::Community => Family::Method,
            PartnershipKind::NetworkProgramme | PartnershipKind::ResourceSharing => {
                Family::Resource
            }
            PartnershipKind::JointProject | PartnershipKind::SocialPartnership => Family::Social,
        }
    }
}

/// Which sides are named. A half-known partnership is kept and shown as such, and no partner
/// is ever guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Both sides are named.
    Partnership,
    /// Only the giving side is named.
    Offer,
    /// Only the receiving side is named.
    Request,
}

impl Openness {
    /// `None` when neither side is named: such a record does not exist.
    pub fn of(from: Option<RecordId>, to: Option<RecordId>) -> Option<Self> {
        match (from, to) {
            (Some(_), Some(_)) => Some(Openness::Partnership),
            (Some(_), None) => Some(Openness::Offer),
            (None, Some(_)) => Some(Openness::Request),
            (None, None) => None,
        }
    }

    pub const fn label(self, locale: Locale) -> &'static str {
        match self {
            Openness::Partnership => locale.pick("партнёрство", "partnership"),
            Openness::Offer => locale.pick("предложение", "offer"),
            Openness::Request => locale.pick("запрос", "request"),
        }
    }
}

/// An edge of the network, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Partnership {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub kind: PartnershipKind,
    /// The side that gives.
    pub from: Option<RecordId>,
    /// The side that receives.
    pub to: Option<RecordId>,
    pub theme: Option<String>,
    pub subjects: Vec<String>,
    /// The agreement or legal basis.
    pub agreement: Option<String>,
    pub term: Term,
    pub status: PartnershipStatus,
    /// Where the document states it.
    pub source: Option<String>,
}

impl Partnership {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Partnership {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            kind: structured(fields, "kind").unwrap_or(PartnershipKind::JointProject),
            from: link(fields, "from"),
            to: link(fields, "to"),
            theme: text(fields, "theme").map(str::to_owned),
            subjects: structured(fields, "subjects").unwrap_or_default(),
            agreement: text(fields, "agreement").map(str::to_owned),
            term: structured(fields, "term").unwrap_or_default(),
            status: structured(fields, "status").unwrap_or(PartnershipStatus::Proposed),
            source: text(fields, "source").map(str::to_owned),
        }
    }

    /// Which sides are named; a record with none reads as an offer of nobody and is never stored.
    pub fn openness(&self) -> Openness {
        Openness::of(self.from, self.to).unwrap_or(Openness::Offer)
    }
}
