//! The words under a mark: shortened, broken into lines and measured without a font at hand.
//!
//! Widths are estimates for Golos Text, a little generous, so that a fallback font fits too.

use opora_domain::{Organisation, letters};

/// Height of a line of a label, px.
pub const LINE_HEIGHT: f64 = 14.0;
/// Size of the letters of a label, px.
pub const LETTER_SIZE: f64 = 12.0;
/// Lines are broken when they get wider, px. Longer words stay whole.
const LINE_WIDTH_MAX: f64 = 118.0;
/// Names that would take more than two such lines get wider ones, px.
const LINE_WIDTH_LONG: f64 = 172.0;
/// What does not fit is shortened by an ellipsis.
const LINES_MAX: usize = 3;
const LINES_MAX_SHELF: usize = 4;

/// The words of one label.
#[derive(Clone, Debug, PartialEq)]
pub struct Lettering {
    pub lines: Vec<String>,
    /// Width of the widest line, px.
    pub width: f64,
    pub is_strong: bool,
}

impl Lettering {
    /// The label of an organisation: its short name without the abbreviation of the legal form.
    pub fn of(organisation: &Organisation, is_strong: bool) -> Self {
        Self::of_name(&organisation.name, is_strong)
    }

    /// The label of whoever has this short name.
    pub fn of_name(name: &str, is_strong: bool) -> Self {
        let name = without_legal_form(name);
        let is_long = text_width(name, is_strong) > 1.9 * LINE_WIDTH_MAX;
        let width_max = if is_long {
            LINE_WIDTH_LONG
        } else {
            LINE_WIDTH_MAX
        };
        Self::broken(name, is_strong, width_max, LINES_MAX)
    }

    /// The label of an organisation on the shelf: narrow, as its place is.
    pub fn on_shelf(organisation: &Organisation, is_strong: bool) -> Self {
        let name = without_legal_form(&organisation.name);
        Self::broken(name, is_strong, LINE_WIDTH_MAX, LINES_MAX_SHELF)
    }

    pub fn height(&self) -> f64 {
        LINE_HEIGHT * self.lines.len().max(1) as f64
    }

    fn broken(text: &str, is_strong: bool, width_max: f64, lines_max: usize) -> Self {
        let words = words_of(text);
        let measure = |text: &str| text_width(text, is_strong);
        let mut lines: Vec<String> = Vec::new();
        for word in words
            .iter()
            .flat_map(|word| parts_of(word, measure(word) > width_max))
        {
            match lines.last_mut() {
                // The second part of a word that was parted at its hyphen.
                Some(line) if line.ends_with('-') && measure(line) + measure(word) <= width_max => {
                    line.push_str(word);
                }
                Some(line) if line.ends_with('-') && !word.is_empty() => {
                    lines.push(word.to_owned());
                }
                Some(line) if measure(line) + measure(" ") + measure(word) <= width_max => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        if lines.len() > lines_max {
            lines.truncate(lines_max);
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
        }
        let width = lines.iter().map(|line| measure(line)).fold(0.0, f64::max);
        Lettering {
            lines,
            width,
            is_strong,
        }
    }
}

/// The width of a text in letters of 12 px, in px.
pub fn text_width(text: &str, is_strong: bool) -> f64 {
    let ems: f64 = text.chars().map(letter_width).sum();
    ems * LETTER_SIZE * if is_strong { 1.05 } else { 1.0 }
}

fn letter_width(letter: char) -> f64 {
    match letter {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '!' | 'i' | 'j' | 'l' | 'І' | '|' => 0.28,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '"' => 0.38,
        'г' | 'т' | 'с' | 'з' | 'к' | 'c' | 's' | 'z' | 'k' | 'v' | 'x' | 'y' | 'у' | 'х' | 'ч' => {
            0.53
        }
        'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'м' | 'ы' | 'm' | 'w' => 0.82,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' | 'М' | 'Ы' | 'M' | 'W' | '№' => 0.95,
        letter if letters::small(letter) != letter => 0.69,
        _ => 0.6,
    }
}

/// Abbreviations of legal forms and kinds of institutions that say nothing on a picture.
const LEGAL_FORMS: &[&str] = &[
    "МБОУ",
    "МКОУ",
    "МАОУ",
    "МОУ",
    "ГБОУ",
    "ГКОУ",
    "ГАОУ",
    "МБУ",
    "МКУ",
    "МАУ",
    "ГБУ",
    "ГАУ",
    "ГКУ",
    "МБУДО",
    "МКУДО",
    "МАУДО",
    "ДПО",
    "ДО",
];

/// A name without legal forms at its start; quotation marks that then embrace it all go too.
fn without_legal_form(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((first, tail)) = rest.split_once(char::is_whitespace) {
        if !LEGAL_FORMS.contains(&first) {
            break;
        }
        rest = tail.trim_start();
    }
    match rest
        .strip_prefix('«')
        .and_then(|inner| inner.strip_suffix('»'))
    {
        Some(inner) if !inner.contains(['«', '»']) => inner,
        _ => rest,
    }
}

/// Words that may be parted; a number stays with its sign, a short word with the next.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if stays_with_next(last) => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A word too long for a line is parted after its first hyphen.
fn parts_of(word: &str, is_too_long: bool) -> Vec<&str> {
    match word.find('-') {
        Some(at) if is_too_long => match word.split_at_checked(at + 1) {
            Some((first, second)) => vec![first, second],
            None => vec![word],
        },
        _ => vec![word],
    }
}

fn stays_with_next(word: &str) -> bool {
    let last = word.rsplit('\u{a0}').next().unwrap_or(word);
    last == "№"
        || (last.chars().count() <= 2
            && last
                .chars()
                .all(|letter| letters::capital(letter) != letter))
}

/// A key that sorts names as people do: by letters, and numbers by their size.
pub fn natural_key(name: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for letter in opora_domain::choice::normal(name)
        .chars()
        .chain(std::iter::once('\u{0}'))
    {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>8}"));
                digits.clear();
            }
            key.push(letter);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_left_out_of_labels() {
        for (name, label) in [
            ("МКОУ Венгеровская СОШ №1", "Венгеровская СОШ №1"),
            ("ГАУ ДПО СОИРО", "СОИРО"),
            ("МКУ «Юность»", "Юность"),
            ("МБОУЯСШ № 4", "МБОУЯСШ № 4"),
            ("Лицей «А» и «Б»", "Лицей «А» и «Б»"),
            ("МОЦ", "МОЦ"),
        ] {
            assert_eq!(without_legal_form(name), label);
        }
    }

    #[test]
    fn a_number_is_never_parted_from_its_sign() {
        assert_eq!(
            words_of("СОШ № 6 с. Берёзовка"),
            ["СОШ", "№\u{a0}6", "с.", "Берёзовка"]
        );
    }

    #[test]
    fn long_names_take_at_most_three_lines() {
        let name = "Центр психолого-педагогической, медицинской и социальной помощи детям и семьям";
        let lettering = Lettering::broken(name, true, LINE_WIDTH_LONG, LINES_MAX);
        assert_eq!(lettering.lines.len(), 3);
        assert!(lettering.width <= LINE_WIDTH_LONG);
    }

    #[test]
    fn names_sort_by_the_size_of_their_numbers() {
        assert!(natural_key("СОШ № 6") < natural_key("СОШ № 10"));
        assert!(natural_key("СОШ № 6а") < natural_key("СОШ № 6б"));
    }
}
