//! Questions that come with the product, offered when a round is opened. Words of our own; a
//! coordinator changes them before opening, and the round keeps what was asked.

use crate::words::Phrase;

/// A set of questions: a line each, as the form reads them.
pub struct Template {
    pub code: &'static str,
    pub title: Phrase,
    pub lines: Phrase,
}

pub const TEMPLATES: [Template; 3] = [
    Template {
        code: "social-passport",
        title: Phrase {
            ru: "Социальный паспорт",
            en: "Social passport",
        },
        lines: Phrase {
            ru: "Обучающихся всего; человек\n\
                 Многодетные семьи; семей\n\
                 Неполные семьи; семей\n\
                 Малообеспеченные семьи; семей\n\
                 Дети с ограниченными возможностями здоровья; человек\n\
                 Дети-инвалиды; человек\n\
                 Дети под опекой; человек\n\
                 Дети, для которых русский язык не родной; человек\n\
                 Обучающиеся на профилактическом учёте; человек\n\
                 Обучающиеся на подвозе; человек\n\
                 Расстояние до районного центра; км",
            en: "Pupils in all; pupils\n\
                 Families with many children; families\n\
                 One-parent families; families\n\
                 Families with low income; families\n\
                 Children with special needs; pupils\n\
                 Children with a disability; pupils\n\
                 Children under guardianship; pupils\n\
                 Children whose first language is another; pupils\n\
                 Pupils under preventive care; pupils\n\
                 Pupils brought by bus; pupils\n\
                 Distance to the district's centre; km",
        },
    },
    Template {
        code: "staff",
        title: Phrase {
            ru: "Кадры и условия",
            en: "Staff and conditions",
        },
        lines: Phrase {
            ru: "Педагогов всего; человек\n\
                 С высшей категорией; человек\n\
                 С первой категорией; человек\n\
                 Без категории; человек\n\
                 Молодые педагоги; человек; стаж до трёх лет\n\
                 Педагоги старше 60 лет; человек\n\
                 Вакансии; единиц; на день заполнения\n\
                 Педагог-психолог; ставок\n\
                 Учитель-логопед, дефектолог; ставок\n\
                 Скорость интернета; Мбит/с; по договору\n\
                 Компьютеры для обучения; штук\n\
                 Кабинеты с оборудованием «Точки роста»; штук",
            en: "Teachers in all; people\n\
                 With the highest category; people\n\
                 With the first category; people\n\
                 Without a category; people\n\
                 Young teachers; people; up to three years in service\n\
                 Teachers over 60; people\n\
                 Vacancies; posts; on the day of filling in\n\
                 Psychologist; posts\n\
                 Speech therapist; posts\n\
                 Internet speed; Mbit/s; by contract\n\
                 Computers for teaching; pieces\n\
                 Rooms with growth point equipment; rooms",
        },
    },
    Template {
        code: "year",
        title: Phrase {
            ru: "Итоги учебного года",
            en: "Results of the academic year",
        },
        lines: Phrase {
            ru: "Обучающихся на конец года; человек\n\
                 Закончили на «4» и «5»; человек\n\
                 Переведены условно; человек\n\
                 Оставлены на повторный год; человек\n\
                 Не допущены к итоговой аттестации; человек\n\
                 Участники муниципального этапа олимпиады; человек\n\
                 Педагоги, прошедшие повышение квалификации; человек\n\
                 Индивидуальные планы развития педагогов; штук\n\
                 Открытые уроки для партнёров; уроков\n\
                 Что удалось и что мешало; ; в двух-трёх фразах, без имён",
            en: "Pupils at the end of the year; pupils\n\
                 With marks 4 and 5 only; pupils\n\
                 Moved up on condition; pupils\n\
                 Repeating the year; pupils\n\
                 Not admitted to the final exams; pupils\n\
                 In the municipal stage of the olympiad; pupils\n\
                 Teachers who completed a course; people\n\
                 Individual development plans of teachers; plans\n\
                 Open lessons for partners; lessons\n\
                 What worked and what stood in the way; ; two or three sentences, no names",
        },
    },
];
