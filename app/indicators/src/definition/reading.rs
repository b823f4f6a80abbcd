//! A definition from JSON. What the reader of JSON says is in English and for programmers; here it
//! becomes a flaw that can be said in both languages.

use super::Definition;
use super::validation::{DefinitionProblem, Flaw};
use serde_json::error::Category;

/// A definition is small: a larger text is not read at all. In bytes.
const TEXT_MAX_BYTES: usize = 64 * 1024;

pub fn read(json: &str) -> Result<Definition, Vec<DefinitionProblem>> {
    let refused = |flaw| {
        vec![DefinitionProblem {
            at: String::new(),
            flaw,
        }]
    };
    if json.len() > TEXT_MAX_BYTES {
        return Err(refused(Flaw::TextTooLong));
    }
    serde_json::from_str(json).map_err(|error| refused(flaw_of(&error)))
}

fn flaw_of(error: &serde_json::Error) -> Flaw {
    let (line, column) = (error.line(), error.column());
    if error.classify() != Category::Data {
        return Flaw::NotJson { line, column };
    }
    let said = error.to_string();
    // serde puts every name into backticks: the offending one first, then what is allowed.
    let mut names = said.split('`').skip(1).step_by(2).map(str::to_owned);
    let Some(name) = names.next() else {
        return Flaw::WrongShape { line, column };
    };
    let allowed: Vec<String> = names.collect();
    if said.starts_with("missing field") {
        Flaw::MissingField { name }
    } else if said.starts_with("unknown field") {
        Flaw::UnknownField { name, allowed }
    } else if said.starts_with("unknown variant") {
        Flaw::UnknownWord { name, allowed }
    } else {
        Flaw::WrongShape { line, column }
    }
}
