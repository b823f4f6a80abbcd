//! The definitions an indicator can name: those that come with the product and those the network
//! has of its own. A text that means nothing here, because it is damaged or of a newer program, stays
//! known by its name and gives no number.

use crate::definition::{Definition, DefinitionProblem, Title};
use crate::shipped;
use opora_domain::{Direction, OwnDefinition, Projected, RecordId, RecordKind};

/// A definition of the network's own and what its text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    pub record: OwnDefinition,
    /// Its code is the identity of the record.
    pub read: Result<Definition, Vec<DefinitionProblem>>,
}

/// What the `source` of an indicator leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Definition(Box<Definition>),
    /// A definition of the network's own that is not there any more.
    Deleted,
    /// Its text or its code means nothing to this program.
    Unknown,
}

impl Source {
    pub fn definition(self) -> Option<Definition> {
        match self {
            Source::Definition(definition) => Some(*definition),
            Source::Deleted | Source::Unknown => None,
        }
    }
}

/// All definitions of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// By title.
    pub own: Vec<Own>,
    pub shipped: &'static [Definition],
}

impl Own {
    pub fn read(record: OwnDefinition) -> Self {
        let title = Title {
            ru: record.title.clone(),
            en: record.name(opora_domain::Locale::En).to_owned(),
        };
        let read = Definition::read_named(&record.source, &record.id.to_string(), &title);
        Own { record, read }
    }
}

impl Catalogue {
    /// What the network's records declare, and what comes with the product.
    pub fn new<'a>(records: impl IntoIterator<Item = &'a Projected>) -> Self {
        let own = records
            .into_iter()
            .filter(|record| record.kind == RecordKind::Definition)
            .map(OwnDefinition::read);
        Catalogue::of(own.collect())
    }

    pub fn of(own: Vec<OwnDefinition>) -> Self {
        let mut own: Vec<Own> = own.into_iter().map(Own::read).collect();
        own.sort_by(|a, b| (&a.record.title, a.record.id).cmp(&(&b.record.title, b.record.id)));
        Catalogue {
            own,
            shipped: shipped::known(),
        }
    }

    /// Those that can be computed, the network's own first.
    pub fn known(&self) -> impl Iterator<Item = &Definition> {
        let own = self.own.iter().filter_map(|one| one.read.as_ref().ok());
        own.chain(self.shipped)
    }

    pub fn own(&self, id: RecordId) -> Option<&Own> {
        self.own.iter().find(|one| one.record.id == id)
    }

    /// What an indicator's `source` leads to: a code, an identity, or a definition as JSON.
    pub fn source(&self, source: &str) -> Source {
        let source = source.trim();
        let known = match source.parse::<RecordId>() {
            Ok(id) => match self.own(id) {
                Some(own) => own.read.clone().ok(),
                None => return Source::Deleted,
            },
            Err(_) if source.starts_with('{') => Definition::read(source).ok(),
            Err(_) => self.shipped.iter().find(|one| one.code == source).cloned(),
        };
        known.map_or(Source::Unknown, |known| Source::Definition(Box::new(known)))
    }

    pub fn is_own(&self, code: &str) -> bool {
        code.parse().is_ok_and(|id| self.own(id).is_some())
    }

    /// Which way is better, where the network says it of its own definition.
    pub fn direction(&self, code: &str) -> Option<Direction> {
        self.own(code.parse().ok()?)?.record.direction
    }
}
