//! A definition made ready to be asked millions of times: lists become bits, words are folded.
//! Only a definition without flaws can be prepared.

use crate::definition::{
    CARRIED_OUT, Condition, Definition, DefinitionProblem, HasPartnership, Members, Outcome, Shown,
    Side,
};
use crate::facts::CountKind;
use crate::index::Aspect;
use crate::period::When;
use opora_domain::choice::normal;
use opora_domain::{Locality, PartnershipKind, PartnershipStatus};

/// A definition that has been checked.
#[derive(Clone, Debug)]
pub struct Prepared {
    definition: Definition,
    pub(crate) among: Test,
    pub(crate) counted: Test,
    pub(crate) weights: Weights,
}

impl Prepared {
    /// Fails with every flaw of the definition.
    pub fn new(definition: Definition) -> Result<Self, Vec<DefinitionProblem>> {
        let problems = definition.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let prepare = |condition: &Option<Condition>, proof| {
            condition
                .as_ref()
                .map_or(Test::All(Vec::new()), |one| Test::of(one, proof))
        };
        Ok(Prepared {
            among: prepare(&definition.among, 0),
            counted: prepare(&definition.counted, definition.evidence.interactions),
            weights: Weights::of(definition.result),
            definition,
        })
    }

    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    pub(crate) fn is_of_activities(&self) -> bool {
        self.definition.of == Members::Activities
    }

    /// Whether a fact of this aspect can change its answer.
    pub(crate) fn names(&self, aspect: Aspect) -> bool {
        match aspect {
            Aspect::Organisation => !self.is_of_activities(),
            Aspect::Activity => self.is_of_activities(),
            Aspect::Count(kind) if self.weights.has(kind) => true,
            _ => self.among.names(aspect) || self.counted.names(aspect),
        }
    }

    /// Whether it asks what took place in the period, and is undecided when nobody recorded that.
    pub(crate) fn asks_interactions(&self) -> bool {
        let is_asked = |test: &Test| match test {
            Test::Interactions { .. } => true,
            Test::Partnership(one) => one.proof > 0,
            _ => false,
        };
        self.among.any(&is_asked) || self.counted.any(&is_asked)
    }

    /// The same of competitions.
    pub(crate) fn asks_competitions(&self) -> bool {
        let is_asked = |test: &Test| matches!(test, Test::Competed { .. });
        self.among.any(&is_asked) || self.counted.any(&is_asked)
    }
}

/// What each member adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weights {
    Ones,
    Of { part: CountKind, whole: CountKind },
    Sum(CountKind),
}

impl Weights {
    fn of(result: Outcome) -> Self {
        match result {
            Outcome::Share | Outcome::Count => Weights::Ones,
            Outcome::ShareOf { part, whole } => Weights::Of { part, whole },
            Outcome::Sum { of } => Weights::Sum(of),
        }
    }

    fn has(self, kind: CountKind) -> bool {
        match self {
            Weights::Ones => false,
            Weights::Of { part, whole } => kind == part || kind == whole,
            Weights::Sum(of) => kind == of,
        }
    }
}

/// A condition, prepared.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Standing {
        kinds: Bits,
        when: When,
    },
    Partnership(PartnershipTest),
    Interactions {
        kinds: Bits,
        on: Bits,
        side: Side,
        at_least: u32,
    },
    Competed {
        levels: Bits,
        at_least: u32,
    },
    Has {
        count: CountKind,
        at_least: u32,
    },
    Assessed {
        shown: Shown,
        exams: Bits,
        subjects: Vec<String>,
    },
    Kind(Bits),
    Locality(Locality),
    Small,
    Due,
    OnTime,
    Status(Bits),
    Section(String),
}

#[derive(Clone, Debug)]
pub(crate) struct PartnershipTest {
    pub kinds: Bits,
    pub subjects: Vec<String>,
    pub statuses: Bits,
    pub side: Side,
    pub with: Bits,
    pub when: When,
    pub at_least: u32,
    /// Interactions in the period that each partnership needs.
    pub proof: u32,
}

impl PartnershipTest {
    fn of(one: &HasPartnership, proof: u32) -> Self {
        PartnershipTest {
            kinds: Bits::of(&one.kinds, |each| each as u32),
            subjects: one.subjects.iter().map(|each| normal(each)).collect(),
            statuses: Bits::of(&one.statuses, |each| each as u32),
            side: one.side,
            with: Bits::of(&one.with, |each| each as u32),
            when: one.when,
            at_least: one.at_least,
            proof,
        }
    }

    fn names(&self, kind: PartnershipKind, status: PartnershipStatus) -> bool {
        self.kinds.has(kind as u32) && self.statuses.has(status as u32)
    }
}

impl Test {
    fn of(condition: &Condition, proof: u32) -> Self {
        let all = |parts: &[Condition]| parts.iter().map(|part| Test::of(part, proof)).collect();
        match condition {
            Condition::All(parts) => Test::All(all(parts)),
            Condition::Any(parts) => Test::Any(all(parts)),
            Condition::Not(part) => Test::Not(Box::new(Test::of(part, proof))),
            Condition::Standing(one) => Test::Standing {
                kinds: Bits::of(&one.kinds, |each| each as u32),
                when: one.when,
            },
            Condition::Partnership(one) => Test::Partnership(PartnershipTest::of(one, proof)),
            Condition::InNetwork => Test::Partnership(PartnershipTest {
                kinds: Bits::ALL,
                subjects: Vec::new(),
                statuses: Bits::of(&CARRIED_OUT, |each| each as u32),
                side: Side::Either,
                with: Bits::ALL,
                when: When::During,
                at_least: 1,
                proof,
            }),
            Condition::Interactions(one) => Test::Interactions {
                kinds: Bits::of(&one.kinds, |each| each as u32),
                on: Bits::of(&one.on, |each| each as u32),
                side: one.side,
                at_least: one.at_least,
            },
            Condition::Competed(one) => Test::Competed {
                levels: Bits::of(&one.levels, |each| each as u32),
                at_least: one.at_least,
            },
            Condition::Has(one) => Test::Has {
                count: one.count,
                at_least: one.at_least,
            },
            Condition::Assessed(one) => Test::Assessed {
                shown: one.shown,
                exams: Bits::of(&one.exams, |each| each as u32),
                subjects: one.subjects.iter().map(|each| normal(each)).collect(),
            },
            Condition::Kind(kinds) => Test::Kind(Bits::of(kinds, |each| each as u32)),
            Condition::Locality(locality) => Test::Locality(*locality),
            Condition::Small => Test::Small,
            Condition::Due => Test::Due,
            Condition::OnTime => Test::OnTime,
            Condition::Status(statuses) => Test::Status(Bits::of(statuses, |each| each as u32)),
            Condition::Section(section) => Test::Section(normal(section)),
        }
    }

    fn any(&self, is_asked: &impl Fn(&Test) -> bool) -> bool {
        match self {
            Test::All(parts) | Test::Any(parts) => parts.iter().any(|part| part.any(is_asked)),
            Test::Not(part) => part.any(is_asked),
            one => is_asked(one),
        }
    }

    fn names(&self, aspect: Aspect) -> bool {
        self.any(&|test| match (test, aspect) {
            (Test::Partnership(one), Aspect::Partnership { kind, status, .. }) => {
                one.names(kind, status)
            }
            (Test::Partnership(one), Aspect::Interaction(_, kind, status)) => {
                one.proof > 0 && one.names(kind, status)
            }
            (Test::Interactions { on, .. }, Aspect::Partnership { kind, is_moved, .. }) => {
                is_moved && on.has(kind as u32)
            }
            (Test::Interactions { kinds, on, .. }, Aspect::Interaction(kind, of, _)) => {
                kinds.has(kind as u32) && on.has(of as u32)
            }
            (Test::Competed { .. }, Aspect::Competition) => true,
            (Test::Has { count, .. }, Aspect::Count(kind)) => *count == kind,
            (Test::Assessed { .. }, Aspect::Assessment) => true,
            _ => false,
        })
    }
}

/// Values of a closed list, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits(u32);

impl Bits {
    pub const ALL: Bits = Bits(u32::MAX);

    /// An empty list stands for every value.
    fn of<T: Copy>(list: &[T], number: fn(T) -> u32) -> Self {
        if list.is_empty() {
            return Bits::ALL;
        }
        let bit = |each: &T| 1_u32.checked_shl(number(*each)).unwrap_or(0);
        Bits(list.iter().map(bit).fold(0, |bits, bit| bits | bit))
    }

    pub const fn has(self, number: u32) -> bool {
        self.0 & 1 << number != 0
    }
}
