//! What became of an answer, read from its history: which values came late and which replaced
//! another. Order is the district's sequence; the only clock asked is the server's, for the due day.

use opora_domain::Value;
use opora_sync::{HistoryEvent, HistoryLine, Seq, Timestamp};

/// Changes by one author within this time of the server's clock are one: what is typed is stored as
/// it is typed, and a first «1» of «12» was no answer.
const TYPING_MS: Timestamp = 10 * 60 * 1_000;

/// One change of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub from: Value,
    pub to: Value,
    /// A role or an organisation.
    pub label: String,
    /// By the server's clock, of the last of what was typed together.
    pub at: Timestamp,
    /// It reached the district when the round was locked, or after its due day.
    pub is_late: bool,
}

impl Step {
    /// It replaced an answer that had been given.
    pub fn is_correction(&self) -> bool {
        !self.from.is_null()
    }
}

/// The changes of an answer, oldest first. `of_round` is the history of its round, `is_after_due`
/// asks the calendar about a moment of the server's clock.
pub fn trail(
    of_answer: &[HistoryLine],
    of_round: &[HistoryLine],
    is_after_due: impl Fn(Timestamp) -> bool,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in of_answer {
        let is_change = matches!(line.event, HistoryEvent::Set | HistoryEvent::Resolved);
        if !is_change || line.field.as_deref() != Some("value") || line.from == line.to {
            continue;
        }
        let is_late = was_locked(of_round, line.seq) || is_after_due(line.at_server);
        match steps.last_mut().filter(|last| {
            last.is_late == is_late
                && last.label == line.label
                && line.at_server - last.at < TYPING_MS
        }) {
            Some(last) => {
                last.to = line.to.clone();
                last.at = line.at_server;
            }
            None => steps.push(Step {
                from: line.from.clone(),
                to: line.to.clone(),
                label: line.label.clone(),
                at: line.at_server,
                is_late,
            }),
        }
    }
    steps.retain(|step| step.from != step.to);
    steps
}

fn was_locked(of_round: &[HistoryLine], at: Seq) -> bool {
    of_round
        .iter()
        .rfind(|line| {
            line.seq < at
                && line.field.as_deref() == Some("locked")
                && matches!(line.event, HistoryEvent::Set | HistoryEvent::Resolved)
        })
        .is_some_and(|line| line.to == Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const HOUR: Timestamp = 60 * 60 * 1_000;

    fn line(seq: u64, field: &str, from: Value, to: Value, at_server: Timestamp) -> HistoryLine {
        HistoryLine {
            seq: Seq(seq),
            event: HistoryEvent::Set,
            field: Some(field.to_owned()),
            from,
            to,
            label: "Школа".to_owned(),
            // A clock that is years off decides nothing.
            at_device: 0,
            at_server,
        }
    }

    fn seen(steps: &[Step]) -> Vec<(Value, Value, bool, bool)> {
        let one = |it: &Step| {
            (
                it.from.clone(),
                it.to.clone(),
                it.is_late,
                it.is_correction(),
            )
        };
        steps.iter().map(one).collect()
    }

    #[test]
    fn what_comes_after_locking_is_late_and_shows_old_and_new() {
        let answer = [
            line(3, "value", Value::Null, json!("1"), HOUR),
            line(4, "value", json!("1"), json!("12"), HOUR + 2_000),
            line(9, "value", json!("12"), json!("13"), HOUR + 4_000),
        ];
        let round = [line(7, "locked", Value::Null, json!(true), HOUR + 3_000)];
        let steps = trail(&answer, &round, |_| false);
        assert_eq!(
            seen(&steps),
            [
                (Value::Null, json!("12"), false, false),
                (json!("12"), json!("13"), true, true),
            ]
        );
    }

    #[test]
    fn between_unlocking_and_locking_again_nothing_is_late() {
        let answer = [
            line(5, "value", Value::Null, json!("1"), HOUR),
            line(8, "value", json!("1"), json!("2"), 3 * HOUR),
            line(11, "value", json!("2"), Value::Null, 5 * HOUR),
        ];
        let round = [
            line(4, "locked", Value::Null, json!(true), 0),
            line(6, "locked", json!(true), json!(false), 0),
            line(9, "locked", json!(false), json!(true), 0),
        ];
        assert_eq!(
            seen(&trail(&answer, &round, |_| false)),
            [
                (Value::Null, json!("1"), true, false),
                (json!("1"), json!("2"), false, true),
                (json!("2"), Value::Null, true, true),
            ]
        );
    }

    #[test]
    fn the_due_day_counts_by_the_server_and_a_note_is_no_answer() {
        let answer = [
            line(3, "note", Value::Null, json!("x"), HOUR),
            line(4, "value", Value::Null, json!("1"), HOUR),
            line(5, "value", json!("1"), json!("2"), 9 * HOUR),
        ];
        assert_eq!(
            seen(&trail(&answer, &[], |at| at > 2 * HOUR)),
            [
                (Value::Null, json!("1"), false, false),
                (json!("1"), json!("2"), true, true),
            ]
        );
    }

    #[test]
    fn what_is_typed_and_taken_back_at_once_is_nothing() {
        let answer = [
            line(3, "value", json!("5"), json!("6"), HOUR),
            line(4, "value", json!("6"), json!("5"), HOUR + 1_000),
        ];
        assert_eq!(seen(&trail(&answer, &[], |_| false)), []);
    }
}
