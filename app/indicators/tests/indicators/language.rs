//! The language: what is read, what is refused and in which words.

use opora_domain::Locale;
use opora_indicators::{Definition, Period, PeriodKind, Prepared, shipped};

const GOOD: &str = r#"{"code": "mentors", "title": {"ru": "Доля", "en": "Share"}, "of": "schools",
    "counted": {"partnership": {"kinds": ["mentoring"]}}, "result": "share",
    "periods": ["calendar-year"], "gaps": "tell"}"#;

#[test]
fn what_is_shipped_is_whole_and_good() {
    let written = shipped::JSON.matches("\"code\"").count();
    let definitions = shipped::definitions();
    assert_eq!(definitions.len(), written);
    assert!(written >= 28);
    let mut codes: Vec<_> = definitions.iter().map(|each| each.code.clone()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), written);
    for definition in definitions {
        let code = definition.code.clone();
        Prepared::new(definition).unwrap_or_else(|problems| panic!("{code}: {problems:?}"));
    }
}

#[test]
fn a_definition_is_written_as_it_is_read() {
    for definition in shipped::definitions() {
        let text = serde_json::to_string(&definition).unwrap();
        assert_eq!(Definition::read(&text), Ok(definition));
    }
}

/// The good definition with one thing in another's place, and what is said about it.
fn check(from: &str, to: &str, ru: &[&str], en: &[&str]) {
    assert!(GOOD.contains(from), "{from}");
    let problems = match Definition::read(&GOOD.replacen(from, to, 1)) {
        Ok(_) => panic!("{to} was taken"),
        Err(problems) => problems,
    };
    let say = |locale| -> Vec<String> { problems.iter().map(|one| one.message(locale)).collect() };
    assert_eq!(say(Locale::Ru), ru, "{to}");
    assert_eq!(say(Locale::En), en, "{to}");
}

const COUNTED: &str = r#"{"partnership": {"kinds": ["mentoring"]}}"#;

#[test]
fn what_cannot_be_read_is_said_in_both_languages() {
    assert!(Definition::read(GOOD).is_ok());
    check(
        r#""mentoring""#,
        r#""tutoring""#,
        &[
            "слова «tutoring» нет; есть: mentoring, internship-site, method-support, network-programme, resource-sharing, consulting, joint-project, social-partnership, community",
        ],
        &[
            "there is no word “tutoring”; there are: mentoring, internship-site, method-support, network-programme, resource-sharing, consulting, joint-project, social-partnership, community",
        ],
    );
    check(
        r#""kinds""#,
        r#""kind""#,
        &["поля «kind» нет; есть: kinds, subjects, statuses, side, with, when, at_least"],
        &[
            "there is no field “kind”; there are: kinds, subjects, statuses, side, with, when, at_least",
        ],
    );
    check(
        r#", "gaps": "tell""#,
        "",
        &["не хватает поля «gaps»"],
        &["the field “gaps” is missing"],
    );
    check(
        r#""of": "schools","#,
        r#""of": "schools""#,
        &["строка 2, знак 5: это не JSON"],
        &["line 2, character 5: this is not JSON"],
    );
    check(
        r#"["mentoring"]"#,
        "7",
        &["строка 2, знак 42: здесь ожидается значение другого вида"],
        &["line 2, character 42: a value of another kind belongs here"],
    );
    let long = format!("{GOOD}{}", " ".repeat(70_000));
    let problems = Definition::read(&long).unwrap_err();
    assert_eq!(problems[0].message(Locale::Ru), "слишком длинный текст");
}

#[test]
fn what_means_nothing_is_said_with_its_place() {
    check(
        r#""mentors""#,
        r#""Наставники""#,
        &["code: код пишется строчными латинскими буквами, цифрами и дефисом"],
        &["code: a code has lower-case Latin letters, digits and hyphens"],
    );
    check(
        r#""ru": "Доля", "en": "Share""#,
        r#""ru": " ", "en": """#,
        &[
            "title.ru: здесь ничего не указано",
            "title.en: здесь ничего не указано",
        ],
        &[
            "title.ru: nothing is given here",
            "title.en: nothing is given here",
        ],
    );
    check(
        r#"["calendar-year"]"#,
        r#"["quarter", "quarter"]"#,
        &["periods: одно и то же указано дважды"],
        &["periods: the same is given twice"],
    );
    check(
        COUNTED,
        r#"{"all": [{"any": []}, {"not": "due"}, {"standing": {"kinds": []}}]}"#,
        &[
            "counted.all[0].any: здесь ничего не указано",
            "counted.all[1].not: это условие – о мероприятиях, а считаются организации",
            "counted.all[2].standing.kinds: здесь ничего не указано",
        ],
        &[
            "counted.all[0].any: nothing is given here",
            "counted.all[1].not: this condition is about activities, but organisations are counted",
            "counted.all[2].standing.kinds: nothing is given here",
        ],
    );
    check(
        COUNTED,
        r#"{"competed": {"at_least": 0}}"#,
        &["counted.competed.at_least: нужно число от 1 до 1000"],
        &["counted.competed.at_least: a number from 1 to 1000 is needed"],
    );
    check(
        COUNTED,
        r#"{"partnership": {"statuses": [], "subjects": [""]}}"#,
        &[
            "counted.partnership.subjects[0]: здесь ничего не указано",
            "counted.partnership.statuses: здесь ничего не указано",
        ],
        &[
            "counted.partnership.subjects[0]: nothing is given here",
            "counted.partnership.statuses: nothing is given here",
        ],
    );
    check(
        r#""of": "schools""#,
        r#""of": "activities", "evidence": {"interactions": 1}"#,
        &[
            "counted: это – об организациях, а считаются мероприятия",
            "evidence.interactions: это – об организациях, а считаются мероприятия",
        ],
        &[
            "counted: this is about organisations, but activities are counted",
            "evidence.interactions: this is about organisations, but activities are counted",
        ],
    );
    check(
        r#""share""#,
        r#"{"sum": {"of": "internet-mbit"}}"#,
        &["result: «Мбит/с доступа к Интернету» нельзя сложить по организациям"],
        &["result: “Mbit/s of access to the Internet” cannot be added up over organisations"],
    );
    check(
        r#""counted": {"partnership": {"kinds": ["mentoring"]}}, "#,
        "",
        &["counted: доля без условия для числителя всегда равна 100 %"],
        &["counted: a share without a condition for its numerator is always 100%"],
    );
    let deep = format!("{}\"small\"{}", r#"{"not": "#.repeat(6), "}".repeat(6));
    let place = format!("counted{}", ".not".repeat(6));
    check(
        COUNTED,
        &deep,
        &[&format!(
            "{place}: условия вложены глубже, чем на 6 уровней"
        )],
        &[&format!(
            "{place}: conditions are nested deeper than 6 levels"
        )],
    );
}

#[test]
fn a_definition_that_is_nested_without_end_is_refused_and_not_read() {
    let deep = format!(
        "{}\"small\"{}",
        r#"{"not": "#.repeat(3_000),
        "}".repeat(3_000)
    );
    assert!(Definition::read(&GOOD.replace(COUNTED, &deep)).is_err());
    let mut wide = r#"{"all": ["small", "#.to_owned();
    for number in 0..39 {
        wide += &format!(
            r#"{{"any": [{{"has": {{"count": "pupils", "at_least": {}}}}}, "in-network"]}},"#,
            number + 1
        );
    }
    let wide = format!("{}]}}", wide.trim_end_matches(','));
    let problems = Definition::read(&GOOD.replace(COUNTED, &wide)).unwrap_err();
    assert_eq!(
        problems[0].message(Locale::Ru).split(": ").last(),
        Some("больше 60")
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn periods_are_read_written_and_named() {
    for (text, ru, en) in [
        ("2020", "2020 год", "2020"),
        ("2019/20", "2019/20 учебный год", "academic year 2019/20"),
        ("1999/00", "1999/00 учебный год", "academic year 1999/00"),
        ("2020-h1", "1-е полугодие 2020 года", "half-year 1 of 2020"),
        ("2020-q3", "3-й квартал 2020 года", "quarter 3 of 2020"),
    ] {
        let period: Period = text.parse().unwrap();
        assert_eq!(period.to_string(), text);
        assert_eq!(period.label(Locale::Ru), ru);
        assert_eq!(period.label(Locale::En), en);
    }
    assert_eq!(
        "2019/2020".parse(),
        Ok(Period::new(PeriodKind::AcademicYear, 2019, 1).unwrap())
    );
    for wrong in [
        "",
        "20",
        "1899",
        "2199",
        "2020-h3",
        "2020-q0",
        "2019/21",
        "2019/2",
        "2020-h",
        "2020-q-1",
        "2020 год",
        "x020",
        "2020-h01x",
        "٢٠١٩",
        "+202",
        "2020/+1",
    ] {
        assert!(wrong.parse::<Period>().is_err(), "{wrong}");
    }
    for (text, previous) in [
        ("2020", "2019"),
        ("2019/20", "2018/19"),
        ("2020-h1", "2019-h2"),
        ("2020-q3", "2020-q2"),
        ("2020-q1", "2019-q4"),
    ] {
        let period: Period = text.parse().unwrap();
        assert_eq!(period.previous(), previous.parse().ok());
    }
}
