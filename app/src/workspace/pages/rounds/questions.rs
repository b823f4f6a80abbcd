//! Questions as lines of text: factor, unit and hint, divided by semicolons or as columns of a
//! spreadsheet. And the records that asking makes.

use crate::words::rounds as w;
use opora_domain::round::QUESTIONS_MAX;
use opora_domain::schema::FieldKind;
use opora_domain::validation::validate_value;
use opora_domain::{
    Fields, Locale, NetworkId, ProblemCode, Question, RecordId, RecordKind, Return, Value,
};
use opora_sync::Draft;

/// Reads lines; the error says what is wrong.
pub fn read(text: &str, locale: Locale) -> Result<Vec<Question>, String> {
    let mut questions: Vec<Question> = Vec::new();
    for (at, line) in text.lines().map(str::trim_start).enumerate() {
        if line.is_empty() {
            continue;
        }
        let divider = if line.contains('\t') { '\t' } else { ';' };
        let mut parts = line.splitn(3, divider).map(str::trim);
        let factor = parts.next().unwrap_or_default().to_owned();
        if factor.is_empty() {
            return Err(w::no_question_in(locale, &(at + 1).to_string()));
        }
        if questions.iter().any(|known| known.is_about(&factor)) {
            return Err(w::repeated(locale, &factor));
        }
        let mut part = || parts.next().filter(|it| !it.is_empty()).map(str::to_owned);
        questions.push(Question {
            factor,
            unit: part(),
            hint: part(),
        });
    }
    let kind = FieldKind::Questions {
        items_max: QUESTIONS_MAX,
    };
    match validate_value(kind, &value(&questions)) {
        Ok(()) => Ok(questions),
        Err(ProblemCode::Missing) => Err(w::NEED_QUESTIONS.of(locale).to_owned()),
        Err(_) => Err(w::TOO_MANY.of(locale).to_owned()),
    }
}

/// Questions as lines that are read as the same questions.
pub fn lines(questions: &[Question]) -> String {
    let mut lines = String::new();
    for question in questions {
        let mut parts = [
            question.factor.as_str(),
            question.unit.as_deref().unwrap_or_default(),
            question.hint.as_deref().unwrap_or_default(),
        ]
        .to_vec();
        while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
            parts.pop();
        }
        // A hint may have semicolons, what stands before it divides at them.
        let has_divider = question.factor.contains(';')
            || question.unit.as_deref().unwrap_or_default().contains(';');
        let divider = if has_divider { "\t" } else { "; " };
        lines.push_str(&parts.join(divider).replace('\n', " "));
        // The divider is known by standing there.
        if has_divider && parts.len() == 1 {
            lines.push('\t');
        }
        lines.push('\n');
    }
    lines
}

/// Questions as the field keeps them.
pub fn value(questions: &[Question]) -> Value {
    serde_json::to_value(questions).unwrap_or(Value::Null)
}

/// An empty return for every school and question.
pub fn returns(
    network: &NetworkId,
    round: RecordId,
    schools: &[RecordId],
    questions: &[Question],
) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(schools.len() * questions.len());
    for school in schools {
        for question in questions {
            let mut fields = Fields::from([
                ("round".to_owned(), Value::from(round.to_string())),
                ("school".to_owned(), Value::from(school.to_string())),
                ("factor".to_owned(), Value::from(question.factor.as_str())),
            ]);
            if let Some(unit) = &question.unit {
                fields.insert("unit".to_owned(), Value::from(unit.as_str()));
            }
            drafts.push(Draft::Create {
                record: Return::identity(network, round, *school, &question.factor),
                kind: RecordKind::Return,
                fields,
            });
        }
    }
    drafts
}

#[cfg(test)]
mod tests {
    use super::super::templates::TEMPLATES;
    use super::*;

    #[test]
    fn lines_and_columns_of_a_spreadsheet_are_questions() {
        let questions = read(
            "Вакансии; единиц; на 1 сентября\n\nПсихолог\tставок\t\n Итог ",
            Locale::Ru,
        );
        let seen: Vec<_> = questions
            .unwrap()
            .into_iter()
            .map(|it| (it.factor, it.unit, it.hint))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            seen,
            [
                ("Вакансии".to_owned(), some("единиц"), some("на 1 сентября")),
                ("Психолог".to_owned(), some("ставок"), None),
                ("Итог".to_owned(), None, None),
            ]
        );
    }

    #[test]
    fn what_cannot_be_asked_is_said() {
        assert_eq!(read(" \n", Locale::Ru).unwrap_err(), w::NEED_QUESTIONS.ru);
        assert_eq!(
            read("Учёт\n; человек", Locale::Ru).unwrap_err(),
            w::no_question_in(Locale::Ru, "2")
        );
        assert_eq!(
            read("Учёт\nучет", Locale::Ru).unwrap_err(),
            w::repeated(Locale::Ru, "учет")
        );
        let many: String = (0..=QUESTIONS_MAX).map(|n| format!("{n}\n")).collect();
        assert_eq!(read(&many, Locale::Ru).unwrap_err(), w::TOO_MANY.ru);
    }

    #[test]
    fn the_ready_questions_can_be_asked_in_both_languages() {
        for template in &TEMPLATES {
            let count = |locale| read(template.lines.of(locale), locale).unwrap().len();
            assert_eq!(count(Locale::Ru), count(Locale::En), "{}", template.code);
        }
    }

    #[test]
    fn questions_come_back_from_their_lines() {
        for text in [
            "Вакансии; единиц; на 1 сентября\n",
            "Итог\n",
            "Что удалось; текст; в двух; трёх фразах\n",
            "Где; и когда\tдней\tточно; до дня\n",
            "Где; и когда\t\n",
        ] {
            let questions = read(text, Locale::Ru).unwrap();
            assert_eq!(lines(&questions), text);
            assert_eq!(read(&lines(&questions), Locale::Ru).unwrap(), questions);
        }
    }
}
