//! The JSON Schema of rule files, from the grammar that also validates them; editors use it.

use serde_json::{Map, Value, json};

use super::grammar::{FILE, Holds, KIND_KEYS, Key, Kinds, Shape};

/// The schema of a rule file, draft 2020-12.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    let mut root = shape(&FILE, &mut definitions);
    if let Some(object) = root.as_object_mut() {
        let mut whole = Map::new();
        whole.insert(
            "$schema".into(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        whole.insert("$id".into(), json!("oitcheck.rules/1"));
        whole.insert("title".into(), json!("oitcheck rule set"));
        whole.append(object);
        whole.insert("$defs".into(), Value::Object(definitions));
        return Value::Object(whole);
    }
    root
}

fn shape(of: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in of.all_keys() {
        properties.insert(key.name.into(), property(key, definitions));
    }
    let required: Vec<&str> = of
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let mut schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if let Some(object) = schema.as_object_mut() {
        if !required.is_empty() {
            object.insert("required".into(), json!(required));
        }
        if of.kinds == Kinds::One {
            let one: Vec<Value> = KIND_KEYS
                .iter()
                .map(|key| json!({ "required": [key.name] }))
                .collect();
            object.insert("oneOf".into(), Value::Array(one));
        }
    }
    schema
}

/// A reference to a shape; its definition is made once, because conditions hold conditions.
fn reference(of: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    let name: String = of
        .name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    if !definitions.contains_key(&name) {
        definitions.insert(name.clone(), Value::Null);
        let schema = shape(of, definitions);
        definitions.insert(name.clone(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let text = || json!({ "type": "string", "minLength": 1 });
    let list = |items: Value| json!({ "type": "array", "minItems": 1, "items": items });
    let column = || {
        json!({ "anyOf": [
            { "type": "string", "minLength": 1 },
            {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "headers"],
                "properties": { "name": text(), "headers": list(text()) },
            },
        ] })
    };
    let mut schema = match key.holds {
        Holds::Text => text(),
        Holds::Window => json!({
            "type": "string",
            "pattern": "^((FY(-[12])?)|((H[12]|Q[1-4]|M([1-9]|1[0-2]))( FY(-[12])?)?)|([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\.\\.[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}))$",
        }),
        Holds::Number(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Both => json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["th", "en"],
            "properties": { "th": text(), "en": text() },
        }),
        Holds::Phrases | Holds::Names | Holds::Patterns => list(text()),
        Holds::Groups => list(list(text())),
        Holds::Choice(choices) => json!({ "enum": choices }),
        Holds::Choices(choices) => list(json!({ "enum": choices })),
        Holds::Years => list(json!({ "type": "integer", "minimum": 2540, "maximum": 2700 })),
        Holds::Column => column(),
        Holds::Columns => list(column()),
        Holds::Table(of) => reference(of, definitions),
        Holds::Tables(of) => list(reference(of, definitions)),
        Holds::Verdicts => json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "enum": ["pass", "fail", "review"] },
        }),
        Holds::Rows => list(list(json!({ "type": "string" }))),
        Holds::PhraseLists | Holds::NameLists => {
            json!({ "type": "object", "additionalProperties": list(text()) })
        }
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".into(), json!(key.about));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_set_satisfies_the_schema() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for set in super::super::embedded::SETS {
            let value: Value =
                serde_json::to_value(set.text.parse::<toml::Table>().unwrap()).unwrap();
            let problems: Vec<String> = validator
                .iter_errors(&value)
                .map(|e| format!("{} {e}", e.instance_path()))
                .collect();
            assert!(problems.is_empty(), "{}: {problems:?}", set.id);
        }
    }

    #[test]
    fn the_schema_knows_a_misspelt_key() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let wrong = json!({ "id": "x", "version": "1", "fiscal_years": [2568], "titel": {} });
        assert!(!validator.is_valid(&wrong));
    }
}
