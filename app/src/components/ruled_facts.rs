//! Label and value on a line, as on a notebook's cover.

use crate::markup::*;
use crate::words::NO_DATA;

use opora_domain::Locale;

/// One line. A value that is absent is said to be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub value: Option<String>,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: Option<String>) -> Self {
        Fact {
            label: label.into(),
            value,
        }
    }
}

/// A list of facts.
pub fn ruled_facts(locale: Locale, facts: Vec<Fact>) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        let class = if fact.value.is_none() {
            "facts__none"
        } else {
            ""
        };
        let value = fact.value.unwrap_or_else(|| NO_DATA.of(locale).to_owned());
        view! { <div class="facts__row"><dt>{fact.label}</dt><dd class=class>{value}</dd></div> }
    });
    view! { <dl class="facts">{rows.collect::<Vec<_>>()}</dl> }
}
