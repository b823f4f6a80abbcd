//! Rounds and returns as they are read from the device's records, and what Today counts of them.
//! Parts of it are in what boots: it reads no more of a return than it has to.

use crate::words::dates;
use crate::words::rounds as w;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::{Fields, Locale, PartialDate, Question, RecordId, RecordKind, Round, Value};
use opora_sync::RecordView;
use std::collections::BTreeSet;

/// One return of a round as it stands in the records.
#[derive(Clone, Copy)]
pub struct Returned<'a> {
    pub view: &'a RecordView,
    pub school: RecordId,
}

impl<'a> Returned<'a> {
    pub fn fields(self) -> &'a Fields {
        &self.view.projected.fields
    }

    /// A text of it; an empty one is none.
    pub fn text(self, field: &str) -> Option<&'a str> {
        opora_domain::record::text(self.fields(), field)
    }

    pub fn is_left_out(self) -> bool {
        self.fields().get("left_out").and_then(Value::as_bool) == Some(true)
    }
}

/// All rounds: those still open first, and of them the one due first.
pub fn rounds(records: &Records) -> Vec<Round> {
    let all = of_kind(records, RecordKind::Round).map(|view| Round::read(&view.projected));
    ordered(all.collect(), |round| {
        let due = round
            .due
            .map_or_else(|| "9".to_owned(), |due| due.to_string());
        format!("{}{due}{}", u8::from(round.is_locked), round.title)
    })
}

/// One round.
pub fn round(records: &Records, id: RecordId) -> Option<Round> {
    let view = records.views.get(&id)?;
    (view.kind() == RecordKind::Round).then(|| Round::read(&view.projected))
}

/// The returns of a round that the viewer may see, in no order that means anything.
pub fn returns_of(records: &Records, round: RecordId) -> Vec<Returned<'_>> {
    let of_round = round.to_string();
    let mut all = Vec::new();
    for view in of_kind(records, RecordKind::Return) {
        let text = |field: &str| opora_domain::record::text(&view.projected.fields, field);
        if text("round") != Some(of_round.as_str()) {
            continue;
        }
        if let Some(school) = text("school").and_then(|school| school.parse().ok()) {
            all.push(Returned { view, school });
        }
    }
    all
}

/// The schools that were taken out of the round again: one return that says so is enough.
pub fn left_out(returns: &[Returned<'_>]) -> BTreeSet<RecordId> {
    let mut schools = BTreeSet::new();
    for returned in returns.iter().filter(|it| it.is_left_out()) {
        schools.insert(returned.school);
    }
    schools
}

/// The place of the question a return answers; `None` when it is not asked any more.
pub fn question_of(round: &Round, returned: Returned<'_>) -> Option<usize> {
    let factor = returned.text("factor").unwrap_or_default();
    let asked = || round.questions.iter();
    // The same letters nearly always: folding each of thousands would take long.
    asked()
        .position(|question| question.factor == factor)
        .or_else(|| asked().position(|question| question.is_about(factor)))
}

/// What of an open round nobody has answered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unanswered {
    pub schools: usize,
    pub answers: usize,
}

/// Counts what is missing, of the schools that take part.
pub fn unanswered(records: &Records, round: &Round) -> Unanswered {
    let returns = returns_of(records, round.id);
    let left_out = left_out(&returns);
    let mut schools = BTreeSet::new();
    let mut answers = 0;
    for returned in returns {
        let is_open = returned.text("value").is_none() && !left_out.contains(&returned.school);
        if is_open && question_of(round, returned).is_some() {
            schools.insert(returned.school);
            answers += 1;
        }
    }
    Unanswered {
        schools: schools.len(),
        answers,
    }
}

/// Is this day behind the last one on which an answer is in time? A due month or year lasts to its
/// end.
pub fn is_past(day: PartialDate, due: PartialDate) -> bool {
    let (day, due) = (day.to_string(), due.to_string());
    day.get(..due.len()).is_some_and(|day| day > due.as_str())
}

/// The round is open and its last day is over.
pub fn is_overdue(workspace: Workspace, round: &Round) -> bool {
    let today = wording::today(&*workspace.device());
    !round.is_locked && round.due.is_some_and(|due| is_past(today, due))
}

/// «срок до 1 декабря», «сбор закрыт».
pub fn state_words(workspace: Workspace, round: &Round) -> String {
    let locale = workspace.l();
    if round.is_locked {
        return w::LOCKED.of(locale).to_owned();
    }
    let Some(due) = round.due else {
        return w::OPEN.of(locale).to_owned();
    };
    let today = wording::today(&*workspace.device());
    let words = dates::date_near(due, today, locale);
    match is_past(today, due) {
        true => w::overdue_since(locale, &words),
        false => w::due_on(locale, &words),
    }
}

/// «7 из 12».
pub fn part_words(filled: usize, all: usize, locale: Locale) -> String {
    w::part_of(locale, &filled.to_string(), &all.to_string())
}

/// The records of a kind.
pub fn of_kind(records: &Records, kind: RecordKind) -> impl Iterator<Item = &RecordView> {
    let views = records.views.values().map(|view| &**view);
    views.filter(move |view| view.kind() == kind)
}

/// A question by its place; one that is not asked any more is told by what the return says.
pub fn asked_or_said(round: &Round, returned: Returned<'_>) -> (Option<usize>, Question) {
    let place = question_of(round, returned);
    let asked = place.and_then(|place| round.questions.get(place).cloned());
    let said = || Question {
        factor: returned.text("factor").unwrap_or_default().to_owned(),
        unit: returned.text("unit").map(str::to_owned),
        hint: None,
    };
    (place, asked.unwrap_or_else(said))
}

#[cfg(test)]
mod tests {
    use super::is_past;

    #[test]
    fn a_due_month_lasts_to_its_end() {
        for (day, due, expected) in [
            ("2026-12-01", "2026-12-01", false),
            ("2026-12-02", "2026-12-01", true),
            ("2026-12-31", "2026-12", false),
            ("2027-01-01", "2026-12", true),
            ("2026-12-31", "2026", false),
        ] {
            let (of_day, of_due) = (day.parse().unwrap(), due.parse().unwrap());
            assert_eq!(is_past(of_day, of_due), expected, "{day} {due}");
        }
    }
}
