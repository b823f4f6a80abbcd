//! Why a whole network file is refused: it is hostile, broken, or says what no network can be.
//! A problem of one row is no refusal: that is `crate::problem`.

use crate::FileError;

/// What is wrong in a network file, at one line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkFileProblem {
    /// The text is in no encoding that is read.
    NotUtf8,
    /// A type declaration: the only place entities can be defined in.
    Doctype,
    /// A reference to an entity XML does not have of itself.
    Entity {
        name: String,
    },
    /// Not well-formed; `detail` is for the log.
    NotXml {
        detail: String,
    },
    /// Another kind of file.
    OtherFormat,
    TooDeep {
        depth_max: usize,
    },
    /// One value is longer than any field.
    TooLong {
        bytes_max: usize,
    },
    /// `what` is an element: nodes, edges, attributes, values.
    TooMany {
        what: &'static str,
        count_max: usize,
    },
    /// A value of a numeric attribute that is no finite number.
    NotANumber {
        attribute: String,
        read: String,
    },
    /// An edge, or a parent, names a node that is not in the file.
    UnknownNode {
        id: String,
    },
    RepeatedNode {
        id: String,
    },
    /// A node is its own ancestor.
    Cycle {
        id: String,
    },
    /// An edge of many ends: a partnership has two.
    HyperEdge,
    /// A node or an edge without what it must have.
    MissingPart {
        part: &'static str,
    },
    /// A table whose header names neither an organisation's code nor two sides.
    NoColumns,
    /// Neither the file nor its codes name the district.
    NoNetwork,
}

pub(super) fn refused<T>(line: usize, problem: NetworkFileProblem) -> Result<T, FileError> {
    Err(FileError::NetworkFile { line, problem })
}

impl NetworkFileProblem {
    /// What happened and what to do.
    pub(crate) fn russian(&self) -> (String, &'static str) {
        use NetworkFileProblem as P;
        let save_again = "Сохраните файл ещё раз в Gephi, networkx или igraph.";
        match self {
            P::NotUtf8 => (
                "текст не в кодировке UTF-8.".into(),
                "Сохраните файл в UTF-8.",
            ),
            P::Doctype => (
                "объявление DOCTYPE, такие файлы не читаются.".into(),
                "Удалите объявление и повторите.",
            ),
            P::Entity { name } => (
                format!(
                    "ссылка на сущность «{}», такие файлы не читаются.",
                    short(name)
                ),
                "Замените её текстом.",
            ),
            P::NotXml { .. } => ("нарушена разметка XML.".into(), save_again),
            P::OtherFormat => (
                "это не сеть в виде GEXF, GraphML или CSV.".into(),
                "Нужен файл .gexf, .graphml или .csv.",
            ),
            P::TooDeep { depth_max } => (format!("вложенность больше {depth_max}."), save_again),
            P::TooLong { bytes_max } => (
                format!("значение длиннее {bytes_max} байт."),
                "Сократите его.",
            ),
            P::TooMany { what, count_max } => (
                format!("{} больше {count_max}.", word(what)),
                "Разделите сеть на несколько файлов.",
            ),
            P::NotANumber { attribute, read } => (
                format!(
                    "«{}» в «{}» не число, которое можно записать.",
                    short(read),
                    short(attribute)
                ),
                "Исправьте значение.",
            ),
            P::UnknownNode { id } => (
                format!("узла «{}» нет в файле.", short(id)),
                "Добавьте узел или исправьте ссылку.",
            ),
            P::RepeatedNode { id } => (format!("узел «{}» уже был.", short(id)), "Оставьте один."),
            P::Cycle { id } => (
                format!("узел «{}» вложен сам в себя.", short(id)),
                "Исправьте ссылки на родителя.",
            ),
            P::HyperEdge => (
                "связь с многими концами; у партнёрства две стороны.".into(),
                "Замените её обычными связями.",
            ),
            P::MissingPart { part } => (format!("нет обязательного «{part}»."), save_again),
            P::NoColumns => (
                "в заголовке нет ни столбца Id, ни столбцов Source и Target.".into(),
                "Назовите столбцы, как в выгруженном файле.",
            ),
            P::NoNetwork => (
                "не понять, какой это район: у кодов нет общего начала.".into(),
                "Начните коды с названия района: «rayon-school-1».",
            ),
        }
    }

    /// The same in English.
    pub(crate) fn english(&self) -> (String, &'static str) {
        use NetworkFileProblem as P;
        let save_again = "Save the file again in Gephi, networkx or igraph.";
        match self {
            P::NotUtf8 => (
                "the text is not in UTF-8.".into(),
                "Save the file in UTF-8.",
            ),
            P::Doctype => (
                "a DOCTYPE declaration; such files are not read.".into(),
                "Remove the declaration and repeat.",
            ),
            P::Entity { name } => (
                format!(
                    "a reference to the entity “{}”; such files are not read.",
                    short(name)
                ),
                "Put its text in its place.",
            ),
            P::NotXml { .. } => ("the XML is broken.".into(), save_again),
            P::OtherFormat => (
                "this is no network in GEXF, GraphML or CSV.".into(),
                "A .gexf, .graphml or .csv file is needed.",
            ),
            P::TooDeep { depth_max } => (format!("nested deeper than {depth_max}."), save_again),
            P::TooLong { bytes_max } => (
                format!("a value is longer than {bytes_max} bytes."),
                "Shorten it.",
            ),
            P::TooMany { what, count_max } => (
                format!("more than {count_max} {what}."),
                "Split the network into several files.",
            ),
            P::NotANumber { attribute, read } => (
                format!(
                    "“{}” in “{}” is no number that can be kept.",
                    short(read),
                    short(attribute)
                ),
                "Correct the value.",
            ),
            P::UnknownNode { id } => (
                format!("the node “{}” is not in the file.", short(id)),
                "Add the node or correct the reference.",
            ),
            P::RepeatedNode { id } => (
                format!("the node “{}” was there already.", short(id)),
                "Keep one.",
            ),
            P::Cycle { id } => (
                format!("the node “{}” is inside itself.", short(id)),
                "Correct the references to the parent.",
            ),
            P::HyperEdge => (
                "an edge of many ends; a partnership has two sides.".into(),
                "Put ordinary edges in its place.",
            ),
            P::MissingPart { part } => (format!("the required “{part}” is missing."), save_again),
            P::NoColumns => (
                "the header has neither a column Id nor columns Source and Target.".into(),
                "Name the columns as in an exported file.",
            ),
            P::NoNetwork => (
                "the district cannot be told: the codes have no common beginning.".into(),
                "Begin the codes with the district's name: “district-school-1”.",
            ),
        }
    }
}

fn word(what: &str) -> &'static str {
    match what {
        "nodes" => "узлов",
        "edges" => "связей",
        "attributes" => "атрибутов",
        _ => "значений",
    }
}

/// What a hostile file has to say need not be shown whole.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}
