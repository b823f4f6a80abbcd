//! Workbooks changed at random. Of every one it is asked what is asked of any file; the seed of one
//! that fails is printed, and with it the changes.

use super::chance::Chance;
use super::changes::CHANGES;
use super::paper::{Ink, Page, bytes};
use super::{SAMPLES, import, partizansk, seen, uglich};
use crate::samples;
use opora_domain::Locale;

/// Changed workbooks of each of the five in an ordinary run; `OPORA_BOOKS` asks for more, and
/// `OPORA_BOOKS_SEED` begins elsewhere.
const OF_EACH: u64 = 16;

fn changed(mut pages: Vec<Page>, seed: u64) -> (Vec<Page>, Vec<&'static str>) {
    let mut chance = Chance::new(seed);
    let mut names = Vec::new();
    for _ in 0..=chance.below(6) {
        let (name, change) = chance.pick(CHANGES);
        change(&mut pages, &mut chance);
        names.push(*name);
    }
    for page in &mut pages {
        // No cell holds more, and one cell is not merged.
        for ink in page.cells.values_mut() {
            if let Ink::Text(text) = ink {
                *text = text.chars().take(32_000).collect();
            }
        }
        let mut taken: Vec<(u32, u16, u32, u16)> = Vec::new();
        page.merged.retain(|it| {
            let is_apart = taken
                .iter()
                .all(|other| it.2 < other.0 || other.2 < it.0 || it.3 < other.1 || other.3 < it.1);
            let is_several = it.0 < it.2 || it.1 < it.3;
            if is_apart && is_several {
                taken.push(*it);
            }
            is_apart && is_several
        });
        // What is merged has one text: the others are gone in every program.
        let merged = &page.merged;
        page.cells.retain(|at, _| {
            merged.iter().all(|it| {
                let is_inside = (it.0..=it.2).contains(&at.0) && (it.1..=it.3).contains(&at.1);
                !is_inside || (it.0, it.1) == *at
            })
        });
    }
    let mut names_of_sheets: Vec<String> = Vec::new();
    pages.retain(|page| {
        let name = page.name.to_lowercase();
        let is_new = !names_of_sheets.contains(&name);
        names_of_sheets.push(name);
        is_new
    });
    (pages, names)
}

fn number_of(name: &str, otherwise: u64) -> u64 {
    let asked = std::env::var(name).ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

fn changed_books_hold(book: &[Page]) {
    let first = number_of("OPORA_BOOKS_SEED", 0);
    let mut unread = 0;
    let count = number_of("OPORA_BOOKS", OF_EACH);
    for seed in first..first + count {
        let (pages, names) = changed(book.to_vec(), seed);
        let tried = std::panic::AssertUnwindSafe(|| import(&bytes(&pages)).err());
        match std::panic::catch_unwind(tried) {
            Ok(None) => {}
            Ok(Some(error)) => {
                // Without any sheet or name of a district nothing is written, and it is said why.
                assert!(
                    error.message(Locale::Ru).contains("Ничего не записано."),
                    "{seed}"
                );
                unread += 1;
            }
            Err(_) => panic!("OPORA_BOOKS_SEED={seed}: {names:?}"),
        }
    }
    assert!(
        unread * 4 < count.max(4),
        "most of the files are read: {unread} are not"
    );
}

#[test]
fn changed_workbooks_of_abinsk_hold() {
    changed_books_hold(&seen::pages(&samples::bytes(SAMPLES[0])));
}

#[test]
fn changed_workbooks_of_vengerovo_hold() {
    changed_books_hold(&seen::pages(&samples::bytes(SAMPLES[1])));
}

#[test]
fn changed_workbooks_of_yartsevo_hold() {
    changed_books_hold(&seen::pages(&samples::bytes(SAMPLES[2])));
}

#[test]
fn changed_workbooks_of_partizansk_hold() {
    changed_books_hold(&partizansk::book());
}

#[test]
fn changed_workbooks_of_uglich_hold() {
    changed_books_hold(&uglich::book());
}
