//! A programme as documents one files on A4: passport, road map, report on indicators, as DOCX; and
//! the tables of the last two as a spreadsheet in the form published programmes have.
//!
//! Says what the records say, in the document's order, numbers and dates in the reader's language.
//! Judges nothing: what is contradictory in a programme is told by `programme_review`.

mod docx;
mod indicators;
mod page;
mod passport;
mod road_map;
mod round;
mod sheets;
mod words;

pub use round::write_round;

use crate::spreadsheet::NotWritten;
use opora_domain::{Locale, Network, PartialDate, ProgrammeContents};

/// A document of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    Passport,
    RoadMap,
    IndicatorReport,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 3] = [
        DocumentKind::Passport,
        DocumentKind::RoadMap,
        DocumentKind::IndicatorReport,
    ];
}

/// Whose programme it is, and for whom it is written.
#[derive(Clone, Debug)]
pub struct Filing<'a> {
    pub network: &'a Network,
    pub contents: &'a ProgrammeContents,
    pub locale: Locale,
    /// The day in the file's properties and under the report.
    pub written_on: PartialDate,
}

/// Writes a document as DOCX.
///
/// # Errors
/// [`NotWritten`] when the package cannot be put together; no contents are known that make it.
pub fn write_document(filing: &Filing<'_>, kind: DocumentKind) -> Result<Vec<u8>, NotWritten> {
    let document = match kind {
        DocumentKind::Passport => passport::passport(filing),
        DocumentKind::RoadMap => road_map::road_map(filing),
        DocumentKind::IndicatorReport => indicators::report(filing),
    };
    docx::write(&document, filing)
}

/// Writes the table of indicators and the plan of activities as a spreadsheet, a sheet each, as
/// published programmes lay them out. Not what an import reads: that is
/// [`crate::write_district`].
///
/// # Errors
/// [`NotWritten`] as above.
pub fn write_tables(filing: &Filing<'_>) -> Result<Vec<u8>, NotWritten> {
    let documents = [
        (words::INDICATORS_SHEET, indicators::report(filing)),
        (words::ROAD_MAP_SHEET, road_map::road_map(filing)),
    ];
    let named = documents
        .iter()
        .map(|(name, document)| (name.of(filing.locale), document));
    sheets::write(named, filing)
}
