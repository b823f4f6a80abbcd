//! Questions that come with the product, offered when a round is opened. Words of our own after facts
//! of published programmes; a coordinator changes them before opening, and the round keeps what was
//! asked. A thing that is asked in two of them has one name, so that it is one row of a passport.

use crate::words::Phrase;

/// A set of questions: a line each, as the form reads them.
pub struct Template {
    pub code: &'static str,
    pub title: Phrase,
    pub lines: Phrase,
}

pub const TEMPLATES: [Template; 5] = [
    // What the programmes measure or name among the causes: Vengerovo's indicators 2 to 8 and its
    // activities 8 and 9, Partizansk's analysis of factors, Uglich's indicators, Yartsevo's «social
    // passports as a means to gather context».
    Template {
        code: "social-passport",
        title: Phrase {
            ru: "Социальный паспорт",
            en: "Social passport",
        },
        lines: Phrase {
            ru: "Обучающихся всего; человек\n\
                 Классов-комплектов; единиц\n\
                 Многодетные семьи; семей\n\
                 Неполные семьи; семей\n\
                 Малообеспеченные семьи; семей\n\
                 Семьи, где родители без работы; семей\n\
                 Дети с ограниченными возможностями здоровья; человек\n\
                 Дети-инвалиды; человек\n\
                 Учатся по адаптированной программе; человек\n\
                 Дети под опекой; человек\n\
                 Дети, для которых русский язык не родной; человек\n\
                 Обучающиеся на профилактическом учёте; человек\n\
                 Нужна помощь психолога, логопеда, социального педагога; человек\n\
                 Учатся с дистанционными технологиями; человек\n\
                 Заняты дополнительным образованием; человек\n\
                 Обучающиеся на подвозе; человек\n\
                 Расстояние до районного центра; км\n\
                 Педагогов всего; человек\n\
                 Педагоги с высшей категорией; человек\n\
                 Педагоги с первой категорией; человек\n\
                 Педагоги без категории; человек\n\
                 Педагоги до 35 лет; человек\n\
                 Педагоги пенсионного возраста; человек\n\
                 Педагоги, преподающие по диплому; человек\n\
                 Педагоги, повысившие квалификацию за три года; человек\n\
                 Вакансии; единиц; на день заполнения\n\
                 Педагог-психолог, ставки по штату; ставок\n\
                 Педагог-психолог, занятые ставки; ставок\n\
                 Логопед и дефектолог, занятые ставки; ставок\n\
                 Социальный педагог, занятые ставки; ставок\n\
                 Компьютеры для обучения; единиц\n\
                 Принтеры и копиры; единиц\n\
                 Интерактивные доски и панели; единиц\n\
                 Проекторы; единиц\n\
                 Лабораторное оборудование по физике, химии, биологии; да/нет\n\
                 Кабинеты «Точки роста»; единиц\n\
                 Библиотека пополнялась за три года; да/нет\n\
                 Скорость интернета по договору; Мбит/с; число без слов, например 100\n\
                 Скорость интернета по замеру; Мбит/с; в учебный день\n\
                 Интернет есть в учебных кабинетах; да/нет",
            en: "Pupils in all; pupils\n\
                 Classes; classes\n\
                 Families with many children; families\n\
                 One-parent families; families\n\
                 Families with low income; families\n\
                 Families whose parents have no work; families\n\
                 Children with special needs; pupils\n\
                 Children with a disability; pupils\n\
                 Taught by an adapted programme; pupils\n\
                 Children under guardianship; pupils\n\
                 Children whose first language is another; pupils\n\
                 Pupils under preventive care; pupils\n\
                 In need of a psychologist, speech therapist or social worker; pupils\n\
                 Taught at a distance in part; pupils\n\
                 In supplementary education; pupils\n\
                 Pupils brought by bus; pupils\n\
                 Distance to the district's centre; km\n\
                 Teachers in all; people\n\
                 Teachers with the highest category; people\n\
                 Teachers with the first category; people\n\
                 Teachers without a category; people\n\
                 Teachers under 35; people\n\
                 Teachers of pension age; people\n\
                 Teachers who teach what they studied; people\n\
                 Teachers trained within three years; people\n\
                 Vacancies; posts; on the day of filling in\n\
                 Psychologist, posts planned; posts\n\
                 Psychologist, posts filled; posts\n\
                 Speech therapist, posts filled; posts\n\
                 Social worker, posts filled; posts\n\
                 Computers for teaching; pieces\n\
                 Printers and copiers; pieces\n\
                 Interactive boards and panels; pieces\n\
                 Projectors; pieces\n\
                 Laboratory equipment for physics, chemistry, biology; yes/no\n\
                 Growth point rooms; rooms\n\
                 The library grew within three years; yes/no\n\
                 Internet speed by contract; Mbit/s; a number without words, such as 100\n\
                 Internet speed as measured; Mbit/s; on a school day\n\
                 There is Internet in the classrooms; yes/no",
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
                 Педагоги с высшей категорией; человек\n\
                 Педагоги с первой категорией; человек\n\
                 Педагоги без категории; человек\n\
                 Педагоги до 35 лет; человек\n\
                 Педагоги пенсионного возраста; человек\n\
                 Вакансии; единиц; на день заполнения\n\
                 Педагог-психолог, занятые ставки; ставок\n\
                 Логопед и дефектолог, занятые ставки; ставок\n\
                 Компьютеры для обучения; единиц\n\
                 Кабинеты «Точки роста»; единиц\n\
                 Скорость интернета по договору; Мбит/с; число без слов, например 100",
            en: "Teachers in all; people\n\
                 Teachers with the highest category; people\n\
                 Teachers with the first category; people\n\
                 Teachers without a category; people\n\
                 Teachers under 35; people\n\
                 Teachers of pension age; people\n\
                 Vacancies; posts; on the day of filling in\n\
                 Psychologist, posts filled; posts\n\
                 Speech therapist, posts filled; posts\n\
                 Computers for teaching; pieces\n\
                 Growth point rooms; rooms\n\
                 Internet speed by contract; Mbit/s; a number without words, such as 100",
        },
    },
    // The last two are facts Abinsk and Yartsevo state of their schools.
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
                 Педагоги, прошедшие повышение квалификации за год; человек\n\
                 Индивидуальные планы развития педагогов; единиц\n\
                 Открытые уроки для партнёров; уроков\n\
                 Все выпускники получили аттестаты; да/нет\n\
                 Предметы с низкими результатами экзаменов; текст; названия предметов",
            en: "Pupils at the end of the year; pupils\n\
                 With marks 4 and 5 only; pupils\n\
                 Moved up on condition; pupils\n\
                 Repeating the year; pupils\n\
                 Not admitted to the final exams; pupils\n\
                 In the municipal stage of the olympiad; pupils\n\
                 Teachers who completed a course this year; people\n\
                 Individual development plans of teachers; plans\n\
                 Open lessons for partners; lessons\n\
                 All leavers got their certificates; yes/no\n\
                 Subjects with low exam results; text; names of subjects",
        },
    },
    // Vengerovo's activity 5: heads report yearly on their schools' projects of development. What is
    // reported are Uglich's indicators of 2020–2022, a school's own share each.
    Template {
        code: "session",
        title: Phrase {
            ru: "Отчётная сессия за год",
            en: "Yearly reporting session",
        },
        lines: Phrase {
            ru: "Педагоги, обученные по своим дефицитам; процент\n\
                 Педагоги с тьютором и планом развития; процент\n\
                 Педагоги в профессиональных сообществах; процент\n\
                 Педагоги в конкурсах, мастер-классах, конференциях; процент\n\
                 Программы с дистанционными технологиями; процент\n\
                 Вакантные должности; процент\n\
                 Педагоги, преподающие по диплому, доля; процент\n\
                 Участники олимпиады, прошедшие на муниципальный этап; процент\n\
                 Ученики в дополнительном образовании; процент\n\
                 Школа работает в сети с другими; да/нет\n\
                 Школа стала ресурсным центром, площадкой или «Точкой роста»; да/нет\n\
                 Что сделано по проекту развития; текст; без имён\n\
                 Что не удалось и почему; текст; без имён\n\
                 Какая помощь нужна в следующем году; текст; без имён",
            en: "Teachers trained where they lacked; percent\n\
                 Teachers with a tutor and a development plan; percent\n\
                 Teachers in professional communities; percent\n\
                 Teachers in contests, master classes, conferences; percent\n\
                 Programmes taught at a distance in part; percent\n\
                 Vacant posts; percent\n\
                 Share of teachers who teach what they studied; percent\n\
                 Olympiad entrants who reached the municipal stage; percent\n\
                 Pupils in supplementary education; percent\n\
                 The school works in the network; yes/no\n\
                 The school became a resource centre, a site or a growth point; yes/no\n\
                 What was done of the development project; text; no names\n\
                 What failed and why; text; no names\n\
                 What help is needed next year; text; no names",
        },
    },
    // Uglich's fourth mechanism assesses heads «on criteria of effectiveness by the results of the
    // year». The document lists no criteria and gives no points: these follow its mechanisms and
    // indicators, and the scale of 0 to 2 is ours. It is the school's sheet, and names nobody.
    Template {
        code: "heads",
        title: Phrase {
            ru: "Оценка работы руководителей по критериям",
            en: "Heads' work against criteria",
        },
        lines: Phrase {
            ru: "Программа перехода в эффективный режим; 0–2 балла; 0 — нет, 1 — выполнена частично, 2 — выполнена\n\
                 Педагоги обучены по своим дефицитам; 0–2 балла; 0 — меньше половины, 1 — больше половины, 2 — почти все\n\
                 Педагоги с тьютором и планом развития; 0–2 балла; 0 — меньше половины, 1 — больше половины, 2 — почти все\n\
                 Педагоги в профессиональных сообществах; 0–2 балла; 0 — нет, 1 — внутри школы, 2 — и за её пределами\n\
                 Опыт показан: конкурсы, мастер-классы, конференции; 0–2 балла; 0 — нет, 1 — в районе, 2 — за его пределами\n\
                 Вакансии; 0–2 балла; 0 — стало больше, 1 — столько же, 2 — меньше или нет\n\
                 Преподавание по диплому; 0–2 балла; 0 — доля упала, 1 — та же, 2 — выросла или все\n\
                 Дистанционные технологии в обучении; 0–2 балла; 0 — нет, 1 — отдельные уроки, 2 — целые курсы\n\
                 Ученики в олимпиадах; 0–2 балла; 0 — нет, 1 — школьный этап, 2 — муниципальный и выше\n\
                 Ученики в дополнительном образовании; 0–2 балла; 0 — доля упала, 1 — та же, 2 — выросла\n\
                 Сетевое взаимодействие; 0–2 балла; 0 — нет, 1 — есть договор, 2 — есть совместные дела\n\
                 Результаты экзаменов; 0–2 балла; 0 — ниже прошлогодних, 1 — те же, 2 — выше\n\
                 На чём основаны баллы; текст; документы и числа, без имён",
            en: "Programme of becoming effective; 0–2 points; 0 none, 1 done in part, 2 done\n\
                 Teachers trained where they lacked; 0–2 points; 0 less than half, 1 more than half, 2 nearly all\n\
                 Teachers with a tutor and a development plan; 0–2 points; 0 less than half, 1 more than half, 2 nearly all\n\
                 Teachers in professional communities; 0–2 points; 0 none, 1 inside the school, 2 beyond it too\n\
                 Experience shown: contests, master classes, conferences; 0–2 points; 0 none, 1 in the district, 2 beyond it\n\
                 Vacancies; 0–2 points; 0 more, 1 as many, 2 fewer or none\n\
                 Teaching what one studied; 0–2 points; 0 the share fell, 1 the same, 2 it grew or all do\n\
                 Distance learning; 0–2 points; 0 none, 1 single lessons, 2 whole courses\n\
                 Pupils in olympiads; 0–2 points; 0 none, 1 in school, 2 municipal or higher\n\
                 Pupils in supplementary education; 0–2 points; 0 the share fell, 1 the same, 2 it grew\n\
                 Work in the network; 0–2 points; 0 none, 1 an agreement, 2 joint deeds\n\
                 Exam results; 0–2 points; 0 lower than last year, 1 the same, 2 higher\n\
                 What the points rest on; text; documents and numbers, no names",
        },
    },
];
