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
use std::collections::BTreeSet;

mod grounds;

use grounds::grounds;

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
    drawn(scene, options, "", "")
}

/// Draws a scene as a file of its own: light colours, its style inside.
pub fn standalone(scene: &Scene, options: &PictureOptions) -> String {
    let style = format!(
        "<style>{STANDALONE_COLOURS}{}</style>",
        minified(STYLE_SHEET)
    );
    let language = options.locale.tag();
    drawn(
        scene,
        options,
        &format!(r#" xmlns="http://www.w3.org/2000/svg" xml:lang="{language}""#),
        &style,
    )
}

const STYLE_SHEET: &str = include_str!("../../../style/_network-picture.scss");
/// The light theme of DESIGN.md §2.
const STANDALONE_COLOURS: &str = "svg{--plate:#FBFCFE;--sheet:#FFFFFF;--square:#E4ECF6;--ink:#17202E;--ink-2:#445062;--ink-3:#5A6675;--rule-2:#727F76;--accent:#1F47A6;--k-mentor:#1F47A6;--k-site:#1F47A6;--k-method:#1E8355;--k-resource:#A2500F;--k-social:#783670;--ctx:#858F97;font-family:'Golos Text',system-ui,sans-serif}";

fn drawn(scene: &Scene, options: &PictureOptions, attributes: &str, style: &str) -> String {
    let focus = Focus::of(scene, options.selected);
    // Who walks through the links meets them in this order, and scripts count by it.
    let order = reading_order(
        scene
            .nodes
            .iter()
            .map(|node| (node.role, &node.organisation)),
    );
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
            if options.selected.is_some() {
                " has-selection"
            } else {
                ""
            },
            width,
            height,
            width,
            height,
            escaped(&options.title),
            escaped(&options.description),
            style,
        ),
    );
    if !style.is_empty() {
        push(
            &mut out,
            format_args!(r#"<path class="plate" d="M0 0H{width}V{height}H0Z"/>"#),
        );
    }
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
            draw_edge(&mut out, scene, edge, ends, is_context, options.locale);
        }
        for end in scene
            .open_ends
            .iter()
            .filter(|end| focus.is_end_context(end) == is_context)
        {
            let place = places[end.node];
            draw_open_end(&mut out, scene, end, place, is_context, options.locale);
        }
    }
    out.push_str("</g>");
    for index in order {
        draw_node(&mut out, &scene.nodes[index], &focus, index, options);
    }
    out.push_str("</svg>");
    out
}

/// Who keeps colour when one organisation is selected.
struct Focus {
    selected: Option<usize>,
    near: BTreeSet<usize>,
}

impl Focus {
    fn of(scene: &Scene, selected: Option<RecordId>) -> Self {
        let selected = selected.and_then(|id| {
            scene
                .nodes
                .iter()
                .position(|node| node.organisation.id == id)
        });
        let mut near = BTreeSet::new();
        if let Some(selected) = selected {
            near.insert(selected);
            for edge in &scene.edges {
                if edge.from == selected || edge.to == selected {
                    near.extend([edge.from, edge.to]);
                }
            }
        }
        Focus { selected, near }
    }

    fn is_node_context(&self, node: usize) -> bool {
        self.selected.is_some() && !self.near.contains(&node)
    }

    fn is_edge_context(&self, edge: &SceneEdge) -> bool {
        self.selected
            .is_some_and(|selected| edge.from != selected && edge.to != selected)
    }

    fn is_end_context(&self, end: &SceneOpenEnd) -> bool {
        self.selected.is_some_and(|selected| end.node != selected)
    }
}

/// `ends` are the places of giver and receiver among the links.
fn draw_edge(
    out: &mut String,
    scene: &Scene,
    edge: &SceneEdge,
    ends: (usize, usize),
    is_context: bool,
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
    out.push_str("</g>");
}

fn draw_open_end(
    out: &mut String,
    scene: &Scene,
    end: &SceneOpenEnd,
    place: usize,
    is_context: bool,
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
            r#"<g class="open-end {}{}" data-ends="{place}"><title>{}: {}, {}</title>{}{}</g>"#,
            symbols::edge_classes(end.family, end.status),
            context_class(is_context),
            escaped(&scene.nodes[end.node].organisation.name),
            end.openness.label(locale),
            end.kind.label(locale),
            symbols::line(&end.curve, end.family, status),
            symbols::unnamed(end.ring),
        ),
    );
}

fn draw_node(
    out: &mut String,
    node: &SceneNode,
    focus: &Focus,
    index: usize,
    options: &PictureOptions,
) {
    let is_selected = focus.selected == Some(index);
    let standing = options
        .shows_standings
        .then(|| symbols::standing(&node.organisation.standings));
    let mark = standing
        .flatten()
        .filter(|_| !matches!(node.role, Role::Centre | Role::Mentor { .. }));
    push(
        out,
        format_args!(
            r#"<a class="node {}{}{}{}" href="{}" aria-label="{}" transform="translate({})"><circle class="hit" r="13"/>{}{}{}</a>"#,
            symbols::role_classes("node", node.role),
            if is_selected { " is-selected" } else { "" },
            context_class(focus.is_node_context(index)),
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

/// The style sheet without comments and line breaks.
fn minified(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
