//! The district a schedule starts with: four organisations, two partnerships, an offer, a visit.

use super::{Account, World};
use crate::census::Census;
use crate::device::Device;
use crate::district::memory::Memory;
use crate::district::{District, Finished};
use crate::invariant::Violation;
use crate::ledger::Ledger;
use crate::mutant::Mutant;
use crate::options::Options;
use crate::oracle::{Oracle, Owners};
use crate::random::Random;
use crate::server::Form;
use opora_domain::{
    Author, DeviceId, Fields, NetworkId, RecordId, RecordKind, UserId, Value, Viewer,
};
use opora_sync::{Action, Meta, OpNumber, Operation, PROTOCOL_VERSION, PushRequest};
use serde_json::json;
use uuid::Uuid;

/// The first lineage; later ones follow.
pub const LINEAGE: u32 = 7;

/// A district to start with, made once and copied for every schedule.
pub struct Start<D> {
    district: D,
    founding: Founding,
}

/// What is known of the district before a schedule begins.
struct Founding {
    oracle: Oracle,
    records: Vec<(RecordId, RecordKind)>,
    network: NetworkId,
}

/// Identities differ in their last bytes, as random ones do.
pub fn record(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(
        0x0190_0000_0000_7000_8000_0000_0000_0000 + number,
    ))
}

pub fn identity(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(0xd000_0000 + number))
}

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(0xa000_0000 + number))
}

/// The network that every schedule is about.
pub fn network() -> Option<NetworkId> {
    NetworkId::new("district").ok()
}

impl<D: District> Start<D> {
    /// Founds the district in an empty one; `None` only when that is refused.
    pub fn found(mut district: D) -> Option<Self> {
        let network = network()?;
        let mut operations = vec![];
        let mut create = |number: u128, kind: RecordKind, fields: Value| {
            let fields: Fields = serde_json::from_value(fields).unwrap_or_default();
            operations.push(Operation {
                n: OpNumber(operations.len() as u64 + 1),
                record: record(number),
                kind,
                action: Action::Create { fields },
                at: 0,
            });
        };
        for number in 1..=4 {
            let fields = json!({
                "code": format!("s-{number}"), "kind": "school", "name": "School",
                "settlement": "Village", "note": format!("note {number}"),
            });
            create(number, RecordKind::Organisation, fields);
        }
        let partnership = |from: Option<u128>, to: u128| {
            json!({
                "kind": "mentoring", "status": "active", "to": record(to),
                "from": from.map(record), "theme": "Theme", "subjects": ["a", "b"],
            })
        };
        create(10, RecordKind::Partnership, partnership(Some(2), 1));
        create(11, RecordKind::Partnership, partnership(Some(3), 1));
        create(12, RecordKind::Partnership, partnership(None, 2));
        let visit = json!({
            "partnership": record(10), "kind": "lesson-visit", "date": "2026-11-19",
            "topic": "Topic", "discussion": "Discussed", "private_note": "Private",
            "recorded_by": record(1),
        });
        create(20, RecordKind::Interaction, visit);
        let records = operations.iter().map(|op| (op.record, op.kind)).collect();
        let office = Author {
            user: user(99),
            viewer: Viewer::Coordinator {
                network: network.clone(),
            },
            label: "office".to_owned(),
        };
        let request = PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: opora_domain::schema::SCHEMA_VERSION,
            network: network.clone(),
            device: identity(0),
            lineage: 0,
            operations,
        };
        let begun = district.begin_push(0, &office, request).ok()?;
        let Finished::Done(_) = district.finish_push(0, begun) else {
            return None;
        };
        let mut oracle = Oracle::default();
        let observed = oracle.observe(&district, &Ledger::default(), &Owners::new());
        let founding = Founding {
            oracle,
            records,
            network,
        };
        observed.ok().map(|()| Start { district, founding })
    }

    /// The world of one seed around the district itself, for one that cannot be copied. It has as
    /// many nodes as [`Options::draw`] says.
    pub fn into_world(self, seed: u64) -> World<D> {
        self.founding.begin(self.district, seed, None)
    }
}

impl Founding {
    fn begin<D: District>(&self, district: D, seed: u64, mutant: Option<Mutant>) -> World<D> {
        let options = Options::draw(seed);
        let school = |number: u128| Viewer::School {
            network: self.network.clone(),
            organisation: record(number),
        };
        let coordinator = Viewer::Coordinator {
            network: self.network.clone(),
        };
        let accounts = [
            ("coordinator 1", coordinator.clone()),
            ("coordinator 2", coordinator),
            ("school 1", school(1)),
            ("school 2", school(2)),
            ("school 3", school(3)),
        ];
        let accounts: Vec<Account> = accounts
            .into_iter()
            .enumerate()
            .map(|(place, (label, viewer))| Account {
                user: user(place as u128),
                label,
                viewer: Some(viewer),
                was_another: false,
            })
            .collect();
        let mut devices = vec![];
        let mut owners = Owners::new();
        for (slot, drawn) in options.devices.iter().enumerate() {
            let user = accounts[drawn.account].user;
            let identity = identity(1 + slot as u128);
            owners.insert(identity, (slot, user));
            let meta = Meta::new(identity, user, self.network.clone());
            let form = match drawn.is_older {
                true => Form::Json,
                false => Form::Compact,
            };
            let device = Device::new(slot, drawn.account, meta, form, drawn.skew_years);
            devices.push(device.with(mutant));
        }
        World {
            mutant,
            random: Random::new(seed),
            network: self.network.clone(),
            district,
            nodes_older: options.nodes_older.clone(),
            accounts,
            owners,
            bag: vec![],
            working: vec![],
            files: vec![],
            ledger: Ledger::default(),
            oracle: self.oracle.clone(),
            oracle_then: None,
            records: self.records.clone(),
            step: 0,
            exchanges: 0,
            identities: 1 + devices.len() as u128,
            devices,
            census: Census::default(),
            diary: None,
            is_calm: false,
            options,
        }
    }
}

impl Start<Memory> {
    /// A district in memory; see [`Start::found`].
    pub fn in_memory() -> Option<Self> {
        let mut district = Memory::new(network()?);
        district.begin_life(LINEAGE);
        Start::found(district)
    }

    /// The world of one seed.
    pub fn world(&self, seed: u64, mutant: Option<Mutant>) -> World<Memory> {
        let nodes = Options::draw(seed).nodes_older.len();
        let district = self.district.with(nodes, mutant);
        self.founding.begin(district, seed, mutant)
    }
}

impl<D: District> World<D> {
    /// Most devices have been in use, and so has every one that still speaks protocol 1.
    pub(super) fn first_pulls(&mut self) -> Result<(), Violation> {
        self.is_calm = true;
        for slot in 0..self.devices.len() {
            if self.devices[slot].form == Form::Json || !self.random.one_in(4) {
                self.exchange_now(slot, false)?;
                self.exchange_now(slot, false)?;
            }
        }
        self.is_calm = false;
        Ok(())
    }
}
