//! Numbers, counted nouns and percents by language. A no-break space stands between a number and
//! its word; Russian has a decimal comma and groups thousands by spaces from 10 000 on.

use opora_domain::Locale;

/// U+00A0, the no-break space.
pub const NBSP: char = '\u{a0}';

/// The forms of a noun after a number: Russian after 1, 2 to 4, 5 and more; English singular and
/// plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    pub ru: [&'static str; 3],
    pub en: [&'static str; 2],
}

impl Noun {
    pub const fn new(ru: [&'static str; 3], en: [&'static str; 2]) -> Self {
        Noun { ru, en }
    }

    /// The form that goes with a number.
    pub const fn after(&self, number: usize, locale: Locale) -> &'static str {
        match locale {
            Locale::Ru => self.ru[russian_form(number)],
            Locale::En => self.en[if number == 1 { 0 } else { 1 }],
        }
    }
}

/// Index of the Russian form: 0 after 1, 21, 31 …; 1 after 2 to 4, 22 to 24 …; 2 otherwise.
const fn russian_form(number: usize) -> usize {
    match (number % 10, number % 100) {
        (_, 11..=14) => 2,
        (1, _) => 0,
        (2..=4, _) => 1,
        _ => 2,
    }
}

/// A whole number: «12 480», «1204»; "12,480".
pub fn whole(number: usize, locale: Locale) -> String {
    let digits = number.to_string();
    if digits.len() < 4 || (locale == Locale::Ru && digits.len() == 4) {
        return digits;
    }
    let separator = match locale {
        Locale::Ru => NBSP,
        Locale::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: «14 школ», "1 school".
pub fn counted(number: usize, noun: &Noun, locale: Locale) -> String {
    format!(
        "{}{NBSP}{}",
        whole(number, locale),
        noun.after(number, locale)
    )
}

/// A number with so many digits after the point: «22,5», "22.5". Not finite: a dash.
pub fn decimal(number: f64, digits: usize, locale: Locale) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{number:.digits$}").replace('-', "\u{2212}");
    match locale {
        Locale::Ru => text.replace('.', ","),
        Locale::En => text,
    }
}

/// A percentage given as such (78.6 means 78.6 %): «78,6 %», "78.6%".
pub fn percent(value: f64, digits: usize, locale: Locale) -> String {
    let number = decimal(value, digits, locale);
    match locale {
        Locale::Ru => format!("{number}{NBSP}%"),
        Locale::En => format!("{number}%"),
    }
}

/// Ties «№» and its number together in a name: «СОШ №1» and «СОШ № 1» both become «СОШ № 1»
/// with no-break spaces.
pub fn tied(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut rest = name;
    while let Some(at) = rest.find('№') {
        out.push_str(rest[..at].trim_end());
        if !out.is_empty() {
            out.push(NBSP);
        }
        out.push('№');
        out.push(NBSP);
        rest = rest[at + '№'.len_utf8()..].trim_start();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHOOL: Noun = Noun::new(["школа", "школы", "школ"], ["school", "schools"]);

    #[test]
    fn nouns_follow_their_number() {
        for (number, ru, en) in [
            (0, "0 школ", "0 schools"),
            (1, "1 школа", "1 school"),
            (2, "2 школы", "2 schools"),
            (4, "4 школы", "4 schools"),
            (5, "5 школ", "5 schools"),
            (11, "11 школ", "11 schools"),
            (12, "12 школ", "12 schools"),
            (14, "14 школ", "14 schools"),
            (21, "21 школа", "21 schools"),
            (22, "22 школы", "22 schools"),
            (111, "111 школ", "111 schools"),
            (1_204, "1204 школы", "1,204 schools"),
            (12_481, "12\u{a0}481 школа", "12,481 schools"),
            (1_000_000, "1\u{a0}000\u{a0}000 школ", "1,000,000 schools"),
        ] {
            let unspaced = |text: &str| text.replace(NBSP, " ");
            assert_eq!(
                unspaced(&counted(number, &SCHOOL, Locale::Ru)),
                unspaced(ru)
            );
            assert_eq!(
                unspaced(&counted(number, &SCHOOL, Locale::En)),
                unspaced(en)
            );
        }
        assert_eq!(counted(14, &SCHOOL, Locale::Ru), "14\u{a0}школ");
    }

    #[test]
    fn decimals_follow_the_language() {
        assert_eq!(decimal(22.5, 1, Locale::Ru), "22,5");
        assert_eq!(decimal(-0.2, 1, Locale::En), "\u{2212}0.2");
        assert_eq!(decimal(f64::NAN, 1, Locale::Ru), "–");
        assert_eq!(percent(78.6, 1, Locale::Ru), "78,6\u{a0}%");
        assert_eq!(percent(78.6, 1, Locale::En), "78.6%");
    }

    #[test]
    fn the_number_of_a_school_stays_on_its_line() {
        for name in [
            "Венгеровская СОШ №1",
            "Венгеровская СОШ № 1",
            "Венгеровская СОШ  №  1",
        ] {
            assert_eq!(tied(name), "Венгеровская СОШ\u{a0}№\u{a0}1");
        }
        assert_eq!(tied("№ 214"), "№\u{a0}214");
        assert_eq!(tied("МОЦ"), "МОЦ");
    }
}
