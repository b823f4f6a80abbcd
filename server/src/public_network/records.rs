//! The records of a network as the public sees them, gathered while they are read: each becomes what
//! the graph is made of at once, so that a large network is in memory once and not as records too.

use opora_domain::{
    Adoption, Interaction, Network, Organisation, OwnDefinition, Partnership, Practice, Projected,
    RecordId, RecordKind,
};
use opora_store::Gathers;
use std::collections::HashSet;

#[derive(Default)]
pub struct PublicRecords {
    pub network: Option<Network>,
    pub organisations: Vec<Organisation>,
    pub partnerships: Vec<Partnership>,
    pub interactions: Vec<Interaction>,
    /// Programmes and their rows: which sections are kept back is seen when all of them are there.
    pub of_programmes: Vec<Projected>,
    pub practices: Vec<Practice>,
    pub adoptions: Vec<Adoption>,
    pub definitions: Vec<OwnDefinition>,
    /// Left the view while the others were read.
    left: HashSet<RecordId>,
}

impl Gathers for PublicRecords {
    fn take(&mut self, record: Projected) {
        self.left.remove(&record.id);
        match record.kind {
            RecordKind::Network => self.network = Some(Network::read(&record)),
            RecordKind::Organisation => self.organisations.push(Organisation::read(&record)),
            RecordKind::Partnership => self.partnerships.push(Partnership::read(&record)),
            RecordKind::Interaction => self.interactions.push(Interaction::read(&record)),
            RecordKind::Programme
            | RecordKind::Stage
            | RecordKind::Task
            | RecordKind::Indicator
            | RecordKind::Activity => self.of_programmes.push(record),
            RecordKind::Practice => self.practices.push(Practice::read(&record)),
            RecordKind::Adoption => self.adoptions.push(Adoption::read(&record)),
            RecordKind::Definition => self.definitions.push(OwnDefinition::read(&record)),
            // For those who are signed in: no public page shows them.
            RecordKind::Assessment
            | RecordKind::ContextFact
            | RecordKind::Note
            | RecordKind::Round
            | RecordKind::Return
            | RecordKind::Contest
            | RecordKind::Participation
            | RecordKind::Development => {}
        }
    }

    fn leave(&mut self, record: RecordId) {
        self.left.insert(record);
    }
}

impl PublicRecords {
    /// Each record once, as it was taken last and by ascending id, without those that have left.
    pub(super) fn settled(self) -> Self {
        let left = self.left;
        let network = self.network.filter(|network| !left.contains(&network.id));
        PublicRecords {
            network,
            organisations: last_of_each(self.organisations, &left, |each| each.id),
            partnerships: last_of_each(self.partnerships, &left, |each| each.id),
            interactions: last_of_each(self.interactions, &left, |each| each.id),
            of_programmes: last_of_each(self.of_programmes, &left, |each| each.id),
            practices: last_of_each(self.practices, &left, |each| each.id),
            adoptions: last_of_each(self.adoptions, &left, |each| each.id),
            definitions: last_of_each(self.definitions, &left, |each| each.id),
            left: HashSet::new(),
        }
    }
}

fn last_of_each<T>(mut all: Vec<T>, left: &HashSet<RecordId>, id: fn(&T) -> RecordId) -> Vec<T> {
    all.retain(|each| !left.contains(&id(each)));
    // Of equals, which keep their order, the last one is first of the turned.
    all.reverse();
    all.sort_by_key(id);
    all.dedup_by_key(|each| id(each));
    all.shrink_to_fit();
    all
}
