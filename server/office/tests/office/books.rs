//! Workbooks nobody has sent yet. Two are written as the author of the samples would have made them
//! of the other two published programmes; with the samples they are then changed at random. Of each
//! it is asked that every row is counted once, that no cell is lost, and that it comes back.

mod author;
mod chance;
mod changed;
mod changes;
mod lost;
mod paper;
mod partizansk;
mod rough;
mod rows;
mod seen;
mod uglich;

use crate::book::{check_sums, plan_one};
use crate::district::District;
use crate::district_round_trips::through_any_file;
use crate::samples;
use opora_domain::{Locale, RecordKind};
use opora_office::{FileError, Report, Severity, Workbook, read_workbook};
use paper::Page;

const SAMPLES: [&str; 3] = ["abinsk", "vengerovo", "yartsevo"];

/// What became of a file that could be read.
pub struct Imported {
    pub workbook: Workbook,
    pub report: Report,
    pub district: District,
}

/// Imports a file into an empty district and asks of it all that must hold of any file.
pub fn import(bytes: &[u8]) -> Result<Imported, FileError> {
    let workbook = read_workbook("книга.xlsx", bytes)?;
    let mut district = District::default();
    let (plan, file) = plan_one(&workbook, &district);
    district.apply(&plan);
    assert_eq!(district.conflicts, []);
    let report = file.report(Locale::Ru);
    check_sums(&report);
    let sheets = seen::sheets(bytes);
    rows::every_row_is_counted_once(&sheets, &report);
    if has_district(&report) {
        lost::no_cell_is_lost(&sheets, &report, &district);
    } else {
        assert_eq!(plan.steps, []);
    }
    let (again, file) = plan_one(&workbook, &district);
    assert_eq!(again.steps, [], "the same file a second time");
    let second = file.report(Locale::Ru);
    check_sums(&second);
    for it in &second.sheets {
        assert_eq!(it.created + it.changed, 0, "{it:?}");
    }
    let name = workbook.network().as_str();
    if has_district(&report) {
        through_any_file(&district, name);
    }
    Ok(Imported {
        workbook,
        report,
        district,
    })
}

fn has_district(report: &Report) -> bool {
    !report.problems.iter().any(|it| it.code == "no-territory")
}

/// What a person is told beyond notes: sheet, cell, code.
fn told(report: &Report) -> Vec<(&str, &str, &str)> {
    let told = report.problems.iter();
    told.filter(|it| it.severity != Severity::Note)
        .map(|it| (it.sheet.as_str(), it.cell.as_str(), it.code.as_str()))
        .collect()
}

fn imported(pages: &[Page]) -> Imported {
    import(&paper::bytes(pages)).unwrap()
}

#[test]
fn the_samples_hold() {
    for name in SAMPLES {
        import(&samples::bytes(name)).unwrap();
    }
}

/// As a workbook read and written again by a program, all that is in the cells stays.
#[test]
fn the_samples_hold_when_another_program_has_written_them() {
    for name in SAMPLES {
        let pages = seen::pages(&samples::bytes(name));
        let again = imported(&pages);
        let first = import(&samples::bytes(name)).unwrap();
        assert_eq!(again.district.records.len(), first.district.records.len());
        assert_eq!(again.report.problems, first.report.problems);
    }
}

#[test]
fn partizansk_is_read_whole() {
    let it = imported(&partizansk::book());
    assert_eq!(it.workbook.network().as_str(), "partizansk");
    assert_eq!(
        told(&it.report),
        [
            ("Программа", "A16", "unknown-key"),
            ("Программа", "A17", "unknown-key"),
            ("Программа", "A18", "unknown-key"),
            ("Программа", "A19", "unknown-key"),
            ("Программа", "A20", "unknown-key"),
        ],
        "keys of this document are kept as they are"
    );
    let count = |kind| it.district.count(kind);
    assert_eq!(count(RecordKind::Organisation), 10);
    assert_eq!(count(RecordKind::Partnership), 2);
    assert_eq!(count(RecordKind::Indicator), 4);
    assert_eq!(count(RecordKind::Activity), 7);
}

#[test]
fn uglich_is_read_whole() {
    let it = imported(&uglich::book());
    assert_eq!(it.workbook.network().as_str(), "uglich");
    assert_eq!(told(&it.report), []);
    let count = |kind| it.district.count(kind);
    assert_eq!(count(RecordKind::Indicator), 13);
    assert_eq!(count(RecordKind::ContextFact), 3);
}

/// A workbook of a municipality whose programme names no region is no worse than another.
#[test]
fn a_region_nobody_names_keeps_no_workbook_out() {
    for is_there in [true, false] {
        let mut pages = uglich::book();
        let territory = &mut pages[0];
        assert_eq!(territory.name, "Территория");
        if is_there {
            assert_eq!(territory.text(1, 0), "Регион");
            assert_eq!(territory.text(1, 1), "", "the document is silent");
        } else {
            territory.cells.retain(|(row, _), _| *row != 1);
        }
        let it = imported(&pages);
        assert_eq!(it.report.exit_status(), 0);
        let network = it.district.records.values();
        let mut network = network.filter(|it| it.1 == RecordKind::Network);
        let fields = &network.next().unwrap().2.fields;
        assert!(!fields.contains_key("region"), "a gap is a gap");
        assert_eq!(fields["municipality"], "Угличский муниципальный район");
        let problem = &it.report.problems[0];
        assert_eq!(
            (problem.code.as_str(), problem.severity),
            ("missing", Severity::Note)
        );
    }
}
