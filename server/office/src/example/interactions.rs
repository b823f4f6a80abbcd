//! What took place on the partnerships of the example in three years, 2024 to November 2026, on
//! school days only. Some active partnerships have long had none: «на бумаге».

use super::cast::Cast;
use super::random::Random;
use super::themes::{DISCUSSIONS, PRIVATE_NOTES, interactions};
use super::ties::Tie;
use opora_domain::period::days_in_month;
use opora_domain::{Fields, NetworkId, PartnershipKind, PartnershipStatus, RecordId, RecordKind};
use serde_json::json;

/// The months looked at: from the first to the last, both included.
const FIRST: (u16, u8) = (2024, 1);
const LAST: (u16, u8) = (2026, 11);
/// Nothing is recorded after this day of the last month.
const LAST_DAY: u8 = 20;
/// The month in which partnerships «на бумаге» were last heard of.
const SILENT_SINCE: (u16, u8) = (2026, 4);

/// Makes the interactions, in the order of partnerships and then of days.
pub(super) fn of_ties(
    network: &NetworkId,
    cast: &Cast,
    ties: &[Tie],
    seed: u64,
) -> Vec<(RecordId, Fields)> {
    let mut random = Random::of(seed, 4);
    let mut records = Vec::new();
    let mut active = 0;
    for tie in ties {
        let (Some(from), Some(to)) = (tie.from, tie.to) else {
            continue;
        };
        let last = match tie.status {
            PartnershipStatus::Active => {
                active += 1;
                // One in nine is silent since spring.
                if active % 9 == 0 { SILENT_SINCE } else { LAST }
            }
            PartnershipStatus::Completed | PartnershipStatus::EndedEarly => match tie.until {
                Some(until) => (until.year(), until.month().unwrap_or(12)).min(LAST),
                None => continue,
            },
            PartnershipStatus::Proposed | PartnershipStatus::Agreed => continue,
        };
        for (year, month) in months(tie, last) {
            let percent = match tie.kind {
                PartnershipKind::Mentoring => 55,
                PartnershipKind::InternshipSite => 30,
                PartnershipKind::MethodSupport => 34,
                _ => 26,
            };
            if !random.chance(percent) {
                continue;
            }
            let Some(day) = school_day(year, month, &mut random) else {
                continue;
            };
            let date = format!("{year:04}-{month:02}-{day:02}");
            if date < tie.since.to_string()
                || tie.until.is_some_and(|until| date > until.to_string())
            {
                continue;
            }
            let code = format!("example-e-{}", records.len() + 1);
            let kinds = interactions(tie.kind);
            let (kind, least, most) = kinds[random.below(kinds.len())];
            // Whoever went there writes it down; a partner outside schools rarely does.
            let recorded_by = if random.chance(60) { to } else { from };
            let mut fields = Fields::from([
                ("code".to_owned(), json!(code)),
                ("partnership".to_owned(), json!(tie.id.to_string())),
                ("kind".to_owned(), json!(kind)),
                ("date".to_owned(), json!(date)),
                (
                    "participants".to_owned(),
                    json!(random.between(least, most)),
                ),
                (
                    "recorded_by".to_owned(),
                    json!(cast.id(recorded_by).to_string()),
                ),
            ]);
            if !tie.subjects.is_empty() {
                let subject = random.pick(tie.subjects);
                let (youngest, oldest) = if subject == "начальные классы" {
                    (1, 4)
                } else {
                    (5, 9)
                };
                let grade = random.between(youngest, oldest);
                fields.insert(
                    "topic".to_owned(),
                    json!(format!("{}, {grade} класс", capital(subject))),
                );
            }
            if random.chance(45) {
                fields.insert("discussion".to_owned(), json!(random.pick(DISCUSSIONS)));
            }
            if random.chance(8) {
                fields.insert("private_note".to_owned(), json!(random.pick(PRIVATE_NOTES)));
            }
            records.push((
                RecordId::of_import(network, RecordKind::Interaction, &code),
                fields,
            ));
        }
    }
    records
}

/// The school months of a tie: not July and August.
fn months(tie: &Tie, last: (u16, u8)) -> Vec<(u16, u8)> {
    let start = (tie.since.year(), tie.since.month().unwrap_or(9)).max(FIRST);
    let mut months = Vec::new();
    let (mut year, mut month) = start;
    while (year, month) <= last {
        if !matches!(month, 7 | 8) {
            months.push((year, month));
        }
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    months
}

/// A day that is neither Sunday nor in the New Year's holidays.
fn school_day(year: u16, month: u8, random: &mut Random) -> Option<u8> {
    let first = if month == 1 { 12 } else { 1 };
    let last = if (year, month) == LAST {
        LAST_DAY
    } else {
        days_in_month(year, month)
    };
    let day = u8::try_from(random.between(first, last.into())).ok()?;
    let is_sunday = weekday(year.into(), month.into(), day.into()) == 0;
    // The day before a Sunday is a school day; the first of a month may have none in it.
    let day = if is_sunday { day.checked_sub(1)? } else { day };
    (usize::from(day) >= first).then_some(day)
}

/// The day of the week, 0 is Sunday (Sakamoto 1992).
fn weekday(year: usize, month: usize, day: usize) -> usize {
    const SHIFT: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    (year + year / 4 - year / 100 + year / 400 + SHIFT[month - 1] + day) % 7
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::weekday;

    #[test]
    fn days_of_the_week_are_those_of_the_calendar() {
        assert_eq!(weekday(2026, 11, 22), 0, "a Sunday");
        assert_eq!(weekday(2024, 2, 29), 4, "a Thursday");
        assert_eq!(weekday(2024, 1, 1), 1, "a Monday");
    }
}
