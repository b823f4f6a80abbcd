//! Search as one types: beginnings of words in names, codes and settlements.
//!
//! Letters are folded by the workspace's own table ([`opora_domain::letters`]), as WebAssembly
//! carries none of Unicode. It forgives no mistakes of typing and knows no endings: «лесная»
//! does not find «лесной».

use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use opora_domain::letters::small;

/// The words of all organisations in order. Made once for a graph: O(w log w) for w words.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    /// All folded words one after another.
    text: String,
    /// By their letters.
    words: Vec<Word>,
    /// Nodes by folded name, then by identity.
    by_name: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    node: usize,
    field: FoundIn,
}

/// Where a word stands. Earlier ones come first among what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// It begins the short name.
    NameStart,
    Name,
    Settlement,
    Code,
    FullName,
}

const FIELDS: [FoundIn; 5] = [
    FoundIn::NameStart,
    FoundIn::Name,
    FoundIn::Settlement,
    FoundIn::Code,
    FoundIn::FullName,
];

/// An organisation that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub node: usize,
    /// Where the first word of the query was found best.
    pub field: FoundIn,
}

/// Words of a query that are read; further ones are not.
pub const QUERY_WORDS_MAX: usize = 8;
/// Characters of a query that are read; further ones are not.
pub const QUERY_CHARS_MAX: usize = 200;

/// Not found.
const NO: usize = usize::MAX;

impl SearchIndex {
    pub fn new(graph: &NetworkGraph) -> Self {
        let mut text = String::new();
        let mut words = Vec::new();
        let mut names = Vec::with_capacity(graph.nodes.len());
        for (node, organisation) in graph
            .nodes
            .iter()
            .map(|node| &node.organisation)
            .enumerate()
        {
            let fields = [
                (FoundIn::Name, Some(&organisation.name)),
                (FoundIn::Settlement, organisation.settlement.as_ref()),
                (FoundIn::Code, Some(&organisation.code)),
                (FoundIn::FullName, organisation.full_name.as_ref()),
            ];
            for (field, value) in fields {
                let Some(value) = value else { continue };
                for (nth, word) in words_of(value).into_iter().enumerate() {
                    let start = text.len();
                    text.push_str(&word);
                    let begins_name = field == FoundIn::Name && nth == 0;
                    words.push(Word {
                        start,
                        end: text.len(),
                        node,
                        field: if begins_name {
                            FoundIn::NameStart
                        } else {
                            field
                        },
                    });
                }
            }
            names.push(words_of(&organisation.name).join(" "));
        }
        sort_by_key(&mut words, |word| &text[word.start..word.end]);
        let mut by_name: Vec<usize> = (0..names.len()).collect();
        sort_by_key(&mut by_name, |node| &names[*node]);
        SearchIndex {
            text,
            words,
            by_name,
        }
    }

    /// At most `most` organisations in which every word of the query begins some word. First what
    /// has the words whole, then by where they stand ([`FoundIn`]), then by name and identity.
    /// Nothing for a query without letters and digits. O(q (nodes + hits)) for q words.
    pub fn find(&self, query: &str, most: usize) -> Vec<Found> {
        let query: String = query.chars().take(QUERY_CHARS_MAX).collect();
        let mut wanted = words_of(&query);
        wanted.truncate(QUERY_WORDS_MAX);
        let mut first: Option<Vec<usize>> = None;
        let mut costs = vec![0; self.by_name.len()];
        for word in &wanted {
            let cost_of_word = self.costs(word);
            for (cost, more) in costs.iter_mut().zip(&cost_of_word) {
                *cost = if *more == NO {
                    NO
                } else {
                    cost.saturating_add(*more)
                };
            }
            first.get_or_insert(cost_of_word);
        }
        let Some(first) = first else {
            return Vec::new();
        };
        // Few different costs: a row for each, filled in the order of names.
        let mut rows: Vec<Vec<Found>> = vec![Vec::new(); 2 * FIELDS.len() * wanted.len()];
        for node in &self.by_name {
            if let Some(row) = rows.get_mut(costs[*node])
                && row.len() < most
            {
                row.push(Found {
                    node: *node,
                    field: FIELDS[first[*node] % FIELDS.len()],
                });
            }
        }
        rows.into_iter().flatten().take(most).collect()
    }

    /// What it costs each node to have this word: the place of the field, more for a beginning.
    fn costs(&self, wanted: &str) -> Vec<usize> {
        let mut costs = vec![NO; self.by_name.len()];
        let letters = |word: &Word| &self.text[word.start..word.end];
        let start = self.words.partition_point(|word| letters(word) < wanted);
        let hits = self.words[start..].iter();
        for word in hits.take_while(|word| letters(word).starts_with(wanted)) {
            let field = FIELDS.iter().position(|field| *field == word.field);
            let is_beginning = word.end - word.start > wanted.len();
            let cost = field.unwrap_or(0) + if is_beginning { FIELDS.len() } else { 0 };
            costs[word.node] = costs[word.node].min(cost);
        }
        costs
    }
}

/// A text as search compares it: «СОШ №1» and «сош № 1» are the same.
pub fn folded(text: &str) -> String {
    words_of(text).join(" ")
}

/// The words of a text in small letters, `ё` as `е`; also letters written with a mark apart, as
/// some systems do in names of files.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        match small(letter) {
            'ё' => word.push('е'),
            // The short sign after `и` makes another letter; two points after `е` change nothing.
            '\u{306}' if word.ends_with('и') => {
                word.pop();
                word.push('й');
            }
            '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' => {}
            letter if is_of_words(letter) => word.push(letter),
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters and digits; not the signs, spaces and dashes that names here are written with.
const fn is_of_words(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => letter.is_ascii_alphanumeric(),
        '\u{80}'..='\u{BF}' | '×' | '÷' => false,
        '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' | '\u{FE00}'..='\u{FEFF}' => false,
        _ => true,
    }
}
