//! What of a network is shown: the fields of the legend's form and the words of a permalink.
//!
//! One address, one picture: [`Filter::to_query`] is canonical and leaves defaults out. It does
//! not decide what a viewer may see: that happened before.

use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::roles::RoleKind;
use opora_domain::{Family, Partnership, PartnershipStatus};
use std::collections::BTreeSet;

opora_domain::choice! {
    /// The two projections of one scene.
    View {
        Network = "network", "Сеть", "Network";
        Map = "map", "Карта", "Map";
    }
}

/// Which partnerships count, by how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// Proposed, agreed and active: see [`PartnershipStatus::is_open`].
    #[default]
    Open,
    /// All, the ended ones too.
    Any,
    Only(PartnershipStatus),
}

impl StatusFilter {
    pub const fn code(self) -> &'static str {
        match self {
            StatusFilter::Open => "open",
            StatusFilter::Any => "any",
            StatusFilter::Only(status) => status.code(),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "open" => Some(StatusFilter::Open),
            "any" => Some(StatusFilter::Any),
            _ => PartnershipStatus::from_code(code).map(StatusFilter::Only),
        }
    }

    pub fn lets_through(self, status: PartnershipStatus) -> bool {
        match self {
            StatusFilter::Open => status.is_open(),
            StatusFilter::Any => true,
            StatusFilter::Only(wanted) => status == wanted,
        }
    }
}

/// What is shown. The default shows every organisation and every open relation as a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Families whose lines are hidden.
    pub families: BTreeSet<Family>,
    /// Roles whose organisations are hidden, with their lines.
    pub roles: BTreeSet<RoleKind>,
    pub status: StatusFilter,
    /// Only relations that name this school subject.
    pub subject: Option<String>,
    pub view: View,
}

#[expect(clippy::derivable_impls, reason = "closed lists derive no default")]
impl Default for View {
    fn default() -> Self {
        View::Network
    }
}

/// Longest subject kept from an address, in characters.
const SUBJECT_CHARS_MAX: usize = 100;

impl Filter {
    /// Reads the query of an address, without its `?`. What it does not know it ignores.
    ///
    /// Two ways to say what is hidden: `hide=mentoring&hide=role-school`, as permalinks have it;
    /// or, as a form without script sends it, `legend=1` (a hidden field) with one `show=…` for
    /// each box that is ticked. Other keys: `status`, `subject`, `view`.
    pub fn from_query(query: &str) -> Self {
        let mut filter = Filter::default();
        let mut shown: Option<BTreeSet<String>> = None;
        for (key, value) in pairs_of(query) {
            match key.as_str() {
                "hide" => filter.hide(&value),
                "legend" => drop(shown.get_or_insert_default()),
                "show" => drop(shown.get_or_insert_default().insert(value)),
                "status" => filter.status = StatusFilter::from_code(&value).unwrap_or_default(),
                "view" => filter.view = View::from_code(&value).unwrap_or(View::Network),
                "subject" => {
                    let subject: String = value.trim().chars().take(SUBJECT_CHARS_MAX).collect();
                    filter.subject = Some(subject).filter(|subject| !subject.is_empty());
                }
                _ => {}
            }
        }
        if let Some(shown) = shown {
            let is_hidden = |value: &str| !shown.contains(value);
            filter
                .families
                .extend(Family::ALL.iter().filter(|each| is_hidden(each.code())));
            filter.roles.extend(
                RoleKind::ALL
                    .iter()
                    .filter(|each| is_hidden(&role_value(**each))),
            );
        }
        filter
    }

    /// The query of this filter's permalink, without `?`; empty for the default.
    pub fn to_query(&self) -> String {
        let mut pairs: Vec<String> = Vec::new();
        pairs.extend(
            self.families
                .iter()
                .map(|family| format!("hide={}", family.code())),
        );
        pairs.extend(
            self.roles
                .iter()
                .map(|role| format!("hide={}", role_value(*role))),
        );
        if self.status != StatusFilter::Open {
            pairs.push(format!("status={}", self.status.code()));
        }
        if let Some(subject) = &self.subject {
            pairs.push(format!("subject={}", encoded(subject)));
        }
        if self.view != View::Network {
            pairs.push(format!("view={}", self.view.code()));
        }
        pairs.join("&")
    }

    pub fn is_default(&self) -> bool {
        *self == Filter::default()
    }

    pub fn shows_family(&self, family: Family) -> bool {
        !self.families.contains(&family)
    }

    pub fn shows_role(&self, role: RoleKind) -> bool {
        !self.roles.contains(&role)
    }

    /// The relation passes status, subject and family.
    pub fn shows(&self, partnership: &Partnership) -> bool {
        self.status.lets_through(partnership.status)
            && self.shows_family(partnership.kind.family())
            && self
                .subject
                .as_deref()
                .is_none_or(|wanted| has_subject(partnership, wanted))
    }

    fn hide(&mut self, value: &str) {
        if let Some(family) = Family::from_code(value) {
            self.families.insert(family);
        } else if let Some(role) = value.strip_prefix("role-").and_then(RoleKind::from_code) {
            self.roles.insert(role);
        }
    }
}

/// The value a role has in `hide=` and `show=`.
pub fn role_value(role: RoleKind) -> String {
    format!("role-{}", role.code())
}

impl NetworkGraph {
    /// The part a filter shows. Roles stay those of the whole network; counts are of the part.
    pub fn filtered(&self, filter: &Filter) -> NetworkGraph {
        self.part(
            |node| filter.shows_role(node.role.kind()),
            |each| filter.shows(each),
        )
    }

    /// The subjects named by any relation, each once, in the order of the alphabet.
    pub fn subjects(&self) -> Vec<String> {
        let named = self.edges.iter().map(|edge| &edge.partnership);
        let named = named.chain(self.open_ends.iter().map(|end| &end.partnership));
        let mut subjects: Vec<String> = Vec::new();
        for subject in named.flat_map(|partnership| &partnership.subjects) {
            if !subjects
                .iter()
                .any(|known| folded(known) == folded(subject))
            {
                subjects.push(subject.trim().to_owned());
            }
        }
        sort_by_key(&mut subjects, |subject| folded(subject));
        subjects
    }
}

fn has_subject(partnership: &Partnership, wanted: &str) -> bool {
    partnership
        .subjects
        .iter()
        .any(|subject| folded(subject) == folded(wanted))
}

fn folded(text: &str) -> String {
    opora_domain::choice::normal(text)
}

/// The keys and values of a query without its `?`, decoded.
pub fn pairs_of(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    })
}

pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|two| std::str::from_utf8(two).ok());
        match (
            bytes[at],
            digits.and_then(|two| u8::from_str_radix(two, 16).ok()),
        ) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
