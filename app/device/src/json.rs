//! JSON read by name. What only this crate reads is small and comes as the server or this device
//! wrote it; a deserialiser for each of its types would be several KB of WebAssembly.

use js_sys::{Array, JSON, Object};
use opora_domain::{NetworkId, Viewer};
use opora_sync::SessionInfo;
use serde_json::{Map, Value};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a text by the browser's own parser, which is there anyway; `Null` where it is no JSON.
pub fn read(text: &str) -> Value {
    JSON::parse(text).map_or(Value::Null, |value| value_of(&value))
}

fn value_of(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        return Value::String(text);
    }
    if let Some(flag) = value.as_bool() {
        return Value::Bool(flag);
    }
    if let Some(number) = value.as_f64() {
        let whole = number as i64;
        return match whole as f64 == number {
            true => whole.into(),
            false => number.into(),
        };
    }
    if let Some(items) = value.dyn_ref::<Array>() {
        return Value::Array(items.iter().map(|item| value_of(&item)).collect());
    }
    let Some(object) = value.dyn_ref::<Object>() else {
        return Value::Null;
    };
    let mut members = Map::new();
    for member in Object::entries(object) {
        let member: Array = member.unchecked_into();
        if let Some(name) = member.get(0).as_string() {
            members.insert(name, value_of(&member.get(1)));
        }
    }
    Value::Object(members)
}

/// The text of a field, empty when there is none.
pub fn text(object: &Value, name: &str) -> String {
    let text = object.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// The number of a field, 0 when there is none.
pub fn number(object: &Value, name: &str) -> u64 {
    object.get(name).and_then(Value::as_u64).unwrap_or(0)
}

/// What a field says in words of its own, such as an identity.
pub fn parsed<T: std::str::FromStr>(object: &Value, name: &str) -> Option<T> {
    object.get(name)?.as_str()?.parse().ok()
}

/// The items of a field, none when it is no list.
pub fn items<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The session as the server writes it.
pub fn session(session: &Value) -> Option<SessionInfo> {
    let viewer = session.get("viewer")?;
    let network = |object: &Value| NetworkId::new(text(object, "network")).ok();
    let role = text(viewer, "role");
    Some(SessionInfo {
        user: parsed(session, "user")?,
        login: text(session, "login"),
        label: text(session, "label"),
        viewer: match role.as_str() {
            "public" => Viewer::Public,
            "school" => Viewer::School {
                network: network(viewer)?,
                organisation: parsed(viewer, "organisation")?,
            },
            "coordinator" => Viewer::Coordinator {
                network: network(viewer)?,
            },
            "observer" => Viewer::Observer {
                network: network(viewer)?,
            },
            _ => return None,
        },
        network: network(session)?,
        network_title: text(session, "network_title"),
    })
}
