//! Values as cells: the reverse of the reading in [`crate::row`]. A number becomes a real one only
//! where reading it again gives the very text that is stored: «22,5» typed as text stays a text.

use crate::cell::Cell;
use crate::row::term_of;
use opora_domain::{Figure, FigureReading, PartialDate, Standing, Term};

/// The text as it stands, or the number that reads as this text.
pub(crate) fn exact(text: &str) -> Option<Cell> {
    if text.trim().is_empty() {
        return None;
    }
    if let FigureReading::Number {
        value,
        has_percent_sign,
    } = Figure::read(text).reading
    {
        let cell = Cell::Number {
            value: if has_percent_sign {
                value / 100.0
            } else {
                value
            },
            is_percent: has_percent_sign,
        };
        // A spreadsheet knows no minus before a zero.
        if cell.shown() == text && (value != 0.0 || value.is_sign_positive()) {
            return Some(cell);
        }
    }
    Some(Cell::Text(text.to_owned()))
}

pub(super) fn text(text: &str) -> Option<Cell> {
    (!text.trim().is_empty()).then(|| Cell::Text(text.to_owned()))
}

pub(super) fn number(value: f64) -> Cell {
    Cell::Number {
        value,
        is_percent: false,
    }
}

/// A day as a real date, a year as a number, a month in words.
pub(super) fn date(date: PartialDate) -> Cell {
    /// Excel counts a day that never was; dates before it are a day off.
    const FIRST_SURE: (u16, u8, u8) = (1900, 3, 1);
    match (date.month(), date.day()) {
        (None, _) => number(f64::from(date.year())),
        (Some(_), Some(_)) if date.first_day() >= FIRST_SURE => Cell::Date(date),
        (Some(_), Some(_)) => Cell::Text(Cell::Date(date).shown()),
        (Some(month), None) => Cell::Text(format!("{} {}", month_name(month), date.year())),
    }
}

/// The two ends of a term. Words that were kept go where they are read as the same term.
pub(super) fn term(term: &Term) -> [Option<Cell>; 2] {
    let ends = [term.since.map(date), term.until.map(date)];
    let Some(words) = &term.text else {
        return ends;
    };
    let said = |words: &str| text(words).map(|cell| reread(&cell));
    let [since, until] = ends.clone();
    let mut tries = vec![[said(words), until], [since, said(words)]];
    if let Some((first, last)) = words.split_once(" – ") {
        tries.insert(0, [said(first), said(last)]);
    }
    let reads_the_same =
        |cells: &[Option<Cell>; 2]| term_of(cells[0].as_ref(), cells[1].as_ref()).term == *term;
    tries.into_iter().find(reads_the_same).unwrap_or(ends)
}

/// What a reader finds in a cell of this text.
fn reread(cell: &Cell) -> Cell {
    exact(&cell.shown()).unwrap_or_else(|| cell.clone())
}

/// «ШНОР, ресурсный центр (с 01.09.2023)»
pub(super) fn standings(standings: &[Standing]) -> Option<Cell> {
    let day = |date: PartialDate| match (date.month(), date.day()) {
        (Some(month), Some(day)) => format!("{day:02}.{month:02}.{}", date.year()),
        (Some(month), None) => format!("{month:02}.{}", date.year()),
        _ => date.year().to_string(),
    };
    let words = standings.iter().map(|it| {
        let word = it.kind.label(opora_domain::Locale::Ru);
        match (it.since, it.until) {
            (None, None) => word.to_owned(),
            (Some(since), None) => format!("{word} (с {})", day(since)),
            (None, Some(until)) => format!("{word} (до {})", day(until)),
            (Some(since), Some(until)) => format!("{word} ({} - {})", day(since), day(until)),
        }
    });
    text(&words.collect::<Vec<_>>().join(", "))
}

fn month_name(month: u8) -> String {
    let name = opora_domain::date_words::month(month, opora_domain::Locale::Ru);
    opora_domain::letters::all_small(&name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;
    use opora_domain::StandingKind;

    #[test]
    fn a_number_is_one_where_its_text_comes_back() {
        for (text, is_number) in [
            ("25.6", true),
            ("90", true),
            ("0", true),
            ("4%", true),
            ("12.5%", true),
            ("7%", true),
            ("22,5", false),
            ("3,0", false),
            ("03", false),
            ("13 %", false),
            ("−3", false),
            ("-0", false),
            ("1\u{a0}200", false),
            ("x", false),
            ("123456789012345678901", false),
            ("=1+1", false),
        ] {
            let cell = exact(text).unwrap();
            assert_eq!(cell.shown(), text);
            assert_eq!(matches!(cell, Cell::Number { .. }), is_number, "{text}");
        }
        assert_eq!(exact(" "), None);
    }

    #[test]
    fn terms_come_back() {
        let end = |text: &str| text.parse::<PartialDate>().ok();
        for (since, until, text) in [
            ("2018", "2021", None),
            ("2018-03", "2018-12", None),
            ("2020-09-01", "", None),
            ("1900-01-15", "1900-02-28", None),
            ("", "", Some("весь период")),
            ("", "", Some("2019 – 2014")),
            ("", "", Some("первый – второй")),
            ("", "", Some("01.09.2020 – март 2019")),
            ("2019", "", Some("потом")),
            ("", "2021", Some("сразу")),
        ] {
            let wanted = Term {
                since: end(since),
                until: end(until),
                text: text.map(str::to_owned),
            };
            let [first, last] = term(&wanted);
            let read = term_of(first.as_ref(), last.as_ref()).term;
            assert_eq!(read, wanted);
        }
    }

    #[test]
    fn standings_keep_their_dates() {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        let all = [
            (StandingKind::LowResults, None, None),
            (StandingKind::ResourceCentre, date("2023-09-01"), None),
            (StandingKind::RiskGroup, date("2019"), date("2021-05")),
            (StandingKind::HighResults, None, date("2020")),
        ];
        let all = all.map(|(kind, since, until)| Standing { kind, since, until });
        assert_eq!(
            standings(&all).unwrap().shown(),
            "ШНОР, ресурсный центр (с 01.09.2023), группа риска (2019 - 05.2021), \
             высокие результаты (до 2020)"
        );
    }
}
