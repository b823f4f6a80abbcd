//! The meetings of a school year by month: one stroke a meeting, in the line of its kind of help.
//! The strokes are decorative: the count stands beside them.

use crate::words::dates;
use leptos::prelude::*;
use opora_domain::{Family, Locale};

/// One month with the kinds of help its meetings were about, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingMonth {
    /// 1 to 12.
    pub month: u8,
    pub families: Vec<Family>,
}

/// Width of the strokes' field in px.
const FIELD_WIDTH: f64 = 200.0;
/// Distance of two strokes in px, when there is room.
const STEP: f64 = 9.0;

/// Months from the earliest to the latest.
#[component]
pub fn MeetingMonths(locale: Locale, months: Vec<MeetingMonth>) -> impl IntoView {
    let rows = months.into_iter().map(|month| {
        view! {
            <li class="months__row">
                <span>{dates::month(month.month, locale)}</span>
                <span class="months__strokes" inner_html=strokes(&month.families)></span>
                <span class="months__count">{month.families.len()}</span>
            </li>
        }
    });
    view! { <ul class="months">{rows.collect_view()}</ul> }
}

fn strokes(families: &[Family]) -> String {
    let step = STEP.min(FIELD_WIDTH / families.len().max(1) as f64);
    let lines: String = families
        .iter()
        .enumerate()
        .map(|(index, family)| {
            let x = 3.0 + index as f64 * step;
            let line = |x: f64| {
                let code = family.code();
                format!(r#"<line class="stroke--{code}" x1="{x:.1}" y1="1" x2="{x:.1}" y2="13"/>"#)
            };
            match family {
                Family::Site => line(x - 1.5) + &line(x + 1.5),
                _ => line(x),
            }
        })
        .collect();
    format!(r#"<svg width="206" height="14" aria-hidden="true" focusable="false">{lines}</svg>"#)
}
