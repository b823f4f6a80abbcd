//! What the workspace syncs with, without its views: the device's store, line and exchange round
//! the replica, callable from JavaScript. It is what the bench measures and weighs as "Opora".
//!
//! Adds nothing of its own: no cache, no other way to store or to send than the product has.

use js_sys::{Array, JsString};
use opora_device::exchange::{self, Broken, Watch};
use opora_device::line::LineError;
use opora_device::opened::{Found, Opened};
use opora_domain::{Fields, NetworkId, RecordId, RecordKind, UserId, Value};
use opora_sync::{Draft, Timestamp};
use wasm_bindgen::prelude::*;

/// One device of one user in one network.
#[wasm_bindgen]
pub struct Engine {
    opened: Opened,
}

#[wasm_bindgen]
impl Engine {
    /// Opens, and makes on the first time, the user's database.
    pub async fn open(user: &str, network: &str) -> Result<Engine, JsError> {
        let user = UserId(uuid(user)?);
        let network = NetworkId::new(network)?;
        let (opened, found) = Opened::open(user, &network).await;
        if let Found::Refused(error) = found {
            return Err(error.into());
        }
        Ok(Engine { opened })
    }

    /// New organisations: rows of identity, code, and the texts for `fields`. One step.
    pub async fn create(&self, fields: Vec<String>, rows: Vec<Array>) -> Result<(), JsError> {
        let mut drafts = vec![];
        for row in rows {
            let mut texts = row.iter().map(text);
            let record = RecordId(uuid(&texts.next().unwrap_or_default())?);
            let mut given = Fields::new();
            given.insert("kind".to_owned(), Value::from("school"));
            given.insert("code".to_owned(), texts.next().unwrap_or_default().into());
            for (field, value) in fields.iter().zip(texts) {
                given.insert(field.clone(), value.into());
            }
            drafts.push(Draft::Create {
                record,
                kind: RecordKind::Organisation,
                fields: given,
            });
        }
        self.edit_all(drafts).await
    }

    /// Sets one field; resolves when it is on the disk.
    pub async fn set(&self, record: &str, field: &str, value: &str) -> Result<(), JsError> {
        self.edit_all(vec![draft(record, field, value)?]).await
    }

    /// Sets many fields in one step: rows of record, field and value.
    pub async fn set_many(&self, rows: Vec<Array>) -> Result<(), JsError> {
        let mut drafts = vec![];
        for row in rows {
            let [record, field, value] = [0, 1, 2].map(|place| text(row.get(place)));
            drafts.push(draft(&record, &field, &value)?);
        }
        self.edit_all(drafts).await
    }

    /// One exchange with the district; `false` when there is no line. Goes on while anything
    /// waits.
    pub async fn exchange(&self) -> Result<bool, JsError> {
        loop {
            match exchange::exchange(&self.opened, self).await {
                Ok(true) => {}
                Ok(false) => return Ok(true),
                Err(Broken::Line(LineError::Down)) => return Ok(false),
                Err(broken) => return Err(broken.into()),
            }
        }
    }

    /// How far in the district's sequence this device is.
    pub fn cursor(&self) -> f64 {
        self.opened.with_replica(|replica| replica.meta().cursor.0) as f64
    }

    /// Reads every text of `fields` of every organisation: how many organisations, and how many
    /// UTF-16 units in all.
    pub fn read_all(&self, fields: Vec<String>) -> Vec<u32> {
        let mut records = 0;
        let mut units = 0;
        self.opened.with_replica(|replica| {
            for view in replica.visible_all().values() {
                if view.kind() != RecordKind::Organisation {
                    continue;
                }
                records += 1;
                for field in &fields {
                    let value = view.projected.fields.get(field).and_then(Value::as_str);
                    units += value.map_or(0, |text| text.encode_utf16().count() as u32);
                }
            }
        });
        vec![records, units]
    }

    /// The present value of a field.
    pub fn value(&self, record: &str, field: &str) -> Result<Option<String>, JsError> {
        let record = RecordId(uuid(record)?);
        let view = self.opened.with_replica(|replica| replica.visible(record));
        let value = view.and_then(|view| {
            let value = view.projected.fields.get(field)?;
            value.as_str().map(str::to_owned)
        });
        Ok(value)
    }

    /// The further values of a field that wait for a decision.
    pub fn candidates(&self, record: &str, field: &str) -> Result<Vec<String>, JsError> {
        let record = RecordId(uuid(record)?);
        let view = self.opened.with_replica(|replica| replica.visible(record));
        let conflicts = view.map(|view| view.conflicts).unwrap_or_default();
        Ok(conflicts
            .into_iter()
            .filter(|conflict| conflict.field == field)
            .filter_map(|conflict| conflict.mine.value.as_str().map(str::to_owned))
            .collect())
    }

    /// What the inbox shows: rows of record, field and the value that lost. The replica's records
    /// carry them; nothing is asked of the district for it.
    pub fn inbox(&self) -> Array {
        let rows = Array::new();
        for view in self.opened.with_replica(|replica| replica.conflicted()) {
            for conflict in &view.conflicts {
                let losing = conflict.mine.value.as_str().unwrap_or_default();
                let row = Array::of3(
                    &view.id().to_string().into(),
                    &conflict.field.as_str().into(),
                    &losing.into(),
                );
                rows.push(&row);
            }
        }
        rows
    }
}

impl Engine {
    async fn edit_all(&self, drafts: Vec<Draft>) -> Result<(), JsError> {
        let at = self.now();
        self.opened
            .step(&|replica| {
                let mut effects = vec![];
                for draft in &drafts {
                    effects.extend(replica.edit(draft.clone(), at)?);
                }
                Ok(effects)
            })
            .await?;
        Ok(())
    }
}

impl Watch for Engine {
    fn now(&self) -> Timestamp {
        js_sys::Date::now() as Timestamp
    }

    fn sending(&self, _done: usize, _total: usize) {}

    fn got_through(&self) {}

    fn stored(&self) {}
}

fn draft(record: &str, field: &str, value: &str) -> Result<Draft, JsError> {
    Ok(Draft::Set {
        record: RecordId(uuid(record)?),
        field: field.to_owned(),
        value: value.into(),
    })
}

fn text(value: JsValue) -> String {
    value
        .dyn_into::<JsString>()
        .map(String::from)
        .unwrap_or_default()
}

fn uuid(text: &str) -> Result<uuid::Uuid, JsError> {
    Ok(text.parse()?)
}
