//! `compare --alignment`: what each candidate rewards, side by side.

use anyhow::Context;

use crate::cli::alignment::{Options, look, pages, written};
use crate::cli::failure::Failure;
use crate::cli::screen::{aligned, strong};
use crate::company::Candidates;
use crate::export;
use crate::simulate::Model;
use crate::study::alignment::{Alignment, Definition, ScoreLine};
use crate::tables::{OutputFolder, Table};

/// What was found of one candidate.
pub(super) struct Rewarded {
    found: Alignment,
    lines: Vec<ScoreLine>,
}

/// Looks at the alignment of every candidate on the same years, if that is asked for; else at none.
pub(super) fn of_candidates(
    options: &Options,
    candidates: &Candidates,
    (threads, quiet): (usize, bool),
) -> Result<Vec<Rewarded>, Failure> {
    let company = &candidates.today.company;
    let mut all = Vec::new();
    for candidate in &candidates.list {
        let model = Model::new(company, &candidate.plans);
        if let Some(found) = look(options, &model, &candidate.plans, threads, quiet)? {
            let lines = pages(&found, company.teams.len());
            all.push(Rewarded { found, lines });
        }
    }
    Ok(all)
}

/// Writes the tables of alignment, the candidates one after the other.
pub(super) fn write(
    folder: &mut OutputFolder,
    candidates: &Candidates,
    rewarded: &[Rewarded],
) -> Result<(), Failure> {
    if rewarded.is_empty() {
        return Ok(());
    }
    let company = &candidates.today.company;
    let of_candidates = candidates.list.iter().zip(rewarded);
    let write = || -> anyhow::Result<()> {
        let mut tables: [Vec<Table>; 4] = Default::default();
        for (candidate, Rewarded { found, lines }) in of_candidates {
            let teams = company.teams.iter().zip(&candidate.plans);
            let teams: Vec<(&str, &str)> =
                teams.map(|(team, plan)| (team.name.as_str(), plan.name.as_str())).collect();
            let name = &*candidate.name;
            tables[0].push(export::scorecard(lines, name, &teams)?);
            tables[1].push(export::alignment(found, name, &teams)?);
            tables[2].push(export::incentive_profile(found, name, &teams)?);
            tables[3].push(export::timing(found, name, &teams)?);
        }
        for chunks in &tables {
            let of_all = chunks.iter().map(Ok::<_, anyhow::Error>);
            folder.write_chunks::<_, anyhow::Error>(chunks[0].spec(), of_all)?;
        }
        Ok(())
    };
    Ok(write().context("the tables of alignment could not be written")?)
}

/// The figures that decide, candidates side by side: of each team that some candidate pays by another plan.
pub(super) fn section(candidates: &Candidates, rewarded: &[Rewarded]) -> String {
    let today = &candidates.today.company;
    let mut text = String::new();
    for (team, facts) in today.teams.iter().enumerate() {
        let plan = |candidate: usize| &candidates.list[candidate].plans[team];
        if (1..candidates.list.len()).all(|candidate| plan(candidate) == plan(0)) {
            continue;
        }
        let title = format!("What the plans of {} reward, and where they tempt", facts.name);
        let table = aligned(heading(candidates), side_by_side(team, rewarded));
        text += &format!("\n\n{}\n\n{table}", strong(&title));
    }
    if let Some(years) = rewarded.first().map(|first| first.found.years) {
        text += &format!(
            "\n\nFrom the reps of {} years who held their seat all year. `scorecard` has the sentences, `alignment` every figure.",
            crate::cli::digits::grouped(years as f64)
        );
    }
    text
}

fn heading(candidates: &Candidates) -> Vec<String> {
    let names = candidates.list.iter().map(|candidate| candidate.name.clone());
    [String::new()].into_iter().chain(names).collect()
}

/// One row a figure that is on some candidate's page.
fn side_by_side(team: usize, rewarded: &[Rewarded]) -> Vec<Vec<String>> {
    let of_team = |one: &Rewarded| -> Vec<ScoreLine> {
        one.lines.iter().filter(|l| l.team == team).cloned().collect()
    };
    let pages: Vec<Vec<ScoreLine>> = rewarded.iter().map(of_team).collect();
    let mut figures: Vec<&'static Definition> = Vec::new();
    for line in pages.iter().flatten() {
        if !figures.iter().any(|known| known.name == line.figure.name) {
            figures.push(line.figure);
        }
    }
    figures.sort_by_key(|figure| figure.aspect);
    let row = |figure: &&'static Definition| {
        let cell = |page: &Vec<ScoreLine>| {
            let line = page.iter().find(|line| line.figure.name == figure.name);
            let estimate = line.and_then(|line| line.estimate);
            estimate.map_or(String::from("–"), |estimate| written(&estimate, figure.unit))
        };
        [figure.label.to_owned()].into_iter().chain(pages.iter().map(cell)).collect()
    };
    figures.iter().map(row).collect()
}
