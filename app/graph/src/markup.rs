//! Numbers and texts as SVG writes them: short, and safe inside attributes.

use crate::geometry::Point;
use std::fmt::Write;

/// A number with at most one decimal.
pub fn number(value: f64) -> String {
    // As a whole number: what writes any other one weighs 11 KB.
    let tenths = f64::round(value * 10.0) as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

pub fn point((x, y): Point) -> String {
    format!("{} {}", number(x), number(y))
}

/// A text that may stand between tags and in a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters are not allowed in XML.
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Appends formatted text.
pub fn push(out: &mut String, arguments: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}
