//! Taking a whole network out again. Only the generated example district is ever removed so; what
//! people wrote is never deleted by the product.

use crate::Store;
use crate::accounts::Account;
use crate::error::StoreError;
use crate::rows::TABLES;
use opora_domain::NetworkId;
use std::fmt::Write;
use surrealdb_types::{RecordId as Key, Variables};

impl Store {
    /// Removes a network with its history, its change log, its accounts and what its devices were
    /// answered, in one transaction. Returns how many records it had.
    pub async fn remove_network(&self, network: &NetworkId) -> Result<usize, StoreError> {
        let records = self.records_with_deleted(network).await?.len();
        let accounts: Vec<Key> = self
            .accounts_of(network)
            .await?
            .iter()
            .map(|account| Key::new("account", account.user.to_string()))
            .collect();
        let mut variables = Variables::new();
        variables.insert("network", network.as_str().to_owned());
        variables.insert("head", Key::new("head", network.as_str()));
        variables.insert("accounts", accounts);
        let mut text = "BEGIN TRANSACTION;\n\
            LET $devices = (SELECT VALUE record::id(id) FROM device WHERE network = $network);\n\
            DELETE receipt WHERE record::id(id)[0] IN $devices;\n\
            DELETE device WHERE network = $network;\n\
            DELETE change WHERE record::id(id)[0] = $network;\n\
            DELETE history WHERE record::id(id)[0] = $network;\n\
            DELETE $accounts;\n\
            DELETE $head;\n"
            .to_owned();
        // Edges before the organisations they join.
        for table in TABLES.iter().rev() {
            let _ = writeln!(text, "DELETE {table} WHERE network = $network;");
        }
        text.push_str("COMMIT TRANSACTION;");
        self.database.query(&text, variables).await?;
        self.forget_picture(network);
        Ok(records)
    }

    async fn accounts_of(&self, network: &NetworkId) -> Result<Vec<Account>, StoreError> {
        let mut accounts = self.accounts().await?;
        accounts.retain(|account| account.viewer.network() == Some(network));
        Ok(accounts)
    }
}
