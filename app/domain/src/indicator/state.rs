//! How the fact of a period stands: to its plan, and to what was before. Says nothing of people.

use super::{Direction, Progress};

crate::choice! {
    /// How far an indicator has come in a period.
    PeriodState {
        Fulfilled = "fulfilled", "план выполнен", "plan met";
        Behind = "behind", "отстаёт от плана", "behind the plan";
        Unchanged = "unchanged", "без изменений", "unchanged";
        Better = "better", "лучше, чем было", "better than before";
        Worse = "worse", "хуже, чем было", "worse than before";
        Gap = "gap", "нет данных", "no data";
        Unjudged = "unjudged", "сравнить не с\u{a0}чем", "nothing to compare with";
    }
}

impl PeriodState {
    /// Judges a fact. `before` is the fact of the period before it, or the base. No fact is a gap,
    /// never a zero. Where both the plan and the fact leave everything as it was, that is neither
    /// progress nor failure.
    pub fn of(
        direction: Option<Direction>,
        before: Option<f64>,
        plan: Option<f64>,
        fact: Option<f64>,
    ) -> Self {
        let Some(fact) = fact else {
            return PeriodState::Gap;
        };
        let judge = |from: f64| direction.map(|direction| direction.judge(from, fact));
        if before == Some(fact) && plan.is_none_or(|plan| plan == fact) {
            return PeriodState::Unchanged;
        }
        match (plan.and_then(judge), before.and_then(judge)) {
            (Some(Progress::Worse), _) => PeriodState::Behind,
            (Some(_), _) => PeriodState::Fulfilled,
            // Met to the letter, whichever way is better.
            (None, _) if plan == Some(fact) => PeriodState::Fulfilled,
            (None, Some(Progress::Better)) if plan.is_none() => PeriodState::Better,
            (None, Some(Progress::Worse)) if plan.is_none() => PeriodState::Worse,
            _ => PeriodState::Unjudged,
        }
    }
}

/// How each of several periods in a row stands, given the plan and the fact of each. A gap is not
/// what the next one is compared with: that is the last fact there was, or the base.
pub fn states(
    direction: Option<Direction>,
    base: Option<f64>,
    periods: &[(Option<f64>, Option<f64>)],
) -> Vec<PeriodState> {
    let mut before = base;
    let judge = |(plan, fact): &(Option<f64>, Option<f64>)| {
        let state = PeriodState::of(direction, before, *plan, *fact);
        before = fact.or(before);
        state
    };
    periods.iter().map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PeriodState::*;

    #[test]
    fn a_gap_is_not_what_the_next_period_is_compared_with() {
        let more = Some(Direction::MoreIsBetter);
        let periods = [
            (None, Some(25.0)),
            (Some(60.0), None),
            (Some(60.0), Some(60.0)),
            (None, Some(40.0)),
            (Some(100.0), Some(40.0)),
        ];
        let found = states(more, Some(25.0), &periods);
        assert_eq!(found, [Unchanged, Gap, Fulfilled, Worse, Behind]);
    }

    #[test]
    fn plan_and_fact_with_their_direction() {
        let (more, less) = (Some(Direction::MoreIsBetter), Some(Direction::LessIsBetter));
        for (direction, before, plan, fact, expected) in [
            (more, Some(25.0), Some(100.0), Some(100.0), Fulfilled),
            (more, Some(25.0), Some(100.0), Some(120.0), Fulfilled),
            (more, Some(25.0), Some(100.0), Some(99.9), Behind),
            (less, Some(22.0), Some(16.0), Some(16.0), Fulfilled),
            (less, Some(22.0), Some(16.0), Some(10.0), Fulfilled),
            (less, Some(22.0), Some(16.0), Some(18.0), Behind),
            // 40 → 40 as planned is neither; 40 → 40 where 60 was planned is behind.
            (more, Some(40.0), Some(40.0), Some(40.0), Unchanged),
            (more, Some(40.0), Some(60.0), Some(40.0), Behind),
            (more, Some(40.0), None, Some(40.0), Unchanged),
            (more, Some(40.0), None, Some(41.0), Better),
            (less, Some(40.0), None, Some(41.0), Worse),
            // A gap is a gap, whatever was planned; a zero is a zero.
            (more, Some(40.0), Some(60.0), None, Gap),
            (less, Some(15.0), Some(0.0), Some(0.0), Fulfilled),
            (more, None, Some(60.0), Some(0.0), Behind),
            (None, Some(40.0), Some(60.0), Some(50.0), Unjudged),
            (None, None, Some(60.0), Some(60.0), Fulfilled),
            (more, None, None, Some(60.0), Unjudged),
        ] {
            let found = PeriodState::of(direction, before, plan, fact);
            assert_eq!(
                found, expected,
                "{direction:?}: {before:?}, plan {plan:?}, fact {fact:?}"
            );
        }
    }
}
