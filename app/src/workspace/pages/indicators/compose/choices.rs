//! The parts of the form that are no conditions: who is asked about, what the number is, over which
//! periods, on what evidence, and which way is better.

use super::made::{Made, RESULTS, result_code, result_of};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::definitions as w;
use crate::workspace::parts::wording;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{Direction, Locale};
use opora_indicators::Outcome;
use opora_indicators::definition::{Gaps, Members};
use opora_indicators::facts::CountKind;
use opora_indicators::period::PeriodKind;

pub fn text(
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    text: RwSignal<String>,
) -> AnyView {
    let described = hint.map(|_| format!("{id}-hint"));
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class="field__input" id=id data-testid=id type="text" autocomplete="off" aria-describedby=described
                prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
    .into_any()
}

/// Chips of which one or several are pressed.
fn chips(
    id: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, String)>,
    is_pressed: impl Fn(&'static str) -> bool + Copy + 'static,
    choose: impl Fn(&'static str) + Copy + 'static,
) -> AnyView {
    let chips: Vec<AnyView> = choices
        .into_iter()
        .map(|(code, words)| {
            view! {
                <button type="button" class="chip" data-code=code
                    aria-pressed=move || if is_pressed(code) { "true" } else { "false" }
                    on:click=move |_| choose(code)>{words}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="field">
            <span class="field__label" id=id>{label}</span>
            <div class="chips" role="group" aria-labelledby=id data-testid=id>{chips}</div>
        </div>
    }
    .into_any()
}

pub fn members(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let words = |of: Members| match of {
        Members::Schools => w::SCHOOLS,
        Members::Organisations => w::ORGANISATIONS,
        Members::Activities => w::ACTIVITIES,
    };
    let choices = Members::ALL.iter();
    let choices = choices
        .map(|of| (of.code(), words(*of).of(locale).to_owned()))
        .collect();
    chips(
        "definition-of",
        w::OF.of(locale),
        choices,
        move |code| made.with(|made| made.of.code() == code),
        move |code| {
            if let Some(of) = Members::from_code(code) {
                made.update(|made| made.ask_about(of));
            }
        },
    )
}

pub fn result(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let is_of_activities = Memo::new(move |_| made.with(|made| made.of == Members::Activities));
    let chosen = move || {
        let words = |code| match code {
            "share" => w::SHARE,
            "count" => w::COUNT_OF,
            "share-of" => w::SHARE_OF,
            _ => w::SUM,
        };
        // Activities have no numbers of their own.
        let offered = if is_of_activities.get() {
            2
        } else {
            RESULTS.len()
        };
        let choices = RESULTS.iter().take(offered);
        chips(
            "definition-result",
            w::RESULT.of(locale),
            choices
                .map(|code| (*code, words(code).of(locale).to_owned()))
                .collect(),
            move |code| made.with(|made| result_code(made.result) == code),
            move |code| made.update(|made| made.result = result_of(code)),
        )
    };
    // Only which counts are asked for: a choice is not drawn anew while it is made.
    let kind = Memo::new(move |_| made.with(|made| result_code(made.result)));
    let set = move |change: fn(&mut Outcome, CountKind), to: CountKind| {
        made.update(|made| change(&mut made.result, to));
    };
    let counts = move || {
        kind.track();
        match made.with_untracked(|made| made.result) {
            Outcome::Share | Outcome::Count => vec![],
            Outcome::ShareOf { part, whole } => vec![
                count(
                    w::PART.of(locale),
                    "definition-part",
                    part,
                    locale,
                    move |kind| {
                        set(
                            |result, kind| {
                                if let Outcome::ShareOf { part, .. } = result {
                                    *part = kind;
                                }
                            },
                            kind,
                        );
                    },
                ),
                count(
                    w::WHOLE.of(locale),
                    "definition-whole",
                    whole,
                    locale,
                    move |kind| {
                        set(
                            |result, kind| {
                                if let Outcome::ShareOf { whole, .. } = result {
                                    *whole = kind;
                                }
                            },
                            kind,
                        );
                    },
                ),
            ],
            Outcome::Sum { of } => {
                vec![count(
                    w::SUM_OF.of(locale),
                    "definition-sum",
                    of,
                    locale,
                    move |kind| {
                        set(|result, of| *result = Outcome::Sum { of }, kind);
                    },
                )]
            }
        }
    };
    view! { {chosen}{counts} }.into_any()
}

fn count(
    label: &'static str,
    id: &'static str,
    now: CountKind,
    locale: Locale,
    choose: impl Fn(CountKind) + 'static,
) -> AnyView {
    let kinds = CountKind::ALL.iter().filter(|kind| kind.is_summable());
    let options: Vec<AnyView> = kinds
        .map(|kind| {
            let is_chosen = *kind == now;
            view! { <option value=kind.code() selected=is_chosen>{kind.label(locale)}</option> }
                .into_any()
        })
        .collect();
    let change = move |event: ev::Event| {
        if let Some(kind) = CountKind::from_code(&event_target_value(&event)) {
            choose(kind);
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <span class="select"><select class="field__input" id=id on:change=change>{options}</select></span>
        </div>
    }
    .into_any()
}

pub fn periods(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let choices = PeriodKind::ALL.iter();
    let choices = choices
        .map(|kind| (kind.code(), wording::capital(kind.label(locale))))
        .collect();
    chips(
        "definition-periods",
        w::PERIODS.of(locale),
        choices,
        move |code| made.with(|made| made.periods.iter().any(|kind| kind.code() == code)),
        move |code| {
            let Some(kind) = PeriodKind::from_code(code) else {
                return;
            };
            made.update(
                |made| match made.periods.iter().position(|known| *known == kind) {
                    Some(at) => {
                        made.periods.remove(at);
                    }
                    None => made.periods.push(kind),
                },
            );
        },
    )
}

/// What a partnership needs beside its record, and what becomes of gaps.
pub fn proof(made: RwSignal<Made>, locale: Locale) -> AnyView {
    let is_of_activities = Memo::new(move |_| made.with(|made| made.of == Members::Activities));
    let proof = move || {
        if is_of_activities.get() {
            return ().into_any();
        }
        let now = made.with_untracked(|made| made.interactions).to_string();
        let typed = move |event: ev::Event| {
            // What is no number asks for too many, and the definition says how many may be.
            let number = event_target_value(&event)
                .trim()
                .parse()
                .unwrap_or(u32::MAX);
            made.update(|made| made.interactions = number);
        };
        view! {
            <div class="field">
                <label class="field__label" for="definition-proof">{w::EVIDENCE.of(locale)}</label>
                <input class="field__input" id="definition-proof" type="text" inputmode="numeric" autocomplete="off"
                    aria-describedby="definition-proof-hint" value=now on:input=typed/>
                <p class="field__hint" id="definition-proof-hint">{w::EVIDENCE_HINT.of(locale)}</p>
            </div>
        }
        .into_any()
    };
    let choices = Gaps::ALL.iter();
    let choices = choices
        .map(|one| (one.code(), one.label(locale).to_owned()))
        .collect();
    let gaps = chips(
        "definition-gaps",
        w::GAPS.of(locale),
        choices,
        move |code| made.with(|made| made.gaps.code() == code),
        move |code| {
            if let Some(gaps) = Gaps::from_code(code) {
                made.update(|made| made.gaps = gaps);
            }
        },
    );
    view! { {proof}{gaps} }.into_any()
}

pub fn direction(direction: RwSignal<Option<Direction>>, locale: Locale) -> AnyView {
    let none = std::iter::once(("", w::NOT_SAID.of(locale).to_owned()));
    let all = Direction::ALL
        .iter()
        .map(|one| (one.code(), one.label(locale).to_owned()));
    chips(
        "definition-direction",
        w::DIRECTION.of(locale),
        none.chain(all).collect(),
        move |code| direction.get().map_or("", Direction::code) == code,
        move |code| direction.set(Direction::from_code(code)),
    )
}
