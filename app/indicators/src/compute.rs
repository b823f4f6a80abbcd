//! One definition, one network, one period: the number with its lists.

use crate::answer::{Answer, Totals};
use crate::computed::{Computed, Member, NoValue, Undecided};
use crate::evaluate::{At, Told};
use crate::index::Index;
use crate::period::Period;
use crate::prepared::Prepared;

/// Computes an indicator with everything it is made of. O(members + what is about them).
///
/// The period is read as if it was over, and statuses of partnerships and activities are those of
/// today: nobody says what they were. Two questions about one unknown date are two unknowns, so
/// that a member can stay undecided whom a person could decide.
pub fn compute(prepared: &Prepared, index: &Index, period: Period) -> Computed {
    let definition = prepared.definition();
    let mut computed = Computed {
        period,
        value: Err(NoValue::OtherPeriod),
        numerator: Vec::new(),
        denominator: Vec::new(),
        undecided: Vec::new(),
        between: None,
    };
    if !definition.periods.contains(&period.kind()) {
        return computed;
    }
    let at = At::new(index, period);
    let mut totals = Totals::default();
    let (members, id): (Vec<u32>, &dyn Fn(u32) -> _) = if prepared.is_of_activities() {
        (index.activities.by_id().collect(), &|slot| {
            index.activities.id(slot)
        })
    } else {
        (index.organisations.by_id().collect(), &|slot| {
            index.organisations.id(slot)
        })
    };
    for slot in members {
        let (mut why, mut how) = (Told::default(), Told::default());
        let answer = Answer::of(&at, prepared, slot, (&mut why, &mut how));
        totals.add(answer);
        let id = id(slot);
        if answer.is_undecided() {
            let mut missing = why.missing;
            missing.append(&mut how.missing);
            missing.sort_unstable();
            missing.dedup();
            computed.undecided.push(Undecided { id, missing });
        }
        let member = |weight: u32, told: Vec<_>| {
            let mut evidence = told;
            evidence.sort_unstable();
            evidence.dedup();
            Member {
                id,
                weight: u64::from(weight),
                evidence,
            }
        };
        let (part, whole) = answer.weights.unwrap_or((0, 1));
        if answer.is_in_denominator(definition.result) {
            computed.denominator.push(member(whole, why.proofs));
        }
        if answer.is_in_numerator() {
            computed.numerator.push(member(part, how.proofs));
        }
    }
    computed.value = totals.value(definition);
    computed.between = totals.between(definition);
    computed
}

impl<'a> At<'a> {
    /// Looks whether anything was recorded in the period at all.
    pub(crate) fn new(index: &'a Index, period: Period) -> Self {
        let days = period.days();
        At {
            index,
            period: days,
            previous: period.previous().map(Period::days),
            has_interactions: index.has_interactions(days),
            has_competitions: index.has_competitions(days),
        }
    }
}
