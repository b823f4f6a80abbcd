//! Amounts of money as a programme plans them: the author's text, its reading in thousand roubles,
//! and exact sums. Never a binary fraction: 0,1 and 0,2 thousand are 0,3. What cannot be read is in
//! no sum, and every sum says how much that is.

use crate::choice::normal;
use crate::figure::PeriodValue;
use crate::reporting_period::Period;
use crate::{Activity, Locale};
use std::collections::BTreeMap;

/// Decimals that are kept: a hundredth of a kopeck of a thousand roubles is beyond any document.
const DECIMALS: u32 = 6;
/// Digits before the decimal sign, at most.
const DIGITS_MAX: usize = 15;

/// Thousand roubles, exact to six decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thousands(i128);

/// What a text says as money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountReading {
    Money(Thousands),
    /// «x», «–»: the author says that nothing belongs here.
    NotApplicable,
    /// Words, several numbers, another currency or measure, less than nothing.
    Unread,
}

/// What one activity costs in one year from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// As it is stored: «2020», «2020, областной бюджет».
    pub column: String,
    pub period: Period,
    /// What the column names, or the activity's own source.
    pub source: Option<String>,
    /// The text of the cell.
    pub text: String,
    pub reading: AmountReading,
}

/// Sums over a road map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmountTotals {
    /// By year, in the order of time; what names no year stands last under its own words.
    pub by_year: Vec<(String, Thousands)>,
    /// By source, in the order of the document; the empty name is of amounts without a source.
    pub by_source: Vec<(String, Thousands)>,
    /// One sum for each source and year, in the orders of the two above; `None` where there is no
    /// amount.
    pub cells: Vec<Vec<Option<Thousands>>>,
    pub whole: Thousands,
    /// Amounts that are in no sum, as they could not be read.
    pub unread: usize,
}

impl Thousands {
    /// A text with a decimal comma or point and spaces between thousands; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let bare: String = text.chars().filter(|c| !is_space(*c)).collect();
        let (whole, decimals) = bare.split_once([',', '.']).unwrap_or((&bare, ""));
        let is_cut = bare.ends_with([',', '.']);
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if is_cut || whole.is_empty() || !are_digits(whole) || !are_digits(decimals) {
            return None;
        }
        if whole.len() > DIGITS_MAX || decimals.len() > DECIMALS as usize {
            return None;
        }
        let scale = 10_i128.pow(DECIMALS);
        let filled: i128 = format!("{decimals:0<6}").parse().ok()?;
        Some(Thousands(whole.parse::<i128>().ok()? * scale + filled))
    }

    /// With the decimal sign of the language, spaces between thousands and no zeros at the end.
    pub fn words(self, locale: Locale) -> String {
        let scale = 10_i128.pow(DECIMALS);
        let (whole, decimals) = (self.0 / scale, self.0 % scale);
        let digits = whole.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push('\u{a0}');
            }
            out.push(digit);
        }
        let decimals = format!("{decimals:06}");
        let decimals = decimals.trim_end_matches('0');
        if !decimals.is_empty() {
            out.push(locale.pick(",", ".").chars().next().unwrap_or(','));
            out.push_str(decimals);
        }
        out
    }

    fn plus(self, other: Self) -> Self {
        Thousands(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Thousands {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Thousands::default(), Thousands::plus)
    }
}

impl Amount {
    /// Reads a stored amount of an activity with this source of its own.
    pub fn read(stored: &PeriodValue, source: Option<&str>) -> Self {
        let (period, named) = parted(&stored.period);
        Amount {
            column: stored.period.clone(),
            period: Period::read(period),
            source: named.or(source).map(str::to_owned),
            text: stored.value.trim().to_owned(),
            reading: reading(&stored.value),
        }
    }

    pub const fn money(&self) -> Option<Thousands> {
        match self.reading {
            AmountReading::Money(money) => Some(money),
            _ => None,
        }
    }

    pub fn is_unread(&self) -> bool {
        self.reading == AmountReading::Unread
    }
}

/// How an amount of a year and a source of its own is stored.
pub fn column_of(period: &str, source: &str) -> String {
    match source.trim() {
        "" => period.trim().to_owned(),
        source => format!("{}, {source}", period.trim()),
    }
}

/// What a text says as money.
pub fn reading(text: &str) -> AmountReading {
    const MEASURES: [&str; 6] = [
        "тыс. рублей",
        "тыс. руб.",
        "тыс.руб.",
        "тыс. руб",
        "тыс.руб",
        "т.р.",
    ];
    let text = text.trim();
    if matches!(text, "x" | "X" | "х" | "Х" | "-" | "–" | "—") {
        return AmountReading::NotApplicable;
    }
    let small = normal(text);
    let bare = MEASURES
        .iter()
        .find_map(|measure| small.strip_suffix(measure))
        .unwrap_or(&small);
    Thousands::read(bare).map_or(AmountReading::Unread, AmountReading::Money)
}

impl AmountTotals {
    /// Of the activities of a road map, in its order.
    pub fn of<'a>(activities: impl Iterator<Item = &'a Activity>) -> Self {
        let mut totals = AmountTotals::default();
        // Years in the order of time, the unnamed behind them as they come.
        let mut years: Vec<(Option<(u16, u8)>, String)> = Vec::new();
        let mut sources: Vec<(String, String)> = Vec::new();
        let mut cells: BTreeMap<(String, String), Thousands> = BTreeMap::new();
        for amount in activities.flat_map(Activity::priced) {
            let Some(money) = amount.money() else {
                totals.unread += usize::from(amount.is_unread());
                continue;
            };
            let year = year_of(&amount.period);
            let source = amount.source.as_deref().unwrap_or_default().trim();
            let key = normal(source);
            if !years.iter().any(|(_, known)| *known == year) {
                years.push((amount.period.first_month(), year.clone()));
            }
            if !sources.iter().any(|(known, _)| *known == key) {
                sources.push((key.clone(), source.to_owned()));
            }
            let cell = cells.entry((key, year)).or_default();
            *cell = cell.plus(money);
            totals.whole = totals.whole.plus(money);
        }
        years.sort_by_key(|(month, _)| (month.is_none(), *month));
        let sum = |fits: &dyn Fn(&(String, String)) -> bool| -> Thousands {
            let own = cells.iter().filter(|(key, _)| fits(key));
            own.map(|(_, money)| *money).sum()
        };
        totals.by_year = years
            .iter()
            .map(|(_, year)| (year.clone(), sum(&|key| key.1 == *year)))
            .collect();
        totals.by_source = sources
            .iter()
            .map(|(key, name)| (name.clone(), sum(&|at| at.0 == *key)))
            .collect();
        totals.cells = sources
            .iter()
            .map(|(source, _)| {
                let of_year =
                    |(_, year): &(_, String)| cells.get(&(source.clone(), year.clone())).copied();
                years.iter().map(of_year).collect()
            })
            .collect();
        totals
    }

    /// Nobody has planned an amount.
    pub fn is_empty(&self) -> bool {
        self.by_year.is_empty() && self.unread == 0
    }
}

/// «2020» and «2020 г.» are one year.
fn year_of(period: &Period) -> String {
    match period.reading {
        crate::PeriodReading::Year { year } => year.to_string(),
        _ => period.text.clone(),
    }
}

/// Period and source of a column: what stands after the first comma is the source.
fn parted(column: &str) -> (&str, Option<&str>) {
    match column.split_once(',') {
        Some((period, source)) if !source.trim().is_empty() => (period.trim(), Some(source.trim())),
        _ => (column.trim(), None),
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_exactly_or_not_at_all() {
        for (text, words) in [
            ("120", "120"),
            ("120,5", "120,5"),
            ("120.50", "120,5"),
            ("1 200 000,07", "1\u{a0}200\u{a0}000,07"),
            ("1\u{a0}200 тыс. руб.", "1\u{a0}200"),
            ("0", "0"),
            ("0,000001", "0,000001"),
            (
                "999999999999999,999999",
                "999\u{a0}999\u{a0}999\u{a0}999\u{a0}999,999999",
            ),
        ] {
            let AmountReading::Money(money) = reading(text) else {
                panic!("{text} was not read");
            };
            assert_eq!(money.words(Locale::Ru), words, "{text}");
        }
        for text in ["x", "–", "Х"] {
            assert_eq!(reading(text), AmountReading::NotApplicable, "{text}");
        }
        for text in [
            "",
            "не требуется",
            "-5",
            "1,2,3",
            "1.200,5",
            "12 млн руб.",
            "500 руб.",
            "10-15",
            "5,",
            ",5",
            "1e5",
            "0,0000001",
            "1000000000000000",
        ] {
            assert_eq!(reading(text), AmountReading::Unread, "{text}");
        }
    }

    #[test]
    fn tenths_add_up_to_a_whole() {
        let tenths = std::iter::repeat_n("0,1", 10).filter_map(Thousands::read);
        assert_eq!(tenths.sum::<Thousands>().words(Locale::En), "1");
    }

    #[test]
    fn a_column_names_a_year_and_perhaps_a_source() {
        let read = |column: &str, own: Option<&str>| {
            let stored = PeriodValue {
                period: column.to_owned(),
                value: "5".to_owned(),
            };
            let amount = Amount::read(&stored, own);
            (amount.period.text, amount.source)
        };
        let told =
            |period: &str, source: Option<&str>| (period.to_owned(), source.map(str::to_owned));
        assert_eq!(read("2020", None), told("2020", None));
        assert_eq!(read("2020", Some("район")), told("2020", Some("район")));
        assert_eq!(
            read("2020, область", Some("район")),
            told("2020", Some("область"))
        );
        assert_eq!(
            read(&column_of("2020", " область "), None),
            told("2020", Some("область"))
        );
        assert_eq!(column_of("2020", " "), "2020");
        assert_eq!(read("2020,", None), told("2020,", None));
    }
}
