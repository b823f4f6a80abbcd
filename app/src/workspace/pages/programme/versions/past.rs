//! Road maps of earlier moments, as the district puts them together. Asked once for each version;
//! the device does not keep them.

use crate::words::{Phrase, plan as w};
use crate::workspace::ports::FileFailure;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use leptos::prelude::*;
use opora_domain::{Activity, NetworkId, Projected, RecordId, RecordKind, Value};
use opora_sync::Timestamp;
use std::sync::Arc;

/// A road map as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct PastRoadMap {
    /// By the server's clock.
    pub named_at: Timestamp,
    pub activities: Vec<Activity>,
}

/// How far the question for a version has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    Loading,
    Known(Arc<PastRoadMap>),
    Failed(FileFailure),
}

impl Asked {
    /// What it says where the road map would stand.
    pub const fn words(&self) -> Phrase {
        match self {
            Asked::Loading | Asked::Known(_) => w::VERSION_LOADING,
            Asked::Failed(FileFailure::Offline) => w::VERSION_OFFLINE,
            Asked::Failed(FileFailure::SignedOut) => w::VERSION_SIGNED_OUT,
            Asked::Failed(FileFailure::Missing) => w::VERSION_WAITS,
            Asked::Failed(FileFailure::Server) => w::VERSION_FAILED,
        }
    }
}

/// What is known of the versions of one programme.
#[derive(Clone, Copy)]
pub struct Past {
    workspace: Workspace,
    programme: RecordId,
    known: RwSignal<Vec<Known>>,
}

#[derive(Clone)]
struct Known {
    version: String,
    asked: Asked,
    /// The programme had changes waiting here when it was asked: the name may be among them.
    was_waiting: bool,
}

impl Past {
    pub fn new(workspace: Workspace, programme: RecordId) -> Self {
        Past {
            workspace,
            programme,
            known: RwSignal::new(vec![]),
        }
    }

    /// A version, tracked; asks for it when nobody has.
    pub fn get(self, version: &str) -> Asked {
        let known = self
            .known
            .with(|all| all.iter().find(|it| it.version == version).cloned());
        let is_to_be_asked = match &known {
            None => true,
            // The name has reached the district since.
            Some(known) => {
                known.was_waiting
                    && known.asked == Asked::Failed(FileFailure::Missing)
                    && !self.is_waiting()
            }
        };
        if is_to_be_asked {
            let version = version.to_owned();
            // Not while the screen is being drawn: it would be drawn again at once.
            request_animation_frame(move || self.ask(&version));
        }
        known.map_or(Asked::Loading, |known| known.asked)
    }

    /// Changes of the programme wait on the device, tracked.
    fn is_waiting(self) -> bool {
        self.workspace.records.with(|records| {
            let replica = records.replica.as_ref();
            replica.is_some_and(|it| it.is_waiting(self.programme))
        })
    }

    /// Asks the district, once more if it was asked before.
    pub fn ask(self, version: &str) {
        let was_waiting = untrack(|| self.is_waiting());
        self.put(version, Asked::Loading, was_waiting);
        let path = format!("programme/at.json?id={}&version={version}", self.programme);
        let asked = self.workspace.device().member_file(path);
        let (programme, version) = (self.programme, version.to_owned());
        leptos::task::spawn_local(async move {
            let answer = match asked.await {
                Ok(file) => match read(&file, programme) {
                    Some(past) => Asked::Known(Arc::new(past)),
                    None => Asked::Failed(FileFailure::Server),
                },
                Err(failure) => Asked::Failed(failure),
            };
            self.put(&version, answer, was_waiting);
        });
    }

    fn put(self, version: &str, asked: Asked, was_waiting: bool) {
        // The screen may be gone by now.
        let _ = self.known.try_update(|all| {
            all.retain(|it| it.version != version);
            all.push(Known {
                version: version.to_owned(),
                asked,
                was_waiting,
            });
        });
    }
}

/// The address of a file of an earlier version.
pub fn file_of(
    workspace: Workspace,
    programme: RecordId,
    file: &str,
    version: &str,
) -> Option<String> {
    let viewer = workspace.viewer();
    let network = viewer.network()?.as_str();
    Some(format!(
        "/api/network/{network}/programme/{file}?id={programme}&version={version}"
    ))
}

fn read(file: &Value, programme: RecordId) -> Option<PastRoadMap> {
    let named_at = file.get("named_at")?.as_i64()?;
    let records = file.get("records")?.as_array()?;
    let activities = records
        .iter()
        .filter_map(projected)
        .filter(|it| it.kind == RecordKind::Activity)
        .map(|it| Activity::read(&it))
        .filter(|it| it.programme == Some(programme));
    Some(PastRoadMap {
        named_at,
        activities: ordered(activities.collect(), |it: &Activity| {
            format!("{:020}{}", it.order, it.id)
        }),
    })
}

/// By hand: a reader made for the type would be more code.
fn projected(value: &Value) -> Option<Projected> {
    let text = |name: &str| value.get(name)?.as_str();
    let fields = value.get("fields")?.as_object()?;
    Some(Projected {
        id: text("id")?.parse().ok()?,
        kind: RecordKind::from_code(text("kind")?)?,
        network: NetworkId::new(text("network")?).ok()?,
        fields: fields
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        is_supported: false,
    })
}
