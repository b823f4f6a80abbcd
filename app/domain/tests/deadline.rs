//! The table of deadlines: every text of the sample workbooks, and texts near to them.

use opora_domain::PartialDate;
use opora_domain::deadline::{Deadline, DeadlineFlag, Reading, read_date};
use proptest::prelude::*;

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date of the test")
}

fn year(text: &str) -> Reading {
    Reading::Year { on: date(text) }
}

fn month(text: &str) -> Reading {
    Reading::Month { on: date(text) }
}

fn range(since: &str, until: &str) -> Reading {
    Reading::Range {
        since: date(since),
        until: date(until),
    }
}

fn check(text: &str, expected: &Reading) {
    let deadline = Deadline::read(text);
    assert_eq!(&deadline.reading, expected, "{text:?}");
    assert_eq!(deadline.text, text.trim(), "the author's text is kept");
}

#[test]
fn every_deadline_of_the_sample_workbooks() {
    for (text, expected) in [
        (
            "Январь 2019г.\n\n\n2019-2024г.",
            Reading::Many {
                parts: vec![month("2019-01"), range("2019", "2024")],
            },
        ),
        ("2019-2024г.", range("2019", "2024")),
        ("2019 г.", year("2019")),
        ("2019-2014г.", range("2019", "2014")),
        ("ежегодно", Reading::Yearly { when_needed: false }),
        (
            "Ежегодно (по мере необходимости)",
            Reading::Yearly { when_needed: true },
        ),
        ("Весь период", Reading::WholePeriod { by_plan: false }),
        (
            "весь период (по плану)",
            Reading::WholePeriod { by_plan: true },
        ),
        ("постоянно", Reading::Continuous),
        ("февраль – март 2018 год", range("2018-02", "2018-03")),
        ("март - декабрь 2018 год", range("2018-03", "2018-12")),
        (
            "До 2021 года",
            Reading::Until {
                until: date("2021"),
            },
        ),
        (
            "сентябрь 2019 год до 2021 года",
            Reading::FromUntil {
                since: date("2019-09"),
                until: date("2021"),
            },
        ),
        ("", Reading::Empty),
    ] {
        check(text, &expected);
    }
}

#[test]
fn texts_near_to_them() {
    for (text, expected) in [
        ("  \n ", Reading::Empty),
        ("2019", year("2019")),
        ("2019 год", year("2019")),
        ("2019-2024 гг.", range("2019", "2024")),
        ("2019—2024 г.г.", range("2019", "2024")),
        ("2018\u{a0}– 2019 годы", range("2018", "2019")),
        ("февраль –\nмарт 2018 год", range("2018-02", "2018-03")),
        ("ноябрь 2018 - март 2019", range("2018-11", "2019-03")),
        ("с 2019 по 2024 год", range("2019", "2024")),
        (
            "с сентября 2019 г.",
            Reading::From {
                since: date("2019-09"),
            },
        ),
        (
            "до 30 июня 2020 г.",
            Reading::Until {
                until: date("2020-06-30"),
            },
        ),
        (
            "не позднее 01.09.2020",
            Reading::Until {
                until: date("2020-09-01"),
            },
        ),
        (
            "с 01.09.2019 по 31.05.2020",
            range("2019-09-01", "2020-05-31"),
        ),
        (
            "март, май 2018",
            Reading::Many {
                parts: vec![month("2018-03"), month("2018-05")],
            },
        ),
        (
            "2019; ежегодно",
            Reading::Many {
                parts: vec![year("2019"), Reading::Yearly { when_needed: false }],
            },
        ),
        (
            "Ежегодно, по мере необходимости",
            Reading::Yearly { when_needed: true },
        ),
        ("по плану", Reading::ByPlan),
    ] {
        check(text, &expected);
    }
}

#[test]
fn what_is_not_fully_understood_is_unreadable() {
    for text in [
        "скоро",
        "март",
        "2019-2020 учебный год",
        "год 2019",
        "2019 2020",
        "31.02.2020",
        "1819",
        "13.2020",
        "до",
        "с 2019 с 2020",
        "2019-",
        "- 2019",
        "весь период, наверное",
        "19",
        "20191",
        "до 2019 по 2020",
        "маь 2019",
        "2019 год год",
        "март; весна 2018",
    ] {
        check(text, &Reading::Unreadable);
    }
}

#[test]
fn an_end_before_its_start_is_flagged_and_not_repaired() {
    assert_eq!(
        Deadline::read("2019-2014г.").flags,
        [DeadlineFlag::EndBeforeStart]
    );
    assert_eq!(
        Deadline::read("2019\n2019-2014г.").flags,
        [DeadlineFlag::EndBeforeStart],
        "also inside several"
    );
    assert_eq!(Deadline::read("2019-2024г.").flags, []);
}

#[test]
fn single_dates() {
    for (text, expected) in [
        ("2019", "2019"),
        ("2019 год", "2019"),
        ("март 2018", "2018-03"),
        ("Мая 2018", "2018-05"),
        ("сент. 2018 г.", "2018-09"),
        ("30.06.2020", "2020-06-30"),
        ("1.9.2020", "2020-09-01"),
        ("06.2020", "2020-06"),
        ("30 июня 2020 г.", "2020-06-30"),
        ("2020-06-30", "2020-06-30"),
        ("2020-06", "2020-06"),
    ] {
        assert_eq!(read_date(text), Some(date(expected)), "{text}");
    }
    for text in [
        "",
        "До 2021 года",
        "2019-2024",
        "с 2019",
        "ежегодно",
        "30.06.20",
        "43831",
    ] {
        assert_eq!(read_date(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in "\\PC{0,40}") {
        let deadline = Deadline::read(&text);
        prop_assert_eq!(deadline.text, text.trim());
    }

    #[test]
    fn no_mixture_of_known_words_breaks_the_reading(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "2019", "март", "мая", "-", "–", "до", "по", "с", "не позднее", "не", "г.", "г.г.",
                "год", "30", "30.06.2020", "2020-06-30", "1.", "\n", ",", "(", "ежегодно",
            ]),
            0..8,
        ),
        joint in proptest::sample::select(vec!["", " "]),
    ) {
        let text = words.join(joint);
        prop_assert_eq!(Deadline::read(&text).text, text.trim());
    }
}
