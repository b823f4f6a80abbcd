//! The style sheet of a picture that is a file of its own: the same rules, with the colours put in
//! for the variables, as programs that open pictures know no variables.

/// The light theme.
const COLOURS: &[(&str, &str)] = &[
    ("plate", "#FBFCFE"),
    ("sheet", "#FFFFFF"),
    ("square", "#E4ECF6"),
    ("ground", "#FBFCFE"),
    ("ink", "#17202E"),
    ("ink-2", "#445062"),
    ("ink-3", "#5A6675"),
    ("rule-2", "#727F76"),
    ("accent", "#1F47A6"),
    ("k-mentor", "#1F47A6"),
    ("k-site", "#1F47A6"),
    ("k-method", "#1E8355"),
    ("k-resource", "#A2500F"),
    ("k-social", "#783670"),
    ("ctx", "#858F97"),
];
const FONT: &str = "svg{font-family:'Golos Text',system-ui,sans-serif}";
/// What a rule sets to give a line its hue, and how others ask for it.
const HUE: &str = "--hue:";
const ASKED_HUE: &str = "var(--hue)";

/// The rules of `sheet` that hold on paper: without those of the pointer, of screens and of
/// themes.
pub fn flat(sheet: &str) -> String {
    let rules = rules_of(&without_comments(sheet));
    let hues: Vec<(String, String)> = rules
        .iter()
        .filter_map(|(selectors, declarations)| {
            let colour = declarations.trim().strip_prefix(HUE)?.trim();
            Some((selectors.clone(), coloured(colour.trim_end_matches(';'))))
        })
        .collect();
    let mut out = FONT.to_owned();
    for (selectors, declarations) in &rules {
        if declarations.trim().starts_with(HUE) {
            continue;
        }
        let declarations = coloured(declarations);
        if !declarations.contains(ASKED_HUE) {
            out.push_str(&format!("{selectors}{{{declarations}}}"));
            continue;
        }
        for (of_hue, colour) in &hues {
            let narrowed: Vec<String> = selectors
                .split(',')
                .flat_map(|selector| of_hue.split(',').filter_map(|hue| narrowed(selector, hue)))
                .collect();
            let declarations = declarations.replace(ASKED_HUE, colour);
            out.push_str(&format!("{}{{{declarations}}}", narrowed.join(",")));
        }
    }
    out
}

/// The selector for lines that have the classes of a hue as well.
fn narrowed(selector: &str, hue: &str) -> Option<String> {
    let selector = selector.trim();
    let (line, rest) = selector.split_once(' ')?;
    Some(format!("{line}{} {rest}", hue.trim()))
}

fn coloured(declarations: &str) -> String {
    let mut out = declarations.to_owned();
    for (name, colour) in COLOURS {
        out = out.replace(&format!("var(--{name})"), colour);
    }
    out
}

/// Selectors and declarations, in one line each; at-rules are left out.
fn rules_of(sheet: &str) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    let mut rest = sheet;
    while let Some((selectors, after)) = rest.split_once('{') {
        let selectors = one_line(selectors);
        if selectors.starts_with('@') {
            rest = after_block(after);
            continue;
        }
        let (declarations, after) = after.split_once('}').unwrap_or((after, ""));
        rest = after;
        // Nobody points at paper, and there is no keyboard in it.
        let is_seen = |selector: &&str| !selector.contains(':');
        let kept: Vec<&str> = selectors
            .split(',')
            .map(str::trim)
            .filter(is_seen)
            .collect();
        if !kept.is_empty() {
            rules.push((kept.join(","), one_line(declarations)));
        }
    }
    rules
}

/// What follows a block whose opening brace has been read.
fn after_block(sheet: &str) -> &str {
    let mut depth = 1;
    for (at, letter) in sheet.char_indices() {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &sheet[at + 1..];
        }
    }
    ""
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn variables_become_colours_and_hues_follow_the_classes() {
        let sheet = "/* a */ .edge { --hue: var(--ctx); } .edge-site { --hue: var(--k-site); }\n\
            .edge.edge-old, .edge.edge-late { --hue: var(--rule-2); }\n\
            .edge .line, .edge .bar { fill: none; stroke: var(--hue); }\n\
            .node:hover .label, .label { fill: var(--ink); }\n\
            @media (x) { .a { b: c } .d { e: f } } .z { fill: var(--plate); }";
        assert_eq!(
            flat(sheet),
            "svg{font-family:'Golos Text',system-ui,sans-serif}\
            .edge.edge .line,.edge.edge .bar{fill: none; stroke: #858F97;}\
            .edge.edge-site .line,.edge.edge-site .bar{fill: none; stroke: #1F47A6;}\
            .edge.edge.edge-old .line,.edge.edge.edge-late .line,\
            .edge.edge.edge-old .bar,.edge.edge.edge-late .bar{fill: none; stroke: #727F76;}\
            .label{fill: #17202E;}.z{fill: #FBFCFE;}"
        );
    }

    #[test]
    fn the_sheet_of_pictures_leaves_no_variable() {
        let flat = flat(super::super::STYLE_SHEET);
        assert!(!flat.contains("var("), "{flat}");
        assert!(!flat.contains('@') && !flat.contains("--"), "{flat}");
        assert!(flat.contains(".node-mentor .shape"));
    }
}
