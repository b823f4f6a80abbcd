//! Results as the screen reads them: which exams there are, in which years, and how each result
//! stands to that year's minimum.

use crate::words::NO_DATA;
use crate::words::indicators as w;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use leptos::prelude::Get;
use opora_domain::figure::number_words;
use opora_domain::{
    AgainstMinimum, Assessment, Examined, Figure, Locale, RecordId, RecordKind, YearMinimums,
};
use opora_sync::{RecordView, Replica};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One result of one school.
#[derive(Clone)]
pub struct Result {
    pub school: RecordId,
    pub exam: Examined,
    /// As it is written: «2017».
    pub year: String,
    pub against: AgainstMinimum,
    pub minimum: Option<f64>,
    pub record: Assessment,
}

impl Result {
    pub fn is_below(&self) -> bool {
        matches!(self.against, AgainstMinimum::Below { .. })
    }

    pub fn mean(&self) -> Option<f64> {
        self.record.mean.as_ref().and_then(Figure::number)
    }
}

/// All results on the device.
pub struct Exams {
    /// In the order of the documents.
    pub results: Vec<Result>,
    /// Each once, by exam and subject.
    pub exams: Vec<Examined>,
    /// Each once, the earliest first; words without a year come last.
    pub years: Vec<String>,
}

impl Exams {
    /// Of the records as they are, tracked.
    pub fn now(workspace: Workspace) -> Exams {
        Exams::of_views(&workspace.records.get().views)
    }

    /// Of the records after all steps so far.
    pub fn in_replica(replica: &Replica) -> Exams {
        Exams::of_views(&replica.visible_all())
    }

    fn of_views(views: &BTreeMap<RecordId, Arc<RecordView>>) -> Exams {
        let all = views.values().map(|view| &view.projected);
        let all = all.filter(|record| record.kind == RecordKind::Assessment);
        Exams::of(all.map(Assessment::read).collect())
    }

    fn of(all: Vec<Assessment>) -> Exams {
        let minimums = YearMinimums::of(&all);
        let results: Vec<Result> = all
            .into_iter()
            .filter_map(|record| {
                Some(Result {
                    school: record.school?,
                    exam: Examined::of(&record),
                    year: record.year.text.clone(),
                    against: minimums.against(&record),
                    minimum: minimums.minimum(&record),
                    record,
                })
            })
            .collect();
        let results = ordered(results, |one| {
            format!("{:020}{}", one.record.order, one.record.id)
        });
        let mut exams: Vec<Examined> = Vec::new();
        let mut years: Vec<String> = Vec::new();
        for one in &results {
            if !exams.contains(&one.exam) {
                exams.push(one.exam.clone());
            }
            if !years.contains(&one.year) {
                years.push(one.year.clone());
            }
        }
        let exams = ordered(exams, |exam| {
            let kind = exam.exam.map_or(9, |exam| exam as u8);
            format!("{kind}{}{}", exam.subject, exam.grade)
        });
        let years = ordered(years, |year| {
            match opora_domain::Period::read(year).first_month() {
                Some((year, month)) => format!("0{year:04}{month:02}"),
                None => format!("1{year}"),
            }
        });
        Exams {
            results,
            exams,
            years,
        }
    }
}

/// «ЕГЭ, биология, 11 класс», as the documents write the subject.
pub fn exam_words(results: &[Result], exam: &Examined, locale: Locale) -> String {
    let first = results.iter().find(|one| one.exam == *exam);
    let Some(record) = first.map(|one| &one.record) else {
        return NO_DATA.of(locale).to_owned();
    };
    let kind = match (record.exam, &record.exam_text) {
        (Some(exam), _) => exam.label(locale).to_owned(),
        (None, text) => text.clone().unwrap_or_default(),
    };
    let subject = record.subject.clone().unwrap_or_default();
    let grade = record
        .grade
        .as_deref()
        .map(|grade| w::grade_words(locale, grade));
    let parts = [Some(kind), Some(subject), grade];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    wording::capital(&parts.join(", "))
}

/// What a result says: the mean, how it stands to the minimum, and the counts.
pub fn result_lines(one: &Result, locale: Locale) -> (String, Vec<String>) {
    let number = |value: f64| number_words(value, locale);
    let head = match (one.against, one.mean()) {
        (AgainstMinimum::NotTaken, _) => w::NOT_TAKEN.of(locale).to_owned(),
        (_, Some(mean)) => number(mean),
        (AgainstMinimum::NoMean, None) => w::IN_WORDS.of(locale).to_owned(),
        _ => NO_DATA.of(locale).to_owned(),
    };
    let mut lines = Vec::new();
    match one.against {
        AgainstMinimum::Below { by } => lines.push(w::below(locale, &number(by))),
        AgainstMinimum::Reached { by: 0.0 } => lines.push(w::AT_MINIMUM.of(locale).to_owned()),
        AgainstMinimum::Reached { by } => lines.push(w::above(locale, &number(by))),
        AgainstMinimum::NoMinimum => lines.push(w::MINIMUM_UNKNOWN.of(locale).to_owned()),
        _ => {}
    }
    let count = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.text.clone());
    if one.against != AgainstMinimum::NotTaken {
        match (count(&one.record.passed), count(&one.record.takers)) {
            (Some(passed), Some(takers)) => lines.push(w::passed_of(locale, &passed, &takers)),
            (None, Some(takers)) => lines.push(w::took(locale, &takers)),
            _ => {}
        }
        let percent = |figure: &Figure| match figure.number() {
            Some(value) => match locale {
                Locale::Ru => format!("{}\u{a0}%", number(value)),
                Locale::En => format!("{}%", number(value)),
            },
            None => figure.text.clone(),
        };
        lines.extend(
            one.record
                .share_of_twos
                .as_ref()
                .map(|it| w::twos(locale, &percent(it))),
        );
        lines.extend(
            one.record
                .share_of_threes
                .as_ref()
                .map(|it| w::threes(locale, &percent(it))),
        );
    }
    (head, lines)
}
