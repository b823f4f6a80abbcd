//! Two nodes of the server on one database, one of them stopped at every place of a push while the
//! other does something.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{Author, DeviceId, NetworkId, RecordId, RecordKind, UserId, Viewer};
use opora_store::{Location, Store};
use opora_sync::{
    Action, Base, OpNumber, Operation, Outcome, PROTOCOL_VERSION, PushRequest, PushResponse, Seq,
};
use serde_json::json;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use uuid::Uuid;

/// More waits for the database than a push has.
const WAITS_MAX: usize = 12;

fn author() -> Author {
    let network = NetworkId::new("district").unwrap();
    Author {
        user: UserId(Uuid::now_v7()),
        viewer: Viewer::Coordinator { network },
        label: "coordinator".to_owned(),
    }
}

fn push(device: DeviceId, operation: Operation) -> PushRequest {
    PushRequest {
        protocol: PROTOCOL_VERSION,
        schema: 1,
        network: NetworkId::new("district").unwrap(),
        device,
        lineage: 0,
        operations: vec![operation],
    }
}

/// Sends a push to `one`, and while it is under way, after so many waits, the same to `other`.
async fn twice(
    one: &Store,
    other: &Store,
    author: &Author,
    request: &PushRequest,
    waits: usize,
) -> [PushResponse; 2] {
    let mut slow = pin!(one.push(author, request.clone(), 1));
    let mut waited = 0;
    let early = poll_fn(|context| match slow.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waited == waits => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    });
    let early = early.await;
    let fast = other.push(author, request.clone(), 1).await.unwrap();
    let slow = match early {
        Some(done) => done,
        None => slow.await,
    };
    [slow.unwrap(), fast]
}

/// Found by the simulator over the real database, like the next one: the commit compared the
/// sequence only, which a refused operation leaves as it is, and which is read after the device's
/// number. The other node's copy was then stopped by nothing but its answer already being there, and
/// the device was told of a failure of the server.
#[tokio::test]
async fn a_refused_push_that_two_nodes_take_at_once_is_answered_alike() {
    let one = Store::open(&Location::Memory).await.unwrap();
    let other = one.another_node().await.unwrap();
    let author = author();
    for waits in 0..WAITS_MAX {
        let device = DeviceId(Uuid::now_v7());
        let action = Action::Set {
            field: "name".to_owned(),
            value: json!("Nobody's"),
            base: Base::Version(Seq(0)),
            was: json!(null),
        };
        let operation = Operation {
            n: OpNumber(1),
            record: RecordId(Uuid::now_v7()),
            kind: RecordKind::Organisation,
            action,
            at: 0,
        };
        let request = push(device, operation);
        let [slow, fast] = twice(&one, &other, &author, &request, waits).await;
        assert_eq!(slow.results, fast.results, "stopped at wait {waits}");
        assert!(matches!(slow.results[0].outcome, Outcome::Refused { .. }));
    }
}

#[tokio::test]
async fn a_push_that_two_nodes_take_at_once_is_done_once() {
    let one = Store::open(&Location::Memory).await.unwrap();
    let other = one.another_node().await.unwrap();
    let author = author();
    for waits in 0..WAITS_MAX {
        let fields = json!({ "code": format!("s-{waits}"), "kind": "school", "name": "School" });
        let operation = Operation {
            n: OpNumber(1),
            record: RecordId(Uuid::now_v7()),
            kind: RecordKind::Organisation,
            action: Action::Create {
                fields: serde_json::from_value(fields).unwrap(),
            },
            at: 0,
        };
        let request = push(DeviceId(Uuid::now_v7()), operation);
        let [slow, fast] = twice(&one, &other, &author, &request, waits).await;
        let seq = Seq(waits as u64 + 1);
        assert_eq!(slow.results[0].outcome, Outcome::Applied { seq });
        assert_eq!(fast.results, slow.results, "stopped at wait {waits}");
    }
}
