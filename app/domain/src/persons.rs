//! People's names in the free texts of documents: left out of what the public gets, as nobody
//! asked these people. A guess by the shape of words, in favour of leaving out; a school's own
//! name («им. А. С. Пушкина») stays. It finds no names: it only takes them away.

use crate::record::Value;

/// What stands where a name stood.
const OMITTED: &str = "[…]";
/// Endings of patronymics, in the cases documents use.
const PATRONYMICS: [&str; 20] = [
    "ович",
    "евич",
    "овича",
    "евича",
    "овичу",
    "евичу",
    "овичем",
    "евичем",
    "овна",
    "евна",
    "овны",
    "евны",
    "овне",
    "евне",
    "овной",
    "евной",
    "ична",
    "ичны",
    "ичне",
    "ичной",
];

/// A text without names of people: surnames with initials («Иванова А. А.») and names with a
/// patronymic («Анна Петровна»). Spaces round what is left out become one.
pub fn without_names(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut is_name = vec![false; words.len()];
    for at in 0..words.len() {
        let length = match name_at(&words[at..]) {
            Some(length) => length,
            None => continue,
        };
        let is_of_a_place = at > 0 && matches!(words[at - 1], "им." | "им" | "имени");
        if is_of_a_place {
            continue;
        }
        is_name[at..at + length].fill(true);
        // The surname stands before or after; what looks like one on either side goes, too.
        if at > 0 && is_capitalised(words[at - 1]) && !ends_a_part(words[at - 1]) {
            is_name[at - 1] = true;
        }
        let after = at + length;
        let goes_on = words.get(after).is_some_and(|word| is_capitalised(word));
        if goes_on && !ends_a_part(words[after - 1]) {
            is_name[after] = true;
        }
    }
    if !is_name.contains(&true) {
        return text.to_owned();
    }
    let mut out: Vec<&str> = Vec::new();
    for (word, is_name) in words.iter().zip(&is_name) {
        if !is_name {
            out.push(word);
        } else if out.last() != Some(&OMITTED) {
            out.push(OMITTED);
        }
    }
    out.join(" ")
}

/// The same for every text inside a value.
pub fn value_without_names(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(without_names(text)),
        Value::Array(items) => items.iter().map(value_without_names).collect(),
        Value::Object(parts) => parts
            .iter()
            .map(|(name, part)| (name.clone(), value_without_names(part)))
            .collect(),
        other => other.clone(),
    }
}

/// How many words from here on are the certain part of a name: initials, or first name and
/// patronymic.
fn name_at(words: &[&str]) -> Option<usize> {
    let first = bare(words.first()?);
    if initials(first) >= 2 {
        return Some(1);
    }
    let second = bare(words.get(1)?);
    if initials(first) == 1 && initials(second) == 1 {
        return Some(2);
    }
    let is_patronymic = is_capitalised(second) && {
        let small: String = second.chars().flat_map(char::to_lowercase).collect();
        PATRONYMICS.iter().any(|ending| small.ends_with(ending))
    };
    (is_capitalised(first) && is_patronymic && !ends_a_part(words[0])).then_some(2)
}

/// How many initials a word begins with: 2 for «А.А.» and «А.А.Иванова», 0 for a word.
fn initials(word: &str) -> usize {
    let mut letters = word.chars().peekable();
    let mut count = 0;
    while let Some(letter) = letters.next() {
        if !letter.is_uppercase() || letters.next() != Some('.') {
            break;
        }
        count += 1;
    }
    count
}

/// A word with a capital and small letters after it.
fn is_capitalised(word: &str) -> bool {
    let mut letters = bare(word).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Without quotes, brackets and punctuation around it; the point of initials stays.
fn bare(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Something ends after this word: the next one is of another name.
fn ends_a_part(word: &str) -> bool {
    word.ends_with([',', ';', ':', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_left_out_and_the_rest_stays() {
        for (text, expected) in [
            ("Иванова А.А., директор ИМЦ", "[…] директор ИМЦ"),
            ("директор ИМЦ А. А. Иванова", "директор ИМЦ […]"),
            ("методист А.А.Иванова; ОО", "методист […] ОО"),
            ("Иванова Анна Петровна, методист", "[…] методист"),
            (
                "заместитель главы Петров Б.Б., Сидорова В. Г.",
                "заместитель главы […]",
            ),
            ("согласовано с Анной Петровной", "согласовано с […]"),
        ] {
            assert_eq!(without_names(text), expected, "{text}");
        }
    }

    #[test]
    fn what_names_nobody_stays_as_it_is() {
        for text in [
            "МКОУ Венгеровская СОШ № 1;  управление  образования",
            "МБОУ СОШ им. А. С. Пушкина",
            "МБОУ СОШ имени Ивана Петровича Сидорова",
            "от \" 14 \"03. 2018 г. № 273-ФЗ",
            "Основной исполнитель: г. Ярцево, ул. Школьная, д. 5",
            "I. Организационный этап. II. Практический",
            "Духовной и Церковной культуры",
            "ГАУ ДПО СОИРО (по согласованию)",
            "",
        ] {
            assert_eq!(without_names(text), text);
        }
    }
}
