//! Russian words without the endings of their cases, for comparing names and titles. A guess by
//! endings, not a dictionary: equal stems may be different words.

use crate::choice::normal;

/// A folded word without the ending of its case; short words and those with digits stay whole.
pub fn stem(word: &str) -> String {
    const ENDINGS: &[&str] = &[
        "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ая", "яя", "ое", "ее", "ый", "ий",
        "ой", "ей", "ую", "юю", "ые", "ие", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям", "ах",
        "ях", "ия", "ию", "ии", "а", "я", "у", "ю", "е", "ы", "и", "о", "й", "ь",
    ];
    const LETTERS_MIN: usize = 5;
    let letters = word.chars().count();
    if letters <= LETTERS_MIN || word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let ending = ENDINGS.iter().find(|ending| {
        word.ends_with(**ending) && letters - ending.chars().count() >= LETTERS_MIN - 1
    });
    let bare = ending.map_or(word, |ending| &word[..word.len() - ending.len()]);
    // «управлени-ем» and «управлен-ие»
    bare.trim_end_matches('и').to_owned()
}

/// The stems of a title's words of at least four letters and its numbers, each once, in their order.
pub fn stems(title: &str) -> Vec<String> {
    const LETTERS_MIN: usize = 4;
    let mut stems: Vec<String> = vec![];
    let folded = normal(title);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let tells = |word: &&str| {
        word.chars().count() >= LETTERS_MIN || word.contains(|c: char| c.is_ascii_digit())
    };
    for word in words.filter(tells) {
        let stem = stem(word);
        // «учеников» and «учениках»: of a plural's genitive the stem is shorter still.
        let bare = stem.strip_suffix("ов").or_else(|| stem.strip_suffix("ев"));
        let bare = bare.filter(|bare| bare.chars().count() >= LETTERS_MIN);
        let stem = bare.unwrap_or(&stem).to_owned();
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_one_word_have_one_stem() {
        for (one, other) in [
            ("Охват учеников", "охвату ученики"),
            ("дистанционными технологиями", "дистанционные технологии"),
            ("«Школы» роста", "Школы «роста»"),
        ] {
            let sorted = |text| {
                let mut stems = stems(text);
                stems.sort();
                stems
            };
            assert_eq!(sorted(one), sorted(other), "{one}");
        }
        assert_ne!(
            stems("низкими результатами"),
            stems("высокими результатами")
        );
        assert_eq!(stems("с 1 по 3 кл."), ["1", "3"]);
    }
}
