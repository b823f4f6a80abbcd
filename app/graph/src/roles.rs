//! The role of an organisation in its network: it decides the mark.
//!
//! Roles are read from what one viewer may see. They do not say how well a school does: for the
//! public the only trace of a standing is that the district supports the school.

use opora_domain::{Locale, Organisation, OrganisationKind};

opora_domain::choice! {
    /// Roles without their numbers: rows of the legend and values of the filter.
    RoleKind {
        Supported = "supported", "Школы, которым помогают", "Schools being helped";
        Mentor = "mentor", "Школы-наставники", "Mentor schools";
        School = "school", "Другие школы", "Other schools";
        Centre = "centre", "Центры и управление", "Centres and authorities";
        Partner = "partner", "Партнёры вне школ", "Partners outside schools";
    }
}

/// What an organisation is in its network. When several apply, the first of centre, supported,
/// mentor, other school; a second role is said in words (see [`crate::Node::mentees`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// An authority or a centre of methodology.
    Centre,
    /// A school the district supports.
    Supported {
        /// Some mentoring partnership of which it is the receiving side is active.
        has_live_mentor: bool,
    },
    /// A school that gives active mentoring to so many organisations, at least one.
    Mentor { mentees: u32 },
    /// Any other school.
    School,
    /// An organisation that is neither a school nor a centre.
    Partner,
}

impl Role {
    /// The role of an organisation that mentors so many others and has, or has not, an active
    /// mentor itself.
    pub fn of(organisation: &Organisation, mentees: u32, has_live_mentor: bool) -> Self {
        if organisation.kind.is_centre() {
            Role::Centre
        } else if organisation.kind != OrganisationKind::School {
            Role::Partner
        } else if organisation.is_supported {
            Role::Supported { has_live_mentor }
        } else if mentees > 0 {
            Role::Mentor { mentees }
        } else {
            Role::School
        }
    }

    pub const fn kind(self) -> RoleKind {
        match self {
            Role::Centre => RoleKind::Centre,
            Role::Supported { .. } => RoleKind::Supported,
            Role::Mentor { .. } => RoleKind::Mentor,
            Role::School => RoleKind::School,
            Role::Partner => RoleKind::Partner,
        }
    }

    /// The code used in classes and addresses.
    pub const fn code(self) -> &'static str {
        self.kind().code()
    }

    /// The role of one organisation in words. That a supported school has no mentor is not part
    /// of it: see [`Role::is_without_mentor`].
    pub const fn label(self, locale: Locale) -> &'static str {
        match self {
            Role::Centre => locale.pick("Центр или управление", "Centre or authority"),
            Role::Supported { .. } => locale.pick("Школа, которой помогают", "School being helped"),
            Role::Mentor { .. } => locale.pick("Школа-наставник", "Mentor school"),
            Role::School => locale.pick("Другая школа", "Other school"),
            Role::Partner => locale.pick("Партнёр вне школ", "Partner outside schools"),
        }
    }

    /// A supported school without an active mentor: it looks for one.
    pub const fn is_without_mentor(self) -> bool {
        matches!(
            self,
            Role::Supported {
                has_live_mentor: false
            }
        )
    }

    /// Marks whose labels are set in the strong weight.
    pub const fn is_strong(self) -> bool {
        matches!(
            self,
            Role::Centre | Role::Supported { .. } | Role::Mentor { .. }
        )
    }

    /// Half the size of the mark in px at 100 %: a radius, half a width or half a diagonal.
    pub const fn half_size(self) -> f64 {
        match self {
            Role::Centre => 7.0,
            Role::Supported { .. } => 9.25,
            Role::Mentor { mentees } => triangle_half_width(mentees),
            Role::School => 5.625,
            Role::Partner => 7.9,
        }
    }
}

/// Half the width in px of a mentor's triangle: it grows with the number of mentees.
pub const fn triangle_half_width(mentees: u32) -> f64 {
    match mentees {
        0 | 1 => 9.0,
        2 => 9.6,
        3 => 11.5,
        4 => 13.5,
        _ => 15.0,
    }
}
