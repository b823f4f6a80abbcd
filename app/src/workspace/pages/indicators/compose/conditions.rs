//! A group of conditions in the form: how they are joined, each with its parts, and one more.

use super::controls::{Choosing, Control, KINDS, fresh, kind_of, said, with};
use super::made::{Group, Made};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::definitions as w;
use crate::workspace::pages::indicators::made_of::focus;
use crate::workspace::parts::wording;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::Locale;
use opora_indicators::definition::{LIST_MAX, Members, Part};

/// What the form holds, and how it is changed.
pub type MadeSignal = RwSignal<Made>;

/// The group with its conditions.
pub fn conditions(made: MadeSignal, group: Group, locale: Locale) -> AnyView {
    // Parts are drawn anew when there are others, not when one says something else.
    let shape = Memo::new(move |_| {
        made.with(|made| {
            let kinds = made
                .group(group)
                .parts
                .iter()
                .map(|part| kind_of(&part.condition));
            let kinds: Vec<Option<&'static str>> =
                kinds.map(|kind| kind.map(|it| it.code)).collect();
            (kinds, made.of == Members::Activities)
        })
    });
    let (legend, hint, nobody) = match group {
        Group::Among => (w::AMONG, w::AMONG_HINT, w::AMONG_ALL),
        Group::Counted => (w::COUNTED, w::COUNTED_HINT, w::COUNTED_ALL),
    };
    let rows = move || {
        let (kinds, is_of_activities) = shape.get();
        if kinds.is_empty() {
            return view! { <p class="note">{nobody.of(locale)}</p> }.into_any();
        }
        let joined = (kinds.len() > 1).then(|| joining(made, group, locale));
        let rows: Vec<AnyView> = (0..kinds.len())
            .map(|at| condition(made, (group, at), is_of_activities, locale))
            .collect();
        view! { {joined}<ol class="compose__conditions">{rows}</ol> }.into_any()
    };
    let add = move |_| {
        let count = made.with_untracked(|made| made.group(group).parts.len());
        if count >= LIST_MAX {
            return;
        }
        made.update(|made| {
            let is_of_activities = made.of == Members::Activities;
            let first = KINDS
                .iter()
                .find(|kind| kind.is_of_activities == is_of_activities);
            if let Some(condition) = first.and_then(|kind| fresh(kind.code)) {
                made.group_mut(group).parts.push(Part {
                    is_negated: false,
                    condition,
                });
            }
        });
        focus(format!("{}-{count}", group.code()));
    };
    let test_id = format!("group-{}", group.code());
    let add_id = format!("add-{}", group.code());
    view! {
        <fieldset class="field compose__group" data-testid=test_id>
            <legend class="field__label">{legend.of(locale)}</legend>
            <p class="field__hint">{hint.of(locale)}</p>
            {rows}
            <div class="actions">
                <button type="button" class="button button--compact" id=add_id.clone() data-testid=add_id on:click=add>
                    {icon(Pictogram::Plus)}{w::ADD_CONDITION.of(locale)}
                </button>
            </div>
        </fieldset>
    }
    .into_any()
}

fn joining(made: MadeSignal, group: Group, locale: Locale) -> AnyView {
    let chips: Vec<AnyView> = [(false, w::ALL_HOLD), (true, w::ANY_HOLDS)]
        .into_iter()
        .map(|(is_any, words)| {
            let is_pressed = move || made.with(|made| made.group(group).is_any) == is_any;
            view! {
                <button type="button" class="chip" aria-pressed=move || if is_pressed() { "true" } else { "false" }
                    on:click=move |_| made.update(|made| made.group_mut(group).is_any = is_any)>{words.of(locale)}</button>
            }
            .into_any()
        })
        .collect();
    view! { <div class="chips" role="group" aria-label=w::JOINED.of(locale)>{chips}</div> }
        .into_any()
}

fn condition(
    made: MadeSignal,
    (group, at): (Group, usize),
    is_of_activities: bool,
    locale: Locale,
) -> AnyView {
    let id = format!("{}-{at}", group.code());
    let part = move || made.with(|made| made.group(group).parts.get(at).cloned());
    let now = untrack(part);
    let known = now.as_ref().and_then(|part| kind_of(&part.condition));
    let number = w::condition_number(locale, &(at + 1).to_string());
    let remove = move |_| {
        made.update(|made| {
            let parts = &mut made.group_mut(group).parts;
            if at < parts.len() {
                parts.remove(at);
            }
        });
        focus(format!("add-{}", group.code()));
    };
    let negate = move |_| {
        made.update(|made| {
            if let Some(part) = made.group_mut(group).parts.get_mut(at) {
                part.is_negated = !part.is_negated;
            }
        });
    };
    let is_negated = move || part().is_some_and(|part| part.is_negated);
    let what = match known {
        Some(kind) => {
            let here = id.clone();
            let choose = move |event: ev::Event| {
                let code = event_target_value(&event);
                // The parts of the other kind are drawn anew, and this choice with them.
                focus(here.clone());
                made.update(|made| {
                    if let (Some(part), Some(condition)) =
                        (made.group_mut(group).parts.get_mut(at), fresh(&code))
                    {
                        part.condition = condition;
                    }
                });
            };
            let options: Vec<AnyView> = KINDS
                .iter()
                .filter(|one| one.is_of_activities == is_of_activities)
                .map(|one| {
                    let is_chosen = one.code == kind.code;
                    view! { <option value=one.code selected=is_chosen>{one.label.of(locale)}</option> }.into_any()
                })
                .collect();
            let controls: Vec<AnyView> = kind
                .controls
                .iter()
                .map(|one| control(made, (group, at), one, locale))
                .collect();
            let label = number.clone();
            view! {
                <span class="select">
                    <select class="field__input" id=id.clone() data-testid=id aria-label=label on:change=choose>{options}</select>
                </span>
                {controls}
            }
            .into_any()
        }
        None => view! { <p class="note">{w::NESTED.of(locale)}</p> }.into_any(),
    };
    let remove_label = w::remove_condition(locale, &number);
    view! {
        <li class="compose__condition">
            <div class="compose__head">
                <b class="label">{number}</b>
                <label class="checkbox">
                    <input type="checkbox" class="checkbox__box" prop:checked=is_negated on:change=negate/>
                    <span>{w::NEGATED.of(locale)}</span>
                </label>
                <button type="button" class="icon-button" aria-label=remove_label on:click=remove>{icon(Pictogram::Cross)}</button>
            </div>
            {what}
        </li>
    }
    .into_any()
}

fn control(
    made: MadeSignal,
    (group, at): (Group, usize),
    control: &'static Control,
    locale: Locale,
) -> AnyView {
    let now = move || {
        made.with(|made| {
            let part = made.group(group).parts.get(at);
            part.map(|part| said(&part.condition, control.name))
                .unwrap_or_default()
        })
    };
    let set = move |texts: Vec<String>| {
        made.update(|made| {
            if let Some(part) = made.group_mut(group).parts.get_mut(at) {
                part.condition = with(&part.condition, control, &texts);
            }
        });
    };
    let id = format!("{}-{at}-{}", group.code(), control.name);
    let label = control.label.of(locale);
    match control.choosing {
        Choosing::Many(options) => {
            let chips: Vec<AnyView> = options(locale)
                .into_iter()
                .map(|(code, words)| {
                    let is_chosen = move || now().iter().any(|known| known == code);
                    let toggle = move |_| {
                        let mut all = untrack(now);
                        match all.iter().position(|known| known == code) {
                            Some(place) => {
                                all.remove(place);
                            }
                            None => all.push(code.to_owned()),
                        }
                        set(all);
                    };
                    view! {
                        <button type="button" class="chip" data-code=code
                            aria-pressed=move || if is_chosen() { "true" } else { "false" }
                            on:click=toggle>{wording::capital(words)}</button>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <span class="field__label" id=id.clone()>{label}</span>
                    <div class="chips" role="group" aria-labelledby=id>{chips}</div>
                </div>
            }
            .into_any()
        }
        Choosing::One(options) => {
            let chosen = untrack(now).into_iter().next().unwrap_or_default();
            let options: Vec<AnyView> = options(locale)
                .into_iter()
                .map(|(code, words)| {
                    let is_chosen = code == chosen;
                    view! { <option value=code selected=is_chosen>{words}</option> }.into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>{label}</label>
                    <span class="select">
                        <select class="field__input" id=id
                            on:change=move |event: ev::Event| set(vec![event_target_value(&event)])>{options}</select>
                    </span>
                </div>
            }
            .into_any()
        }
        Choosing::Number | Choosing::Texts | Choosing::Text => {
            // Read once: what is typed stays as it is typed, «, » between two subjects too.
            let first = untrack(now).join(", ");
            let typed = move |event: ev::Event| {
                let text = event_target_value(&event);
                set(match control.choosing {
                    Choosing::Texts => listed(&text),
                    _ => vec![text],
                });
            };
            let mode = match control.choosing {
                Choosing::Number => "numeric",
                _ => "text",
            };
            view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>{label}</label>
                    <input class="field__input" type="text" inputmode=mode autocomplete="off" id=id
                        value=first on:input=typed/>
                </div>
            }
            .into_any()
        }
    }
}

/// The texts of a comma list, each once.
fn listed(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        if !all.iter().any(|known| known == one) {
            all.push(one.to_owned());
        }
    }
    all
}
