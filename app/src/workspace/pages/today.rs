//! Today: what needs you, what waits, your partnerships, what was last written down.

use super::later::NotLoaded;
use super::programme::due;
use super::{head, opening};
use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::counted;
use crate::words::workspace as w;
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::ports::{LineState, VisitDraft};
use crate::workspace::state::records::{OpenDecision, Records, newest_first};
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{PartialDate, Partnership, RecordId, Viewer};
use opora_sync::{Reject, Replica, Timestamp};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Rows of a list before «show all».
const ROWS_MAX: usize = 12;
const EVENTS_MAX: usize = 8;

/// What programmes and rounds want of a person. It comes in a chunk of its own: what a school sees
/// first is there without it.
struct Wants {
    lead: Option<AnyView>,
    is_late: bool,
    /// Somebody waits for answers to a round.
    is_asked: bool,
    margin: Vec<AnyView>,
    rounds: AnyView,
    next: AnyView,
}

impl Wants {
    fn of(workspace: Workspace, records: &Records, today: PartialDate) -> Self {
        let locale = workspace.l();
        let viewer = workspace.viewer_untracked();
        let wanted = due::wanted(records, &viewer, today, locale);
        let rounds = super::rounds::open_rounds(workspace, records);
        Wants {
            lead: due::lead(&wanted, locale),
            is_late: wanted.iter().any(due::Wanted::is_urgent),
            is_asked: rounds.iter().any(|round| round.is_wanted(&viewer)),
            margin: due::margin_rows(workspace, &wanted, today),
            rounds: super::rounds::due_section(workspace, &rounds),
            next: due::next_section(workspace, &wanted, today),
        }
    }
}

type WantsLater = Pin<Box<dyn Future<Output = Result<Wants, NotLoaded>>>>;

fn wants_later(workspace: Workspace, records: Arc<Records>, today: PartialDate) -> WantsLater {
    #[leptos::wasm_split::wasm_split(due, wasm_split_path = leptos::wasm_split, fallible)]
    fn wants_later(
        workspace: Workspace,
        records: Arc<Records>,
        today: PartialDate,
    ) -> Result<Wants, NotLoaded> {
        Ok(Wants::of(workspace, &records, today))
    }
    Box::pin(wants_later(workspace, records, today))
}

/// What is wanted, where its chunk is there; else it is asked for, and `arrived` counts that.
fn wants(workspace: Workspace, today: PartialDate, arrived: RwSignal<u32>) -> Option<Wants> {
    arrived.track();
    let mut later = wants_later(workspace, workspace.records.get_untracked(), today);
    match later.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(wants) => wants.ok(),
        Poll::Pending => {
            leptos::task::spawn_local(async move {
                if later.await.is_ok() {
                    let _ = arrived.try_update(|count| *count += 1);
                }
            });
            None
        }
    }
}

/// The home of the workspace.
pub fn today_page() -> impl IntoView {
    let workspace = use_workspace();
    let arrived = RwSignal::new(0);
    opening::from_records(workspace, move |records| draw(workspace, records, arrived))
}

fn draw(workspace: Workspace, records: &Records, arrived: RwSignal<u32>) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let viewer = workspace.viewer_untracked();
    let moment = device.moment(device.now());
    let today = wording::day_of(moment);
    let weekday = w::WEEKDAYS
        .get(usize::from(moment.weekday))
        .map_or("", |day| day.of(locale));
    let day = crate::words::dates::date_near(today, today, locale);
    let title = w::day_title(locale, weekday, &day);
    let decisions = records.decisions_of(&viewer);
    let rejects: Vec<&Reject> = records
        .replica
        .iter()
        .flat_map(Replica::rejects)
        .map(|(_, reject)| reject)
        .collect();
    let needs = decisions.len() + rejects.len();
    let wants = wants(workspace, today, arrived);
    let is_known = wants.is_some();
    let is_late = wants.as_ref().is_some_and(|wants| wants.is_late);
    let is_asked = wants.as_ref().is_some_and(|wants| wants.is_asked);
    let (late_lead, late_rows, rounds, next) = match wants {
        Some(wants) => (
            wants.lead,
            wants.margin,
            Some(wants.rounds),
            Some(wants.next),
        ),
        None => (None, vec![], None, None),
    };
    let decisions_lead = (needs > 0).then(|| {
        let number = counted(needs, &w::DECISIONS, locale);
        view! { <a class="number" href=Place::Inbox.path()>{w::lead_decisions(locale, &number)}</a>" " }
    });
    let nothing =
        (is_known && needs == 0 && !is_late && !is_asked).then(|| w::NOTHING_NEEDS_YOU.of(locale));
    let lead = view! { <p class="screen-lead">{decisions_lead}{late_lead}{nothing}</p> };
    let may_record = !matches!(viewer, Viewer::Observer { .. } | Viewer::Public);
    let actions = may_record
        .then(|| {
            view! {
                <a class="button button--primary" href=Place::AnyVisit.path() data-testid="record-visit">
                    {icon(Pictogram::Plus)}{w::RECORD_VISIT.of(locale)}
                </a>
            }
        })
        .into_any();
    let margin = (needs > 0 || is_late)
        .then(|| margin_list(workspace, records, &decisions, &rejects, late_rows, today));
    view! {
        {head(title, actions)}
        {lead}
        <div class="columns">
            <div>
                {margin}
                {rounds}
                {partnerships(workspace, records, &viewer)}
            </div>
            <div class="columns__aside">
                {waiting(workspace, records)}
                {drafts(workspace, records)}
                {next}
                {events(workspace, records, &viewer, today)}
            </div>
        </div>
        {as_of(workspace, records)}
    }
    .into_any()
}

fn margin_list(
    workspace: Workspace,
    records: &Records,
    decisions: &[OpenDecision],
    rejects: &[&Reject],
    late_rows: Vec<AnyView>,
    today: PartialDate,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let decision_rows = decisions.iter().map(|decision| {
        let wait = wording::wait_words(&*device, decision.conflict.mine.at, locale);
        let field = wording::field_words(decision.kind, &decision.conflict.field, locale);
        let title = wording::record_title(records, decision.record, today, locale);
        let value = |value| {
            wording::value_words(
                records,
                decision.kind,
                &decision.conflict.field,
                value,
                locale,
            )
        };
        let values = format!(
            "{} / {}",
            value(&decision.conflict.mine.value),
            value(&decision.conflict.theirs.value)
        );
        margin_row(
            wait,
            w::TWO_VALUES.of(locale).to_owned(),
            format!("{title}. {field}: {values}"),
            Place::Inbox.path(),
            w::COMPARE.of(locale),
        )
    });
    let reject_rows = rejects.iter().map(|reject| {
        let wait = wording::wait_words(&*device, reject.at, locale);
        let [what, about] = wording::operation_words(records, &reject.operation, today, locale);
        margin_row(
            wait,
            w::WAS_REFUSED.of(locale).to_owned(),
            format!("{what}, {about}. {}", reject.code.label(locale)),
            Place::Ledger.path(),
            w::SEE_REASON.of(locale),
        )
    });
    let rows: Vec<AnyView> = decision_rows.chain(reject_rows).chain(late_rows).collect();
    view! {
        <section class="margin-list" data-testid="needs-you">
            <h2 class="margin-list__title title-section">{w::NEEDS_YOU.of(locale)}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

/// A row of the margin list: waiting time, what it is, and the way to deal with it.
pub fn margin_row(
    wait: String,
    what: String,
    line: String,
    path: String,
    act: &'static str,
) -> AnyView {
    view! {
        <li class="margin-list__row">
            <span class="margin-list__wait">{wait}</span>
            <div class="margin-list__text">
                <p class="margin-list__what">{what}</p>
                <p class="caption">{line}</p>
            </div>
            <div class="margin-list__act"><a class="button" href=path>{act}</a></div>
        </li>
    }
    .into_any()
}

fn partnerships(workspace: Workspace, records: &Records, viewer: &Viewer) -> AnyView {
    let locale = workspace.l();
    let own = viewer.organisation();
    let mut shown: Vec<&Partnership> = match own {
        Some(own) => records.partnerships_of(own),
        None => records
            .partnerships
            .values()
            .filter(|p| p.status.is_open())
            .collect(),
    };
    let total = shown.len();
    if own.is_none() {
        shown.truncate(ROWS_MAX);
    }
    let title = match own {
        Some(_) => w::MY_PARTNERSHIPS,
        None => w::DISTRICT_PARTNERSHIPS,
    };
    let is_coordinator = matches!(viewer, Viewer::Coordinator { .. });
    let create = is_coordinator.then(|| {
        view! {
            <a class="button button--compact" href=Place::NewPartnership.path()>
                {small_icon(Pictogram::Plus)}{w::NEW_PARTNERSHIP.of(locale)}
            </a>
        }
    });
    let body = if shown.is_empty() {
        let text = match own {
            Some(_) => w::NO_PARTNERSHIPS_SCHOOL,
            None => w::NO_PARTNERSHIPS_COORDINATOR,
        };
        view! {
            {opening::none(workspace, w::NO_PARTNERSHIPS.of(locale), text.of(locale))}
        }
        .into_any()
    } else {
        let rows: Vec<AnyView> = shown
            .iter()
            .map(|p| partnership_row(workspace, records, p, own))
            .collect();
        let is_cut = shown.len() < total;
        let more = is_cut.then(|| {
            view! { <p><a href=Place::Network.path()>{w::ALL.of(locale)}" "{total}</a></p> }
        });
        view! { <ul class="rows" data-testid="partnerships">{rows}</ul>{more} }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="partnerships">
            <div class="section__head">
                <h2 class="title-block" id="partnerships">{title.of(locale)}" "{total}</h2>
                {create}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// One partnership: marks, who, what, and how far it has come.
pub fn partnership_row(
    workspace: Workspace,
    records: &Records,
    p: &Partnership,
    own: Option<RecordId>,
) -> AnyView {
    let locale = workspace.l();
    let title = wording::partnership_seen_by(records, p, own, locale);
    let line = match wording::is_half_known(p) {
        true => {
            let kind = wording::partnership_line(p, locale);
            format!("{kind}. {}", wording::open_end_line(p, locale))
        }
        false => wording::partnership_line(p, locale),
    };
    let is_waiting = records
        .replica
        .as_ref()
        .is_some_and(|replica| replica.is_waiting(p.id));
    let waits = is_waiting.then(|| view! { <span class="tag">{w::SAVED_HERE.of(locale)}</span> });
    view! {
        <li class="row row--link row--partnership" data-testid="partnership-row" data-record=p.id.to_string()>
            {pair_mark(records, p)}
            <div class="row__text">
                <a class="row__title" href=Place::Partnership(p.id).path()>{title}</a>
                <p class="row__line">{line}</p>
            </div>
            <span class="row__end">{waits}" "{p.status.label(locale)}</span>
        </li>
    }
    .into_any()
}

fn waiting(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let waiting = records.waiting();
    if waiting.is_empty() {
        return ().into_any();
    }
    let device = workspace.device();
    let today = wording::today(&*device);
    let rows: Vec<AnyView> = waiting
        .iter()
        .rev()
        .take(4)
        .map(|operation| {
            let [what, about] = wording::operation_words(records, operation, today, locale);
            let when = wording::moment_short(&*device, operation.at, locale);
            view! {
                <li class="event"><span class="event__date">{when}</span><div>
                    <p class="event__title">{what}</p><p class="event__line">{about}</p>
                </div></li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="waits">
            <div class="section__head">
                <h2 class="title-section" id="waits">{w::WAITS_HERE.of(locale)}" "{waiting.len()}</h2>
                <a href=Place::Ledger.path()>{w::WHERE_RECORDS.of(locale)}</a>
            </div>
            <ol class="events">{rows}</ol>
        </section>
    }
    .into_any()
}

fn drafts(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let drafts = workspace.device().visit_drafts();
    if drafts.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="drafts">
            <div class="section__head">
                <h2 class="title-section" id="drafts">{w::BEGUN_VISITS.of(locale)}</h2>
            </div>
            <ul class="rows">{draft_rows(workspace, records, drafts)}</ul>
        </section>
    }
    .into_any()
}

/// Begun visits as rows that lead to them.
pub fn draft_rows(
    workspace: Workspace,
    records: &Records,
    drafts: Vec<VisitDraft>,
) -> Vec<AnyView> {
    let locale = workspace.l();
    let device = workspace.device();
    drafts
        .into_iter()
        .filter_map(|draft| {
            let partnership = records.partnerships.get(&draft.partnership)?;
            let title = wording::partnership_title(records, partnership, locale);
            let line = if draft.topic.is_empty() { draft.discussion.clone() } else { draft.topic.clone() };
            let when = wording::moment_short(&*device, draft.at, locale);
            let record = draft.record;
            let drop_draft = move |_| {
                workspace.device().drop_visit_draft(record);
                // Drafts are no records: the lists that show them are drawn anew by hand.
                workspace.records.notify();
            };
            Some(
                view! {
                    <li class="row row--link" data-testid="draft-row">
                        <div class="row__text">
                            <a class="row__title" href=Place::Visit(draft.partnership).path()>{title}</a>
                            <p class="row__line">{line}</p>
                        </div>
                        <span class="row__end">{when}</span>
                        <button type="button" class="icon-button" data-testid="drop-draft"
                            aria-label=w::DROP_DRAFT.of(locale) on:click=drop_draft>
                            {icon(Pictogram::Cross)}
                        </button>
                    </li>
                }
                .into_any(),
            )
        })
        .collect()
}

fn events(workspace: Workspace, records: &Records, viewer: &Viewer, today: PartialDate) -> AnyView {
    let locale = workspace.l();
    let own = viewer.organisation();
    let events: Vec<_> = records
        .interactions
        .values()
        .filter(|interaction| match (own, interaction.partnership) {
            (Some(own), Some(id)) => records
                .partnerships
                .get(&id)
                .is_some_and(|p| p.from == Some(own) || p.to == Some(own)),
            (Some(_), None) => false,
            (None, _) => true,
        })
        .collect();
    let rows: Vec<AnyView> = newest_first(events)
        .into_iter()
        .take(EVENTS_MAX)
        .map(|event| {
            let date = event
                .date
                .map(|date| crate::words::dates::date_near(date, today, locale))
                .unwrap_or_default();
            let about = event
                .partnership
                .and_then(|id| records.partnerships.get(&id))
                .map(|p| wording::partnership_title(records, p, locale))
                .unwrap_or_default();
            view! {
                <li class="event"><span class="event__date">{date}</span><div>
                    <p class="event__title">{wording::capital(event.kind.label(locale))}</p>
                    <p class="event__line">{about}</p>
                </div></li>
            }
            .into_any()
        })
        .collect();
    let body = match rows.is_empty() {
        true => view! { <p class="caption">{w::NO_EVENTS.of(locale)}</p> }.into_any(),
        false => view! { <ol class="events">{rows}</ol> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="events">
            <div class="section__head">
                <h2 class="title-section" id="events">{w::LAST_EVENTS.of(locale)}</h2>
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// Without a line: what is shown and of when.
pub fn as_of(workspace: Workspace, records: &Records) -> AnyView {
    let locale = workspace.l();
    let at: Option<Timestamp> = records.pulled_at();
    (move || {
        let is_down = matches!(workspace.line.get(), LineState::Offline { .. });
        at.filter(|_| is_down).map(|at| {
            let device = workspace.device();
            let moment = wording::moment_words(&*device, at, locale);
            view! { <p class="note" data-testid="as-of">{w::as_of(locale, &moment)}</p> }
        })
    })
    .into_any()
}
