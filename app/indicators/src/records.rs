//! The network's records as facts: what an indicator is computed from, read from what
//! [`opora_domain::project`] let through, the same on the server and on a device.
//!
//! Reads and never guesses: a status nobody gave is none, an academic year is no date of the
//! calendar, and a number of an organisation counts only when its words name what is counted. Counts of development by subject are none of the
//! numbers of teachers: who is in two subjects would be counted twice.

use crate::facts::{
    Activity, ActivityYear, Assessment, Competition, Count, CountKind, Due, Exam, Fact, FactKind,
};
use crate::period::Day;
use opora_domain::choice::normal;
use opora_domain::{
    Contest, ContextFact, ExamKind, Figure, Interaction, Locale, Organisation, PartialDate,
    Participation, Partnership, PeriodReading, Programme, Projected, RecordId, RecordKind, Term,
};
use std::collections::BTreeMap;

/// Turns records into facts. It knows the terms of the programmes, as «весь период» is the whole
/// of one, and the contests, as a school's part in one says neither its level nor its day.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    terms: BTreeMap<RecordId, Term>,
    contests: BTreeMap<RecordId, Contest>,
}

impl Reader {
    /// Looks at all records of a network once.
    pub fn new<'a>(records: impl IntoIterator<Item = &'a Projected>) -> Self {
        let mut reader = Reader::default();
        for record in records {
            match record.kind {
                RecordKind::Programme => {
                    let term = Programme::read(record).term;
                    reader.terms.insert(record.id, term);
                }
                RecordKind::Contest => {
                    reader.contests.insert(record.id, Contest::read(record));
                }
                _ => {}
            }
        }
        reader
    }

    /// The fact a record says; `None` where it says none that is counted.
    pub fn fact(&self, record: &Projected) -> Option<Fact> {
        match record.kind {
            RecordKind::Organisation => Some(Fact::Organisation(Organisation::read(record))),
            RecordKind::Partnership => Some(Fact::Partnership(Partnership::read(record))),
            RecordKind::Interaction => Some(Fact::Interaction(Interaction::read(record))),
            RecordKind::Activity => self.activity(record).map(Fact::Activity),
            RecordKind::Assessment => assessment(record).map(Fact::Assessment),
            RecordKind::ContextFact => count(record).map(Fact::Count),
            RecordKind::Participation => self.competition(record).map(Fact::Competition),
            RecordKind::Network
            | RecordKind::Programme
            | RecordKind::Stage
            | RecordKind::Task
            | RecordKind::Indicator
            | RecordKind::Note
            | RecordKind::Round
            | RecordKind::Return
            | RecordKind::Practice
            | RecordKind::Adoption
            | RecordKind::Contest
            | RecordKind::Development
            | RecordKind::Definition => None,
        }
    }

    /// A contest of a calendar year without a day was some time in that year.
    fn competition(&self, record: &Projected) -> Option<Competition> {
        let one = Participation::read(record);
        let contest = self.contests.get(&one.contest?)?;
        let of_year = || match contest.year.reading {
            PeriodReading::Year { year } => PartialDate::new(year, None, None).ok(),
            _ => None,
        };
        Some(Competition {
            id: one.id,
            organisation: one.school?,
            level: contest.level?,
            date: contest.date.or_else(of_year),
        })
    }

    fn activity(&self, record: &Projected) -> Option<Activity> {
        let one = opora_domain::Activity::read(record);
        let term = one.programme.and_then(|id| self.terms.get(&id));
        let no_term = Term::default();
        let term = term.unwrap_or(&no_term);
        let due = Due::of(&one.deadline.reading, term);
        // Several deadlines of which only some come yearly are no years.
        let instances = match due {
            None => one.instances(term),
            Some(_) => Vec::new(),
        };
        let are_years = instances.iter().all(|it| it.occasion.year.is_some());
        let years = instances.into_iter().filter(|_| are_years);
        let years = years.filter_map(|it| {
            let (year, month, day) = it.occasion.until;
            let until = PartialDate::new(year, Some(month), Some(day)).ok()?;
            Some(ActivityYear {
                due: Day::last_of(until),
                status: it.status,
                done_on: it.done_on,
            })
        });
        Some(Activity {
            id: one.id,
            section: one.section,
            // The name of a section in which the document lists nothing is no activity.
            title: one.title?,
            due,
            years: years.collect(),
            status: one.status,
            done_on: one.done_on,
            responsible: one
                .responsible
                .iter()
                .filter_map(|each| each.organisation)
                .collect(),
            evidence: one.evidence,
        })
    }
}

/// The facts of a network.
pub fn facts<'a, R>(records: R) -> Vec<Fact>
where
    R: IntoIterator<Item = &'a Projected> + Clone,
{
    let reader = Reader::new(records.clone());
    let records = records.into_iter();
    records.filter_map(|record| reader.fact(record)).collect()
}

/// The kind of fact a kind of record says; `None` where it says none.
pub const fn fact_kind(kind: RecordKind) -> Option<FactKind> {
    match kind {
        RecordKind::Organisation => Some(FactKind::Organisation),
        RecordKind::Partnership => Some(FactKind::Partnership),
        RecordKind::Interaction => Some(FactKind::Interaction),
        RecordKind::Activity => Some(FactKind::Activity),
        RecordKind::Assessment => Some(FactKind::Assessment),
        RecordKind::ContextFact => Some(FactKind::Count),
        RecordKind::Participation => Some(FactKind::Competition),
        RecordKind::Network
        | RecordKind::Programme
        | RecordKind::Stage
        | RecordKind::Task
        | RecordKind::Indicator
        | RecordKind::Note
        | RecordKind::Round
        | RecordKind::Return
        | RecordKind::Practice
        | RecordKind::Adoption
        | RecordKind::Contest
        | RecordKind::Development
        | RecordKind::Definition => None,
    }
}

fn assessment(record: &Projected) -> Option<Assessment> {
    let one = opora_domain::Assessment::read(record);
    let people = |figure: &Option<Figure>| {
        let count = figure.as_ref().and_then(Figure::count);
        count.and_then(|count| u32::try_from(count).ok())
    };
    Some(Assessment {
        id: one.id,
        organisation: one.school?,
        exam: match one.exam? {
            ExamKind::Ege => Exam::Ege,
            ExamKind::Oge => Exam::Oge,
            ExamKind::Vpr => Exam::Vpr,
            ExamKind::Diagnostic => Exam::Diagnostic,
        },
        subject: one.subject.unwrap_or_default(),
        date: match one.year.reading {
            PeriodReading::Year { year } => PartialDate::new(year, None, None).ok(),
            _ => None,
        },
        takers: people(&one.takers),
        passed: people(&one.passed),
        mean: one.mean.as_ref().and_then(Figure::number),
        minimum: one.minimum.as_ref().and_then(Figure::number),
    })
}

fn count(record: &Projected) -> Option<Count> {
    let one = ContextFact::read(record);
    Some(Count {
        id: one.id,
        organisation: one.organisation?,
        kind: count_kind(&one.factor)?,
        value: u32::try_from(one.value.as_ref()?.count()?).ok()?,
        over: over(one.year.as_deref().unwrap_or_default()),
    })
}

/// What is counted, where the words name it: «число педагогов», «количество обучающихся».
pub fn count_kind(factor: &str) -> Option<CountKind> {
    let words = normal(factor);
    let counted = ["число ", "количество ", "number of "]
        .iter()
        .find_map(|start| words.strip_prefix(start))?;
    CountKind::ALL.iter().copied().find(|kind| {
        [Locale::Ru, Locale::En]
            .iter()
            .any(|locale| normal(kind.label(*locale)) == counted)
    })
}

/// The time the words of a year name; open at both ends where they name none.
fn over(words: &str) -> Term {
    let month = |year, month| PartialDate::new(year, Some(month), None).ok();
    let year = |year| PartialDate::new(year, None, None).ok();
    let (since, until) = match opora_domain::Period::read(words).reading {
        PeriodReading::Year { year: one } => (year(one), year(one)),
        PeriodReading::Years { since, until } => (year(since), year(until)),
        PeriodReading::AcademicYear { since } => (month(since, 9), month(since + 1, 8)),
        PeriodReading::HalfYear { year, half } => {
            (month(year, half * 6 - 5), month(year, half * 6))
        }
        PeriodReading::Quarter { year, quarter } => {
            (month(year, quarter * 3 - 2), month(year, quarter * 3))
        }
        PeriodReading::Unnamed | PeriodReading::Empty => (None, None),
    };
    Term {
        since,
        until,
        text: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::{ActivityStatus, NetworkId, Value};
    use serde_json::json;

    fn id(number: u32) -> RecordId {
        let text = format!("0190f3a2-0000-7000-8000-{number:012}");
        text.parse().expect("an identity of the test")
    }

    fn record(number: u32, kind: RecordKind, fields: Value) -> Projected {
        Projected {
            id: id(number),
            kind,
            network: NetworkId::new("test").expect("a network of the test"),
            fields: serde_json::from_value(fields).expect("fields of the test"),
            is_supported: false,
        }
    }

    fn activity(fields: Value) -> Activity {
        let term = json!({"title": "П", "term": {"since": "2019", "until": "2021-06-30"}});
        let records = [
            record(1, RecordKind::Programme, term),
            record(2, RecordKind::Activity, fields),
        ];
        match facts(&records).pop() {
            Some(Fact::Activity(one)) => one,
            other => panic!("no activity but {other:?}"),
        }
    }

    #[test]
    fn every_year_of_an_activity_is_due_and_has_its_own_mark() {
        let one = activity(json!({
            "programme": id(1), "title": "Семинары", "deadline": "ежегодно",
            "year_status": [
                {"period": "2019", "value": "выполнено"}, {"period": "2020", "value": "частично"},
            ],
            "year_done": [{"period": "2019", "value": "15.12.2019"}],
            "evidence": [id(7)],
        }));
        let years: Vec<_> = one
            .years
            .iter()
            .map(|year| (year.due, year.status, year.done_on))
            .collect();
        let day = "2019-12-15".parse().ok();
        assert_eq!(
            years,
            [
                (Day::new(2019, 12, 31), Some(ActivityStatus::Done), day),
                // What is no word of the list is no status.
                (Day::new(2020, 12, 31), None, None),
                (Day::new(2021, 6, 30), None, None),
            ]
        );
        assert_eq!((one.due, one.evidence), (None, vec![id(7)]));
    }

    #[test]
    fn what_comes_once_has_no_years_and_says_its_day() {
        let one = activity(json!({
            "programme": id(1), "title": "Приказ", "deadline": "2019 г.", "status": "done",
            "done_on": "2019-03-01",
            "year_status": [{"period": "2019", "value": "не выполнено"}],
        }));
        assert_eq!(one.years, []);
        assert_eq!(one.done_on, "2019-03-01".parse().ok());
        assert_eq!(one.due.map(|due| due.latest), Some(Day::new(2019, 12, 31)));
        // «По мере необходимости» names no day, and several deadlines are not years.
        for deadline in [
            "ежегодно (по мере необходимости)",
            "постоянно",
            "Январь 2019г.\nежегодно",
        ] {
            let one = activity(json!({"programme": id(1), "title": "М", "deadline": deadline}));
            assert_eq!((one.years.len(), one.due), (0, None), "{deadline}");
        }
    }
}
