//! What the programme wants now, for «Сегодня»: activities past their deadline, in the margin, and
//! what ends in this quarter. A school sees what it answers for, the others see all.

use super::contents::{Contents, programmes};
use super::road_map::{Asking, Only, is_ended, is_of, path_of};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::{counted, tied};
use crate::words::{plan as w, programme as words};
use crate::workspace::pages::today::margin_row;
use crate::workspace::place::{Place, ProgrammePlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::deadline::due::{Day, Due, days_between};
use opora_domain::{Activity, PartialDate, RecordId, Term, Viewer};

/// Rows in the margin before the rest is one row.
const ROWS_MAX: usize = 3;
const NEXT_MAX: usize = 6;

/// What one programme wants on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    programme: RecordId,
    term: Term,
    title: String,
    /// The last day of a programme that is over.
    ended: Option<Day>,
    /// How many activities nobody has said the end of.
    open: usize,
    /// Past their deadline, and nobody has said how they ended; the longest past first.
    passed: Vec<(Activity, Day)>,
    /// What ends in this quarter, the soonest first.
    next: Vec<(Activity, Day)>,
}

/// What the programmes of the network want of this viewer.
pub fn wanted(
    records: &Records,
    viewer: &Viewer,
    today: PartialDate,
    locale: opora_domain::Locale,
) -> Vec<Wanted> {
    let own = viewer.organisation();
    let all = programmes(records).into_iter();
    all.filter_map(|programme| {
        let contents = Contents::of(records, Some(programme.id))?;
        let asking = Asking {
            own,
            today,
            term: programme.term.clone(),
        };
        let mut passed = vec![];
        let mut next = vec![];
        let mut open = 0;
        for row in contents.rows() {
            if (own.is_some() && !is_of(row, own)) || row.is_settled_in(&asking.term) {
                continue;
            }
            open += 1;
            // A year that waits for its mark does not hide the one that comes next.
            if let Due::Passed { on } = row.due(&asking.term, today) {
                passed.push((row.clone(), on));
            }
            if let Due::Ahead(occasion) = row.ahead(&asking.term, today)
                && Only::Quarter.fits(row, &asking)
            {
                next.push((row.clone(), occasion.until));
            }
        }
        let key = |(_, day): &(Activity, Day)| format!("{:04}{:02}{:02}", day.0, day.1, day.2);
        let is_over = is_ended(&programme.term, today);
        Some(Wanted {
            term: programme.term.clone(),
            programme: programme.id,
            title: tied(programme.name(locale)),
            ended: programme
                .term
                .until
                .filter(|_| is_over)
                .map(PartialDate::last_day),
            open,
            passed: ordered(passed, key),
            next: ordered(next, key),
        })
    })
    .collect()
}

impl Wanted {
    /// Something waits in the margin: an ended programme is no hurry.
    pub fn is_urgent(&self) -> bool {
        self.ended.is_none() && !self.passed.is_empty()
    }
}

/// How much is past its deadline, as a sentence that opens.
pub fn lead(wanted: &[Wanted], locale: opora_domain::Locale) -> Option<AnyView> {
    let one = wanted.iter().find(|one| one.is_urgent())?;
    let number = counted(one.passed.len(), &words::ACTIVITIES, locale);
    let path = path_of(Some(one.programme), Only::Passed);
    let words = w::lead_passed(locale, &number);
    Some(view! { <a class="number" href=path data-testid="lead-passed">{words}</a> }.into_any())
}

/// Rows of the margin list.
pub fn margin_rows(workspace: Workspace, wanted: &[Wanted], today: PartialDate) -> Vec<AnyView> {
    let locale = workspace.l();
    let mut rows = vec![];
    for one in wanted.iter().filter(|one| one.is_urgent()) {
        let mut shown = one.passed.len();
        if shown > ROWS_MAX {
            shown = ROWS_MAX - 1;
        }
        for (row, day) in one.passed.iter().take(shown) {
            let title = match &row.number {
                Some(number) => w::number_title(locale, number.trim_end_matches('.')),
                None => w::ONE_PASSED.of(locale).to_owned(),
            };
            let title = match years_words(row, &one.term, today) {
                Some(years) => w::of_years(locale, &title, &years),
                None => title,
            };
            let deadline = row.deadline.text.replace('\n', " ");
            let mut line = tied(row.title.as_deref().unwrap_or_default());
            line.push_str(". ");
            line.push_str(&w::deadline_was(locale, &deadline));
            if let Some(first) = row.responsible.first() {
                line.push_str(", ");
                line.push_str(&w::answers(locale, &tied(&first.text)));
            }
            rows.push(margin_row(
                wait_words(*day, today, locale),
                title,
                format!("{line}."),
                Place::Programme(ProgrammePlace::Activity(row.id)).path(),
                w::MARK.of(locale),
            ));
        }
        let rest = one.passed.len() - shown;
        if rest > 0 {
            let number = counted(rest, &words::ACTIVITIES, locale);
            rows.push(margin_row(
                String::new(),
                w::passed_title(locale, &number),
                one.title.clone(),
                path_of(Some(one.programme), Only::Passed),
                w::SHOW_THEM.of(locale),
            ));
        }
    }
    rows
}

/// The years of an activity that wait for their mark: «2019, 2020».
pub fn years_words(row: &Activity, term: &Term, today: PartialDate) -> Option<String> {
    let years = row.missed_years(term, today);
    let years: Vec<String> = years.iter().map(u16::to_string).collect();
    (!years.is_empty()).then(|| years.join(", "))
}

fn wait_words(day: Day, today: PartialDate, locale: opora_domain::Locale) -> String {
    let days = days_between(day, today.first_day());
    counted(
        usize::try_from(days).unwrap_or_default(),
        &w::DAYS_OVER,
        locale,
    )
}

/// What ends in this quarter, and the programmes that are over without being marked.
pub fn next_section(workspace: Workspace, wanted: &[Wanted], today: PartialDate) -> AnyView {
    let locale = workspace.l();
    let mut rows: Vec<AnyView> = vec![];
    for one in wanted {
        rows.extend(one.next.iter().take(NEXT_MAX).map(|(row, day)| {
            let date = PartialDate::new(day.0, Some(day.1), Some(day.2));
            let date = date.map(|date| crate::words::dates::date_near(date, today, locale));
            let date = date.unwrap_or_default();
            let names: Vec<String> = row.responsible.iter().map(|it| tied(&it.text)).collect();
            let path = Place::Programme(ProgrammePlace::Activity(row.id)).path();
            let title = tied(row.title.as_deref().unwrap_or_default());
            view! {
                <li class="event"><span class="event__date">{date}</span><div>
                    <p class="event__title"><a href=path lang="ru">{title}</a></p>
                    <p class="event__line" lang="ru">{names.join("; ")}</p>
                </div></li>
            }
            .into_any()
        }));
        if one.next.len() > NEXT_MAX {
            let path = path_of(Some(one.programme), Only::Quarter);
            let number = one.next.len().to_string();
            rows.push(
                view! { <li><a href=path>{w::all_quarter(locale, &number)}</a></li> }.into_any(),
            );
        }
        if let Some(day) = one.ended.filter(|_| one.open > 0) {
            let day = w::day_words(day, locale);
            let number = counted(one.open, &words::ACTIVITIES, locale);
            let path = path_of(Some(one.programme), Only::All);
            rows.push(
                view! {
                    <li class="event"><span class="event__date">{day}</span><div>
                        <p class="event__title">{w::ENDED_TITLE.of(locale)}</p>
                        <p class="event__line">{w::UNMARKED.of(locale)}" "<a href=path>{number}</a></p>
                    </div></li>
                }
                .into_any(),
            );
        }
    }
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="next" data-testid="next">
            <div class="section__head"><h2 class="title-section" id="next">{w::NEXT.of(locale)}</h2></div>
            <ol class="events">{rows}</ol>
        </section>
    }
    .into_any()
}
