//! Questions about what is between organisations: partnerships, interactions, competitions.

use super::At;
use super::trace::{Trace, tell};
use crate::computed::{Gap, Proof};
use crate::definition::Side;
use crate::index::PartnershipEntry;
use crate::prepared::{Bits, PartnershipTest};
use crate::truth::Truth;

impl At<'_> {
    pub(super) fn partnership<T: Trace>(
        &self,
        test: &PartnershipTest,
        member: u32,
        trace: &mut T,
    ) -> Truth {
        let (mut sure, mut perhaps) = (0, 0);
        for slot in &self.index.about[member as usize].partnerships {
            let Some(one) = self.index.partnerships.get(*slot) else {
                continue;
            };
            let is_named = test.kinds.has(one.kind as u32)
                && test.statuses.has(one.status as u32)
                && (test.subjects.is_empty()
                    || one.subjects.iter().any(|each| test.subjects.contains(each)));
            if !is_named {
                continue;
            }
            let since = trace.mark();
            let id = || Proof::Partnership(self.index.partnerships.id(*slot));
            let mut truth = self.partner(one, member, test.side, test.with);
            if truth == Truth::Open {
                trace.missing(|| (id(), Gap::PartnerNotNamed));
            }
            if truth != Truth::Fails {
                let held = one.span.is(test.when, self.period);
                tell(trace, held, id, one.span.gap());
                truth = truth.min(held);
            }
            if truth != Truth::Fails && test.proof > 0 {
                truth = truth.min(self.met(*slot, test.proof, trace));
            }
            trace.keep(since, truth);
            match truth {
                Truth::Holds => sure += 1,
                Truth::Open => perhaps += 1,
                Truth::Fails => {}
            }
            if !T::COLLECTS && sure >= test.at_least {
                break;
            }
        }
        Truth::at_least(test.at_least, sure, perhaps)
    }

    /// Whether the member stands on that side, and somebody wanted on the other.
    fn partner(&self, one: &PartnershipEntry, member: u32, side: Side, with: Bits) -> Truth {
        let [from, to] = one.sides;
        let (gives, receives) = (from == Some(member), to == Some(member));
        if gives && receives {
            return Truth::Fails;
        }
        let stands = match side {
            Side::Gives => gives,
            Side::Receives => receives,
            Side::Either => true,
        };
        if !stands {
            return Truth::Fails;
        }
        let Some(partner) = (if gives { to } else { from }) else {
            return Truth::Open;
        };
        // A partner that is not in the network any more is none.
        let partner = self.index.organisations.get(partner);
        Truth::of(partner.is_some_and(|partner| with.has(partner.kind as u32)))
    }

    /// Whether so many interactions of a partnership were in the period.
    fn met<T: Trace>(&self, partnership: u32, at_least: u32, trace: &mut T) -> Truth {
        if !self.has_interactions {
            let id = || Proof::Partnership(self.index.partnerships.id(partnership));
            trace.missing(|| (id(), Gap::NotRecorded));
            return Truth::Open;
        }
        let since = trace.mark();
        let (mut sure, mut perhaps) = (0, 0);
        self.tally(partnership, Bits::ALL, (&mut sure, &mut perhaps), trace);
        let truth = Truth::at_least(at_least, sure, perhaps);
        trace.keep(since, truth);
        truth
    }

    fn tally<T: Trace>(
        &self,
        partnership: u32,
        kinds: Bits,
        (sure, perhaps): (&mut u32, &mut u32),
        trace: &mut T,
    ) {
        let interactions = &self.index.interactions;
        for slot in &self.index.met[partnership as usize] {
            let Some(one) = interactions.get(*slot) else {
                continue;
            };
            if !kinds.has(one.kind as u32) {
                continue;
            }
            let truth = one.days.lie_in(self.period);
            match truth {
                Truth::Holds => *sure += 1,
                Truth::Open => *perhaps += 1,
                Truth::Fails => {}
            }
            let id = || Proof::Interaction(interactions.id(*slot));
            tell(trace, truth, id, one.gap);
        }
    }

    pub(super) fn interactions<T: Trace>(
        &self,
        (kinds, on, side): (Bits, Bits, Side),
        at_least: u32,
        member: u32,
        trace: &mut T,
    ) -> Truth {
        if !self.has_interactions {
            trace.missing(|| {
                let record = Proof::Record(self.organisation_id(member));
                (record, Gap::NotRecorded)
            });
            return Truth::Open;
        }
        let (mut sure, mut perhaps) = (0, 0);
        for slot in &self.index.about[member as usize].partnerships {
            let Some(one) = self.index.partnerships.get(*slot) else {
                continue;
            };
            let [from, to] = one.sides;
            let stands = match side {
                Side::Gives => from == Some(member),
                Side::Receives => to == Some(member),
                Side::Either => true,
            };
            if stands && from != to && on.has(one.kind as u32) {
                self.tally(*slot, kinds, (&mut sure, &mut perhaps), trace);
            }
            if !T::COLLECTS && sure >= at_least {
                break;
            }
        }
        Truth::at_least(at_least, sure, perhaps)
    }

    pub(super) fn competed<T: Trace>(
        &self,
        levels: Bits,
        at_least: u32,
        member: u32,
        trace: &mut T,
    ) -> Truth {
        if !self.has_competitions {
            trace.missing(|| {
                let record = Proof::Record(self.organisation_id(member));
                (record, Gap::NotRecorded)
            });
            return Truth::Open;
        }
        let competitions = &self.index.competitions;
        let (mut sure, mut perhaps) = (0, 0);
        for slot in &self.index.about[member as usize].competitions {
            let Some(one) = competitions.get(*slot) else {
                continue;
            };
            if !levels.has(one.level as u32) {
                continue;
            }
            let truth = one.days.lie_in(self.period);
            match truth {
                Truth::Holds => sure += 1,
                Truth::Open => perhaps += 1,
                Truth::Fails => {}
            }
            let id = || Proof::Competition(competitions.id(*slot));
            tell(trace, truth, id, one.gap);
        }
        Truth::at_least(at_least, sure, perhaps)
    }
}
