//! From when until when the partnerships of the example last, as seen from November 2026.

use super::random::Random;
use opora_domain::{PartialDate, PartnershipStatus};

/// The start and the end of a partnership of this status; some active ones have no end.
pub(super) fn term(
    status: PartnershipStatus,
    random: &mut Random,
) -> (PartialDate, Option<PartialDate>) {
    // After the New Year's holidays, whatever the month.
    let day = random.between(12, 28);
    match status {
        PartnershipStatus::Proposed | PartnershipStatus::Agreed => {
            let (year, month) = [(2026, 12), (2027, 1)][random.below(2)];
            (date(year, month, day), Some(date(2027, 8, 31)))
        }
        PartnershipStatus::Active => {
            let starts = [
                (2023, 9),
                (2024, 1),
                (2024, 9),
                (2025, 1),
                (2025, 9),
                (2025, 10),
                (2026, 9),
            ];
            let (year, month) = starts[random.below(starts.len())];
            let ends = [
                Some((2027, 5, 31)),
                Some((2027, 6, 30)),
                Some((2027, 8, 31)),
                None,
            ];
            let until = ends[random.below(ends.len())];
            (
                date(year, month, day),
                until.map(|(year, month, day)| date(year, month, day)),
            )
        }
        PartnershipStatus::Completed => {
            let ends = [
                (2024, 12, 25),
                (2025, 5, 31),
                (2025, 8, 31),
                (2026, 5, 31),
                (2026, 10, 30),
            ];
            let (year, month, last) = ends[random.below(ends.len())];
            (date(year - 1, 9, day), Some(date(year, month, last)))
        }
        PartnershipStatus::EndedEarly => {
            let year = 2024 + random.below(2);
            (date(year, 9, day), Some(date(year + 1, 2, day)))
        }
    }
}

/// A day of the calendar; days are at most 28 unless they are the month's last, so it exists.
fn date(year: usize, month: usize, day: usize) -> PartialDate {
    let small = |number: usize| u8::try_from(number).ok();
    let year = u16::try_from(year).unwrap_or(2026);
    PartialDate::new(year, small(month), small(day))
        .or_else(|_| PartialDate::new(year, None, None))
        .unwrap_or_else(|_| unreachable!("the years of the example are years"))
}

/// As an agreement writes it: `02.09.2025`.
pub(super) fn shown(date: PartialDate) -> String {
    let (year, month, day) = date.first_day();
    format!("{day:02}.{month:02}.{year}")
}
