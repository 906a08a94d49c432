//! The tables and the notebooks of `notebooks-data`: made by today's program, and in working order.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/notebooks-data");

/// Runs the code of notebooks, cell by cell from the top. Pictures go nowhere.
const RUNNER: &str = "
import json, sys
import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
plt.show = lambda: plt.close('all')
for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as file:
        cells = json.load(file)['cells']
    names = {'__name__': '__main__'}
    for number, cell in enumerate(cells):
        if cell['cell_type'] == 'code':
            exec(compile(''.join(cell['source']), f'{path}, cell {number + 1}', 'exec'), names)
";

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// To accept a change, run `notebooks-data/regenerate`.
#[test]
#[cfg(unix)]
fn the_tables_and_the_picture_are_what_the_program_writes_today() {
    let place = Place::new();
    let mut script = Command::new("sh");
    script.arg(format!("{FOLDER}/regenerate")).arg(place.at("anew"));
    let status = script.env("PAYCURVE", env!("CARGO_BIN_EXE_paycurve")).status().unwrap();
    assert!(status.success());
    for (one, other) in [(Path::new(FOLDER), place.at("anew")), (&place.at("anew"), FOLDER.into())]
    {
        for file in files(one, "csv").into_iter().chain(files(one, "svg")) {
            let name = file.strip_prefix(one).unwrap();
            let again = fs::read(other.join(name)).unwrap_or_default();
            assert!(fs::read(&file).unwrap() == again, "{}", name.display());
        }
    }
}

#[test]
fn the_notebooks_run_from_top_to_bottom() {
    let python = std::env::var("PAYCURVE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let needs = ["-c", "import polars, duckdb, matplotlib"];
    let has_packages =
        Command::new(&python).args(needs).output().is_ok_and(|it| it.status.success());
    if !has_packages {
        eprintln!(
            "skipped: {python} has not all of polars, duckdb and matplotlib; PAYCURVE_PYTHON names another"
        );
        return;
    }
    let notebooks = files(Path::new(FOLDER), "ipynb");
    assert_eq!(notebooks.len(), 2);
    let mut run = Command::new(&python);
    let output = run.current_dir(FOLDER).args(["-c", RUNNER]).args(notebooks).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}

/// What a notebook printed would be another place that goes stale.
#[test]
fn the_notebooks_hold_no_output() {
    for file in files(Path::new(FOLDER), "ipynb") {
        let notebook: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for cell in notebook["cells"].as_array().unwrap() {
            let is_bare = cell.get("outputs").is_none_or(|it| it.as_array().unwrap().is_empty());
            assert!(
                is_bare && cell.get("execution_count").is_none_or(|it| it.is_null()),
                "{}",
                file.display()
            );
        }
    }
}
