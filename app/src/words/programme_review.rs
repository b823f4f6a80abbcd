//! What is wrong in a programme, said to its author: one sentence for each finding. Where it is
//! stands beside the sentence, so that no name is in it.

use super::dates;
use opora_domain::figure::number_words;
use opora_domain::programme_review::{FindingKind, Measure};
use opora_domain::stage::Gap;
use opora_domain::{Locale, PartialDate, Term};

crate::phrases! {
    TITLE = "Проверка программы", "A review of the programme";
    NOTHING_FOUND = "Противоречий не найдено.", "No contradictions were found.";
    fn disagree(first: &str, second: &str) = "Один этап назван дважды, и сроки не сходятся: {first} и {second}.", "One stage is there twice and its terms disagree: {first} and {second}.";
    OVERLAP = "Два этапа идут одновременно.", "Two stages run at the same time.";
    fn gap(days: &str) = "Между этапами перерыв: {days}. Так бывает, это не ошибка.", "Between the stages is a gap: {days}. That happens and is no mistake.";
    fn impossible_range(text: &str) = "Окончание раньше начала: «{text}».", "The end is before the start: “{text}”.";
    fn repeated_number(number: &str) = "Номер {number} стоит у нескольких строк.", "The number {number} stands at several rows.";
    fn different_targets(first: &str, second: &str) = "Об одном сказано по-разному: {first} и {second}.", "Of one thing two targets are named: {first} and {second}.";
    NAMED_ALIKE = "Два показателя называются одинаково.", "Two indicators have the same name.";
    OVERLAPPING = "Два показателя, похоже, об одном и том же.", "Two indicators seem to be about the same.";
    fn impossible_share(value: &str) = "Доля не бывает такой: {value}\u{a0}%.", "No share can be {value}%.";
    fn plan_below_fact(period: &str, plan: &str, fact_period: &str, fact: &str) = "План на {period} ({plan}) хуже того, что уже достигнуто за {fact_period} ({fact}).", "The plan for {period} ({plan}) asks for less than was reached in {fact_period} ({fact}).";
    fn against(before: &str, planned: &str) = "План идёт против направления «лучше»: было {before}, станет {planned}.", "The plan moves against what is said to be better: from {before} to {planned}.";
    fn outside(text: &str) = "Срок выходит за период программы: «{text}».", "Outside of the programme's term: “{text}”.";
    fn unread(text: &str) = "Срок не прочитан: «{text}».", "The deadline could not be read: “{text}”.";
    NO_RESPONSIBLE = "Не сказано, кто отвечает.", "Nobody is said to be responsible.";
    NO_DEADLINE = "Срок не назван.", "No deadline is given.";
    NO_BASE = "Есть план, но нет базового значения: не с чем сравнить.", "There is a plan and no base to compare it with.";
    TWO_TITLES = "У программы два разных названия.", "The programme has two different titles.";
    TWO_GOALS = "Цель в приложениях сказана иначе.", "The annexes word the goal in another way.";
}

/// One finding in words.
pub fn finding(what: &FindingKind, locale: Locale) -> String {
    let number = |value: f64| number_words(value, locale);
    match what {
        FindingKind::StagesDisagree { first, second } => {
            let say = |term: &Term| dates::term(term, locale).unwrap_or_default();
            // The sentence ends itself: no second point after «г.».
            without_two_points(disagree(locale, &say(first), &say(second)))
        }
        FindingKind::StagesOverlap => OVERLAP.of(locale).to_owned(),
        FindingKind::StagesGap { gap: days } => {
            without_two_points(gap(locale, &days_of(*days, locale)))
        }
        FindingKind::ImpossibleRange { text } => impossible_range(locale, text),
        FindingKind::RepeatedNumber { number } => repeated_number(locale, number),
        FindingKind::DifferentTargets {
            measure,
            first,
            second,
        } => {
            let say = |value: f64| format!("{}\u{a0}{}", number(value), unit(*measure, locale));
            without_two_points(different_targets(locale, &say(*first), &say(*second)))
        }
        FindingKind::OverlappingIndicators { are_named_alike } => match are_named_alike {
            true => NAMED_ALIKE.of(locale).to_owned(),
            false => OVERLAPPING.of(locale).to_owned(),
        },
        FindingKind::ImpossibleShare { value } => impossible_share(locale, &number(*value)),
        FindingKind::PlanBelowFact {
            period,
            plan,
            fact_period,
            fact,
        } => plan_below_fact(locale, period, &number(*plan), fact_period, &number(*fact)),
        FindingKind::PlanAgainstDirection { before, planned } => {
            against(locale, &number(*before), &number(*planned))
        }
        FindingKind::OutsideTerm { text } => outside(locale, text),
        FindingKind::UnreadDeadline { text } => unread(locale, text),
        FindingKind::NoResponsible => NO_RESPONSIBLE.of(locale).to_owned(),
        FindingKind::NoDeadline => NO_DEADLINE.of(locale).to_owned(),
        FindingKind::NoBase => NO_BASE.of(locale).to_owned(),
        FindingKind::TwoTitles => TWO_TITLES.of(locale).to_owned(),
        FindingKind::TwoGoals => TWO_GOALS.of(locale).to_owned(),
    }
}

const fn unit(measure: Measure, locale: Locale) -> &'static str {
    match measure {
        Measure::MegabitsPerSecond => locale.pick("Мбит/с", "Mbit/s"),
        Measure::Hours => locale.pick("ч", "h"),
        Measure::SquareMetres => locale.pick("м²", "m²"),
    }
}

fn days_of(gap: Gap, locale: Locale) -> String {
    let day =
        |(year, month, day): (u16, u8, u8)| PartialDate::new(year, Some(month), Some(day)).ok();
    let term = Term {
        since: day(gap.first_day),
        until: day(gap.last_day),
        text: None,
    };
    dates::term(&term, locale).unwrap_or_default()
}

fn without_two_points(text: String) -> String {
    text.replace("..", ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once_in_both_languages() {
        let gap = Gap {
            first_day: (2020, 7, 1),
            last_day: (2020, 8, 31),
        };
        let what = FindingKind::StagesGap { gap };
        assert_eq!(
            finding(&what, Locale::Ru).replace('\u{a0}', " "),
            "Между этапами перерыв: с 1 июля по 31 августа 2020 г. Так бывает, это не ошибка."
        );
        let what = FindingKind::DifferentTargets {
            measure: Measure::MegabitsPerSecond,
            first: 1.5,
            second: 100.0,
        };
        let said = |locale| finding(&what, locale).replace('\u{a0}', " ");
        assert_eq!(
            said(Locale::Ru),
            "Об одном сказано по-разному: 1,5 Мбит/с и 100 Мбит/с."
        );
        assert_eq!(
            said(Locale::En),
            "Of one thing two targets are named: 1.5 Mbit/s and 100 Mbit/s."
        );
    }
}
