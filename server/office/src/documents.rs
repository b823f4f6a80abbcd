//! A programme as documents one files on A4: passport, road map, report on indicators, as DOCX; and
//! the tables of the last two as a spreadsheet in the form published programmes have.
//!
//! Says what the records say, in the document's order, numbers and dates in the reader's language.
//! Judges nothing: what is contradictory in a programme is told by `programme_review`.

mod docx;
mod html;
mod indicators;
mod layouts;
mod official;
mod page;
mod passport;
mod road_map;
mod round;
mod school;
mod sheets;
mod words;

pub use layouts::{LAYOUTS, Layout, layout_of};
pub use official::fitting;
pub use round::write_round;
pub use school::{Counted, SchoolSheet};

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

impl Layout {
    /// What a person chooses it by.
    pub fn name(&self, locale: Locale) -> &'static str {
        self.name.of(locale)
    }
}

/// A table of a programme in one of the published forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormPart {
    Indicators,
    Plan,
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

/// What every file says of itself.
#[derive(Clone, Copy, Debug)]
struct Filed<'a> {
    network: &'a Network,
    locale: Locale,
    written_on: PartialDate,
}

impl<'a> Filing<'a> {
    fn filed(&self) -> Filed<'a> {
        Filed {
            network: self.network,
            locale: self.locale,
            written_on: self.written_on,
        }
    }
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
    docx::write(&document, filing.filed())
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

/// Writes indicators or plan in one of the published forms as DOCX.
///
/// # Errors
/// [`NotWritten`] as above.
pub fn write_form(
    filing: &Filing<'_>,
    layout: &Layout,
    part: FormPart,
) -> Result<Vec<u8>, NotWritten> {
    let document = match part {
        FormPart::Indicators => official::indicators(filing, layout),
        FormPart::Plan => official::plan(filing, layout),
    };
    docx::write(&document, filing.filed())
}

/// The same, both in one spreadsheet.
///
/// # Errors
/// [`NotWritten`] as above.
pub fn write_form_tables(filing: &Filing<'_>, layout: &Layout) -> Result<Vec<u8>, NotWritten> {
    let documents = [
        (
            words::INDICATORS_SHEET,
            official::indicators(filing, layout),
        ),
        (words::ROAD_MAP_SHEET, official::plan(filing, layout)),
    ];
    let named = documents
        .iter()
        .map(|(name, document)| (name.of(filing.locale), document));
    sheets::write(named, filing)
}

/// Writes a school's sheet as DOCX.
///
/// # Errors
/// [`NotWritten`] as above.
pub fn write_school(sheet: &SchoolSheet) -> Result<Vec<u8>, NotWritten> {
    docx::write(
        &school::sheet(sheet),
        Filed {
            network: &sheet.network,
            locale: sheet.locale,
            written_on: sheet.written_on,
        },
    )
}

/// A school's sheet as a page to be printed. `stylesheet` is the address of the site's style sheet.
pub fn school_page(sheet: &SchoolSheet, stylesheet: &str) -> String {
    html::write(&school::sheet(sheet), sheet.locale, stylesheet)
}
