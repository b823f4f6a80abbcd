//! What is told while a condition is asked: nothing, or the evidence and the gaps.

use crate::computed::{Gap, Missing, Proof};
use crate::truth::Truth;

/// Who is told why.
pub(crate) trait Trace {
    /// Whether everything has to be looked at, also when the truth is clear.
    const COLLECTS: bool;
    fn proof(&mut self, proof: impl FnOnce() -> Proof);
    fn missing(&mut self, missing: impl FnOnce() -> (Proof, Gap));
    /// How much was told so far: evidence and what is missing.
    fn mark(&self) -> (usize, usize);
    /// Takes back what was told since, as far as it does not belong to this truth.
    fn keep(&mut self, since: (usize, usize), truth: Truth);
}

/// Nobody: only the truth is wanted.
pub(crate) struct Silent;

impl Trace for Silent {
    const COLLECTS: bool = false;
    fn proof(&mut self, _: impl FnOnce() -> Proof) {}
    fn missing(&mut self, _: impl FnOnce() -> (Proof, Gap)) {}
    fn mark(&self) -> (usize, usize) {
        (0, 0)
    }
    fn keep(&mut self, _: (usize, usize), _: Truth) {}
}

/// Evidence and gaps in the order in which they were met.
#[derive(Default)]
pub(crate) struct Told {
    pub proofs: Vec<Proof>,
    pub missing: Vec<Missing>,
}

impl Trace for Told {
    const COLLECTS: bool = true;
    fn proof(&mut self, proof: impl FnOnce() -> Proof) {
        self.proofs.push(proof());
    }
    fn missing(&mut self, missing: impl FnOnce() -> (Proof, Gap)) {
        let (at, gap) = missing();
        self.missing.push(Missing { at, gap });
    }
    fn mark(&self) -> (usize, usize) {
        (self.proofs.len(), self.missing.len())
    }
    fn keep(&mut self, since: (usize, usize), truth: Truth) {
        if truth != Truth::Holds {
            self.proofs.truncate(since.0);
        }
        if truth != Truth::Open {
            self.missing.truncate(since.1);
        }
    }
}

/// Tells why a part of a question holds or is open.
pub(crate) fn tell<T: Trace>(trace: &mut T, truth: Truth, proof: impl Fn() -> Proof, gap: Gap) {
    match truth {
        Truth::Holds => trace.proof(proof),
        Truth::Open => trace.missing(|| (proof(), gap)),
        Truth::Fails => {}
    }
}
