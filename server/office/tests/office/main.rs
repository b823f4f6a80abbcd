//! Tests of the import: sample workbooks, edited workbooks, rough and hostile files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod book;
mod books;
mod district;
mod district_round_trips;
mod documents;
mod edits;
mod example;
mod files;
mod forms;
mod indicators;
mod network_files;
mod network_refusals;
mod network_round_trips;
mod networks;
mod order;
mod peers;
mod practice_round_trips;
mod programme;
mod programme_edits;
mod programme_reviews;
mod refusals;
mod road_maps;
mod roughness;
mod rounds;
mod samples;
mod school_sheets;
