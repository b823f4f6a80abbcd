//! When deadlines are due: the forms of the sample workbooks on days before, in and after them.

use opora_domain::deadline::Deadline;
use opora_domain::deadline::due::{Due, days_between};
use opora_domain::{PartialDate, Term};

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date of the test")
}

fn period() -> Term {
    Term {
        since: Some(date("2019-03")),
        until: Some(date("2021-06")),
        text: None,
    }
}

/// «passed 2019-12-31», «until 2020-12-31», «never», «unread».
fn said(text: &str, today: &str) -> String {
    let day = |(year, month, day): (u16, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    match Deadline::read(text).due(&period(), date(today)) {
        Due::Never => "never".to_owned(),
        Due::Unread => "unread".to_owned(),
        Due::Passed { on } => format!("passed {}", day(on)),
        Due::Ahead(occasion) => format!("until {}", day(occasion.until)),
    }
}

#[test]
fn a_deadline_is_due_until_its_last_day() {
    for (text, today, expected) in [
        ("2019 г.", "2019-12-31", "until 2019-12-31"),
        ("2019 г.", "2020-01-01", "passed 2019-12-31"),
        ("март - декабрь 2018 год", "2018-02-01", "until 2018-12-31"),
        ("февраль – март 2020 год", "2020-04-01", "passed 2020-03-31"),
        (
            "Январь 2019г.\n\n2019-2024г.",
            "2019-01-15",
            "until 2019-01-31",
        ),
        (
            "Январь 2019г.\n\n2019-2024г.",
            "2020-01-15",
            "until 2024-12-31",
        ),
        // Whether 2021 belongs to it the text does not say: it gets the whole year.
        ("До 2021 года", "2021-12-31", "until 2021-12-31"),
        ("До 2021 года", "2022-01-01", "passed 2021-12-31"),
        ("Весь период", "2020-05-05", "until 2021-06-30"),
        ("весь период (по плану)", "2021-07-01", "passed 2021-06-30"),
    ] {
        assert_eq!(said(text, today), expected, "{text:?} on {today}");
    }
}

#[test]
fn what_names_no_day_is_never_overdue_and_nothing_is_repaired() {
    for text in [
        "постоянно",
        "по плану",
        "Ежегодно (по мере необходимости)",
        "с 2019 года",
        "",
    ] {
        assert_eq!(said(text, "2030-01-01"), "never", "{text:?}");
    }
    for text in ["2019-2014г.", "когда-нибудь", "Январь 2019г.\n2021-2020"] {
        assert_eq!(said(text, "2030-01-01"), "unread", "{text:?}");
    }
}

#[test]
fn what_comes_every_year_unfolds_into_the_years_of_the_programme() {
    let occasions = Deadline::read("ежегодно").occasions(&period());
    let told: Vec<_> = occasions
        .iter()
        .map(|it| (it.year, it.since, it.until))
        .collect();
    assert_eq!(
        told,
        [
            (Some(2019), Some((2019, 3, 1)), (2019, 12, 31)),
            (Some(2020), Some((2020, 1, 1)), (2020, 12, 31)),
            (Some(2021), Some((2021, 1, 1)), (2021, 6, 30)),
        ]
    );
    assert_eq!(said("ежегодно", "2020-11-23"), "until 2020-12-31");
    assert_eq!(said("ежегодно", "2021-07-01"), "passed 2021-06-30");
    // Without the programme's ends nobody knows how many years there are.
    assert_eq!(Deadline::read("ежегодно").occasions(&Term::default()), []);
}

#[test]
fn a_quarter_has_what_ends_in_it() {
    let due = |text: &str, today: &str| {
        Deadline::read(text)
            .due(&period(), date(today))
            .is_in_quarter_of(date(today))
    };
    assert!(due("2020 год", "2020-10-01"));
    assert!(!due("2020 год", "2020-09-30"));
    assert!(due("март 2020", "2020-01-10"));
    assert!(
        !due("март 2021", "2020-01-10"),
        "the same quarter of another year"
    );
    assert!(
        !due("2019 год", "2020-01-10"),
        "what has passed is no more to come"
    );
}

#[test]
fn days_are_counted_over_months_and_leap_years() {
    for (from, to, days) in [
        ((2026, 11, 15), (2026, 11, 23), 8),
        ((2020, 2, 28), (2020, 3, 1), 2),
        ((2019, 2, 28), (2019, 3, 1), 1),
        ((2019, 12, 31), (2021, 1, 1), 367),
        ((2021, 1, 1), (2019, 12, 31), 0),
    ] {
        assert_eq!(days_between(from, to), days, "{from:?} to {to:?}");
    }
}
