//! What one cell of a spreadsheet holds, as calamine gives it.

use crate::cell::Cell;
use calamine::DataRef;
use opora_domain::PartialDate;

/// The content of a cell; `None` when it is blank. `format` is the code it is shown by, which says
/// whether a number is a percent and how exact a date is.
pub(super) fn content(value: &DataRef<'_>, format: &str) -> Option<Cell> {
    let is_percent = format.contains('%');
    match value {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(Cell::Number {
            value: *value as f64,
            is_percent,
        }),
        DataRef::Float(value) => Some(Cell::Number {
            value: *value,
            is_percent,
        }),
        DataRef::String(text) => text_content(text),
        DataRef::SharedString(text) => text_content(text),
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            day.parse()
                .map(Cell::Date)
                .ok()
                .or_else(|| text_content(text))
        }
        DataRef::DurationIso(text) => text_content(text),
        DataRef::Bool(flag) => Some(Cell::Flag(*flag)),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
        DataRef::DateTime(date) => {
            let serial = date.as_f64();
            let is_date = date.is_datetime() && (1.0..120_000.0).contains(&serial);
            let number = Cell::Number {
                value: serial,
                is_percent: false,
            };
            if !is_date {
                return Some(number);
            }
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let shows = |part: char| shown_parts(format).contains(part);
            // A cell that shows «август 2023» says nothing of a day.
            let (month, day) = match (shows('m'), shows('d')) {
                (_, true) => (Some(month), Some(day)),
                (true, false) if shows('y') => (Some(month), None),
                (false, false) if shows('y') => (None, None),
                _ => (Some(month), Some(day)),
            };
            Some(PartialDate::new(year, month, day).map_or(number, Cell::Date))
        }
    }
}

/// The letters of a date's format, without what is quoted or in brackets.
fn shown_parts(format: &str) -> String {
    let mut end = None;
    let mut shown = String::new();
    for c in format.chars() {
        match (end, c) {
            (Some(close), c) if c == close => end = None,
            (Some(_), _) => {}
            (None, '"') => end = Some('"'),
            (None, '[') => end = Some(']'),
            (None, c) => shown.extend(c.to_lowercase()),
        }
    }
    shown
}

/// Text without the spaces around it and without control characters; `None` when nothing is left.
fn text_content(text: &str) -> Option<Cell> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'))
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    #[test]
    fn a_date_is_as_exact_as_its_cell_shows_it() {
        for (format, shown) in [
            ("dd.mm.yyyy", "01.09.2023"),
            ("mmmm yyyy", "09.2023"),
            ("[$-419]mmmm\\ yyyy;@", "09.2023"),
            ("yyyy", "2023"),
            ("yyyy\" год\"", "2023"),
            ("d mmm", "01.09.2023"),
            ("mmm", "01.09.2023"),
            ("", "01.09.2023"),
        ] {
            let day = ExcelDateTime::new(45_170.0, ExcelDateTimeType::DateTime, false);
            let cell = content(&DataRef::DateTime(day), format);
            assert_eq!(
                cell.map(|it| it.shown()).as_deref(),
                Some(shown),
                "{format}"
            );
        }
    }

    #[test]
    fn dates_of_an_old_macintosh_are_the_same_days() {
        let day = ExcelDateTime::new(43_708.0, ExcelDateTimeType::DateTime, true);
        let cell = content(&DataRef::DateTime(day), "dd.mm.yyyy");
        assert_eq!(cell.map(|it| it.shown()).as_deref(), Some("01.09.2023"));
    }
}
