//! A definition while it is put together: what a form holds, the definition it makes, and what is
//! still wrong with that, by the place in the form.

use crate::words::definitions as w;
use opora_domain::Locale;
use opora_indicators::definition::{
    CARRIED_OUT, Evidence, Gaps, HasPartnership, Members, Part, Parts, Side, Title,
};
use opora_indicators::facts::CountKind;
use opora_indicators::period::PeriodKind;
use opora_indicators::{Condition, Definition, DefinitionProblem, Outcome, When};

/// Everything of a definition but its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    pub of: Members,
    pub among: Parts,
    pub counted: Parts,
    pub result: Outcome,
    pub periods: Vec<PeriodKind>,
    /// Interactions that prove a partnership of the numerator; 0: its record is enough.
    pub interactions: u32,
    pub gaps: Gaps,
}

/// One of the two groups of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Among,
    Counted,
}

impl Group {
    /// As the text of a definition calls it.
    pub const fn code(self) -> &'static str {
        match self {
            Group::Among => "among",
            Group::Counted => "counted",
        }
    }
}

impl Default for Made {
    /// Schools with a mentor: what most programmes ask first.
    fn default() -> Self {
        Made {
            of: Members::Schools,
            among: Parts::default(),
            counted: Parts {
                is_any: false,
                parts: vec![Part {
                    is_negated: false,
                    condition: Condition::Partnership(HasPartnership {
                        kinds: vec![opora_domain::PartnershipKind::Mentoring],
                        subjects: vec![],
                        statuses: CARRIED_OUT.to_vec(),
                        side: Side::Receives,
                        with: vec![],
                        when: When::During,
                        at_least: 1,
                    }),
                }],
            },
            result: Outcome::Share,
            periods: vec![PeriodKind::CalendarYear, PeriodKind::AcademicYear],
            interactions: 0,
            gaps: Gaps::Tell,
        }
    }
}

impl Made {
    pub fn of(definition: &Definition) -> Self {
        Made {
            of: definition.of,
            among: Parts::of(definition.among.as_ref()),
            counted: Parts::of(definition.counted.as_ref()),
            result: definition.result,
            periods: definition.periods.clone(),
            interactions: definition.evidence.interactions,
            gaps: definition.gaps,
        }
    }

    pub fn definition(&self, code: &str, title: Title) -> Definition {
        Definition {
            code: code.to_owned(),
            title,
            of: self.of,
            among: self.among.condition(),
            counted: self.counted.condition(),
            result: self.result,
            periods: self.periods.clone(),
            evidence: Evidence {
                interactions: self.interactions,
            },
            gaps: self.gaps,
        }
    }

    pub fn group(&self, group: Group) -> &Parts {
        match group {
            Group::Among => &self.among,
            Group::Counted => &self.counted,
        }
    }

    pub fn group_mut(&mut self, group: Group) -> &mut Parts {
        match group {
            Group::Among => &mut self.among,
            Group::Counted => &mut self.counted,
        }
    }

    /// Asks about others: conditions that do not fit them are left out.
    pub fn ask_about(&mut self, of: Members) {
        let is_of_activities = |it: Members| it == Members::Activities;
        if is_of_activities(self.of) != is_of_activities(of) {
            self.among = Parts::default();
            self.counted = Parts::default();
            self.interactions = 0;
            if is_of_activities(of) {
                self.result = Outcome::Share;
            }
        }
        self.of = of;
    }
}

/// The codes of what a number can be.
pub const RESULTS: [&str; 4] = ["share", "count", "share-of", "sum"];

pub const fn result_code(result: Outcome) -> &'static str {
    match result {
        Outcome::Share => "share",
        Outcome::Count => "count",
        Outcome::ShareOf { .. } => "share-of",
        Outcome::Sum { .. } => "sum",
    }
}

/// A number of this code; of teachers where it is one of counts.
pub fn result_of(code: &str) -> Outcome {
    match code {
        "count" => Outcome::Count,
        "share-of" => Outcome::ShareOf {
            part: CountKind::Tutored,
            whole: CountKind::Teachers,
        },
        "sum" => Outcome::Sum {
            of: CountKind::Teachers,
        },
        _ => Outcome::Share,
    }
}

/// A flaw with its place in the form, as a sentence.
pub fn problem_words(problem: &DefinitionProblem, locale: Locale) -> String {
    let what = problem.flaw.message(locale);
    let place = problem.at.split(['.', '[']).next().unwrap_or_default();
    let named = match place {
        "title" => w::TITLE,
        "among" => w::AMONG,
        "counted" => w::COUNTED,
        "result" => w::RESULT,
        "periods" => w::PERIODS,
        "evidence" => w::EVIDENCE,
        _ => return format!("{what}."),
    };
    let number = problem
        .at
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .and_then(|(number, _)| number.parse::<usize>().ok())
        .filter(|_| matches!(place, "among" | "counted"));
    match number {
        Some(number) => {
            w::problem_of_part(locale, named.of(locale), &(number + 1).to_string(), &what)
        }
        None => w::problem_of(locale, named.of(locale), &what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_indicators::shipped;

    #[test]
    fn every_shipped_definition_comes_out_of_the_form_as_it_went_in() {
        for definition in shipped::definitions() {
            let made = Made::of(&definition);
            assert_eq!(
                made.definition(&definition.code, definition.title.clone()),
                definition
            );
        }
    }

    #[test]
    fn a_flaw_is_said_where_it_stands_in_the_form() {
        let mut made = Made::default();
        made.counted.parts.push(Part {
            is_negated: true,
            condition: Condition::Kind(vec![]),
        });
        made.periods.clear();
        let title = Title {
            ru: "Доля".to_owned(),
            en: "Share".to_owned(),
        };
        let said: Vec<String> = made
            .definition("own", title)
            .problems()
            .iter()
            .map(|problem| problem_words(problem, Locale::Ru))
            .collect();
        assert_eq!(
            said,
            [
                "Кто засчитывается, условие 2: здесь ничего не указано.",
                "За какие периоды: здесь ничего не указано.",
            ]
        );
    }

    #[test]
    fn asking_about_activities_leaves_no_condition_of_schools() {
        let mut made = Made::default();
        made.interactions = 1;
        made.ask_about(Members::Organisations);
        assert_eq!(made.counted.parts.len(), 1);
        made.ask_about(Members::Activities);
        assert!(made.counted.parts.is_empty() && made.interactions == 0);
    }
}
