//! What a document is made of, before it is a file: paragraphs, tables, lines for signatures. Knows
//! no format; a number stays one, so that a spreadsheet can count with it.

/// A document on A4.
pub(super) struct Document {
    pub title: String,
    pub is_landscape: bool,
    /// Everything of it is to stand on one page: smaller letters.
    pub is_dense: bool,
    pub blocks: Vec<Block>,
}

pub(super) enum Block {
    Paragraph(Look, String),
    Table(Table),
    /// Lines to be signed on: who signs.
    Signature(String),
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The stamp of approval: in the right half of the page.
    Stamp,
    Title,
    Subtitle,
    /// The name of a part, kept with what follows it.
    Section,
    Body,
    Small,
}

/// A table whose header stands on every page and whose rows stay whole.
pub(super) struct Table {
    /// The share of the page's width each column has, in thousandths.
    pub widths: Vec<u32>,
    pub header: Vec<Vec<Head>>,
    pub rows: Vec<Row>,
}

/// A cell of a header over so many columns and rows.
pub(super) struct Head {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
}

impl Head {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Head {
            text: text.into(),
            columns: 1,
            rows: 1,
        }
    }

    pub(super) fn over(self, columns: usize) -> Self {
        Head { columns, ..self }
    }

    pub(super) fn down(self, rows: usize) -> Self {
        Head { rows, ..self }
    }
}

/// Where the cells of a header stand: row, column and cell.
pub(super) fn placed(header: &[Vec<Head>]) -> Vec<(usize, usize, &Head)> {
    let mut placed: Vec<(usize, usize, &Head)> = vec![];
    for (row, heads) in header.iter().enumerate() {
        let mut column = 0;
        for head in heads {
            // What comes down from the row above is passed over.
            while let Some((_, first, above)) = placed.iter().find(|(start, first, above)| {
                let reaches = *start < row && start + above.rows > row;
                reaches && (*first..first + above.columns).contains(&column)
            }) {
                column = first + above.columns;
            }
            placed.push((row, column, head));
            column += head.columns;
        }
    }
    placed
}

pub(super) enum Row {
    /// A line over all columns, kept with what follows it.
    Section(String),
    /// Nothing belongs to the section before.
    Nothing(String),
    Cells(Vec<Content>),
    /// A further row of the line before: its first cell goes on.
    Further(Vec<Content>),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Empty,
    /// Lines, in their order; to the left.
    Text(Vec<String>),
    /// In the middle: a number of a row, a mark.
    Mark(String),
    Number {
        value: f64,
        has_percent_sign: bool,
    },
}

impl Content {
    pub(super) fn text(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            None | Some("") => Content::Empty,
            Some(text) => Content::Text(lines(text)),
        }
    }

    pub(super) fn mark(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            None | Some("") => Content::Empty,
            Some(text) => Content::Mark(text.to_owned()),
        }
    }
}

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_goes_down_takes_its_column_in_the_next_row() {
        let header = [
            vec![
                Head::new("a").down(2),
                Head::new("b").over(2),
                Head::new("c").down(2),
            ],
            vec![Head::new("d"), Head::new("e")],
            vec![
                Head::new("1"),
                Head::new("2"),
                Head::new("3"),
                Head::new("4"),
            ],
        ];
        let placed = placed(&header);
        let places: Vec<_> = placed
            .iter()
            .map(|(row, column, head)| (*row, *column, head.text.as_str()))
            .collect();
        assert_eq!(
            places,
            [
                (0, 0, "a"),
                (0, 1, "b"),
                (0, 3, "c"),
                (1, 1, "d"),
                (1, 2, "e"),
                (2, 0, "1"),
                (2, 1, "2"),
                (2, 2, "3"),
                (2, 3, "4"),
            ]
        );
    }
}
