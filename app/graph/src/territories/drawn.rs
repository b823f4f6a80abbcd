//! Territories as a picture: discs by number of organisations, lines by number of relations, and
//! under each name what has to be seen at once, who is without a mentor and who is alone.
//!
//! The ring of a disc says what the ring of a school says: whole where there is a mentor, dashed
//! where there is none, here by share. Colours are in `style/_network-picture.scss`, by class.

use super::{Scope, Territories, Territory, Tie};
use crate::geometry::{Point, direction};
use crate::layout::WIDTH;
use crate::layout::large::{self, CompactGraph, Options};
use crate::lettering::{LETTER_SIZE, LINE_HEIGHT, text_width};
use crate::markup::{escaped, number, point, push};
use crate::order::sort_by_key;
use crate::settle::part;
use crate::svg::{file_attributes, file_style};
use opora_domain::Locale;

/// Radius of the smallest and of the largest disc, px.
const RADIUS_MIN: f64 = 13.0;
const RADIUS_MAX: f64 = 30.0;
/// Two discs are never nearer than this, px: room for two lines of words below each.
const DISTANCE: f64 = 150.0;
/// Times the room of the discs the picture may take, and its width by its height.
const ROOM: f64 = 1.6;
const SIDES: f64 = 1.5;
/// Between the frame and the outermost discs, px.
const PADDING_X: f64 = 84.0;
const PADDING_TOP: f64 = 48.0;
const PADDING_BOTTOM: f64 = 78.0;
/// Widths of lines, px, from few relations to many.
const WIDTHS: [&str; 4] = ["tie-1", "tie-2", "tie-3", "tie-4"];
/// Names are cut to this width, px.
const NAME_WIDTH_MAX: f64 = DISTANCE - 6.0;
/// So many of the strongest lines carry their number.
const NUMBERED_MAX: usize = 12;

/// What the picture is drawn for.
pub struct TerritoriesOptions<'a> {
    pub locale: Locale,
    /// The address at which a part is shown.
    pub link: &'a dyn Fn(&Scope) -> String,
    pub title: String,
    pub description: String,
    /// The name of the territory of those that name none.
    pub unnamed: &'a str,
}

/// Where each territory stands, px, and the size of the whole.
struct Places {
    at: Vec<Point>,
    width: f64,
    height: f64,
}

/// Draws territories as SVG. The ids of its title and description are those of any network
/// picture: one a page.
pub fn picture(of: &Territories, options: &TerritoriesOptions) -> String {
    drawn(of, options, "", "")
}

/// Draws territories as a file of its own: light colours, its style inside.
pub fn standalone(of: &Territories, options: &TerritoriesOptions) -> String {
    drawn(of, options, &file_attributes(options.locale), &file_style())
}

fn drawn(of: &Territories, options: &TerritoriesOptions, attributes: &str, style: &str) -> String {
    let places = places_of(of);
    let most = of.territories.iter().map(|each| each.organisations).max();
    let radii: Vec<f64> = of
        .territories
        .iter()
        .map(|each| radius(each.organisations, most.unwrap_or(1)))
        .collect();
    let mut out = String::with_capacity(of.territories.len() * 500 + of.ties.len() * 160 + 1000);
    let (width, height) = (number(places.width), number(places.height));
    push(
        &mut out,
        format_args!(
            concat!(
                r#"<svg{} class="network-picture of-territories" viewBox="0 0 {} {}" width="{}" height="{}" "#,
                r#"role="group" aria-labelledby="network-picture-title" "#,
                r#"aria-describedby="network-picture-description">"#,
                r#"<title id="network-picture-title">{}</title>"#,
                r#"<desc id="network-picture-description">{}</desc>{}<g aria-hidden="true">"#
            ),
            attributes,
            width,
            height,
            width,
            height,
            escaped(&options.title),
            escaped(&options.description),
            style,
        ),
    );
    draw_ties(&mut out, of, &places, &radii, options);
    out.push_str("</g>");
    for (index, territory) in of.territories.iter().enumerate() {
        draw_territory(&mut out, territory, places.at[index], radii[index], options);
    }
    out.push_str("</svg>");
    out
}

fn places_of(of: &Territories) -> Places {
    let edges: Vec<(u32, u32, f32)> = of
        .ties
        .iter()
        .map(|tie| (tie.a as u32, tie.b as u32, f32::sqrt(tie.count() as f32)))
        .collect();
    let graph = CompactGraph::new(of.territories.len(), &edges);
    let options = Options {
        distance: DISTANCE as f32,
        width_min: (WIDTH - 2.0 * PADDING_X) as f32,
        ..Options::default()
    };
    let placed = large::place(&graph, &[], &options).positions;
    let mut at: Vec<Point> = placed
        .iter()
        .map(|(x, y)| (f64::from(*x), f64::from(*y)))
        .collect();
    pull_together(&mut at);
    let (left, top, right, bottom) = bounds(&at);
    for point in &mut at {
        *point = (point.0 - left + PADDING_X, point.1 - top + PADDING_TOP);
    }
    Places {
        width: (right - left + 2.0 * PADDING_X).max(WIDTH),
        height: bottom - top + PADDING_TOP + PADDING_BOTTOM,
        at,
    }
}

/// Takes out the empty room a layout of few discs leaves, so that names stay readable when the
/// picture is fitted to a page; then parts what has come too near.
fn pull_together(at: &mut [Point]) {
    let (left, top, right, bottom) = bounds(at);
    let height = f64::sqrt(at.len() as f64 * DISTANCE * DISTANCE * ROOM / SIDES);
    let narrower = (height * SIDES / (right - left).max(1.0)).min(1.0);
    let lower = (height / (bottom - top).max(1.0)).min(1.0);
    for point in at.iter_mut() {
        *point = ((point.0 - left) * narrower, (point.1 - top) * lower);
    }
    part(at, DISTANCE);
}

/// Left, top, right, bottom; zeros for no points.
fn bounds(at: &[Point]) -> (f64, f64, f64, f64) {
    if at.is_empty() {
        return (0.0, 0.0, 0.0, 0.0);
    }
    at.iter().fold(
        (f64::MAX, f64::MAX, f64::MIN, f64::MIN),
        |(left, top, right, bottom), (x, y)| {
            (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y))
        },
    )
}

/// The disc's area grows with the number.
fn radius(organisations: usize, most: usize) -> f64 {
    let share = organisations as f64 / most.max(1) as f64;
    RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * f64::sqrt(share)
}

fn draw_ties(
    out: &mut String,
    of: &Territories,
    places: &Places,
    radii: &[f64],
    options: &TerritoriesOptions,
) {
    // The strongest lie on top.
    let mut ties: Vec<&Tie> = of.ties.iter().collect();
    sort_by_key(&mut ties, |tie| tie.count());
    let strongest = ties.last().map_or(1, |tie| tie.count());
    let numbered_from = ties.len().saturating_sub(NUMBERED_MAX);
    for (rank, tie) in ties.into_iter().enumerate() {
        let (a, b) = (places.at[tie.a], places.at[tie.b]);
        let (x, y) = direction(a, b);
        let (start, end) = (
            (a.0 + x * radii[tie.a], a.1 + y * radii[tie.a]),
            (b.0 - x * radii[tie.b], b.1 - y * radii[tie.b]),
        );
        // A quarter, a half, three quarters of the strongest, by the root.
        let strength = f64::sqrt(tie.count() as f64 / strongest as f64);
        let class = WIDTHS[((strength * 4.0) as usize).min(3)];
        let name = |at: usize| escaped(name_of(&of.territories[at], options));
        push(
            out,
            format_args!(
                r#"<g class="tie {class}"><title>{} — {}: {} → {}, ← {}</title><path d="M{}L{}"/>"#,
                name(tie.a),
                name(tie.b),
                tie.count(),
                tie.forth,
                tie.back,
                point(start),
                point(end),
            ),
        );
        if rank >= numbered_from {
            let (x, y) = ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0 + 4.0);
            push(
                out,
                format_args!(
                    r#"<text class="count" text-anchor="middle" x="{}" y="{}">{}</text>"#,
                    number(x),
                    number(y),
                    tie.count()
                ),
            );
        }
        out.push_str("</g>");
    }
}

fn draw_territory(
    out: &mut String,
    territory: &Territory,
    at: Point,
    radius: f64,
    options: &TerritoriesOptions,
) {
    let locale = options.locale;
    let address = territory.scope.as_ref().map(options.link);
    let (tag, href) = match &address {
        Some(address) => ("a", format!(r#" href="{}""#, escaped(address))),
        None => ("g", r#" role="img""#.to_owned()),
    };
    push(
        out,
        format_args!(
            r#"<{tag} class="territory"{href} aria-label="{}" transform="translate({})"><circle class="disc" r="{}"/>"#,
            escaped(&accessible_name(territory, options)),
            point(at),
            number(radius),
        ),
    );
    draw_ring(out, territory, radius + 3.5);
    push(
        out,
        format_args!(
            r#"<text class="number" text-anchor="middle" y="4">{}</text>"#,
            territory.organisations
        ),
    );
    let mut y = radius + 8.0 + LETTER_SIZE;
    push(
        out,
        format_args!(
            r#"<text class="label label-strong" text-anchor="middle" y="{}">{}</text>"#,
            number(y),
            escaped(&shortened(name_of(territory, options))),
        ),
    );
    for (count, words) in [
        (
            territory.without_mentor,
            locale.pick("без наставника", "no mentor"),
        ),
        (territory.alone, locale.pick("без партнёров", "no partners")),
    ] {
        if count > 0 {
            y += LINE_HEIGHT;
            push(
                out,
                format_args!(
                    r#"<text class="label" text-anchor="middle" y="{}">{words}: {count}</text>"#,
                    number(y)
                ),
            );
        }
    }
    push(out, format_args!("</{tag}>"));
}

/// The share of supported schools that have a mentor, from the top on; the rest is dashed.
fn draw_ring(out: &mut String, territory: &Territory, radius: f64) {
    if territory.supported == 0 {
        return;
    }
    let with = territory.supported - territory.without_mentor;
    let share = with as f64 * 100.0 / territory.supported as f64;
    let radius = number(radius);
    if territory.without_mentor > 0 {
        push(
            out,
            format_args!(r#"<circle class="ring ring-without" r="{radius}"/>"#),
        );
    }
    if with > 0 {
        push(
            out,
            format_args!(
                r#"<circle class="ring ring-with" r="{radius}" pathLength="100" stroke-dasharray="{} 100" transform="rotate(-90)"/>"#,
                number(share)
            ),
        );
    }
}

fn name_of<'a>(territory: &'a Territory, options: &TerritoriesOptions<'a>) -> &'a str {
    territory.name.as_deref().unwrap_or(options.unnamed)
}

fn shortened(name: &str) -> String {
    let mut kept = String::new();
    for letter in name.chars() {
        if text_width(&kept, true) + text_width("…", true) > NAME_WIDTH_MAX {
            kept.push('…');
            break;
        }
        kept.push(letter);
    }
    kept
}

fn accessible_name(territory: &Territory, options: &TerritoriesOptions) -> String {
    let locale = options.locale;
    let mut parts = vec![
        name_of(territory, options).to_owned(),
        format!(
            "{}: {}",
            locale.pick("организаций", "organisations"),
            territory.organisations
        ),
    ];
    for (count, words) in [
        (
            territory.supported,
            locale.pick("школ с поддержкой", "supported schools"),
        ),
        (
            territory.without_mentor,
            locale.pick("из них без наставника", "of them with no mentor"),
        ),
        (
            territory.alone,
            locale.pick("без партнёров", "with no partners"),
        ),
        (
            territory.inside,
            locale.pick("партнёрств внутри", "partnerships inside"),
        ),
    ] {
        if count > 0 {
            parts.push(format!("{words}: {count}"));
        }
    }
    parts.join(", ")
}
