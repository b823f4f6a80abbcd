//! What one definition says of one member in one period, and how such answers add up. Adding and
//! taking away are exact opposites, so that an edit can be followed without counting anew.

use crate::computed::{Gap, NoValue, Proof, Value};
use crate::definition::{Definition, Gaps, Members, Outcome};
use crate::evaluate::{At, Trace};
use crate::prepared::{Prepared, Weights};
use crate::truth::Truth;
use opora_domain::OrganisationKind;

/// The answer about one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub among: Truth,
    pub counted: Truth,
    /// What it adds to the part and to the whole; `None` while a count is missing.
    pub weights: Option<(u32, u32)>,
}

impl Answer {
    /// Of somebody who is not asked about.
    pub const OUTSIDE: Answer = Answer {
        among: Truth::Fails,
        counted: Truth::Fails,
        weights: Some((0, 0)),
    };

    /// Asks of the organisation or activity in a slot. The first trace is told why it belongs to
    /// the denominator, the second why it is counted.
    pub fn of<T: Trace>(
        at: &At<'_>,
        prepared: &Prepared,
        member: u32,
        (why, how): (&mut T, &mut T),
    ) -> Self {
        if !is_asked(at, prepared.definition().of, member) {
            return Answer::OUTSIDE;
        }
        let among = at.ask(&prepared.among, member, why);
        if among == Truth::Fails {
            return Answer::OUTSIDE;
        }
        let counted = at.ask(&prepared.counted, member, how);
        let weights = match prepared.weights {
            Weights::Ones => Some((u32::from(counted == Truth::Holds), 1)),
            Weights::Sum(of) => part(at, of, counted, member, how).map(|part| (part, 1)),
            Weights::Of {
                part: of,
                whole: among,
            } => {
                let whole = at.count(among, member, why);
                let part = part(at, of, counted, member, how);
                let both = part.zip(whole);
                both.filter(|(part, whole)| part <= whole).or_else(|| {
                    if both.is_some() {
                        let id = at.index.organisations.id(member);
                        how.missing(|| (Proof::Record(id), Gap::MoreThanWhole));
                    }
                    None
                })
            }
        };
        Answer {
            among,
            counted,
            weights,
        }
    }

    /// It stands in the list of the denominator.
    pub fn is_in_denominator(self, result: Outcome) -> bool {
        let needs_weights = matches!(result, Outcome::ShareOf { .. });
        self.among == Truth::Holds && (self.weights.is_some() || !needs_weights)
    }

    /// It stands in the list of the numerator.
    pub fn is_in_numerator(self) -> bool {
        self.among == Truth::Holds && self.counted == Truth::Holds && self.weights.is_some()
    }

    /// Data are missing about it.
    pub fn is_undecided(self) -> bool {
        self.among != Truth::Fails
            && (self.among == Truth::Open || self.counted == Truth::Open || self.weights.is_none())
    }
}

/// What a member adds to the part: nothing when it is not counted.
fn part<T: Trace>(
    at: &At<'_>,
    of: crate::facts::CountKind,
    counted: Truth,
    member: u32,
    how: &mut T,
) -> Option<u32> {
    match counted {
        Truth::Holds => at.count(of, member, how),
        Truth::Fails => Some(0),
        Truth::Open => None,
    }
}

fn is_asked(at: &At<'_>, of: Members, member: u32) -> bool {
    match of {
        Members::Activities => at.index.activities.get(member).is_some(),
        Members::Organisations => at.index.organisations.get(member).is_some(),
        Members::Schools => {
            let one = at.index.organisations.get(member);
            one.is_some_and(|one| one.kind == OrganisationKind::School)
        }
    }
}

/// Answers added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    part: i64,
    whole: i64,
    /// Members of whom everything is known.
    decided: i64,
    /// Surely of the denominator, perhaps counted.
    perhaps_counted: i64,
    /// Perhaps of the denominator: counted if so, perhaps counted, not counted.
    perhaps_among: [i64; 3],
    undecided: i64,
}

impl Totals {
    pub fn add(&mut self, answer: Answer) {
        self.change(answer, 1);
    }

    pub fn take(&mut self, answer: Answer) {
        self.change(answer, -1);
    }

    fn change(&mut self, answer: Answer, by: i64) {
        let Answer {
            among,
            counted,
            weights,
        } = answer;
        if answer.is_undecided() {
            self.undecided += by;
        }
        match (among, weights) {
            (Truth::Fails, _) => {}
            (Truth::Open, _) => {
                let at = match counted {
                    Truth::Holds => 0,
                    Truth::Open => 1,
                    Truth::Fails => 2,
                };
                self.perhaps_among[at] += by;
            }
            (Truth::Holds, Some((part, whole))) => {
                self.part += by * i64::from(part);
                self.whole += by * i64::from(whole);
                if counted == Truth::Open {
                    self.perhaps_counted += by;
                } else {
                    self.decided += by;
                }
            }
            (Truth::Holds, None) => {}
        }
    }

    pub fn value(&self, definition: &Definition) -> Result<Value, NoValue> {
        let members = u32::try_from(self.undecided).unwrap_or(u32::MAX);
        let unsigned = |number: i64| u64::try_from(number).unwrap_or(0);
        if self.decided == 0 && members > 0 {
            return Err(NoValue::AllUndecided { members });
        }
        if members > 0 && definition.gaps == Gaps::Withhold {
            return Err(NoValue::SomeUndecided { members });
        }
        if self.whole == 0 {
            return Err(NoValue::EmptyDenominator);
        }
        let (part, whole) = (unsigned(self.part), unsigned(self.whole));
        Ok(match definition.result {
            Outcome::Share | Outcome::ShareOf { .. } => Value::Share { part, whole },
            Outcome::Count | Outcome::Sum { .. } => Value::Number(part),
        })
    }

    /// The least and the greatest value, however the undecided turn out.
    pub fn between(&self, definition: &Definition) -> Option<(Value, Value)> {
        let value = self.value(definition).ok()?;
        if self.undecided == 0 {
            return Some((value, value));
        }
        let unsigned = |number: i64| u64::try_from(number).unwrap_or(0);
        let [counted, perhaps, not] = self.perhaps_among;
        let most = self.part + self.perhaps_counted + counted + perhaps;
        match definition.result {
            // Who joins uncounted makes a share smaller, who joins counted makes it greater.
            Outcome::Share => Some((
                Value::Share {
                    part: unsigned(self.part),
                    whole: unsigned(self.whole + perhaps + not),
                },
                Value::Share {
                    part: unsigned(most),
                    whole: unsigned(self.whole + counted + perhaps),
                },
            )),
            Outcome::Count => Some((value, Value::Number(unsigned(most)))),
            // What is missing is a number nobody knows.
            Outcome::ShareOf { .. } | Outcome::Sum { .. } => None,
        }
    }
}
