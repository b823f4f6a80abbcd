//! The server's drawing: read once, then moved by its view box and highlighted by classes. Nothing
//! is added to it and nothing taken away.

use super::parts::{Parts, document, target};
use crate::camera::{Camera, Stage};
use crate::emphasis::{Emphasis, Tone};
use crate::picture::{End, Line, Mark, Picture, Point};
use crate::speech::decimal;
use opora_domain::{Family, PartnershipStatus};
use opora_graph::packed::StandingCore;
use opora_graph::{Role, RoleKind};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, SvgElement, SvgRect, SvgsvgElement};

pub struct ServerDrawing {
    svg: SvgsvgElement,
    view: SvgRect,
    nodes: Vec<Element>,
    lines: Vec<Element>,
    ends: Vec<Element>,
    /// What stands out now, so that only changes are made.
    emphasis: Emphasis,
    is_near: bool,
    frame: Option<Element>,
}

/// From this zoom on names are large enough on a phone.
const NAMES_FROM: f64 = 0.75;

impl ServerDrawing {
    pub fn read(parts: &Parts) -> Option<(Picture, Self)> {
        let svg = parts.ground.query_selector("svg.network-picture").ok()??;
        let svg: SvgsvgElement = svg.dyn_into().ok()?;
        let view = svg.view_box().base_val()?;
        let nodes = all(&svg, "a.node");
        let lines = all(&svg, "g.edge[data-ends]:not(.open-end)");
        let ends = all(&svg, "g.open-end[data-ends]");
        let marks = nodes.iter().map(|node| mark_of(node, parts)).collect();
        let mut drawn = Vec::new();
        let mut kept = Vec::new();
        for line in lines {
            if let Some(read) = line_of(&line, nodes.len()) {
                drawn.push(read);
                kept.push(line);
            }
        }
        let mut picture = Picture::new(
            f64::from(view.width()),
            f64::from(view.height()),
            marks,
            drawn,
        );
        let mut kept_ends = Vec::new();
        for end in ends {
            let (family, status) = what_of(&end);
            if let Some(mark) = numbers(&end).first().copied() {
                picture.ends.push(End {
                    mark,
                    is_request: false,
                    family,
                    status,
                });
                kept_ends.push(end);
            }
        }
        for node in &nodes {
            // One stop for the tab key: the picture itself.
            let _ = node.set_attribute("tabindex", "-1");
        }
        let drawing = ServerDrawing {
            svg,
            view,
            nodes,
            lines: kept,
            ends: kept_ends,
            emphasis: Emphasis::default(),
            is_near: false,
            frame: None,
        };
        Some((picture, drawing))
    }

    pub fn emphasise(&mut self, emphasis: &Emphasis) {
        let known = std::mem::take(&mut self.emphasis);
        if known.is_on != emphasis.is_on {
            toggle(&self.svg, "has-selection", emphasis.is_on);
        }
        for (elements, old, new) in [
            (&self.nodes, &known.marks, &emphasis.marks),
            (&self.lines, &known.lines, &emphasis.lines),
            (&self.ends, &known.ends, &emphasis.ends),
        ] {
            for (at, (element, tone)) in elements.iter().zip(new).enumerate() {
                let before = old.get(at).copied().unwrap_or_default();
                for (class, of) in [
                    ("is-context", Tone::Context),
                    ("is-near", Tone::Near),
                    ("is-main", Tone::Main),
                    ("is-focus", Tone::Focus),
                ] {
                    if (before == of) != (*tone == of) {
                        toggle(element, class, *tone == of);
                    }
                }
            }
        }
        self.emphasis = emphasis.clone();
    }

    /// Moves the view box; its shape stays, and so the height of the picture.
    pub fn look(&mut self, stage: &Stage, camera: &Camera, rectangle: Option<(Point, Point)>) {
        let (width, height) = (stage.width / camera.zoom, stage.height / camera.zoom);
        // The picture's own height and not the screen's, which is rounded.
        let height = if stage.is_fit(camera) {
            stage.picture.1
        } else {
            height
        };
        self.view.set_x((camera.center.0 - width / 2.0) as f32);
        self.view.set_y((camera.center.1 - height / 2.0) as f32);
        self.view.set_width(width as f32);
        self.view.set_height(height as f32);
        let is_near = camera.zoom >= NAMES_FROM;
        if is_near != self.is_near {
            self.is_near = is_near;
            toggle(&self.svg, "shows-names", is_near);
        }
        self.show_frame(stage, camera, rectangle);
    }

    pub fn focus(&self, mark: u32) {
        if let Some(node) = self.nodes.get(mark as usize)
            && let Some(node) = node.dyn_ref::<SvgElement>()
        {
            let _ = node.focus();
        }
    }

    pub fn mark_of(&self, event: &Event) -> Option<u32> {
        let node = target(event)?.closest("a.node").ok()??;
        let place = self.nodes.iter().position(|each| *each == node)?;
        u32::try_from(place).ok()
    }

    pub fn address(&self, mark: u32) -> Option<String> {
        self.nodes.get(mark as usize)?.get_attribute("href")
    }

    /// The rectangle that is being drawn with the pointer.
    fn show_frame(&mut self, stage: &Stage, camera: &Camera, rectangle: Option<(Point, Point)>) {
        let Some((a, b)) = rectangle else {
            if let Some(frame) = self.frame.take() {
                frame.remove();
            }
            return;
        };
        if self.frame.is_none()
            && let Some(document) = document()
            && let Ok(frame) =
                document.create_element_ns(Some("http://www.w3.org/2000/svg"), "rect")
        {
            toggle(&frame, "choosing", true);
            let _ = self.svg.append_child(&frame);
            self.frame = Some(frame);
        }
        let (a, b) = (stage.to_picture(camera, a), stage.to_picture(camera, b));
        if let Some(frame) = &self.frame {
            for (name, value) in [
                ("x", a.0.min(b.0)),
                ("y", a.1.min(b.1)),
                ("width", (a.0 - b.0).abs()),
                ("height", (a.1 - b.1).abs()),
            ] {
                let _ = frame.set_attribute(name, &decimal(value as i64));
            }
        }
    }
}

fn all(of: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = of.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.item(at)?.dyn_into().ok())
        .collect()
}

fn toggle(element: &Element, class: &str, is_on: bool) {
    let _ = element.class_list().toggle_with_force(class, is_on);
}

/// What an attribute of places says.
fn numbers(element: &Element) -> Vec<u32> {
    let ends = element.get_attribute("data-ends").unwrap_or_default();
    ends.split(' ')
        .filter_map(|number| number.parse().ok())
        .collect()
}

fn line_of(element: &Element, marks: usize) -> Option<Line> {
    let (from, to) = match numbers(element).as_slice() {
        [from, to] => (*from, *to),
        _ => return None,
    };
    // `Picture` leaves out what has no marks; then places of lines would no longer agree.
    if from == to || from as usize >= marks || to as usize >= marks {
        return None;
    }
    let (family, status) = what_of(element);
    Some(Line {
        from,
        to,
        family,
        status,
        weight: 1,
    })
}

/// Family and state, as the classes tell them.
fn what_of(element: &Element) -> (Family, PartnershipStatus) {
    let classes = element.get_attribute("class").unwrap_or_default();
    let mut codes = classes
        .split(' ')
        .filter_map(|class| class.strip_prefix("edge-"));
    let family = codes.clone().find_map(Family::from_code);
    let status = codes.find_map(PartnershipStatus::from_code);
    (
        family.unwrap_or(Family::Social),
        status.unwrap_or(PartnershipStatus::Active),
    )
}

fn mark_of(node: &Element, parts: &Parts) -> Mark {
    let classes = node.get_attribute("class").unwrap_or_default();
    let kind = classes
        .split(' ')
        .find_map(|class| RoleKind::from_code(class.strip_prefix("node-")?));
    let role = kind.map(|kind| match kind {
        RoleKind::Supported => Role::Supported {
            has_live_mentor: !classes.split(' ').any(|class| class == "is-without-mentor"),
        },
        RoleKind::Mentor => Role::Mentor { mentees: 1 },
        RoleKind::School => Role::School,
        RoleKind::Centre => Role::Centre,
        RoleKind::Partner => Role::Partner,
    });
    let label = node.get_attribute("aria-label").unwrap_or_default();
    // The accessible name goes on with the role.
    let mut after = String::from(", ");
    after.push_str(parts.words.role_kind(kind));
    let parts_at = |(at, _): (usize, char)| label.split_at_checked(at);
    let name = label
        .char_indices()
        .filter_map(parts_at)
        .find(|(_, rest)| rest.starts_with(&after))
        .map_or(label.as_str(), |(name, _)| name);
    Mark {
        name: name.to_owned(),
        at: translation(&node.get_attribute("transform").unwrap_or_default()),
        role,
        core: StandingCore::default(),
        count: 1,
        helped: 0,
        degree: 0,
    }
}

/// The place in `translate(12.5 40)`.
fn translation(transform: &str) -> Point {
    let inside = transform
        .strip_prefix("translate(")
        .and_then(|rest| rest.strip_suffix(')'));
    let mut numbers = inside.unwrap_or_default().split(' ').map(tenths);
    (numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0))
}

/// A number with at most one decimal, as the picture has them: what reads any other weighs much.
fn tenths(text: &str) -> f64 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let whole: u32 = whole.parse().unwrap_or(0);
    let part: u32 = part.parse().unwrap_or(0);
    sign * (f64::from(whole) + f64::from(part) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        for (text, place) in [
            ("translate(12.5 40)", (12.5, 40.0)),
            ("translate(-0.5 -7)", (-0.5, -7.0)),
            ("translate(880 0.9)", (880.0, 0.9)),
            ("rotate(4)", (0.0, 0.0)),
            ("", (0.0, 0.0)),
        ] {
            assert_eq!(translation(text), place);
        }
    }
}
