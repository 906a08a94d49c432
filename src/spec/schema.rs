//! JSON Schemas of the files, for editors that complete and check them.

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::company::CompanyFile;
use super::plan::PlanFile;
use super::stress::StressFile;
use super::study::StudyFile;

/// The schema of plan files.
pub fn plan() -> Value {
    of::<PlanFile>("paycurve plan")
}

/// The schema of company files.
pub fn company() -> Value {
    of::<CompanyFile>("paycurve company")
}

/// The schema of study files.
pub fn study() -> Value {
    of::<StudyFile>("paycurve study")
}

/// The schema of stress files.
pub fn stress() -> Value {
    of::<StressFile>("paycurve stress")
}

fn of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schemars::schema_for!(T).to_value();
    without_null(&mut schema);
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), title.into());
    }
    schema
}

/// Takes out what Rust's optional values leave in a schema: TOML has no null, and no widths of numbers.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            keys.retain(|key, value| {
                !(key == "default" && (value.is_null() || *value == Value::Array(Vec::new())))
            });
            keys.retain(|key, value| !(key == "format" && value.is_string()));
            only_type(keys);
            only_choice(keys);
            keys.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// `"type": ["number", "null"]` is `"type": "number"`.
fn only_type(keys: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = keys.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            keys.insert("type".to_owned(), only);
        }
    }
}

/// `"anyOf": [a, null]` is `a`, with the description that stands beside it.
fn only_choice(keys: &mut Map<String, Value>) {
    let null = serde_json::json!({ "type": "null" });
    if let Some(Value::Array(choices)) = keys.get_mut("anyOf") {
        choices.retain(|choice| *choice != null);
        if let [Value::Object(only)] = &choices[..] {
            let only = only.clone();
            keys.remove("anyOf");
            for (key, value) in only {
                keys.entry(key).or_insert(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_object(schema: &Value, see: &mut impl FnMut(&Map<String, Value>)) {
        match schema {
            Value::Object(keys) => {
                see(keys);
                keys.values().for_each(|value| every_object(value, see));
            }
            Value::Array(values) => values.iter().for_each(|value| every_object(value, see)),
            _ => {}
        }
    }

    #[test]
    fn tables_know_their_keys_and_nothing_is_null() {
        for schema in [plan(), company(), study(), stress()] {
            assert!(!schema.to_string().contains("null"), "{schema:#}");
            every_object(&schema, &mut |keys| {
                if let Some(Value::Object(_)) = keys.get("properties")
                    && keys.get("type") == Some(&"object".into())
                {
                    assert_eq!(keys.get("additionalProperties"), Some(&false.into()), "{keys:#?}");
                }
            });
        }
    }

    #[test]
    fn every_key_of_a_plan_is_described() {
        every_object(&plan(), &mut |keys| {
            if let Some(Value::Object(properties)) = keys.get("properties") {
                for (key, property) in properties {
                    assert!(property.get("description").is_some(), "`{key}` says nothing");
                }
            }
        });
    }

    #[test]
    fn choices_and_required_keys_stand_in_the_schema() {
        let schema = plan();
        let component = &schema["$defs"]["Component"];
        assert_eq!(component["required"], serde_json::json!(["name", "pays", "paid", "measured"]));
        assert_eq!(component["properties"]["pays"]["oneOf"][0]["const"], "rate");
        assert_eq!(component["properties"]["cap"]["$ref"], "#/$defs/Cap");
        assert_eq!(component["properties"]["floor"]["type"], "number");
        assert_eq!(schema["$defs"]["Against"]["oneOf"][1]["const"], "to_date");
    }
}
