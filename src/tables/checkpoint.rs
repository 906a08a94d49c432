//! Where the years of a run that is not done are kept: beside its output, or in the folder that it is to fill.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::output::OutputFolder;
use super::target::{PARTIAL, Placement, next_number};

impl OutputFolder {
    /// The place of this run's checkpoint: `results.paycurve-partial` beside `results`, `.paycurve-partial` in a
    /// folder that is there and empty. Among numbered outputs it takes the next number, and holds it with an empty
    /// file.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn checkpoint_place(&self) -> io::Result<PathBuf> {
        let Placement::Numbered(folder) = &self.placement else {
            return Ok(self.named_checkpoint().unwrap_or_default());
        };
        loop {
            let path = folder.join(next_number(folder)? + PARTIAL);
            match File::create_new(&path) {
                Ok(_) => return Ok(path),
                // Another run was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The checkpoints that a run at this place could go on from: at most one where the place has a name, all in the
    /// folder of numbered outputs otherwise.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn checkpoints(&self) -> io::Result<Vec<PathBuf>> {
        if let Some(path) = self.named_checkpoint() {
            return Ok(if path.exists() { vec![path] } else { Vec::new() });
        }
        let Placement::Numbered(folder) = &self.placement else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.to_string_lossy().ends_with(PARTIAL) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Has this place a name, so that it has one checkpoint at most?
    pub fn is_named(&self) -> bool {
        self.named_checkpoint().is_some()
    }

    /// The output takes the number that its checkpoint holds. A place with a name stays as it is.
    pub fn take_number_of(&mut self, checkpoint: &Path) {
        let name = checkpoint.file_name().and_then(|name| name.to_str()?.strip_suffix(PARTIAL));
        if let (Placement::Numbered(folder), Some(number)) = (&self.placement, name) {
            let path = folder.join(number);
            if !path.exists() {
                self.placement = Placement::New(path);
            }
        }
    }

    fn named_checkpoint(&self) -> Option<PathBuf> {
        match &self.placement {
            Placement::Numbered(_) => None,
            Placement::Fill(folder) => Some(folder.join(PARTIAL)),
            Placement::New(path) | Placement::Replace(path) => {
                let mut name = path.file_name()?.to_owned();
                name.push(PARTIAL);
                Some(path.with_file_name(name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::{Place, run};
    use super::*;

    /// The checkpoint's place, seen from the working folder.
    fn place_of(place: &Place, output: &OutputFolder) -> String {
        let path = output.checkpoint_place().unwrap();
        let here = fs::canonicalize(place.path()).unwrap();
        let path =
            fs::canonicalize(path.parent().unwrap()).unwrap().join(path.file_name().unwrap());
        path.strip_prefix(here).unwrap().display().to_string()
    }

    #[test]
    fn beside_the_output_or_in_the_folder_to_fill() {
        let place = Place::new();
        fs::create_dir(place.at("empty")).unwrap();
        run(&place, Some("earlier"), false);
        for (target, force, expected) in [
            ("new", false, "new.paycurve-partial"),
            ("a/b", false, "a/b.paycurve-partial"),
            ("empty", false, "empty/.paycurve-partial"),
            ("earlier", true, "earlier.paycurve-partial"),
        ] {
            let output = place.open(Some(target), force).unwrap();
            assert_eq!(place_of(&place, &output), expected);
            assert!(output.is_named() && output.checkpoints().unwrap().is_empty());
        }
    }

    #[test]
    fn a_checkpoint_in_it_does_not_stand_in_the_way_of_a_folder_to_fill() {
        let place = Place::new();
        fs::create_dir(place.at("out")).unwrap();
        fs::write(place.at("out/.paycurve-partial"), "years").unwrap();
        let output = place.open(Some("out"), false).unwrap();
        assert_eq!(output.checkpoints().unwrap().len(), 1);
        drop(output);
        run(&place, Some("out"), false);
        assert!(place.at("out/run.json").exists());
    }

    #[test]
    fn numbered_outputs_keep_the_numbers_of_their_checkpoints() {
        let place = Place::new();
        let mut first = place.open(None, false).unwrap();
        let second = place.open(None, false).unwrap();
        let kept = first.checkpoint_place().unwrap();
        assert_eq!(kept, place.at("paycurve-out/0001.paycurve-partial"));
        assert_eq!(
            second.checkpoint_place().unwrap(),
            place.at("paycurve-out/0002.paycurve-partial")
        );
        assert_eq!(first.checkpoints().unwrap().len(), 2);
        // A third run is done sooner, and takes no number that is held.
        assert_eq!(run(&place, None, false), place.at("paycurve-out/0003"));
        first.take_number_of(&kept);
        assert_eq!(
            first.finish(super::super::place::record()).unwrap(),
            place.at("paycurve-out/0001")
        );
    }
}
