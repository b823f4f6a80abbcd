//! A network: all organisations and partnerships of one municipality.

use crate::organisation::Place;
use crate::projection::Projected;
use crate::record::{structured, text};
use crate::{NetworkId, RecordId};

/// The territory a network belongs to, and what the network was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub id: RecordId,
    pub slug: NetworkId,
    /// Empty where no document names it.
    pub region: String,
    pub municipality: String,
    /// Title of the published document the first data came from.
    pub source: Option<String>,
    /// The main town of the municipality.
    pub centre: Option<Place>,
    /// The data were made by a program: no such district exists. Said on every page and export.
    pub is_example: bool,
}

impl Network {
    /// Municipality and region in one line, as far as they are known.
    pub fn place_words(&self) -> String {
        match self.region.as_str() {
            "" => self.municipality.clone(),
            region => format!("{}, {region}", self.municipality),
        }
    }

    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Network {
            id: projected.id,
            slug: projected.network.clone(),
            region: text(fields, "region").unwrap_or_default().to_owned(),
            municipality: text(fields, "municipality").unwrap_or_default().to_owned(),
            source: text(fields, "source").map(str::to_owned),
            centre: structured(fields, "centre"),
            is_example: structured(fields, "example").unwrap_or(false),
        }
    }
}
