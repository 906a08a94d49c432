//! A folder of its own for each test to run the program in, so that nothing is left behind elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

/// Where cases find plans that ship with the program.
const SHIPPED: &str = "../../../configs/plans/";

/// A working folder to run the program in.
pub struct Place(TempDir);

/// What the program answered.
pub struct Answer {
    /// Exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error; the working folder is called HERE in it.
    pub stderr: String,
}

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with a worked case in it. A plan that ships with the program stands beside the company that names it.
    pub fn of_case(case: &Path) -> Self {
        let place = Self::new();
        place.copy(case);
        let company = place.read("company.toml");
        if company.contains(SHIPPED) {
            place.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("configs/plans"));
            fs::write(place.at("company.toml"), company.replace(SHIPPED, "")).unwrap();
        }
        place
    }

    /// A path in it.
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Copies a file, or all that is in a folder, under its own name or names.
    pub fn copy(&self, from: &Path) {
        copy_into(self.0.path(), from);
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).unwrap();
    }

    /// Runs a command line, its words parted by blanks.
    pub fn run(&self, command: &str) -> Answer {
        let mut program = cargo_bin_cmd!("paycurve");
        program.current_dir(self.0.path());
        let output = program.args(command.split_whitespace()).output().unwrap();
        let here = fs::canonicalize(self.0.path()).unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Answer {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr).replace(&here.display().to_string(), "HERE"),
        }
    }

    /// Runs a command line that has to succeed, and gives its standard output.
    pub fn done(&self, command: &str) -> String {
        let answer = self.run(command);
        assert_eq!(answer.code, Some(0), "{command}\n{}", answer.stderr);
        answer.stdout
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Everything in the folder, hidden names too, in alphabetical order.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                names.push(path.strip_prefix(&self.0).unwrap().display().to_string());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        names.sort();
        names
    }
}

fn copy_into(folder: &Path, from: &Path) {
    if !from.is_dir() {
        fs::copy(from, folder.join(from.file_name().unwrap())).unwrap();
        return;
    }
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let inner = folder.join(path.file_name().unwrap());
            fs::create_dir_all(&inner).unwrap();
            copy_into(&inner, &path);
        } else {
            copy_into(folder, &path);
        }
    }
}
