//! Plan and fact of an indicator by period: the plan is a beam, the fact a pillar on the same
//! ground; the pillar reaches the beam when the plan is met. Where less is better, what stands
//! above the beam is hollow. A gap is hatched under the beam and is never a pillar of zero.
//! Decorative: the same numbers stand in the table beside it.

/// One period, or the base before all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanFact {
    /// As the axis names it: «2019», «база».
    pub label: String,
    pub plan: Option<f64>,
    pub fact: Option<f64>,
    /// A base is measured, but promises nothing: a pillar in a quieter colour.
    pub is_base: bool,
    /// The period lies ahead: nothing is missing yet.
    pub is_ahead: bool,
}

/// Width of a period, of a beam and of a pillar, px.
const STEP: f64 = 64.0;
const BEAM: f64 = 54.0;
const PILLAR: f64 = 30.0;
/// Room above the highest value for its number, px.
const ABOVE: f64 = 22.0;
/// Room for the axis below the ground, px.
const BELOW: f64 = 20.0;
/// From a line of words to the next, px.
const LINE: f64 = 16.0;

/// How large the picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanFactSize {
    /// Height of the highest value above the ground, px.
    highest_px: f64,
    /// Lines across, with their values left of the picture: it ends at a round number then.
    has_scale: bool,
}

impl PlanFactSize {
    /// One of many.
    pub const SMALL: PlanFactSize = PlanFactSize {
        highest_px: 96.0,
        has_scale: false,
    };
    /// The picture of a page.
    pub const LARGE: PlanFactSize = PlanFactSize {
        highest_px: 176.0,
        has_scale: true,
    };
}

/// The picture; `None` when there is nothing to draw. `say` writes a number for people, `no_data`
/// are the words of a gap.
pub fn plan_fact_svg(
    size: PlanFactSize,
    periods: &[PlanFact],
    is_less_better: bool,
    say: impl Fn(f64) -> String,
    no_data: &str,
) -> Option<String> {
    let values = periods.iter().flat_map(|each| [each.plan, each.fact]);
    let values: Vec<f64> = values.flatten().filter(|value| value.is_finite()).collect();
    let highest = values.iter().copied().fold(0.0_f64, f64::max);
    if values.is_empty() {
        return None;
    }
    let highest = if size.has_scale {
        round_above(highest)
    } else {
        highest
    };
    // All zero: the beams lie on the ground.
    let scale = if highest > 0.0 {
        size.highest_px / highest
    } else {
        0.0
    };
    let ground = ABOVE + size.highest_px;
    let y = |value: f64| ground - value.max(0.0) * scale;
    let (width, height) = (periods.len() as f64 * STEP, ground + BELOW);
    let mut out = format!(
        r#"<svg class="plan-fact" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">"#
    );
    if size.has_scale && highest > 0.0 {
        for value in [0.0, highest / 2.0, highest] {
            let y = y(value);
            out.push_str(&format!(
                r#"<path class="plan-fact__line" d="M0 {y:.1}H{width}"/><text class="plan-fact__scale" x="-10" y="{:.1}">{}</text>"#,
                y + 4.5,
                escaped(&say(value))
            ));
        }
    }
    for (at, period) in periods.iter().enumerate() {
        let middle = (at as f64 + 0.5) * STEP;
        if let Some(fact) = period.fact {
            pillar(&mut out, middle, (y(fact), ground), period, |plan| {
                (is_less_better && fact > plan).then(|| y(plan))
            });
        } else if let Some(plan) = period.plan.filter(|_| !period.is_ahead) {
            out.push_str(&rect("plan-fact__gap", middle, PILLAR, y(plan), ground));
        }
        if let Some(plan) = period.plan {
            let top = y(plan);
            out.push_str(&rect(
                "plan-fact__plan",
                middle,
                BEAM,
                top - 1.75,
                top + 1.75,
            ));
        }
        // The higher of the two is named above both; a beam below the top stands by itself.
        let named = period.fact.or(period.plan);
        let top = [period.fact, period.plan]
            .into_iter()
            .flatten()
            .fold(ground, |top, value| top.min(y(value)));
        let words = match named {
            Some(value) => say(value),
            None if period.is_ahead => String::new(),
            None => no_data.to_owned(),
        };
        let strong = if period.fact.is_some() {
            " plan-fact__value--fact"
        } else {
            ""
        };
        // Words stand below each other, as a period is narrow.
        let lines: Vec<&str> = words.split(' ').collect();
        for (line, word) in lines.iter().rev().enumerate() {
            out.push_str(&format!(
                r#"<text class="plan-fact__value{strong}" x="{middle}" y="{:.1}">{}</text>"#,
                top - 7.0 - line as f64 * LINE,
                escaped(word)
            ));
        }
        out.push_str(&format!(
            r#"<text class="plan-fact__label" x="{middle}" y="{}">{}</text>"#,
            ground + 15.0,
            escaped(&period.label)
        ));
    }
    out.push_str(&format!(
        r#"<path class="plan-fact__ground" d="M0 {ground}H{width}"/></svg>"#
    ));
    Some(out)
}

/// The least of 1, 2, 4 and 5 times a power of ten that is not below; from a hundredth on.
fn round_above(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    // By steps: a logarithm is several KB of WebAssembly.
    let mut power = 0.01;
    while power * 10.0 < value {
        power *= 10.0;
    }
    let steps = [1.0, 2.0, 4.0, 5.0, 10.0];
    let found = steps.iter().find(|step| **step * power >= value);
    found.unwrap_or(&10.0) * power
}

/// A pillar from its top to the ground; what stands above a line it should stay under is hollow.
fn pillar(
    out: &mut String,
    middle: f64,
    (top, ground): (f64, f64),
    period: &PlanFact,
    over: impl Fn(f64) -> Option<f64>,
) {
    let class = if period.is_base {
        "plan-fact__base"
    } else {
        "plan-fact__fact"
    };
    match period.plan.and_then(over) {
        Some(line) => {
            out.push_str(&rect("plan-fact__over", middle, PILLAR, top, line));
            out.push_str(&rect(class, middle, PILLAR, line, ground));
        }
        None => out.push_str(&rect(class, middle, PILLAR, top, ground)),
    }
}

fn rect(class: &str, middle: f64, width: f64, top: f64, bottom: f64) -> String {
    format!(
        r#"<rect class="{class}" x="{:.1}" y="{top:.1}" width="{width}" height="{:.1}"/>"#,
        middle - width / 2.0,
        (bottom - top).max(0.0)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(plan: Option<f64>, fact: Option<f64>) -> PlanFact {
        PlanFact {
            label: "2019".to_owned(),
            plan,
            fact,
            ..PlanFact::default()
        }
    }

    fn drawn(periods: &[PlanFact], is_less_better: bool) -> String {
        plan_fact_svg(
            PlanFactSize::SMALL,
            periods,
            is_less_better,
            |value| value.to_string(),
            "нет данных",
        )
        .unwrap_or_default()
    }

    #[test]
    fn a_gap_is_no_pillar_and_zero_is_one() {
        let gap = drawn(&[period(Some(40.0), None)], false);
        assert!(gap.contains("plan-fact__gap") && !gap.contains("plan-fact__fact"));
        let zero = drawn(&[period(Some(40.0), Some(0.0))], false);
        assert!(!zero.contains("plan-fact__gap") && zero.contains("\"plan-fact__fact\""));
        let nothing = drawn(&[period(Some(1.0), Some(1.0)), period(None, None)], false);
        assert!(nothing.contains(">нет<") && nothing.contains(">данных<"));
        // What lies ahead is no gap.
        let ahead = [PlanFact {
            is_ahead: true,
            ..period(Some(40.0), None)
        }];
        let ahead = drawn(&ahead, false);
        assert!(!ahead.contains("plan-fact__gap") && ahead.contains("plan-fact__plan"));
        assert_eq!(
            plan_fact_svg(
                PlanFactSize::LARGE,
                &[period(None, None)],
                false,
                |_| String::new(),
                ""
            ),
            None
        );
        // Zero everywhere is drawn, too.
        assert!(drawn(&[period(Some(0.0), Some(0.0))], true).contains("<rect"));
    }

    #[test]
    fn a_scale_ends_at_a_round_number() {
        for (value, above) in [
            (0.0, 0.0),
            (0.3, 0.4),
            (1.0, 1.0),
            (4.0, 4.0),
            (15.0, 20.0),
            (77.8, 100.0),
            (100.0, 100.0),
            (120.0, 200.0),
        ] {
            assert!((round_above(value) - above).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn what_is_over_the_plan_is_hollow_only_where_less_is_better() {
        let over = [period(Some(20.0), Some(30.0))];
        assert!(drawn(&over, true).contains("plan-fact__over"));
        assert!(!drawn(&over, false).contains("plan-fact__over"));
        assert!(!drawn(&[period(Some(20.0), Some(20.0))], true).contains("plan-fact__over"));
    }
}
