//! The groups the list stands in.

use crate::words::public;
use opora_domain::Locale;
use opora_graph::Role;

/// Groups of the list, in order: who needs help first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Seeking,
    Supported,
    Mentors,
    Schools,
    Centres,
    Partners,
}

impl Group {
    pub const ALL: [Group; 6] = [
        Group::Seeking,
        Group::Supported,
        Group::Mentors,
        Group::Schools,
        Group::Centres,
        Group::Partners,
    ];

    pub const fn of(role: Role) -> Self {
        match role {
            Role::Supported {
                has_live_mentor: false,
            } => Group::Seeking,
            Role::Supported {
                has_live_mentor: true,
            } => Group::Supported,
            Role::Mentor { .. } => Group::Mentors,
            Role::School => Group::Schools,
            Role::Centre => Group::Centres,
            Role::Partner => Group::Partners,
        }
    }

    /// The anchor the summary's numbers lead to.
    pub const fn anchor(self) -> &'static str {
        match self {
            Group::Seeking => "seeking",
            Group::Supported => "supported",
            Group::Mentors => "mentors",
            Group::Schools => "schools",
            Group::Centres => "centres",
            Group::Partners => "partners",
        }
    }

    pub fn label(self, role: Role, locale: Locale) -> &'static str {
        match self {
            Group::Seeking => public::GROUP_SEEKING.of(locale),
            Group::Supported => public::GROUP_SUPPORTED.of(locale),
            _ => role.kind().label(locale),
        }
    }
}
