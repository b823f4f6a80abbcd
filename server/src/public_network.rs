//! What the public sees of a network, projected once per version of its data and kept in memory.

use crate::packed_file::PackedFile;
use opora_domain::{
    Interaction, Network, NetworkId, Organisation, PartialDate, Partnership, Place, Projected,
    RecordKind, Viewer,
};
use opora_graph::questions::Day;
use opora_graph::territories::{ORGANISATIONS_MAX, SINGLE_MARKS_MAX};
use opora_graph::{
    Answer, Arrangement, Asked, Filter, Level, NetworkGraph, Node, Scene, Scope, Summary,
    Territories, layout, question,
};
use opora_store::{Store, StoreError};
use opora_sync::Seq;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// One network, as the public may see it.
pub struct PublicNetwork {
    pub network: Network,
    pub graph: Arc<NetworkGraph>,
    pub interactions: Vec<Interaction>,
    /// The parts that were asked for, newest last.
    parts: Mutex<Vec<(Scope, Arc<Part>)>>,
}

/// A part of a network, or the whole of it, with what was worked out for it.
pub struct Part {
    pub graph: Arc<NetworkGraph>,
    pub summary: Arc<Summary>,
    centre: Option<Place>,
    /// Where everything stands, for the views and states that were asked for: hiding something
    /// moves nobody.
    arrangements: Mutex<Vec<Arc<Arrangement>>>,
    /// Gathered, for the filters that were asked for.
    territories: Mutex<Vec<(Filter, Option<Arc<Territories>>)>>,
    /// Organisation by organisation, for a canvas.
    packed: OnceLock<Arc<PackedFile>>,
}

/// How a part of a network is shown.
#[derive(Clone)]
pub enum Shown {
    Organisations {
        answer: Option<Arc<Answer>>,
        scene: Option<Arc<Scene>>,
    },
    Territories(Arc<Territories>),
}

/// Parts kept of one network.
const PARTS_MAX: usize = 64;
/// Views times states of a filter: more arrangements cannot be asked for. Of territories as many
/// are kept.
const KEPT_MAX: usize = 16;

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
            graph: Arc::new(graph),
            interactions,
            parts: Mutex::default(),
        })
    }

    /// A part of the network; `None` when nobody stands in it. The whole is always there.
    pub fn part(&self, scope: &Scope) -> Option<Arc<Part>> {
        if let Some((_, part)) = held(&self.parts).iter().find(|(known, _)| known == scope) {
            return Some(Arc::clone(part));
        }
        let graph = match scope.is_whole() {
            true => Arc::clone(&self.graph),
            false => Arc::new(self.graph.within(scope)),
        };
        if graph.nodes.is_empty() && !scope.is_whole() {
            return None;
        }
        let part = Arc::new(Part {
            summary: Arc::new(Summary::of(&graph)),
            graph,
            centre: self.network.centre,
            arrangements: Mutex::default(),
            territories: Mutex::default(),
            packed: OnceLock::new(),
        });
        keep(&self.parts, PARTS_MAX, (scope.clone(), Arc::clone(&part)));
        Some(part)
    }

    /// A part as the filter shows it; `None` when nobody stands in it.
    /// What is asked of it is answered as of `today`.
    pub fn shown(
        &self,
        scope: &Scope,
        asked: &Asked,
        today: PartialDate,
    ) -> Option<(Arc<Part>, Shown)> {
        let part = self.part(scope)?;
        if let Some(territories) = self.territories(scope, &asked.filter) {
            return Some((part, Shown::Territories(territories)));
        }
        let today = Day::last_of(today);
        let answer = question::answer(asked, &part.graph, &self.interactions, today);
        let scene = part.scene(asked, answer.as_ref()).map(Arc::new);
        let answer = answer.map(Arc::new);
        Some((part, Shown::Organisations { answer, scene }))
    }

    /// A part that a page shows on a canvas: few enough for single marks, or without territories.
    pub fn packable(&self, scope: &Scope) -> Option<Arc<Part>> {
        let part = self.part(scope)?;
        let is_many = part.graph.nodes.len() > ORGANISATIONS_MAX;
        let level = part.graph.level_of(scope, &Filter::default());
        let is_shown = part.has_single_marks() || (is_many && level == Level::Organisations);
        is_shown.then_some(part)
    }

    /// The part gathered into territories; `None` when it is shown organisation by organisation.
    fn territories(&self, scope: &Scope, filter: &Filter) -> Option<Arc<Territories>> {
        let part = self.part(scope)?;
        let known = held(&part.territories)
            .iter()
            .find(|(known, _)| known == filter)
            .map(|(_, territories)| territories.clone());
        known.unwrap_or_else(|| {
            let level = part.graph.level_of(scope, filter);
            let fresh = (level != Level::Organisations)
                .then(|| Arc::new(Territories::of(&self.graph, scope, filter, level)));
            keep(&part.territories, KEPT_MAX, (filter.clone(), fresh.clone()));
            fresh
        })
    }
}

impl Part {
    /// Too many to be drawn by the server, and few enough to be drawn one by one on a canvas.
    pub fn has_single_marks(&self) -> bool {
        let count = self.graph.nodes.len();
        count > ORGANISATIONS_MAX && count <= SINGLE_MARKS_MAX
    }

    /// Everybody with a place of their own, packed; made when it is first asked for.
    pub fn packed(&self) -> Arc<PackedFile> {
        let made = || Arc::new(PackedFile::of(&self.graph));
        Arc::clone(self.packed.get_or_init(made))
    }

    /// The picture of what the filter lets through, at the moment that was asked about.
    /// `None` when more are shown than the server draws.
    fn scene(&self, asked: &Asked, answer: Option<&Answer>) -> Option<Scene> {
        let filter = &asked.filter;
        let shown = |node: &&Node| filter.shows_role(node.role.kind());
        if self.graph.nodes.iter().filter(shown).count() > ORGANISATIONS_MAX {
            return None;
        }
        // The engine that has room for names takes minutes for thousands, hidden ones included.
        let engine = match self.graph.nodes.len() <= ORGANISATIONS_MAX {
            true => layout::layout_by_name,
            false => layout::layout,
        };
        let known: Vec<Arc<Arrangement>> = held(&self.arrangements).clone();
        let scene = known
            .iter()
            .find_map(|arrangement| arrangement.scene_asked(asked, answer));
        scene.or_else(|| {
            let fresh = Arrangement::by(engine, &self.graph, &asked.stands_in(), self.centre);
            let scene = fresh.scene_asked(asked, answer);
            keep(&self.arrangements, KEPT_MAX, Arc::new(fresh));
            scene
        })
    }
}

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds the newest and forgets the oldest.
fn keep<T>(kept: &Mutex<Vec<T>>, most: usize, newest: T) {
    let mut kept = held(kept);
    if kept.len() >= most {
        kept.remove(0);
    }
    kept.push(newest);
}

/// The newest public version of each network.
#[derive(Default)]
pub struct PublicNetworks {
    known: Mutex<HashMap<NetworkId, (Seq, Arc<PublicNetwork>)>>,
    /// One version of a network is made at a time: who comes meanwhile waits and finds it made.
    /// Networks do not wait for each other.
    making: Mutex<HashMap<NetworkId, Arc<tokio::sync::Mutex<()>>>>,
}

/// A network of so many organisations is shown as it was while its newer version is being made.
const LARGE: usize = 5_000;

impl PublicNetworks {
    /// The network as the public sees it now, a large one perhaps as it was a moment ago; `None`
    /// when there is no such network.
    pub async fn get(
        self: &Arc<Self>,
        store: &Arc<Store>,
        network: &NetworkId,
    ) -> Result<Option<Arc<PublicNetwork>>, StoreError> {
        // The head is read before the records: at worst the memory is older than it could be,
        // and the next visit finds a newer head.
        let head = store.head(network).await?;
        if head == Seq(0) {
            return Ok(None);
        }
        let known = held(&self.known).get(network).cloned();
        match known {
            Some((seq, known)) if seq == head => Ok(Some(known)),
            Some((_, known)) if known.graph.nodes.len() >= LARGE => {
                self.renew_aside(store, network);
                Ok(Some(known))
            }
            _ => self.renew(store, network).await,
        }
    }

    async fn renew(
        &self,
        store: &Store,
        network: &NetworkId,
    ) -> Result<Option<Arc<PublicNetwork>>, StoreError> {
        let turn = self.turn(network);
        let _turn = turn.lock().await;
        let head = store.head(network).await?;
        if let Some((seq, known)) = held(&self.known).get(network).cloned()
            && seq == head
        {
            return Ok(Some(known));
        }
        let (seq, projected) = store.projected(network, &Viewer::Public).await?;
        let read = tokio::task::spawn_blocking(move || PublicNetwork::read(projected)).await;
        let Some(fresh) = read.ok().flatten().map(Arc::new) else {
            return Ok(None);
        };
        held(&self.known).insert(network.clone(), (seq, Arc::clone(&fresh)));
        Ok(Some(fresh))
    }

    /// Makes the newer version while the older one is shown, unless somebody does already.
    fn renew_aside(self: &Arc<Self>, store: &Arc<Store>, network: &NetworkId) {
        if self.turn(network).try_lock().is_err() {
            return;
        }
        let (networks, store, network) = (Arc::clone(self), Arc::clone(store), network.clone());
        tokio::spawn(async move {
            if let Err(error) = networks.renew(&store, &network).await {
                tracing::error!(%network, %error, "the public version could not be made");
            }
        });
    }

    fn turn(&self, network: &NetworkId) -> Arc<tokio::sync::Mutex<()>> {
        Arc::clone(held(&self.making).entry(network.clone()).or_default())
    }
}
