//! A practice a school shares, and the schools that adopted it. An adoption is a record of its own,
//! so that two schools that adopt at the same moment do not overwrite each other.

use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, PartialDate, RecordId};

/// Bytes of the address of a page.
const ADDRESS_BYTES_MAX: usize = 2_000;

/// A card of the bank of practices, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    pub id: RecordId,
    pub network: NetworkId,
    pub title: String,
    /// Whose practice it is.
    pub school: Option<RecordId>,
    /// The school subject, where it is of one.
    pub subject: Option<String>,
    /// What it is about: the problem it answers.
    pub theme: Option<String>,
    /// How it is done.
    pub text: Option<String>,
    pub result: Option<String>,
    pub date: Option<PartialDate>,
    /// The address of a page that says more; one that may be linked to.
    pub link: Option<String>,
    pub is_published: bool,
}

impl Practice {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        Practice {
            id: projected.id,
            network: projected.network.clone(),
            title: one("title").unwrap_or_default(),
            school: link(fields, "school"),
            subject: one("subject"),
            theme: one("theme"),
            text: one("text"),
            result: one("result"),
            date: structured(fields, "date"),
            link: one("link").filter(|address| is_web_address(address)),
            is_published: structured(fields, "published").unwrap_or(false),
        }
    }
}

/// A school works by a practice of another, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Adoption {
    pub id: RecordId,
    pub practice: Option<RecordId>,
    pub school: Option<RecordId>,
    /// Since when.
    pub date: Option<PartialDate>,
    pub is_published: bool,
}

impl Adoption {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Adoption {
            id: projected.id,
            practice: link(fields, "practice"),
            school: link(fields, "school"),
            date: structured(fields, "date"),
            is_published: structured(fields, "published").unwrap_or(false),
        }
    }
}

/// An address that may be made a link of: `http` or `https`, a host, and nothing that hides which
/// host it is. Anything else (`javascript:`, a user before the host, white space) is none.
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '\\')
    };
    text.len() <= ADDRESS_BYTES_MAX
        && host.starts_with(char::is_alphanumeric)
        && !host.contains('@')
        && !text.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_pages_may_be_linked_to() {
        for (text, expected) in [
            ("https://uglich.example/opyt", true),
            ("http://школа.рф/практика?год=2026#итог", true),
            ("HTTPS://A.example", true),
            ("https://a", true),
            ("", false),
            ("https://", false),
            ("https:///a", false),
            ("a.example", false),
            ("//a.example", false),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("data:text/html,x", false),
            ("ftp://a.example", false),
            ("https://bank.example@a.example", false),
            ("https://a.example/ b", false),
            ("https://a.example/\"><script>", false),
            ("https://a.example\\b", false),
            (" https://a.example", false),
        ] {
            assert_eq!(is_web_address(text), expected, "{text:?}");
        }
        assert!(!is_web_address(&format!(
            "https://a.example/{}",
            "a".repeat(2_000)
        )));
    }
}
