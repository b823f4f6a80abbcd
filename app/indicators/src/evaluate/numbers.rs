//! Questions about numbers: counts of an organisation and exam results.

use super::At;
use super::trace::{Trace, tell};
use crate::computed::{Gap, Proof};
use crate::definition::Shown;
use crate::facts::CountKind;
use crate::index::AssessmentEntry;
use crate::prepared::Bits;
use crate::truth::Truth;
use opora_domain::RecordId;

impl At<'_> {
    /// A number of an organisation in the period: of several the latest, of these the one with the
    /// greatest identity. `None`, told, when it is not known.
    pub fn count<T: Trace>(&self, kind: CountKind, member: u32, trace: &mut T) -> Option<u32> {
        let counts = &self.index.counts;
        let mut latest: Option<(_, u32)> = None;
        let mut is_open = false;
        for slot in &self.index.about[member as usize].counts {
            let Some(one) = counts.get(*slot).filter(|one| one.kind == kind) else {
                continue;
            };
            match one.span.lies_within(self.period) {
                Truth::Holds => {
                    let key = (one.span.end.last, one.span.begin.first, counts.id(*slot));
                    if latest.is_none_or(|(before, _)| before < key) {
                        latest = Some((key, one.value));
                    }
                }
                Truth::Open => {
                    is_open = true;
                    trace.missing(|| (Proof::Count(counts.id(*slot)), one.span.gap()));
                }
                Truth::Fails => {}
            }
        }
        if let Some(((_, _, id), value)) = latest {
            trace.proof(|| Proof::Count(id));
            return Some(value);
        }
        if !is_open {
            trace.missing(|| (Proof::Record(self.organisation_id(member)), Gap::NoCount));
        }
        None
    }

    pub(super) fn assessed<T: Trace>(
        &self,
        shown: Shown,
        (exams, subjects): (Bits, &[String]),
        member: u32,
        trace: &mut T,
    ) -> Truth {
        let about = &self.index.about[member as usize].assessments;
        let wanted = about.iter().filter_map(|slot| {
            let one = self.index.assessments.get(*slot)?;
            let is_wanted = exams.has(one.exam as u32)
                && (subjects.is_empty() || subjects.contains(&one.subject));
            is_wanted.then(|| (self.index.assessments.id(*slot), one))
        });
        match shown {
            Shown::BelowMinimum => self.below_minimum(wanted, member, trace),
            Shown::Improved => self.improved(wanted, member, trace),
        }
    }

    fn below_minimum<'a, T: Trace>(
        &self,
        wanted: impl Iterator<Item = (RecordId, &'a AssessmentEntry)>,
        member: u32,
        trace: &mut T,
    ) -> Truth {
        let (mut truth, mut is_known) = (Truth::Fails, false);
        for (id, one) in wanted {
            let held = one.days.lie_in(self.period);
            if held == Truth::Fails {
                continue;
            }
            is_known = true;
            let proof = || Proof::Assessment(id);
            let (below, gap) = match (one.mean, one.minimum) {
                (Some(mean), Some(minimum)) => (Truth::of(mean < minimum), one.gap),
                _ => (Truth::Open, Gap::NoPoints),
            };
            let held = held.min(below);
            tell(trace, held, proof, gap);
            truth = truth.max(held);
        }
        if is_known {
            return truth;
        }
        trace.missing(|| (Proof::Record(self.organisation_id(member)), Gap::NoResult));
        Truth::Open
    }

    /// A greater share of the takers passed than in the period before, all exams together.
    fn improved<'a, T: Trace>(
        &self,
        wanted: impl Iterator<Item = (RecordId, &'a AssessmentEntry)>,
        member: u32,
        trace: &mut T,
    ) -> Truth {
        // Takers and passed, of the period before and of this one.
        let mut sums = [(0_u64, 0_u64); 2];
        let mut is_open = false;
        let periods = [self.previous, Some(self.period)];
        for (id, one) in wanted {
            for (sum, period) in sums.iter_mut().zip(periods) {
                let Some(period) = period else { continue };
                let held = one.days.lie_in(period);
                if held == Truth::Fails {
                    continue;
                }
                let (known, gap) = match (one.takers, one.passed) {
                    (Some(takers), Some(passed)) if passed > takers => (None, Gap::MoreThanWhole),
                    (Some(takers), Some(passed)) => (Some((takers, passed)), one.gap),
                    _ => (None, Gap::NoPoints),
                };
                match (held, known) {
                    (Truth::Holds, Some((takers, passed))) => {
                        sum.0 += u64::from(takers);
                        sum.1 += u64::from(passed);
                        trace.proof(|| Proof::Assessment(id));
                    }
                    _ => {
                        is_open = true;
                        trace.missing(|| (Proof::Assessment(id), gap));
                    }
                }
            }
        }
        for (sum, gap) in sums.iter().zip([Gap::NoPreviousResult, Gap::NoResult]) {
            if sum.0 == 0 {
                is_open = true;
                trace.missing(|| (Proof::Record(self.organisation_id(member)), gap));
            }
        }
        if is_open {
            return Truth::Open;
        }
        let [before, now] = sums;
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        Truth::of(product(now.1, before.0) > product(before.1, now.0))
    }
}
