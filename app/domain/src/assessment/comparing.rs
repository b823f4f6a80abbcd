//! Results beside each other: which are of the same exam, what that year's minimum was, and how a
//! result stands to it. Ranks nobody.

use super::{Assessment, ExamKind};
use crate::choice::normal;
use crate::figure::{Figure, rounded};
use std::collections::BTreeMap;

/// What is comparable over schools and years: exam, subject and class, folded for comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Examined {
    pub exam: Option<ExamKind>,
    pub subject: String,
    /// Empty where it is not said.
    pub grade: String,
}

impl Examined {
    pub fn of(one: &Assessment) -> Self {
        Examined {
            exam: one.exam,
            subject: normal(one.subject.as_deref().unwrap_or_default()),
            grade: normal(one.grade.as_deref().unwrap_or_default()),
        }
    }
}

/// How a result stands to that year's minimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AgainstMinimum {
    /// By so many points, greater than 0.
    Below { by: f64 },
    /// By so many points, from 0.
    Reached { by: f64 },
    /// There is a mean, and nobody says what the minimum was.
    NoMinimum,
    /// Nobody took it. Not a zero, and not a gap.
    NotTaken,
    /// A fact without a mean: shares of marks, or words.
    NoMean,
    /// The record says nothing of the result.
    NoData,
}

/// That year's minimum of every exam, as far as some result states it.
#[derive(Clone, Debug, Default)]
pub struct YearMinimums {
    /// `None` where two results state different ones.
    stated: BTreeMap<(Option<ExamKind>, String, String), Option<f64>>,
}

impl YearMinimums {
    /// Collects what is stated. A minimum is of an exam, a subject and a year, for all schools.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let mut stated: BTreeMap<_, Option<f64>> = BTreeMap::new();
        for one in all {
            if let Some(minimum) = one.minimum.as_ref().and_then(Figure::number) {
                stated
                    .entry(key(one))
                    .and_modify(|known| *known = known.filter(|known| *known == minimum))
                    .or_insert(Some(minimum));
            }
        }
        YearMinimums { stated }
    }

    /// The minimum of a result: its own, or the one all others of that exam, subject and year state.
    pub fn minimum(&self, one: &Assessment) -> Option<f64> {
        let own = one.minimum.as_ref().and_then(Figure::number);
        own.or_else(|| self.stated.get(&key(one)).copied().flatten())
    }

    /// How a result stands to it.
    pub fn against(&self, one: &Assessment) -> AgainstMinimum {
        if one.is_not_taken() {
            return AgainstMinimum::NotTaken;
        }
        let Some(mean) = one.mean.as_ref().and_then(Figure::number) else {
            let says = [
                &one.takers,
                &one.passed,
                &one.mean,
                &one.share_of_twos,
                &one.share_of_threes,
            ];
            return match says.iter().any(|figure| figure.is_some()) || one.note.is_some() {
                true => AgainstMinimum::NoMean,
                false => AgainstMinimum::NoData,
            };
        };
        match self.minimum(one).map(|minimum| rounded(mean - minimum)) {
            Some(margin) if margin < 0.0 => AgainstMinimum::Below { by: -margin },
            Some(margin) => AgainstMinimum::Reached { by: margin },
            None => AgainstMinimum::NoMinimum,
        }
    }
}

fn key(one: &Assessment) -> (Option<ExamKind>, String, String) {
    let subject = normal(one.subject.as_deref().unwrap_or_default());
    (one.exam, subject, normal(&one.year.text))
}
