//! Rounds and returns as the screens count them. Decides nothing about lateness beyond what the
//! device knows without a line: the locking and the answer have places in one sequence.

use crate::words::dates;
use crate::words::rounds as w;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::{Locale, PartialDate, Question, RecordId, RecordKind, Return, Round};
use opora_sync::{RecordView, Seq};

/// One answer and where it stands.
#[derive(Clone, PartialEq)]
pub struct Answer {
    pub question: Question,
    pub returned: Return,
    /// The present value reached the district after the round was locked, or will.
    pub is_late: bool,
    /// The present value has not been sent yet.
    pub is_waiting: bool,
}

/// What one school is asked and answers.
#[derive(Clone, PartialEq)]
pub struct Sheet {
    pub school: RecordId,
    pub name: String,
    /// In the order of the questions.
    pub answers: Vec<Answer>,
}

impl Sheet {
    pub fn filled(&self) -> usize {
        self.answers
            .iter()
            .filter(|it| it.returned.value.is_some())
            .count()
    }

    pub fn left(&self) -> usize {
        self.answers.len() - self.filled()
    }

    pub fn late(&self) -> usize {
        self.answers.iter().filter(|it| it.is_late).count()
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

/// The answers to a round that the viewer may see, by school.
pub fn sheets(records: &Records, round: &Round, locale: Locale) -> Vec<Sheet> {
    let locked = records
        .views
        .get(&round.id)
        .filter(|_| round.is_locked)
        .and_then(|view| view.versions.get("locked").copied());
    let mut sheets: Vec<Sheet> = Vec::new();
    for view in of_kind(records, RecordKind::Return) {
        let returned = Return::read(&view.projected);
        let (true, Some(school)) = (returned.round == Some(round.id), returned.school) else {
            continue;
        };
        // A question that was taken out of the round is not asked any more.
        let known = round
            .questions
            .iter()
            .find(|it| it.is_about(&returned.factor));
        let Some(question) = known.cloned() else {
            continue;
        };
        let is_waiting = records.waiting_since(returned.id, "value").is_some();
        let version = view.versions.get("value").copied().unwrap_or(Seq(0));
        let is_late = round.is_locked && (is_waiting || locked.is_some_and(|at| version > at));
        let answer = Answer {
            question,
            returned,
            is_late,
            is_waiting,
        };
        match sheets.iter_mut().find(|sheet| sheet.school == school) {
            Some(sheet) => sheet.answers.push(answer),
            None => sheets.push(Sheet {
                school,
                name: wording::organisation_name(records, school, locale),
                answers: vec![answer],
            }),
        }
    }
    for sheet in &mut sheets {
        let answers = std::mem::take(&mut sheet.answers);
        sheet.answers = ordered(answers, |answer| {
            let asked = round.questions.iter().position(|it| *it == answer.question);
            format!("{:04}", asked.unwrap_or(usize::from(u16::MAX)))
        });
    }
    ordered(sheets, |sheet| sheet.name.clone())
}

/// Is this day behind the last one on which an answer is in time? A due month or year lasts to its
/// end.
pub fn is_past(day: PartialDate, due: PartialDate) -> bool {
    let (day, due) = (day.to_string(), due.to_string());
    day.get(..due.len()).is_some_and(|day| day > due.as_str())
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
