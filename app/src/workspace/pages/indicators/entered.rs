//! Who entered the fact of a period, and when, read from the history of its indicator. The list of
//! facts is one field: a change of it is a change of those periods whose value is another.

use opora_domain::{PeriodValue, Value};
use opora_sync::{HistoryEvent, HistoryLine, Timestamp};
use serde::Deserialize;

/// The last change of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Entered {
    /// A role or an organisation.
    pub label: String,
    /// By the server's clock.
    pub at: Timestamp,
}

/// Who made the value of this period what it is now; `None` where the history does not tell, or
/// there is none now. `field` is a list of values by period.
pub fn entered(lines: &[HistoryLine], field: &str, period: &str) -> Option<Entered> {
    let mut last = None;
    let mut now: Option<String> = None;
    for line in lines {
        if line.field.as_deref() != Some(field) {
            continue;
        }
        // What lost against another value, and what was taken back, is not what stands.
        if !matches!(line.event, HistoryEvent::Set | HistoryEvent::Resolved) {
            continue;
        }
        let after = value_of(&line.to, period);
        if after != now {
            last = Some(Entered {
                label: line.label.clone(),
                at: line.at_server,
            });
            now = after;
        }
    }
    last.filter(|_| now.is_some())
}

fn value_of(list: &Value, period: &str) -> Option<String> {
    let values = Vec::<PeriodValue>::deserialize(list).ok()?;
    opora_domain::figure::value_of(&values, period).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_sync::Seq;
    use serde_json::json;

    fn line(seq: u64, event: HistoryEvent, label: &str, to: Value) -> HistoryLine {
        HistoryLine {
            seq: Seq(seq),
            event,
            field: Some("fact".to_owned()),
            from: Value::Null,
            to,
            label: label.to_owned(),
            at_device: 0,
            at_server: 1_000 * seq as Timestamp,
        }
    }

    fn facts(values: &[(&str, &str)]) -> Value {
        let item = |(period, value): &(&str, &str)| json!({"period": period, "value": value});
        values.iter().map(item).collect()
    }

    fn check(lines: &[HistoryLine], period: &str, expected: Option<(&str, Timestamp)>) {
        let found = entered(lines, "fact", period);
        let found = found.as_ref().map(|it| (it.label.as_str(), it.at));
        assert_eq!(found, expected, "{period}");
    }

    #[test]
    fn each_period_has_its_own_last_change() {
        use HistoryEvent::{Conflict, Set};
        let lines = [
            line(1, Set, "Импорт", facts(&[("2019", "25")])),
            line(
                2,
                Set,
                "Координатор",
                facts(&[("2019", "25"), ("2020", "30")]),
            ),
            line(3, Conflict, "Другой", facts(&[("2019", "26")])),
            line(
                4,
                Set,
                "Управление",
                facts(&[("2019", "27"), ("2020", "30")]),
            ),
            line(5, Set, "Координатор", facts(&[("2019", "27")])),
        ];
        check(&lines, "2019", Some(("Управление", 4_000)));
        check(&lines[..4], "2020", Some(("Координатор", 2_000)));
        // Taken out: nobody entered what is not there.
        check(&lines, "2020", None);
        check(&lines, "2021", None);
        check(&lines[1..], "2019", Some(("Управление", 4_000)));
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        let lines = [
            line(1, HistoryEvent::Set, "А", facts(&[("2019", "1")])),
            line(2, HistoryEvent::Set, "Б", json!("слова")),
            line(3, HistoryEvent::Set, "В", facts(&[("2019", "1")])),
        ];
        check(&lines, "2019", Some(("В", 3_000)));
        check(&lines[..2], "2019", None);
    }
}
