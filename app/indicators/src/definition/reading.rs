//! A definition from JSON. What the reader of JSON says is in English and for programmers; here it
//! becomes a flaw that can be said in both languages.

use super::validation::{DefinitionProblem, Flaw};
use super::{Definition, Title};
use serde_json::error::Category;
use serde_json::{Map, Value, json};

/// A definition is small: a larger text is not read at all. In bytes.
const TEXT_MAX_BYTES: usize = 64 * 1024;

pub fn read(json: &str) -> Result<Definition, Vec<DefinitionProblem>> {
    if json.len() > TEXT_MAX_BYTES {
        return Err(refused(Flaw::TextTooLong));
    }
    serde_json::from_str(json).map_err(|error| refused(flaw_of(&error)))
}

/// A text without code and title, which are kept beside it.
pub fn read_named(
    json: &str,
    code: &str,
    title: &Title,
) -> Result<Definition, Vec<DefinitionProblem>> {
    if json.len() > TEXT_MAX_BYTES {
        return Err(refused(Flaw::TextTooLong));
    }
    let parsed = serde_json::from_str::<Map<String, Value>>(json);
    let mut fields = parsed.map_err(|error| refused(flaw_of(&error)))?;
    for (name, value) in [(CODE, json!(code)), (TITLE, json!(title))] {
        // Two of one name would be one of them, and nobody could say which.
        if fields.insert(name.to_owned(), value).is_some() {
            return Err(refused(Flaw::SaidBeside {
                name: name.to_owned(),
            }));
        }
    }
    read(&Value::Object(fields).to_string())
}

/// The text [`read_named`] reads.
pub fn declared(definition: &Definition) -> String {
    let mut all = match serde_json::to_value(definition) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    all.remove(CODE);
    all.remove(TITLE);
    Value::Object(all).to_string()
}

const CODE: &str = "code";
const TITLE: &str = "title";

fn refused(flaw: Flaw) -> Vec<DefinitionProblem> {
    vec![DefinitionProblem {
        at: String::new(),
        flaw,
    }]
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
