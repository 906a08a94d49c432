//! Files that ship with the program and are made by it: they say what the program says today.

use std::path::Path;
use std::process::Command;

/// What the program prints, and the file that holds it. To accept a change, write the output to the file.
#[test]
fn schemas_and_dictionary_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (kind, file) in [
        ("plan", "configs/schema/plan.schema.json"),
        ("company", "configs/schema/company.schema.json"),
        ("tables", "notebooks-data/data-dictionary.md"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_paycurve"))
            .args(["schema", kind])
            .output()
            .unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert!(output.status.success(), "schema {kind}");
        let shipped =
            std::fs::read(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(shipped == output.stdout, "{file} is not what `paycurve schema {kind}` prints");
    }
}

/// Every company under `configs/` is read without a finding and simulated; every plan is described.
#[test]
fn every_config_is_checked_and_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs");
    let files = |folder: &str| {
        let entries =
            std::fs::read_dir(root.join(folder)).unwrap_or_else(|e| panic!("{folder}: {e}"));
        entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect::<Vec<_>>()
    };
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(env!("CARGO_BIN_EXE_paycurve"))
            .args(arguments)
            .output()
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && told.is_empty(), "{arguments:?}: {told}");
    };
    for plan in files("plans") {
        run(&["check".as_ref(), plan.as_os_str()]);
    }
    for company in files("companies") {
        run(&["check".as_ref(), company.as_os_str()]);
        let scratch = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let out = scratch.path().join("out");
        run(&[
            "simulate".as_ref(),
            company.as_os_str(),
            "--years".as_ref(),
            "300".as_ref(),
            "--out".as_ref(),
            out.as_os_str(),
        ]);
    }
}
