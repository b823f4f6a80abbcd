//! Questions about activities of the roadmap.

use super::At;
use super::trace::{Trace, tell};
use crate::computed::{Gap, Proof};
use crate::facts::{ActivityStatus, Due};
use crate::index::{ActivityEntry, YearEntry};
use crate::period::Days;
use crate::prepared::{Bits, Test};
use crate::truth::Truth;

impl At<'_> {
    pub(super) fn activity<T: Trace>(&self, test: &Test, member: u32, trace: &mut T) -> Truth {
        let activities = &self.index.activities;
        let Some(one) = activities.get(member) else {
            return Truth::Fails;
        };
        let (truth, gap) = match test {
            Test::Section(section) => (Truth::of(one.section == *section), Gap::NotFilledIn),
            _ if one.years.is_empty() => self.once(test, one),
            _ => self.yearly(test, one),
        };
        let id = activities.id(member);
        tell(trace, truth, || Proof::Activity(id), gap);
        if truth == Truth::Holds && matches!(test, Test::OnTime) {
            for evidence in &one.evidence {
                trace.proof(|| Proof::OfActivity(*evidence));
            }
        }
        truth
    }

    fn once(&self, test: &Test, one: &ActivityEntry) -> (Truth, Gap) {
        match test {
            Test::Status(statuses) => (has(*statuses, one.status), Gap::NotFilledIn),
            Test::Due => match one.due {
                Some(due) => {
                    let days = Days {
                        first: due.earliest,
                        last: due.latest,
                    };
                    (days.lie_in(self.period), Gap::TooCoarse)
                }
                None => (Truth::Open, Gap::NoDeadline),
            },
            _ => on_time(one.status, one.due, one.done),
        }
    }

    /// Of what comes yearly the years that end in the period are asked; of several the least that
    /// can be said counts.
    fn yearly(&self, test: &Test, one: &ActivityEntry) -> (Truth, Gap) {
        let is_asked =
            |year: &&YearEntry| self.period.first <= year.due && year.due <= self.period.last;
        let asked = one.years.iter().filter(is_asked);
        let answers = asked.map(|year| match test {
            Test::Status(statuses) => (has(*statuses, year.status), Gap::NotFilledIn),
            Test::Due => (Truth::Holds, Gap::TooCoarse),
            _ => {
                let due = Due {
                    earliest: year.due,
                    latest: year.due,
                };
                on_time(year.status, Some(due), year.done)
            }
        });
        let least = answers.min_by_key(|(truth, _)| *truth);
        least.unwrap_or_else(|| match test {
            Test::Status(statuses) => (has(*statuses, one.status), Gap::NotFilledIn),
            _ => (Truth::Fails, Gap::TooCoarse),
        })
    }
}

fn has(statuses: Bits, status: Option<ActivityStatus>) -> Truth {
    status.map_or(Truth::Open, |status| Truth::of(statuses.has(status as u32)))
}

fn on_time(status: Option<ActivityStatus>, due: Option<Due>, done: Option<Days>) -> (Truth, Gap) {
    match (status, due, done) {
        (None, ..) => (Truth::Open, Gap::NotFilledIn),
        (Some(ActivityStatus::Done), None, _) => (Truth::Open, Gap::NoDeadline),
        (Some(ActivityStatus::Done), Some(_), None) => (Truth::Open, Gap::NoDayDone),
        (Some(ActivityStatus::Done), Some(due), Some(done)) if done.last <= due.earliest => {
            (Truth::Holds, Gap::TooCoarse)
        }
        (Some(ActivityStatus::Done), Some(due), Some(done)) => {
            (open_if(done.first <= due.latest), Gap::TooCoarse)
        }
        _ => (Truth::Fails, Gap::TooCoarse),
    }
}

fn open_if(is_open: bool) -> Truth {
    if is_open { Truth::Open } else { Truth::Fails }
}
