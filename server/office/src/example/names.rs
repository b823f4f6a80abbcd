//! Names of the example district: invented villages, plain numbers, and no person.

/// Schools the district supports, with their settlements.
pub(super) const SUPPORTED: &[(&str, &str)] = &[
    ("Озёрская СОШ", "с. Озёрное"),
    ("Каменская ООШ", "с. Каменка"),
    ("Полянская СОШ", "с. Поляны"),
    ("Школа № 4", TOWN),
    ("Осиновская СОШ", "с. Осиновка"),
    ("Родниковская СОШ", "с. Родники"),
    ("Верхнелогская ООШ", "с. Верхний Лог"),
    ("Берёзовская СОШ", "с. Берёзовка"),
    ("Черёмуховская СОШ", "с. Черёмухово"),
    ("Малореченская ООШ", "с. Малая Речка"),
    ("Песчанская ООШ", "с. Песчаное"),
    ("Ольховская СОШ", "с. Ольховка"),
    ("Крутологская ООШ", "с. Крутой Лог"),
    ("Степновская ООШ", "с. Степное"),
];

/// Schools that help as mentors.
pub(super) const MENTORS: &[(&str, &str)] = &[
    ("Школа № 1", TOWN),
    ("Никольская СОШ", "с. Никольское"),
    ("Школа № 3", TOWN),
    ("Гимназия № 5", TOWN),
    ("Троицкая СОШ", "с. Троицкое"),
    ("Заречненская СОШ", "п. Заречный"),
];

/// All other schools.
pub(super) const OTHERS: &[(&str, &str)] = &[
    ("Лицей № 6", TOWN),
    ("Луговская СОШ", "с. Луговое"),
    ("Дубравинская СОШ", "с. Дубравино"),
    ("Школа № 2", TOWN),
    ("Школа № 7", TOWN),
    ("Вечерняя школа", TOWN),
    ("Новосёлковская СОШ", "с. Новосёлки"),
    ("Ключевская СОШ", "с. Ключи"),
    ("Вишнёвская ООШ", "с. Вишнёвое"),
    ("Сосновская СОШ", "п. Сосновый"),
    ("Покровская СОШ", "с. Покровка"),
    ("Лебяжинская ООШ", "с. Лебяжье"),
    ("Холмовская СОШ", "с. Холмы"),
    ("Боровская СОШ", "с. Боровое"),
    ("Залесская ООШ", "с. Залесье"),
    ("Знаменская СОШ", "с. Знаменка"),
    ("Мостовская ООШ", "с. Мостовое"),
    ("Раздольненская СОШ", "с. Раздольное"),
    ("Ивановская СОШ", "с. Ивановка"),
    ("Петровская ООШ", "с. Петровка"),
];

/// The invented district town.
pub(super) const TOWN: &str = "г. Примерск";

/// Code, wire code of the kind, short name, full name, settlement.
pub(super) const ORGANISATIONS: &[[&str; 5]] = &[
    [
        "uo",
        "authority",
        "Управление образования",
        "Управление образования администрации Примера района",
        TOWN,
    ],
    [
        "imc",
        "method-centre",
        "ИМЦ",
        "Информационно-методический центр",
        TOWN,
    ],
    [
        "iro",
        "institute",
        "ИРО",
        "Институт развития образования",
        "",
    ],
    [
        "psychology",
        "psychological",
        "Психологический центр",
        "Центр психолого-педагогической, медицинской и социальной помощи",
        TOWN,
    ],
    [
        "art",
        "supplementary",
        "Центр творчества",
        "Центр детского творчества",
        TOWN,
    ],
    [
        "technopark",
        "supplementary",
        "Технопарк",
        "Детский технопарк",
        TOWN,
    ],
    ["sport", "sport", "Спортшкола", "Спортивная школа", TOWN],
    [
        "library",
        "culture",
        "Библиотека",
        "Центральная районная библиотека",
        TOWN,
    ],
    ["museum", "culture", "Музей", "Краеведческий музей", TOWN],
    [
        "culture",
        "culture",
        "Дом культуры",
        "Районный дом культуры",
        TOWN,
    ],
    [
        "youth",
        "other",
        "Молодёжный центр",
        "Районный молодёжный центр",
        TOWN,
    ],
    [
        "family",
        "family",
        "Центр семьи",
        "Центр помощи семье и детям",
        TOWN,
    ],
    [
        "forestry",
        "other",
        "Лесничество",
        "Примерское лесничество",
        "п. Сосновый",
    ],
    [
        "college",
        "other",
        "Техникум",
        "Примерский аграрный техникум",
        TOWN,
    ],
    [
        "accounting",
        "accounting",
        "Централизованная бухгалтерия",
        "Централизованная бухгалтерия управления образования",
        "",
    ],
];

/// A name for a school beyond the lists: «Верхнелуговская СОШ», and numbers when those end.
pub(super) fn further(number: usize) -> (String, String) {
    const BEFORE: [&str; 8] = [
        "Верхне",
        "Нижне",
        "Старо",
        "Средне",
        "Красно",
        "Бело",
        "Черно",
        "Горно",
    ];
    const STEMS: [&str; 16] = [
        "лугов",
        "полян",
        "камен",
        "озёр",
        "бор",
        "сосн",
        "осин",
        "родников",
        "реченск",
        "ключев",
        "холм",
        "дубров",
        "мост",
        "степн",
        "сад",
        "логов",
    ];
    let (stem, before) = (number % STEMS.len(), number / STEMS.len());
    match BEFORE.get(before) {
        Some(before) => {
            let stem = STEMS[stem];
            let stem = stem.strip_suffix("ск").unwrap_or(stem);
            let kind = if number.is_multiple_of(3) {
                "ООШ"
            } else {
                "СОШ"
            };
            (
                format!("{before}{stem}ская {kind}"),
                format!("с. {before}{stem}ское"),
            )
        }
        None => (
            format!("Школа № {}", 8 + number - BEFORE.len() * STEMS.len()),
            TOWN.to_owned(),
        ),
    }
}

/// The full name that belongs to a short one.
pub(super) fn full_school_name(name: &str) -> String {
    let own = if let Some(stem) = name.strip_suffix(" СОШ") {
        format!("{stem} средняя общеобразовательная школа")
    } else if let Some(stem) = name.strip_suffix(" ООШ") {
        format!("{stem} основная общеобразовательная школа")
    } else if let Some(number) = name.strip_prefix("Школа ") {
        format!("Средняя общеобразовательная школа {number}")
    } else if name == "Вечерняя школа" {
        "Вечерняя (сменная) общеобразовательная школа".to_owned()
    } else {
        name.to_owned()
    };
    format!("Муниципальное бюджетное общеобразовательное учреждение «{own}»")
}
