//! Questions about activities of the roadmap.

use super::At;
use super::trace::{Trace, tell};
use crate::computed::{Gap, Proof};
use crate::facts::ActivityStatus;
use crate::period::Days;
use crate::prepared::Test;
use crate::truth::Truth;

impl At<'_> {
    pub(super) fn activity<T: Trace>(&self, test: &Test, member: u32, trace: &mut T) -> Truth {
        let activities = &self.index.activities;
        let Some(one) = activities.get(member) else {
            return Truth::Fails;
        };
        let (truth, gap) = match test {
            Test::Status(statuses) => {
                let truth = match one.status {
                    Some(status) => Truth::of(statuses.has(status as u32)),
                    None => Truth::Open,
                };
                (truth, Gap::NotFilledIn)
            }
            Test::Section(section) => (Truth::of(one.section == *section), Gap::NotFilledIn),
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
            _ => match (one.status, one.due, one.done) {
                (None, ..) => (Truth::Open, Gap::NotFilledIn),
                (Some(ActivityStatus::Done), None, _) => (Truth::Open, Gap::NoDeadline),
                (Some(ActivityStatus::Done), Some(_), None) => (Truth::Open, Gap::NoDayDone),
                (Some(ActivityStatus::Done), Some(due), Some(done))
                    if done.last <= due.earliest =>
                {
                    (Truth::Holds, Gap::TooCoarse)
                }
                (Some(ActivityStatus::Done), Some(due), Some(done)) => {
                    (open_if(done.first <= due.latest), Gap::TooCoarse)
                }
                _ => (Truth::Fails, Gap::TooCoarse),
            },
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
}

fn open_if(is_open: bool) -> Truth {
    if is_open { Truth::Open } else { Truth::Fails }
}
