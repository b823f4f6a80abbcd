//! Knows rows again that have no key. A row is what it says, in its place: rows that say the same
//! are the same, in their order; of the others those that resemble each other most are, and a row
//! that stands alone between the same neighbours under the same number. Pure.

use std::collections::{BTreeMap, HashMap};

/// What a row is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// What must be equal: another school or year is another row, however alike.
    pub fixed: String,
    /// What may have been corrected, folded.
    pub text: String,
    /// `№` without its dots.
    pub number: String,
}

/// Rows resemble each other from here on; 1 is the same.
const ALIKE_MIN: f64 = 0.6;
/// Two rows alone between the same neighbours, under the same number, may differ more.
const ALIKE_IN_PLACE_MIN: f64 = 0.3;
/// Pairs compared letter by letter. In a hostile file only near places are compared.
const PAIRS_MAX: usize = 200_000;
/// How far places are compared then.
const NEAR: usize = 20;

/// For each of the `rows`, the place in `known` of the row it is; every known row at most once.
pub(super) fn matched(known: &[Mark], rows: &[Mark]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; rows.len()];
    let mut same: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (place, mark) in known.iter().enumerate().rev() {
        let key = (mark.fixed.as_str(), mark.text.as_str());
        same.entry(key).or_default().push(place);
    }
    for (row, mark) in rows.iter().enumerate() {
        let key = (mark.fixed.as_str(), mark.text.as_str());
        found[row] = same.get_mut(&key).and_then(Vec::pop);
    }
    alike(known, rows, &mut found);
    in_place(known, rows, &mut found);
    found
}

/// Matches what is left by resemblance, the most alike first.
fn alike(known: &[Mark], rows: &[Mark], found: &mut [Option<usize>]) {
    let left_known = free(known.len(), found);
    let left_rows: Vec<usize> = (0..rows.len())
        .filter(|row| found[*row].is_none())
        .collect();
    let is_many = left_known.len().saturating_mul(left_rows.len()) > PAIRS_MAX;
    let pairs_of = |mark: &Mark| bigrams(&mark.text);
    let known_pairs: Vec<_> = left_known.iter().map(|at| pairs_of(&known[*at])).collect();
    let mut candidates: Vec<(f64, usize, usize, usize)> = Vec::new();
    for row in left_rows {
        let row_pairs = pairs_of(&rows[row]);
        let (from, to) = if is_many {
            (row.saturating_sub(NEAR), row.saturating_add(NEAR))
        } else {
            (0, usize::MAX)
        };
        let first = left_known.partition_point(|at| *at < from);
        let last = left_known.partition_point(|at| *at <= to);
        for (at, pairs) in left_known[first..last]
            .iter()
            .zip(&known_pairs[first..last])
        {
            let distance = at.abs_diff(row);
            if rows[row].fixed != known[*at].fixed {
                continue;
            }
            let score = dice(&row_pairs, pairs);
            if score >= ALIKE_MIN {
                candidates.push((score, distance, row, *at));
            }
        }
    }
    candidates.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
    });
    let mut taken: Vec<bool> = vec![false; known.len()];
    for at in found.iter().flatten() {
        taken[*at] = true;
    }
    for (_, _, row, at) in candidates {
        if found[row].is_none() && !taken[at] {
            found[row] = Some(at);
            taken[at] = true;
        }
    }
}

/// Matches a row that was reworded: one row and one known row, alone between the same neighbours,
/// under the same number.
fn in_place(known: &[Mark], rows: &[Mark], found: &mut [Option<usize>]) {
    let before = found.to_vec();
    let mut is_free = vec![true; known.len()];
    for at in found.iter().flatten() {
        is_free[*at] = false;
    }
    for row in 0..rows.len() {
        if before[row].is_some() {
            continue;
        }
        let is_alone = (row == 0 || before[row - 1].is_some())
            && before.get(row + 1).is_none_or(Option::is_some);
        let after = if row == 0 {
            Some(0)
        } else {
            before[row - 1].map(|at| at + 1)
        };
        let until = before.get(row + 1).map_or(Some(known.len()), |it| *it);
        let (Some(after), Some(until), true) = (after, until, is_alone) else {
            continue;
        };
        let fits = until == after + 1 && is_free.get(after) == Some(&true);
        let Some(mark) = known.get(after).filter(|_| fits) else {
            continue;
        };
        let own = &rows[row];
        let score = dice(&bigrams(&own.text), &bigrams(&mark.text));
        if own.fixed == mark.fixed
            && !own.number.is_empty()
            && own.number == mark.number
            && score >= ALIKE_IN_PLACE_MIN
        {
            found[row] = Some(after);
        }
    }
}

fn free(count: usize, found: &[Option<usize>]) -> Vec<usize> {
    let mut is_free = vec![true; count];
    for at in found.iter().flatten() {
        is_free[*at] = false;
    }
    (0..count).filter(|at| is_free[*at]).collect()
}

/// How alike two folded texts are, from 0 to 1 (Dice 1945, pairs of neighbouring letters).
pub(super) fn resemblance(left: &str, right: &str) -> f64 {
    dice(&bigrams(left), &bigrams(right))
}

/// Pairs of neighbouring letters, sorted; of the beginning of a text only.
fn bigrams(text: &str) -> Vec<(char, char)> {
    const CHARS_MAX: usize = 1_000;
    let letters: Vec<char> = text.chars().take(CHARS_MAX).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

fn dice(left: &[(char, char)], right: &[(char, char)]) -> f64 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * common as f64 / (left.len() + right.len()) as f64
}

/// Distance between the places of new rows, so that a row put between two others moves neither.
const STEP: u64 = 1_024;

/// Places for rows in their order: those that had one keep it where they can, and as many as can
/// do. `None` is a new row.
pub(super) fn places(before: &[Option<u64>]) -> Vec<u64> {
    let kept = longest_rising(before);
    let mut places: Vec<u64> = Vec::with_capacity(before.len());
    let mut row = 0;
    let mut last = 0u64;
    while row < before.len() {
        if let Some(place) = before[row].filter(|_| kept[row]) {
            places.push(place);
            last = place;
            row += 1;
            continue;
        }
        let end = (row..before.len())
            .find(|at| kept[*at])
            .unwrap_or(before.len());
        let count = (end - row) as u64;
        match before.get(end).copied().flatten() {
            Some(next) if next - last > count => {
                for number in 1..=count {
                    places.push(last + (next - last) * number / (count + 1));
                }
            }
            // No room: all rows are numbered anew.
            Some(_) => {
                return (1..=before.len() as u64)
                    .map(|number| number * STEP)
                    .collect();
            }
            None => places.extend((1..=count).map(|number| last + number * STEP)),
        }
        last = places.last().copied().unwrap_or(last);
        row = end;
    }
    places
}

/// Which rows belong to a longest run of rising places.
fn longest_rising(before: &[Option<u64>]) -> Vec<bool> {
    // By length of the run: the row it ends with, and the row before each row.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: BTreeMap<usize, usize> = BTreeMap::new();
    for (row, place) in before.iter().enumerate() {
        let Some(place) = place.filter(|place| *place > 0) else {
            continue;
        };
        let length = ends.partition_point(|end| before[*end].is_some_and(|it| it < place));
        if length > 0 {
            previous.insert(row, ends[length - 1]);
        }
        if length == ends.len() {
            ends.push(row);
        } else {
            ends[length] = row;
        }
    }
    let mut kept = vec![false; before.len()];
    let mut next = ends.last().copied();
    while let Some(row) = next {
        kept[row] = true;
        next = previous.get(&row).copied();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(texts: &[&str]) -> Vec<Mark> {
        let mark = |text: &&str| {
            let (number, text) = text.split_once('|').unwrap_or(("", text));
            Mark {
                fixed: String::new(),
                text: text.to_owned(),
                number: number.to_owned(),
            }
        };
        texts.iter().map(mark).collect()
    }

    fn check(known: &[&str], rows: &[&str], expected: &[Option<usize>]) {
        assert_eq!(matched(&marks(known), &marks(rows)), expected, "{rows:?}");
    }

    #[test]
    fn rows_are_known_again() {
        let known = [
            "1|доля школ в сети",
            "2|доля учителей на курсах",
            "3|число центров",
        ];
        check(&known, &known, &[Some(0), Some(1), Some(2)]);
        // A correction, an insertion, a removal, a move.
        check(
            &known,
            &[
                "1|доля школ в сетях",
                "доля чего-то нового и другого",
                "3|число центров",
            ],
            &[Some(0), None, Some(2)],
        );
        check(&known, &known[1..], &[Some(1), Some(2)]);
        check(
            &known,
            &[known[2], known[0], known[1]],
            &[Some(2), Some(0), Some(1)],
        );
        // Rows that say the same stay apart, in their order.
        check(
            &["а б в", "а б в"],
            &["а б в", "а б в", "а б в"],
            &[Some(0), Some(1), None],
        );
        // Reworded in its place under its number; under another number it is another row.
        check(
            &known,
            &[known[0], "2|доля педагогов, учившихся на курсах", known[2]],
            &[Some(0), Some(1), Some(2)],
        );
        check(
            &known,
            &[known[0], "7|имеется паспорт", known[2]],
            &[Some(0), None, Some(2)],
        );
    }

    #[test]
    fn another_school_or_year_is_another_row() {
        let mark = |fixed: &str| Mark {
            fixed: fixed.to_owned(),
            text: "егэ|математика|".to_owned(),
            number: String::new(),
        };
        assert_eq!(matched(&[mark("2017")], &[mark("2018")]), [None]);
    }

    #[test]
    fn as_few_places_change_as_can_be() {
        assert_eq!(places(&[None, None]), [1_024, 2_048]);
        assert_eq!(
            places(&[Some(1_024), None, Some(2_048)]),
            [1_024, 1_536, 2_048]
        );
        assert_eq!(places(&[Some(2_048), Some(1_024), Some(3_072)]).len(), 3);
        // The last row went to the front: only it moves.
        assert_eq!(
            places(&[Some(3_072), Some(1_024), Some(2_048)]),
            [512, 1_024, 2_048]
        );
        assert_eq!(places(&[Some(1), None, Some(2)]), [1_024, 2_048, 3_072]);
        for case in [
            vec![Some(5), Some(3), Some(4), None, Some(1), Some(9), None],
            vec![None, Some(1), None, Some(1_000), Some(7)],
        ] {
            let places = places(&case);
            assert!(
                places.windows(2).all(|pair| pair[0] < pair[1]),
                "{places:?}"
            );
        }
    }

    #[test]
    fn many_rows_are_matched_in_time() {
        let texts = |word: &str| -> Vec<Mark> {
            (0..10_000)
                .map(|number| Mark {
                    text: format!("{word} {number} {}", number * 7_919),
                    ..Mark::default()
                })
                .collect()
        };
        let found = matched(&texts("строка"), &texts("графа"));
        assert_eq!(found.len(), 10_000);
    }
}
