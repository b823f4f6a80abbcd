//! Means over the years as a line, with that year's minimum as a step. A year without a mean breaks
//! the line: nothing is drawn between. Decorative: the same stands in the row's cells.

const STEP: f64 = 34.0;
const HEIGHT: f64 = 40.0;
const EDGE: f64 = 8.0;

/// The picture of mean and minimum of each year; empty when no year has a mean.
pub fn trend_svg(points: &[(Option<f64>, Option<f64>)]) -> String {
    if points.iter().all(|(mean, _)| mean.is_none()) {
        return String::new();
    }
    let all = points.iter().flat_map(|(mean, minimum)| [*mean, *minimum]);
    let (least, most) = all
        .flatten()
        .fold((f64::MAX, f64::MIN), |(least, most), value| {
            (least.min(value), most.max(value))
        });
    let span = (most - least).max(1.0);
    let y = |value: f64| HEIGHT - EDGE - (value - least) / span * (HEIGHT - 2.0 * EDGE);
    let x = |at: usize| EDGE + at as f64 * STEP + STEP / 2.0;
    let width = points.len() as f64 * STEP + 2.0 * EDGE;
    let mut out = format!(
        r#"<svg class="trend" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" aria-hidden="true" focusable="false">"#
    );
    for (at, (_, minimum)) in points.iter().enumerate() {
        if let Some(minimum) = minimum {
            let (from, to, y) = (x(at) - STEP / 2.0, x(at) + STEP / 2.0, y(*minimum));
            out.push_str(&format!(
                r#"<path class="trend__minimum" d="M{from:.1} {y:.1}H{to:.1}"/>"#
            ));
        }
    }
    for at in 1..points.len() {
        if let (Some(before), Some(now)) = (points[at - 1].0, points[at].0) {
            out.push_str(&format!(
                r#"<path class="trend__line" d="M{:.1} {:.1}L{:.1} {:.1}"/>"#,
                x(at - 1),
                y(before),
                x(at),
                y(now)
            ));
        }
    }
    for (at, (mean, _)) in points.iter().enumerate() {
        if let Some(mean) = mean {
            out.push_str(&format!(
                r#"<circle class="trend__point" cx="{:.1}" cy="{:.1}" r="3"/>"#,
                x(at),
                y(*mean)
            ));
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::trend_svg;

    #[test]
    fn a_gap_breaks_the_line_and_a_zero_does_not() {
        let lines = |points: &[(Option<f64>, Option<f64>)]| {
            trend_svg(points).matches("trend__line").count()
        };
        assert_eq!(
            lines(&[(Some(32.0), Some(36.0)), (Some(25.0), Some(36.0))]),
            1
        );
        assert_eq!(
            lines(&[(Some(32.0), None), (None, None), (Some(29.5), None)]),
            0
        );
        assert_eq!(lines(&[(Some(32.0), None), (Some(0.0), None)]), 1);
        assert_eq!(trend_svg(&[(None, Some(36.0))]), "");
    }
}
