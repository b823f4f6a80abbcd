//! A document as a page of HTML to be printed: paragraphs, tables and lines for signatures, with the
//! style sheet of the site. No script, no inline style.

use super::page::{Block, Content, Document, Head, Look, Row, Table};
use super::words;
use opora_domain::Locale;
use opora_domain::figure::number_words;
use quick_xml::escape::escape;

/// `stylesheet` is the address of the site's style sheet.
pub(super) fn write(document: &Document, locale: Locale, stylesheet: &str) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{}</title><link rel=\"stylesheet\" href=\"{}\"></head><body><main class=\"filed\">",
        locale.tag(),
        escape(document.title.as_str()),
        escape(stylesheet),
    );
    for block in &document.blocks {
        match block {
            Block::Paragraph(look, text) => paragraph(&mut html, *look, text),
            Block::Table(of) => table(&mut html, of, locale),
            Block::Signature(who) => signature(&mut html, who, locale),
        }
    }
    html.push_str("</main></body></html>\n");
    html
}

fn paragraph(html: &mut String, look: Look, text: &str) {
    let (tag, class) = match look {
        Look::Title => ("h1", "filed__title"),
        Look::Section => ("h2", "filed__section"),
        Look::Stamp => ("p", "filed__stamp"),
        Look::Subtitle => ("p", "filed__subtitle"),
        Look::Body => ("p", "filed__text"),
        Look::Small => ("p", "filed__small"),
    };
    html.push_str(&format!(
        "<{tag} class=\"{class}\">{}</{tag}>",
        escape(text)
    ));
}

fn table(html: &mut String, table: &Table, locale: Locale) {
    html.push_str("<table class=\"filed__table\"><colgroup>");
    for width in &table.widths {
        html.push_str(&format!("<col width=\"{}%\">", f64::from(*width) / 10.0));
    }
    html.push_str("</colgroup>");
    if !table.header.is_empty() {
        html.push_str("<thead>");
        for row in &table.header {
            html.push_str("<tr>");
            for Head {
                text,
                columns,
                rows,
            } in row
            {
                let scope = if *columns > 1 { "colgroup" } else { "col" };
                html.push_str(&format!(
                    "<th scope=\"{scope}\" colspan=\"{columns}\" rowspan=\"{rows}\">{}</th>",
                    escape(text.as_str())
                ));
            }
            html.push_str("</tr>");
        }
        html.push_str("</thead>");
    }
    html.push_str("<tbody>");
    let has_head = !table.header.is_empty();
    for row in &table.rows {
        html.push_str("<tr>");
        match row {
            Row::Section(text) => html.push_str(&format!(
                "<th scope=\"rowgroup\" colspan=\"{}\">{}</th>",
                table.widths.len(),
                escape(text.as_str())
            )),
            Row::Nothing(text) => html.push_str(&format!(
                "<td colspan=\"{}\">{}</td>",
                table.widths.len(),
                escape(text.as_str())
            )),
            Row::Cells(cells) | Row::Further(cells) => {
                for (at, one) in cells.iter().enumerate() {
                    cell(html, one, !has_head && at == 0, locale);
                }
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}

/// A table without names over its columns has them before its rows.
fn cell(html: &mut String, cell: &Content, is_name: bool, locale: Locale) {
    let (class, text) = match cell {
        Content::Empty => ("", String::new()),
        Content::Text(lines) => {
            let lines: Vec<_> = lines.iter().map(|line| escape(line.as_str())).collect();
            ("", lines.join("<br>"))
        }
        Content::Mark(mark) => (" class=\"filed__mark\"", escape(mark.as_str()).into_owned()),
        Content::Number {
            value,
            has_percent_sign,
        } => {
            let sign = match has_percent_sign {
                true => locale.pick("\u{a0}%", "%"),
                false => "",
            };
            (
                " class=\"filed__mark\"",
                format!("{}{sign}", number_words(*value, locale)),
            )
        }
    };
    let (tag, scope) = match is_name {
        true => ("th", " scope=\"row\""),
        false => ("td", ""),
    };
    html.push_str(&format!("<{tag}{scope}{class}>{text}</{tag}>"));
}

fn signature(html: &mut String, who: &str, locale: Locale) {
    html.push_str(&format!(
        "<div class=\"filed__signature\"><span>{}</span><span class=\"filed__line\">{}</span><span class=\"filed__line\">{}</span></div><p class=\"filed__text\">{}</p>",
        escape(who),
        words::SIGNATURE.of(locale),
        words::FULL_NAME.of(locale),
        words::DATE_LINE.of(locale),
    ));
}
