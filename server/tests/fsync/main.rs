//! Nothing is acknowledged before it is on the disk: seen from outside, by the system calls of the
//! real server. A killed process does not show it, because what it wrote is in the system's cache;
//! pulling the plug is not tried here.
//!
//! `strace` writes down descriptors and lengths, never contents. The judging is tested without it.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it did"
)]

mod trace;

use opora_domain::{DeviceId, NetworkId, RecordId, RecordKind};
use opora_sync::{
    Action, Base, OpNumber, Operation, Outcome, PROTOCOL_VERSION, PushRequest, PushResponse, Seq,
    SignIn,
};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use uuid::Uuid;

const EDITS: usize = 200;

/// Calls that bring something in or out, and those that put it on the disk.
const CALLS: &str = "trace=read,recvfrom,recvmsg,write,pwrite64,writev,pwritev,sendto,sendmsg,\
                     fsync,fdatasync";

/// The server with somebody who watches it.
struct Watched {
    strace: Child,
    address: String,
}

impl Watched {
    fn start(folder: &Path, data: &Path) -> Self {
        let mut strace = Command::new("strace")
            .args([
                "-f",
                "-qq",
                "-y",
                "--string-limit=0",
                "--seccomp-bpf",
                "-e",
                CALLS,
            ])
            .arg("-o")
            .arg(folder.join("trace"))
            .arg(env!("CARGO_BIN_EXE_opora"))
            .args(["serve", "--samples", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .arg("--site")
            .arg(folder.join("site"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(strace.stdout.take().unwrap()).lines();
        let mut first = lines.find(|line| line.as_ref().unwrap().starts_with("Opora: "));
        let first = first.take().unwrap().unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        let address = first.split(' ').nth(1).unwrap().to_owned();
        Watched { strace, address }
    }

    /// The server goes, and with it strace, which then has written everything down.
    fn stop(mut self) {
        let pid = self.strace.id();
        let children = format!("/proc/{pid}/task/{pid}/children");
        for child in std::fs::read_to_string(children)
            .unwrap()
            .split_whitespace()
        {
            Command::new("kill").args(["-9", child]).status().unwrap();
        }
        self.strace.wait().unwrap();
    }
}

fn agent(address: &str, data: &Path) -> ureq::Agent {
    let sign_ins = std::fs::read_to_string(data.join("first-run.txt")).unwrap();
    let mut lines = sign_ins.lines();
    let line = lines
        .find(|line| line.starts_with("example coordinator "))
        .unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().build().into();
    let sign_in = SignIn {
        login: "coordinator-example".to_owned(),
        password: line.rsplit(' ').next().unwrap().to_owned(),
    };
    agent
        .post(format!("{address}/api/session"))
        .send_json(sign_in)
        .unwrap();
    agent
}

/// Makes a school, and then so many edits of its note, each sent when the one before is answered.
fn push_edits(agent: &ureq::Agent, address: &str) {
    let device = DeviceId(Uuid::new_v4());
    let record = RecordId(Uuid::new_v4());
    let fields = json!({ "code": "fsync-1", "kind": "other", "name": "Synced" });
    let create = Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    };
    let edit = |n: u64| Action::Set {
        field: "note".to_owned(),
        // Long, so that its commit is the largest thing written meanwhile.
        value: json!(format!("{n} {}", "x".repeat(400))),
        base: Base::Own {
            n: OpNumber(n - 1),
            root: Seq(0),
        },
        was: json!(null),
    };
    let actions = (2..).map(edit).take(EDITS);
    for (n, action) in (1..).zip(std::iter::once(create).chain(actions)) {
        let request = PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: 1,
            network: NetworkId::new("example").unwrap(),
            device,
            lineage: 0,
            operations: vec![Operation {
                n: OpNumber(n),
                record,
                kind: RecordKind::Organisation,
                action,
                at: 0,
            }],
        };
        let response: PushResponse = agent
            .post(format!("{address}/api/sync/push"))
            .send_json(&request)
            .unwrap()
            .body_mut()
            .read_json()
            .unwrap();
        let outcome = &response.results[0].outcome;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
}

#[test]
#[ignore = "needs strace: cargo test … --test fsync -- --ignored --nocapture"]
fn every_acknowledged_edit_was_synced_before() {
    let strace = Command::new("strace").arg("-V").output();
    assert!(strace.is_ok(), "strace is not installed: nothing was tried");
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let data = folder.join("data");
    std::fs::create_dir_all(folder.join("site")).unwrap();
    let server = Watched::start(folder, &data);
    push_edits(&agent(&server.address, &data), &server.address);
    server.stop();
    let trace = std::fs::read_to_string(folder.join("trace")).unwrap();
    let database = data.join("database");
    let exchanges = trace::exchanges(&trace, database.to_str().unwrap());
    // Before them came the sign-in and the school.
    let edits = &exchanges[exchanges.len() - EDITS..];
    let synced = edits.iter().filter(|exchange| exchange.is_synced()).count();
    println!(
        "acknowledged: {}, with an fsync before: {synced}",
        edits.len()
    );
    assert_eq!(synced, EDITS);
}
