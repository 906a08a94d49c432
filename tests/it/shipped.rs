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
