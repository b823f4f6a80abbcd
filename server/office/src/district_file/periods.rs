//! The columns of periods: every row has its values in an order of its own, and one row of headers
//! has to keep all of them.

/// One column: a period, and which of the columns of this period, from 0.
pub(super) type PeriodColumn = (String, usize);

/// The columns of a row's periods.
pub(super) fn columns_of(periods: impl Iterator<Item = String>) -> Vec<PeriodColumn> {
    let mut columns: Vec<PeriodColumn> = vec![];
    for period in periods {
        let again = columns.iter().filter(|(known, _)| *known == period).count();
        columns.push((period, again));
    }
    columns
}

/// The columns of all rows, so that each row finds its own in its order, as far as rows do not
/// contradict each other; then the one that came first has its way.
pub(super) fn merged(rows: &[Vec<PeriodColumn>]) -> Vec<PeriodColumn> {
    let mut left: Vec<PeriodColumn> = vec![];
    for column in rows.iter().flatten() {
        if !left.contains(column) {
            left.push(column.clone());
        }
    }
    let mut merged: Vec<PeriodColumn> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |column: &PeriodColumn| {
            rows.iter().any(|row| {
                let at = row.iter().position(|it| it == column).unwrap_or(0);
                row[..at].iter().any(|before| !merged.contains(before))
            })
        };
        let next = left.iter().position(|column| !waits(column)).unwrap_or(0);
        merged.push(left.remove(next));
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order() {
        for (rows, expected) in [
            (
                vec![vec!["2019", "2021"], vec!["2019", "2020", "2021"]],
                "2019 2020 2021",
            ),
            (vec![vec!["2020"], vec!["2019", "2020"]], "2019 2020"),
            (vec![vec!["a", "a"], vec!["a", "b"]], "a a b"),
            // A contradiction: the first row has its way.
            (
                vec![vec!["2019", "2020"], vec!["2020", "2019"]],
                "2019 2020",
            ),
            (vec![vec![]], ""),
        ] {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|row: Vec<&str>| columns_of(row.into_iter().map(str::to_owned)))
                .collect();
            let names: Vec<String> = merged(&rows).into_iter().map(|it| it.0).collect();
            assert_eq!(names.join(" "), expected);
        }
    }
}
