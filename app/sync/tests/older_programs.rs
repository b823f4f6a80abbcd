//! A program of an earlier schema takes a kind it does not know for damage: it is not sent one,
//! and fetches everything anew once it is a newer program.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::{SCHEMA_VERSION, version_of};
use opora_domain::{Fields, NetworkId, Record, RecordId, RecordKind, Viewer};
use opora_sync::{Picture, PullRequest, RecordState, Seq, view_token, view_token_of};
use std::collections::BTreeMap;
use uuid::Uuid;

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn picture() -> Picture {
    let mut picture = Picture::default();
    let states = RecordKind::ALL.iter().zip(1u64..).map(|(kind, number)| {
        let id = RecordId(Uuid::from_u128(number.into()));
        RecordState {
            record: Record {
                id,
                kind: *kind,
                network: network(),
                fields: Fields::new(),
                parties: vec![],
                deleted: false,
            },
            seq: Seq(number),
            versions: BTreeMap::new(),
            authors: BTreeMap::new(),
            conflicts: vec![],
            imported: BTreeMap::new(),
        }
    });
    picture.take(
        states.collect::<Vec<_>>(),
        Seq(RecordKind::ALL.len() as u64),
    );
    picture
}

fn request(schema: u32, view: u32, cursor: Seq) -> PullRequest {
    PullRequest {
        protocol: 2,
        schema,
        network: network(),
        cursor,
        view,
        lineage: 7,
    }
}

#[test]
fn an_older_program_is_sent_what_it_knows_and_a_newer_one_starts_anew() {
    let viewer = Viewer::Coordinator { network: network() };
    let picture = picture();
    for schema in 1..=SCHEMA_VERSION {
        let page = picture.news(&viewer, &request(schema, 0, Seq(0)), 7, 100);
        let kinds: Vec<RecordKind> = page.records.iter().map(|view| view.kind()).collect();
        let known: Vec<RecordKind> = RecordKind::ALL
            .iter()
            .copied()
            .filter(|kind| version_of(*kind) <= schema)
            .collect();
        assert_eq!(kinds, known, "schema {schema}");
        assert!(page.leave.is_empty() && !page.is_reset);
        assert_eq!(
            page.cursor, picture.seq,
            "what is passed over is not asked for again"
        );
        assert_eq!(page.view, view_token_of(&viewer, schema));
    }
    let old = view_token_of(&viewer, 1);
    assert_ne!(old, view_token(&viewer));
    let again = picture.news(&viewer, &request(1, old, picture.seq), 7, 100);
    assert!(!again.is_reset, "the older program goes on as it did");
    let renewed = picture.news(&viewer, &request(SCHEMA_VERSION, old, picture.seq), 7, 100);
    assert!(renewed.is_reset);
    assert_eq!(renewed.records.len(), RecordKind::ALL.len());
}
