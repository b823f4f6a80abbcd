//! The lists of the template: which words a cell may hold, and what is said of a word that is none
//! of them.

use opora_domain::{
    ActivityStatus, ContestLevel, ContestResult, DevelopmentKind, Direction, ExamKind,
    IndicatorUnit, InteractionKind, Locale, Locality, OrganisationKind, PartnershipKind,
    PartnershipStatus, PlaceAccuracy, StandingKind,
};

/// A list of the template whose words are kept as the author wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownWord {
    Unit,
    Direction,
    Exam,
}

impl KnownWord {
    pub(crate) fn knows(self, word: &str) -> bool {
        match self {
            KnownWord::Unit => IndicatorUnit::from_template(word).is_some(),
            KnownWord::Direction => Direction::from_template(word).is_some(),
            KnownWord::Exam => ExamKind::from_template(word).is_some(),
        }
    }

    /// The words of the list, for proposals.
    pub(crate) fn words(self) -> Vec<&'static str> {
        match self {
            KnownWord::Unit => vec!["процент", "единица"],
            KnownWord::Direction => vec!["больше лучше", "меньше лучше"],
            KnownWord::Exam => vec!["ЕГЭ", "ОГЭ", "ВПР", "диагностика"],
        }
    }
}

/// A closed list a cell is looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Organisation,
    Locality,
    Partnership,
    Status,
    Interaction,
    Activity,
    ContestLevel,
    ContestResult,
    Development,
}

impl Choice {
    /// The wire code of a word of the template.
    pub(crate) fn read(self, word: &str) -> Option<&'static str> {
        match self {
            Choice::Organisation => OrganisationKind::from_template(word).map(|it| it.code()),
            Choice::Locality => Locality::from_template(word).map(|it| it.code()),
            Choice::Partnership => PartnershipKind::from_template(word).map(|it| it.code()),
            Choice::Status => PartnershipStatus::from_template(word).map(|it| it.code()),
            Choice::Interaction => InteractionKind::from_template(word).map(|it| it.code()),
            Choice::Activity => ActivityStatus::from_template(word).map(|it| it.code()),
            Choice::ContestLevel => ContestLevel::from_template(word).map(|it| it.code()),
            Choice::ContestResult => ContestResult::from_template(word).map(|it| it.code()),
            Choice::Development => DevelopmentKind::from_template(word).map(|it| it.code()),
        }
    }

    /// The words a person may write, for proposals.
    pub(crate) fn words(self) -> Vec<&'static str> {
        match self {
            Choice::Organisation => OrganisationKind::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::Locality => Locality::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::Partnership => PartnershipKind::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::Status => ["планируется"]
                .into_iter()
                .chain(PartnershipStatus::ALL.iter().map(|it| it.label(Locale::Ru)))
                .collect(),
            Choice::Interaction => InteractionKind::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::Activity => ActivityStatus::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::ContestLevel => ContestLevel::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::ContestResult => ContestResult::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
            Choice::Development => DevelopmentKind::ALL
                .iter()
                .map(|it| it.label(Locale::Ru))
                .collect(),
        }
    }

    /// What a new record gets when the word is missing or unknown and something honest can be
    /// said in its place: «другое» claims nothing, and «предложено» claims the least.
    pub(crate) const fn instead(self) -> Option<&'static str> {
        match self {
            Choice::Organisation => Some(OrganisationKind::Other.code()),
            Choice::Interaction => Some(InteractionKind::Other.code()),
            Choice::Status => Some(PartnershipStatus::Proposed.code()),
            Choice::Partnership
            | Choice::Locality
            | Choice::Activity
            | Choice::ContestLevel
            | Choice::ContestResult
            | Choice::Development => None,
        }
    }

    /// The word a person reads for a code.
    pub(crate) fn label(self, code: &str, locale: Locale) -> Option<&'static str> {
        match self {
            Choice::Organisation => OrganisationKind::from_code(code).map(|it| it.label(locale)),
            Choice::Locality => Locality::from_code(code).map(|it| it.label(locale)),
            Choice::Partnership => PartnershipKind::from_code(code).map(|it| it.label(locale)),
            Choice::Status => PartnershipStatus::from_code(code).map(|it| it.label(locale)),
            Choice::Interaction => InteractionKind::from_code(code).map(|it| it.label(locale)),
            Choice::Activity => ActivityStatus::from_code(code).map(|it| it.label(locale)),
            Choice::ContestLevel => ContestLevel::from_code(code).map(|it| it.label(locale)),
            Choice::ContestResult => ContestResult::from_code(code).map(|it| it.label(locale)),
            Choice::Development => DevelopmentKind::from_code(code).map(|it| it.label(locale)),
        }
    }
}

/// The words of a standing, for proposals.
pub(crate) fn standing_words() -> Vec<&'static str> {
    StandingKind::ALL
        .iter()
        .map(|it| it.label(Locale::Ru))
        .collect()
}

/// The words of an accuracy, for proposals.
pub(crate) fn accuracy_words() -> Vec<&'static str> {
    PlaceAccuracy::ALL
        .iter()
        .map(|it| it.label(Locale::Ru))
        .collect()
}
