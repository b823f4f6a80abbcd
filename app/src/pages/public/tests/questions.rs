//! Every question on a small network: the sentence, the links, the order of reading.

mod reading;

use super::*;
use reading::{answer_of, check, check_reading, element, values};

#[test]
fn the_form_asks_without_script() {
    let html = network_page("hide=social&view=map&lang=en");
    check_document(&html);
    check_reading(&html);
    assert!(!html.contains(r#"id="answer""#));
    assert_eq!(
        html.matches(r##"action="/network/generated#answer""##)
            .count(),
        3
    );
    for kept in [
        r#"name="hide" value="social""#,
        r#"name="view" value="map""#,
        r#"name="lang" value="en""#,
    ] {
        assert!(
            html.contains(&format!("<input type=\"hidden\" {kept}")),
            "{kept}"
        );
    }
    // By name in the list of names and in both selects.
    assert_eq!(html.matches("Музей</option>").count(), 2);
    assert!(html.contains(r#"<option value="Музей">"#));
    for ready in [
        "only=alone",
        "only=hubs",
        "only=bridges",
        "only=communities",
    ] {
        let href =
            format!("/network/generated?hide=social&amp;view=map&amp;{ready}&amp;lang=en#answer");
        assert!(html.contains(&href), "{ready}");
    }
    assert!(html.contains("since=2026-09-01"));
}

#[test]
fn a_search_names_mentors_and_leads_on() {
    check(
        "find=%D0%B4%D0%B0%D0%BB%D1%8C%D0%BD",
        &[
            "Поиск: дальн",
            "Найдено: 1 организация.",
            "Кто ей помогает",
            "Школа &lt;1&gt;: наставничество, со 2 сентября 2025 г. по 31 августа 2027 г., 1 встреча, последняя 19 ноября",
        ],
    );
    let html = network_page("find=%D0%A1%D0%9E%D0%A8");
    let answer = answer_of(&html);
    assert!(text_of(answer).contains("Найдено: 2 организации."));
    for link in [
        r#"href="/network/generated/organisation/helped""#,
        r#"href="/network/generated?about=helped#answer""#,
        r#"href="/network/generated?from=seeking#answer""#,
    ] {
        assert!(answer.contains(link), "{link}");
    }
    assert!(text_of(answer).contains("Крайняя СОШ, ищет наставника"));
    assert!(text_of(answer).contains("Дальняя СОШ № 3, Дальнее, наставник: Школа &lt;1&gt;"));
    assert!(html.contains("<title>Поиск: СОШ · Пример района"));
    check("find=zzz&lang=en", &["Search: zzz", "Nothing was found."]);
    check("find=", &["Напишите название, код или поселение."]);
    // What is typed is text, whatever it looks like.
    check(
        "find=%3Cscript%3Ealert(1)%3C/script%3E",
        &["Ничего не нашлось."],
    );
}

#[test]
fn the_network_around_somebody_is_told_by_steps() {
    check(
        "about=helped",
        &[
            "Сеть вокруг: Дальняя СОШ № 3",
            "В пределах 1 шага: 1 организация, между всеми 1 партнёрство.",
        ],
    );
    check(
        "about=helped&steps=2&status=any&lang=en",
        &[
            "The network around: Дальняя СОШ № 3",
            "Within 2 steps: 2 organisations",
            "Together with",
        ],
    );
    check("about=alone", &["Партнёрств здесь не записано."]);
    check("about=nobody", &["Такой организации среди показанных нет."]);
    let html = network_page("about=helped&steps=2");
    let answer = answer_of(&html);
    assert!(answer.contains(r#"?about=helped&amp;steps=3#answer" "#));
    assert!(answer.contains(r#"aria-current="true""#));
}

#[test]
fn a_path_is_a_sentence_and_its_steps() {
    check(
        "from=helped&to=mentor",
        &[
            "Как связаны Дальняя СОШ № 3 и Школа &lt;1&gt;",
            "Дальняя СОШ № 3 ← наставничество ← Школа &lt;1&gt;.",
            "Кратчайший путь: 1 шаг.",
            "Помогает Школа &lt;1&gt;, помощь получает Дальняя СОШ № 3: наставничество",
        ],
    );
    check(
        "from=mentor&to=alone&status=any",
        &[
            "Школа &lt;1&gt; → наставничество → Дальняя СОШ № 3 — проект — Музей.",
            "Кратчайший путь: 2 шага.",
            "Вместе Музей и Дальняя СОШ № 3: проект, завершено",
        ],
    );
    check("from=mentor&to=centre&lang=en", &["They are not connected"]);
    check("from=mentor&to=mentor", &["одна и та же организация"]);
    check("from=&to=", &["Выберите две организации."]);
    check(
        "from=%00%FF&to=mentor",
        &["Организации с таким названием среди показанных нет"],
    );
    check(
        "from=mentor",
        &["Одна сторона пути названа: Школа &lt;1&gt;. Выберите вторую."],
    );
    let html = network_page("from=mentor&hide=site");
    let answer = answer_of(&html);
    assert!(
        !answer.contains(r#"<option value="mentor""#),
        "the other end is another one"
    );
    for part in [
        r#"<input type="hidden" name="hide" value="site""#,
        r#"<input type="hidden" name="from" value="mentor""#,
        r#"name="to""#,
    ] {
        assert!(answer.contains(part), "{part}");
    }
}

#[test]
fn ready_questions_are_answered_with_their_evidence() {
    check(
        "only=alone",
        &[
            "Кто один",
            "Без действующих партнёрств: 3 организации, из них район поддерживает 1 школу.",
            "Крайняя СОШ, школа, которой помогают, партнёрство намечено, второй стороны ждёт 1 запрос о помощи",
            "Музей, партнёр вне школ, прежние партнёрства завершены",
        ],
    );
    check(
        "only=hubs",
        &[
            "Действующую помощь даёт 1 организация.",
            "помогает 1 организации, 1 партнёрство, 1 встреча",
        ],
    );
    check(
        "only=bridges",
        &[
            "что случится, если организация уйдёт",
            "без помощи останется 1 организация: Дальняя СОШ № 3",
        ],
    );
    check(
        "only=communities&lang=en",
        &[
            "Who keeps together",
            "into 1 group:",
            "Group 1 (2 organisations, 1 partnership inside):",
        ],
    );
    let none = "only=hubs&status=completed";
    check(
        none,
        &[
            "Действующей помощи пока не записано.",
            "Ответ учитывает отбор",
        ],
    );
    check("only=bridges&hide=mentoring", &["Таких мест нет"]);
    check(
        "only=communities&hide=mentoring",
        &["Действующих партнёрств нет"],
    );
}

#[test]
fn a_day_and_a_change_are_told_by_their_dates() {
    check(
        "on=2025-09-02",
        &[
            "Сеть на 2 сентября 2025 г.",
            "3 партнёрства и 2 предложения или запроса без второй стороны.",
            "Раньше изменений не записано",
            "Позже: 1 сентября 2027 г.",
            "открытые данные не говорят",
        ],
    );
    check(
        "on=2020",
        &["на эту дату: 0 партнёрств.", "Позже: 2 сентября 2025 г."],
    );
    check(
        "between=2025..2026",
        &[
            "Что изменилось с 1 января 2025 г. по 1 января 2026 г.",
            "Началось: 3 партнёрства. Закончилось: 0 партнёрств.",
            "Школа &lt;1&gt; → Дальняя СОШ № 3: наставничество",
        ],
    );
    check(
        "since=2026-09-01",
        &[
            "По записанным датам ничего не изменилось. Встреч за это время: 1.",
            "22 ноября 2026 г.",
        ],
    );
    check(
        "since=2027&lang=en",
        &["What changed, 22 November 2026 to 1 January 2027"],
    );
    check("on=2025-13-40", &["Такой даты нет."]);
    check("when=on&date=", &["Такой даты нет."]);
    let html = network_page("on=2025-09-02");
    assert!(
        answer_of(&html).contains(r##"href="/network/generated?on=2027-09-01#answer" rel="next""##)
    );
    let html = network_page("between=2025..2026");
    assert_eq!(html.matches(r#"class="sign sign-gained""#).count(), 6);
    assert!(html.contains("началось</li>"));
}

#[test]
fn picture_list_and_form_are_of_what_is_asked() {
    // Two of three lines step back, and the three that are not on the path.
    let html = network_page("from=helped&to=mentor");
    assert!(html.contains(r#"class="network-picture has-answer""#));
    let picture = &html[html
        .find("<svg class=\"network-picture")
        .expect("a picture")..];
    let picture = &picture[..picture.find("</svg>").expect("its end")];
    assert_eq!(picture.matches(" is-context\" href").count(), 3);
    // The legend keeps the question, and the views do.
    let legend = element(&html, r#"class="legend""#, "form");
    assert!(legend.contains(r#"name="from" value="helped""#));
    assert!(html.contains("?view=map&amp;from=helped&amp;to=mentor"));
    // On a day before everything no line is drawn, and nobody is a partner in the list.
    let html = network_page("on=2020");
    assert!(!html.contains("<g class=\"edge"));
    assert!(!html.contains("table__partners"));
}

#[test]
fn hostile_addresses_are_answered_calmly() {
    for query in [
        "find=%00%01%02",
        "find=%F0%28%8C%BC",
        "about=..%2F..%2Fetc",
        "about=x&steps=9999999999999999999999",
        "from=%22%3E%3Cimg&to=%27",
        "only=alone&only=%3Cb%3E",
        "since=-1",
        "since=9999-99-99",
        "on=2199-12-31",
        "on=1900",
        "between=2199-12-31..1900",
        "between=1..2..3",
        "list=tree&list=settlements",
        "when=on",
        "and=%26",
        "between=2020..2020",
        "&&&===&find",
        "since=2199-12-31",
    ] {
        let html = network_page(query);
        check_document(&html);
        check_reading(&html);
        assert!(!html.contains("<img") && !html.contains("<b>x"));
    }
}

#[test]
fn the_tree_says_what_the_table_says() {
    let html = network_page("list=settlements");
    check_document(&html);
    check_reading(&html);
    let tree = element(&html, r#"class="tree""#, "section");
    assert!(!html.contains("<table"));
    let text = text_of(tree);
    for part in [
        "Дальнее, 1 организация",
        "Поселение не указано, 4 организации",
        "Кто помогает: Школа &lt;1&gt;, наставничество",
        "Кому помогает: Крайняя СОШ, методическое сопровождение, предложено",
        "запрос, партнёр не назван",
    ] {
        assert!(text.contains(part), "{part}\nin: {text}");
    }
    for code in ["helped", "seeking", "mentor", "centre", "alone"] {
        assert!(tree.contains(&format!("/organisation/{code}\"")), "{code}");
    }
    let filtered = network_page("list=settlements&hide=role-centre");
    let tree = element(&filtered, r#"class="tree""#, "section");
    assert!(!tree.contains("/organisation/centre\""));
}

#[test]
fn a_card_leads_into_the_network() {
    let html = organisation_page("helped", "?lang=en");
    for link in [
        "/network/generated?about=helped&amp;lang=en#answer",
        "/network/generated?about=helped&amp;steps=3&amp;lang=en#answer",
        "/network/generated?from=helped&amp;lang=en#answer",
    ] {
        assert!(html.contains(link), "{link}");
    }
}

#[test]
fn long_answers_are_folded_and_long_lists_of_names_are_typed() {
    let organisations = (0..301).map(|number| {
        let code = format!("school-{number}");
        organisation(&code, "school", &format!("Школа {number}"), json!({}))
    });
    let graph = NetworkGraph::new(organisations.collect(), Vec::new(), Vec::new());
    let visit = visit("/network/generated?only=alone");
    let asked = Asked::from_query("only=alone");
    let answer = question::answer(&asked, &graph, &[], Day::last_of(visit.today));
    let network = district().network;
    // The layout is not asked about here.
    let scene = Some(opora_graph::Scene::default());
    let html = to_html(|| {
        view! {
            <NetworkPage visit=visit network=network graph=graph asked=asked answer=answer scene=scene/>
        }
    });
    check_document(&html);
    check_reading(&html);
    let answer = answer_of(&html);
    assert!(text_of(answer).contains("Без действующих партнёрств: 301 организация."));
    assert!(answer.contains("<summary>ещё 289</summary>"));
    assert_eq!(values(answer, "?from=").len(), 301);
    assert!(!html.contains("<datalist") && !html.contains("<select id=\"path-to\""));
    assert!(html.contains("<input id=\"path-to\""));
}
