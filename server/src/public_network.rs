//! What the public sees of a network, projected once per version of its data and kept in memory.

use opora_domain::{
    Interaction, Network, NetworkId, Organisation, PartialDate, Partnership, Projected, RecordKind,
    Viewer, project,
};
use opora_graph::questions::Day;
use opora_graph::{Answer, Arrangement, Asked, NetworkGraph, Scene, question};
use opora_store::{Store, StoreError};
use opora_sync::Seq;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// One network, as the public may see it.
pub struct PublicNetwork {
    pub network: Network,
    pub graph: NetworkGraph,
    pub interactions: Vec<Interaction>,
    /// Where everything stands, for the views and states that were asked for: hiding something
    /// moves nobody.
    arrangements: Mutex<Vec<Arc<Arrangement>>>,
}

/// Views times states of a filter: more cannot be asked for.
const ARRANGEMENTS_MAX: usize = 16;

impl PublicNetwork {
    /// Sorts what the projection let through; `None` when the network itself is not among it.
    pub fn read(records: Vec<Projected>) -> Option<Self> {
        let of_kind = |kind: RecordKind| records.iter().filter(move |record| record.kind == kind);
        let network = of_kind(RecordKind::Network).map(Network::read).next()?;
        let organisations = of_kind(RecordKind::Organisation)
            .map(Organisation::read)
            .collect();
        let partnerships = of_kind(RecordKind::Partnership)
            .map(Partnership::read)
            .collect();
        let interactions: Vec<Interaction> = of_kind(RecordKind::Interaction)
            .map(Interaction::read)
            .collect();
        let graph = NetworkGraph::new(organisations, partnerships, interactions.clone());
        Some(PublicNetwork {
            network,
            graph,
            interactions,
            arrangements: Mutex::default(),
        })
    }

    /// What an address asks of the network, answered, with its picture.
    pub fn answered(&self, asked: &Asked, today: PartialDate) -> (Option<Answer>, Option<Scene>) {
        let today = Day::last_of(today);
        let answer = question::answer(asked, &self.graph, &self.interactions, today);
        let scene = self.scene(asked, answer.as_ref());
        (answer, scene)
    }

    /// The picture of what the filter lets through, at the moment that was asked about.
    fn scene(&self, asked: &Asked, answer: Option<&Answer>) -> Option<Scene> {
        let known = self.arrangements();
        if let Some(scene) = known
            .iter()
            .find_map(|arrangement| arrangement.scene_asked(asked, answer))
        {
            return Some(scene);
        }
        drop(known);
        let fresh = Arrangement::new(&self.graph, &asked.stands_in(), self.network.centre);
        let scene = fresh.scene_asked(asked, answer);
        let mut known = self.arrangements();
        known.truncate(ARRANGEMENTS_MAX - 1);
        known.push(Arc::new(fresh));
        scene
    }

    fn arrangements(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Arrangement>>> {
        self.arrangements
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The newest public version of each network.
#[derive(Default)]
pub struct PublicNetworks {
    known: Mutex<HashMap<NetworkId, (Seq, Arc<PublicNetwork>)>>,
}

impl PublicNetworks {
    /// The network as the public sees it now; `None` when there is no such network.
    pub async fn get(
        &self,
        store: &Store,
        network: &NetworkId,
    ) -> Result<Option<Arc<PublicNetwork>>, StoreError> {
        // The head is read before the records: at worst the memory is older than it could be,
        // and the next visit finds a newer head.
        let head = store.head(network).await?;
        if head == Seq(0) {
            return Ok(None);
        }
        if let Some((seq, known)) = self.lock().get(network)
            && *seq == head
        {
            return Ok(Some(Arc::clone(known)));
        }
        let states = store.records(network).await?;
        let projected = states
            .iter()
            .filter_map(|state| project(&state.record, &Viewer::Public));
        let Some(fresh) = PublicNetwork::read(projected.collect()) else {
            return Ok(None);
        };
        let fresh = Arc::new(fresh);
        self.lock()
            .insert(network.clone(), (head, Arc::clone(&fresh)));
        Ok(Some(fresh))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<NetworkId, (Seq, Arc<PublicNetwork>)>> {
        self.known
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
