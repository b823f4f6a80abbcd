//! A definition of an indicator that a network has of its own: its names, which way is better, and
//! the text that declares it. Does not read that text: the language is of `opora_indicators`.

use crate::indicator::Direction;
use crate::projection::Projected;
use crate::record::text;
use crate::{Locale, NetworkId, RecordId};

/// A definition of a network's own, as one viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDefinition {
    /// What an indicator's `source` names it by.
    pub id: RecordId,
    pub network: NetworkId,
    pub title: String,
    /// What an English reader calls it.
    pub other_title: Option<String>,
    /// JSON in the declared language, without code and title.
    pub source: String,
    pub direction: Option<Direction>,
    pub note: Option<String>,
}

impl OwnDefinition {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        OwnDefinition {
            id: projected.id,
            network: projected.network.clone(),
            title: one("title").unwrap_or_default(),
            other_title: one("other_title"),
            source: one("source").unwrap_or_default(),
            direction: text(fields, "direction").and_then(Direction::from_code),
            note: one("note"),
        }
    }

    /// Its name; the Russian one where there is no other.
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ru => &self.title,
            Locale::En => self.other_title.as_deref().unwrap_or(&self.title),
        }
    }
}
