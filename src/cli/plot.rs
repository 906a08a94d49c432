//! `paycurve plot`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use tempfile::TempDir;

use super::failure::Failure;
use super::terminal;
use crate::plots::{Found, KINDS, Kind, Picture, Width};
use crate::tables::{FinishedRun, TargetError};

/// Draw the results of a run as pictures
///
/// Takes the folder that a run wrote, and draws what its tables show: SVG for pages and slides, PNG where these take
/// no SVG. The letters are in the files and in the program, so that pictures look alike on every machine. Pictures
/// whose table the run did not write are left out, unless they are named.
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Arguments {
    /// Folder of the results
    #[arg(value_name = "DIR")]
    results: PathBuf,
    /// Pictures to draw [default: all that the results have tables for]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = kind)]
    plots: Vec<&'static Kind>,
    /// Files to write
    #[arg(long, value_name = "NAMES", value_enum, value_delimiter = ',', default_value = "svg")]
    format: Vec<Format>,
    /// Draw for a phone: narrow
    #[arg(long)]
    narrow: bool,
    /// Folder for the pictures [default: plots in the folder of the results]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace pictures that are there
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines and words, at any size
    Svg,
    /// Pixels, 192 to the inch
    Png,
}

impl Format {
    const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

fn after_help() -> String {
    let widest = KINDS.iter().map(|kind| kind.name.len()).max().unwrap_or(0);
    let mut help = "Pictures:\n".to_owned();
    for Kind { name, about, .. } in KINDS {
        help += &format!("  {name:widest$}  {about}\n");
    }
    help + "\n\
            Examples:\n  \
            paycurve plot results\n  \
            paycurve plot results --plots cost,payout --format svg,png --out pictures"
}

/// A picture of the command line.
fn kind(name: &str) -> Result<&'static Kind, String> {
    let names = || KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    Kind::from_name(name).ok_or_else(|| format!("there is no such picture; expected {}", names()))
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let run = FinishedRun::open(&arguments.results)?;
    let Drawn { pictures, blank } = drawn(&run, &arguments.plots)?;
    let folder = arguments.out.clone().unwrap_or_else(|| arguments.results.join("plots"));
    let files = Files { folder, formats: &arguments.format, width: width(arguments.narrow) };
    if !arguments.force {
        files.must_be_new(&pictures)?;
    }
    files.write(&pictures)?;
    if !arguments.quiet {
        terminal::say(&told(&pictures, &blank, &files.folder));
    }
    Ok(())
}

const fn width(narrow: bool) -> Width {
    if narrow { Width::Narrow } else { Width::Wide }
}

/// Pictures, and why others are not.
struct Drawn {
    pictures: Vec<Picture>,
    blank: Vec<String>,
}

/// The pictures that were asked for, or all that there are.
fn drawn(run: &FinishedRun, asked: &[&'static Kind]) -> Result<Drawn, Failure> {
    let (mut pictures, mut blank) = (Vec::new(), Vec::new());
    let named = !asked.is_empty();
    for kind in KINDS {
        if named && !asked.iter().any(|it| it.name == kind.name) {
            continue;
        }
        match kind.of(run)? {
            Found::Picture(picture) => pictures.push(picture),
            Found::NoTable if named => {
                return Err(Failure::Unusable(format!(
                    "the picture {} is drawn from the table {}, which {} does not have; expected results of `paycurve {}`",
                    kind.name,
                    kind.table,
                    run.folder().display(),
                    kind.written_by
                )));
            }
            Found::NoTable => {}
            Found::Nothing(why) => blank.push(format!("No picture {}: {why}.", kind.name)),
        }
    }
    if pictures.is_empty() {
        let why = if blank.is_empty() {
            "it has no table that is drawn".to_owned()
        } else {
            blank.join(" ")
        };
        return Err(Failure::Unusable(format!(
            "there is nothing to draw in {}: {why}; expected the results of a simulation",
            run.folder().display()
        )));
    }
    Ok(Drawn { pictures, blank })
}

/// Where pictures go, and as what.
struct Files<'a> {
    folder: PathBuf,
    formats: &'a [Format],
    width: Width,
}

impl Files<'_> {
    fn names<'a>(
        &'a self,
        pictures: &'a [Picture],
    ) -> impl Iterator<Item = (String, &'a Picture, Format)> {
        pictures.iter().flat_map(move |picture| {
            let name = |format: Format| format!("{}.{}", picture.name, format.extension());
            self.formats.iter().map(move |format| (name(*format), picture, *format))
        })
    }

    fn must_be_new(&self, pictures: &[Picture]) -> Result<(), Failure> {
        for (name, ..) in self.names(pictures) {
            let path = self.folder.join(name);
            if path.symlink_metadata().is_ok() {
                return Err(TargetError::FileThere { path, ours: true }.into());
            }
        }
        Ok(())
    }

    /// Writes all files aside, and then puts them in their place: none, or each one whole.
    fn write(&self, pictures: &[Picture]) -> Result<(), Failure> {
        let folder = &self.folder;
        let unusable = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                TargetError::NotAFolder { path: folder.clone() }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                TargetError::NotWritable { path: folder.clone(), source }
            }
            _ => TargetError::Unusable { path: folder.clone(), source },
        };
        fs::create_dir_all(folder).map_err(unusable)?;
        let aside = TempDir::with_prefix_in(".paycurve-unfinished-", folder).map_err(unusable)?;
        for (name, picture, format) in self.names(pictures) {
            let path = aside.path().join(&name);
            self.write_one(picture, format, &path)
                .with_context(|| format!("cannot write {}", folder.join(&name).display()))?;
        }
        for (name, ..) in self.names(pictures) {
            let place = folder.join(&name);
            fs::rename(aside.path().join(&name), &place)
                .with_context(|| format!("cannot write {}", place.display()))?;
        }
        Ok(())
    }

    fn write_one(&self, picture: &Picture, format: Format, path: &Path) -> anyhow::Result<()> {
        match format {
            Format::Svg => fs::write(path, picture.svg(self.width))?,
            Format::Png => picture.write_png(self.width, path)?,
        }
        Ok(())
    }
}

/// What the pictures found, and where they are.
fn told(pictures: &[Picture], blank: &[String], folder: &Path) -> String {
    let widest = pictures.iter().map(|picture| picture.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Picture { name, title, .. } in pictures {
        text += &format!("{name:widest$}  {title}.\n");
    }
    for line in blank {
        text += line;
        text.push('\n');
    }
    let noun = if pictures.len() == 1 { "Picture" } else { "Pictures" };
    text + &format!("\n{noun}: {}\n", folder.display())
}
