//! Small and capital letters of the alphabets names here are written in: Latin, Greek, Cyrillic
//! with all its additions. The tables of the whole of Unicode weigh 33 KB in WebAssembly; letters
//! of other alphabets stay as they are.

/// The small letter of a capital one.
pub const fn small(letter: char) -> char {
    let code = letter as u32;
    let small = match code {
        // In pairs, the capital one first.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 => code | 1,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE => code + code % 2,
        // In rows.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => code + 32,
        0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        // The palochka of the Caucasus.
        0x4C0 => 0x4CF,
        _ => code,
    };
    match char::from_u32(small) {
        Some(small) => small,
        None => letter,
    }
}

/// The capital letter of a small one.
pub fn capital(letter: char) -> char {
    let code = letter as u32;
    [1, 32, 80, 15]
        .iter()
        .filter_map(|distance| char::from_u32(code.checked_sub(*distance)?))
        .find(|capital| small(*capital) == letter)
        .unwrap_or(letter)
}

/// A text in small letters.
pub fn all_small(text: &str) -> String {
    text.chars().map(small).collect()
}

/// A text in capital letters.
pub fn all_capital(text: &str) -> String {
    text.chars().map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters whose other case is no single letter, or lies outside of these alphabets.
    fn is_odd(letter: char) -> bool {
        matches!(letter, 'µ' | 'ß' | 'ÿ' | 'Ÿ' | 'İ' | 'ı' | 'ŉ' | 'ſ')
    }

    #[test]
    fn the_alphabets_agree_with_unicode() {
        let alphabets = [0..=0x17F, 0x391..=0x3A9, 0x3B1..=0x3C9, 0x400..=0x52F];
        let letters = alphabets.into_iter().flatten().filter_map(char::from_u32);
        let mut count = 0;
        for letter in letters.filter(|letter| !is_odd(*letter) && *letter != 'ς') {
            assert_eq!(
                small(letter).to_string(),
                letter.to_lowercase().to_string(),
                "{letter}"
            );
            assert_eq!(
                capital(letter).to_string(),
                letter.to_uppercase().to_string(),
                "{letter}"
            );
            count += 1;
        }
        assert!(count > 600);
    }

    #[test]
    fn other_letters_stay_as_they_are() {
        for letter in ('\u{530}'..='\u{2FFF}').chain(['1', '-', '«', 'ß', 'ς']) {
            assert_eq!(small(letter), letter);
            assert_eq!(capital(letter), letter);
        }
        assert_eq!(all_small("МБОУ СОШ № 5, Ёлкино"), "мбоу сош № 5, ёлкино");
        assert_eq!(all_capital("аб-ё z"), "АБ-Ё Z");
    }
}
