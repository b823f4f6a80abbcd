//! `kill -9` of the real server under load: what it acknowledged is there afterwards, once.
//!
//! `OPORA_CRASH_ROUNDS` sets the rounds (default 3).

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it did"
)]

use opora_domain::{DeviceId, NetworkId, RecordId, RecordKind};
use opora_sync::{
    Action, OpNumber, Operation, PROTOCOL_VERSION, PullRequest, PullResponse, PushRequest, Seq,
    SignIn,
};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

const DEVICES: usize = 4;
const PUSHES: usize = 200;

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path, site: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_opora"))
            .args(["serve", "--samples", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .arg("--site")
            .arg(site)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        // The rest is read to its end, so that the server never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let address = first.split(' ').nth(1).unwrap().to_owned();
        Server { process, address }
    }

    /// SIGKILL: no warning, no flush.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn agent(&self, password: &str) -> ureq::Agent {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(true)
            .build()
            .into();
        let sign_in = SignIn {
            login: "coordinator-example".to_owned(),
            password: password.to_owned(),
        };
        agent
            .post(format!("{}/api/session", self.address))
            .send_json(sign_in)
            .unwrap();
        agent
    }
}

/// One device: what it has had acknowledged, and what it sends next.
struct Device {
    id: DeviceId,
    next: u64,
    acknowledged: BTreeMap<RecordId, u64>,
}

fn operation(device: DeviceId, n: u64) -> Operation {
    let record = RecordId(Uuid::new_v5(&device.0, &n.to_be_bytes()));
    let fields = [
        (
            "code".to_owned(),
            json!(format!("crash-{}", record.0.simple())),
        ),
        ("kind".to_owned(), json!("other")),
        ("name".to_owned(), json!(format!("{n}"))),
    ];
    Operation {
        n: OpNumber(n),
        record,
        kind: RecordKind::Organisation,
        action: Action::Create {
            fields: fields.into(),
        },
        at: 0,
    }
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let rounds: u32 =
        std::env::var("OPORA_CRASH_ROUNDS").map_or(3, |rounds| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (data, site) = (folder.path().join("data"), folder.path().join("site"));
    std::fs::create_dir_all(&site).unwrap();
    let network = NetworkId::new("example").unwrap();
    let mut devices: Vec<Device> = (0..DEVICES)
        .map(|_| Device {
            id: DeviceId(Uuid::new_v4()),
            next: 1,
            acknowledged: BTreeMap::new(),
        })
        .collect();
    let (mut acknowledged, mut unanswered) = (0, 0);
    for round in 0..rounds {
        let server = Server::start(&data, &site);
        let sign_ins = std::fs::read_to_string(data.join("first-run.txt")).unwrap();
        let line = sign_ins
            .lines()
            .find(|line| line.starts_with("example coordinator "))
            .unwrap();
        let agent = server.agent(line.rsplit(' ').next().unwrap());
        check(&agent, &server.address, &network, &devices);
        // Killed somewhere in the middle, each round elsewhere.
        let kill_after = 20 + (round as usize * 37) % (PUSHES - 40);
        let answered = AtomicUsize::new(0);
        let server = Mutex::new(Some(server));
        let address = server.lock().unwrap().as_ref().unwrap().address.clone();
        std::thread::scope(|scope| {
            for device in &mut devices {
                let (agent, address, network) = (agent.clone(), &address, &network);
                let (answered, server) = (&answered, &server);
                scope.spawn(move || {
                    for _ in 0..PUSHES / DEVICES {
                        let operation = operation(device.id, device.next);
                        let record = operation.record;
                        let request = PushRequest {
                            protocol: PROTOCOL_VERSION,
                            schema: 1,
                            network: network.clone(),
                            device: device.id,
                            operations: vec![operation],
                            lineage: 0,
                        };
                        let sent = agent
                            .post(format!("{address}/api/sync/push"))
                            .send_json(&request);
                        // Not answered: the next round sends the same number again.
                        if sent.is_err() {
                            return;
                        }
                        device.acknowledged.insert(record, device.next);
                        device.next += 1;
                        if answered.fetch_add(1, Ordering::SeqCst) + 1 == kill_after
                            && let Some(server) = server.lock().unwrap().take()
                        {
                            server.kill();
                        }
                    }
                });
            }
        });
        if let Some(server) = server.lock().unwrap().take() {
            server.kill();
        }
        acknowledged += answered.load(Ordering::SeqCst);
        unanswered += PUSHES - answered.load(Ordering::SeqCst);
    }
    let server = Server::start(&data, &site);
    let sign_ins = std::fs::read_to_string(data.join("first-run.txt")).unwrap();
    let line = sign_ins
        .lines()
        .find(|line| line.starts_with("example coordinator "))
        .unwrap();
    check(
        &server.agent(line.rsplit(' ').next().unwrap()),
        &server.address,
        &network,
        &devices,
    );
    server.kill();
    println!(
        "rounds: {rounds}, acknowledged: {acknowledged}, cut off: {unanswered}, lost: 0, doubled: 0"
    );
}

/// Everything acknowledged is there, and every record of the devices was created exactly once.
fn check(agent: &ureq::Agent, address: &str, network: &NetworkId, devices: &[Device]) {
    let mut records = BTreeMap::new();
    let mut cursor = Seq(0);
    loop {
        let request = PullRequest {
            protocol: PROTOCOL_VERSION,
            schema: 1,
            network: network.clone(),
            cursor,
            view: 0,
            lineage: 0,
        };
        let page: PullResponse = agent
            .post(format!("{address}/api/sync/pull"))
            .send_json(&request)
            .unwrap()
            .body_mut()
            .read_json()
            .unwrap();
        for view in page.records {
            records.insert(view.id(), view);
        }
        cursor = page.cursor;
        if !page.has_more {
            break;
        }
    }
    let mut expected = 0;
    for device in devices {
        for (record, n) in &device.acknowledged {
            let view = records
                .get(record)
                .unwrap_or_else(|| panic!("operation {n} of {} is lost", device.id));
            // A second application would have been refused as already there, or given new versions.
            assert!(
                view.versions.values().all(|seq| *seq == view.seq),
                "operation {n} was applied twice"
            );
            expected += 1;
        }
    }
    let is_ours = |view: &&opora_sync::RecordView| {
        view.projected.fields["code"]
            .as_str()
            .is_some_and(|code| code.starts_with("crash-"))
    };
    let organisations = records
        .values()
        .filter(|view| view.kind() == RecordKind::Organisation);
    let found = organisations.filter(is_ours).count();
    // At most one operation of each device was written but not acknowledged.
    assert!(
        (expected..=expected + devices.len()).contains(&found),
        "{found} records, {expected} acknowledged"
    );
}
