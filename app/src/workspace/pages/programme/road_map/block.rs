//! A block of cells as spreadsheets put it on the clipboard: tabs between cells, a line a row,
//! quotes round a cell that has tabs, quotes or line breaks of its own.

/// The cells of a text; rows may be of different lengths.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut row = vec![];
    let mut rest = text;
    loop {
        let (cell, after) = cell(rest);
        row.push(cell);
        rest = after;
        if let Some(next) = rest.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        rest = rest.strip_prefix('\r').unwrap_or(rest);
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        // A spreadsheet ends its last line, too.
        if rest.is_empty() {
            return rows;
        }
    }
}

/// The same way out.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            match cell.contains(['\t', '\n', '\r', '"']) {
                true => out.push_str(&format!("\"{}\"", cell.replace('"', "\"\""))),
                false => out.push_str(cell),
            }
        }
        out.push('\n');
    }
    out
}

/// The same as a table of HTML, which spreadsheets prefer. Every cell says that it is text: «2.1»
/// is no date, and what begins with a hyphen no formula.
pub fn html(rows: &[Vec<String>]) -> String {
    let mut out = "<meta charset=\"utf-8\"><table>".to_owned();
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let text = cell
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let text = text.replace('\n', "<br style=\"mso-data-placement:same-cell\">");
            out.push_str(&format!(
                "<td style='mso-number-format:\"\\@\"'>{text}</td>"
            ));
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    out
}

/// The first cell of a text, and the rest from its tab or line end on.
fn cell(text: &str) -> (String, &str) {
    if let Some(found) = text.strip_prefix('"').and_then(quoted) {
        return found;
    }
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A cell after its opening quote; `None` when the quotes are the author's own.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => break,
        }
    }
    let ends = rest.is_empty() || rest.starts_with(['\t', '\n', '\r']);
    ends.then(|| (cell.replace("\r\n", "\n"), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_a_spreadsheet_is_read() {
        assert_eq!(read("а\tб\r\nв\tг\r\n"), [["а", "б"], ["в", "г"]]);
        assert_eq!(read("один"), [["один"]]);
        assert_eq!(read("\t\n\t"), [["", ""], ["", ""]]);
        assert_eq!(
            read("\"Январь 2019г.\n2019-2024г.\"\t\"сказал \"\"да\"\"\"\nдва"),
            [
                vec!["Январь 2019г.\n2019-2024г.", "сказал \"да\""],
                vec!["два"]
            ]
        );
    }

    #[test]
    fn quotes_of_the_author_stay() {
        assert_eq!(read("\"Школа\" № 1\tб"), [["\"Школа\" № 1", "б"]]);
        assert_eq!(read("\"открыта\tб"), [["\"открыта", "б"]]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = vec![
            vec![
                "17.".to_owned(),
                "«Точка роста»\tи \"ещё\"".to_owned(),
                String::new(),
            ],
            vec![
                "- перенос\nстроки".to_owned(),
                "=1+1".to_owned(),
                "в".to_owned(),
            ],
        ];
        assert_eq!(read(&write(&rows)), rows);
        let html = html(&rows);
        assert!(html.contains("mso-number-format") && !html.contains("\n"));
    }
}
