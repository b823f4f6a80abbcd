//! Hostile and broken network files: each is refused whole, with its line and a reason.

use opora_domain::Locale;
use opora_office::{FileError, NetworkFileProblem as P, read_file};

fn refusal(name: &str, text: &[u8]) -> (usize, P) {
    match read_file(name, text, None) {
        Err(FileError::NetworkFile { line, problem }) => (line, problem),
        other => panic!("{name}: {other:?}"),
    }
}

fn gexf(inside: &str) -> String {
    format!("<gexf version='1.3'>\n<graph defaultedgetype='directed'>\n{inside}</graph></gexf>")
}

fn graphml(inside: &str) -> String {
    format!(
        "<graphml>\n<key id='p' for='node' attr.name='pupils' attr.type='int'/>\n<graph edgedefault='directed'>\n{inside}</graph></graphml>"
    )
}

#[test]
fn entity_bombs_and_other_declarations_are_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<gexf>&b;</gexf>";
    let external = "<!DOCTYPE graphml SYSTEM \"file:///etc/passwd\">\n<graphml/>";
    for name in ["a.gexf", "a.graphml"] {
        assert_eq!(refusal(name, bomb.as_bytes()), (2, P::Doctype));
        assert_eq!(refusal(name, external.as_bytes()).1, P::Doctype);
    }
    let entity = P::Entity {
        name: "evil".into(),
    };
    assert_eq!(
        refusal("a.gexf", gexf("<nodes>&evil;</nodes>").as_bytes()),
        (3, entity.clone())
    );
    assert_eq!(
        refusal(
            "a.gexf",
            gexf("<nodes>\n<node id='&evil;'/></nodes>").as_bytes()
        ),
        (4, entity)
    );
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let not_a_number = |read: &str| P::NotANumber {
        attribute: "pupils".into(),
        read: read.into(),
    };
    for read in ["1e999", "99999999999999999999", "many", "-inf"] {
        let text = graphml(&format!(
            "<node id='a'>\n<data key='p'>{read}</data></node>"
        ));
        assert_eq!(
            refusal("a.graphml", text.as_bytes()),
            (5, not_a_number(read))
        );
        let text = format!("Id,pupils\nprov-a,1\nprov-b,{read}\n");
        assert_eq!(refusal("a.csv", text.as_bytes()), (3, not_a_number(read)));
    }
    let huge = "1e1000000000";
    let text = gexf(&format!(
        "<attributes class='node'><attribute id='p' title='pupils' type='integer'/></attributes><nodes><node id='a'>\n<attvalues><attvalue for='p' value='{huge}'/></attvalues></node></nodes>"
    ));
    assert_eq!(refusal("a.gexf", text.as_bytes()), (4, not_a_number(huge)));
    let long = gexf(&format!(
        "<nodes><node id='{}'/></nodes>",
        "9".repeat(2_000_000)
    ));
    assert_eq!(
        refusal("a.gexf", long.as_bytes()).1,
        P::TooLong { bytes_max: 100_000 }
    );
    let long = graphml(&format!(
        "<node id='a'><data key='p'>{}</data></node>",
        "9".repeat(2_000_000)
    ));
    assert_eq!(
        refusal("a.graphml", long.as_bytes()).1,
        P::TooLong { bytes_max: 100_000 }
    );
    // The same in pieces, none of which is long.
    let pieces = graphml(&format!(
        "<node id='a'><data key='p'>{}</data></node>",
        "9&#57;".repeat(200_000)
    ));
    assert_eq!(
        refusal("a.graphml", pieces.as_bytes()).1,
        P::TooLong { bytes_max: 100_000 }
    );
    let whole = vec![b'9'; opora_office::FILE_BYTES_MAX + 1];
    assert!(matches!(
        read_file("a.gexf", &whole, None),
        Err(FileError::TooBig { .. })
    ));
}

#[test]
fn references_that_lead_nowhere_or_round_are_refused() {
    let unknown = P::UnknownNode { id: "ghost".into() };
    let edge =
        "<edges>\n<edge id='e' source='a' target='ghost'/></edges><nodes><node id='a'/></nodes>";
    assert_eq!(
        refusal("a.gexf", gexf(edge).as_bytes()),
        (4, unknown.clone())
    );
    let edge = "<node id='a'/>\n<edge source='ghost' target='a'/>";
    assert_eq!(refusal("a.graphml", graphml(edge).as_bytes()), (5, unknown));
    let ring =
        "<nodes>\n<node id='a' pid='c'/>\n<node id='b' pid='a'/>\n<node id='c' pid='b'/>\n</nodes>";
    assert!(matches!(
        refusal("a.gexf", gexf(ring).as_bytes()),
        (4..=6, P::Cycle { .. })
    ));
    let own = "<nodes>\n<node id='a' pid='a'/></nodes>";
    assert_eq!(
        refusal("a.gexf", gexf(own).as_bytes()),
        (4, P::Cycle { id: "a".into() })
    );
    // A ring as long as a file may hold, the parents named after their children.
    let long: String = (0..10_000)
        .map(|it| format!("<node id='n{it}' pid='n{}'/>", (it + 1) % 10_000))
        .collect();
    assert!(matches!(
        refusal("a.gexf", gexf(&format!("<nodes>{long}</nodes>")).as_bytes()).1,
        P::Cycle { .. }
    ));
    let twice = "<node id='a'/>\n<node id='a'/>";
    assert_eq!(
        refusal("a.graphml", graphml(twice).as_bytes()),
        (5, P::RepeatedNode { id: "a".into() })
    );
    let many = "<node id='a'/><hyperedge/>";
    assert_eq!(
        refusal("a.graphml", graphml(many).as_bytes()).1,
        P::HyperEdge
    );
}

#[test]
fn depth_and_counts_have_limits() {
    let deep = gexf(&"<nodes>".repeat(100_000));
    assert_eq!(
        refusal("a.gexf", deep.as_bytes()),
        (3, P::TooDeep { depth_max: 64 })
    );
    let nodes: String = (0..10_001)
        .map(|it| format!("<node id='n{it}'/>"))
        .collect();
    let problem = P::TooMany {
        what: "nodes",
        count_max: 10_000,
    };
    assert_eq!(refusal("a.graphml", graphml(&nodes).as_bytes()).1, problem);
    assert_eq!(
        refusal(
            "a.gexf",
            gexf(&format!("<nodes>{nodes}</nodes>")).as_bytes()
        )
        .1,
        problem
    );
    let edges = "<edge source='a' target='a'/>".repeat(20_001);
    let problem = P::TooMany {
        what: "edges",
        count_max: 20_000,
    };
    assert_eq!(refusal("a.graphml", graphml(&edges).as_bytes()).1, problem);
    let rows: String = (0..10_001).map(|it| format!("n{it}\n")).collect();
    let problem = P::TooMany {
        what: "nodes",
        count_max: 10_000,
    };
    assert_eq!(
        refusal("a.csv", format!("Id\n{rows}").as_bytes()),
        (10_002, problem)
    );
}

#[test]
fn broken_files_are_refused_and_nothing_panics() {
    for (name, text) in [
        ("a.gexf", "<gexf><graph>"),
        ("a.gexf", "<gexf></graph>"),
        ("a.graphml", "<graphml><node id='a' id='b'/></graphml>"),
        ("a.graphml", "<graphml>&#xFFFFFFFF;</graphml>"),
    ] {
        assert!(
            matches!(refusal(name, text.as_bytes()).1, P::NotXml { .. }),
            "{text}"
        );
    }
    assert_eq!(refusal("a.gexf", b"<html/>").1, P::OtherFormat);
    assert_eq!(refusal("a.graphml", b"<gexf/>").1, P::OtherFormat);
    assert_eq!(refusal("a.csv", b"one,two\n1,2\n"), (1, P::NoColumns));
    assert_eq!(refusal("a.csv", b"Id\nprov-a\n\xd8\xea"), (3, P::NotUtf8));
    assert_eq!(
        refusal("a.gexf", b"<?xml version='1.0' encoding='utf-7'?><gexf/>").1,
        P::NotUtf8
    );
    assert_eq!(
        read_file("a.gexf", b"", None).unwrap_err(),
        FileError::Empty
    );
    // Every beginning of a whole file.
    let whole = include_bytes!("../network_files/networkx.gexf");
    for end in (1..whole.len() - 10).step_by(7) {
        assert!(read_file("a.gexf", &whole[..end], None).is_err(), "{end}");
    }
}

/// A file of every kind that is refused.
fn refused_files() -> Vec<(&'static str, String)> {
    let many: String = (0..10_001)
        .map(|it| format!("<node id='n{it}'/>"))
        .collect();
    let long = "9".repeat(100_001);
    vec![
        (
            "a.gexf",
            "<?xml version='1.0' encoding='windows-1251'?><gexf/>".into(),
        ),
        ("a.gexf", "<gexf>\n<!DOCTYPE a>".into()),
        ("a.graphml", "<graphml>&lol;</graphml>".into()),
        ("a.graphml", "<graphml></node>".into()),
        ("a.gexf", "<svg/>".into()),
        ("a.gexf", gexf(&"<nodes>".repeat(100))),
        ("a.graphml", graphml(&format!("<node id='{long}'/>"))),
        ("a.graphml", graphml(&many)),
        (
            "a.graphml",
            graphml("<node id='a'><data key='p'>INF</data></node>"),
        ),
        ("a.graphml", graphml("<edge source='a' target='b'/>")),
        ("a.graphml", graphml("<node id='a'/><node id='a'/>")),
        ("a.gexf", gexf("<nodes><node id='a' pid='a'/></nodes>")),
        ("a.graphml", graphml("<hyperedge/>")),
        ("a.gexf", gexf("<nodes><node label='a'/></nodes>")),
        ("a.csv", "one,two\n".into()),
        ("a.csv", "Id\nschool-1\nvillage-2\n".into()),
    ]
}

#[test]
fn a_refusal_says_where_and_what_to_do_in_both_languages() {
    let is_cyrillic = |text: &str| text.contains(|c: char| matches!(c, 'а'..='я' | 'А'..='Я'));
    let mut kinds = std::collections::HashSet::new();
    for (name, text) in refused_files() {
        let error = read_file(name, text.as_bytes(), None).unwrap_err();
        let FileError::NetworkFile { line, problem } = &error else {
            panic!("{name}: {error:?}");
        };
        kinds.insert(std::mem::discriminant(problem));
        let russian = error.message(Locale::Ru);
        let english = error.message(Locale::En);
        assert!(
            russian.starts_with(&format!("Строка {line}: ")),
            "{russian}"
        );
        assert!(english.starts_with(&format!("Line {line}: ")), "{english}");
        let (what, advice) = russian.split_once(" Ничего не записано. ").unwrap();
        assert!(is_cyrillic(what) && is_cyrillic(advice), "{russian}");
        let (_, advice) = english.split_once(" Nothing was written. ").unwrap();
        assert!(!advice.is_empty() && !is_cyrillic(&english), "{english}");
        assert!(
            russian.len() < 400,
            "a hostile value is not shown whole: {russian}"
        );
        assert_eq!(error.code().code(), "network-file");
    }
    assert_eq!(
        kinds.len(),
        refused_files().len(),
        "each file is refused for another reason"
    );
    let error = read_file("a.gexf", b"<gexf>\n<!DOCTYPE a>", None).unwrap_err();
    assert_eq!(
        error.message(Locale::Ru),
        "Строка 2: объявление DOCTYPE, такие файлы не читаются. Ничего не записано. Удалите объявление и повторите."
    );
}

#[test]
fn declarations_repeated_under_one_name_are_counted() {
    let key = "<key id='k' for='node' attr.name='unknown' attr.type='string'/>";
    let text = format!("<graphml>{}</graphml>", key.repeat(201));
    let problem = P::TooMany {
        what: "attributes",
        count_max: 200,
    };
    assert_eq!(refusal("a.graphml", text.as_bytes()), (1, problem.clone()));
    let attribute = "<attribute id='k' title='unknown' type='string'/>";
    let text = gexf(&format!(
        "<attributes class='node'>{}</attributes>",
        attribute.repeat(201)
    ));
    assert_eq!(refusal("a.gexf", text.as_bytes()), (3, problem));
}

#[test]
fn an_edge_without_a_direction_is_refused_as_a_row() {
    use crate::book::{counts, plan_one};
    let text = "Id,Source,Target,Type,kind\nprov-p-1,prov-a,prov-b,Undirected,mentoring\n";
    let workbook = read_file("a.csv", text.as_bytes(), None).unwrap();
    let report = plan_one(&workbook, &crate::district::District::default())
        .1
        .report(Locale::Ru);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 0, 1, 0]);
    assert!(
        report
            .problems
            .iter()
            .any(|it| it.code == "undirected" && it.cell == "A2"),
        "{report:?}"
    );
}
