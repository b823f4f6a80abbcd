//! The forms of the five published programmes, as data: what stands above a table, its columns with
//! the words of the document, what its rows are gathered under. A further form is one more entry here.
//!
//! Knows no programme's contents. The words are those of the documents, in their language, whoever
//! reads them: a form that is filed is not translated.

use super::words::Phrase;

/// One published form.
pub struct Layout {
    /// In addresses.
    pub code: &'static str,
    pub(super) name: Phrase,
    pub(super) indicators: IndicatorsForm,
    pub(super) plan: PlanForm,
}

/// A line above a table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line {
    /// Who has approved it, or lines for it.
    Approval,
    /// «Приложение № 1 к программе …»
    Annex(u8),
    Title(&'static str),
    Subtitle(&'static str),
    /// The name of the programme, in quotation marks.
    Name,
    /// Whose it is.
    Place,
    Term,
}

/// Where the indicators stand.
pub(super) enum IndicatorsForm {
    Table(Form<IndicatorColumn>),
    /// The document has none: what it expects, as a list.
    Expected(&'static [Line]),
}

/// Where the activities stand.
pub(super) enum PlanForm {
    Table(Form<PlanColumn>),
    /// A list under the names of the sections.
    List {
        above: &'static [Line],
        mark: ListMark,
    },
}

/// A table.
pub(super) struct Form<C: 'static> {
    pub above: &'static [Line],
    pub is_landscape: bool,
    pub columns: &'static [Column<C>],
    /// A row of the columns' numbers under the names.
    pub has_numbers: bool,
    /// The goal stands above the first row.
    pub has_goal: bool,
}

/// A column: what it shows, what it is called, and its width beside the others.
pub(super) struct Column<C: 'static> {
    pub shows: C,
    pub name: &'static str,
    pub width: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IndicatorColumn {
    Number,
    Title,
    Unit,
    Base,
    /// The last planned value.
    Target,
    /// A column for every planned period, named after it.
    Plans,
    /// A column for every period with a fact.
    Facts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlanColumn {
    Number,
    Title,
    Deadline,
    Responsible,
    FundedBy,
    /// The first and the last year of the programme under one name: what is planned for each, and in
    /// the line of a section its time.
    Years,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListMark {
    Dash,
    Number,
}

const fn column<C>(shows: C, name: &'static str, width: u32) -> Column<C> {
    Column { shows, name, width }
}

use IndicatorColumn as I;
use PlanColumn as P;

/// All of them. Where several fit a programme equally the first is taken.
pub const LAYOUTS: &[Layout] = &[YARTSEVO, VENGEROVO, PARTIZANSK, UGLICH, ABINSK];

/// The one of this code.
pub fn layout_of(code: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().find(|layout| layout.code == code)
}

/// Annexes to a departmental target programme: base and target, a plan with money by year.
const YARTSEVO: Layout = Layout {
    code: "yartsevo",
    name: Phrase(
        "Приложения к программе: база и цель, источники и годы (Ярцево)",
        "Annexes of a programme: base and target, sources and years (Yartsevo)",
    ),
    indicators: IndicatorsForm::Table(Form {
        above: &[
            Line::Annex(1),
            Line::Title("ЦЕЛЕВЫЕ ПОКАЗАТЕЛИ"),
            Line::Subtitle("реализации программы"),
            Line::Name,
            Line::Place,
        ],
        is_landscape: false,
        columns: &[
            column(I::Number, "№ п/п", 8),
            column(I::Title, "Наименование показателя", 46),
            column(I::Unit, "Единица измерения", 15),
            column(
                I::Base,
                "Базовое значение показателей по годам на очередной финансовый год",
                20,
            ),
            column(
                I::Target,
                "Планируемое значение показателей на очередной год",
                20,
            ),
        ],
        has_numbers: true,
        has_goal: true,
    }),
    plan: PlanForm::Table(Form {
        above: &[
            Line::Annex(2),
            Line::Title("ПЛАН"),
            Line::Subtitle("реализации программы"),
            Line::Name,
            Line::Place,
            Line::Term,
        ],
        is_landscape: true,
        columns: &[
            column(P::Number, "№ п/п", 6),
            column(P::Title, "Наименование", 46),
            column(P::Responsible, "Исполнитель мероприятия", 30),
            column(P::FundedBy, "Источник финансирования (расшифровать)", 18),
            column(
                P::Years,
                "Объём средств на реализацию программы на очередной финансовый год и плановый период",
                26,
            ),
        ],
        has_numbers: true,
        has_goal: true,
    }),
};

/// A road map: expected results with one number, activities with time and people.
const VENGEROVO: Layout = Layout {
    code: "vengerovo",
    name: Phrase(
        "Дорожная карта: индикатор, сроки и ответственные (Венгерово)",
        "Road map: one number, deadlines and people (Vengerovo)",
    ),
    indicators: IndicatorsForm::Table(Form {
        above: &[
            Line::Approval,
            Line::Title("Планируемые результаты"),
            Line::Subtitle("реализации «дорожной карты»"),
            Line::Name,
            Line::Place,
        ],
        is_landscape: false,
        columns: &[
            column(I::Number, "№", 8),
            column(I::Title, "Наименование показателя", 76),
            column(I::Target, "Индикатор", 16),
        ],
        has_numbers: false,
        has_goal: false,
    }),
    plan: PlanForm::Table(Form {
        above: &[
            Line::Approval,
            Line::Title("План основных мероприятий"),
            Line::Name,
            Line::Place,
            Line::Term,
        ],
        is_landscape: true,
        columns: &[
            column(P::Number, "№", 6),
            column(P::Title, "Мероприятия", 50),
            column(P::Deadline, "Сроки", 16),
            column(P::Responsible, "Ответственные", 34),
        ],
        has_numbers: false,
        has_goal: false,
    }),
};

/// A programme with targets by year.
const PARTIZANSK: Layout = Layout {
    code: "partizansk",
    name: Phrase(
        "Показатели по годам (Партизанск)",
        "Indicators by year (Partizansk)",
    ),
    indicators: IndicatorsForm::Table(Form {
        above: &[
            Line::Approval,
            Line::Title("Показатели реализации Программы"),
            Line::Name,
            Line::Place,
        ],
        is_landscape: false,
        columns: &[
            column(I::Number, "№ п/п", 9),
            column(I::Title, "Наименование показателя", 58),
            column(I::Plans, "", 12),
        ],
        has_numbers: true,
        has_goal: false,
    }),
    plan: PlanForm::List {
        above: &[
            Line::Approval,
            Line::Title("Основные мероприятия программы по направлениям деятельности"),
            Line::Name,
            Line::Place,
        ],
        mark: ListMark::Number,
    },
};

/// A report on what was reached, by school year.
const UGLICH: Layout = Layout {
    code: "uglich",
    name: Phrase(
        "Показатели и результаты по учебным годам (Углич)",
        "Indicators and results by school year (Uglich)",
    ),
    indicators: IndicatorsForm::Table(Form {
        above: &[
            Line::Title("Показатели и результаты"),
            Line::Name,
            Line::Place,
        ],
        is_landscape: false,
        columns: &[column(I::Title, "Показатель", 70), column(I::Facts, "", 15)],
        has_numbers: false,
        has_goal: false,
    }),
    plan: PlanForm::List {
        above: &[
            Line::Title("Ключевые механизмы поддержки"),
            Line::Name,
            Line::Place,
        ],
        mark: ListMark::Number,
    },
};

/// A programme told in lists.
const ABINSK: Layout = Layout {
    code: "abinsk",
    name: Phrase(
        "Перечни по направлениям (Абинск)",
        "Lists by direction (Abinsk)",
    ),
    indicators: IndicatorsForm::Expected(&[
        Line::Approval,
        Line::Title("ОЖИДАЕМЫЕ РЕЗУЛЬТАТЫ И ЭФФЕКТЫ"),
        Line::Name,
        Line::Place,
    ]),
    plan: PlanForm::List {
        above: &[
            Line::Approval,
            Line::Title("МЕРОПРИЯТИЯ («ДОРОЖНАЯ КАРТА»)"),
            Line::Name,
            Line::Place,
            Line::Term,
        ],
        mark: ListMark::Dash,
    },
};
