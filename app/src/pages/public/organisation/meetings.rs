//! What was done this school year: by month, then one by one. Kind, date, partner and the number
//! of participants; nothing else of a meeting is public.

use super::fan::capitalised;
use crate::components::MeetingMonths;
use crate::components::meeting_months::MeetingMonth;
use crate::pages::public::Visit;
use crate::words::numbers::{counted, tied};
use crate::words::{dates, public};
use leptos::prelude::*;
use opora_domain::{Interaction, PartialDate};
use opora_graph::{Edge, NetworkGraph};

/// Meetings named at once; the rest unfolds.
const RECENT_MAX: usize = 4;

/// Those of the current school year up to today, latest first.
pub fn of_school_year(meetings: Vec<Interaction>, today: PartialDate) -> Vec<Interaction> {
    let year = dates::first_year_of_school_year(today);
    let mut meetings: Vec<Interaction> = meetings
        .into_iter()
        .filter(|meeting| {
            meeting.date.is_some_and(|date| {
                date.month().is_some() && dates::first_year_of_school_year(date) == year
            })
        })
        .collect();
    meetings.sort_by_key(|meeting| {
        std::cmp::Reverse((meeting.date.map(PartialDate::last_day), meeting.id))
    });
    meetings
}

/// `meetings` as [`of_school_year`] gives them, all on partnerships of `organisation`.
#[component]
pub fn Meetings(
    visit: Visit,
    graph: NetworkGraph,
    organisation: usize,
    meetings: Vec<Interaction>,
) -> impl IntoView {
    let locale = visit.locale;
    let edge_of = |meeting: &Interaction| {
        graph
            .edges_of(organisation)
            .find(|edge| Some(edge.partnership.id) == meeting.partnership)
    };
    let rows: Vec<AnyView> = meetings
        .iter()
        .filter_map(|meeting| {
            Some(row_view(
                &visit,
                &graph,
                organisation,
                meeting,
                edge_of(meeting)?,
            ))
        })
        .collect();
    if rows.is_empty() {
        // Where nobody records meetings, their absence is not worth a heading.
        return graph
            .edges
            .iter()
            .any(|edge| edge.interactions > 0)
            .then(|| {
                view! { <p class="caption" id="meetings">{public::NOT_RECORDED_YET.of(locale)}</p> }
                    .into_any()
            });
    }
    let mut months: Vec<MeetingMonth> = Vec::new();
    for meeting in meetings.iter().rev() {
        let (Some(month), Some(edge)) =
            (meeting.date.and_then(PartialDate::month), edge_of(meeting))
        else {
            continue;
        };
        match months.last_mut() {
            Some(last) if last.month == month => last.families.push(edge.family),
            _ => months.push(MeetingMonth {
                month,
                families: vec![edge.family],
            }),
        }
    }
    for month in &mut months {
        month.families.sort();
    }
    let count = counted(rows.len(), &public::MEETINGS, locale);
    let mut recent = rows;
    let rest = if recent.len() > RECENT_MAX + 1 {
        recent.split_off(RECENT_MAX)
    } else {
        Vec::new()
    };
    Some(
        view! {
            <section aria-labelledby="meetings">
                <h2 class="title-section" id="meetings">{public::DONE_THIS_YEAR.of(locale)}</h2>
                <MeetingMonths locale=locale months=months/>
                <ol class="events">{recent}</ol>
                {(!rest.is_empty()).then(|| view! {
                    <details class="fold">
                        <summary>{public::all_meetings(locale, &count)}</summary>
                        <ol class="events">{rest}</ol>
                    </details>
                })}
            </section>
        }
        .into_any(),
    )
}

fn row_view(
    visit: &Visit,
    graph: &NetworkGraph,
    organisation: usize,
    meeting: &Interaction,
    edge: &Edge,
) -> AnyView {
    let locale = visit.locale;
    let other = if edge.from == organisation {
        edge.to
    } else {
        edge.from
    };
    let partner = tied(&graph.nodes[other].organisation.name);
    let date = meeting
        .date
        .map(|date| dates::date_near(date, visit.today, locale));
    let people = meeting
        .participants
        .and_then(|people| usize::try_from(people).ok());
    let people = people.map(|people| format!(", {}", counted(people, &public::PEOPLE, locale)));
    view! {
        <li class="event">
            <span class="event__date">{date}</span>
            <div>
                <p class="event__title">{capitalised(meeting.kind.label(locale))}</p>
                <p class="event__line"><span lang="ru">{partner}</span>{people}</p>
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::{InteractionKind, NetworkId, RecordId, RecordKind};

    fn meeting(code: &str, date: &str) -> Interaction {
        let network = NetworkId::new("generated").expect("a slug");
        Interaction {
            id: RecordId::of_import(&network, RecordKind::Interaction, code),
            network,
            code: None,
            partnership: None,
            kind: InteractionKind::Seminar,
            date: date.parse().ok(),
            participants: None,
            topic: None,
            discussion: None,
            private_note: None,
            recorded_by: None,
        }
    }

    #[test]
    fn only_meetings_of_the_school_year_count_latest_first() {
        let today: PartialDate = "2026-11-22".parse().expect("a date");
        let all = [
            "2026-09-01",
            "2026-08-31",
            "2026-11-19",
            "2025-11-19",
            "2026",
            "2026-10",
        ];
        let meetings = all
            .iter()
            .enumerate()
            .map(|(at, date)| meeting(&at.to_string(), date))
            .collect();
        let kept: Vec<String> = of_school_year(meetings, today)
            .into_iter()
            .filter_map(|meeting| meeting.date.map(|date| date.to_string()))
            .collect();
        assert_eq!(kept, ["2026-11-19", "2026-10", "2026-09-01"]);
    }
}
