//! The words and rules of a school support network, shared by server and browser.
//!
//! Pure: no clock, no randomness, no input or output. A record travels as a map of fields
//! ([`Fields`]); [`schema`] says which fields exist, who may see and write each of them;
//! the typed readings ([`Organisation`], [`Partnership`], [`Interaction`], [`Network`],
//! [`Programme`] and what belongs to it) are made from what [`project`] let through.

pub mod activity;
pub mod amount;
pub mod assessment;
pub mod choice;
pub mod contest;
pub mod context_fact;
pub mod date_words;
pub mod deadline;
pub mod development;
pub mod figure;
pub mod grants;
pub mod ids;
pub mod indicator;
pub mod interaction;
pub mod letters;
pub mod locale;
pub mod network;
pub mod note;
pub mod organisation;
pub mod own_definition;
pub mod partnership;
pub mod period;
pub mod persons;
pub mod practice;
pub mod programme;
pub mod programme_contents;
pub mod programme_review;
pub mod programme_version;
pub mod projection;
pub mod publication;
pub mod record;
pub mod reporting_period;
pub mod round;
pub mod schema;
pub mod school_return;
pub mod stage;
pub mod task;
pub mod validation;
pub mod word_stems;

pub use activity::{Activity, ActivityStatus, Instance, Responsible, YearMark};
pub use amount::{Amount, AmountReading, AmountTotals, Thousands};
pub use assessment::{AgainstMinimum, Assessment, ExamKind, Examined, YearMinimums};
pub use contest::{Contest, ContestLevel, ContestResult, Participation};
pub use context_fact::ContextFact;
pub use development::{Development, DevelopmentKind};
pub use figure::{Figure, FigureReading, PeriodValue};
pub use grants::{Author, Refusal, may_write};
pub use ids::{DeviceId, NetworkId, RecordId, UserId};
pub use indicator::{Direction, Indicator, IndicatorUnit, PeriodFigure, PeriodState, Progress};
pub use interaction::{Interaction, InteractionKind};
pub use locale::Locale;
pub use network::Network;
pub use note::Note;
pub use organisation::{
    Locality, Organisation, OrganisationKind, Place, PlaceAccuracy, Standing, StandingKind,
};
pub use own_definition::OwnDefinition;
pub use partnership::{Family, Openness, Partnership, PartnershipKind, PartnershipStatus};
pub use period::{PartialDate, Term};
pub use practice::{Adoption, Practice};
pub use programme::{PassportLine, Programme};
pub use programme_contents::ProgrammeContents;
pub use programme_version::ProgrammeVersion;
pub use projection::{Projected, Viewer, can_see_field, project};
pub use publication::{ProgrammeSection, published};
pub use record::{FieldName, Fields, Record, RecordKind, Value};
pub use reporting_period::{Period, PeriodReading};
pub use round::{AnswerForm, Question, Round};
pub use school_return::Return;
pub use stage::{Gap, Stage, gaps};
pub use task::Task;
pub use validation::{Problem, ProblemCode, validate};
