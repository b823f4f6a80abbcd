//! A document as DOCX: the few parts of an Office Open XML package (ECMA-376) a text with tables
//! needs. Written with the zip and XML crates that are there anyway: docx-rs would bring an older zip
//! and another XML writer for it.
//!
//! The same document gives the same bytes: nothing in it tells a clock or a machine.

mod package;

use super::page::{Block, Content, Document, Head, Look, Row, Table, placed};
use super::{Filed, words};
use crate::spreadsheet::NotWritten;
use opora_domain::Locale;
use opora_domain::figure::number_words;
use quick_xml::escape::escape;

/// A4 and its margins in twentieths of a point: 30 mm where it is bound, 15 opposite, 20 above and
/// below.
const A4: (u32, u32) = (11_906, 16_838);
const BOUND: u32 = 1_701;
const OPPOSITE: u32 = 850;
const ABOVE: u32 = 1_134;

pub(super) fn write(document: &Document, filing: Filed<'_>) -> Result<Vec<u8>, NotWritten> {
    let body = Body::of(document, filing.locale);
    package::write(document, filing, &body)
}

struct Body {
    xml: String,
    locale: Locale,
    /// Of the text, twentieths of a point.
    width: u32,
    /// What is written now stays on the page of what follows.
    keeps: bool,
}

/// Rows of a table that are not parted from what follows it.
const KEPT_ROWS: usize = 2;

impl Body {
    fn of(document: &Document, locale: Locale) -> String {
        let (page, margins) = match document.is_landscape {
            true => ((A4.1, A4.0), (ABOVE, OPPOSITE)),
            false => (A4, (BOUND, OPPOSITE)),
        };
        let mut body = Body {
            xml: String::new(),
            locale,
            width: page.0 - margins.0 - margins.1,
            keeps: false,
        };
        for (at, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(look, text) => body.paragraph(*look, text),
                Block::Table(table) => {
                    let above = at.checked_sub(1).and_then(|at| document.blocks.get(at));
                    let is_named = matches!(above, Some(Block::Paragraph(Look::Section, _)));
                    body.table(table, is_named);
                }
                Block::Signature(who) => body.signature(who),
            }
        }
        let left = margins.0;
        let turned = match document.is_landscape {
            true => r#" w:orient="landscape""#,
            false => "",
        };
        body.xml.push_str(&format!(
            r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{}" w:h="{}"{turned}/><w:pgMar w:top="{ABOVE}" w:right="{}" w:bottom="{ABOVE}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#,
            page.0, page.1, margins.1
        ));
        body.xml
    }

    fn paragraph(&mut self, look: Look, text: &str) {
        let style = match look {
            Look::Stamp => "Stamp",
            Look::Title => "Title",
            Look::Subtitle => "Subtitle",
            Look::Section => "TableSection",
            Look::Body => "Normal",
            Look::Small => "Small",
        };
        // What stands under a table stays with the signature.
        let keep = match look {
            Look::Small | Look::Section => "<w:keepNext/>",
            _ => "",
        };
        self.styled(style, keep, text);
    }

    /// `properties` are those beside the style.
    fn styled(&mut self, style: &str, properties: &str, text: &str) {
        let keep = match self.keeps && !properties.contains("keepNext") {
            true => "<w:keepNext/>",
            false => "",
        };
        self.xml.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{properties}</w:pPr>"#
        ));
        if !text.is_empty() {
            self.xml.push_str(&format!(
                r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#,
                said(text)
            ));
        }
        self.xml.push_str("</w:p>");
    }

    /// The width of each column; together they are the page's.
    fn widths(&self, shares: &[u32]) -> Vec<u32> {
        let whole: u32 = shares.iter().sum::<u32>().max(1);
        let mut widths: Vec<u32> = shares.iter().map(|it| it * self.width / whole).collect();
        let used: u32 = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last += self.width - used;
        }
        widths
    }

    fn open_table(&mut self, widths: &[u32], is_ruled: bool) {
        let rule = match is_ruled {
            true => "single",
            false => "nil",
        };
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .iter()
            .map(|side| {
                format!(r#"<w:{side} w:val="{rule}" w:sz="4" w:space="0" w:color="000000"/>"#)
            })
            .collect();
        let grid: String = widths
            .iter()
            .map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#))
            .collect();
        self.xml.push_str(&format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#,
            self.width
        ));
    }

    /// A table under its own name follows it at once; another one stands apart from the text.
    fn table(&mut self, table: &Table, is_named: bool) {
        if !is_named {
            self.styled("Small", "<w:keepNext/>", "");
        }
        let widths = self.widths(&table.widths);
        self.open_table(&widths, true);
        self.header(&table.header, &widths);
        for (at, row) in table.rows.iter().enumerate() {
            let goes_on = matches!(table.rows.get(at + 1), Some(Row::Further(_)));
            // The last rows stay with what follows: no signature stands on a page of its own.
            self.keeps = at + KEPT_ROWS >= table.rows.len() && at > 0;
            self.row(row, goes_on, &widths);
        }
        self.keeps = false;
        self.xml.push_str("</w:tbl>");
        // Two tables without a paragraph between them would be one.
        self.styled("Small", "<w:keepNext/>", "");
    }

    /// Header rows stand on every page the table goes over.
    fn header(&mut self, header: &[Vec<Head>], widths: &[u32]) {
        let placed = placed(header);
        for row in 0..header.len() {
            self.xml
                .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            let mut column = 0;
            while column < widths.len() {
                let covers = |it: &&(usize, usize, &Head)| {
                    let (first_row, first, head) = **it;
                    (first_row..first_row + head.rows).contains(&row)
                        && (first..first + head.columns).contains(&column)
                };
                let (columns, text, merge) = match placed.iter().find(covers) {
                    Some((first_row, _, head)) => {
                        let merge = match (head.rows > 1, *first_row == row) {
                            (false, _) => "",
                            (true, true) => r#"<w:vMerge w:val="restart"/>"#,
                            (true, false) => "<w:vMerge/>",
                        };
                        let text = if *first_row == row {
                            head.text.as_str()
                        } else {
                            ""
                        };
                        (head.columns, text, merge)
                    }
                    None => (1, "", ""),
                };
                let last = (column + columns).min(widths.len());
                self.open_cell(
                    &widths[column..last],
                    &format!("{merge}<w:vAlign w:val=\"center\"/>"),
                );
                self.styled("TableHead", "", text);
                self.xml.push_str("</w:tc>");
                column = last.max(column + 1);
            }
            self.xml.push_str("</w:tr>");
        }
    }

    /// A cell over these columns. `properties` are merging and the place of the text.
    fn open_cell(&mut self, widths: &[u32], properties: &str) {
        let width: u32 = widths.iter().sum();
        let span = match widths.len() {
            0 | 1 => String::new(),
            count => format!(r#"<w:gridSpan w:val="{count}"/>"#),
        };
        self.xml.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{properties}</w:tcPr>"#
        ));
    }

    fn row(&mut self, row: &Row, goes_on: bool, widths: &[u32]) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        match row {
            Row::Section(title) => {
                self.open_cell(widths, "");
                self.styled("TableSection", "<w:keepNext/>", title);
                self.xml.push_str("</w:tc>");
            }
            Row::Nothing(words) => {
                self.open_cell(widths, "");
                self.styled("TableText", "", words);
                self.xml.push_str("</w:tc>");
            }
            Row::Cells(cells) => self.cells(cells, widths, false, goes_on),
            Row::Further(cells) => self.cells(cells, widths, true, goes_on),
        }
        self.xml.push_str("</w:tr>");
    }

    /// A row that goes on the one above or is gone on below has one first cell with it, and only a
    /// faint rule between the others.
    fn cells(&mut self, cells: &[Content], widths: &[u32], is_further: bool, goes_on: bool) {
        let faint = |side: &str| {
            format!(r#"<w:{side} w:val="single" w:sz="2" w:space="0" w:color="C8C8C8"/>"#)
        };
        let above = if is_further {
            faint("top")
        } else {
            String::new()
        };
        let below = if goes_on {
            faint("bottom")
        } else {
            String::new()
        };
        for (at, width) in widths.iter().enumerate() {
            let properties = match (at, is_further || goes_on) {
                (_, false) => String::new(),
                (0, true) if is_further => r#"<w:vMerge w:val="continue"/>"#.to_owned(),
                (0, true) => r#"<w:vMerge w:val="restart"/>"#.to_owned(),
                (_, true) => format!("<w:tcBorders>{above}{below}</w:tcBorders>"),
            };
            self.open_cell(&[*width], &properties);
            let middle = r#"<w:jc w:val="center"/>"#;
            match cells.get(at).unwrap_or(&Content::Empty) {
                Content::Empty => self.styled("TableText", "", ""),
                Content::Text(lines) => {
                    for line in lines {
                        self.styled("TableText", "", line);
                    }
                    if lines.is_empty() {
                        self.styled("TableText", "", "");
                    }
                }
                Content::Mark(mark) => self.styled("TableText", middle, mark),
                Content::Number {
                    value,
                    has_percent_sign,
                } => {
                    let mut words = number_words(*value, self.locale);
                    if *has_percent_sign {
                        words.push_str(self.locale.pick("\u{a0}%", "%"));
                    }
                    self.styled("TableText", middle, &words);
                }
            }
            self.xml.push_str("</w:tc>");
        }
    }

    /// Who signs, a line for the signature, a line for the name; the page does not end inside.
    fn signature(&mut self, who: &str) {
        let widths = self.widths(&[400, 30, 240, 30, 300]);
        self.open_table(&widths, false);
        let line = r#"<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>"#;
        let room = r#"<w:keepNext/><w:spacing w:before="240"/>"#;
        let under = [
            "",
            "",
            words::SIGNATURE.of(self.locale),
            "",
            words::FULL_NAME.of(self.locale),
        ];
        for is_line in [true, false] {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, width) in widths.iter().enumerate() {
                let has_line = is_line && matches!(at, 2 | 4);
                self.open_cell(&[*width], if has_line { line } else { "" });
                match (is_line, at) {
                    (true, 0) => self.styled("Normal", room, who),
                    (true, _) => self.styled("Normal", room, ""),
                    (false, _) => self.styled("UnderLine", "<w:keepNext/>", under[at]),
                }
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
        let date = words::DATE_LINE.of(self.locale);
        self.styled("Normal", r#"<w:spacing w:before="240"/>"#, date);
    }
}

/// Escaped, and without what XML has no way to say.
fn said(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    escape(text.as_str()).into_owned()
}
