//! Every row of every sheet is counted once, against the rows calamine sees.

use super::seen::Seen;
use opora_office::{Report, Severity};

/// The rows of each sheet are those the file has, but for the header and the rows the report names
/// as titles and headers; each refused one is there whole, with its reason.
pub fn every_row_is_counted_once(sheets: &[Seen], report: &Report) {
    let names: Vec<&str> = sheets.iter().map(|it| it.name.as_str()).collect();
    let told: Vec<&str> = report.sheets.iter().map(|it| it.sheet.as_str()).collect();
    assert_eq!(told, names, "every sheet, in the order of the file");
    let has_district = super::has_district(report);
    for (seen, counted) in sheets.iter().zip(&report.sheets) {
        let of_sheet = || report.problems.iter().filter(|it| it.sheet == seen.name);
        let asides = of_sheet().filter(|it| matches!(it.code.as_str(), "title-row" | "header-row"));
        let asides = asides.count();
        let is_without_header = of_sheet().any(|it| {
            it.code == "no-header" || matches!(it.code.as_str(), "unknown-sheet" | "repeated-sheet")
        });
        let header = seen.rows.len() - asides - counted.rows;
        let is_right = header == 1 || (header == 0 && (is_without_header || seen.rows.is_empty()));
        assert!(
            is_right,
            "{}: {} rows, {asides} titles and headers, {} counted",
            seen.name,
            seen.rows.len(),
            counted.rows
        );
        assert_eq!(counted.unread, 0, "{}", seen.name);
        if has_district {
            let refused = of_sheet().filter(|it| it.severity == Severity::Refused);
            let whole: usize = refused.map(|it| it.whole.len()).sum();
            assert_eq!(
                whole, counted.refused,
                "{}: each with its reason",
                seen.name
            );
        }
        if counted.flagged > 0 {
            let is_told = of_sheet().any(|it| it.severity != Severity::Refused);
            assert!(is_told, "{}: what is flagged is told", seen.name);
        }
    }
    for problem in &report.problems {
        assert!(!problem.message.is_empty());
        assert!(problem.message.ends_with(['.', '?']), "{problem:?}");
    }
}
