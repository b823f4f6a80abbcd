//! A monitoring round: what the coordinator asks schools about a period, and until when. Does not
//! decide what is late: that is in the history of the answers.

use crate::choice::normal;
use crate::figure::Figure;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, PartialDate, RecordId};
use serde::{Deserialize, Serialize};

/// Questions of one round. Each is a record for every school that is asked.
pub const QUESTIONS_MAX: usize = 60;
/// Characters of a question's factor and unit.
pub(crate) const FACTOR_CHARS_MAX: usize = 300;
/// Characters of a question's hint.
pub(crate) const HINT_CHARS_MAX: usize = 1_000;

/// What is asked: a factor, what it counts in, and what helps to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub factor: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How a question is answered. Read from its unit, which is the coordinator's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// A number of the unit, or whatever the school writes instead.
    Figure,
    /// «0–2», «0–2 балла»: whole points from 0, which are added up.
    Points { max: u8 },
    /// «да/нет»
    YesNo,
    /// «текст»: sentences.
    Words,
}

/// The most points one question can give.
const POINTS_MAX: u8 = 100;

impl AnswerForm {
    /// Reads a unit. Total: what is none of the known forms is a unit that is counted in.
    pub fn of_unit(unit: Option<&str>) -> Self {
        let unit = normal(unit.unwrap_or_default())
            .replace(['–', '—', '−', '‑'], "-")
            .replace(" - ", "-")
            .replace(" / ", "/");
        match unit.as_str() {
            "да/нет" | "да или нет" | "yes/no" | "yes or no" => {
                return AnswerForm::YesNo;
            }
            "текст" | "словами" | "text" | "words" => return AnswerForm::Words,
            _ => {}
        }
        let mut scale = None;
        for word in unit.split(' ') {
            let is_named = matches!(
                word,
                "балл" | "балла" | "баллы" | "баллов" | "point" | "points"
            );
            match word.strip_prefix("0-").and_then(|max| max.parse().ok()) {
                Some(max) if scale.is_none() && (1..=POINTS_MAX).contains(&max) => {
                    scale = Some(max);
                }
                _ if is_named => {}
                _ => return AnswerForm::Figure,
            }
        }
        scale.map_or(AnswerForm::Figure, |max| AnswerForm::Points { max })
    }

    /// The points an answer gives: a whole number of the scale. Anything else gives none, and is no
    /// zero either.
    pub fn points(self, value: &Figure) -> Option<u8> {
        let AnswerForm::Points { max } = self else {
            return None;
        };
        let points = u8::try_from(value.count()?).ok()?;
        (points <= max && !value.text.contains('%')).then_some(points)
    }
}

impl Question {
    /// How it is answered.
    pub fn form(&self) -> AnswerForm {
        AnswerForm::of_unit(self.unit.as_deref())
    }

    /// What stands behind a number of it; a form of answering is no unit.
    pub fn counted_in(&self) -> Option<&str> {
        let is_counted = self.form() == AnswerForm::Figure;
        self.unit.as_deref().filter(|_| is_counted)
    }

    /// Two questions of one name are one: capitals, spaces and «ё» make no other.
    pub fn is_about(&self, factor: &str) -> bool {
        normal(&self.factor) == normal(factor)
    }
}

/// A round, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    pub id: RecordId,
    pub network: NetworkId,
    pub title: String,
    /// What the answers are of: «2026», «I полугодие 2026».
    pub period: Option<Period>,
    /// The last day on which an answer is in time.
    pub due: Option<PartialDate>,
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    pub is_locked: bool,
    pub note: Option<String>,
    /// The round it was made from.
    pub repeats: Option<RecordId>,
}

impl Round {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Round {
            id: projected.id,
            network: projected.network.clone(),
            title: text(fields, "title").unwrap_or_default().to_owned(),
            period: text(fields, "period").map(Period::read),
            due: structured(fields, "due"),
            questions: structured(fields, "questions").unwrap_or_default(),
            is_locked: structured(fields, "locked").unwrap_or(false),
            note: text(fields, "note").map(str::to_owned),
            repeats: link(fields, "repeats"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_says_how_a_question_is_answered() {
        let points = |max| AnswerForm::Points { max };
        for (unit, expected) in [
            ("0–2 балла", points(2)),
            ("0-2", points(2)),
            ("Баллы 0 – 3", points(3)),
            ("0–10 points", points(10)),
            ("да/нет", AnswerForm::YesNo),
            ("Да / нет", AnswerForm::YesNo),
            ("текст", AnswerForm::Words),
            ("", AnswerForm::Figure),
            ("баллов", AnswerForm::Figure),
            ("человек", AnswerForm::Figure),
            ("0–0", AnswerForm::Figure),
            ("0–200", AnswerForm::Figure),
            ("0–2 дня", AnswerForm::Figure),
            ("0-2 0-3", AnswerForm::Figure),
            ("1–5", AnswerForm::Figure),
        ] {
            assert_eq!(AnswerForm::of_unit(Some(unit)), expected, "{unit}");
        }
        assert_eq!(AnswerForm::of_unit(None), AnswerForm::Figure);
    }

    #[test]
    fn what_is_not_on_the_scale_gives_no_points() {
        let form = AnswerForm::Points { max: 2 };
        for (value, expected) in [
            ("0", Some(0)),
            ("2", Some(2)),
            ("1,0", Some(1)),
            ("3", None),
            ("1,5", None),
            ("-1", None),
            ("2%", None),
            ("да", None),
            ("", None),
        ] {
            assert_eq!(form.points(&Figure::read(value)), expected, "{value}");
        }
        assert_eq!(AnswerForm::Figure.points(&Figure::read("1")), None);
    }
}
