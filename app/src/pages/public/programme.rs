//! `/network/SLUG/programme`: what the district has set out to do, as its document says it, with
//! every reading of a text beside that text. Readable and printable without script.
//!
//! Results of schools are not here: they are for those who are signed in.

mod indicators;
mod passport;
mod road_map;

use super::{Place, Shell, Visit};
use crate::components::{Fact, NoticeKind, amount_totals, notice, ruled_facts};
use crate::words::numbers::{counted, tied};
use crate::words::{dates, programme as words};
use leptos::prelude::*;
use opora_domain::{
    AmountTotals, Network, Organisation, Programme, ProgrammeContents, ProgrammeSection,
};

/// `contents` is the programme that is looked at, `others` are the network's others;
/// `organisations` are those the road map may name.
#[component]
pub fn ProgrammePage(
    visit: Visit,
    network: Network,
    #[prop(optional_no_strip)] contents: Option<ProgrammeContents>,
    others: Vec<Programme>,
    organisations: Vec<Organisation>,
) -> impl IntoView {
    let locale = visit.locale;
    let name = network.municipality.clone();
    let head = head_view(&visit, &network, contents.as_ref());
    let content = match contents {
        Some(contents) => content_view(&visit, &network, contents, &organisations),
        None => view! { {notice(NoticeKind::Empty, words::NOTHING.of(locale), words::NOTHING_TEXT.of(locale))} }.into_any(),
    };
    let others = others_view(&visit, &network, &others);
    view! {
        <Shell visit=visit place=Place::InNetwork title=words::title(locale, &name)
            description=words::description(locale, &name) is_example=network.is_example head=head>
            {content}
            {others}
        </Shell>
    }
}

fn head_view(visit: &Visit, network: &Network, contents: Option<&ProgrammeContents>) -> AnyView {
    let locale = visit.locale;
    let home = visit.network(&network.slug, "");
    let facts = contents.map(|contents| {
        let programme = &contents.programme;
        let counts = [
            (
                contents
                    .activities
                    .iter()
                    .filter(|it| it.title.is_some())
                    .count(),
                &words::ACTIVITIES,
            ),
            (
                contents
                    .indicators
                    .iter()
                    .filter(|it| !it.is_heading())
                    .count(),
                &words::INDICATORS,
            ),
        ];
        let counts = counts
            .map(|(count, noun)| counted(count, noun, locale))
            .join(", ");
        let facts = vec![
            Fact::new(words::TERM.of(locale), dates::term(&programme.term, locale)),
            Fact::new(words::PROGRAMME.of(locale), Some(counts)),
        ];
        ruled_facts(locale, facts)
    });
    let title = contents.map_or(words::OF_NETWORK.of(locale), |contents| {
        contents.programme.name(locale)
    });
    view! {
        <nav class="path" aria-label=crate::words::public::PATH.of(locale)>
            <ol><li><a href=home lang="ru">{network.municipality.clone()}</a></li></ol>
        </nav>
        <div class="cover__head">
            <div class="cover__words">
                <p class="cover__sub">{words::OF_NETWORK.of(locale)}</p>
                <h1 class="title-page" lang="ru">{tied(title)}</h1>
            </div>
            {facts}
        </div>
    }
    .into_any()
}

fn content_view(
    visit: &Visit,
    network: &Network,
    contents: ProgrammeContents,
    organisations: &[Organisation],
) -> AnyView {
    let locale = visit.locale;
    let inside = [
        ("passport", words::PASSPORT, true),
        ("stages", words::STAGES, !contents.stages.is_empty()),
        ("tasks", words::TASKS, !contents.tasks.is_empty()),
        (
            "indicators",
            words::INDICATORS_TITLE,
            !contents.indicators.is_empty(),
        ),
        ("road-map", words::ROAD_MAP, !contents.activities.is_empty()),
    ];
    let unpublished = contents.programme.unpublished.clone();
    // In the place of the section: whoever looks for it need not wonder.
    let kept_back = |section: ProgrammeSection| {
        let name = match section {
            ProgrammeSection::Passport => words::PASSPORT,
            ProgrammeSection::Stages => words::STAGES,
            ProgrammeSection::Tasks => words::TASKS,
            ProgrammeSection::Indicators => words::INDICATORS_TITLE,
            ProgrammeSection::RoadMap => words::ROAD_MAP,
            ProgrammeSection::Results => return None,
        };
        let note = view! { <p class="note">{words::KEPT_BACK.of(locale)}</p> };
        unpublished
            .contains(&section)
            .then(|| self::section(section.code(), name.of(locale), note.into_any()))
    };
    let inside = inside.into_iter().filter(|(.., is_there)| *is_there);
    let inside = inside.map(|(id, words, _)| {
        view! { <a class="chip" href=format!("#{id}")>{words.of(locale)}</a> }
    });
    view! {
        <nav class="chips programme__inside" aria-label=words::OF_NETWORK.of(locale)>{inside.collect_view()}</nav>
        {kept_back(ProgrammeSection::Passport)
            .unwrap_or_else(|| passport::passport_view(visit, &contents.programme))}
        {amounts_view(visit, &contents)}
        {passport::stages_view(visit, &contents.stages)}
        {kept_back(ProgrammeSection::Stages)}
        {passport::tasks_view(visit, &contents.tasks)}
        {kept_back(ProgrammeSection::Tasks)}
        {indicators::indicators_view(visit, &contents)}
        {kept_back(ProgrammeSection::Indicators)}
        {road_map::road_map_view(visit, network, &contents, organisations)}
        {kept_back(ProgrammeSection::RoadMap)}
        {files_view(visit, network, &contents.programme)}
    }
    .into_any()
}

/// What the road map costs.
fn amounts_view(visit: &Visit, contents: &ProgrammeContents) -> AnyView {
    let totals = AmountTotals::of(contents.activities.iter());
    amount_totals(&totals, visit.locale)
}

/// The same programme to keep, to file and to count with.
fn files_view(visit: &Visit, network: &Network, programme: &Programme) -> AnyView {
    let locale = visit.locale;
    let files = [
        ("passport.docx", words::FILE_PASSPORT),
        ("road-map.docx", words::FILE_ROAD_MAP),
        ("indicators.docx", words::FILE_INDICATORS),
        ("tables.xlsx", words::FILE_TABLES),
        ("programme.xlsx", words::FILE_WORKBOOK),
    ];
    let files = files.map(|(file, words)| {
        let address = visit.programme_file(&network.slug, &programme.id, file);
        view! { <li><a href=address download>{words.of(locale)}</a></li> }
    });
    view! {
        <nav class="programme__files" aria-label=words::FILES.of(locale)>
            <span class="label">{words::FILES.of(locale)}</span>
            <ul>{files.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The network's other programmes, each under its own address.
fn others_view(visit: &Visit, network: &Network, others: &[Programme]) -> Option<AnyView> {
    let locale = visit.locale;
    if others.is_empty() {
        return None;
    }
    let links = others.iter().map(|other| {
        let address = visit.programme(&network.slug, Some(&other.id));
        let term = dates::term(&other.term, locale);
        view! { <li><a href=address lang="ru">{tied(other.name(locale))}</a> " " {term}</li> }
    });
    let section = view! {
        <section class="section" id="others">
            <div class="section__head"><h2 class="title-block">{words::PROGRAMMES.of(locale)}</h2></div>
            <ul>{links.collect_view()}</ul>
        </section>
    };
    Some(section.into_any())
}

/// A section of the page with its heading.
fn section(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="section" id=id>
            <div class="section__head"><h2 class="title-block">{title}</h2></div>
            {body}
        </section>
    }
    .into_any()
}
