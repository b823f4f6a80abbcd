//! Accounts and their sessions. Passwords arrive here hashed.

use crate::Store;
use crate::error::StoreError;
use opora_domain::{Author, UserId, Viewer};
use serde::{Deserialize, Serialize};
use surrealdb_types::{RecordId as Key, Variables};

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub user: UserId,
    pub login: String,
    /// PHC string of Argon2id.
    pub password_hash: String,
    pub viewer: Viewer,
    /// A role or an organisation, as others see it; never a person's name.
    pub label: String,
}

impl Account {
    /// The account as the author of operations.
    pub fn author(&self) -> Author {
        Author {
            user: self.user,
            viewer: self.viewer.clone(),
            label: self.label.clone(),
        }
    }
}

/// A session, opaque to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    pub id: String,
    pub data: String,
    /// Seconds since 1970-01-01 UTC.
    pub expires_at_s: i64,
}

impl Store {
    /// Creates or replaces an account.
    pub async fn put_account(&self, account: &Account) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("key", Key::new("account", account.user.to_string()));
        variables.insert("login", account.login.clone());
        variables.insert("account", json(account)?);
        self.database
            .query(
                "UPSERT $key SET login = $login, account = $account",
                variables,
            )
            .await?;
        Ok(())
    }

    pub async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("key", Key::new("account", user.to_string()));
        self.one("SELECT VALUE account FROM $key", variables).await
    }

    pub async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("login", login.to_owned());
        self.one(
            "SELECT VALUE account FROM account WHERE login = $login",
            variables,
        )
        .await
    }

    /// All accounts.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut results = self
            .database
            .query("SELECT VALUE account FROM account", Variables::new())
            .await?;
        let rows: Vec<String> = results.take(0)?;
        rows.iter().map(|row| read(row)).collect()
    }

    pub async fn put_session(&self, session: &StoredSession) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("key", Key::new("session", session.id.clone()));
        variables.insert("data", session.data.clone());
        variables.insert("expires", session.expires_at_s);
        self.database
            .query(
                "UPSERT $key SET data = $data, expires = $expires",
                variables,
            )
            .await?;
        Ok(())
    }

    /// The session of that id, unless it expired before `now_s`.
    pub async fn session(&self, id: &str, now_s: i64) -> Result<Option<StoredSession>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("key", Key::new("session", id));
        let mut results = self
            .database
            .query("SELECT data, expires FROM $key", variables)
            .await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        Ok(rows.into_iter().next().and_then(|row| {
            let session = StoredSession {
                id: id.to_owned(),
                data: row.get("data")?.as_str()?.to_owned(),
                expires_at_s: row.get("expires")?.as_i64()?,
            };
            (session.expires_at_s > now_s).then_some(session)
        }))
    }

    pub async fn delete_session(&self, id: &str) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("key", Key::new("session", id));
        self.database.query("DELETE $key", variables).await?;
        Ok(())
    }

    pub async fn delete_expired_sessions(&self, now_s: i64) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("now", now_s);
        self.database
            .query("DELETE session WHERE expires <= $now", variables)
            .await?;
        Ok(())
    }

    async fn one(&self, text: &str, variables: Variables) -> Result<Option<Account>, StoreError> {
        let mut results = self.database.query(text, variables).await?;
        let rows: Vec<String> = results.take(0)?;
        rows.first().map(|row| read(row)).transpose()
    }
}

fn read(row: &str) -> Result<Account, StoreError> {
    serde_json::from_str(row).map_err(|error| StoreError::Corrupt {
        row: "account".to_owned(),
        reason: error.to_string(),
    })
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt {
        row: "account".to_owned(),
        reason: error.to_string(),
    })
}
