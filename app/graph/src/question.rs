//! What an address asks of a network, beside what it shows: the words of a question's permalink.
//!
//! One address, one question: [`Question::to_query`] is canonical. What cannot be read is ignored,
//! or kept as a question without an answer so that the page can say so; nothing fails. Whether an
//! organisation of that name exists is the answer's matter: [`answer`].

mod answer;
mod emphasis;
mod from_afar;
mod making;
mod moments;

pub use answer::{Answer, Around, AsOfDay, Changed, End, Said, Weak};
pub use emphasis::{Emphasis, Sign};
pub use from_afar::answer_from_afar;
pub use making::answer;

use crate::filter::{Filter, StatusFilter, encoded, pairs_of};
use crate::questions::Day;
use crate::questions::neighbours::STEPS_MAX;
use opora_domain::PartialDate;
use std::collections::BTreeMap;

opora_domain::choice! {
    /// Questions that need no further word.
    Ready {
        Alone = "alone", "Кто один", "Who is alone";
        Hubs = "hubs", "Кто несёт больше всех", "Who carries most";
        Bridges = "bridges", "Что оборвётся, если уйдёт один", "What breaks if one leaves";
        Communities = "communities", "Кто держится вместе", "Who keeps together";
    }
}

opora_domain::choice! {
    /// How the same network stands as words.
    Listing {
        Table = "table", "Таблица", "Table";
        Settlements = "settlements", "По поселениям", "By settlement";
    }
}

#[expect(clippy::derivable_impls, reason = "closed lists derive no default")]
impl Default for Listing {
    fn default() -> Self {
        Listing::Table
    }
}

/// One question. Texts are as they were asked, trimmed and cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Organisations by name, code or settlement.
    Find(String),
    /// The network around one organisation, 1 to [`STEPS_MAX`] steps.
    About {
        code: String,
        steps: usize,
    },
    /// How two organisations are connected. An empty end is not named yet.
    Path {
        from: String,
        to: String,
    },
    Only(Ready),
    /// What has changed since a day, until today.
    Since(Day),
    /// The network as of a day.
    On(Day),
    /// What changed from one day to a later one.
    Between(Day, Day),
    /// Asked for a day that is none of the calendar.
    UnreadDay,
}

/// Longest value kept from an address, in characters.
const VALUE_CHARS_MAX: usize = 200;
const KEYS: [&str; 12] = [
    "find", "about", "steps", "from", "to", "only", "since", "on", "between", "when", "date", "and",
];

impl Question {
    /// Reads the query of an address, without its `?`. Of several questions the first counts in
    /// this order: a path (`from`, `to`), `about`, `only`, `on`, `since`, `between`, `find`. A form
    /// without script says a day as `when=on&date=…` or `when=since&date=…&and=…`, where `and`
    /// may be empty.
    pub fn from_query(query: &str) -> Option<Self> {
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for (key, value) in pairs_of(query) {
            if KEYS.contains(&key.as_str()) {
                values.insert(key, value.trim().chars().take(VALUE_CHARS_MAX).collect());
            }
        }
        let get = |key: &str| values.get(key).cloned();
        let or_empty = |key: &str| get(key).unwrap_or_default();
        if values.contains_key("from") || values.contains_key("to") {
            return Some(Question::Path {
                from: or_empty("from"),
                to: or_empty("to"),
            });
        }
        if let Some(code) = get("about").filter(|code| !code.is_empty()) {
            let steps = or_empty("steps").parse().unwrap_or(1);
            return Some(Question::About {
                code,
                steps: usize::clamp(steps, 1, STEPS_MAX),
            });
        }
        if let Some(ready) = get("only").and_then(|code| Ready::from_code(&code)) {
            return Some(Question::Only(ready));
        }
        let by_form = match (or_empty("when").as_str(), or_empty("and").as_str()) {
            ("on", _) => Some(("on", or_empty("date"))),
            ("since", "") => Some(("since", or_empty("date"))),
            ("since", and) => Some(("between", format!("{}..{and}", or_empty("date")))),
            _ => None,
        };
        let by_key = || {
            let keys = ["on", "since", "between"].into_iter();
            keys.filter_map(|key| Some((key, get(key)?))).next()
        };
        if let Some((key, value)) = by_form.or_else(by_key) {
            return Some(Self::of_day(key, &value).unwrap_or(Question::UnreadDay));
        }
        get("find").map(Question::Find)
    }

    fn of_day(key: &str, value: &str) -> Option<Self> {
        let day = |text: &str| {
            let date: PartialDate = text.trim().parse().ok()?;
            Some(Day::first_of(date))
        };
        match key {
            "on" => day(value).map(Question::On),
            "since" => day(value).map(Question::Since),
            _ => {
                let (a, b) = value.split_once("..")?;
                let (a, b) = (day(a)?, day(b)?);
                Some(Question::Between(a.min(b), a.max(b)))
            }
        }
    }

    /// The query of this question's permalink, without `?`.
    pub fn to_query(&self) -> String {
        match self {
            Question::Find(text) => format!("find={}", encoded(text)),
            Question::About { code, steps: 1 } => format!("about={}", encoded(code)),
            Question::About { code, steps } => format!("about={}&steps={steps}", encoded(code)),
            Question::Path { from, to } => match (from.is_empty(), to.is_empty()) {
                (_, true) => format!("from={}", encoded(from)),
                (true, false) => format!("to={}", encoded(to)),
                (false, false) => format!("from={}&to={}", encoded(from), encoded(to)),
            },
            Question::Only(ready) => format!("only={}", ready.code()),
            Question::Since(day) => format!("since={day}"),
            Question::On(day) => format!("on={day}"),
            Question::Between(from, to) => format!("between={from}..{to}"),
            Question::UnreadDay => "on=".to_owned(),
        }
    }

    /// It is about another moment than the present: not only what is open now has its place.
    pub const fn is_of_time(&self) -> bool {
        matches!(
            self,
            Question::Since(_) | Question::On(_) | Question::Between(..)
        )
    }
}

/// Everything an address says of a network's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub filter: Filter,
    pub question: Option<Question>,
    pub listing: Listing,
}

impl Asked {
    /// Reads the query of an address, without its `?`.
    pub fn from_query(query: &str) -> Self {
        let listing = pairs_of(query).filter(|(key, _)| key == "list").last();
        Asked {
            filter: Filter::from_query(query),
            question: Question::from_query(query),
            listing: listing
                .and_then(|(_, code)| Listing::from_code(&code))
                .unwrap_or_default(),
        }
    }

    /// The query of the permalink, without `?`; empty for the default.
    pub fn to_query(&self) -> String {
        let mut parts = vec![self.filter.to_query()];
        parts.extend(self.question.as_ref().map(Question::to_query));
        if self.listing != Listing::Table {
            parts.push(format!("list={}", self.listing.code()));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("&")
    }

    /// The same page asked something else, or nothing.
    pub fn asking(&self, question: Option<Question>) -> Self {
        Asked {
            question,
            ..self.clone()
        }
    }

    /// The filter of the [`crate::Arrangement`] the picture stands in. For a question of time it
    /// is the union of all moments, so that stepping through the dates moves nobody.
    pub fn stands_in(&self) -> Filter {
        match &self.question {
            Some(question) if question.is_of_time() => Filter {
                status: StatusFilter::Any,
                view: self.filter.view,
                ..Filter::default()
            },
            _ => self.filter.clone(),
        }
    }
}
