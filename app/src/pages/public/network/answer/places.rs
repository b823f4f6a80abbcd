//! Answers to the ready questions: who is alone, who carries most, what breaks, who keeps
//! together.

use super::telling::{Telling, rows as rows_view};
use crate::words::numbers::{counted, whole};
use crate::words::{public, questions};
use leptos::prelude::*;
use opora_domain::letters::all_small;
use opora_domain::{Openness, PartnershipStatus};
use opora_graph::Question;
use opora_graph::question::{Ready, Weak};
use opora_graph::questions::Communities;
use opora_graph::questions::load::{Instead, Isolate, Loads};

/// Givers that are named.
const GIVERS_MAX: usize = 10;

pub fn alone(telling: &Telling, isolates: &[Isolate]) -> AnyView {
    let locale = telling.locale();
    let caution = view! { <p class="caption">{questions::UNRECORDED.of(locale)}</p> };
    if isolates.is_empty() {
        let words = questions::NOBODY_ALONE.of(locale);
        return view! { <p class="answer__lead">{words}</p> }.into_any();
    }
    let number = counted(isolates.len(), &public::ORGANISATIONS, locale);
    let supported = isolates.iter().filter(|each| each.is_supported).count();
    let sentence = if supported > 0 {
        let schools = counted(supported, &public::SCHOOLS_ACCUSATIVE, locale);
        questions::alone_supported(locale, &number, &schools)
    } else {
        questions::alone(locale, &number)
    };
    let rows = isolates.iter().map(|each| -> AnyView {
        let role = all_small(telling.graph.nodes[each.node].role.label(locale));
        let instead = match each.instead {
            Instead::Nothing => questions::INSTEAD_NOTHING,
            Instead::Ended => questions::INSTEAD_ENDED,
            Instead::Planned => questions::INSTEAD_PLANNED,
        };
        let mut words = vec![role, instead.of(locale).to_owned()];
        words.extend(waiting(telling, each.node));
        view! {
            <li><span class="answer__who">{telling.marked(each.node)} ", " {words.join(", ")}</span>{telling.onwards(each.node)}</li>
        }
        .into_any()
    });
    view! {
        <p class="answer__lead">{sentence}</p>
        {rows_view(rows.collect(), locale)}
        {caution}
    }
    .into_any()
}

/// «второй стороны ждёт 1 запрос о помощи».
fn waiting(telling: &Telling, node: usize) -> Option<String> {
    let locale = telling.locale();
    let count = |openness: Openness| {
        let ends = telling.graph.open_ends_of(node);
        ends.filter(|end| end.openness == openness && end.partnership.status.is_open())
            .count()
    };
    let parts: Vec<String> = [
        (count(Openness::Offer), &public::OFFERS),
        (count(Openness::Request), &public::REQUESTS),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| counted(count, noun, locale))
    .collect();
    (!parts.is_empty()).then(|| questions::waits(locale, &parts.join(", ")))
}

pub fn hubs(telling: &Telling, loads: &Loads) -> AnyView {
    let locale = telling.locale();
    let sentence = match loads.givers.len() {
        0 => questions::NO_GIVERS.of(locale).to_owned(),
        1 => questions::giver(locale, &counted(1, &public::ORGANISATIONS, locale)),
        number => questions::givers(
            locale,
            &counted(number, &public::ORGANISATIONS, locale),
            &counted(
                loads.median_helped,
                &questions::ORGANISATIONS_DATIVE,
                locale,
            ),
        ),
    };
    let rows = loads.givers.iter().take(GIVERS_MAX).map(|load| {
        let given = telling.graph.edges_of(load.node).filter(|edge| {
            edge.from == load.node && edge.partnership.status == PartnershipStatus::Active
        });
        let meetings: usize = given.map(|edge| edge.interactions).sum();
        let helped = counted(load.helped, &questions::ORGANISATIONS_DATIVE, locale);
        let mut words = vec![
            questions::helps_many(locale, &helped),
            counted(load.partnerships, &public::PARTNERSHIPS, locale),
        ];
        if meetings > 0 {
            words.push(counted(meetings, &public::MEETINGS, locale));
        }
        let much = load.is_hub.then(|| view! {
            " " <span class="tag">{questions::MUCH.of(locale)}</span>
        });
        view! {
            <li><span class="answer__who">{telling.marked(load.node)} " " {words.join(", ")}{much}</span>{telling.onwards(load.node)}</li>
        }
    });
    view! {
        <p class="answer__lead">{sentence}</p>
        {(!loads.givers.is_empty()).then(|| view! { <ol class="answer__list">{rows.collect_view()}</ol> })}
    }
    .into_any()
}

pub fn weak(telling: &Telling, places: &[Weak], left_out: usize) -> AnyView {
    let locale = telling.locale();
    if places.is_empty() {
        let words = questions::NOT_WEAK.of(locale);
        return view! { <p class="answer__lead">{words}</p> }.into_any();
    }
    let rows = places.iter().map(|place| {
        let loss = |noun: &crate::words::numbers::Noun, lost: &[usize]| {
            (!lost.is_empty()).then(|| {
                let number = counted(lost.len(), &public::ORGANISATIONS, locale);
                let verb = noun.after(lost.len(), locale);
                view! { <span class="answer__loss">{format!("{verb} {number}: ")}{telling.names(lost)}</span> }
            })
        };
        view! {
            <li>
                <span class="answer__who">{telling.marked(place.node)}</span>
                {loss(&questions::FALL_OFF, &place.cut_off)}
                {loss(&questions::LEFT_ALONE, &place.unsupported)}
            </li>
        }
    });
    let left_out = (left_out > 0).then(|| {
        let number = counted(left_out, &public::ORGANISATIONS, locale);
        view! { <p class="caption">{questions::weak_left_out(locale, &number)}</p> }
    });
    view! {
        <p class="answer__lead">{questions::WEAK.of(locale)}</p>
        <ol class="answer__list answer__list--numbered">{rows.collect_view()}</ol>
        {left_out}
    }
    .into_any()
}

pub fn together(telling: &Telling, communities: &Communities) -> AnyView {
    let locale = telling.locale();
    let groups = &communities.members;
    if groups.is_empty() {
        let words = questions::NO_GROUPS.of(locale);
        return view! { <p class="answer__lead">{words}</p> }.into_any();
    }
    let rows = groups.iter().enumerate().map(|(number, members)| {
        let inside = telling.graph.edges.iter().filter(|edge| {
            let group = Some(number);
            edge.partnership.status == PartnershipStatus::Active
                && communities.of[edge.from] == group
                && communities.of[edge.to] == group
        });
        let numbers = questions::inside(
            locale,
            &counted(members.len(), &public::ORGANISATIONS, locale),
            &counted(inside.count(), &public::PARTNERSHIPS, locale),
        );
        let title = questions::group(locale, &whole(number + 1, locale));
        view! { <li><span><b>{title}</b> " (" {numbers} "): " {telling.names(members)} "."</span></li> }
    });
    let outside = communities
        .of
        .iter()
        .filter(|group| group.is_none())
        .count();
    let outside = (outside > 0).then(|| {
        let number = counted(outside, &public::ORGANISATIONS, locale);
        let href = telling.ask(Question::Only(Ready::Alone));
        view! {
            <p>{questions::outside(locale, &number)} " " <a href=href>{Ready::Alone.label(locale)}</a></p>
        }
    });
    let number = counted(groups.len(), &questions::GROUPS, locale);
    view! {
        <p class="answer__lead">{questions::groups(locale, &number)}</p>
        <ul class="answer__list">{rows.collect_view()}</ul>
        {outside}
    }
    .into_any()
}
