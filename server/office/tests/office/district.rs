//! A district in memory: takes the steps of a plan as the engine would.

use opora_domain::{NetworkId, RecordId, RecordKind, Value};
use opora_office::{Existing, ExistingRecord, Plan, Step};
use opora_sync::merge::merge_lists;
use std::collections::BTreeMap;

#[derive(Default)]
pub struct District {
    pub records: BTreeMap<RecordId, (NetworkId, RecordKind, ExistingRecord)>,
    pub sequence: u64,
    /// Record, field, the value that stayed, the value of the file.
    pub conflicts: Vec<(RecordId, String, Value, Value)>,
}

impl District {
    /// Takes every step, each of which must be possible when its turn comes.
    pub fn apply(&mut self, plan: &Plan) {
        for step in &plan.steps {
            self.sequence += 1;
            let sequence = self.sequence;
            match step {
                Step::Create {
                    record,
                    kind,
                    fields,
                } => {
                    assert_eq!(opora_domain::validate(*kind, fields), [], "a step is valid");
                    for name in [
                        "from",
                        "to",
                        "partnership",
                        "programme",
                        "parent",
                        "school",
                        "organisation",
                        "practice",
                        "contest",
                    ] {
                        if let Some(link) = opora_domain::record::link(fields, name) {
                            assert!(
                                self.records.contains_key(&link),
                                "{name} is there before it is used"
                            );
                        }
                    }
                    let it = ExistingRecord {
                        fields: fields.clone(),
                        versions: fields.keys().map(|name| (name.clone(), sequence)).collect(),
                        imported: fields
                            .iter()
                            .map(|(name, value)| (name.clone(), (value.clone(), sequence)))
                            .collect(),
                        deleted: false,
                    };
                    let before = self
                        .records
                        .insert(*record, (plan.network.clone(), *kind, it));
                    assert!(before.is_none(), "created once");
                }
                Step::Set {
                    record,
                    field,
                    value,
                    base_version,
                    was,
                    ..
                } => {
                    let (_, _, it) = self.records.get_mut(record).unwrap();
                    let version = it.versions.get(field).copied();
                    let now = it.fields.get(field).cloned().unwrap_or(Value::Null);
                    let spec = opora_domain::schema::field_of(step.kind(), field).unwrap();
                    let is_merged = matches!(
                        spec.kind,
                        opora_domain::schema::FieldKind::TextList { .. }
                            | opora_domain::schema::FieldKind::Standings
                    );
                    if is_merged && value.is_array() {
                        let was = was.clone().unwrap_or(Value::Null);
                        let both = merge_lists(&was, &now, value);
                        it.fields.insert(field.clone(), both);
                        it.versions.insert(field.clone(), sequence);
                        it.imported.insert(field.clone(), (value.clone(), sequence));
                    } else if version == *base_version {
                        it.fields.insert(field.clone(), value.clone());
                        it.versions.insert(field.clone(), sequence);
                        it.imported.insert(field.clone(), (value.clone(), sequence));
                    } else {
                        self.conflicts
                            .push((*record, field.clone(), now, value.clone()));
                        it.imported
                            .insert(field.clone(), (value.clone(), base_version.unwrap_or(0)));
                    }
                }
            }
        }
    }

    /// What a person does in the application.
    pub fn edit(&mut self, record: RecordId, field: &str, value: Value) {
        self.sequence += 1;
        let it = self.get_mut(record);
        it.fields.insert(field.to_owned(), value);
        let sequence = self.sequence;
        self.get_mut(record)
            .versions
            .insert(field.to_owned(), sequence);
    }

    pub fn get(&self, record: RecordId) -> &ExistingRecord {
        &self.records[&record].2
    }

    pub fn get_mut(&mut self, record: RecordId) -> &mut ExistingRecord {
        &mut self.records.get_mut(&record).unwrap().2
    }

    pub fn count(&self, kind: RecordKind) -> usize {
        self.records.values().filter(|it| it.1 == kind).count()
    }
}

impl Existing for District {
    fn record(&self, id: RecordId) -> Option<ExistingRecord> {
        self.records.get(&id).map(|it| it.2.clone())
    }

    fn made_with_code(
        &self,
        network: &NetworkId,
        kind: RecordKind,
        code: &str,
    ) -> Option<RecordId> {
        self.records.iter().find_map(|(id, it)| {
            // A record made in the application may have no code: a file names its identity then.
            let own = it.2.fields.get("code").and_then(Value::as_str);
            let has_code = own == Some(code) || (own.is_none() && id.to_string() == code);
            (it.0 == *network && it.1 == kind && has_code).then_some(*id)
        })
    }

    fn imported(&self, network: &NetworkId, kind: RecordKind) -> Vec<RecordId> {
        self.records
            .iter()
            .filter(|(_, it)| {
                it.0 == *network && it.1 == kind && !it.2.imported.is_empty() && !it.2.deleted
            })
            .map(|(id, _)| *id)
            .collect()
    }

    fn made(&self, network: &NetworkId, kind: RecordKind) -> Vec<RecordId> {
        let made = self.records.iter().filter(|(_, it)| {
            it.0 == *network && it.1 == kind && it.2.imported.is_empty() && !it.2.deleted
        });
        made.map(|(id, _)| *id).collect()
    }
}
