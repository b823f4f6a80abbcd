//! One round as a spreadsheet for the coordinator: schools down, questions across, what they come to,
//! who has not answered, and what schools said beside their answers. Not what an import reads: that is
//! [`crate::write_district`].
//!
//! Adds up nothing that does not add up: kilometres and megabits of several schools have a mean and no
//! sum, words have neither, and a sum says of how many schools it is.

use super::words;
use crate::cell::Cell;
use crate::district_file::DistrictContents;
use crate::spreadsheet::{LineLook, NotWritten, Spreadsheet, Table};
use opora_domain::choice::normal;
use opora_domain::figure::rounded;
use opora_domain::{AnswerForm, Locale, Network, PartialDate, Question, RecordId, Return, Round};
use std::collections::{BTreeMap, BTreeSet};

/// Questions of which a table is still read on one page across.
const PAGE_QUESTIONS_MAX: usize = 10;

/// A round with its returns, as one viewer may see them.
struct Contents {
    district: Option<Network>,
    round: Round,
    /// Schools that take part, by name, and those left out.
    schools: Vec<School>,
    left_out: Vec<School>,
}

struct School {
    name: String,
    /// By the places of the questions.
    answers: BTreeMap<usize, Return>,
    /// Answers to questions that are not asked any more.
    dropped: Vec<Return>,
}

impl School {
    fn value(&self, question: usize) -> Option<&opora_domain::Figure> {
        self.answers.get(&question)?.value.as_ref()
    }

    fn filled(&self) -> usize {
        let answers = self.answers.values();
        answers.filter(|it| it.value.is_some()).count()
    }
}

/// Writes the table of a round; `None` when the viewer sees no such round.
///
/// # Errors
/// [`NotWritten`] when the writer of spreadsheets refuses; no contents are known that make it.
pub fn write_round(
    contents: &DistrictContents,
    round: RecordId,
    locale: Locale,
    written_on: PartialDate,
) -> Result<Option<Vec<u8>>, NotWritten> {
    let Some(contents) = Contents::of(contents, round) else {
        return Ok(None);
    };
    let mut spreadsheet = Spreadsheet::new(written_on);
    contents.answers(&mut spreadsheet, locale)?;
    contents.missing(&mut spreadsheet, locale)?;
    contents.said(&mut spreadsheet, locale)?;
    contents.left_out(&mut spreadsheet, locale)?;
    Ok(Some(spreadsheet.finish()?))
}

impl Contents {
    fn of(contents: &DistrictContents, id: RecordId) -> Option<Self> {
        let round = contents.round(id)?;
        let names: BTreeMap<RecordId, String> = contents
            .organisations()
            .into_iter()
            .map(|it| (it.id, it.name))
            .collect();
        let returns: Vec<Return> = contents
            .returns()
            .into_iter()
            .filter(|it| it.round == Some(id))
            .collect();
        let out: BTreeSet<RecordId> = returns
            .iter()
            .filter(|it| it.is_left_out)
            .filter_map(|it| it.school)
            .collect();
        let mut schools: BTreeMap<RecordId, School> = BTreeMap::new();
        for returned in returns {
            let Some(id) = returned.school else { continue };
            let school = schools.entry(id).or_insert_with(|| School {
                name: names.get(&id).cloned().unwrap_or_default(),
                answers: BTreeMap::new(),
                dropped: vec![],
            });
            let asked = &round.questions;
            match asked.iter().position(|it| it.is_about(&returned.factor)) {
                Some(at) => drop(school.answers.insert(at, returned)),
                None if returned.value.is_some() => school.dropped.push(returned),
                None => {}
            }
        }
        let by_name = |schools: BTreeMap<RecordId, School>| {
            let mut schools: Vec<School> = schools.into_values().collect();
            schools.sort_by_cached_key(|school| normal(&school.name));
            schools
        };
        let (left_out, part): (BTreeMap<_, _>, BTreeMap<_, _>) =
            schools.into_iter().partition(|(id, _)| out.contains(id));
        Some(Contents {
            district: contents.district(),
            round,
            schools: by_name(part),
            left_out: by_name(left_out),
        })
    }

    fn answers(&self, spreadsheet: &mut Spreadsheet, locale: Locale) -> Result<(), NotWritten> {
        let questions = &self.round.questions;
        let is_scored = questions
            .iter()
            .any(|it| matches!(it.form(), AnswerForm::Points { .. }));
        let mut headers = vec![
            words::SCHOOL.of(locale).to_owned(),
            words::FILLED.of(locale).to_owned(),
        ];
        if is_scored {
            headers.push(words::POINTS.of(locale).to_owned());
        }
        let first = headers.len();
        headers.extend(questions.iter().map(asked_in_words));
        let mut table = spreadsheet.sheet(words::ANSWERS_SHEET.of(locale))?;
        table.width(0, 28.0)?;
        table.width(1, 12.0)?;
        if is_scored {
            table.width(2, 9.0)?;
        }
        for (at, question) in questions.iter().enumerate() {
            let width = match question.form() {
                AnswerForm::Words => 40.0,
                _ => 14.0,
            };
            table.width(first + at, width)?;
        }
        if questions.len() > PAGE_QUESTIONS_MAX {
            table.over_several_pages(1)?;
        }
        // Titles are merged over what fits a screen, not over sixty columns.
        self.title(&mut table, headers.len().min(8), locale)?;
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        table.header(&headers)?;
        table.keep_columns(1)?;
        for school in &self.schools {
            let filled = part_words(school.filled(), school.answers.len(), locale);
            let mut row = vec![text(&school.name), text(&filled)];
            if is_scored {
                row.push(self.points(school));
            }
            row.extend((0..questions.len()).map(|at| school.value(at).map(figure)));
            table.row(&row)?;
        }
        table.end_data();
        for total in Total::ALL {
            let mut row = vec![text(total.words(locale)), None];
            if is_scored {
                row.push(None);
            }
            row.extend((0..questions.len()).map(|at| self.total(total, at, locale)));
            if row.iter().skip(1).any(Option::is_some) {
                table.row(&row)?;
            }
        }
        table.finish()
    }

    fn title(
        &self,
        table: &mut Table<'_>,
        columns: usize,
        locale: Locale,
    ) -> Result<(), NotWritten> {
        table.line(&self.round.title, columns, LineLook::Title)?;
        let mut parts: Vec<String> = vec![];
        parts.extend(self.district.iter().map(|it| it.municipality.clone()));
        parts.extend(self.round.period.iter().map(|it| it.text.clone()));
        if let Some(due) = self.round.due {
            let day = Cell::Date(due).shown();
            let day = match (due.month(), due.day()) {
                (Some(_), Some(_)) => day,
                _ => due.to_string(),
            };
            parts.push(format!("{} {day}", words::DUE.of(locale)));
        }
        if self.round.is_locked {
            parts.push(words::CLOSED.of(locale).to_owned());
        }
        if self.district.as_ref().is_some_and(|it| it.is_example) {
            parts.push(words::EXAMPLE.of(locale).to_owned());
        }
        table.line(&parts.join(", "), columns, LineLook::Middle)
    }

    /// `None`: nothing scored was answered, which is no zero.
    fn points(&self, school: &School) -> Option<Cell> {
        let questions = self.round.questions.iter().enumerate();
        let points = questions.filter_map(|(at, it)| it.form().points(school.value(at)?));
        let points: Vec<u32> = points.map(u32::from).collect();
        (!points.is_empty())
            .then(|| number(f64::from(points.iter().sum::<u32>())))
            .flatten()
    }

    /// What a column comes to; `None` where it comes to nothing that means something.
    fn total(&self, total: Total, at: usize, locale: Locale) -> Option<Cell> {
        let question = self.round.questions.get(at)?;
        let values: Vec<&opora_domain::Figure> = self
            .schools
            .iter()
            .filter_map(|school| school.value(at))
            .collect();
        let form = question.form();
        let numbers: Vec<f64> = match form {
            AnswerForm::Figure => values.iter().filter_map(|it| it.number()).collect(),
            AnswerForm::Points { .. } => {
                let points = values.iter().filter_map(|it| form.points(it));
                points.map(f64::from).collect()
            }
            AnswerForm::YesNo | AnswerForm::Words => vec![],
        };
        let sum: f64 = numbers.iter().sum();
        match total {
            Total::Answered => text(&part_words(values.len(), self.schools.len(), locale)),
            Total::Numbers => (numbers.len() < values.len() && !numbers.is_empty())
                .then(|| text(&part_words(numbers.len(), values.len(), locale)))
                .flatten(),
            Total::Sum => (!numbers.is_empty() && adds_up(question))
                .then(|| number(rounded(sum)))
                .flatten(),
            Total::Mean => (!numbers.is_empty())
                .then(|| number(rounded(sum / numbers.len() as f64)))
                .flatten(),
            Total::Yes => (form == AnswerForm::YesNo && !values.is_empty())
                .then(|| {
                    let yes = values
                        .iter()
                        .filter(|it| matches!(normal(&it.text).as_str(), "да" | "yes"));
                    number(yes.count() as f64)
                })
                .flatten(),
        }
    }

    fn missing(&self, spreadsheet: &mut Spreadsheet, locale: Locale) -> Result<(), NotWritten> {
        let mut table = spreadsheet.sheet(words::MISSING_SHEET.of(locale))?;
        table.width(0, 36.0)?;
        table.width(1, 14.0)?;
        table.width(2, 90.0)?;
        self.title(&mut table, 3, locale)?;
        let rows: Vec<Vec<Option<Cell>>> = self
            .schools
            .iter()
            .filter_map(|school| {
                let asked = self.round.questions.iter().enumerate();
                let open: Vec<&str> = asked
                    .filter(|(at, _)| {
                        school.answers.contains_key(at) && school.value(*at).is_none()
                    })
                    .map(|(_, question)| question.factor.as_str())
                    .collect();
                let all = school.answers.len();
                let which = match open.len() == all {
                    true => words::NOTHING_ANSWERED.of(locale).to_owned(),
                    false => open.join("; "),
                };
                (!open.is_empty()).then(|| {
                    let left = number(open.len() as f64);
                    vec![text(&school.name), left, text(&which)]
                })
            })
            .collect();
        if rows.is_empty() {
            return table.line(words::ALL_ANSWERED.of(locale), 3, LineLook::Plain);
        }
        let headers = [words::SCHOOL, words::LEFT, words::QUESTIONS];
        table.header(&headers.map(|it| it.of(locale)))?;
        for row in rows {
            table.row(&row)?;
        }
        table.finish()
    }

    /// Notes, and answers to questions that are not asked any more; no sheet where there are none.
    fn said(&self, spreadsheet: &mut Spreadsheet, locale: Locale) -> Result<(), NotWritten> {
        let mut rows: Vec<Vec<Option<Cell>>> = vec![];
        for school in &self.schools {
            for returned in school.answers.values().filter(|it| it.note.is_some()) {
                rows.push(line_of(school, returned, returned.note.as_deref()));
            }
            for returned in &school.dropped {
                let why = words::NOT_ASKED_ANY_MORE.of(locale);
                rows.push(line_of(school, returned, Some(why)));
            }
        }
        self.lines(spreadsheet, words::NOTES_SHEET.of(locale), rows, locale)
    }

    /// What schools answered that take no part any more; no sheet where there are none.
    fn left_out(&self, spreadsheet: &mut Spreadsheet, locale: Locale) -> Result<(), NotWritten> {
        let mut rows: Vec<Vec<Option<Cell>>> = vec![];
        for school in &self.left_out {
            let answers = school.answers.values().chain(&school.dropped);
            let answered: Vec<&Return> = answers.filter(|it| it.value.is_some()).collect();
            if answered.is_empty() {
                rows.push(vec![text(&school.name), None, None, None]);
            }
            for returned in answered {
                rows.push(line_of(school, returned, returned.note.as_deref()));
            }
        }
        self.lines(spreadsheet, words::LEFT_OUT_SHEET.of(locale), rows, locale)
    }

    fn lines(
        &self,
        spreadsheet: &mut Spreadsheet,
        name: &str,
        rows: Vec<Vec<Option<Cell>>>,
        locale: Locale,
    ) -> Result<(), NotWritten> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = spreadsheet.sheet(name)?;
        for (at, width) in [32.0, 40.0, 30.0, 38.0].into_iter().enumerate() {
            table.width(at, width)?;
        }
        self.title(&mut table, 4, locale)?;
        let headers = [words::SCHOOL, words::QUESTION, words::ANSWER, words::NOTE];
        table.header(&headers.map(|it| it.of(locale)))?;
        for row in rows {
            table.row(&row)?;
        }
        table.finish()
    }
}

/// A row under the schools.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    Answered,
    /// How many of the answers are numbers, where not all are.
    Numbers,
    Sum,
    Mean,
    Yes,
}

impl Total {
    const ALL: [Total; 5] = [
        Total::Answered,
        Total::Numbers,
        Total::Sum,
        Total::Mean,
        Total::Yes,
    ];

    fn words(self, locale: Locale) -> &'static str {
        let words = match self {
            Total::Answered => words::ANSWERED,
            Total::Numbers => words::NUMBERS,
            Total::Sum => words::SUM,
            Total::Mean => words::MEAN,
            Total::Yes => words::YES,
        };
        words.of(locale)
    }
}

/// A count of things adds up over schools; a share, a rate, a distance or a mark does not.
fn adds_up(question: &Question) -> bool {
    let unit = normal(question.counted_in().unwrap_or_default());
    let is_rate = unit.contains('/') || unit.contains('%');
    let words = [
        "процент",
        "балл",
        "км",
        "метр",
        "час",
        "лет",
        "год",
        "минут",
        "percent",
        "point",
        "km",
        "hour",
        "year",
        "minute",
        "мбит",
        "mbit",
    ];
    !unit.is_empty() && !is_rate && !words.iter().any(|word| unit.starts_with(word))
}

fn asked_in_words(question: &Question) -> String {
    match &question.unit {
        Some(unit) if question.form() != AnswerForm::Words => {
            format!("{}, {unit}", question.factor)
        }
        _ => question.factor.clone(),
    }
}

fn line_of(school: &School, returned: &Return, note: Option<&str>) -> Vec<Option<Cell>> {
    vec![
        text(&school.name),
        text(&returned.factor),
        returned.value.as_ref().map(figure),
        note.and_then(text),
    ]
}

/// A real number where the answer is one, however it was typed.
fn figure(value: &opora_domain::Figure) -> Cell {
    use opora_domain::FigureReading::Number;
    match value.reading {
        Number {
            value,
            has_percent_sign,
        } => Cell::Number {
            value: match has_percent_sign {
                true => value / 100.0,
                false => value,
            },
            is_percent: has_percent_sign,
        },
        _ => Cell::Text(value.text.clone()),
    }
}

fn part_words(part: usize, all: usize, locale: Locale) -> String {
    let of = locale.pick("из", "of");
    format!("{part} {of} {all}")
}

fn number(value: f64) -> Option<Cell> {
    Some(Cell::Number {
        value,
        is_percent: false,
    })
}

fn text(text: &str) -> Option<Cell> {
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}
