//! Places that are refused before anything is computed.

use std::fs;
use std::path::Path;

use super::place::{Place, run};
use super::target::Surroundings;
use super::{OutputFolder, TargetError};

#[test]
fn a_full_folder_is_refused() {
    let place = Place::new();
    fs::create_dir(place.at("notes")).unwrap();
    fs::write(place.at("notes/b.txt"), "b").unwrap();
    fs::write(place.at("notes/a.txt"), "a").unwrap();
    assert_eq!(
        place.refused("notes", false),
        "the output folder HERE/notes is not empty (it holds \"a.txt\"); expected a new or an empty folder: \
         name another"
    );
    assert_eq!(
        place.refused("notes", true),
        "the folder HERE/notes holds \"a.txt\" but no run.json of paycurve; --force replaces only the output \
         of an earlier run: name another folder, or empty this one yourself"
    );
    fs::write(place.at("notes/run.json"), "{\"program\": \"other\"}").unwrap();
    assert!(place.refused("notes", true).contains("no run.json of paycurve"));
    fs::write(place.at("notes/run.json"), "").unwrap();
    assert!(place.refused("notes", true).contains("no run.json of paycurve"));
    run(&place, Some("out"), false);
    assert!(place.refused("out", false).ends_with("or replace its earlier run with --force"));
}

#[test]
fn force_never_replaces_the_folders_one_lives_in() {
    let place = Place::new();
    run(&place, Some("."), false);
    let refused = place.refused(".", true);
    assert_eq!(
        refused,
        "the folder HERE is or holds the folder you are working in; --force does not replace it: name \
         another folder"
    );
    let around = Surroundings { working: &place.at("tables"), home: None };
    let refused = OutputFolder::create_in(around, Some(Path::new("..")), true, "out").unwrap_err();
    assert!(matches!(refused, TargetError::Protected { .. }), "{refused}");
    let elsewhere = Place::new();
    let around = Surroundings { working: elsewhere.path(), home: Some(&place.at("tables")) };
    let home = OutputFolder::create_in(around, Some(place.path()), true, "out").unwrap_err();
    assert!(home.to_string().contains("your home folder"), "{home}");
    let root = elsewhere.open(Some("/"), true).unwrap_err();
    assert!(matches!(root, TargetError::Protected { .. }), "{root}");
}

#[test]
fn a_file_in_the_way_is_refused() {
    let place = Place::new();
    fs::write(place.at("taken"), "mine").unwrap();
    for target in ["taken", "taken/out", "taken/deep/out"] {
        for force in [false, true] {
            let refused = place.open(Some(target), force).unwrap_err();
            assert!(
                matches!(&refused, TargetError::NotAFolder { path } if path.ends_with("taken")),
                "{refused}"
            );
        }
    }
    fs::write(place.at("paycurve-out"), "mine").unwrap();
    assert!(matches!(place.open(None, false), Err(TargetError::NotAFolder { .. })));
    assert_eq!(place.names(), ["paycurve-out", "taken"]);
}

#[test]
fn paths_without_a_name_are_refused() {
    let place = Place::new();
    for target in ["", "missing/.."] {
        let refused = place.open(Some(target), false).unwrap_err();
        assert!(matches!(refused, TargetError::NoName { .. }), "{refused}");
    }
    let long = "x".repeat(300);
    let refused = place.open(Some(&long), false).unwrap_err();
    assert!(matches!(refused, TargetError::Unusable { .. }), "{refused}");
    assert!(place.names().is_empty());
}

#[test]
#[cfg(unix)]
fn links_are_followed_and_stay() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    run(&place, Some("real"), false);
    symlink(place.at("real"), place.at("link")).unwrap();
    run(&place, Some("link"), true);
    assert!(place.at("link").is_symlink() && place.at("real/run.json").exists());
    symlink(place.at("nowhere"), place.at("loose")).unwrap();
    assert!(matches!(place.open(Some("loose"), true), Err(TargetError::NotAFolder { .. })));
}

#[test]
#[cfg(unix)]
fn a_parent_without_write_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::create_dir(place.at("locked")).unwrap();
    fs::set_permissions(place.at("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anywhere.
    if fs::write(place.at("locked/try"), "").is_err() {
        for target in ["locked", "locked/out", "locked/deep/out"] {
            let refused = place.open(Some(target), false).unwrap_err();
            assert!(matches!(refused, TargetError::NotWritable { .. }), "{refused}");
        }
    }
    fs::set_permissions(place.at("locked"), fs::Permissions::from_mode(0o755)).unwrap();
}
