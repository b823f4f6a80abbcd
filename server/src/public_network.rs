//! What the public sees of a network, projected once per version of its data and kept in memory.

mod records;

use crate::packed_file::PackedFile;
use opora_app::pages::public::PublicPractice;
use opora_domain::{
    Interaction, Network, NetworkId, PartialDate, Place, ProgrammeContents, RecordId, Viewer,
};
use opora_graph::layout::FormerLayout;
use opora_graph::questions::Day;
use opora_graph::territories::{ORGANISATIONS_MAX, SINGLE_MARKS_MAX};
use opora_graph::{
    Answer, Arrangement, Asked, Filter, Level, NetworkGraph, Node, Scene, Scope, StatusFilter,
    Summary, Territories, question,
};
use opora_indicators::programme::{Readers, fill, has_computed};
use opora_indicators::{Catalogue, Fact, Index};
use opora_store::{Store, StoreError};
use opora_sync::Seq;
use records::PublicRecords;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// One network, as the public may see it.
pub struct PublicNetwork {
    pub network: Network,
    pub graph: Arc<NetworkGraph>,
    pub interactions: Vec<Interaction>,
    /// The newest first.
    pub programmes: Vec<ProgrammeContents>,
    /// The newest first.
    pub practices: Vec<PublicPractice>,
    /// The parts that were asked for, newest last.
    parts: Mutex<Vec<(Scope, Arc<Part>)>>,
    stood: Stood,
}

/// Where everybody stood in the newest picture of each part and status: all versions of a network
/// share it, so that the next one begins where the last one ended.
type Stood = Arc<Mutex<Vec<((Scope, StatusFilter), Arc<FormerLayout>)>>>;

/// A part of a network, or the whole of it, with what was worked out for it.
pub struct Part {
    pub graph: Arc<NetworkGraph>,
    pub summary: Arc<Summary>,
    centre: Option<Place>,
    scope: Scope,
    stood: Stood,
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
        /// The part holds only what answers, out of one that is shown by territory.
        is_from_afar: bool,
    },
    Territories(Arc<Territories>),
}

/// Parts kept of one network.
const PARTS_MAX: usize = 64;
/// Views times states of a filter: more arrangements cannot be asked for. Of territories as many
/// are kept.
const KEPT_MAX: usize = 16;

impl PublicNetwork {
    /// Puts together what the projection let through; `None` when the network itself is not among
    /// it. `before` is the version before, if it is known. Facts that are computed are there also for
    /// periods that begin after `today`: who shows them leaves out what has not begun.
    pub fn read(
        records: PublicRecords,
        before: Option<&PublicNetwork>,
        today: PartialDate,
    ) -> Option<Self> {
        let records = records.settled();
        let mut programmes = ProgrammeContents::of(records.of_programmes, &Viewer::Public);
        if programmes.iter().any(has_computed) {
            let organisations = records
                .organisations
                .iter()
                .cloned()
                .map(Fact::Organisation);
            let partnerships = records.partnerships.iter().cloned().map(Fact::Partnership);
            let interactions = records.interactions.iter().cloned().map(Fact::Interaction);
            // All a public definition can read: what else it may ask is not the public's to see.
            let index = Index::new(organisations.chain(partnerships).chain(interactions));
            let catalogue = Catalogue::of(records.definitions);
            for contents in &mut programmes {
                fill(contents, &index, &catalogue, Readers::Public, today);
            }
        }
        let practices = PublicPractice::put_together(records.practices, &records.adoptions);
        let interactions = records.interactions;
        let graph = NetworkGraph::new(
            records.organisations,
            records.partnerships,
            interactions.clone(),
        );
        Some(PublicNetwork {
            network: records.network?,
            graph: Arc::new(graph),
            interactions,
            programmes,
            practices,
            parts: Mutex::default(),
            stood: before.map_or_else(Stood::default, |before| Arc::clone(&before.stood)),
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
            scope: scope.clone(),
            stood: Arc::clone(&self.stood),
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
            return Some(
                match question::answer_from_afar(asked, &part.graph, today) {
                    Some((graph, answer)) => part.answering(graph, asked, answer),
                    None => (part, Shown::Territories(territories)),
                },
            );
        }
        let today = Day::last_of(today);
        let answer = question::answer(asked, &part.graph, &self.interactions, today);
        let shown = Shown::Organisations {
            scene: part.scene(asked, answer.as_ref()).map(Arc::new),
            answer: answer.map(Arc::new),
            is_from_afar: false,
        };
        Some((part, shown))
    }

    /// What took place between the organisations of a part.
    pub fn interactions_of(&self, graph: &NetworkGraph) -> Vec<Interaction> {
        let edges = graph.edges.iter().map(|edge| edge.partnership.id);
        let open_ends = graph.open_ends.iter().map(|end| end.partnership.id);
        let own: HashSet<RecordId> = edges.chain(open_ends).collect();
        let of_them = |each: &&Interaction| each.partnership.is_some_and(|id| own.contains(&id));
        self.interactions.iter().filter(of_them).cloned().collect()
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
    /// The part of this one that answers a question. Not kept: the next question is another one.
    fn answering(&self, graph: NetworkGraph, asked: &Asked, answer: Answer) -> (Arc<Part>, Shown) {
        let part = Part {
            graph: Arc::new(graph),
            summary: Arc::clone(&self.summary),
            centre: self.centre,
            scope: self.scope.clone(),
            // Who answers stands alone: no picture of the part begins from there.
            stood: Stood::default(),
            arrangements: Mutex::default(),
            territories: Mutex::default(),
            packed: OnceLock::new(),
        };
        let shown = Shown::Organisations {
            scene: part.scene(asked, Some(&answer)).map(Arc::new),
            answer: Some(Arc::new(answer)),
            is_from_afar: true,
        };
        (Arc::new(part), shown)
    }

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
        let known: Vec<Arc<Arrangement>> = held(&self.arrangements).clone();
        let scene = known
            .iter()
            .find_map(|arrangement| arrangement.scene_asked(asked, answer));
        scene.or_else(|| {
            let filter = asked.stands_in();
            let key = (self.scope.clone(), filter.status);
            let stood = held(&self.stood)
                .iter()
                .find(|(known, _)| *known == key)
                .cloned();
            let stood = stood.as_ref().map(|(_, stood)| &**stood);
            let (fresh, stands) = Arrangement::following(&self.graph, &filter, self.centre, stood);
            if let Some(stands) = stands {
                held(&self.stood).retain(|(known, _)| *known != key);
                keep(&self.stood, PARTS_MAX, (key, Arc::new(stands)));
            }
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
        let before = held(&self.known)
            .get(network)
            .map(|(_, known)| Arc::clone(known));
        let (seq, records) = store.projected(network, &Viewer::Public).await?;
        let today = crate::routes::public::today();
        let read = move || PublicNetwork::read(records, before.as_deref(), today);
        let read = tokio::task::spawn_blocking(read).await;
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
