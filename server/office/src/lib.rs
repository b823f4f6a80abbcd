//! Spreadsheets and network files in: reads the municipal workbook, or a graph of another program,
//! and plans what an import changes. Networks as files out: [`write_network`]; a district with its
//! programme as the same workbook: [`write_district`].
//!
//! Pure but for the bytes it is given: it knows no store, no network and no clock. Three steps:
//! [`read_file`] turns a file into rows and findings; [`plan`](plan::plan) compares them with
//! what the district has; the caller takes the steps through the engine and shows the
//! [`Report`]. Nothing is ever half-taken: a file that cannot be read plans nothing.
//!
//! [`example`] makes the generated example district.

mod cell;
pub mod district_file;
pub mod documents;
mod draft;
pub mod example;
pub mod file_error;
mod grid;
mod header;
mod leftover;
mod nearest;
pub mod network_file;
mod network_name;
mod package;
pub mod plan;
mod problem;
pub mod report;
mod row;
mod spreadsheet;
mod template;
mod workbook;

pub use district_file::{DistrictContents, WrittenWorkbook, write_district};
pub use file_error::{FileError, FileErrorCode};
pub use grid::{FILE_ROWS_MAX, SHEET_ROWS_MAX};
pub use network_file::{
    NetworkContents, NetworkFileProblem, NetworkFormat, Written, read_file, write_network,
};
pub use package::FILE_BYTES_MAX;
pub use plan::{Existing, ExistingRecord, FilePlan, Plan, Step, plan};
pub use problem::Severity;
pub use report::{PlannedChange, Preview, ProblemReport, Report, SheetReport};
pub use spreadsheet::NotWritten;
pub use workbook::{Workbook, read_workbook};
