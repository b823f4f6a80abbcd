//! Tells which district a workbook is of.

use crate::draft::{Draft, Said};
use crate::nearest::slug_of;
use crate::workbook::Territory;
use opora_domain::{NetworkId, RecordKind};
use std::collections::BTreeMap;

/// Which district the workbook is of: the common beginning of its codes, or else the name of
/// the municipality in Latin letters.
///
/// One odd code must not move a whole workbook to a new district, so half of the codes are
/// enough when the beginning resembles the municipality; and a beginning such as `school` names
/// no district.
pub(crate) fn network_of(drafts: &[Draft], territory: Option<&Territory>) -> Option<NetworkId> {
    let municipality = match territory.and_then(|it| it.draft.said.get("municipality")) {
        Some(Said::Value(value)) => slug_of(value.as_str().unwrap_or_default()),
        _ => String::new(),
    };
    let mut codes: Vec<&str> = Vec::new();
    for kind in [
        RecordKind::Organisation,
        RecordKind::Partnership,
        RecordKind::Interaction,
    ] {
        if codes.is_empty() {
            codes = drafts
                .iter()
                .filter(|it| it.kind == kind)
                .map(|it| it.code.as_str())
                .collect();
        }
    }
    network_of_codes(&codes, &municipality)
}

/// The same of codes alone; `municipality` is its name in Latin letters, empty when not known.
pub(crate) fn network_of_codes(codes: &[&str], municipality: &str) -> Option<NetworkId> {
    const WORDS: [&str; 16] = [
        "school",
        "shkola",
        "sosh",
        "oosh",
        "sh",
        "org",
        "organisation",
        "organization",
        "p",
        "o",
        "imc",
        "uo",
        "gymnasium",
        "lyceum",
        "partnership",
        "event",
    ];
    let mut beginnings: BTreeMap<&str, usize> = BTreeMap::new();
    for code in codes {
        if let Some((beginning, _)) = code.split_once('-') {
            *beginnings.entry(beginning).or_default() += 1;
        }
    }
    let most = beginnings.into_iter().max_by_key(|(_, count)| *count);
    if let Some((beginning, count)) = most {
        let alike = beginning
            .bytes()
            .zip(municipality.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let resembles = alike >= 4 || (alike > 0 && alike == beginning.len());
        let is_common = count == codes.len() && !WORDS.contains(&beginning);
        if (is_common || (resembles && count * 2 >= codes.len()))
            && let Ok(network) = NetworkId::new(beginning)
        {
            return Some(network);
        }
    }
    NetworkId::new(municipality).ok()
}
