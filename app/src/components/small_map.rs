//! The small map of an organisation's card: where the organisations of the network stand whose
//! place is known, seen from above, north up. No borders and no basemap; no invented points.

use leptos::prelude::*;
use opora_domain::{Place, RecordId};
use opora_graph::{NetworkGraph, Role, svg};

const WIDTH: f64 = 352.0;
const HEIGHT: f64 = 196.0;
const MARGIN: f64 = 34.0;
/// The map shows at least so many degrees; two points closer than half of it are one place.
const SPAN_DEGREES_MIN: f64 = 0.02;

/// The map; nothing when the place is unknown. `label` names the point of the organisation,
/// `centre_label` that of the municipality's main town; `name` is what a screen reader says.
#[component]
pub fn SmallMap(
    graph: NetworkGraph,
    organisation: RecordId,
    centre: Option<Place>,
    label: String,
    centre_label: String,
    name: String,
    caption: String,
) -> impl IntoView {
    drawing(&graph, organisation, centre, &label, &centre_label).map(|drawing| {
        view! {
            <figure class="small-map">
                <div class="plate"><div class="plate__picture">
                    <svg class="small-map__drawing" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img"
                        aria-label=name inner_html=drawing></svg>
                </div></div>
                <figcaption class="caption">{caption}</figcaption>
            </figure>
        }
    })
}

fn drawing(
    graph: &NetworkGraph,
    organisation: RecordId,
    centre: Option<Place>,
    label: &str,
    centre_label: &str,
) -> Option<String> {
    let here = &graph.nodes[graph.index_of(organisation)?];
    let own = here.organisation.place?;
    let others: Vec<(Place, Role)> = graph
        .nodes
        .iter()
        .filter(|node| node.organisation.id != organisation)
        .filter_map(|node| Some((node.organisation.place?, node.role)))
        .collect();
    let all: Vec<Place> = others
        .iter()
        .map(|(place, _)| *place)
        .chain([own])
        .chain(centre)
        .collect();
    let project = projection(&all);
    let at_centre = centre.is_some_and(|centre| is_near(centre, own));

    // Names stand on the outer sides of the two points.
    let is_below_centre = centre.is_none_or(|centre| own.latitude <= centre.latitude);
    let mut out = String::new();
    for (place, _) in &others {
        let (x, y) = project(*place);
        out.push_str(&format!(
            r#"<circle class="small-map__other" cx="{x:.1}" cy="{y:.1}" r="3"/>"#
        ));
    }
    if let Some(centre) = centre.filter(|_| !at_centre) {
        let (x, y) = project(centre);
        out.push_str(&format!(
            r#"<rect class="small-map__centre" x="{:.1}" y="{:.1}" width="10" height="10"/>"#,
            x - 5.0,
            y - 5.0
        ));
        let y = if is_below_centre { y - 12.0 } else { y + 21.0 };
        out.push_str(&text(x, y, centre_label));
    }
    let (x, y) = project(own);
    out.push_str(&format!(
        r#"<g transform="translate({:.1} {:.1})">{}</g>"#,
        x - 12.0,
        y - 12.0,
        svg::symbol_svg(here.role, 24)
    ));
    out.push_str(&text(
        x,
        if is_below_centre { y + 25.0 } else { y - 17.0 },
        label,
    ));
    Some(out)
}

fn is_near(one: Place, other: Place) -> bool {
    (one.latitude - other.latitude).abs() < SPAN_DEGREES_MIN / 2.0
        && (one.longitude - other.longitude).abs() < SPAN_DEGREES_MIN / 2.0
}

/// Degrees to px: equirectangular at the mean latitude, one scale for both axes.
fn projection(places: &[Place]) -> impl Fn(Place) -> (f64, f64) {
    let bounds = |value: fn(&Place) -> f64| {
        places
            .iter()
            .map(value)
            .fold((f64::MAX, f64::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            })
    };
    let (south, north) = bounds(|place| place.latitude);
    let (west, east) = bounds(|place| place.longitude);
    let squeeze = ((south + north) / 2.0).to_radians().cos().max(0.1);
    let width = ((east - west) * squeeze).max(SPAN_DEGREES_MIN);
    let height = (north - south).max(SPAN_DEGREES_MIN);
    let scale = ((WIDTH - 2.0 * MARGIN) / width).min((HEIGHT - 2.0 * MARGIN) / height);
    let (middle_x, middle_y) = ((west + east) / 2.0, (south + north) / 2.0);
    move |place: Place| {
        (
            WIDTH / 2.0 + (place.longitude - middle_x) * squeeze * scale,
            HEIGHT / 2.0 - (place.latitude - middle_y) * scale,
        )
    }
}

fn text(x: f64, y: f64, words: &str) -> String {
    // Half of about 7 px a letter must fit on either side.
    let half = words.chars().count() as f64 * 3.5;
    let x = x.clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0));
    let words = escaped(words);
    format!(
        r#"<text class="small-map__label" x="{x:.1}" y="{y:.1}" text-anchor="middle">{words}</text>"#
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
