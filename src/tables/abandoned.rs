//! Hidden folders of programs that were killed: known by a lock that nobody holds any more.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::output::OLD;
use super::target::UNFINISHED;

/// Inside a hidden folder, locked as long as its program runs.
const LOCK: &str = "lock";

/// The same before it is locked.
const BEGUN: &str = "lock-begun";

/// A program takes far less time from making a hidden folder to locking it.
const TIME_TO_LOCK: Duration = Duration::from_secs(60);

/// Says that a hidden folder is in use, as long as the file is open.
pub(super) fn claim(hidden: &Path) -> io::Result<File> {
    // Under its name it is locked from the start, so nobody else can be faster.
    let begun = hidden.join(BEGUN);
    let lock = File::create(&begun)?;
    // On a file system without locks the folder just stays when the program is killed.
    if lock.try_lock().is_ok() {
        fs::rename(&begun, hidden.join(LOCK))?;
    }
    Ok(lock)
}

/// Removes what killed programs have left in a folder. An earlier output that could not be put back stays.
pub(super) fn sweep(holder: &Path) {
    for entry in fs::read_dir(holder).into_iter().flatten().flatten() {
        let hidden = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            continue;
        }
        let is_dead = || File::open(hidden.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if !hidden.join(OLD).exists() && (is_dead() || is_stillborn(&hidden)) {
            // What cannot be removed stands in nobody's way.
            let _ = fs::remove_dir_all(&hidden);
        }
    }
}

/// Whether a program was killed before it could lock its folder: there is nothing else in it, and has not been for
/// long.
fn is_stillborn(hidden: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(hidden) else {
        return false;
    };
    let empty = entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == BEGUN));
    let changed = fs::metadata(hidden).and_then(|found| found.modified());
    empty && changed.is_ok_and(|at| at.elapsed().is_ok_and(|passed| passed > TIME_TO_LOCK))
}

#[cfg(test)]
mod tests {
    use super::super::place::Place;
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn what_a_killed_run_left_goes_and_what_a_running_one_has_stays() {
        let place = Place::new();
        let running = place.open(Some("a/out"), false).unwrap();
        let before = place.names();
        for (name, files) in [
            ("killed", &["lock", "new/tables/years.csv"][..]),
            ("killed-with-an-earlier-output", &["lock", "old/run.json"]),
            ("of-an-older-version", &["new/tables/years.csv"]),
        ] {
            for file in files {
                let file = place.at("a").join(format!("{UNFINISHED}{name}")).join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, "").unwrap();
            }
        }
        let old = SystemTime::now() - 2 * TIME_TO_LOCK;
        for (name, changed) in [("just-begun", None), ("killed-at-once", Some(old))] {
            let hidden = place.at("a").join(format!("{UNFINISHED}{name}"));
            fs::create_dir(&hidden).unwrap();
            fs::write(hidden.join(BEGUN), "").unwrap();
            if let Some(old) = changed {
                File::open(&hidden).unwrap().set_modified(old).unwrap();
            }
        }
        drop(place.open(Some("a/out"), false).unwrap());
        let mut left = place.names();
        left.retain(|name| !before.contains(name) && name.matches('/').count() == 1);
        assert_eq!(
            left,
            [
                format!("a/{UNFINISHED}just-begun"),
                format!("a/{UNFINISHED}killed-with-an-earlier-output"),
                format!("a/{UNFINISHED}of-an-older-version")
            ]
        );
        drop(running);
    }
}
