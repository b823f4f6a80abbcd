//! Sign-in sessions: axum-login over the store. The cookie holds a random number; the database
//! holds only its hash.

use crate::accounts;
use axum_login::{AuthUser, AuthnBackend};
use opora_store::{Account, Store, StoreError, StoredSession};
use opora_sync::SignIn;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store;

/// The session of a request.
pub type AuthSession = axum_login::AuthSession<Accounts>;

/// An account as axum-login wants it.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Account);

impl AuthUser for SignedIn {
    type Id = opora_domain::UserId;

    fn id(&self) -> Self::Id {
        self.0.user
    }

    /// A new password ends every session.
    fn session_auth_hash(&self) -> &[u8] {
        self.0.password_hash.as_bytes()
    }
}

/// Checks names and passwords.
#[derive(Clone)]
pub struct Accounts {
    store: Arc<Store>,
    /// Hashing costs tens of megabytes: two at a time.
    hashing: Arc<tokio::sync::Semaphore>,
}

impl Accounts {
    pub fn new(store: Arc<Store>) -> Self {
        Accounts {
            store,
            hashing: Arc::new(tokio::sync::Semaphore::new(2)),
        }
    }
}

/// A hash nobody's password has: checked when the name is unknown, so that the answer takes as
/// long as for a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$B1Yw7yeVJm4ZHvq5EZcSCZZuQmbRw4dDUyTpS7wWw4E";

impl AuthnBackend for Accounts {
    type User = SignedIn;
    type Credentials = SignIn;
    type Error = StoreError;

    async fn authenticate(&self, credentials: SignIn) -> Result<Option<SignedIn>, StoreError> {
        let account = self
            .store
            .account_by_login(credentials.login.trim())
            .await?;
        let hash = account
            .as_ref()
            .map_or_else(|| NOBODY.to_owned(), |known| known.password_hash.clone());
        let _turn = self.hashing.acquire().await;
        let is_right =
            tokio::task::spawn_blocking(move || accounts::verify(&credentials.password, &hash))
                .await
                .unwrap_or(false);
        Ok(account.filter(|_| is_right).map(SignedIn))
    }

    async fn get_user(&self, user: &opora_domain::UserId) -> Result<Option<SignedIn>, StoreError> {
        Ok(self.store.account(*user).await?.map(SignedIn))
    }
}

/// Keeps sessions in the database.
#[derive(Clone)]
pub struct Sessions(pub Arc<Store>);

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

fn hashed(id: &Id) -> String {
    Sha256::digest(id.0.to_le_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn backend(error: impl std::fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // The identity is random; one that is taken is thrown away.
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let data = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let session = StoredSession {
            id: hashed(&record.id),
            data,
            expires_at_s: record.expiry_date.unix_timestamp(),
        };
        self.0.put_session(&session).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let Some(session) = self.0.session(&hashed(id), now).await.map_err(backend)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&session.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires_at_s)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.0.delete_session(&hashed(id)).await.map_err(backend)
    }
}
