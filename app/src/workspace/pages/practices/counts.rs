//! Counts of development, added up by school or by subject. A count nobody gave is none, and no zero.

use super::reading::of_kind;
use crate::workspace::parts::wording;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::choice::normal;
use opora_domain::record::link;
use opora_domain::{Development, DevelopmentKind, Locale, NetworkId, Period, RecordId, RecordKind};
use opora_sync::RecordView;
use std::collections::BTreeSet;

/// Kinds of what is counted, in the order of the columns.
pub const KINDS: &[DevelopmentKind] = DevelopmentKind::ALL;

/// All counts the viewer sees; of two of one cell the first by identity.
pub fn counts(records: &Records) -> Vec<Development> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let all =
        of_kind(records, RecordKind::Development).map(|view| Development::read(&view.projected));
    let of_a_new_cell = all.filter(|one| {
        let school = one.school.map(|id| id.to_string()).unwrap_or_default();
        let kind = one.kind.map_or("", DevelopmentKind::code);
        let year = normal(&one.year.text);
        known.insert(format!("{school}|{kind}|{year}|{}", folded(one)))
    });
    of_a_new_cell.collect()
}

fn folded(one: &Development) -> String {
    normal(one.subject.as_deref().unwrap_or_default())
}

/// What is summed in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    School,
    Subject,
}

/// A row of sums: `None` where no count is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// The identity of a school, or a folded subject.
    pub key: String,
    pub label: String,
    pub sums: Vec<Option<u64>>,
}

/// The rows of a year, in the order of their labels; the row of no single subject has no label and
/// stands last. `school`: of this one only.
pub fn rows(
    records: &Records,
    year: &str,
    by: By,
    school: Option<RecordId>,
    locale: Locale,
) -> Vec<Sums> {
    let mut rows: Vec<Sums> = Vec::new();
    for one in counts(records) {
        let (Some(of), Some(kind), Some(count)) = (one.school, one.kind, one.count) else {
            continue;
        };
        let is_asked =
            normal(&one.year.text) == normal(year) && school.is_none_or(|school| school == of);
        if !is_asked {
            continue;
        }
        let (key, label) = match by {
            By::School => (
                of.to_string(),
                wording::organisation_name(records, of, locale),
            ),
            By::Subject => (folded(&one), one.subject.clone().unwrap_or_default()),
        };
        let at = match rows.iter().position(|row| row.key == key) {
            Some(at) => at,
            None => {
                rows.push(Sums {
                    key,
                    label,
                    sums: vec![None; KINDS.len()],
                });
                rows.len() - 1
            }
        };
        let column = KINDS.iter().position(|known| *known == kind);
        let sum = column.and_then(|column| rows[at].sums.get_mut(column));
        if let Some(sum) = sum {
            *sum = Some(sum.unwrap_or(0) + u64::from(count));
        }
    }
    ordered(rows, |row| {
        format!("{}{}", u8::from(row.label.is_empty()), normal(&row.label))
    })
}

/// The sums of all rows.
pub fn totals(rows: &[Sums]) -> Vec<Option<u64>> {
    let column = |at: usize| {
        let known = rows
            .iter()
            .filter_map(|row| row.sums.get(at).copied().flatten());
        known.reduce(|one, other| one + other)
    };
    (0..KINDS.len()).map(column).collect()
}

/// The years there are counts of, and those round this one; the newest first.
pub fn years(records: &Records, this_year: u16) -> Vec<String> {
    let near = [this_year + 1, this_year, this_year.saturating_sub(1)];
    let mut years: Vec<String> = near.iter().map(u16::to_string).collect();
    for one in counts(records) {
        let year = one.year.text;
        if !year.is_empty() && !years.iter().any(|known| normal(known) == normal(&year)) {
            years.push(year);
        }
    }
    let mut years = ordered(years, |year| {
        let (year, month) = Period::read(year).first_month().unwrap_or((0, 0));
        format!("{year:04}{month:02}")
    });
    years.reverse();
    years
}

/// The subjects a school has counts of in any year, in their order.
pub fn subjects(records: &Records, school: RecordId) -> Vec<String> {
    let mut subjects: Vec<String> = Vec::new();
    for one in counts(records) {
        let Some(subject) = one.subject.filter(|_| one.school == Some(school)) else {
            continue;
        };
        if !subjects
            .iter()
            .any(|known| normal(known) == normal(&subject))
        {
            subjects.push(subject);
        }
    }
    subjects
}

/// The record of a cell, and the identity a new one gets.
pub fn cell(
    records: &Records,
    network: &NetworkId,
    school: RecordId,
    year: &str,
    kind: DevelopmentKind,
    subject: &str,
) -> Result<Development, RecordId> {
    let is_of = |view: &&RecordView| link(&view.projected.fields, "school") == Some(school);
    let mut of_school = of_kind(records, RecordKind::Development)
        .filter(is_of)
        .map(|view| Development::read(&view.projected));
    let known = of_school.find(|one| {
        one.kind == Some(kind)
            && normal(&one.year.text) == normal(year)
            && folded(one) == normal(subject)
    });
    known.ok_or_else(|| Development::identity(network, school, year, kind, subject))
}

#[cfg(test)]
mod tests {
    use super::{Sums, totals};

    #[test]
    fn what_nobody_counted_is_no_zero() {
        let row = |sums: [Option<u64>; 5]| Sums {
            key: String::new(),
            label: String::new(),
            sums: sums.to_vec(),
        };
        let rows = [
            row([Some(2), None, Some(0), None, None]),
            row([Some(3), None, None, Some(1), None]),
        ];
        assert_eq!(totals(&rows), [Some(5), None, Some(0), Some(1), None]);
        assert_eq!(totals(&[]), [None; 5]);
    }
}
