//! The sample networks: three workbooks of published municipal programmes and one generated
//! district, which is marked as an example wherever it is shown.

mod country;

use crate::accounts;
use crate::config::OpenData;
use crate::import;
use anyhow::Context;
use opora_domain::{Fields, NetworkId, RecordId, RecordKind};
use opora_office::{Workbook, read_workbook};
use opora_store::Store;
use opora_sync::{Action, OpNumber, Operation};
use std::fmt::Write;

/// Schools and seed of the example district.
pub const EXAMPLE_SCHOOLS: usize = 40;
pub const EXAMPLE_SEED: u64 = 2026;
/// Records of a large network that are written in one transaction.
const TOGETHER: usize = 500;

const WORKBOOKS: &[(&str, &[u8])] = &[
    ("abinsk.xlsx", include_bytes!("../samples/abinsk.xlsx")),
    (
        "vengerovo.xlsx",
        include_bytes!("../samples/vengerovo.xlsx"),
    ),
    ("yartsevo.xlsx", include_bytes!("../samples/yartsevo.xlsx")),
];

/// Imports the samples into a database that has no networks yet, and makes their accounts.
/// Returns the sign-ins made now, as lines `NETWORK ROLE LOGIN PASSWORD`.
pub async fn prepare(data: &OpenData) -> anyhow::Result<String> {
    if data.store.networks().await?.is_empty() {
        let workbooks = WORKBOOKS
            .iter()
            .map(|(name, bytes)| {
                read_workbook(name, bytes)
                    .map_err(|error| anyhow::anyhow!("sample {name}: {error:?}"))
            })
            .collect::<anyhow::Result<Vec<Workbook>>>()?;
        for plan in import::plan(&data.store, &workbooks).await? {
            import::confirm(&data.store, &import::operator(&plan.network), &plan)
                .await
                .with_context(|| format!("importing {}", plan.network))?;
        }
        generate(data, EXAMPLE_SCHOOLS, EXAMPLE_SEED).await?;
    }
    let mut lines = String::new();
    for network in data.store.networks().await? {
        for (role, made) in accounts::create_for_network(&data.store, &network).await? {
            let _ = writeln!(
                lines,
                "{network} {role} {} {}",
                made.account.login, made.password
            );
        }
    }
    if !lines.is_empty() {
        data.folder
            .note_first_run(&lines)
            .context("writing first-run.txt")?;
    }
    Ok(lines)
}

/// Generates the example district; an error if there already is one.
pub async fn generate(data: &OpenData, schools: usize, seed: u64) -> anyhow::Result<NetworkId> {
    let network = NetworkId::new(opora_office::example::NETWORK)?;
    let records = opora_office::example::example_district(schools, seed);
    // A district is one transaction: there is never half of it.
    write(&data.store, &network, records, usize::MAX).await?;
    Ok(network)
}

/// Generates a network of many municipalities; an error if there already is one.
pub async fn generate_country(
    store: &Store,
    organisations: usize,
    partnerships: usize,
    seed: u64,
) -> anyhow::Result<NetworkId> {
    let network = NetworkId::new(country::NETWORK)?;
    let records = country::records(&network, organisations, partnerships, seed);
    write(store, &network, records, TOGETHER).await?;
    Ok(network)
}

/// Writes generated records into a network that does not exist yet, so many in one transaction.
async fn write(
    store: &Store,
    network: &NetworkId,
    records: Vec<(RecordKind, RecordId, Fields)>,
    together: usize,
) -> anyhow::Result<()> {
    if store.networks().await?.contains(network) {
        anyhow::bail!("the network {network} is there already; nothing was changed");
    }
    let operations: Vec<Operation> = records
        .into_iter()
        .map(|(kind, record, fields)| Operation {
            n: OpNumber(0),
            record,
            kind,
            action: Action::Create { fields },
            at: crate::now_ms(),
        })
        .collect();
    let author = import::operator(network);
    for part in operations.chunks(together) {
        let imported = import::write(store, &author, network, part.to_vec()).await?;
        if let Some(refusal) = imported.refused.first() {
            let (record, code) = (refusal.record, refusal.code.code());
            anyhow::bail!("{network} is not as it should be: {record}: {code}");
        }
    }
    Ok(())
}

/// Removes the generated networks with everything that was written in them; an error if there is
/// none. Returns how many records they had.
pub async fn remove_generated(data: &OpenData) -> anyhow::Result<usize> {
    let known = data.store.networks().await?;
    let mut removed = 0;
    for name in [opora_office::example::NETWORK, country::NETWORK] {
        let network = NetworkId::new(name)?;
        if known.contains(&network) {
            removed += data.store.remove_network(&network).await?;
        }
    }
    if removed == 0 {
        anyhow::bail!("there is no generated network; nothing was changed");
    }
    Ok(removed)
}
