//! The road map: sections of activities with their deadlines as the document words them, beside
//! the shape of what was read.

use super::section;
use crate::components::{TimeScale, scale_sample};
use crate::pages::public::Visit;
use crate::words::numbers::tied;
use crate::words::{NONE, dates, programme as words};
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{Activity, Locale, Network, Organisation, ProgrammeContents, Responsible};

pub fn road_map_view(
    visit: &Visit,
    network: &Network,
    contents: &ProgrammeContents,
    organisations: &[Organisation],
) -> Option<AnyView> {
    let locale = visit.locale;
    let activities = &contents.activities;
    if activities.is_empty() {
        return None;
    }
    let has_deadlines = activities.iter().any(|it| !it.deadline.text.is_empty());
    let scale = has_deadlines
        .then(|| {
            let deadlines = activities.iter().map(|it| &it.deadline);
            TimeScale::of(&contents.programme.term, deadlines)
        })
        .flatten();
    let has_status = activities
        .iter()
        .any(|it| it.status.is_some() || it.years.iter().any(|year| year.status_text.is_some()));
    let shown = Shown {
        visit,
        network,
        organisations,
        scale,
        has_deadlines,
        has_status,
        has_values: activities.iter().any(|it| it.planned_value.is_some()),
        has_funding: activities.iter().any(|it| it.funding_source.is_some()),
    };
    let mut bodies = vec![];
    for rows in activities.chunk_by(|a, b| section_key(a) == section_key(b)) {
        bodies.push(shown.section_view(rows));
    }
    let heads = shown.heads();
    let legend = scale.map(|_| legend_view(locale));
    let body = view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=words::ROAD_MAP.of(locale)>
            <table class="table programme__road-map">
                <thead><tr>{heads}</tr></thead>
                {bodies}
            </table>
        </div>
        {legend}
    };
    Some(section(
        "road-map",
        words::ROAD_MAP.of(locale),
        body.into_any(),
    ))
}

/// Sections are one where their names differ in spaces and letter case only.
fn section_key(activity: &Activity) -> Option<String> {
    activity.section.as_deref().map(normal)
}

struct Shown<'a> {
    visit: &'a Visit,
    network: &'a Network,
    organisations: &'a [Organisation],
    scale: Option<TimeScale>,
    has_deadlines: bool,
    has_status: bool,
    has_values: bool,
    has_funding: bool,
}

impl Shown<'_> {
    fn locale(&self) -> Locale {
        self.visit.locale
    }

    fn heads(&self) -> Vec<AnyView> {
        let locale = self.locale();
        let columns = [
            (words::NUMBER, true),
            (words::ACTIVITY, true),
            (words::RESPONSIBLE, true),
            (words::PLANNED_VALUE, self.has_values),
            (words::FUNDED_BY, self.has_funding),
            (words::DEADLINE, self.has_deadlines),
            (words::STATUS, self.has_status),
        ];
        let columns = columns.into_iter().filter(|(_, is_there)| *is_there);
        let mut heads: Vec<AnyView> = columns
            .map(|(words, _)| view! { <th scope="col">{words.of(locale)}</th> }.into_any())
            .collect();
        heads.extend(self.scale.map(|scale| {
            let columns = scale.columns().into_iter().map(|column| {
                let words = match column.month {
                    Some(month) => dates::month(month, locale).chars().take(3).collect(),
                    None => column.year.to_string(),
                };
                view! { <span>{words}</span> }
            });
            let class = if scale.is_by_year() {
                "scale-head scale-head--years"
            } else {
                "scale-head scale-head--months"
            };
            view! { <th scope="col" aria-hidden="true"><span class=class>{columns.collect_view()}</span></th> }
                .into_any()
        }));
        heads
    }

    fn section_view(&self, rows: &[Activity]) -> AnyView {
        let locale = self.locale();
        let name = rows.first().and_then(|row| row.section.as_deref());
        let name = name.map_or(words::WITHOUT_SECTION.of(locale).to_owned(), tied);
        let width = self.heads().len().to_string();
        let rows = rows.iter().map(|row| {
            if row.is_empty_section() {
                let words = words::EMPTY_SECTION.of(locale);
                return view! { <tr><td colspan=width.clone() class="table__none">{words}</td></tr> }
                    .into_any();
            }
            self.row_view(row)
        });
        let rows = rows.collect_view();
        view! {
            <tbody>
                <tr class="table__group"><th scope="rowgroup" colspan=width lang="ru">{name}</th></tr>
                {rows}
            </tbody>
        }
        .into_any()
    }

    fn row_view(&self, activity: &Activity) -> AnyView {
        let locale = self.locale();
        let figure = self.has_values.then(|| {
            let words = activity.planned_value.as_ref().map(|it| it.text.clone());
            view! { <td>{words}</td> }
        });
        let funding = self
            .has_funding
            .then(|| view! { <td lang="ru">{activity.funding_source.as_deref().map(tied)}</td> });
        let deadline = self
            .has_deadlines
            .then(|| deadline_view(&activity.deadline, locale));
        let status = self.has_status.then(|| status_view(activity, locale));
        let scale = self.scale.map(|scale| {
            let picture = scale.row(&activity.deadline, self.visit.today);
            view! { <td class="programme__scale" inner_html=picture></td> }
        });
        view! {
            <tr>
                <td>{activity.number.clone()}</td>
                <th scope="row" class="table__name" lang="ru">{activity.title.as_deref().map(tied)}</th>
                <td>{self.responsible_view(&activity.responsible)}</td>
                {figure}{funding}{deadline}{status}{scale}
            </tr>
        }
        .into_any()
    }

    fn responsible_view(&self, responsible: &[Responsible]) -> AnyView {
        if responsible.is_empty() {
            return view! { <span class="table__none">{NONE.of(self.locale())}</span> }.into_any();
        }
        let names = responsible.iter().map(|each| {
            let known = each.organisation.and_then(|id| {
                self.organisations
                    .iter()
                    .find(|organisation| organisation.id == id)
            });
            let name = tied(&each.text);
            match known {
                Some(organisation) => {
                    let address = self
                        .visit
                        .organisation(&self.network.slug, &organisation.code);
                    view! { <li lang="ru"><a href=address>{name}</a></li> }.into_any()
                }
                None => view! { <li lang="ru">{name}</li> }.into_any(),
            }
        });
        view! { <ul class="programme__names">{names.collect_view()}</ul> }.into_any()
    }
}

/// How it ended, as a whole and year by year; a word that is none of the list stands as it is.
fn status_view(activity: &Activity, locale: Locale) -> AnyView {
    let years = activity.years.iter().filter_map(|year| {
        let word = year.status.map(|status| status.label(locale).to_owned());
        let word = word.or(year.status_text.clone())?;
        let words = format!("{}: {word}", year.period);
        Some(view! { <span class="programme__deadline">{words}</span> })
    });
    let years = years.collect_view();
    view! { <td>{activity.status.map(|status| status.label(locale))}{years}</td> }.into_any()
}

/// The author's text, and what is wrong with it.
fn deadline_view(deadline: &Deadline, locale: Locale) -> AnyView {
    let mut problems: Vec<&str> = deadline
        .flags
        .iter()
        .map(|flag| flag.label(locale))
        .collect();
    if deadline.reading == Reading::Unreadable {
        problems.push(words::UNREAD_DEADLINE.of(locale));
    }
    let problems = (!problems.is_empty()).then(|| {
        view! { <span class="programme__problem">{problems.join(", ")}</span> }
    });
    let lines = deadline
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let lines = lines
        .map(|line| view! { <span class="programme__deadline" lang="ru">{line.to_owned()}</span> });
    view! { <td>{lines.collect_view()}{problems}</td> }.into_any()
}

fn legend_view(locale: Locale) -> AnyView {
    let forms = [
        ("2020", words::LEGEND_BAR),
        ("до 2020 года", words::LEGEND_BOUND),
        ("постоянно", words::LEGEND_OPEN),
        (
            "ежегодно (по мере необходимости)",
            words::LEGEND_WHEN_NEEDED,
        ),
        ("2020-2019", words::LEGEND_UNREAD),
    ];
    let entries = forms.into_iter().filter_map(|(text, words)| {
        let sample = scale_sample(text, "")?;
        Some(view! {
            <li><span inner_html=sample></span>{words.of(locale)}</li>
        })
    });
    view! { <ul class="programme__legend">{entries.collect_view()}</ul> }.into_any()
}
