//! What is known about a question: yes, no, or not yet. The connectives are Kleene's strong ones
//! (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): an unknown part decides nothing
//! that the known parts have not decided.

/// Yes, no, or undecided for want of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    Fails,
    Open,
    Holds,
}

impl Truth {
    /// At least `wanted` of some things hold, when so many surely and so many more perhaps do.
    pub const fn at_least(wanted: u32, sure: u32, perhaps: u32) -> Self {
        if sure >= wanted {
            Truth::Holds
        } else if sure.saturating_add(perhaps) >= wanted {
            Truth::Open
        } else {
            Truth::Fails
        }
    }

    pub const fn of(holds: bool) -> Self {
        if holds { Truth::Holds } else { Truth::Fails }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::Fails => Truth::Holds,
            Truth::Open => Truth::Open,
            Truth::Holds => Truth::Fails,
        }
    }
}
