//! A stretch of time whose ends are known to some days, and whether it lies where a definition
//! wants it. What its dates leave open stays open, with the reason.

use crate::computed::Gap;
use crate::period::{Day, Days, When};
use crate::truth::Truth;
use opora_domain::PartialDate;

/// From one unknown day out of `begin` to one out of `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub begin: Days,
    pub end: Days,
    /// Why it can be undecided.
    gap: Gap,
}

impl Span {
    /// Reads the dates of a term or a standing. An end that is not given is none, unless it is
    /// known that there was one (`has_ended`); a beginning that is not given is some day not after
    /// the end.
    pub fn new(since: Option<PartialDate>, until: Option<PartialDate>, has_ended: bool) -> Self {
        let anywhere = Days {
            first: Day::MIN,
            last: Day::MAX,
        };
        let begin = since.map_or(anywhere, Days::of);
        let never = Days {
            first: Day::MAX,
            last: Day::MAX,
        };
        let open_end = if has_ended { anywhere } else { never };
        let end = until.map_or(open_end, Days::of);
        if begin.first > end.last {
            // «2019–2014»: nothing follows from it.
            return Span {
                begin: anywhere,
                end: anywhere,
                gap: Gap::EndBeforeStart,
            };
        }
        let gap = match (since, until) {
            (None, None) => Gap::NoDates,
            (None, Some(_)) => Gap::BeginUnknown,
            (Some(_), None) if has_ended => Gap::EndUnknown,
            _ => Gap::TooCoarse,
        };
        // It begins before it ends: each end narrows the other.
        Span {
            begin: Days {
                first: begin.first,
                last: begin.last.min(end.last),
            },
            end: Days {
                first: end.first.max(begin.first),
                last: end.last,
            },
            gap,
        }
    }

    /// Whether it lies in the period as wanted.
    pub fn is(self, when: When, period: Days) -> Truth {
        match when {
            When::During => self.meets(period),
            When::AtStart => self.meets(Days {
                first: period.first,
                last: period.first,
            }),
            When::AtEnd => self.meets(Days {
                first: period.last,
                last: period.last,
            }),
            When::Begun if self.gap == Gap::EndBeforeStart => Truth::Open,
            When::Begun => self.begin.lie_in(period),
        }
    }

    /// Whether all of it lies in the period: then a count made over it is one of the period.
    pub fn lies_within(self, period: Days) -> Truth {
        if self.begin.first >= period.first && self.end.last <= period.last {
            Truth::Holds
        } else if self.end.last < period.first || self.begin.first > period.last {
            Truth::Fails
        } else {
            Truth::Open
        }
    }

    /// What to find out when it is undecided.
    pub const fn gap(self) -> Gap {
        self.gap
    }

    /// Some day of it is a day of the period.
    fn meets(self, period: Days) -> Truth {
        if self.begin.last <= period.last && self.end.first >= period.first {
            Truth::Holds
        } else if self.begin.first > period.last || self.end.last < period.first {
            Truth::Fails
        } else {
            Truth::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATES: [Option<&str>; 12] = [
        None,
        Some("2019"),
        Some("2020"),
        Some("2021"),
        Some("2020-03"),
        Some("2020-04"),
        Some("2020-06"),
        Some("2020-07"),
        Some("2020-03-31"),
        Some("2020-04-01"),
        Some("2020-06-30"),
        Some("2020-07-01"),
    ];

    /// Days a date may be: all of its own; without a date, some long before and some long after.
    fn days(date: Option<&str>, is_never: bool) -> Vec<Day> {
        // The days at which an answer could turn.
        let all = || {
            (2019..=2021).flat_map(|year| {
                [1, 3, 4, 6, 7, 12].into_iter().flat_map(move |month| {
                    let last = opora_domain::period::days_in_month(year, month);
                    [1, last].map(|day| Day::new(year, month, day))
                })
            })
        };
        let Some(date) = date else {
            return if is_never {
                vec![Day::MAX]
            } else {
                all().collect()
            };
        };
        let date: PartialDate = date.parse().unwrap_or_else(|_| panic!("{date}"));
        let days = Days::of(date);
        let mut found: Vec<Day> = all()
            .filter(|day| days.first <= *day && *day <= days.last)
            .collect();
        found.extend([days.first, days.last]);
        found
    }

    #[test]
    fn a_span_is_decided_exactly_when_all_its_days_agree() {
        let period = Days {
            first: Day::new(2020, 4, 1),
            last: Day::new(2020, 6, 30),
        };
        let mut seen = [0; 3];
        for since in DATES {
            for until in DATES {
                for has_ended in [false, true] {
                    let parse = |date: Option<&str>| date.and_then(|date| date.parse().ok());
                    let span = Span::new(parse(since), parse(until), has_ended);
                    if span.gap() == Gap::EndBeforeStart {
                        continue;
                    }
                    for when in When::ALL {
                        let mut answers = Vec::new();
                        for begin in days(since, false) {
                            for end in days(until, !has_ended) {
                                if begin > end {
                                    continue;
                                }
                                let meets = |first: Day, last: Day| begin <= last && end >= first;
                                answers.push(match when {
                                    When::During => meets(period.first, period.last),
                                    When::AtStart => meets(period.first, period.first),
                                    When::AtEnd => meets(period.last, period.last),
                                    When::Begun => period.first <= begin && begin <= period.last,
                                });
                            }
                        }
                        let expected = match (answers.contains(&true), answers.contains(&false)) {
                            (true, false) => Truth::Holds,
                            (false, true) => Truth::Fails,
                            _ => Truth::Open,
                        };
                        let found = span.is(*when, period);
                        let said = format!("{since:?} – {until:?}, {has_ended}, {when:?}");
                        assert_eq!(found, expected, "{said}");
                        seen[found as usize] += 1;
                    }
                }
            }
        }
        assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    }
}
