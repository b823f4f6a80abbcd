//! What the form says by now: the sentence, or what is still wrong, and the numbers it gives on the
//! records of the network.

use super::Form;
use super::made::problem_words;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::definitions as w;
use crate::words::numbers::{counted, whole};
use crate::workspace::pages::indicators::figures::{Figures, number_of, unit_of};
use crate::workspace::pages::indicators::of_network::{member_noun, parts_words};
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::Locale;
use opora_indicators::definition::Title;
use opora_indicators::{Definition, Outcome, Period, Value as Number};

/// The definition as it stands. While it has no title, one stands in for it: what it counts is read
/// all the same.
pub fn definition(form: Form) -> Definition {
    let title = form.title.get();
    let ru = match title.trim() {
        "" => "…".to_owned(),
        title => title.to_owned(),
    };
    let en = match form.title_en.get().trim() {
        "" => ru.clone(),
        en => en.to_owned(),
    };
    form.made
        .with(|made| made.definition(&form.id.to_string(), Title { ru, en }))
}

/// The sentence, and the numbers of the running period and of the one before.
pub fn reading(workspace: Workspace, form: Form) -> AnyView {
    let locale = workspace.l();
    let now = Memo::new(move |_| definition(form));
    let body = move || {
        let definition = now.get();
        let problems = definition.problems();
        if !problems.is_empty() {
            let problems: Vec<AnyView> = problems
                .iter()
                .map(|problem| view! { <li>{problem_words(problem, locale)}</li> }.into_any())
                .collect();
            return view! {
                <p>{w::NOT_YET.of(locale)}</p><ul class="compose__problems" data-testid="definition-problems">{problems}</ul>
            }
            .into_any();
        }
        let figures = Figures::now(workspace);
        let kind = definition.periods.first().copied();
        let running = kind.and_then(|kind| figures.current(kind));
        let periods = [running.and_then(Period::previous), running];
        let lines: Vec<AnyView> = periods
            .into_iter()
            .flatten()
            .map(|period| {
                let words = previewed(&figures, &definition, period, locale);
                let line = w::previewed(locale, &wording::capital(&period.label(locale)), &words);
                view! { <li>{line}</li> }.into_any()
            })
            .collect();
        view! {
            <p data-testid="definition-words">{definition.words(locale)}</p>
            <h3 class="title-section">{w::PREVIEW.of(locale)}</h3>
            <ul class="compose__preview" data-testid="definition-preview">{lines}</ul>
        }
        .into_any()
    };
    view! {
        <div class="panel__head"><h2 class="title-block" id="reads">{w::SENTENCE.of(locale)}</h2></div>
        <div class="panel__body" aria-live="polite">{body}</div>
    }
    .into_any()
}

/// «78,6 % – 11 из 14 школ, 2 без данных»
fn previewed(figures: &Figures, definition: &Definition, period: Period, locale: Locale) -> String {
    let Some(computed) = figures.computed(definition, period) else {
        return crate::words::NO_DATA.of(locale).to_owned();
    };
    let mut words = match computed.value {
        Err(reason) => return reason.message(locale),
        Ok(value) => {
            let number = number_of(value.number(), Some(unit_of(definition)), locale);
            match value {
                Number::Share { part, whole: all } => {
                    format!("{number} – {}", parts_words(definition, part, all, locale))
                }
                Number::Number(_) => {
                    let among = counted(
                        computed.denominator.len(),
                        member_noun(definition.of),
                        locale,
                    );
                    let of = crate::words::indicators::part_of_whole(locale, &number, &among);
                    match definition.result {
                        Outcome::Count => of,
                        _ => number,
                    }
                }
            }
        }
    };
    let missing = computed.undecided.len();
    if missing > 0 {
        words = format!(
            "{words}, {}",
            w::without_data(locale, &whole(missing, locale))
        );
    }
    words
}
