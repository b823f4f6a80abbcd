//! The programmes of the sample workbooks: their own numbers, as a reader of the documents finds
//! them.

use crate::book::{id, plan_one};
use crate::district::District;
use crate::samples::sample;
use opora_domain::{
    Assessment, ContextFact, Direction, Fields, Gap, Indicator, IndicatorUnit, NetworkId, Note,
    PartialDate, Period, PeriodReading, Programme, Progress, Projected, Record, RecordId,
    RecordKind, Stage, Task, Viewer, gaps, project,
};
use opora_office::{Plan, Step};

/// The new records of a kind, as the coordinator sees them, in the order of the file.
pub fn records(plan: &Plan, kind: RecordKind) -> Vec<Projected> {
    let viewer = Viewer::Coordinator {
        network: plan.network.clone(),
    };
    let created = plan.steps.iter().filter_map(|step| match step {
        Step::Create {
            record,
            kind: of,
            fields,
        } if *of == kind => Some(record_of(
            plan.network.clone(),
            *record,
            kind,
            fields.clone(),
        )),
        _ => None,
    });
    created
        .map(|record| project(&record, &viewer).unwrap())
        .collect()
}

fn record_of(network: NetworkId, id: RecordId, kind: RecordKind, fields: Fields) -> Record {
    Record {
        id,
        kind,
        network,
        fields,
        parties: vec![],
        deleted: false,
    }
}

pub fn read<T>(name: &str, kind: RecordKind, read: fn(&Projected) -> T) -> Vec<T> {
    let (plan, _) = plan_one(&sample(name), &District::default());
    records(&plan, kind).iter().map(read).collect()
}

pub fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn the_passports_are_kept_whole() {
    let passport = |name| read(name, RecordKind::Programme, Programme::read).remove(0);
    let yartsevo = passport("yartsevo");
    assert!(
        yartsevo
            .title
            .as_deref()
            .unwrap()
            .starts_with("Повышения качества")
    );
    assert!(
        yartsevo
            .other_title
            .as_deref()
            .unwrap()
            .starts_with("Перевод школ")
    );
    assert_eq!(yartsevo.term.since, Some(date("2018")));
    assert_eq!(yartsevo.term.until, Some(date("2021")));
    assert_eq!(yartsevo.legal_bases.len(), 4);
    assert_eq!(yartsevo.approvals.len(), 2);
    assert!(
        yartsevo.approvals[0].contains("от \" 14 \"03. 2018 г."),
        "as the document has it"
    );
    assert_eq!(yartsevo.executors().len(), 3);
    assert_eq!(yartsevo.executors()[1], "МОЦ");
    assert!(
        yartsevo.goal.is_some() && yartsevo.annex_goal.is_some(),
        "two goals"
    );
    assert_eq!(yartsevo.definitions.len(), 2);
    let vengerovo = passport("vengerovo");
    assert_eq!(vengerovo.term.until, Some(date("2024")), "a number as text");
    assert_eq!(vengerovo.mechanism.len(), 7);
    assert!(vengerovo.mechanism[6].starts_with("7) "), "in order");
    assert_eq!(vengerovo.administrator, None, "the document is silent");
    assert_eq!(vengerovo.legal_bases, [""; 0]);
    let abinsk = passport("abinsk");
    assert_eq!(abinsk.funding.len(), 3);
    assert_eq!(abinsk.expected_results.len(), 6);
    assert_eq!(abinsk.forecast_bases.len(), 5);
    for programme in [yartsevo, vengerovo, abinsk] {
        assert_eq!(programme.other, []);
        assert_eq!(programme.code.as_deref(), Some("programme-1"));
    }
}

#[test]
fn the_stages_of_abinsk_leave_july_and_august_out() {
    let stages = read("abinsk", RecordKind::Stage, Stage::read);
    let numbers: Vec<_> = stages
        .iter()
        .filter_map(|it| it.number.as_deref())
        .collect();
    assert_eq!(numbers, ["I", "II", "III", "IV"]);
    assert_eq!(stages[2].term.since, Some(date("2019")), "«2019 год»");
    assert_eq!(
        stages[2].term.until,
        Some(date("2020-06-30")),
        "a date as text"
    );
    assert_eq!(
        stages[3].term.since,
        Some(date("2020-09-01")),
        "a date of Excel"
    );
    assert_eq!(stages[3].term.until, None);
    let summer = Gap {
        first_day: (2020, 7, 1),
        last_day: (2020, 8, 31),
    };
    assert_eq!(gaps(&stages), [summer]);
}

#[test]
fn the_stages_of_yartsevo_disagree_and_both_are_kept() {
    let stages = read("yartsevo", RecordKind::Stage, Stage::read);
    let found: Vec<_> = stages
        .iter()
        .map(|it| {
            let end = |end: Option<PartialDate>| end.map(|it| it.to_string()).unwrap_or_default();
            let number = it.number.clone().unwrap();
            (number, end(it.term.since), end(it.term.until))
        })
        .collect();
    let expected = [
        ("1", "2018", "2018"),
        ("2", "2019", "2020"),
        ("3", "2021", "2021"),
        ("1.1.", "2018-02", "2018-03"),
        ("1.2.", "2018-03", "2018-12"),
        ("1.3.", "", "2021"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(found, expected);
    assert_eq!(stages[1].note.as_deref(), Some("по паспорту программы"));
    assert_eq!(gaps(&stages), []);
}

#[test]
fn the_tasks_are_there_in_order() {
    for (name, count) in [("abinsk", 7), ("vengerovo", 6), ("yartsevo", 9)] {
        let tasks = read(name, RecordKind::Task, Task::read);
        assert_eq!(tasks.len(), count, "{name}");
        assert!(tasks.windows(2).all(|pair| pair[0].order < pair[1].order));
        let numbered = tasks.iter().filter(|task| task.number.is_some()).count();
        assert_eq!(numbered, if name == "yartsevo" { 9 } else { 0 });
    }
}

#[test]
fn the_indicators_of_yartsevo() {
    use Direction::{LessIsBetter, MoreIsBetter};
    use IndicatorUnit::{Count, Percent};
    let indicators = read("yartsevo", RecordKind::Indicator, Indicator::read);
    let (headings, rows): (Vec<_>, Vec<_>) = indicators
        .iter()
        .partition(|it: &&Indicator| it.is_heading());
    let found: Vec<_> = rows
        .iter()
        .map(|it| {
            assert_eq!(it.plan.len(), 1);
            assert_eq!(it.plan[0].period, Period::read("очередной год"));
            assert_eq!(it.plan[0].period.reading, PeriodReading::Unnamed);
            assert!(it.fact.is_empty(), "no document has a fact");
            (
                it.number.as_deref().unwrap(),
                it.unit.unwrap(),
                it.direction.unwrap(),
                it.baseline.as_ref().unwrap().number().unwrap(),
                it.plan[0].figure.number().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("1.", Count, MoreIsBetter, 0.0, 1.0),
            ("2.", Count, MoreIsBetter, 1.0, 2.0),
            ("3.", Percent, MoreIsBetter, 25.0, 100.0),
            ("4.1.", Percent, LessIsBetter, 15.0, 0.0),
            ("4.2.", Percent, LessIsBetter, 22.0, 16.0),
            ("4.3.", Percent, MoreIsBetter, 25.0, 40.0),
            ("5.", Count, MoreIsBetter, 5.0, 15.0),
            ("6.", Percent, MoreIsBetter, 8.0, 9.0),
            ("7.", Percent, MoreIsBetter, 10.0, 27.0),
            ("8.", Percent, MoreIsBetter, 25.0, 100.0),
            ("9.", Percent, MoreIsBetter, 25.0, 90.0),
            ("10.", Percent, MoreIsBetter, 0.0, 75.0),
            ("11.", Count, MoreIsBetter, 0.0, 1.0),
            ("12.", Percent, MoreIsBetter, 0.0, 100.0),
            ("13.", Percent, MoreIsBetter, 60.0, 85.0),
            ("14.", Percent, MoreIsBetter, 60.0, 75.0),
        ]
    );
    assert_eq!(
        rows[2].baseline.as_ref().unwrap().text,
        "25%",
        "as the cell shows it"
    );
    assert_eq!(
        rows[0].unit_text.as_deref(),
        Some("Единица"),
        "the author's word"
    );
    assert!(
        rows.iter()
            .all(|it| it.planned_progress() == Some(Progress::Better))
    );
    let [heading] = headings.as_slice() else {
        panic!("one heading: {headings:?}");
    };
    assert_eq!(heading.number.as_deref(), Some("4"));
    let parts: Vec<_> = indicators
        .iter()
        .filter(|it| it.parent == Some(heading.id))
        .filter_map(|it| it.number.as_deref())
        .collect();
    assert_eq!(parts, ["4.1.", "4.2.", "4.3."]);
    assert_eq!(
        indicators.iter().filter(|it| it.parent.is_some()).count(),
        3
    );
}

#[test]
fn the_eleven_indicators_of_vengerovo() {
    let indicators = read("vengerovo", RecordKind::Indicator, Indicator::read);
    let found: Vec<_> = indicators
        .iter()
        .map(|it| {
            assert_eq!(it.baseline, None, "a gap is a gap");
            assert_eq!(it.unit, Some(IndicatorUnit::Percent));
            assert_eq!(it.direction, Some(Direction::MoreIsBetter));
            let years = PeriodReading::Years {
                since: 2019,
                until: 2024,
            };
            assert_eq!(it.plan[0].period.reading, years);
            it.plan[0].figure.number().unwrap()
        })
        .collect();
    assert_eq!(
        found,
        [4.0, 8.0, 13.0, 1.0, 2.0, 25.0, 20.0, 4.0, 4.0, 4.0, 4.0]
    );
}

#[test]
fn the_results_of_yartsevo_and_by_how_much_they_are_below_the_minimum() {
    let results = read("yartsevo", RecordKind::Assessment, Assessment::read);
    assert_eq!(results.len(), 28);
    let school = |wanted: &str| id("yartsevo", RecordKind::Organisation, wanted);
    let below: Vec<_> = results
        .iter()
        .filter_map(|it| {
            let year = it.year.text.as_str();
            let subject = it.subject.as_deref()?;
            Some((it.school?, year, subject, it.below_minimum_by()?))
        })
        .collect();
    let (two, six) = (school("yartsevo-school-2"), school("yartsevo-school-6"));
    assert_eq!(
        below,
        [
            (two, "2016", "биология", 8.8),
            (two, "2016", "обществознание", 6.42),
            (two, "2017", "биология", 6.34),
            (two, "2017", "обществознание", 5.0),
            (six, "2014", "история", 14.0),
            (six, "2016", "обществознание", 1.8),
            (six, "2017", "обществознание", 6.0),
            (six, "2015", "биология", 4.0),
            (six, "2016", "биология", 11.0),
            (six, "2017", "биология", 6.5),
        ]
    );
    let above: Vec<_> = results
        .iter()
        .filter_map(Assessment::margin)
        .filter(|it| *it >= 0.0)
        .collect();
    assert_eq!(above, [1.5], "social studies of school 6 in 2014");
    assert_eq!(results.iter().filter(|it| it.minimum.is_some()).count(), 11);
    let history = &results[16];
    assert_eq!(history.takers.as_ref().unwrap().count(), Some(4));
    assert_eq!(
        history.passed.as_ref().unwrap().count(),
        Some(0),
        "0 is a value"
    );
    assert!(history.is_small_group());
    let only_words = &results[0];
    assert!(
        only_words.mean.is_none() && only_words.note.is_some(),
        "a fact without a number"
    );
    let shares: Vec<_> = results[23..]
        .iter()
        .map(|it| {
            let share = |it: &Option<opora_domain::Figure>| it.as_ref().unwrap().number().unwrap();
            (share(&it.share_of_twos), share(&it.share_of_threes))
        })
        .collect();
    assert_eq!(
        shares,
        [
            (48.0, 48.0),
            (36.0, 55.0),
            (19.0, 71.0),
            (40.0, 40.0),
            (17.0, 66.0)
        ]
    );
}

#[test]
fn conditions_and_notes_are_kept_and_nothing_is_made_up() {
    let facts = read("abinsk", RecordKind::ContextFact, ContextFact::read);
    assert_eq!(facts.len(), 14);
    assert_eq!(
        facts.iter().filter(|it| it.organisation.is_none()).count(),
        2
    );
    assert_eq!(
        facts.iter().filter(|it| it.value.is_none()).count(),
        2,
        "a gap is a gap"
    );
    assert_eq!(facts[0].value.as_ref().unwrap().text, "да");
    assert_eq!(facts[0].year.as_deref(), Some("последние 2 года"));
    let speeds = read("vengerovo", RecordKind::ContextFact, ContextFact::read);
    let speeds: Vec<_> = speeds
        .iter()
        .map(|it| it.value.as_ref().unwrap().number())
        .collect();
    assert_eq!(
        speeds,
        [Some(1.0), Some(100.0), Some(3.0)],
        "the contradiction is kept"
    );
    for (name, count) in [("abinsk", 6), ("vengerovo", 10), ("yartsevo", 19)] {
        let notes = read(name, RecordKind::Note, Note::read);
        assert_eq!(notes.len(), count);
        assert!(
            notes
                .iter()
                .all(|note| note.topic.is_some() && !note.text.is_empty())
        );
    }
}

#[test]
fn the_public_sees_the_programme_and_no_result_of_a_school() {
    let (plan, _) = plan_one(&sample("yartsevo"), &District::default());
    for step in &plan.steps {
        let Step::Create {
            record,
            kind,
            fields,
        } = step
        else {
            panic!("all is new");
        };
        let record = record_of(plan.network.clone(), *record, *kind, fields.clone());
        let is_public = !matches!(
            kind,
            RecordKind::Assessment | RecordKind::ContextFact | RecordKind::Note
        );
        assert_eq!(
            project(&record, &Viewer::Public).is_some(),
            is_public,
            "{kind:?}"
        );
    }
}
