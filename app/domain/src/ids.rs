//! Identities. Client-made identifiers are never used for ordering.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    };
}

uuid_id!(
    /// A record of any kind.
    RecordId
);
uuid_id!(
    /// One installation of the workspace for one user; operations are numbered per device.
    DeviceId
);
uuid_id!(
    /// An account.
    UserId
);

/// Namespace of the identities an import derives from a code, so that importing one workbook
/// twice, or on two servers, names the same records.
const IMPORT_NAMESPACE: Uuid = Uuid::from_u128(0x6f70_6f72_6100_4a6d_8a5b_1d0c_73c1_0f01);

impl RecordId {
    /// The identity of a record that comes from a workbook, where a row is known by its code.
    pub fn of_import(network: &NetworkId, kind: crate::RecordKind, code: &str) -> Self {
        let name = format!("{}\u{1f}{}\u{1f}{}", network.as_str(), kind.code(), code);
        RecordId(Uuid::new_v5(&IMPORT_NAMESPACE, name.as_bytes()))
    }

    /// The identity of the record that describes a network itself.
    pub fn of_network(network: &NetworkId) -> Self {
        Self::of_import(network, crate::RecordKind::Network, "")
    }
}

/// The short address of a network, as in `/network/abinsk`: lower-case Latin letters, digits and
/// hyphens, at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NetworkId(String);

/// The text is not a slug: see [`NetworkId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a network address: {0:?}")]
pub struct NotASlug(pub String);

impl NetworkId {
    pub const LENGTH_MAX: usize = 64;

    /// Checks and wraps a slug.
    pub fn new(slug: impl Into<String>) -> Result<Self, NotASlug> {
        let slug = slug.into();
        if is_slug(&slug) && slug.len() <= Self::LENGTH_MAX {
            Ok(NetworkId(slug))
        } else {
            Err(NotASlug(slug))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for NetworkId {
    type Error = NotASlug;
    fn try_from(slug: String) -> Result<Self, NotASlug> {
        NetworkId::new(slug)
    }
}

impl std::str::FromStr for NetworkId {
    type Err = NotASlug;
    fn from_str(slug: &str) -> Result<Self, NotASlug> {
        NetworkId::new(slug)
    }
}

impl From<NetworkId> for String {
    fn from(id: NetworkId) -> String {
        id.0
    }
}

impl fmt::Display for NetworkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lower-case Latin letters, digits and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
