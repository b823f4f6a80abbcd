//! The same tables as a spreadsheet: a sheet for each document, numbers as numbers, lines for
//! signatures below.

use super::page::{Block, Content, Document, Look, Row, Table as PageTable, placed};
use super::{Filing, words};
use crate::cell::Cell;
use crate::spreadsheet::{LineLook, NotWritten, Spreadsheet, Table};
use opora_domain::Locale;

/// What of a landscape A4 page is read without a lens, in characters.
const PAGE_CHARACTERS: f64 = 140.0;

pub(super) fn write<'a>(
    documents: impl Iterator<Item = (&'static str, &'a Document)>,
    filing: &Filing<'_>,
) -> Result<Vec<u8>, NotWritten> {
    let mut spreadsheet = Spreadsheet::new(filing.written_on);
    for (name, document) in documents {
        let mut sheet = spreadsheet.sheet(name)?;
        let mut tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        // A document without a table has one column as wide as the page.
        let widths = tables.next().map_or(vec![1_000], |it| it.widths.clone());
        for (at, width) in widths.iter().enumerate() {
            sheet.width(at, f64::from(*width) * PAGE_CHARACTERS / 1_000.0)?;
        }
        let columns = widths.len();
        for block in &document.blocks {
            match block {
                // A spreadsheet has no right half of a page.
                Block::Paragraph(Look::Stamp, _) => {}
                Block::Paragraph(look, text) => {
                    let look = match look {
                        Look::Title => LineLook::Title,
                        Look::Subtitle => LineLook::Middle,
                        Look::Section => LineLook::Section,
                        Look::Stamp | Look::Body | Look::Small => LineLook::Plain,
                    };
                    sheet.line(text, columns, look)?;
                }
                Block::Table(table) => write_table(&mut sheet, table)?,
                Block::Signature(who) => {
                    sheet.line("", 1, LineLook::Plain)?;
                    let text = signature(who, filing.locale);
                    sheet.line(&text, columns, LineLook::Plain)?;
                    sheet.line(words::DATE_LINE.of(filing.locale), columns, LineLook::Plain)?;
                }
            }
        }
    }
    spreadsheet.finish()
}

fn signature(who: &str, locale: Locale) -> String {
    format!(
        "{who}  ____________________ {}   ______________________________ {}",
        words::SIGNATURE.of(locale),
        words::FULL_NAME.of(locale),
    )
}

fn write_table(sheet: &mut Table<'_>, table: &PageTable) -> Result<(), NotWritten> {
    let header = placed(&table.header);
    let header: Vec<_> = header
        .into_iter()
        .map(|(row, column, head)| (row, column, head.rows, head.columns, head.text.as_str()))
        .collect();
    sheet.banded_header(&header, table.header.len())?;
    for row in &table.rows {
        match row {
            Row::Section(title) => sheet.line(title, table.widths.len(), LineLook::Section)?,
            Row::Nothing(words) => sheet.line(words, table.widths.len(), LineLook::Row)?,
            Row::Cells(cells) | Row::Further(cells) => {
                let cells: Vec<_> = cells.iter().map(cell_of).collect();
                sheet.aligned_row(&cells)?;
            }
        }
    }
    Ok(())
}

/// The cell, and whether it stands in the middle.
fn cell_of(content: &Content) -> (Option<Cell>, bool) {
    match content {
        Content::Empty => (None, false),
        Content::Text(lines) => (Some(Cell::Text(lines.join("\n"))), false),
        Content::Mark(mark) => (Some(Cell::Text(mark.clone())), true),
        Content::Number {
            value,
            has_percent_sign,
        } => {
            let value = if *has_percent_sign {
                value / 100.0
            } else {
                *value
            };
            let cell = Cell::Number {
                value,
                is_percent: *has_percent_sign,
            };
            (Some(cell), true)
        }
    }
}
