//! Columns of periods: `План 2022`, `Факт 2019/2020`, `2022 год (план)`, or a line of periods
//! below a wide `План`. A year without one of the two words is not read: it may be either.

use super::{Header, is_of_periods, one_line};
use crate::grid::{Grid, GridRow};
use crate::template::{Column, ColumnReading, PeriodCell};
use opora_domain::choice::normal;
use opora_domain::{Period, PeriodReading};
use std::collections::BTreeMap;

/// What a second line of the header adds.
pub(super) struct SecondLine {
    pub periods: Vec<(u32, &'static Column, String)>,
    pub texts: BTreeMap<u32, String>,
}

/// The columns of a row whose header is a word of the template and a period.
pub(super) fn of_row(
    row: &GridRow,
    named: &[(u32, &'static Column)],
    columns: &'static [Column],
) -> Vec<(u32, &'static Column, String)> {
    let mut found = Vec::new();
    for (position, cell) in &row.cells {
        if named.iter().any(|(known, _)| known == position) {
            continue;
        }
        if let Some((column, period)) = period_in(&one_line(&cell.shown()), columns) {
            found.push((*position, column, period));
        }
    }
    found
}

/// The second line of a header: everything in it is a period below a column of periods that names
/// none, or repeats what stands above it.
pub(super) fn second_line(
    grid: &Grid,
    header: &Header,
    columns: &'static [Column],
) -> Option<SecondLine> {
    let number = grid.rows.get(header.at)?.number;
    let row = grid.rows.get(header.at + 1)?;
    let mut periods = header.periods.clone();
    let mut texts = BTreeMap::new();
    let mut is_any = false;
    for (position, cell) in &row.cells {
        let text = one_line(&cell.shown());
        if header.texts.get(position) == Some(&text) {
            continue;
        }
        // The nearest header at the left that reaches over this column, merged or followed by
        // nothing.
        let (at, above) = header.texts.range(..=*position).next_back()?;
        let reach = grid.reaches_to(number, *at);
        if header.columns.iter().any(|(known, _)| known == at) && reach < *position {
            return None;
        }
        let (column, period) = period_in(&format!("{above} {text}"), columns)?;
        let is_bare = period_in(above, columns).is_some_and(|(_, period)| period.is_empty());
        if !is_bare || !is_a_period(&period) {
            return None;
        }
        periods.retain(|(known, ..)| known != position);
        periods.push((*position, column, period));
        texts.insert(*position, format!("{above} {text}"));
        is_any = true;
    }
    periods.sort_by_key(|(position, ..)| *position);
    is_any.then_some(SecondLine { periods, texts })
}

/// The column of a header of one line, and its period.
fn period_in(header: &str, columns: &'static [Column]) -> Option<(&'static Column, String)> {
    let of_word = |word: &str| {
        let word = normal(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut all = columns.iter().filter(|column| is_of_periods(column));
        all.find(|column| means(&word, column.header))
    };
    let (column, period) = named_in(header, of_word)?;
    is_a_period_of(column, &period).then_some((column, period))
}

/// The word of a column in a header, and what stands beside it.
fn named_in(
    header: &str,
    of_word: impl Fn(&str) -> Option<&'static Column>,
) -> Option<(&'static Column, String)> {
    let letters = header.find(|c: char| !c.is_alphabetic());
    let (first, rest) = header.split_at(letters.unwrap_or(header.len()));
    if let Some(column) = of_word(first) {
        let rest = rest.trim_start_matches(|c: char| " .,:;–—-".contains(c));
        let rest = rest.strip_prefix("значение").unwrap_or(rest).trim();
        return Some((column, in_brackets(rest).unwrap_or(rest).to_owned()));
    }
    // «2022 год (план)»
    let words: Vec<&str> = header.split(' ').collect();
    let mut named = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, of_word(word)?)));
    let (Some((at, column)), None) = (named.next(), named.next()) else {
        return None;
    };
    let others = words.iter().enumerate().filter(|(other, _)| *other != at);
    let others: Vec<&str> = others.map(|(_, word)| *word).collect();
    let period = others.join(" ");
    let period = period.trim_matches(|c: char| " .,:;–—-".contains(c));
    is_a_period(period).then(|| (column, period.to_owned()))
}

/// «плановое» is «план», «фактический» is «факт».
fn means(word: &str, header: &str) -> bool {
    let others: &[&str] = match header {
        "План" => &["план", "плановое", "плановый", "планируемое"],
        "Факт" => &["факт", "фактическое", "фактический", "фактически"],
        _ => return word == normal(header),
    };
    others.contains(&word)
}

fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    (!inner.contains(['(', ')'])).then_some(inner.trim())
}

fn is_a_period(text: &str) -> bool {
    !matches!(
        Period::read(text).reading,
        PeriodReading::Unnamed | PeriodReading::Empty
    )
}

/// A value may be of any period and of none; what is said of a year is of a year: «Отметка о
/// выполнении» is another column.
fn is_a_period_of(column: &Column, period: &str) -> bool {
    match column.reading {
        ColumnReading::PeriodValues(PeriodCell::Figure | PeriodCell::Money | PeriodCell::Note) => {
            true
        }
        _ => matches!(Period::read(period).reading, PeriodReading::Year { .. }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::columns_of;
    use opora_domain::RecordKind;

    #[test]
    fn periods_of_headers() {
        for (header, expected) in [
            ("План 2022", Some(("План", "2022"))),
            ("ПЛАН 2022", Some(("План", "2022"))),
            ("План: 2022 год", Some(("План", "2022 год"))),
            ("План на 2022 год", Some(("План", "на 2022 год"))),
            ("План (2022)", Some(("План", "2022"))),
            ("План, 2022", Some(("План", "2022"))),
            ("План – 2022", Some(("План", "2022"))),
            ("Плановое значение 2022", Some(("План", "2022"))),
            ("Факт 2019/2020", Some(("Факт", "2019/2020"))),
            ("Факт 2019/2020 уч. г.", Some(("Факт", "2019/2020 уч. г."))),
            ("2022 год (план)", Some(("План", "2022 год"))),
            ("2021/2022, факт", Some(("Факт", "2021/2022"))),
            ("План очередной год", Some(("План", "очередной год"))),
            ("План", Some(("План", ""))),
            ("Планшеты 2022", None),
            ("2022", None),
            ("План и факт", Some(("План", "и факт"))),
            ("учебный план", None),
            ("", None),
        ] {
            let columns = columns_of(RecordKind::Indicator);
            let found = period_in(header, columns);
            let found = found
                .as_ref()
                .map(|(column, period)| (column.header, period.as_str()));
            assert_eq!(found, expected, "{header}");
        }
    }

    /// What is written out comes back.
    #[test]
    fn a_period_is_read_as_it_is_written() {
        for period in [
            "2022",
            "на 2022 год",
            "2019/2020 уч. г.",
            "очередной год",
            "",
            "2022 (факт 2021)",
        ] {
            let columns = columns_of(RecordKind::Indicator);
            let header = format!("План {period}");
            let found = period_in(header.trim(), columns);
            assert_eq!(found.map(|it| it.1).as_deref(), Some(period));
        }
    }
}
