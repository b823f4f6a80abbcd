//! How far the schools of a round have come, and what one of them answers. Decides nothing about
//! lateness beyond what the device knows without a line: the locking and the answer have places in
//! one sequence.

use super::reading::{Returned, asked_or_said, left_out, question_of, returns_of};
use crate::words::rounds as w;
use crate::workspace::parts::wording;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::choice::normal;
use opora_domain::{AnswerForm, Figure, Locale, Question, RecordId, Return, Round};
use opora_sync::{Action, Seq};
use std::collections::{BTreeMap, BTreeSet};

/// Points of the scored questions of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    pub given: u32,
    /// Of all scored questions, answered or not.
    pub most: u32,
    /// How many answers gave points. None is a gap, and no zero.
    pub answered: u32,
}

impl Points {
    fn take(&mut self, form: AnswerForm, value: Option<&Figure>) {
        if let AnswerForm::Points { max } = form {
            self.most += u32::from(max);
        }
        if let Some(points) = value.and_then(|value| form.points(value)) {
            self.given += u32::from(points);
            self.answered += 1;
        }
    }

    /// «12 из 26».
    pub fn words(self, locale: Locale) -> String {
        match self.answered {
            0 => w::NOT_ANSWERED.of(locale).to_owned(),
            _ => w::part_of(locale, &self.given.to_string(), &self.most.to_string()),
        }
    }
}

/// How far one school has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    pub school: RecordId,
    pub name: String,
    pub asked: usize,
    pub filled: usize,
    pub late: usize,
    /// `None`: nothing is scored in this round.
    pub points: Option<Points>,
    pub is_left_out: bool,
}

impl Counts {
    pub const fn left(&self) -> usize {
        self.asked - self.filled
    }
}

/// One answer and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub question: Question,
    pub returned: Return,
    /// The present value reached the district after the round was locked, or will.
    pub is_late: bool,
    /// The present value has not been sent yet.
    pub is_waiting: bool,
    /// The question is not asked any more; what was answered stays.
    pub is_dropped: bool,
    /// What the school answered in the round this one repeats; `None`: it was not asked then.
    pub before: Option<String>,
}

/// What one school is asked and answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub school: RecordId,
    pub name: String,
    /// In the order of the questions; those not asked any more behind.
    pub answers: Vec<Answer>,
    pub is_left_out: bool,
}

impl Sheet {
    pub fn asked(&self) -> usize {
        self.answers.iter().filter(|it| !it.is_dropped).count()
    }

    pub fn filled(&self) -> usize {
        let asked = self.answers.iter().filter(|it| !it.is_dropped);
        asked.filter(|it| it.returned.value.is_some()).count()
    }

    /// `None`: nothing is scored.
    pub fn points(&self) -> Option<Points> {
        let asked = self.answers.iter().filter(|it| !it.is_dropped);
        let scored = asked.map(|it| (it.question.form(), it.returned.value.as_ref()));
        sum(scored)
    }
}

/// What an answer of a round is measured by when it may be late.
struct Locking {
    at: Option<Seq>,
    /// Answers that have not been sent.
    waiting: BTreeSet<RecordId>,
}

impl Locking {
    fn of(records: &Records, round: &Round) -> Self {
        let mut waiting = BTreeSet::new();
        let mut is_lock_waiting = false;
        // Once over what waits: asking for every answer apart would take thousands of turns.
        for operation in records.waiting() {
            let field = match &operation.action {
                Action::Create { .. } => None,
                action => action.field(),
            };
            match field {
                Some("value") => drop(waiting.insert(operation.record)),
                Some("locked") if operation.record == round.id => is_lock_waiting = true,
                _ => {}
            }
        }
        let view = records.views.get(&round.id);
        // A locking that has not reached the district makes nothing late yet.
        let at = view
            .filter(|_| round.is_locked && !is_lock_waiting)
            .and_then(|view| view.versions.get("locked").copied());
        Locking { at, waiting }
    }

    fn is_waiting(&self, returned: Returned<'_>) -> bool {
        self.waiting.contains(&returned.view.id())
    }

    fn is_late(&self, returned: Returned<'_>) -> bool {
        let version = returned.view.versions.get("value").copied();
        self.at
            .is_some_and(|at| self.is_waiting(returned) || version.unwrap_or(Seq(0)) > at)
    }
}

/// All schools of a round, by name; those left out among them.
pub fn counts(records: &Records, round: &Round, locale: Locale) -> Vec<Counts> {
    let returns = returns_of(records, round.id);
    let left_out = left_out(&returns);
    let locking = Locking::of(records, round);
    let forms: Vec<AnswerForm> = round.questions.iter().map(Question::form).collect();
    let is_scored = forms
        .iter()
        .any(|form| matches!(form, AnswerForm::Points { .. }));
    let mut places: BTreeMap<RecordId, usize> = BTreeMap::new();
    let mut all: Vec<Counts> = Vec::new();
    for returned in returns {
        let next = all.len();
        let at = *places.entry(returned.school).or_insert(next);
        if at == next {
            all.push(Counts {
                school: returned.school,
                name: wording::organisation_name(records, returned.school, locale),
                asked: 0,
                filled: 0,
                late: 0,
                points: is_scored.then(Points::default),
                is_left_out: left_out.contains(&returned.school),
            });
        }
        let (Some(question), Some(of)) = (question_of(round, returned), all.get_mut(at)) else {
            continue;
        };
        let value = returned.text("value");
        of.asked += 1;
        of.filled += usize::from(value.is_some());
        of.late += usize::from(locking.is_late(returned));
        if let (Some(points), Some(form)) = (of.points.as_mut(), forms.get(question)) {
            let is_scored = matches!(form, AnswerForm::Points { .. });
            let value = value.filter(|_| is_scored).map(Figure::read);
            points.take(*form, value.as_ref());
        }
    }
    ordered(all, |it| it.name.clone())
}

/// What one school is asked and answers; `None` when it never was asked in this round.
pub fn sheet(records: &Records, round: &Round, school: RecordId, locale: Locale) -> Option<Sheet> {
    let mut returns = returns_of(records, round.id);
    returns.retain(|returned| returned.school == school);
    if returns.is_empty() {
        return None;
    }
    let is_left_out = returns.iter().any(|returned| returned.is_left_out());
    let locking = Locking::of(records, round);
    let before = before(records, round, school);
    let mut answers: Vec<(usize, Answer)> = Vec::new();
    for returned in returns {
        let (place, question) = asked_or_said(round, returned);
        // One nobody answered and nobody asks is nothing.
        if place.is_none() && returned.text("value").is_none() {
            continue;
        }
        let of_before = before
            .iter()
            .find(|(factor, _)| *factor == normal(&question.factor));
        let answer = Answer {
            is_late: locking.is_late(returned),
            is_waiting: locking.is_waiting(returned),
            is_dropped: place.is_none(),
            before: of_before.map(|(_, value)| value.clone()),
            returned: Return::read(&returned.view.projected),
            question,
        };
        answers.push((place.unwrap_or(usize::from(u16::MAX)), answer));
    }
    let answers = ordered(answers, |(place, answer)| {
        format!("{place:05}{}", answer.question.factor)
    });
    Some(Sheet {
        school,
        name: wording::organisation_name(records, school, locale),
        answers: answers.into_iter().map(|(_, answer)| answer).collect(),
        is_left_out,
    })
}

/// What the school answered in the round before: factor and value, which may be empty.
fn before(records: &Records, round: &Round, school: RecordId) -> Vec<(String, String)> {
    let Some(before) = round.repeats else {
        return vec![];
    };
    let returns = returns_of(records, before).into_iter();
    let of_school = returns.filter(|returned| returned.school == school);
    of_school
        .map(|returned| {
            let factor = normal(returned.text("factor").unwrap_or_default());
            (
                factor,
                returned.text("value").unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn sum<'a>(scored: impl Iterator<Item = (AnswerForm, Option<&'a Figure>)>) -> Option<Points> {
    let mut all = None::<Points>;
    for (form, value) in scored {
        if matches!(form, AnswerForm::Points { .. }) {
            all.get_or_insert_default().take(form, value);
        }
    }
    all
}
