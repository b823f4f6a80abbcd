//! Asking one condition of one member for one period. The same code gives the bare truth, fast,
//! and the truth with its evidence: what is told is a parameter.
//!
//! After a question that holds only evidence is told, after one that is open only what is missing,
//! after one that fails nothing.

mod activities;
mod numbers;
mod relations;
mod trace;

pub(crate) use trace::{Silent, Told, Trace};

use crate::computed::{Gap, Proof};
use crate::index::{Index, OrganisationEntry};
use crate::period::Days;
use crate::prepared::Test;
use crate::truth::Truth;
use opora_domain::RecordId;
use trace::tell;

/// What is asked about: a network in a period.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub index: &'a Index,
    pub period: Days,
    pub previous: Option<Days>,
    /// Interactions were recorded in the period by anybody.
    pub has_interactions: bool,
    /// Competitions were.
    pub has_competitions: bool,
}

impl At<'_> {
    /// Asks of an organisation, or of an activity, by its slot.
    pub fn ask<T: Trace>(&self, test: &Test, member: u32, trace: &mut T) -> Truth {
        let since = trace.mark();
        let truth = match test {
            Test::All(parts) => self.all(parts, member, trace),
            Test::Any(parts) => self.any(parts, member, trace),
            // What fails told nothing: absence has no evidence.
            Test::Not(part) => !self.ask(part, member, trace),
            Test::Standing { kinds, when } => {
                let one = self.index.organisations.get(member);
                let id = || self.index.organisations.id(member);
                let Some(one) = one else { return Truth::Fails };
                let mut truth = Truth::Fails;
                for (kind, span) in &one.standings {
                    if kinds.has(*kind as u32) {
                        let held = span.is(*when, self.period);
                        tell(trace, held, || Proof::Standing(id(), *kind), span.gap());
                        truth = truth.max(held);
                    }
                }
                if one.hides_standings {
                    trace.missing(|| (Proof::Record(id()), Gap::StandingsNotSeen));
                    truth = Truth::Open;
                }
                truth
            }
            Test::Partnership(test) => self.partnership(test, member, trace),
            Test::Interactions {
                kinds,
                on,
                side,
                at_least,
            } => self.interactions((*kinds, *on, *side), *at_least, member, trace),
            Test::Competed { levels, at_least } => self.competed(*levels, *at_least, member, trace),
            Test::Has { count, at_least } => self
                .count(*count, member, trace)
                .map_or(Truth::Open, |value| Truth::of(value >= *at_least)),
            Test::Assessed {
                shown,
                exams,
                subjects,
            } => self.assessed(*shown, (*exams, subjects), member, trace),
            Test::Kind(kinds) => {
                self.of_record(member, trace, |one| Some(kinds.has(one.kind as u32)))
            }
            Test::Locality(wanted) => self.of_record(member, trace, |one| {
                one.locality.map(|locality| locality == *wanted)
            }),
            Test::Small => self.of_record(member, trace, |one| one.is_small),
            Test::Due | Test::OnTime | Test::Status(_) | Test::Section(_) => {
                self.activity(test, member, trace)
            }
        };
        trace.keep(since, truth);
        truth
    }

    fn all<T: Trace>(&self, parts: &[Test], member: u32, trace: &mut T) -> Truth {
        let mut truth = Truth::Holds;
        for part in parts {
            truth = truth.min(self.ask(part, member, trace));
            if truth == Truth::Fails {
                break;
            }
        }
        truth
    }

    fn any<T: Trace>(&self, parts: &[Test], member: u32, trace: &mut T) -> Truth {
        let mut truth = Truth::Fails;
        for part in parts {
            truth = truth.max(self.ask(part, member, trace));
            if truth == Truth::Holds && !T::COLLECTS {
                break;
            }
        }
        truth
    }

    fn of_record<T: Trace>(
        &self,
        member: u32,
        trace: &mut T,
        question: impl Fn(&OrganisationEntry) -> Option<bool>,
    ) -> Truth {
        let Some(one) = self.index.organisations.get(member) else {
            return Truth::Fails;
        };
        let truth = question(one).map_or(Truth::Open, Truth::of);
        let record = || Proof::Record(self.organisation_id(member));
        tell(trace, truth, record, Gap::NotFilledIn);
        truth
    }

    fn organisation_id(&self, member: u32) -> RecordId {
        self.index.organisations.id(member)
    }
}
