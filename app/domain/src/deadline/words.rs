//! Cuts a deadline's text into words that mean something. Does not judge their order: that is
//! [`super::grammar`].

/// One word of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Four digits.
    Year(u16),
    /// 1 to 12, from a name in any case and number: «март», «марта», «сент.».
    Month(u8),
    /// One or two digits.
    Day(u8),
    /// `30.06.2020` or `2020-06-30`; `.0` is the day, when there is one.
    Date(Option<u8>, u8, u16),
    /// «г.», «год», «года»
    OfYear,
    /// A hyphen or a dash of any length.
    Dash,
    /// «с», «со»
    Since,
    /// «по»: the end is included.
    Through,
    /// «до», «не позднее»: a bound.
    Before,
}

/// Dashes and spaces of every kind as the plain ones; lower case; `ё` as `е`.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ё' => 'е',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\t' => ' ',
            '\r' => '\n',
            c => c,
        })
        .collect()
}

/// The words of a folded text; `None` when something in it means nothing here.
pub(super) fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, length) = if first.is_ascii_digit() {
            number(rest)?
        } else if first == '-' {
            (Word::Dash, 1)
        } else {
            name(rest)?
        };
        words.push(word);
        rest = rest.get(length..)?.trim_start();
    }
    Some(words)
}

/// A number, or a date written with points or hyphens, and its length in bytes.
fn number(text: &str) -> Option<(Word, usize)> {
    let digits = run(text, |c| c.is_ascii_digit());
    let joined = run(text, |c| c.is_ascii_digit() || c == '.').trim_end_matches('.');
    let parts: Vec<&str> = joined.split('.').collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            let date = Word::Date(Some(small(day)?), small(month)?, year.parse().ok()?);
            return Some((date, joined.len()));
        }
        [month, year] if year.len() == 4 && month.len() == 2 => {
            return Some((
                Word::Date(None, small(month)?, year.parse().ok()?),
                joined.len(),
            ));
        }
        [_] => {}
        _ => return None,
    }
    let iso = run(text, |c| c.is_ascii_digit() || c == '-');
    let parts: Vec<&str> = iso.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            let date = Word::Date(Some(small(day)?), small(month)?, year.parse().ok()?);
            return Some((date, iso.len()));
        }
        [year, month] if year.len() == 4 && month.len() == 2 => {
            return Some((
                Word::Date(None, small(month)?, year.parse().ok()?),
                iso.len(),
            ));
        }
        _ => {}
    }
    match digits.len() {
        4 => Some((Word::Year(digits.parse().ok()?), 4)),
        1 | 2 => Some((Word::Day(digits.parse().ok()?), digits.len())),
        _ => None,
    }
}

fn small(digits: &str) -> Option<u8> {
    if (1..=2).contains(&digits.len()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// A word of letters and its length in bytes, the point after an abbreviation included.
fn name(text: &str) -> Option<(Word, usize)> {
    let letters = run(text, char::is_alphabetic);
    let point = usize::from(text[letters.len()..].starts_with('.'));
    let word = match letters {
        "" => return None,
        "г" | "гг" | "год" | "года" | "году" | "годы" | "годов" => {
            Word::OfYear
        }
        "с" | "со" => Word::Since,
        "по" => Word::Through,
        "до" => Word::Before,
        "не" => {
            let phrase = "не позднее";
            return text
                .starts_with(phrase)
                .then_some((Word::Before, phrase.len()));
        }
        letters => Word::Month(month(letters)?),
    };
    // «г.г.» is one word.
    let length = letters.len() + point;
    let again = if letters == "г" && text[length..].starts_with("г.") {
        "г.".len()
    } else {
        0
    };
    Some((word, length + again))
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

/// The month of a Russian name, nominative, genitive, prepositional or abbreviated.
fn month(name: &str) -> Option<u8> {
    const STEMS: [&str; 12] = [
        "январ",
        "феврал",
        "март",
        "апрел",
        "ма",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
    ];
    const SHORT: [&str; 12] = [
        "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
    ];
    const ENDINGS: [&str; 6] = ["", "ь", "я", "е", "а", "й"];
    let full = STEMS.iter().position(|stem| {
        name.strip_prefix(stem)
            .is_some_and(|ending| ENDINGS.contains(&ending))
            && (*stem != "ма" || matches!(name, "май" | "мая" | "мае"))
    });
    let position = full
        .or_else(|| SHORT.iter().position(|short| name == *short))
        .or_else(|| (name == "сент").then_some(8))
        .or_else(|| (name == "февр").then_some(1))
        .or_else(|| (name == "нояб").then_some(10))?;
    u8::try_from(position + 1).ok()
}
