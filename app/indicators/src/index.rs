//! The network as questions need it: facts beside the organisations they are about, dates as
//! numbers. It is kept up to date fact by fact; what it holds never depends on the order in which
//! the facts came.

mod entries;
mod slots;

pub use entries::{
    ActivityEntry, AssessmentEntry, CompetitionEntry, CountEntry, InteractionEntry,
    OrganisationEntry, PartnershipEntry, YearEntry,
};
pub use slots::Slots;

use crate::facts::{Fact, FactKind};
use crate::period::Days;
use crate::truth::Truth;
use opora_domain::{InteractionKind, PartnershipKind, PartnershipStatus, RecordId};
use std::collections::BTreeSet;

/// The index of one network.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(crate) organisations: Slots<OrganisationEntry>,
    /// What is about each organisation, by its slot.
    pub(crate) about: Vec<About>,
    pub(crate) partnerships: Slots<PartnershipEntry>,
    /// Interactions of each partnership, by its slot.
    pub(crate) met: Vec<Vec<u32>>,
    pub(crate) interactions: Slots<InteractionEntry>,
    pub(crate) activities: Slots<ActivityEntry>,
    pub(crate) competitions: Slots<CompetitionEntry>,
    pub(crate) counts: Slots<CountEntry>,
    pub(crate) assessments: Slots<AssessmentEntry>,
}

/// Slots of what is about one organisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub partnerships: Vec<u32>,
    pub competitions: Vec<u32>,
    pub counts: Vec<u32>,
    pub assessments: Vec<u32>,
}

/// A property of a fact by which a definition can name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Organisation,
    Partnership {
        kind: PartnershipKind,
        status: PartnershipStatus,
        /// It came, went, or is another kind or between others: then so are its interactions.
        is_moved: bool,
    },
    Interaction(InteractionKind, PartnershipKind, PartnershipStatus),
    Competition,
    Count(crate::facts::CountKind),
    Assessment,
    Activity,
}

/// Whose answers a fact can change, and by what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    pub organisations: BTreeSet<u32>,
    pub activities: BTreeSet<u32>,
    pub aspects: Vec<Aspect>,
}

impl Index {
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut index = Index::default();
        for fact in facts {
            index.put(fact);
        }
        index
    }

    /// Takes a fact in, new or changed.
    pub(crate) fn put(&mut self, fact: Fact) -> Touched {
        if let Fact::Organisation(one) = fact {
            return self.put_organisation(&one);
        }
        let (kind, id) = (fact.kind(), fact.id());
        let before = self.between(id);
        let mut touched = self.remove(kind, id);
        match fact {
            Fact::Organisation(_) => {}
            Fact::Partnership(one) => {
                let slot = self.partnership(one.id);
                let sides = [one.from, one.to].map(|side| side.map(|id| self.organisation(id)));
                let entry = PartnershipEntry::new(&one, sides);
                for side in entry.members() {
                    self.about[side as usize].partnerships.push(slot);
                }
                self.partnerships.set(slot, Some(entry));
            }
            Fact::Interaction(one) => {
                let slot = self.interactions.slot(one.id);
                let on = one.partnership.map(|id| self.partnership(id));
                if let Some(on) = on {
                    self.met[on as usize].push(slot);
                }
                let entry = InteractionEntry::new(&one, on);
                self.interactions.set(slot, Some(entry));
            }
            Fact::Activity(one) => {
                let slot = self.activities.slot(one.id);
                self.activities.set(slot, Some(ActivityEntry::new(one)));
            }
            Fact::Competition(one) => {
                let slot = self.competitions.slot(one.id);
                let organisation = self.organisation(one.organisation);
                self.about[organisation as usize].competitions.push(slot);
                let entry = CompetitionEntry::new(&one, organisation);
                self.competitions.set(slot, Some(entry));
            }
            Fact::Count(one) => {
                let slot = self.counts.slot(one.id);
                let organisation = self.organisation(one.organisation);
                self.about[organisation as usize].counts.push(slot);
                self.counts
                    .set(slot, Some(CountEntry::new(&one, organisation)));
            }
            Fact::Assessment(one) => {
                let slot = self.assessments.slot(one.id);
                let organisation = self.organisation(one.organisation);
                self.about[organisation as usize].assessments.push(slot);
                let entry = AssessmentEntry::new(&one, organisation);
                self.assessments.set(slot, Some(entry));
            }
        }
        self.touch(kind, id, &mut touched);
        if kind == FactKind::Partnership && before == self.between(id) {
            for aspect in &mut touched.aspects {
                if let Aspect::Partnership { is_moved, .. } = aspect {
                    *is_moved = false;
                }
            }
        }
        touched
    }

    /// The kind of a partnership and who is in it.
    fn between(&self, id: RecordId) -> Option<(PartnershipKind, [Option<u32>; 2])> {
        let (_, entry) = self.partnerships.find(id)?;
        Some((entry.kind, entry.sides))
    }

    /// Takes a fact out; nothing when it is not there.
    pub(crate) fn remove(&mut self, kind: FactKind, id: RecordId) -> Touched {
        let mut touched = Touched::default();
        self.touch(kind, id, &mut touched);
        match kind {
            FactKind::Organisation => {
                self.organisations.take(id);
            }
            FactKind::Partnership => {
                if let Some((slot, entry)) = self.partnerships.take(id) {
                    for side in entry.members() {
                        forget(&mut self.about[side as usize].partnerships, slot);
                    }
                }
            }
            FactKind::Interaction => {
                if let Some((slot, entry)) = self.interactions.take(id)
                    && let Some(on) = entry.on
                {
                    forget(&mut self.met[on as usize], slot);
                }
            }
            FactKind::Activity => {
                self.activities.take(id);
            }
            FactKind::Competition => {
                if let Some((slot, entry)) = self.competitions.take(id) {
                    forget(
                        &mut self.about[entry.organisation as usize].competitions,
                        slot,
                    );
                }
            }
            FactKind::Count => {
                if let Some((slot, entry)) = self.counts.take(id) {
                    forget(&mut self.about[entry.organisation as usize].counts, slot);
                }
            }
            FactKind::Assessment => {
                if let Some((slot, entry)) = self.assessments.take(id) {
                    forget(
                        &mut self.about[entry.organisation as usize].assessments,
                        slot,
                    );
                }
            }
        }
        touched
    }

    /// Whether any interaction may have been in these days: otherwise they were not recorded.
    pub(crate) fn has_interactions(&self, period: Days) -> bool {
        let mut interactions = self.interactions.present();
        interactions.any(|(_, one)| one.days.lie_in(period) != Truth::Fails)
    }

    /// Whether any competition may have been in these days: otherwise they were not recorded.
    pub(crate) fn has_competitions(&self, period: Days) -> bool {
        let mut competitions = self.competitions.present();
        competitions.any(|(_, one)| one.days.lie_in(period) != Truth::Fails)
    }

    /// Partners ask what kind of organisation this is, and whether it is there: they are touched
    /// only when that changes.
    fn put_organisation(&mut self, one: &opora_domain::Organisation) -> Touched {
        let before = self.organisations.find(one.id).map(|(_, entry)| entry.kind);
        let slot = self.organisation(one.id);
        let entry = OrganisationEntry::new(one);
        self.organisations.set(slot, Some(entry));
        let mut touched = Touched::default();
        if before == Some(one.kind) {
            touched.aspects.push(Aspect::Organisation);
            touched.organisations.insert(slot);
        } else {
            self.touch(FactKind::Organisation, one.id, &mut touched);
        }
        touched
    }

    fn organisation(&mut self, id: RecordId) -> u32 {
        let slot = self.organisations.slot(id);
        if slot as usize == self.about.len() {
            self.about.push(About::default());
        }
        slot
    }

    fn partnership(&mut self, id: RecordId) -> u32 {
        let slot = self.partnerships.slot(id);
        if slot as usize == self.met.len() {
            self.met.push(Vec::new());
        }
        slot
    }

    /// Notes whom the fact, as it stands now, is about.
    fn touch(&self, kind: FactKind, id: RecordId, touched: &mut Touched) {
        match kind {
            FactKind::Organisation => {
                let Some((slot, _)) = self.organisations.find(id) else {
                    return;
                };
                touched.aspects.push(Aspect::Organisation);
                touched.organisations.insert(slot);
                for partnership in &self.about[slot as usize].partnerships {
                    if let Some(entry) = self.partnerships.get(*partnership) {
                        touched.organisations.extend(entry.members());
                    }
                }
            }
            FactKind::Partnership => {
                if let Some((_, entry)) = self.partnerships.find(id) {
                    let aspect = Aspect::Partnership {
                        kind: entry.kind,
                        status: entry.status,
                        is_moved: true,
                    };
                    touched.aspects.push(aspect);
                    touched.organisations.extend(entry.members());
                }
            }
            FactKind::Interaction => {
                if let Some((_, entry)) = self.interactions.find(id)
                    && let Some(on) = entry.on.and_then(|on| self.partnerships.get(on))
                {
                    let aspect = Aspect::Interaction(entry.kind, on.kind, on.status);
                    touched.aspects.push(aspect);
                    touched.organisations.extend(on.members());
                }
            }
            FactKind::Activity => {
                if let Some((slot, _)) = self.activities.find(id) {
                    touched.aspects.push(Aspect::Activity);
                    touched.activities.insert(slot);
                }
            }
            FactKind::Competition => {
                if let Some((_, entry)) = self.competitions.find(id) {
                    touched.aspects.push(Aspect::Competition);
                    touched.organisations.insert(entry.organisation);
                }
            }
            FactKind::Count => {
                if let Some((_, entry)) = self.counts.find(id) {
                    touched.aspects.push(Aspect::Count(entry.kind));
                    touched.organisations.insert(entry.organisation);
                }
            }
            FactKind::Assessment => {
                if let Some((_, entry)) = self.assessments.find(id) {
                    touched.aspects.push(Aspect::Assessment);
                    touched.organisations.insert(entry.organisation);
                }
            }
        }
    }
}

fn forget(slots: &mut Vec<u32>, slot: u32) {
    if let Some(at) = slots.iter().position(|each| *each == slot) {
        slots.swap_remove(at);
    }
}
