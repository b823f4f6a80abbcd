//! A district over the real store: one embedded database, one [`Store`] per node.
//!
//! A push is begun by letting it run to one of its waits for the database and leaving it there, so
//! that another node may commit in between; the second half lets it run to its end. Nothing in the
//! store knows of it. A node that goes down is a store dropped as it is. Where the district has a
//! folder and one node, its folder is then copied as it lies, without closing, and opened again; a
//! backup is what the README says: stop, copy, and after it was put back, a new lineage.

use crate::folders::Folders;
use crate::mutant::Mutant;
use crate::rows::Rows;
use opora_domain::{Author, DeviceId, NetworkId, RecordId, Viewer};
use opora_simulator::district::{District, Finished, Turned};
use opora_store::{Location, Store, StoreError};
use opora_sync::{
    HistoryEntry, OpNumber, Outcome, PullRequest, PullResponse, PushRequest, PushResponse,
    RecordState, Seq,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::path::PathBuf;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::runtime::Runtime;

/// A push waits for the database at most so often when nobody else commits.
const WAITS_MAX: u64 = 9;

/// Nothing has woken a push for so long: it waits for another one.
const STALL: Duration = Duration::from_millis(500);

type Pushing = Pin<Box<dyn Future<Output = Result<PushResponse, StoreError>>>>;

/// A push under way in a node.
struct Push {
    node: usize,
    author: Author,
    request: PushRequest,
    state: State,
}

impl Push {
    fn is_running(&self) -> bool {
        matches!(self.state, State::Runs(_))
    }
}

enum State {
    /// Another one has the node's only writer.
    Waits,
    Runs(Pushing),
    Done(Result<PushResponse, StoreError>),
}

/// The rows then, and how much of them the oracle had read; for a folder, its copy.
struct Backup {
    folder: PathBuf,
    rows: Rows,
    observed: Seq,
}

struct Inner {
    network: NetworkId,
    folders: Option<Folders>,
    nodes: Vec<Arc<Store>>,
    pushes: BTreeMap<u64, Push>,
    begun: u64,
    seed: u64,
    rows: Rows,
    /// The oracle has read the change log up to here.
    observed: Seq,
    backup: Option<Backup>,
    /// A node went down with a push under way: the database may still commit it, at any time.
    has_left_some: bool,
    mutant: Option<Mutant>,
    // Last, because what it runs has to go first.
    runtime: Rc<Runtime>,
}

/// See the module. The simulator gets one handle, the test keeps another.
#[derive(Clone)]
pub struct Embedded(Rc<RefCell<Inner>>);

impl Embedded {
    /// An empty database with so many nodes, in a folder or in memory.
    pub fn open(network: NetworkId, nodes: usize, is_in_folder: bool, seed: u64) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let folders = is_in_folder.then(Folders::new);
        let mut inner = Inner {
            network,
            folders,
            nodes: vec![],
            pushes: BTreeMap::new(),
            begun: 0,
            seed,
            rows: Rows::default(),
            observed: Seq(0),
            backup: None,
            has_left_some: false,
            mutant: None,
            runtime: Rc::new(runtime),
        };
        inner.start(nodes);
        Embedded(Rc::new(RefCell::new(inner)))
    }

    /// From now on the store is another one.
    pub fn arm(&self, mutant: Mutant) {
        let mut inner = self.0.borrow_mut();
        inner.mutant = Some(mutant);
        if let Some(statement) = mutant.statement() {
            let runtime = inner.runtime.clone();
            runtime.block_on(inner.nodes[0].audit(statement)).unwrap();
        }
    }

    /// What the database has that is not what was seen of it, if anything.
    pub fn differs(&self) -> Option<String> {
        let inner = self.0.borrow();
        let looking = inner.rows.compare(&inner.nodes[0], &inner.network);
        inner.runtime.block_on(looking)
    }
}

impl Inner {
    /// Opens the database, with so many nodes in front of it.
    fn start(&mut self, nodes: usize) {
        let location = match &self.folders {
            Some(folders) => folders.location(),
            None => Location::Memory,
        };
        let runtime = self.runtime.clone();
        self.nodes = runtime.block_on(async {
            let first = Store::open(&location).await.unwrap();
            let mut all = vec![];
            for _ in 1..nodes {
                all.push(Arc::new(first.another_node().await.unwrap()));
            }
            all.push(Arc::new(first));
            all
        });
    }

    fn catch_up(&mut self) {
        let runtime = self.runtime.clone();
        let looking = self.rows.catch_up(&self.nodes[0], &self.network);
        runtime.block_on(looking);
    }

    /// The push that has the writer of this node.
    fn writing(&self, node: usize) -> Option<u64> {
        let mut pushes = self.pushes.iter();
        let found = pushes.find(|(_, push)| push.node == node && push.is_running());
        found.map(|(key, _)| *key)
    }

    /// Lets a push run until it has waited so often, or to its end.
    fn run(&mut self, key: u64, waits_max: u64) {
        let runtime = self.runtime.clone();
        let push = self.pushes.get_mut(&key).unwrap();
        if matches!(push.state, State::Waits) {
            let store = self.nodes[push.node].clone();
            let (author, request) = (push.author.clone(), push.request.clone());
            let pushing = async move { store.push(&author, request, 1).await };
            push.state = State::Runs(Box::pin(pushing));
        }
        let before = std::mem::replace(&mut push.state, State::Waits);
        let State::Runs(mut pushing) = before else {
            push.state = before;
            return;
        };
        let mut waits = 0;
        let done = loop {
            let running = poll_fn(|context| match pushing.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending if waits == waits_max => Poll::Ready(None),
                Poll::Pending => {
                    waits += 1;
                    Poll::Pending
                }
            });
            match runtime.block_on(async { tokio::time::timeout(STALL, running).await }) {
                Ok(done) => break done,
                Err(_) => self.nudge(),
            }
        };
        if let Some(push) = self.pushes.get_mut(&key) {
            push.state = done.map_or(State::Runs(pushing), State::Done);
        }
    }

    /// The database wakes those who wait for it in turn. One that was left where it is may have
    /// been woken and keeps the others waiting: every one looks once whether it may go on.
    fn nudge(&mut self) {
        let runtime = self.runtime.clone();
        for push in self.pushes.values_mut() {
            if let State::Runs(pushing) = &mut push.state {
                let looked = poll_fn(|context| Poll::Ready(pushing.as_mut().poll(context)));
                if let Poll::Ready(done) = runtime.block_on(looked) {
                    push.state = State::Done(done);
                }
            }
        }
    }

    /// The same, after whatever has the node's writer.
    fn run_to_end(&mut self, key: u64) {
        let node = self.pushes[&key].node;
        while let Some(first) = self.writing(node).filter(|first| *first != key) {
            self.run(first, u64::MAX);
        }
        self.run(key, u64::MAX);
    }

    /// The server stops as it is asked to: what it has begun, it ends.
    fn stop(&mut self) {
        let keys: Vec<u64> = self.pushes.keys().copied().collect();
        for key in keys {
            self.run_to_end(key);
        }
        self.close();
    }

    fn close(&mut self) {
        let runtime = self.runtime.clone();
        if let Some(node) = self.nodes.first() {
            runtime.block_on(node.close()).unwrap();
        }
        self.nodes.clear();
    }

    fn folders(&mut self) -> &mut Folders {
        self.folders.as_mut().unwrap()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.pushes.clear();
        if !std::thread::panicking() {
            self.close();
        }
    }
}

impl District for Embedded {
    type Begun = u64;

    fn begin_push(
        &mut self,
        node: usize,
        author: &Author,
        request: PushRequest,
    ) -> Result<u64, Turned> {
        let mut inner = self.0.borrow_mut();
        inner.begun += 1;
        let key = inner.begun;
        let push = Push {
            node,
            author: author.clone(),
            request,
            state: State::Waits,
        };
        inner.pushes.insert(key, push);
        // Each push is left at a wait of its own.
        let drawn = (inner.seed ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        if inner.writing(node).is_none() {
            inner.run(key, drawn % WAITS_MAX);
        }
        inner.catch_up();
        Ok(key)
    }

    fn finish_push(&mut self, _node: usize, key: u64) -> Finished<u64> {
        let mut inner = self.0.borrow_mut();
        inner.run_to_end(key);
        inner.catch_up();
        let push = inner.pushes.remove(&key).unwrap();
        match push.state {
            State::Done(Ok(response)) => {
                inner.observed = inner.rows.head;
                Finished::Done(response)
            }
            State::Done(Err(StoreError::Gap { .. })) => Finished::Turned(Turned::Gap),
            State::Done(Err(StoreError::ForeignDevice)) => Finished::Turned(Turned::ForeignDevice),
            State::Done(Err(error)) => panic!("the store: {error}"),
            State::Waits | State::Runs(_) => panic!("a push did not end"),
        }
    }

    fn pull(
        &mut self,
        node: usize,
        viewer: &Viewer,
        request: &PullRequest,
        page_records_max: usize,
    ) -> PullResponse {
        let mut inner = self.0.borrow_mut();
        let runtime = inner.runtime.clone();
        let pulling = inner.nodes[node].pull(viewer, request, page_records_max);
        let page = runtime.block_on(pulling).unwrap();
        if inner.has_left_some || inner.pushes.values().any(Push::is_running) {
            inner.catch_up();
        }
        page
    }

    fn restart(&mut self, node: usize) {
        let mut inner = self.0.borrow_mut();
        inner.has_left_some |= inner.writing(node).is_some();
        inner.pushes.retain(|_, push| push.node != node);
        if inner.folders.is_some() && inner.nodes.len() == 1 {
            inner.folders().move_on();
            // The life before has a thread of its own, which would go on for ever.
            inner.close();
            inner.start(1);
        } else {
            let runtime = inner.runtime.clone();
            let fresh = runtime.block_on(inner.nodes[node].another_node()).unwrap();
            inner.nodes[node] = Arc::new(fresh);
        }
        inner.catch_up();
    }

    fn lineage(&self) -> u32 {
        self.0.borrow().nodes[0].lineage()
    }

    fn head(&self) -> Seq {
        self.0.borrow().rows.head
    }

    fn record(&self, id: RecordId) -> Option<Arc<RecordState>> {
        self.0.borrow().rows.records.get(&id).cloned()
    }

    fn records(&self) -> Vec<Arc<RecordState>> {
        self.0.borrow().rows.records.values().cloned().collect()
    }

    fn line(&self, seq: Seq) -> Option<Arc<HistoryEntry>> {
        self.0.borrow().rows.history.get(&seq).cloned()
    }

    fn lines_after(&self, seq: Seq) -> Vec<Arc<HistoryEntry>> {
        let inner = self.0.borrow();
        let after = inner.rows.history.range(Seq(seq.0 + 1)..);
        after.map(|(_, line)| line.clone()).collect()
    }

    fn changes_after(&self, seq: Seq) -> Vec<(Seq, RecordId)> {
        let inner = self.0.borrow();
        let after = inner.rows.changes.range(Seq(seq.0 + 1)..);
        after.map(|(seq, id)| (*seq, *id)).collect()
    }

    fn receipt(&self, device: DeviceId, n: OpNumber) -> Option<Outcome> {
        self.0.borrow().rows.receipts.get(&(device, n)).cloned()
    }

    fn compact(&mut self, keep: u64) {
        let mut inner = self.0.borrow_mut();
        // What a push under way has committed is read by the oracle when it ends, from the log.
        let unread = inner.rows.head.0.saturating_sub(inner.observed.0);
        let keep = keep.max(unread);
        let runtime = inner.runtime.clone();
        let cutting = inner.nodes[0].compact_changes(&inner.network, keep);
        runtime.block_on(cutting).unwrap();
        let last = Seq(inner.rows.head.0.saturating_sub(keep));
        inner.rows.changes.retain(|seq, _| *seq > last);
        inner.catch_up();
    }

    fn back_up(&mut self) {
        let mut inner = self.0.borrow_mut();
        if inner.folders.is_none() {
            return;
        }
        let nodes = inner.nodes.len();
        inner.stop();
        let folder = inner.folders().move_on();
        inner.start(nodes);
        inner.catch_up();
        inner.backup = Some(Backup {
            folder,
            rows: inner.rows.clone(),
            observed: inner.observed,
        });
    }

    fn restore_backup(&mut self, _lineage: u32) {
        let mut inner = self.0.borrow_mut();
        let Some(Backup {
            folder,
            rows,
            observed,
        }) = inner.backup.take()
        else {
            panic!("no backup in memory: see is_in_folder");
        };
        inner.pushes.clear();
        let nodes = inner.nodes.len();
        inner.stop();
        inner.folders().move_to(&folder);
        // `opora restored`, and then the server.
        if inner.mutant != Some(Mutant::LineageKept) {
            inner.start(1);
            let runtime = inner.runtime.clone();
            runtime.block_on(inner.nodes[0].begin_lineage()).unwrap();
            inner.stop();
            inner.folders().move_on();
        }
        inner.start(nodes);
        inner.rows = Rows::default();
        inner.catch_up();
        // The log may have been cut before the backup was made; and it is the one that was copied.
        assert_eq!(inner.rows, rows, "the backup holds something else");
        inner.observed = observed;
        inner.backup = Some(Backup {
            folder,
            rows,
            observed,
        });
    }
}
