//! What a computed number is made of: denominator, numerator, those left out and those data are
//! missing about, as lists; each row opens its evidence beside it.

use super::of_network::member_noun;
use super::reasons::{Line, missing_line, proof_line, why_not};
use crate::components::{Pictogram, icon, role_mark, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::dates;
use crate::words::indicators as w;
use crate::words::numbers::counted;
use crate::words::workspace as words;
use crate::workspace::parts::pair::role_of;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{Interaction, RecordId};
use opora_indicators::definition::{Definition, Members};
use opora_indicators::period::Days;
use opora_indicators::{Computed, Period, Proof};
use wasm_bindgen::JsCast;

use super::figures::Figures;

/// How many meetings a drawer lists before it says how many more there are.
const MEETINGS_SHOWN: usize = 4;

/// Which list is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Denominator,
    Numerator,
    LeftOut,
    Undecided,
}

/// The lists of one definition in one period.
pub fn made_of(workspace: Workspace, definition: Definition, period: Period) -> AnyView {
    let locale = workspace.l();
    let list = RwSignal::new(List::Denominator);
    let open = RwSignal::new(None::<RecordId>);
    let of_tabs = definition.clone();
    let tabs = move || {
        let Some(computed) = Figures::now(workspace).computed(&of_tabs, period) else {
            return ().into_any();
        };
        let lists = [
            List::Denominator,
            List::Numerator,
            List::LeftOut,
            List::Undecided,
        ];
        let items: Vec<AnyView> = lists
            .into_iter()
            .filter(|one| *one != List::Undecided || !computed.undecided.is_empty())
            .map(|one| tab(one, members(&computed, one).len(), list, open, locale))
            .collect();
        view! {
            <div class="segmented" role="group" aria-label=w::MADE_OF.of(locale)>{items}</div>
        }
        .into_any()
    };
    let of_rows = definition.clone();
    let rows = move || rows(workspace, &of_rows, period, list.get(), open);
    let drawer = move || match open.get() {
        Some(id) => drawer(workspace, &definition, period, id, open),
        None => ().into_any(),
    };
    view! {
        <section class="section made-of" aria-labelledby="made-of">
            <div class="made-of__lists">
                <div class="section__head section__head--tabs">
                    <h2 class="title-block" id="made-of" tabindex="-1">{w::MADE_OF.of(locale)}</h2>
                    {tabs}
                </div>
                <p class="caption">{w::in_period(locale, &period.label(locale))}</p>
                {rows}
            </div>
            {drawer}
        </section>
    }
    .into_any()
}

fn tab(
    one: List,
    count: usize,
    list: RwSignal<List>,
    open: RwSignal<Option<RecordId>>,
    locale: opora_domain::Locale,
) -> AnyView {
    let (words, id) = match one {
        List::Denominator => (w::DENOMINATOR, "denominator"),
        List::Numerator => (w::NUMERATOR, "numerator"),
        List::LeftOut => (w::LEFT_OUT, "left-out"),
        List::Undecided => (w::UNDECIDED, "undecided"),
    };
    view! {
        <button type="button" class="segmented__item" data-testid=id data-count=count
            aria-pressed=move || if list.get() == one { "true" } else { "false" }
            on:click=move |_| {
                open.set(None);
                list.set(one);
            }>{words.of(locale)}"\u{a0}"{count}</button>
    }
    .into_any()
}

/// Who is on a list.
fn members(computed: &Computed, list: List) -> Vec<RecordId> {
    match list {
        List::Denominator => computed.denominator.iter().map(|one| one.id).collect(),
        List::Numerator => computed.numerator.iter().map(|one| one.id).collect(),
        List::Undecided => computed.undecided.iter().map(|one| one.id).collect(),
        List::LeftOut => {
            let is_known = |id: &RecordId| {
                computed.numerator.iter().any(|one| one.id == *id)
                    || computed.undecided.iter().any(|one| one.id == *id)
            };
            let all = computed.denominator.iter().map(|one| one.id);
            all.filter(|id| !is_known(id)).collect()
        }
    }
}

/// Where one of a list stands by itself.
fn own_list(computed: &Computed, id: RecordId) -> List {
    if computed.numerator.iter().any(|one| one.id == id) {
        List::Numerator
    } else if computed.undecided.iter().any(|one| one.id == id) {
        List::Undecided
    } else {
        List::LeftOut
    }
}

fn rows(
    workspace: Workspace,
    definition: &Definition,
    period: Period,
    list: List,
    open: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    let Some(computed) = Figures::now(workspace).computed(definition, period) else {
        return ().into_any();
    };
    let records = workspace.records.get();
    // The counted first, then those data are missing about, then the others; each by name.
    let members = ordered(members(&computed, list), |id| {
        let rank = match own_list(&computed, *id) {
            List::Numerator | List::Denominator => 0,
            List::Undecided => 1,
            List::LeftOut => 2,
        };
        format!("{rank}{}", name_of(&records, *id, locale))
    });
    if members.is_empty() {
        return view! { <p class="note">{w::NOBODY.of(locale)}</p> }.into_any();
    }
    let head = match definition.of {
        Members::Schools => w::MEMBER,
        Members::Organisations => w::ORGANISATION,
        Members::Activities => w::ACTIVITY,
    };
    let rows: Vec<AnyView> = members
        .into_iter()
        .map(|id| row(workspace, &records, definition, &computed, period, id, open))
        .collect();
    let label = counted(rows.len(), member_noun(definition.of), locale);
    view! {
        <div class="table-sheet table-sheet--plain" role="region" tabindex="0" aria-label=label>
            <table class="table table--rows" data-testid="members">
                <thead><tr>
                    <th scope="col">{head.of(locale)}</th>
                    <th scope="col">{w::WHY.of(locale)}</th>
                    <th scope="col" class="table__number">{w::EVIDENCE.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    workspace: Workspace,
    records: &Records,
    definition: &Definition,
    computed: &Computed,
    period: Period,
    id: RecordId,
    open: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    let name = name_of(records, id, locale);
    let mark = role_of(records, id).map(|role| view! { {role_mark(role)} });
    let name = match records.organisations.contains_key(&id) {
        true => view! { <a href=Place::Organisation(id).path()>{name}</a> }.into_any(),
        false => name.into_any(),
    };
    let list = own_list(computed, id);
    let lines = lines(records, computed, list, id, locale);
    let why = match list {
        List::LeftOut => w::not_counted(locale, &why_not(records, definition, id, period, locale)),
        List::Undecided => w::undecided_as(locale, &first_words(&lines)),
        List::Numerator | List::Denominator => first_words(&lines),
    };
    let count = lines.len();
    let button = (count > 0).then(|| {
        view! {
            <button type="button" class="number" id=format!("evidence-{id}") data-testid="evidence"
                aria-expanded=move || if open.get() == Some(id) { "true" } else { "false" }
                on:click=move |_| {
                    open.set(Some(id));
                    focus("drawer-title".to_owned());
                }>{counted(count, &w::PROOFS, locale)}</button>
        }
    });
    view! {
        <tr data-testid="member" aria-selected=move || if open.get() == Some(id) { "true" } else { "false" }>
            <th scope="row" class="table__name"><div>{mark}<span>{name}</span></div></th>
            <td data-label=w::WHY.of(locale)>{why}</td>
            <td class="table__number" data-label=w::EVIDENCE.of(locale)>{button}</td>
        </tr>
    }
    .into_any()
}

fn first_words(lines: &[Line]) -> String {
    lines
        .first()
        .map(|line| line.words.clone())
        .unwrap_or_default()
}

fn name_of(records: &Records, id: RecordId, locale: opora_domain::Locale) -> String {
    let title = || {
        let view = records.views.get(&id)?;
        opora_domain::record::text(&view.projected.fields, "title").map(str::to_owned)
    };
    match records.organisations.contains_key(&id) {
        true => wording::organisation_name(records, id, locale),
        false => title().unwrap_or_else(|| words::NO_RECORD.of(locale).to_owned()),
    }
}

/// The evidence of a member on a list, the most telling first.
fn lines(
    records: &Records,
    computed: &Computed,
    list: List,
    id: RecordId,
    locale: opora_domain::Locale,
) -> Vec<Line> {
    let of = |members: &[opora_indicators::Member]| -> Vec<Line> {
        let found = members.iter().find(|member| member.id == id);
        let mut proofs: Vec<Proof> = found.map(|it| it.evidence.clone()).unwrap_or_default();
        // Meetings stand under their partnership.
        let partnerships: Vec<RecordId> = proofs
            .iter()
            .filter_map(|proof| match proof {
                Proof::Partnership(id) => Some(*id),
                _ => None,
            })
            .collect();
        proofs.retain(|proof| match proof {
            Proof::Interaction(id) => records
                .interactions
                .get(id)
                .and_then(|one| one.partnership)
                .is_none_or(|on| !partnerships.contains(&on)),
            _ => true,
        });
        proofs
            .into_iter()
            .map(|proof| proof_line(records, id, proof, locale))
            .collect()
    };
    match list {
        List::Numerator => {
            let mut all = of(&computed.numerator);
            all.extend(of(&computed.denominator));
            all
        }
        List::Denominator | List::LeftOut => of(&computed.denominator),
        List::Undecided => {
            let found = computed.undecided.iter().find(|one| one.id == id);
            let missing = found.map(|one| one.missing.clone()).unwrap_or_default();
            missing
                .into_iter()
                .map(|each| missing_line(records, id, each, locale))
                .collect()
        }
    }
}

/// Why a row is on its list: its conditions ticked, then what took place, with the way to each.
fn drawer(
    workspace: Workspace,
    definition: &Definition,
    period: Period,
    id: RecordId,
    open: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    let Some(computed) = Figures::now(workspace).computed(definition, period) else {
        return ().into_any();
    };
    let records = workspace.records.get();
    let close = move || {
        open.set(None);
        focus(format!("evidence-{id}"));
    };
    let list = own_list(&computed, id);
    let about = match list {
        List::Numerator => w::WHY_COUNTED,
        List::Denominator | List::LeftOut => w::WHY_AMONG,
        List::Undecided => w::WHY_UNDECIDED,
    };
    let lines = lines(&records, &computed, list, id, locale);
    let meetings: Vec<AnyView> = lines
        .iter()
        .filter_map(|line| line.partnership)
        .map(|partnership| meetings(workspace, &records, partnership, period.days()))
        .collect();
    let own = match lines.is_empty() {
        true => view! { <p class="note">{w::NO_PROOF_NEEDED.of(locale)}</p> }.into_any(),
        false => {
            let mark = match list {
                List::Undecided => Pictogram::Minus,
                _ => Pictogram::Check,
            };
            let lines: Vec<AnyView> = lines
                .into_iter()
                .map(|line| line_view(line, mark))
                .collect();
            view! { <ul class="ticks">{lines}</ul> }.into_any()
        }
    };
    view! {
        <aside class="panel" aria-labelledby="drawer-title" data-testid="drawer"
            on:keydown=move |event: ev::KeyboardEvent| if event.key() == "Escape" { close() }>
            <div class="panel__head">
                <div>
                    <p class="caption">{about.of(locale)}</p>
                    <h3 class="title-block" id="drawer-title" tabindex="-1">{name_of(&records, id, locale)}</h3>
                </div>
                <button type="button" class="icon-button" aria-label=words::CLOSE.of(locale)
                    on:click=move |_| close()>{icon(Pictogram::Cross)}</button>
            </div>
            <div class="panel__body">{own}{meetings}</div>
        </aside>
    }
    .into_any()
}

fn line_view(line: Line, mark: Pictogram) -> AnyView {
    let words = match line.place {
        Some(place) => view! { <a href=place.path()>{line.words}</a> }.into_any(),
        None => view! { <span>{line.words}</span> }.into_any(),
    };
    view! { <li>{small_icon(mark)}{words}</li> }.into_any()
}

/// What took place on a partnership in the period, newest first.
fn meetings(workspace: Workspace, records: &Records, partnership: RecordId, days: Days) -> AnyView {
    let locale = workspace.l();
    let is_in = |one: &&Interaction| {
        one.date.is_some_and(|date| {
            let own = Days::of(date);
            days.first <= own.last && own.first <= days.last
        })
    };
    let all: Vec<&Interaction> = records
        .interactions_of(partnership)
        .into_iter()
        .filter(is_in)
        .collect();
    if all.is_empty() {
        return ().into_any();
    }
    let today = wording::today(&*workspace.device());
    let events: Vec<AnyView> = all
        .iter()
        .take(MEETINGS_SHOWN)
        .map(|one| {
            let day = one
                .date
                .map(|date| dates::date_near(date, today, locale))
                .unwrap_or_default();
            let by = one
                .recorded_by
                .map(|id| words::recorded_by(locale, &wording::organisation_name(records, id, locale)));
            let by = by.map(|by| view! { <p class="event__line">{by}</p> });
            let topic = one.topic.clone().map(|topic| view! { <p class="event__line">{topic}</p> });
            view! {
                <li class="event">
                    <span class="event__date">{day}</span>
                    <div><p class="event__title">{wording::capital(one.kind.label(locale))}</p>{topic}{by}</div>
                </li>
            }
            .into_any()
        })
        .collect();
    let more = all.len().saturating_sub(MEETINGS_SHOWN);
    let more = (more > 0).then(|| {
        let words = w::more_events(locale, &counted(more, &words::EVENTS, locale));
        view! { <p><a href=Place::Partnership(partnership).path()>{words}</a></p> }
    });
    view! {
        <section class="drawer-part">
            <h4 class="title-section">{w::EVIDENCE.of(locale)}</h4>
            <ol class="events">{events}</ol>
            {more}
        </section>
    }
    .into_any()
}

/// The focus goes to an element once it is drawn.
pub fn focus(id: String) {
    request_animation_frame(move || {
        let page = web_sys::window().and_then(|window| window.document());
        let found = page.and_then(|page| page.get_element_by_id(&id));
        if let Some(element) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
