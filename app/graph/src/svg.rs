//! A scene as SVG; and, from [`crate::single_marks`], the same marks one by one.
//!
//! Marks are links and need no script; no style attributes, as the pages' policy forbids them.
//! Colours are in `style/_network-picture.scss`, by class.

use crate::geometry::Point;
use crate::markup::{escaped, number, point, push};
use crate::order::reading_order;
use crate::roles::Role;
use crate::scene::{Anchor, Label, Scene, SceneEdge, SceneNode, SceneOpenEnd};
use crate::symbols;
use opora_domain::letters::all_small;
use opora_domain::{Family, Locale, Organisation, PartnershipStatus, RecordId};

mod answered;
mod file_style;
mod focus;
mod grounds;

use focus::{Focus, Strength};
use grounds::grounds;

pub use answered::{picture_of_answer, sign_symbol_svg};

pub use crate::single_marks::{
    edge_symbol_svg, open_end_symbol_svg, standing_symbol_svg, status_symbol_svg, symbol_svg,
    unnamed_symbol_svg,
};

/// What a picture is drawn for.
pub struct PictureOptions<'a> {
    pub locale: Locale,
    /// The address of an organisation's page.
    pub link: &'a dyn Fn(&Organisation) -> String,
    /// Selecting takes the colour from all but this organisation and its partners.
    pub selected: Option<RecordId>,
    /// Draw the standings inside the rings: only for the signed-in.
    pub shows_standings: bool,
    /// The accessible name of the picture.
    pub title: String,
    /// The accessible description: what one would see at a glance.
    pub description: String,
}

/// Draws a scene for a page that has the style sheet. At most one picture a page: the ids of its
/// title and description are fixed.
pub fn picture(scene: &Scene, options: &PictureOptions) -> String {
    let focus = Focus::of(scene, options.selected);
    drawn(scene, options, &focus, "", "")
}

/// Draws a scene as a file of its own: light colours, its style inside.
pub fn standalone(scene: &Scene, options: &PictureOptions) -> String {
    drawn(
        scene,
        options,
        &Focus::of(scene, options.selected),
        &file_attributes(options.locale),
        &file_style(),
    )
}

/// What a picture that is a file of its own says of itself.
pub(crate) fn file_attributes(locale: Locale) -> String {
    let language = locale.tag();
    format!(r#" xmlns="http://www.w3.org/2000/svg" xml:lang="{language}""#)
}

/// The style inside a picture that is a file of its own, and its ground.
pub(crate) fn file_style() -> String {
    format!(
        r#"<style>{}</style><rect class="plate" width="100%" height="100%"/>"#,
        file_style::flat(STYLE_SHEET)
    )
}

const STYLE_SHEET: &str = include_str!("../../../style/_network-picture.scss");
fn drawn<S: Strength>(
    scene: &Scene,
    options: &PictureOptions,
    focus: &S,
    attributes: &str,
    style: &str,
) -> String {
    // Who walks through the links meets them in this order, and scripts count by it.
    let standing = scene.nodes.iter();
    let standing: Vec<_> = standing
        .map(|node| (node.role, &node.organisation))
        .collect();
    let order = reading_order(&standing);
    let mut places = vec![0; order.len()];
    for (place, node) in order.iter().enumerate() {
        places[*node] = place;
    }
    let mut out = String::with_capacity(scene.nodes.len() * 300 + scene.edges.len() * 250 + 1000);
    let (width, height) = (number(scene.width), number(scene.height));
    push(
        &mut out,
        format_args!(
            concat!(
                r#"<svg{} class="network-picture{}" viewBox="0 0 {} {}" width="{}" height="{}" "#,
                r#"role="group" aria-labelledby="network-picture-title" "#,
                r#"aria-describedby="network-picture-description">"#,
                r#"<title id="network-picture-title">{}</title>"#,
                r#"<desc id="network-picture-description">{}</desc>{}"#
            ),
            attributes,
            focus.class(),
            width,
            height,
            width,
            height,
            escaped(&options.title),
            escaped(&options.description),
            style,
        ),
    );
    grounds(&mut out, scene, options.locale);
    out.push_str(r#"<g aria-hidden="true">"#);
    // Lines outside the selection lie below those inside.
    for is_context in [true, false] {
        for edge in scene
            .edges
            .iter()
            .filter(|edge| focus.is_edge_context(edge) == is_context)
        {
            let ends = (places[edge.from], places[edge.to]);
            let context = (is_context, focus);
            draw_edge(&mut out, scene, edge, ends, context, options.locale);
        }
        for end in scene
            .open_ends
            .iter()
            .filter(|end| focus.is_end_context(end) == is_context)
        {
            let place = places[end.node];
            let context = (is_context, focus);
            draw_open_end(&mut out, scene, end, place, context, options.locale);
        }
    }
    out.push_str("</g>");
    for index in order {
        draw_node(&mut out, &scene.nodes[index], focus, index, options);
    }
    out.push_str("</svg>");
    out
}

/// `ends` are the places of giver and receiver among the links.
fn draw_edge<S: Strength>(
    out: &mut String,
    scene: &Scene,
    edge: &SceneEdge,
    ends: (usize, usize),
    (is_context, focus): (bool, &S),
    locale: Locale,
) {
    let name = |node: usize| escaped(&scene.nodes[node].organisation.name);
    let arrow = if edge.family == Family::Social {
        "—"
    } else {
        "→"
    };
    let what = match edge.partnerships.len() {
        0 | 1 => format!("{}, {}", edge.kind.label(locale), edge.status.label(locale)),
        count => format!("{} {count}", locale.pick("партнёрств:", "partnerships:")),
    };
    push(
        out,
        format_args!(
            r#"<g class="{}{}" data-ends="{} {}"><title>{} {arrow} {}: {what}</title>{}"#,
            symbols::edge_classes(edge.family, edge.status),
            context_class(is_context),
            ends.0,
            ends.1,
            name(edge.from),
            name(edge.to),
            symbols::line(&edge.curve, edge.family, edge.status),
        ),
    );
    if edge.partnerships.len() > 1 {
        let (x, y) = edge.curve.middle();
        push(
            out,
            format_args!(
                r#"<text class="count" text-anchor="middle" x="{}" y="{}">{}</text>"#,
                number(x),
                number(y + 4.0),
                edge.partnerships.len()
            ),
        );
    }
    focus.draw_on_line(out, &edge.partnerships, &edge.curve);
    out.push_str("</g>");
}

fn draw_open_end<S: Strength>(
    out: &mut String,
    scene: &Scene,
    end: &SceneOpenEnd,
    place: usize,
    (is_context, focus): (bool, &S),
    locale: Locale,
) {
    // The line of a proposed offer is straight already: its ring tells that it waits.
    let status = match end.status {
        PartnershipStatus::Proposed => PartnershipStatus::Agreed,
        status => status,
    };
    push(
        out,
        format_args!(
            r#"<g class="open-end {}{}" data-ends="{place}"><title>{}: {}, {}</title>{}{}"#,
            symbols::edge_classes(end.family, end.status),
            context_class(is_context),
            escaped(&scene.nodes[end.node].organisation.name),
            end.openness.label(locale),
            end.kind.label(locale),
            symbols::line(&end.curve, end.family, status),
            symbols::unnamed(end.ring),
        ),
    );
    focus.draw_on_line(out, &[end.partnership], &end.curve);
    out.push_str("</g>");
}

fn draw_node<S: Strength>(
    out: &mut String,
    node: &SceneNode,
    focus: &S,
    index: usize,
    options: &PictureOptions,
) {
    let is_selected = focus.is_selected(index);
    let standing = options
        .shows_standings
        .then(|| symbols::standing(&node.organisation.standings));
    let mark = standing
        .flatten()
        .filter(|_| !matches!(node.role, Role::Centre | Role::Mentor { .. }));
    push(
        out,
        format_args!(
            r#"<a class="node {}{}{}{}" href="{}" aria-label="{}" transform="translate({})"><circle class="hit" r="13"/>{}{}{}"#,
            symbols::role_classes("node", node.role),
            if is_selected { " is-selected" } else { "" },
            context_class(focus.is_node_context(index, node)),
            if node.is_place_unknown {
                " is-place-unknown"
            } else {
                ""
            },
            escaped(&(options.link)(&node.organisation)),
            escaped(&accessible_name(node, options.locale)),
            point(node.at),
            if is_selected {
                r#"<circle class="selection" r="15"/>"#
            } else {
                ""
            },
            mark.unwrap_or_else(|| symbols::mark(node.role)),
            label(&node.label, node.at, if is_selected { 6.0 } else { 0.0 }),
        ),
    );
    focus.draw_on_mark(out, node);
    out.push_str("</a>");
}

fn context_class(is_context: bool) -> &'static str {
    if is_context { " is-context" } else { "" }
}

/// A name placed relative to its mark, moved outwards for the ring of the selected.
fn label(label: &Label, mark: Point, outwards: f64) -> String {
    let aside = match label.anchor {
        Anchor::Start => (outwards, 0.0),
        Anchor::End => (-outwards, 0.0),
        Anchor::Middle if label.at.1 < mark.1 => (0.0, -outwards),
        Anchor::Middle => (0.0, outwards),
    };
    let (x, y) = (
        number(label.at.0 - mark.0 + aside.0),
        number(label.at.1 - mark.1 + aside.1),
    );
    let strong = if label.is_strong { " label-strong" } else { "" };
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    };
    let mut out = format!(r#"<text class="label{strong}"{anchor} x="{x}" y="{y}">"#);
    for (index, line) in label.lines.iter().enumerate() {
        if index == 0 {
            out.push_str(&escaped(line));
        } else {
            push(
                &mut out,
                format_args!(r#" <tspan x="{x}" dy="14">{}</tspan>"#, escaped(line)),
            );
        }
    }
    out.push_str("</text>");
    out
}

fn accessible_name(node: &SceneNode, locale: Locale) -> String {
    let mut parts = vec![
        node.organisation.name.clone(),
        all_small(node.role.label(locale)),
    ];
    if node.role.is_without_mentor() {
        parts.push(locale.pick("наставника нет", "no mentor").to_owned());
    }
    parts.push(match node.partnerships {
        0 => locale.pick("партнёрств нет", "no partnerships").to_owned(),
        count => format!("{}: {count}", locale.pick("партнёрств", "partnerships")),
    });
    if node.open_ends > 0 {
        let words = locale.pick(
            "открытых запросов и предложений",
            "open requests and offers",
        );
        parts.push(format!("{words}: {}", node.open_ends));
    }
    if node.is_place_unknown {
        parts.push(locale.pick("место неизвестно", "place unknown").to_owned());
    }
    parts.join(", ")
}
