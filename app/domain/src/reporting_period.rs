//! The period a plan, a fact or a result is of: calendar year, academic year, half-year, quarter.
//! Keeps the author's words beside the reading and never guesses a year that is not said.

use crate::choice::normal;

/// A period: the author's words and what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub text: String,
    pub reading: PeriodReading,
}

/// What the words of a period say. Years are from 1900 to 2199, ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodReading {
    Year {
        year: u16,
    },
    /// From September of `since` to August of the next year: «2019/2020».
    AcademicYear {
        since: u16,
    },
    /// 1 or 2
    HalfYear {
        year: u16,
        half: u8,
    },
    /// 1 to 4
    Quarter {
        year: u16,
        quarter: u8,
    },
    /// «2019-2024»
    Years {
        since: u16,
        until: u16,
    },
    /// There are words and no year in them that could be relied on: «очередной год».
    Unnamed,
    Empty,
}

impl Period {
    /// Reads the words of a period. Total.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        Period {
            text: text.to_owned(),
            reading: if text.is_empty() {
                PeriodReading::Empty
            } else {
                reading(&normal(text)).unwrap_or(PeriodReading::Unnamed)
            },
        }
    }

    /// The period after this one, of the same length, in words [`Period::read`] reads; `None` when
    /// no year is said.
    pub fn next(&self) -> Option<String> {
        // Roman digits stay Roman: «III квартал 2021» is followed by «IV квартал 2021».
        let is_roman = self.text.split_whitespace().any(|word| {
            let mut letters = word.chars();
            !word.is_empty() && letters.all(|letter| matches!(letter, 'I' | 'V' | 'І'))
        });
        let ordinal = |number: u8| match (is_roman, number) {
            (false, number) => number.to_string(),
            (true, 1) => "I".to_owned(),
            (true, 2) => "II".to_owned(),
            (true, 3) => "III".to_owned(),
            (true, _) => "IV".to_owned(),
        };
        Some(match self.reading {
            PeriodReading::Year { year } => (year + 1).to_string(),
            PeriodReading::AcademicYear { since } => format!("{}/{}", since + 1, since + 2),
            PeriodReading::HalfYear { year, half } => {
                let (year, half) = if half == 1 { (year, 2) } else { (year + 1, 1) };
                format!("{} полугодие {year}", ordinal(half))
            }
            PeriodReading::Quarter { year, quarter } => {
                let (year, quarter) = match quarter {
                    1..4 => (year, quarter + 1),
                    _ => (year + 1, 1),
                };
                format!("{} квартал {year}", ordinal(quarter))
            }
            PeriodReading::Years { since, until } => {
                format!("{}-{}", until + 1, until + 1 + (until - since))
            }
            PeriodReading::Unnamed | PeriodReading::Empty => return None,
        })
    }

    /// Months from its beginning to that of the next one; `None` when no year is said.
    pub const fn length_months(&self) -> Option<u16> {
        match self.reading {
            PeriodReading::Year { .. } | PeriodReading::AcademicYear { .. } => Some(12),
            PeriodReading::HalfYear { .. } => Some(6),
            PeriodReading::Quarter { .. } => Some(3),
            PeriodReading::Years { since, until } => Some((until - since + 1) * 12),
            PeriodReading::Unnamed | PeriodReading::Empty => None,
        }
    }

    /// The first month as `(year, month)`, to put periods in order; `None` when no year is said.
    pub const fn first_month(&self) -> Option<(u16, u8)> {
        match self.reading {
            PeriodReading::Year { year } => Some((year, 1)),
            PeriodReading::AcademicYear { since } => Some((since, 9)),
            PeriodReading::HalfYear { year, half } => Some((year, if half == 1 { 1 } else { 7 })),
            PeriodReading::Quarter { year, quarter } => {
                Some((year, quarter.saturating_sub(1) * 3 + 1))
            }
            PeriodReading::Years { since, .. } => Some((since, 1)),
            PeriodReading::Unnamed | PeriodReading::Empty => None,
        }
    }
}

fn reading(text: &str) -> Option<PeriodReading> {
    let mut words: Vec<String> = text
        .replace(['–', '—', '−', '‑'], "-")
        .replace([',', '(', ')'], " ")
        .replace(" - ", "-")
        .replace(" / ", "/")
        .split_whitespace()
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect();
    // «2022г.»
    for word in &mut words {
        for ending in ["гг", "г"] {
            if let Some(bare) = word.strip_suffix(ending)
                && bare.ends_with(|c: char| c.is_ascii_digit())
            {
                *word = bare.trim_end_matches('.').to_owned();
                break;
            }
        }
    }
    let is_academic = words
        .iter()
        .any(|word| word.starts_with("учебн") || matches!(word.as_str(), "уч" | "у"));
    words.retain(|word| {
        !matches!(
            word.as_str(),
            "г" | "гг"
                | "год"
                | "года"
                | "году"
                | "годы"
                | "уч"
                | "у"
                | "за"
                | "на"
                | "в"
        ) && !word.starts_with("учебн")
    });
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [one] => years(one, is_academic),
        [part, word, year] | [year, part, word] if year_of(year).is_some() => {
            let (part, year) = (ordinal(part)?, year_of(year)?);
            if word.starts_with("полугоди") && part <= 2 {
                Some(PeriodReading::HalfYear { year, half: part })
            } else if word.starts_with("квартал") {
                Some(PeriodReading::Quarter {
                    year,
                    quarter: part,
                })
            } else {
                None
            }
        }
        _ => None,
    }
}

fn years(text: &str, is_academic: bool) -> Option<PeriodReading> {
    if let Some((since, until)) = text.split_once('/') {
        let since = year_of(since)?;
        // «2019/20» and «2019/2020»
        let next = since + 1;
        let is_next = until == next.to_string() || until == format!("{:02}", next % 100);
        return is_next.then_some(PeriodReading::AcademicYear { since });
    }
    if let Some((since, until)) = text.split_once('-') {
        let (since, until) = (year_of(since)?, year_of(until)?);
        return if is_academic {
            (until == since + 1).then_some(PeriodReading::AcademicYear { since })
        } else {
            (since <= until).then_some(PeriodReading::Years { since, until })
        };
    }
    // One year of two that a school year has says too little.
    (!is_academic)
        .then(|| year_of(text))
        .flatten()
        .map(|year| PeriodReading::Year { year })
}

fn year_of(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|year| is_year && (1900..2200).contains(year))
}

/// 1 to 4, in digits, Roman digits or words.
fn ordinal(text: &str) -> Option<u8> {
    let bare = text.split('-').next().unwrap_or(text);
    match bare {
        // The Roman digits of a Russian keyboard too.
        "1" | "i" | "і" | "первое" | "первый" => Some(1),
        "2" | "ii" | "іі" | "второе" | "второй" => Some(2),
        "3" | "iii" | "ііі" | "третий" => Some(3),
        "4" | "iv" | "іv" | "четвертый" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_the_template_and_near_to_it() {
        use PeriodReading::*;
        for (text, expected) in [
            ("2022", Year { year: 2022 }),
            ("2022 год", Year { year: 2022 }),
            ("2022г.", Year { year: 2022 }),
            ("2019/2020", AcademicYear { since: 2019 }),
            ("2019/20", AcademicYear { since: 2019 }),
            ("2019/2020 уч. год", AcademicYear { since: 2019 }),
            ("2019 - 2020 учебный год", AcademicYear { since: 2019 }),
            (
                "2019-2024",
                Years {
                    since: 2019,
                    until: 2024,
                },
            ),
            (
                "2019–2024 гг.",
                Years {
                    since: 2019,
                    until: 2024,
                },
            ),
            (
                "I полугодие 2020 г.",
                HalfYear {
                    year: 2020,
                    half: 1,
                },
            ),
            (
                "2-е полугодие 2020",
                HalfYear {
                    year: 2020,
                    half: 2,
                },
            ),
            (
                "2021 год, III квартал",
                Quarter {
                    year: 2021,
                    quarter: 3,
                },
            ),
            ("очередной год", Unnamed),
            ("2024-2019", Unnamed),
            ("2019/2021", Unnamed),
            ("5 квартал 2021", Unnamed),
            ("", Empty),
        ] {
            assert_eq!(Period::read(text).reading, expected, "{text}");
            assert_eq!(Period::read(text).text, text);
        }
    }

    #[test]
    fn a_period_is_followed_by_one_of_its_length() {
        for (text, next, months) in [
            ("2026", "2027", 12),
            ("2019/20", "2020/2021", 12),
            ("1 полугодие 2026", "2 полугодие 2026", 6),
            ("II полугодие 2026 г.", "I полугодие 2027", 6),
            ("2021 год, III квартал", "IV квартал 2021", 3),
            ("4 квартал 2021", "1 квартал 2022", 3),
            ("первое полугодие 2026", "2 полугодие 2026", 6),
            ("2019-2021", "2022-2024", 36),
        ] {
            let period = Period::read(text);
            assert_eq!(period.next().as_deref(), Some(next), "{text}");
            assert_eq!(period.length_months(), Some(months), "{text}");
            let after = Period::read(next);
            assert_eq!(after.length_months(), Some(months), "{next}");
            assert!(after.first_month() > period.first_month(), "{text}");
        }
        assert_eq!(Period::read("очередной год").next(), None);
        assert_eq!(Period::read("").next(), None);
    }

    #[test]
    fn periods_have_an_order() {
        let month = |text| Period::read(text).first_month();
        assert!(month("2019/2020") > month("I полугодие 2019"));
        assert!(month("4 квартал 2019") > month("2019/2020"));
        assert_eq!(month("очередной год"), None);
    }
}
