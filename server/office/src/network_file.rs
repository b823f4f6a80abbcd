//! A network as a file for other programs: GEXF, GraphML, GeoJSON, CSV and JSON out; GEXF,
//! GraphML and CSV in, through the plan every workbook goes through.
//!
//! Writes only what `opora_domain::project` let through for one viewer. Reads nothing a file
//! could grow by: no type declarations, no entities; everything has a limit.

mod attributes;
mod filling;
mod gexf;
mod graphml;
mod json;
mod references;
mod refusal;
mod rows;
mod tables;
mod xml;

pub use refusal::NetworkFileProblem;

use crate::file_error::FileError;
use crate::package::FILE_BYTES_MAX;
use crate::workbook::{Workbook, read_workbook};
use attributes::{Values, of_organisation, of_partnership};
use opora_domain::{
    Locale, Network, NetworkId, Organisation, Partnership, Projected, RecordId, RecordKind,
};
use std::collections::BTreeMap;

/// A format a network is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkFormat {
    Gexf,
    GraphMl,
    GeoJson,
    CsvNodes,
    CsvEdges,
    Json,
}

impl NetworkFormat {
    pub const ALL: [NetworkFormat; 6] = [
        NetworkFormat::Gexf,
        NetworkFormat::GraphMl,
        NetworkFormat::GeoJson,
        NetworkFormat::CsvNodes,
        NetworkFormat::CsvEdges,
        NetworkFormat::Json,
    ];

    /// The end of a file's name, after the network's slug.
    pub const fn suffix(self) -> &'static str {
        match self {
            NetworkFormat::Gexf => ".gexf",
            NetworkFormat::GraphMl => ".graphml",
            NetworkFormat::GeoJson => ".geojson",
            NetworkFormat::CsvNodes => "-nodes.csv",
            NetworkFormat::CsvEdges => "-edges.csv",
            NetworkFormat::Json => ".json",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            NetworkFormat::Gexf | NetworkFormat::GraphMl => "application/xml; charset=utf-8",
            NetworkFormat::GeoJson => "application/geo+json",
            NetworkFormat::CsvNodes | NetworkFormat::CsvEdges => "text/csv; charset=utf-8",
            NetworkFormat::Json => "application/json",
        }
    }
}

/// A network as one viewer may see it, in the order of codes.
#[derive(Clone, Debug)]
pub struct NetworkContents {
    network: Network,
    organisations: Vec<Organisation>,
    partnerships: Vec<Partnership>,
}

/// A written file, and what is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    /// Control characters XML has no way to say.
    pub characters_dropped: usize,
    /// Organisations that are not in a GeoJSON file, for want of a place.
    pub places_unknown: usize,
    /// Partnerships of which a side was named that the viewer does not see, or that is deleted.
    pub partnerships_left_out: usize,
}

/// A partnership whose sides are known by their codes.
struct Edge<'a> {
    /// Its code; the identity where it has none.
    id: String,
    from: Option<&'a str>,
    to: Option<&'a str>,
    partnership: &'a Partnership,
}

impl NetworkContents {
    /// The network, and what of it is to be in the file, all as one viewer may see it.
    pub fn new(
        network: Network,
        mut organisations: Vec<Organisation>,
        mut partnerships: Vec<Partnership>,
    ) -> Self {
        organisations.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
        partnerships.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
        NetworkContents {
            network,
            organisations,
            partnerships,
        }
    }

    /// Sorts what the projection let through of one network; `None` when the network's own record
    /// is not among it. Interactions are passed over.
    pub fn of(projected: &[Projected]) -> Option<Self> {
        let of_kind = |kind| projected.iter().filter(move |it| it.kind == kind);
        Some(NetworkContents::new(
            Network::read(of_kind(RecordKind::Network).next()?),
            of_kind(RecordKind::Organisation)
                .map(Organisation::read)
                .collect(),
            of_kind(RecordKind::Partnership)
                .map(Partnership::read)
                .collect(),
        ))
    }

    fn edges(&self) -> (Vec<Edge<'_>>, usize) {
        let codes: BTreeMap<RecordId, &str> = self
            .organisations
            .iter()
            .map(|it| (it.id, it.code.as_str()))
            .collect();
        let edges: Vec<Edge<'_>> = self
            .partnerships
            .iter()
            .filter_map(|partnership| {
                let side = |id: Option<RecordId>| match id {
                    None => Some(None),
                    Some(id) => codes.get(&id).map(|code| Some(*code)),
                };
                let id = partnership.code.clone();
                Some(Edge {
                    id: id.unwrap_or_else(|| partnership.id.to_string()),
                    from: side(partnership.from)?,
                    to: side(partnership.to)?,
                    partnership,
                })
            })
            .collect();
        let left_out = self.partnerships.len() - edges.len();
        (edges, left_out)
    }

    /// What is known of each organisation, in their order.
    fn values_of_nodes(&self) -> Vec<Values> {
        let is_example = self.network.is_example;
        let organisations = self.organisations.iter();
        organisations
            .map(|it| of_organisation(it, is_example))
            .collect()
    }

    /// The same of edges.
    fn values_of_edges(&self, edges: &[Edge<'_>]) -> Vec<Values> {
        let is_example = self.network.is_example;
        let partnerships = edges.iter().map(|edge| edge.partnership);
        partnerships
            .map(|it| of_partnership(it, is_example))
            .collect()
    }

    /// What the file is of; an example says so.
    fn title(&self) -> String {
        let mark = if self.network.is_example {
            "Учебный пример, такого района нет (example, no such district). "
        } else {
            ""
        };
        format!("{mark}{}", self.network.place_words())
    }
}

/// Writes a network. `locale` decides the separator of a CSV file alone: see `tables`.
pub fn write_network(contents: &NetworkContents, format: NetworkFormat, locale: Locale) -> Written {
    match format {
        NetworkFormat::Gexf => gexf::write(contents),
        NetworkFormat::GraphMl => graphml::write(contents),
        NetworkFormat::GeoJson => json::write_places(contents),
        NetworkFormat::CsvNodes => tables::write_nodes(contents, locale),
        NetworkFormat::CsvEdges => tables::write_edges(contents, locale),
        NetworkFormat::Json => json::write(contents),
    }
}

/// Reads a workbook or a network file. What it is, the ending of its name says; of a name that
/// says nothing, and of a workbook, the bytes do. `district` is taken where neither the file nor
/// its codes name one.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; a problem of a row is no error.
pub fn read_file(
    name: &str,
    bytes: &[u8],
    district: Option<&NetworkId>,
) -> Result<Workbook, FileError> {
    let Some(read) = reader_of(name, bytes) else {
        return read_workbook(name, bytes);
    };
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        let bytes_max = FILE_BYTES_MAX;
        return Err(FileError::TooBig {
            bytes: bytes.len(),
            bytes_max,
        });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            return refusal::refused(line, NetworkFileProblem::NotUtf8);
        }
    };
    rows::workbook(name, read(text)?, district)
}

type Reader = fn(&str) -> Result<rows::NetworkRows, FileError>;

/// `None` for a workbook, and for what is nothing we know: the reader of workbooks says what it
/// looks like.
fn reader_of(name: &str, bytes: &[u8]) -> Option<Reader> {
    if bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "gexf" => Some(gexf::read),
        "graphml" => Some(graphml::read),
        "csv" | "tsv" => Some(tables::read),
        _ => reader_of_root(bytes),
    }
}

/// The reader of an XML file by its first element, as `network.xml` may be either.
fn reader_of_root(bytes: &[u8]) -> Option<Reader> {
    const LOOKED_AT_BYTES: usize = 2_000;
    let beginning = &bytes[..bytes.len().min(LOOKED_AT_BYTES)];
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let roots: [(&str, Reader); 2] = [("<gexf", gexf::read), ("<graphml", graphml::read)];
    let found = roots
        .into_iter()
        .filter_map(|(root, read)| Some((text.find(root)?, read)));
    let first = found.min_by_key(|(at, _)| *at).map(|(_, read)| read);
    first.filter(|_| text.starts_with('<'))
}
