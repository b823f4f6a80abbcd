//! Two road maps beside each other: which activities came, which went, and what of the others
//! changed. Pure. A row is known by its identity; its place alone is no change.

use crate::words::{Phrase, dates, plan as w, programme as words};
use opora_domain::{Activity, Locale, RecordId};

/// What became of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Added,
    Removed,
    Changed,
}

/// One cell that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub label: Phrase,
    pub before: String,
    pub after: String,
}

/// One activity that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: RecordId,
    pub became: Became,
    /// Number and title, as the later road map has them.
    pub title: String,
    pub section: Option<String>,
    /// Of a row that came or went: everything it says.
    pub changes: Vec<Change>,
}

/// Everything that is not the same, in the order of the later road map; what went stands where it
/// stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub rows: Vec<Row>,
    pub unchanged: usize,
}

impl Difference {
    /// Both in the order of their road maps.
    pub fn of(before: &[Activity], after: &[Activity], locale: Locale) -> Self {
        let mut difference = Difference::default();
        let known = |all: &[Activity], id: RecordId| all.iter().any(|it| it.id == id);
        let mut gone = before.iter().peekable();
        for row in after {
            // What went before this row stands before it.
            if known(before, row.id) {
                while let Some(one) = gone.next_if(|one| one.id != row.id) {
                    if !known(after, one.id) {
                        difference.rows.push(whole(one, Became::Removed, locale));
                    }
                }
                gone.next_if(|one| one.id == row.id);
            }
            match before.iter().find(|it| it.id == row.id) {
                None => difference.rows.push(whole(row, Became::Added, locale)),
                Some(earlier) => {
                    let changes = changes(Some(earlier), Some(row), locale);
                    match changes.is_empty() {
                        true => difference.unchanged += 1,
                        false => difference.rows.push(Row {
                            changes,
                            ..whole(row, Became::Changed, locale)
                        }),
                    }
                }
            }
        }
        let told: Vec<RecordId> = difference.rows.iter().map(|it| it.id).collect();
        for one in before {
            if !known(after, one.id) && !told.contains(&one.id) {
                difference.rows.push(whole(one, Became::Removed, locale));
            }
        }
        difference
    }

    pub fn count(&self, became: Became) -> usize {
        self.rows.iter().filter(|row| row.became == became).count()
    }
}

fn whole(row: &Activity, became: Became, locale: Locale) -> Row {
    let number = row.number.iter().map(String::as_str);
    let title = row.title.as_deref().or(row.section.as_deref());
    let title: Vec<&str> = number.chain(title).collect();
    let changes = match became {
        Became::Added => changes(None, Some(row), locale),
        Became::Removed => changes(Some(row), None, locale),
        Became::Changed => vec![],
    };
    Row {
        id: row.id,
        became,
        title: title.join(" "),
        section: row.section.clone(),
        changes,
    }
}

fn changes(before: Option<&Activity>, after: Option<&Activity>, locale: Locale) -> Vec<Change> {
    let said = |row: Option<&Activity>| row.map(|row| cells(row, locale)).unwrap_or_default();
    let (before, after) = (said(before), said(after));
    let text = |all: &[(Phrase, String)], at: usize| {
        all.get(at).map(|it| it.1.clone()).unwrap_or_default()
    };
    let labels = match after.is_empty() {
        true => &before,
        false => &after,
    };
    let changes = labels.iter().enumerate().map(|(at, (label, _))| Change {
        label: *label,
        before: text(&before, at),
        after: text(&after, at),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

/// Everything a row says, cell by cell, always in the same order.
pub fn cells(row: &Activity, locale: Locale) -> Vec<(Phrase, String)> {
    let one = |text: &Option<String>| text.clone().unwrap_or_default();
    let names: Vec<&str> = row.responsible.iter().map(|it| it.text.as_str()).collect();
    let figure = row.planned_value.as_ref().map(|it| it.text.clone());
    let amounts = row.amounts.iter();
    let amounts = amounts.map(|it| format!("{}: {}", it.period, it.value));
    let years = row.years.iter().map(|mark| {
        let day = mark.done_on.map(|day| dates::date(day, locale));
        let day = day.or(mark.done_text.clone());
        let parts = [mark.status_text.clone(), day, mark.result.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("{}: {}", mark.period, parts.join(", "))
    });
    let status = row.status.map(|it| it.label(locale).to_owned());
    vec![
        (words::NUMBER, one(&row.number)),
        (w::SECTION, one(&row.section)),
        (words::ACTIVITY, one(&row.title)),
        (words::DEADLINE, row.deadline.text.clone()),
        (words::RESPONSIBLE, names.join("; ")),
        (words::FUNDED_BY, one(&row.funding_source)),
        (w::AMOUNTS, amounts.collect::<Vec<_>>().join("; ")),
        (words::PLANNED_VALUE, figure.unwrap_or_default()),
        (words::STATUS, status.unwrap_or_default()),
        (w::YEARS, years.collect::<Vec<_>>().join("; ")),
        (w::RESULT, one(&row.result)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::super::road_map::asked_tests::activity;
    use super::*;

    fn told(before: &[Activity], after: &[Activity]) -> (Vec<(Became, String, usize)>, usize) {
        let found = Difference::of(before, after, Locale::Ru);
        let rows = found.rows.iter();
        let rows = rows.map(|it| (it.became, it.title.clone(), it.changes.len()));
        (rows.collect(), found.unchanged)
    }

    #[test]
    fn a_road_map_is_the_same_as_itself() {
        let rows = [
            activity(1, &[("title", "Первое")]),
            activity(2, &[("title", "Второе")]),
        ];
        assert_eq!(told(&rows, &rows), (vec![], 2));
        // Another order is no change of a row.
        let turned = [rows[1].clone(), rows[0].clone()];
        assert_eq!(told(&rows, &turned), (vec![], 2));
    }

    #[test]
    fn what_came_went_and_changed_stands_in_its_place() {
        let first = activity(1, &[("title", "Первое"), ("deadline", "2019 г.")]);
        let second = activity(2, &[("title", "Второе")]);
        let third = activity(3, &[("title", "Третье"), ("number", "3")]);
        let later = activity(1, &[("title", "Первое"), ("deadline", "2020 г.")]);
        let fourth = activity(4, &[("title", "Четвёртое")]);
        assert_eq!(
            told(
                &[first.clone(), second.clone(), third.clone()],
                &[later.clone(), fourth, third]
            ),
            (
                vec![
                    (Became::Changed, "Первое".to_owned(), 1),
                    (Became::Added, "Четвёртое".to_owned(), 1),
                    (Became::Removed, "Второе".to_owned(), 1),
                ],
                1
            )
        );
        let found = Difference::of(&[first], &[later], Locale::Ru);
        assert_eq!(
            found.rows[0].changes,
            [Change {
                label: words::DEADLINE,
                before: "2019 г.".to_owned(),
                after: "2020 г.".to_owned(),
            }]
        );
        // The last of all that went is not forgotten.
        assert_eq!(
            told(&[second], &[]),
            (vec![(Became::Removed, "Второе".to_owned(), 1)], 0)
        );
    }
}
