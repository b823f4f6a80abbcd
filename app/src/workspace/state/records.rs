//! The replica as the views read it: typed, indexed, and asked who may write what.

use super::order::ordered;
use opora_domain::record::link;
use opora_domain::{
    Interaction, Network, Organisation, Partnership, Record, RecordId, RecordKind, Refusal, Viewer,
    may_write,
};
use opora_graph::NetworkGraph;
use opora_sync::{Action, Conflict, Operation, RecordView, Replica, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// One picture of everything on the device.
#[derive(Default)]
pub struct Records {
    pub replica: Option<Replica>,
    pub views: BTreeMap<RecordId, Arc<RecordView>>,
    pub network: Option<Network>,
    pub organisations: BTreeMap<RecordId, Organisation>,
    pub partnerships: BTreeMap<RecordId, Partnership>,
    pub interactions: BTreeMap<RecordId, Interaction>,
    graph: OnceLock<NetworkGraph>,
}

/// Interactions by date, the undated ones last.
pub fn newest_first(interactions: Vec<&Interaction>) -> Vec<&Interaction> {
    let mut sorted = ordered(interactions, |interaction| {
        interaction
            .date
            .map(|date| date.to_string())
            .unwrap_or_default()
    });
    sorted.reverse();
    sorted
}

/// A conflict with the record it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDecision {
    pub record: RecordId,
    pub kind: RecordKind,
    pub conflict: Conflict,
}

impl Records {
    /// Reads a replica.
    pub fn of(replica: Replica) -> Self {
        let views = replica.visible_all();
        let mut records = Records::default();
        for view in views.values() {
            let projected = &view.projected;
            match view.kind() {
                RecordKind::Network => records.network = Some(Network::read(projected)),
                RecordKind::Organisation => {
                    records
                        .organisations
                        .insert(view.id(), Organisation::read(projected));
                }
                RecordKind::Partnership => {
                    records
                        .partnerships
                        .insert(view.id(), Partnership::read(projected));
                }
                RecordKind::Interaction => {
                    records
                        .interactions
                        .insert(view.id(), Interaction::read(projected));
                }
                // Read where they are shown.
                RecordKind::Programme
                | RecordKind::Stage
                | RecordKind::Task
                | RecordKind::Indicator
                | RecordKind::Activity
                | RecordKind::Assessment
                | RecordKind::ContextFact
                | RecordKind::Note
                | RecordKind::Round
                | RecordKind::Return
                | RecordKind::Practice
                | RecordKind::Adoption
                | RecordKind::Contest
                | RecordKind::Participation
                | RecordKind::Development
                | RecordKind::Definition => {}
            }
        }
        records.views = views;
        records.replica = Some(replica);
        records
    }

    /// The network, made when it is first asked for.
    pub fn graph(&self) -> &NetworkGraph {
        self.graph.get_or_init(|| {
            NetworkGraph::new(
                self.organisations.values().cloned().collect(),
                self.partnerships.values().cloned().collect(),
                self.interactions.values().cloned().collect(),
            )
        })
    }

    /// Not everything has come from the district yet: what is not here may be on its way.
    pub fn is_before_first_pull(&self) -> bool {
        self.replica
            .as_ref()
            .is_none_or(|replica| replica.meta().pulled_at.is_none())
    }

    /// When the district's news last came, whole.
    pub fn pulled_at(&self) -> Option<Timestamp> {
        self.replica
            .as_ref()
            .and_then(|replica| replica.meta().pulled_at)
    }

    pub fn waiting(&self) -> Vec<&Operation> {
        self.replica.iter().flat_map(Replica::outbox).collect()
    }

    pub fn waiting_count(&self) -> usize {
        self.replica
            .as_ref()
            .map_or(0, |replica| replica.outbox().len())
    }

    pub fn refused_count(&self) -> usize {
        self.replica
            .as_ref()
            .map_or(0, |replica| replica.rejects().len())
    }

    /// When the field's waiting value was stored here; `None` when nothing of it waits.
    pub fn waiting_since(&self, record: RecordId, field: &str) -> Option<Timestamp> {
        let replica = self.replica.as_ref()?;
        let is_of_field = |operation: &&Operation| {
            operation.record == record
                && match &operation.action {
                    Action::Create { fields } => fields.contains_key(field),
                    action => action.field() == Some(field),
                }
        };
        replica
            .outbox()
            .filter(is_of_field)
            .map(|operation| operation.at)
            .last()
    }

    /// All open conflicts, in the order they arose.
    pub fn decisions(&self) -> Vec<OpenDecision> {
        let decisions: Vec<OpenDecision> = self
            .views
            .values()
            .flat_map(|view| {
                view.conflicts.iter().map(|conflict| OpenDecision {
                    record: view.id(),
                    kind: view.kind(),
                    conflict: conflict.clone(),
                })
            })
            .collect();
        ordered(decisions, |decision| {
            format!("{:020}", decision.conflict.id.0.0)
        })
    }

    /// Those of them the viewer may decide.
    pub fn decisions_of(&self, viewer: &Viewer) -> Vec<OpenDecision> {
        let mut decisions = self.decisions();
        decisions.retain(|decision| {
            self.may_write(viewer, decision.record, Some(&decision.conflict.field))
                .is_ok()
        });
        decisions
    }

    /// May the viewer change this field (`None`: delete the record)?
    pub fn may_write(
        &self,
        viewer: &Viewer,
        record: RecordId,
        field: Option<&str>,
    ) -> Result<(), Refusal> {
        let record = self.record(record).ok_or(Refusal::UnknownRecord)?;
        may_write(viewer, &record, field, false)
    }

    /// May the viewer record an interaction of this partnership?
    pub fn may_record_visit(&self, viewer: &Viewer, partnership: RecordId) -> bool {
        match viewer {
            Viewer::Coordinator { .. } => self.partnerships.contains_key(&partnership),
            Viewer::School { organisation, .. } => {
                self.parties_of(partnership).contains(organisation)
            }
            Viewer::Public | Viewer::Observer { .. } => false,
        }
    }

    /// Partnerships an organisation is a side of, giving first, in the order of their identities.
    pub fn partnerships_of(&self, organisation: RecordId) -> Vec<&Partnership> {
        let own: Vec<&Partnership> = self
            .partnerships
            .values()
            .filter(|p| p.from == Some(organisation) || p.to == Some(organisation))
            .collect();
        ordered(own, |p| {
            let is_ended = u8::from(!p.status.is_open());
            let is_received = u8::from(p.from != Some(organisation));
            format!("{is_ended}{is_received}{}", p.id)
        })
    }

    /// Interactions of a partnership, newest first.
    pub fn interactions_of(&self, partnership: RecordId) -> Vec<&Interaction> {
        let own: Vec<&Interaction> = self
            .interactions
            .values()
            .filter(|interaction| interaction.partnership == Some(partnership))
            .collect();
        newest_first(own)
    }

    fn parties_of(&self, record: RecordId) -> Vec<RecordId> {
        let Some(view) = self.views.get(&record) else {
            return vec![];
        };
        let fields = &view.projected.fields;
        match view.kind() {
            RecordKind::Network => vec![],
            RecordKind::Organisation => vec![record],
            RecordKind::Partnership => [link(fields, "from"), link(fields, "to")]
                .into_iter()
                .flatten()
                .collect(),
            RecordKind::Interaction => link(fields, "partnership")
                .map(|id| self.parties_of(id))
                .unwrap_or_default(),
            RecordKind::Assessment
            | RecordKind::Return
            | RecordKind::Practice
            | RecordKind::Adoption
            | RecordKind::Contest
            | RecordKind::Participation
            | RecordKind::Development => link(fields, "school").into_iter().collect(),
            // Only the coordinator writes them, who need not be a party.
            RecordKind::Programme
            | RecordKind::Stage
            | RecordKind::Task
            | RecordKind::Indicator
            | RecordKind::Activity
            | RecordKind::ContextFact
            | RecordKind::Note
            | RecordKind::Round
            | RecordKind::Definition => vec![],
        }
    }

    /// The record as [`may_write`] wants it. The device has no more of it than the viewer may see,
    /// which is enough for this question.
    fn record(&self, id: RecordId) -> Option<Record> {
        let view = self.views.get(&id)?;
        Some(Record {
            id,
            kind: view.kind(),
            network: view.projected.network.clone(),
            fields: view.projected.fields.clone(),
            parties: self.parties_of(id),
            deleted: false,
        })
    }
}
