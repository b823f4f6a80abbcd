//! Whether a definition means something: every flaw with its place, in both languages. It does not
//! judge whether the indicator is a good one.

use super::{Condition, Definition, Members, Outcome};
use crate::facts::CountKind;
use opora_domain::Locale;
use opora_domain::ids::is_slug;

/// How many conditions a definition may have.
pub const NODES_MAX: usize = 60;
/// How deep conditions may be nested.
pub const DEPTH_MAX: usize = 6;
/// How long a list may be.
pub const LIST_MAX: usize = 40;
/// The greatest «at least».
pub const AT_LEAST_MAX: u32 = 1_000;
/// Characters of a title, a subject or a section.
pub const CHARS_MAX: usize = 300;

/// One flaw of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// Where, as a path: `counted.all[1].standing.kinds`; empty for the whole text.
    pub at: String,
    pub flaw: Flaw,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    TextTooLong,
    NotJson {
        line: usize,
        column: usize,
    },
    WrongShape {
        line: usize,
        column: usize,
    },
    MissingField {
        name: String,
    },
    UnknownField {
        name: String,
        allowed: Vec<String>,
    },
    /// Kept beside the text, and in it too.
    SaidBeside {
        name: String,
    },
    UnknownWord {
        name: String,
        allowed: Vec<String>,
    },
    NotACode,
    Empty,
    TooLong {
        max: usize,
    },
    TooMany {
        max: usize,
    },
    TooDeep {
        max: usize,
    },
    OutOfRange {
        min: u32,
        max: u32,
    },
    NotOfSchools,
    NotOfActivities,
    NotSummable {
        kind: CountKind,
    },
    SameTwice,
    NothingToShow,
}

impl DefinitionProblem {
    /// The flaw and its place, as a sentence.
    pub fn message(&self, locale: Locale) -> String {
        let what = self.flaw.message(locale);
        if self.at.is_empty() {
            what
        } else {
            format!("{}: {what}", self.at)
        }
    }
}

impl Flaw {
    pub fn message(&self, locale: Locale) -> String {
        let text = |ru: &str, en: &str| locale.pick(ru, en).to_owned();
        let is_russian = locale == Locale::Ru;
        match self {
            Flaw::TextTooLong => text("слишком длинный текст", "the text is too long"),
            Flaw::NotJson { line, column } if is_russian => {
                format!("строка {line}, знак {column}: это не JSON")
            }
            Flaw::NotJson { line, column } => {
                format!("line {line}, character {column}: this is not JSON")
            }
            Flaw::WrongShape { line, column } if is_russian => {
                format!("строка {line}, знак {column}: здесь ожидается значение другого вида")
            }
            Flaw::WrongShape { line, column } => {
                format!("line {line}, character {column}: a value of another kind belongs here")
            }
            Flaw::MissingField { name } if is_russian => format!("не хватает поля «{name}»"),
            Flaw::MissingField { name } => format!("the field “{name}” is missing"),
            Flaw::UnknownField { name, allowed } if is_russian => {
                format!("поля «{name}» нет; есть: {}", allowed.join(", "))
            }
            Flaw::UnknownField { name, allowed } => {
                format!(
                    "there is no field “{name}”; there are: {}",
                    allowed.join(", ")
                )
            }
            Flaw::SaidBeside { name } if is_russian => {
                format!("«{name}» хранится отдельно от определения")
            }
            Flaw::SaidBeside { name } => format!("“{name}” is kept beside the definition"),
            Flaw::UnknownWord { name, allowed } if is_russian => {
                format!("слова «{name}» нет; есть: {}", allowed.join(", "))
            }
            Flaw::UnknownWord { name, allowed } => {
                format!(
                    "there is no word “{name}”; there are: {}",
                    allowed.join(", ")
                )
            }
            Flaw::NotACode => text(
                "код пишется строчными латинскими буквами, цифрами и дефисом",
                "a code has lower-case Latin letters, digits and hyphens",
            ),
            Flaw::Empty => text("здесь ничего не указано", "nothing is given here"),
            Flaw::TooLong { max } if is_russian => format!("длиннее {max} знаков"),
            Flaw::TooLong { max } => format!("longer than {max} characters"),
            Flaw::TooMany { max } if is_russian => format!("больше {max}"),
            Flaw::TooMany { max } => format!("more than {max}"),
            Flaw::TooDeep { max } if is_russian => {
                format!("условия вложены глубже, чем на {max} уровней")
            }
            Flaw::TooDeep { max } => format!("conditions are nested deeper than {max} levels"),
            Flaw::OutOfRange { min, max } if is_russian => {
                format!("нужно число от {min} до {max}")
            }
            Flaw::OutOfRange { min, max } => format!("a number from {min} to {max} is needed"),
            Flaw::NotOfSchools => text(
                "это условие – о мероприятиях, а считаются организации",
                "this condition is about activities, but organisations are counted",
            ),
            Flaw::NotOfActivities => text(
                "это – об организациях, а считаются мероприятия",
                "this is about organisations, but activities are counted",
            ),
            Flaw::NotSummable { kind } if is_russian => {
                format!("«{}» нельзя сложить по организациям", kind.label(locale))
            }
            Flaw::NotSummable { kind } => {
                format!(
                    "“{}” cannot be added up over organisations",
                    kind.label(locale)
                )
            }
            Flaw::SameTwice => text("одно и то же указано дважды", "the same is given twice"),
            Flaw::NothingToShow => text(
                "доля без условия для числителя всегда равна 100 %",
                "a share without a condition for its numerator is always 100%",
            ),
        }
    }
}

/// All flaws, in the order of the fields.
pub fn problems(definition: &Definition) -> Vec<DefinitionProblem> {
    let mut check = Check {
        of: definition.of,
        nodes: 0,
        found: Vec::new(),
    };
    if !is_slug(&definition.code) {
        check.found("code", Flaw::NotACode);
    }
    check.text("code", &definition.code, 100);
    check.text("title.ru", &definition.title.ru, CHARS_MAX);
    check.text("title.en", &definition.title.en, CHARS_MAX);
    for (at, condition) in [
        ("among", &definition.among),
        ("counted", &definition.counted),
    ] {
        if let Some(condition) = condition {
            check.condition(at, condition, 1);
        }
    }
    check.outcome(definition);
    check.list("periods", &definition.periods, true);
    if definition.evidence.interactions > AT_LEAST_MAX {
        check.range("evidence.interactions", 0);
    }
    if definition.evidence.interactions > 0 && definition.of == Members::Activities {
        check.found("evidence.interactions", Flaw::NotOfActivities);
    }
    check.found
}

struct Check {
    of: Members,
    nodes: usize,
    found: Vec<DefinitionProblem>,
}

impl Check {
    fn found(&mut self, at: &str, flaw: Flaw) {
        self.found.push(DefinitionProblem {
            at: at.to_owned(),
            flaw,
        });
    }

    fn text(&mut self, at: &str, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.found(at, Flaw::Empty);
        } else if text.chars().count() > max {
            self.found(at, Flaw::TooLong { max });
        }
    }

    fn texts(&mut self, at: &str, texts: &[String]) {
        self.list(at, texts, false);
        for (index, text) in texts.iter().enumerate() {
            self.text(&format!("{at}[{index}]"), text, CHARS_MAX);
        }
    }

    fn list<T: PartialEq>(&mut self, at: &str, list: &[T], is_needed: bool) {
        if is_needed && list.is_empty() {
            self.found(at, Flaw::Empty);
        }
        if list.len() > LIST_MAX {
            self.found(at, Flaw::TooMany { max: LIST_MAX });
        } else if (1..list.len()).any(|index| list[..index].contains(&list[index])) {
            self.found(at, Flaw::SameTwice);
        }
    }

    fn range(&mut self, at: &str, min: u32) {
        let max = AT_LEAST_MAX;
        self.found(at, Flaw::OutOfRange { min, max });
    }

    fn at_least(&mut self, at: &str, number: u32) {
        if !(1..=AT_LEAST_MAX).contains(&number) {
            self.range(&format!("{at}.at_least"), 1);
        }
    }

    fn outcome(&mut self, definition: &Definition) {
        let kinds = match definition.result {
            Outcome::Share => {
                if definition.counted.is_none() {
                    self.found("counted", Flaw::NothingToShow);
                }
                return;
            }
            Outcome::Count => return,
            Outcome::ShareOf { part, whole } => {
                if part == whole && definition.counted.is_none() {
                    self.found("result", Flaw::NothingToShow);
                }
                vec![part, whole]
            }
            Outcome::Sum { of } => vec![of],
        };
        if self.of == Members::Activities {
            self.found("result", Flaw::NotOfActivities);
        }
        for kind in kinds.into_iter().filter(|kind| !kind.is_summable()) {
            self.found("result", Flaw::NotSummable { kind });
        }
    }

    fn group(&mut self, at: &str, parts: &[Condition], depth: usize) {
        self.list(at, parts, true);
        for (index, part) in parts.iter().enumerate() {
            self.condition(&format!("{at}[{index}]"), part, depth + 1);
        }
    }

    fn condition(&mut self, at: &str, condition: &Condition, depth: usize) {
        self.nodes += 1;
        if self.nodes == NODES_MAX + 1 {
            self.found(at, Flaw::TooMany { max: NODES_MAX });
        }
        if depth > DEPTH_MAX {
            self.found(at, Flaw::TooDeep { max: DEPTH_MAX });
        }
        if depth > DEPTH_MAX || self.nodes > NODES_MAX {
            return;
        }
        let is_of_activities = match condition {
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => None,
            Condition::Due | Condition::OnTime | Condition::Status(_) | Condition::Section(_) => {
                Some(true)
            }
            _ => Some(false),
        };
        match (is_of_activities, self.of == Members::Activities) {
            (Some(true), false) => self.found(at, Flaw::NotOfSchools),
            (Some(false), true) => self.found(at, Flaw::NotOfActivities),
            _ => {}
        }
        let below = |name: &str| format!("{at}.{name}");
        match condition {
            Condition::All(parts) => self.group(&below("all"), parts, depth),
            Condition::Any(parts) => self.group(&below("any"), parts, depth),
            Condition::Not(part) => self.condition(&below("not"), part, depth + 1),
            Condition::Standing(one) => self.list(&below("standing.kinds"), &one.kinds, true),
            Condition::Partnership(one) => {
                self.list(&below("partnership.kinds"), &one.kinds, false);
                self.texts(&below("partnership.subjects"), &one.subjects);
                self.list(&below("partnership.statuses"), &one.statuses, true);
                self.list(&below("partnership.with"), &one.with, false);
                self.at_least(&below("partnership"), one.at_least);
            }
            Condition::Interactions(one) => {
                self.list(&below("interactions.kinds"), &one.kinds, false);
                self.list(&below("interactions.on"), &one.on, false);
                self.at_least(&below("interactions"), one.at_least);
            }
            Condition::Competed(one) => {
                self.list(&below("competed.levels"), &one.levels, false);
                self.at_least(&below("competed"), one.at_least);
            }
            Condition::Has(one) => {
                self.at_least(&below("has"), one.at_least);
            }
            Condition::Assessed(one) => {
                self.list(&below("assessed.exams"), &one.exams, false);
                self.texts(&below("assessed.subjects"), &one.subjects);
            }
            Condition::Kind(kinds) => self.list(&below("kind"), kinds, true),
            Condition::Status(statuses) => self.list(&below("status"), statuses, true),
            Condition::Section(section) => self.text(&below("section"), section, CHARS_MAX),
            Condition::InNetwork
            | Condition::Locality(_)
            | Condition::Small
            | Condition::Due
            | Condition::OnTime => {}
        }
    }
}
