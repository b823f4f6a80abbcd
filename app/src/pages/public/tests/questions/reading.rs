//! How the tests read a page with an answer: as text, and as a reader without eyes goes by it.

use super::super::*;

/// The element that has these words in its tag, up to its first closing tag of this name.
pub fn element<'a>(html: &'a str, words: &str, name: &str) -> &'a str {
    let at = html.find(words).unwrap_or_else(|| panic!("no {words}"));
    let start = html[..at].rfind('<').expect("a tag");
    let end = format!("</{name}>");
    let length = html[start..].find(&end).expect("its end") + end.len();
    &html[start..start + length]
}

pub fn answer_of(html: &str) -> &str {
    element(html, r#"id="answer""#, "section")
}

fn answer_to(query: &str) -> String {
    let html = network_page(query);
    check_document(&html);
    check_reading(&html);
    text_of(answer_of(&html))
}

pub fn check(query: &str, parts: &[&str]) {
    let text = answer_to(query);
    for part in parts {
        assert!(text.contains(part), "{query}: {part}\nin: {text}");
    }
}

/// What a reader without eyes goes by: the answer right after the form, headings without gaps,
/// every id once, every field with its label.
pub fn check_reading(html: &str) {
    let form = element(html, r#"class="ask""#, "section");
    if html.contains(r#"id="answer""#) {
        let both = format!("{form}{}", answer_of(html));
        assert!(html.contains(&both), "something between form and answer");
    }
    let mut level = 1;
    for heading in html.match_indices("<h").filter_map(|(at, _)| {
        let digit = html[at + 2..].chars().next()?.to_digit(10)?;
        html[at + 3..].starts_with([' ', '>']).then_some(digit)
    }) {
        assert!(heading <= level + 1, "h{heading} after h{level}");
        level = heading;
    }
    let mut ids: Vec<&str> = values(html, " id=\"");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice");
    for kind in ["<input", "<select"] {
        for (at, _) in html.match_indices(kind) {
            let tag = &html[at..at + html[at..].find('>').expect("an end")];
            let is_named = tag.contains(r#"type="hidden""#) || tag.contains("checkbox");
            let id = values(tag, " id=\"");
            let is_labelled = id
                .first()
                .is_some_and(|id| html.contains(&format!(r#"<label for="{id}""#)));
            assert!(is_named || is_labelled, "{tag}");
        }
    }
    for reference in values(html, " href=\"#") {
        assert!(ids.contains(&reference), "#{reference} leads nowhere");
    }
    for labelled in values(html, "aria-labelledby=\"") {
        assert!(ids.contains(&labelled), "{labelled} names nothing");
    }
}

/// What stands between a beginning and the next quotation mark.
pub fn values<'a>(html: &'a str, beginning: &str) -> Vec<&'a str> {
    let parts = html.split(beginning).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}
