//! A condition as people put it together: several parts, of which all or any hold, each perhaps
//! negated. What is nested deeper is one part of its own, kept as it is.

use super::Condition;

/// One of several parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// It counts who it does not hold of.
    pub is_negated: bool,
    pub condition: Condition,
}

/// Several parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// One of them is enough.
    pub is_any: bool,
    /// None: everybody.
    pub parts: Vec<Part>,
}

impl Parts {
    /// The parts of a condition; none of none.
    pub fn of(condition: Option<&Condition>) -> Self {
        let (is_any, parts): (bool, &[Condition]) = match condition {
            None => (false, &[]),
            Some(Condition::All(parts)) => (false, parts),
            Some(Condition::Any(parts)) => (true, parts),
            Some(one) => (false, std::slice::from_ref(one)),
        };
        Parts {
            is_any,
            parts: parts.iter().map(Part::of).collect(),
        }
    }

    /// The condition they make: one that means the same as that they are of.
    pub fn condition(&self) -> Option<Condition> {
        let mut conditions: Vec<Condition> = self.parts.iter().map(Part::whole).collect();
        match (conditions.len(), self.is_any) {
            (0, _) => None,
            (1, _) => conditions.pop(),
            (_, true) => Some(Condition::Any(conditions)),
            (_, false) => Some(Condition::All(conditions)),
        }
    }
}

impl Part {
    fn of(condition: &Condition) -> Self {
        match condition {
            Condition::Not(inner) => Part {
                is_negated: true,
                condition: (**inner).clone(),
            },
            other => Part {
                is_negated: false,
                condition: other.clone(),
            },
        }
    }

    fn whole(&self) -> Condition {
        match self.is_negated {
            true => Condition::Not(Box::new(self.condition.clone())),
            false => self.condition.clone(),
        }
    }
}
