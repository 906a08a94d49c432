//! The JSON Schemas that editors check files by.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::place::Place;

const CONFIGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/configs");

fn schema(kind: &str) -> Value {
    serde_json::from_str(&Place::new().done(&format!("schema {kind}"))).expect("JSON")
}

/// Every file of a folder of `configs`, as JSON.
fn files(folder: &str) -> Vec<Value> {
    let entries = fs::read_dir(Path::new(CONFIGS).join(folder)).unwrap();
    let texts = entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    texts.map(|text| toml::from_str(&text).unwrap()).collect()
}

/// The keys of a value that no part of a schema allows, and those it lacks.
fn faults(root: &Value, schema: &Value, path: &str, value: &Value) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = name.trim_start_matches("#/$defs/");
        return faults(root, &root["$defs"][target], path, value);
    }
    for word in ["anyOf", "oneOf"] {
        if let Some(ways) = schema[word].as_array() {
            let mut by_way = ways.iter().map(|way| faults(root, way, path, value));
            return if by_way.any(|faults| faults.is_empty()) {
                vec![]
            } else {
                vec![format!("{path}: no {word}")]
            };
        }
    }
    if let Some(constant) = schema.get("const") {
        return if constant == value { vec![] } else { vec![format!("{path}: not {constant}")] };
    }
    match value {
        Value::Object(entries) => {
            let properties = &schema["properties"];
            let lacking =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let lacking = lacking
                .filter(|key| !entries.contains_key(*key))
                .map(|key| format!("{path}: no {key}"));
            let inner = entries.iter().flat_map(|(key, value)| {
                match (properties.get(key), &schema["additionalProperties"]) {
                    (Some(property), _) => faults(root, property, &format!("{path}.{key}"), value),
                    (None, any @ Value::Object(_)) => {
                        faults(root, any, &format!("{path}.{key}"), value)
                    }
                    (None, _) => vec![format!("{path}.{key} is unknown")],
                }
            });
            lacking.chain(inner).collect()
        }
        Value::Array(elements) => {
            let element = |(i, value)| match schema["prefixItems"].get(i) {
                Some(item) => faults(root, item, &format!("{path}[{i}]"), value),
                None => faults(root, &schema["items"], &format!("{path}[{i}]"), value),
            };
            elements.iter().enumerate().flat_map(element).collect()
        }
        _ => vec![],
    }
}

#[test]
fn the_schemas_allow_the_example_files() {
    let kinds =
        [("company", "companies"), ("plan", "plans"), ("study", "studies"), ("stress", "stress")];
    for (kind, folder) in kinds {
        let schema = schema(kind);
        for file in files(folder) {
            assert_eq!(faults(&schema, &schema, "", &file), Vec::<String>::new());
        }
    }
}

#[test]
fn the_schemas_refuse_unknown_and_missing_keys() {
    for (kind, text, expected) in [
        ("company", "nmae = 'x'\ncurrency = 'USD'\nteam = []", [": no name", ".nmae is unknown"]),
        (
            "plan",
            "name = 'x'\ncurrency = 'USD'\npay = { bse = 1 }",
            [".pay: no base", ".pay.bse is unknown"],
        ),
    ] {
        let schema = schema(kind);
        let file: Value = toml::from_str(text).unwrap();
        assert_eq!(faults(&schema, &schema, "", &file), expected);
    }
}

#[test]
fn the_schema_of_a_run_allows_what_runs_write() {
    let place = Place::new();
    let schema = schema("run");
    for options in ["--tables summary", "--shard 2/3"] {
        place.done(&format!("simulate --quiet --years 20 --force --out out {options}"));
        let record: Value = serde_json::from_str(&place.read("out/run.json")).unwrap();
        assert_eq!(faults(&schema, &schema, "", &record), Vec::<String>::new(), "{options}");
    }
}
