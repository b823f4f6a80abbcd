//! Search as one types: every word of the query begins a word of the name.
//!
//! Letters are folded by the house's own table; it forgives no mistakes of typing.

use crate::picture::Mark;
use opora_domain::letters::small;

/// All names, folded.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Words of each name with one space before each.
    names: Vec<String>,
}

impl Index {
    pub fn new(marks: &[Mark]) -> Self {
        Index {
            names: marks.iter().map(|mark| folded(&mark.name)).collect(),
        }
    }

    /// Marks that are found, at most so many: those whose name begins with the query first, then
    /// in reading order. None for an empty query.
    pub fn find(&self, query: &str, most: usize) -> Vec<u32> {
        let query = folded(query);
        if query.is_empty() {
            return Vec::new();
        }
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (mark, name) in self.names.iter().enumerate() {
            if name.starts_with(&query) {
                first.push(mark as u32);
            } else if words_of(&query).all(|word| words_of(name).any(|own| own.starts_with(word))) {
                others.push(mark as u32);
            }
        }
        first.extend(others);
        first.truncate(most);
        first
    }
}

/// The words of a folded text.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// Letters small, `ё` as `е`, everything else a space; one space before each word.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut is_between = true;
    for letter in text.chars() {
        // Without the tables of Unicode: beyond ASCII, what is no punctuation of ours is a letter.
        let is_part = if letter.is_ascii() {
            letter.is_ascii_alphanumeric()
        } else {
            !matches!(
                letter,
                '№' | '«' | '»' | '–' | '—' | '„' | '“' | '”' | '\u{a0}'
            )
        };
        if !is_part {
            is_between = true;
            continue;
        }
        if is_between {
            out.push(' ');
            is_between = false;
        }
        out.push(match small(letter) {
            'ё' => 'е',
            letter => letter,
        });
    }
    out
}
