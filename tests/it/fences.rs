//! The architecture, held by reading the sources: modules import only what stands above them in the list
//! of `src/lib.rs`, and each outside crate stays where it belongs.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Every source file: its module, its path below `src/`, its lines without comments and unit tests.
fn modules() -> Vec<(String, String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let read = |path: PathBuf| {
        let below =
            path.strip_prefix(&root).expect("it was found below").to_string_lossy().into_owned();
        let module = below.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{below}: {error}"));
        // Unit tests at a file's end may look anywhere.
        let code = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        (module, below, code.map(str::to_owned).collect())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn outside_crates_stay_where_they_belong() {
    let allowed: [(&str, &[&str]); 9] = [
        ("polars", &["tables"]),
        ("plotters", &["plots"]),
        ("minijinja", &["report"]),
        ("clap", &["cli"]),
        ("indicatif", &["cli"]),
        ("comfy_table", &["cli"]),
        ("rayon", &["simulate", "study"]),
        ("rust_xlsxwriter", &["workbook"]),
        // Where files are read and put into words, and the engine that is written to be read; what computes for
        // people works in whole numbers.
        ("rust_decimal", &["money", "spec", "plan", "company", "replay", "payout/reference"]),
    ];
    for (_, path, lines) in modules() {
        let within =
            |home: &&str| path.strip_prefix(*home).is_some_and(|rest| rest.starts_with(['/', '.']));
        for (name, homes) in allowed {
            let used = |line: &&String| {
                line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))
            };
            if let Some(line) = lines.iter().find(used) {
                assert!(homes.iter().any(within), "{path} uses {name}: {line}");
            }
        }
    }
}

/// Pay is computed in integers: the engine does not know floats.
#[test]
fn the_payout_engine_never_sees_a_float() {
    for (module, path, lines) in modules() {
        if module == "payout" || module == "credit" {
            let float = lines.iter().find(|line| line.contains("f64") || line.contains("f32"));
            assert_eq!(float, None, "{path}");
        }
    }
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let lib = lib.unwrap_or_else(|error| panic!("src/lib.rs: {error}"));
    let order: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let place = |module: &str| order.iter().position(|name| *name == module);
    for (module, path, lines) in modules() {
        let Some(own) = place(&module) else { continue };
        for line in &lines {
            for after in line.split("crate::").skip(1) {
                let name: String =
                    after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if let Some(other) = place(&name) {
                    assert!(other <= own, "{path} imports {name}, which stands below it: {line}");
                }
            }
        }
    }
}
