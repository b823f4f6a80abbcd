//! The words and rules of a school support network, shared by server and browser.
//!
//! Pure: no clock, no randomness, no input or output. A record travels as a map of fields
//! ([`Fields`]); [`schema`] says which fields exist, who may see and write each of them;
//! the typed readings ([`Organisation`], [`Partnership`], [`Interaction`], [`Network`]) are
//! made from what [`project`] let through.

pub mod choice;
pub mod deadline;
pub mod grants;
pub mod ids;
pub mod interaction;
pub mod letters;
pub mod locale;
pub mod network;
pub mod organisation;
pub mod partnership;
pub mod period;
pub mod projection;
pub mod record;
pub mod schema;
pub mod validation;

pub use grants::{Author, Refusal, may_write};
pub use ids::{DeviceId, NetworkId, RecordId, UserId};
pub use interaction::{Interaction, InteractionKind};
pub use locale::Locale;
pub use network::Network;
pub use organisation::{
    Locality, Organisation, OrganisationKind, Place, PlaceAccuracy, Standing, StandingKind,
};
pub use partnership::{Family, Openness, Partnership, PartnershipKind, PartnershipStatus};
pub use period::{PartialDate, Term};
pub use projection::{Projected, Viewer, can_see_field, project};
pub use record::{FieldName, Fields, Record, RecordKind, Value};
pub use validation::{Problem, ProblemCode, validate};
