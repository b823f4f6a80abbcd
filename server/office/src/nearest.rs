//! What is proposed in place of a word that is not known: the nearest known one, and a Latin
//! code for Cyrillic text. A proposal is shown, never applied.

use opora_domain::choice::normal;

/// The candidate nearest to `word`, when it is near enough to be meant: at most a third of its
/// letters differ.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Longer words are never meant to be a code or a word of a list.
    const CHARS_MAX: usize = 100;
    let wanted: Vec<char> = normal(word).chars().take(CHARS_MAX).collect();
    candidates
        .into_iter()
        .map(|candidate| {
            let letters: Vec<char> = normal(candidate).chars().take(CHARS_MAX).collect();
            (
                distance(&wanted, &letters),
                letters.len().max(wanted.len()),
                candidate,
            )
        })
        .filter(|(distance, length, _)| distance * 3 <= *length)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, _, candidate)| candidate)
}

/// The number of letters to change, add or drop (Levenshtein 1965).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}

/// A code for a text: Cyrillic in Latin letters, everything else as hyphens. Empty when the
/// text has neither letters nor digits.
pub(crate) fn slug_of(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let letters = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' | 'ь' => "",
            'ы' => "y",
            'ю' => "yu",
            'я' => "ya",
            c if c.is_ascii_alphanumeric() => {
                slug.push(c);
                continue;
            }
            _ => {
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
                continue;
            }
        };
        slug.push_str(letters);
    }
    slug.truncate(opora_domain::NetworkId::LENGTH_MAX);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_proposed_and_a_far_one_is_not() {
        let words = ["школа", "культура", "спорт"];
        assert_eq!(nearest("Школаа", words), Some("школа"));
        assert_eq!(nearest("спорд", words), Some("спорт"));
        assert_eq!(nearest("магазин", words), None);
        assert_eq!(nearest("", words), None);
    }

    #[test]
    fn cyrillic_becomes_a_code() {
        assert_eq!(slug_of("Абинский район"), "abinskiy-rayon");
        assert_eq!(slug_of("  СОШ № 6 "), "sosh-6");
        assert_eq!(slug_of("«»"), "");
        assert!(opora_domain::ids::is_slug(&slug_of(&"щ".repeat(100))));
    }
}
