//! Dates, terms and school years in words, by language. Dates known to a month or a year are said
//! as such; nothing is completed.

use crate::{Locale, PartialDate, Term, letters};

/// A space that does not break.
const NBSP: char = '\u{a0}';

const GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const NOMINATIVE: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// «19 ноября 2026 г.», «март 2018 г.», «2019 г.»; "19 November 2026", "March 2018", "2019".
pub fn date(date: PartialDate, locale: Locale) -> String {
    spoken(date, locale, Case::Nominative, true)
}

/// As [`date`], without the year when it is that of `today`: «19 ноября», "19 November".
pub fn date_near(date: PartialDate, today: PartialDate, locale: Locale) -> String {
    let says_year = date.year() != today.year() || date.month().is_none();
    spoken(date, locale, Case::Nominative, says_year)
}

/// «с сентября 2025 г.», "since September 2025".
pub fn since(date: PartialDate, locale: Locale) -> String {
    let words = spoken(date, locale, Case::Genitive, true);
    match locale {
        Locale::Ru => format!("{}{NBSP}{words}", from_ru(date)),
        Locale::En => format!("since {words}"),
    }
}

/// «до 31 августа 2027 г.», "until 31 August 2027".
pub fn until(date: PartialDate, locale: Locale) -> String {
    let words = spoken(date, locale, Case::Genitive, true);
    match locale {
        Locale::Ru => format!("до{NBSP}{words}"),
        Locale::En => format!("until {words}"),
    }
}

/// A term: «с марта по декабрь 2018 г.», «2019–2024 гг.», «с 2 сентября 2025 г. по 31 августа
/// 2027 г.», «с сентября 2025 г.», «до 2021 г.»; the author's text when it could not be read;
/// `None` when nothing is known.
pub fn term(term: &Term, locale: Locale) -> Option<String> {
    match (term.since, term.until) {
        (Some(from), Some(to)) => Some(range(from, to, locale)),
        (Some(from), None) => Some(since(from, locale)),
        (None, Some(to)) => Some(until(to, locale)),
        (None, None) => term.text.clone(),
    }
}

/// The school year a day belongs to, from 1 September: «2026/27».
pub fn school_year(today: PartialDate) -> String {
    let first = first_year_of_school_year(today);
    format!("{first}/{:02}", (first + 1) % 100)
}

/// The calendar year in which the school year of this date begins. A date known to the year only
/// counts as its first half.
pub fn first_year_of_school_year(date: PartialDate) -> u16 {
    match date.month() {
        Some(month) if month >= 9 => date.year(),
        _ => date.year().saturating_sub(1),
    }
}

/// The name of a month, 1 to 12, as a heading: «Сентябрь», "September".
pub fn month(month: u8, locale: Locale) -> String {
    match locale {
        Locale::Ru => {
            let mut rest = name(&NOMINATIVE, month).chars();
            rest.next()
                .map(|first| {
                    std::iter::once(letters::capital(first))
                        .chain(rest)
                        .collect()
                })
                .unwrap_or_default()
        }
        Locale::En => name(&ENGLISH, month).to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Nominative,
    Genitive,
    Accusative,
}

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    names
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

fn spoken(date: PartialDate, locale: Locale, case: Case, says_year: bool) -> String {
    let year = match (locale, says_year) {
        (_, false) => String::new(),
        (Locale::Ru, true) => format!("{}{NBSP}г.", date.year()),
        (Locale::En, true) => date.year().to_string(),
    };
    let words = match (locale, date.month(), date.day()) {
        (_, None, _) => return year,
        (Locale::Ru, Some(month), Some(day)) => format!("{day}{NBSP}{}", name(&GENITIVE, month)),
        (Locale::En, Some(month), Some(day)) => format!("{day}{NBSP}{}", name(&ENGLISH, month)),
        // After «по» a month without a day looks like its nominative.
        (Locale::Ru, Some(month), None) if case == Case::Genitive => {
            name(&GENITIVE, month).to_owned()
        }
        (Locale::Ru, Some(month), None) => name(&NOMINATIVE, month).to_owned(),
        (Locale::En, Some(month), None) => name(&ENGLISH, month).to_owned(),
    };
    if year.is_empty() {
        words
    } else {
        format!("{words} {year}")
    }
}

/// «со 2 сентября», otherwise «с».
fn from_ru(date: PartialDate) -> &'static str {
    if date.day() == Some(2) { "со" } else { "с" }
}

fn range(from: PartialDate, to: PartialDate, locale: Locale) -> String {
    if from == to {
        return date(from, locale);
    }
    if from.month().is_none() && to.month().is_none() {
        return match locale {
            Locale::Ru => format!("{}–{}{NBSP}гг.", from.year(), to.year()),
            Locale::En => format!("{}–{}", from.year(), to.year()),
        };
    }
    let says_first_year =
        from.year() != to.year() || from.month().is_none() || to.month().is_none();
    let first = spoken(from, locale, Case::Genitive, says_first_year);
    let last = spoken(to, locale, Case::Accusative, true);
    match locale {
        Locale::Ru => format!("{}{NBSP}{first} по{NBSP}{last}", from_ru(from)),
        Locale::En => format!("{first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> PartialDate {
        text.parse().expect("a date of the test's own")
    }

    fn spaced(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn dates_are_said_as_exactly_as_they_are_known() {
        for (text, ru, en) in [
            ("2026-11-19", "19 ноября 2026 г.", "19 November 2026"),
            ("2018-03", "март 2018 г.", "March 2018"),
            ("2019", "2019 г.", "2019"),
        ] {
            assert_eq!(spaced(&date(day(text), Locale::Ru)), ru);
            assert_eq!(spaced(&date(day(text), Locale::En)), en);
        }
    }

    #[test]
    fn the_current_year_goes_without_saying() {
        let today = day("2026-11-22");
        for (text, ru) in [
            ("2026-11-19", "19 ноября"),
            ("2025-11-19", "19 ноября 2025 г."),
            ("2026-03", "март"),
            ("2026", "2026 г."),
        ] {
            assert_eq!(spaced(&date_near(day(text), today, Locale::Ru)), ru);
        }
    }

    #[test]
    fn terms_read_as_people_write_them() {
        for (from, to, ru, en) in [
            (
                "2018-03",
                "2018-12",
                "с марта по декабрь 2018 г.",
                "March to December 2018",
            ),
            (
                "2018-09",
                "2021-05",
                "с сентября 2018 г. по май 2021 г.",
                "September 2018 to May 2021",
            ),
            ("2019", "2024", "2019–2024 гг.", "2019–2024"),
            ("2017", "2017", "2017 г.", "2017"),
            (
                "2025-09-02",
                "2027-08-31",
                "со 2 сентября 2025 г. по 31 августа 2027 г.",
                "2 September 2025 to 31 August 2027",
            ),
            ("2025-09", "", "с сентября 2025 г.", "since September 2025"),
            ("", "2021", "до 2021 г.", "until 2021"),
            ("", "2020-06-30", "до 30 июня 2020 г.", "until 30 June 2020"),
            (
                "2018",
                "2018-06",
                "с 2018 г. по июнь 2018 г.",
                "2018 to June 2018",
            ),
        ] {
            let this = Term {
                since: from.parse().ok(),
                until: to.parse().ok(),
                text: None,
            };
            assert_eq!(
                term(&this, Locale::Ru).map(|t| spaced(&t)).as_deref(),
                Some(ru)
            );
            assert_eq!(
                term(&this, Locale::En).map(|t| spaced(&t)).as_deref(),
                Some(en)
            );
        }
    }

    #[test]
    fn an_unread_term_keeps_its_text_and_an_empty_one_is_nothing() {
        let kept = Term {
            since: None,
            until: None,
            text: Some("весь период".to_owned()),
        };
        assert_eq!(term(&kept, Locale::Ru).as_deref(), Some("весь период"));
        assert_eq!(term(&Term::default(), Locale::Ru), None);
    }

    #[test]
    fn the_school_year_begins_in_september() {
        assert_eq!(school_year(day("2026-11-22")), "2026/27");
        assert_eq!(school_year(day("2026-08-31")), "2025/26");
        assert_eq!(school_year(day("2099-09-01")), "2099/00");
        assert_eq!(month(9, Locale::Ru), "Сентябрь");
        assert_eq!(month(9, Locale::En), "September");
    }
}
