//! Making accounts: random passwords, stored only as Argon2id hashes.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use opora_domain::{NetworkId, Projected, RecordId, RecordKind, UserId, Viewer, project};
use opora_domain::{Organisation, OrganisationKind, Partnership};
use opora_store::{Account, Store, StoreError};
use rand::Rng;
use uuid::Uuid;

/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
const PASSWORD_LENGTH: usize = 14;

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A fresh account with the password to be told once.
pub struct NewAccount {
    pub account: Account,
    pub password: String,
}

/// A random password of about 69 bits.
pub fn random_password() -> String {
    let mut rng = rand::rng();
    (0..PASSWORD_LENGTH)
        .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
        .collect()
}

/// Hashes with Argon2id and the crate's default cost. Slow on purpose: not for an async thread.
pub fn hash(password: &str) -> Result<String, AccountError> {
    let salt = SaltString::encode_b64(Uuid::new_v4().as_bytes()).map_err(AccountError::Hash)?;
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(AccountError::Hash)?;
    Ok(hash.to_string())
}

/// Does the password belong to the hash? Slow on purpose: not for an async thread.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// Creates an account with a random password.
pub async fn create(
    store: &Store,
    login: &str,
    label: &str,
    viewer: Viewer,
) -> Result<NewAccount, AccountError> {
    let password = random_password();
    let hashed = {
        let password = password.clone();
        tokio::task::spawn_blocking(move || hash(&password))
            .await
            .map_err(|_| AccountError::Hash(argon2::password_hash::Error::Crypto))??
    };
    let account = Account {
        user: UserId(Uuid::now_v7()),
        login: login.to_owned(),
        password_hash: hashed,
        viewer,
        label: label.to_owned(),
    };
    store.put_account(&account).await?;
    Ok(NewAccount { account, password })
}

/// One coordinator and one school editor for a network that has none yet.
pub async fn create_for_network(
    store: &Store,
    network: &NetworkId,
) -> Result<Vec<(&'static str, NewAccount)>, AccountError> {
    let coordinator_login = format!("coordinator-{network}");
    if store.account_by_login(&coordinator_login).await?.is_some() {
        return Ok(vec![]);
    }
    let viewer = Viewer::Coordinator {
        network: network.clone(),
    };
    let mut made = vec![(
        "coordinator",
        create(store, &coordinator_login, "Координатор", viewer).await?,
    )];
    if let Some((organisation, name)) = busiest_school(store, network).await? {
        let viewer = Viewer::School {
            network: network.clone(),
            organisation,
        };
        made.push((
            "school",
            create(store, &format!("school-{network}"), &name, viewer).await?,
        ));
    }
    Ok(made)
}

/// The school with the most relations, so that the sample account has something to do.
async fn busiest_school(
    store: &Store,
    network: &NetworkId,
) -> Result<Option<(RecordId, String)>, StoreError> {
    let viewer = Viewer::Coordinator {
        network: network.clone(),
    };
    let records: Vec<Projected> = store
        .records(network)
        .await?
        .iter()
        .filter_map(|state| project(&state.record, &viewer))
        .collect();
    let partnerships: Vec<Partnership> = records
        .iter()
        .filter(|record| record.kind == RecordKind::Partnership)
        .map(Partnership::read)
        .collect();
    let received = |id: RecordId| {
        partnerships
            .iter()
            .filter(|edge| edge.to == Some(id))
            .count()
    };
    let given = |id: RecordId| {
        partnerships
            .iter()
            .filter(|edge| edge.from == Some(id))
            .count()
    };
    Ok(records
        .iter()
        .filter(|record| record.kind == RecordKind::Organisation)
        .map(Organisation::read)
        .filter(|organisation| organisation.kind == OrganisationKind::School)
        // The code breaks ties, so that the choice is the same on every machine.
        .max_by_key(|school| {
            (
                received(school.id),
                given(school.id),
                std::cmp::Reverse(school.code.clone()),
            )
        })
        .map(|school| (school.id, school.name)))
}
