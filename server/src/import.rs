//! Import: office reads and plans, the sync engine writes. Every row becomes operations like any
//! other change; one network's import is one transaction.

use crate::now_ms;
use opora_domain::{
    Author, DeviceId, FieldName, Locale, NetworkId, RecordId, RecordKind, Refusal, UserId, Value,
    Viewer,
};
use opora_office::{
    Existing, ExistingRecord, Plan, ProblemReport, Report, Severity, Step, Workbook,
};
use opora_store::{Store, StoreError};
use opora_sync::{Action, Base, OpNumber, Operation, Outcome, RecordState, Seq};
use std::collections::HashMap;
use uuid::Uuid;

const IMPORT_NAMESPACE: Uuid = Uuid::from_u128(0x6f70_6f72_6100_4a6d_8a5b_1d0c_73c1_0f02);

/// What the district has of the networks the workbooks speak of.
#[derive(Default)]
pub struct District {
    records: HashMap<RecordId, RecordState>,
    codes: HashMap<(NetworkId, RecordKind, String), RecordId>,
}

impl District {
    /// Loads all records of these networks, deleted ones too.
    pub async fn load(store: &Store, workbooks: &[Workbook]) -> Result<Self, StoreError> {
        let mut district = District::default();
        let mut networks: Vec<&NetworkId> = workbooks.iter().map(Workbook::network).collect();
        networks.sort();
        networks.dedup();
        for network in networks {
            for state in store.records_with_deleted(network).await? {
                if let Some(code) = state.record.fields.get("code").and_then(Value::as_str) {
                    let key = (network.clone(), state.record.kind, code.to_owned());
                    district.codes.insert(key, state.record.id);
                } else {
                    // Made in the application without a code: network files name its identity.
                    let key = (
                        network.clone(),
                        state.record.kind,
                        state.record.id.to_string(),
                    );
                    district.codes.insert(key, state.record.id);
                }
                district.records.insert(state.record.id, state);
            }
        }
        Ok(district)
    }
}

impl Existing for District {
    fn record(&self, id: RecordId) -> Option<ExistingRecord> {
        let state = self.records.get(&id)?;
        Some(ExistingRecord {
            fields: state.record.fields.clone(),
            versions: state
                .versions
                .iter()
                .map(|(field, stamp)| (field.clone(), stamp.seq.0))
                .collect(),
            imported: state
                .imported
                .iter()
                .map(|(field, (value, seq))| (field.clone(), (value.clone(), seq.0)))
                .collect(),
            deleted: state.record.deleted,
        })
    }

    fn made_with_code(
        &self,
        network: &NetworkId,
        kind: RecordKind,
        code: &str,
    ) -> Option<RecordId> {
        self.codes
            .get(&(network.clone(), kind, code.to_owned()))
            .copied()
    }

    fn imported(&self, network: &NetworkId, kind: RecordKind) -> Vec<RecordId> {
        self.living(network, kind, |state| !state.imported.is_empty())
    }

    fn made(&self, network: &NetworkId, kind: RecordKind) -> Vec<RecordId> {
        self.living(network, kind, |state| state.imported.is_empty())
    }
}

impl District {
    fn living(
        &self,
        network: &NetworkId,
        kind: RecordKind,
        is_wanted: impl Fn(&RecordState) -> bool,
    ) -> Vec<RecordId> {
        let is_living = |state: &&RecordState| {
            state.record.network == *network
                && state.record.kind == kind
                && !state.record.deleted
                && is_wanted(state)
        };
        let mut ids: Vec<RecordId> = self
            .records
            .values()
            .filter(is_living)
            .map(|state| state.record.id)
            .collect();
        ids.sort();
        ids
    }
}

/// The operator at the command line, as the author of an import.
pub fn operator(network: &NetworkId) -> Author {
    Author {
        user: UserId(Uuid::new_v5(&IMPORT_NAMESPACE, b"operator")),
        viewer: Viewer::Coordinator {
            network: network.clone(),
        },
        label: "Импорт".to_owned(),
    }
}

/// Plans the import of workbooks against what the store has.
pub async fn plan(store: &Store, workbooks: &[Workbook]) -> Result<Vec<Plan>, StoreError> {
    let district = District::load(store, workbooks).await?;
    Ok(opora_office::plan(workbooks, &district))
}

/// What an import has done with one plan.
pub struct Imported {
    pub applied: usize,
    /// Steps the engine refused after all: somebody wrote in between.
    pub refused: Vec<EngineRefusal>,
}

/// A step the engine refused.
pub struct EngineRefusal {
    pub record: RecordId,
    pub code: Refusal,
    pub fields: Vec<FieldName>,
}

/// Takes a plan's steps, all in one transaction.
pub async fn confirm(store: &Store, author: &Author, plan: &Plan) -> Result<Imported, StoreError> {
    if plan.steps.is_empty() {
        return Ok(Imported {
            applied: 0,
            refused: vec![],
        });
    }
    write(
        store,
        author,
        &plan.network,
        plan.steps.iter().map(operation).collect(),
    )
    .await
}

/// Writes operations as an import of this author.
pub async fn write(
    store: &Store,
    author: &Author,
    network: &NetworkId,
    operations: Vec<Operation>,
) -> Result<Imported, StoreError> {
    // Imports are numbered per author and network, as if they came from a device of their own.
    let name = format!("{}\u{1f}{network}", author.user);
    let device = DeviceId(Uuid::new_v5(&IMPORT_NAMESPACE, name.as_bytes()));
    let records: Vec<RecordId> = operations
        .iter()
        .map(|operation| operation.record)
        .collect();
    let done = store
        .import(author, network, device, operations, now_ms())
        .await?;
    let mut imported = Imported {
        applied: 0,
        refused: vec![],
    };
    for (record, result) in records.into_iter().zip(done.results) {
        match result.outcome {
            Outcome::Refused { code, fields } => {
                imported.refused.push(EngineRefusal {
                    record,
                    code,
                    fields,
                });
            }
            Outcome::Applied { .. } | Outcome::Unchanged { .. } | Outcome::Conflicted { .. } => {
                imported.applied += 1;
            }
        }
    }
    Ok(imported)
}

fn operation(step: &Step) -> Operation {
    let (record, kind, action) = match step {
        Step::Create {
            record,
            kind,
            fields,
        } => (
            *record,
            *kind,
            Action::Create {
                fields: fields.clone(),
            },
        ),
        Step::Set {
            record,
            kind,
            field,
            value,
            base_version,
            was,
        } => (
            *record,
            *kind,
            Action::Set {
                field: field.clone(),
                value: value.clone(),
                base: Base::Version(Seq(base_version.unwrap_or(0))),
                was: was.clone().unwrap_or(Value::Null),
            },
        ),
    };
    // The store numbers the operations of an import itself.
    Operation {
        n: OpNumber(0),
        record,
        kind,
        action,
        at: now_ms(),
    }
}

/// Adds what the engine refused to what the plan had found.
pub fn note_refusals(report: &mut Report, refused: &[EngineRefusal], locale: Locale) {
    report
        .problems
        .extend(refused.iter().map(|refusal| ProblemReport {
            sheet: String::new(),
            cell: String::new(),
            severity: Severity::Refused,
            code: refusal.code.code().to_owned(),
            read: refusal.fields.join(", "),
            message: refusal.code.label(locale).to_owned(),
            whole: vec![],
        }));
}
