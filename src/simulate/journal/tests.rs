//! What is found in a journal that was cut or damaged at any place.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::metrics::{Layout, Masthead};
use crate::simulate::block::Block;
use crate::simulate::run::Wanted;
use crate::simulate::shard::Shard;

fn head() -> Head {
    let company: Masthead = serde_json::from_value(serde_json::json!({
        "name": "Acme", "currency": "USD", "seed": 7, "budget": null,
        "teams": [{ "name": "AE", "seats": 3 }], "layout": Layout { columns: vec![] },
    }))
    .unwrap();
    let input = |path: &str, sha256: &str| crate::company::Input {
        path: path.into(),
        sha256: sha256.into(),
        bytes: 1,
    };
    Head {
        version: "1.2.3".into(),
        inputs: vec![input("company.toml", "aa"), input("plan.toml", "bb")],
        years: 200,
        shard: None,
        tables: vec!["summary".into(), "payouts".into()],
        wanted: Wanted { months: false, payouts: true, rest: None },
        company,
    }
}

/// Blocks of 3, 1 and 2 reps in the first three bands.
fn blocks() -> Vec<Block> {
    let block = |first: usize, years: usize, reps: [usize; 3]| {
        let mut by_band = vec![0; 21];
        by_band[..3].copy_from_slice(&reps);
        // How many of each band every year has, then their pay.
        let values = 21 * years + reps.iter().sum::<usize>();
        let values = (0..values).map(|i| (first * 10 + i) as f64).collect();
        Block { first, years, values, reps: by_band }
    };
    vec![block(0, 2, [1, 2, 0]), block(2, 1, [0, 0, 1]), block(3, 2, [1, 0, 1])]
}

/// The bytes of a journal, and where its head and each of its blocks end.
fn journal() -> (Vec<u8>, Vec<u64>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("years");
    let mut journal = Journal::create(path.clone(), &head()).unwrap();
    let mut ends = vec![fs::metadata(&path).unwrap().len()];
    for block in blocks() {
        journal.append(&block).unwrap();
        ends.push(fs::metadata(&path).unwrap().len());
    }
    (fs::read(path).unwrap(), ends)
}

#[test]
fn what_is_appended_is_read_back() {
    let (bytes, _) = journal();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("years");
    fs::write(&path, bytes).unwrap();
    let (read, found) = Journal::whole(path).unwrap();
    assert_eq!(read, head());
    for (block, (found, placed)) in blocks().into_iter().zip(&found) {
        let mut values = Vec::new();
        placed.read(0..block.values.len(), &mut values).unwrap();
        assert_eq!(
            (found.first, found.years, &found.reps),
            (block.first, block.years, &block.reps)
        );
        assert_eq!(values, block.values);
    }
}

#[test]
fn cut_anywhere_the_whole_blocks_before_remain_and_it_can_grow_again() {
    let (bytes, ends) = journal();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("years");
    for length in ends[0] as usize..=bytes.len() {
        fs::write(&path, &bytes[..length]).unwrap();
        let (mut journal, found) = Journal::resume(path.clone()).unwrap();
        let whole = ends[1..].iter().filter(|end| **end <= length as u64).count();
        assert_eq!(found.len(), whole, "cut at {length}");
        for block in &blocks()[whole..] {
            journal.append(block).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), bytes, "cut at {length}");
    }
    for length in 1..ends[0] as usize {
        fs::write(&path, &bytes[..length]).unwrap();
        let refused = Journal::resume(path.clone()).unwrap_err();
        assert!(matches!(refused, JournalError::Damaged { .. }), "cut at {length}: {refused}");
    }
}

#[test]
fn no_byte_can_be_changed_unseen() {
    let (bytes, ends) = journal();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("years");
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        fs::write(&path, damaged).unwrap();
        let before = ends.iter().filter(|end| **end <= place as u64).count();
        match Journal::whole(path.clone()) {
            Err(JournalError::Torn { whole, .. }) => {
                let years: usize = blocks()[..before - 1].iter().map(|block| block.years).sum();
                assert_eq!(whole, years, "byte {place}");
            }
            Err(JournalError::Damaged { .. } | JournalError::Format { .. }) => {
                assert_eq!(before, 0, "byte {place}");
            }
            other => panic!("byte {place}: {other:?}"),
        }
    }
}

#[test]
fn two_programs_do_not_write_to_one_journal() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("years");
    let journal = Journal::create(path.clone(), &head()).unwrap();
    for refused in [
        Journal::resume(path.clone()).map(|_| ()),
        Journal::create(path.clone(), &head()).map(|_| ()),
        Journal::discard(&path),
    ] {
        assert!(matches!(refused, Err(JournalError::InUse { .. })), "{refused:?}");
    }
    drop(journal);
    Journal::discard(&path).unwrap();
    assert!(Journal::head_at(&path).unwrap().is_none());
}

#[test]
fn what_a_run_cannot_go_on_from() {
    let changed = |change: fn(&mut Head)| {
        let mut head = head();
        change(&mut head);
        head
    };
    let kept = head();
    assert_eq!(kept.refuses_to_resume(&kept), None);
    assert_eq!(changed(|head| head.years = 900).refuses_to_resume(&kept), None, "more years");
    for (run, words) in [
        (changed(|head| head.version = "2.0.0".into()), "is of version 1.2.3, not 2.0.0"),
        (
            changed(|head| head.inputs[1].sha256 = "cc".into()),
            "is of other input files: plan.toml reads otherwise there",
        ),
        (changed(|head| drop(head.inputs.pop())), "is of 2 input files, not 1"),
        (changed(|head| head.company.seed = 8), "has seed 7, not 8"),
        (changed(|head| head.company.name = "Emca".into()), "is of another company"),
        (changed(|head| head.shard = Shard::new(1, 2)), "is of all years, not of shard 1/2"),
        (
            changed(|head| head.wanted.months = true),
            "keeps nothing for the table months, which is asked for now",
        ),
    ] {
        assert_eq!(run.refuses_to_resume(&kept).as_deref(), Some(words));
    }
    // A file that moved is the same file.
    assert_eq!(changed(|head| head.inputs[0].path = "there".into()).refuses_to_resume(&kept), None);
}
