//! `paycurve check`.

mod company;
mod deals;
mod doubts;
mod kind;
mod page;
mod pay;
mod plan;
mod readings;
mod spread;
mod team;

use std::io::{ErrorKind, Write, stdout};
use std::sync::Arc;

use anyhow::Context;

use super::failure::Failure;
use super::inputs::share;
use super::terminal;
use crate::company::{Files, Overrides, Source, load};
use crate::diagnostic::{Diagnosis, Document, Finding, Refused, render};
use crate::money::Decimal6;
use crate::plan::lower;
use crate::spec::plan::PlanFile;
use crate::study::lint::Limits;
use kind::Kind;
use page::Page;

/// Validate plan and company files, and say in plain words what they mean
///
/// Says what the program understood, so that you can tell whether that is your plan: its clauses in words,
/// and what it pays a year at 50, 80, 100, 120 and 150 % attainment. A company file is checked with the
/// plans of all its teams. Nothing is simulated.
///
/// Warns of what a plan designer should look at again: rates that do not earn the target at quota, cliffs,
/// stretches that pay nothing more, pay that falls as results rise, more than three measures, pay mixes,
/// quotas and rates outside the usual ranges. A warning refuses nothing.
///
/// With --readings a company is simulated instead: for each clause that practitioners read in two ways, what the
/// other reading would cost on the same years, as a paired difference with its 95 % interval.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve check company.toml                          a company with its plans
  paycurve check plans/*.toml                          plans by themselves
  paycurve check plans/ae-accelerated.toml | less
  paycurve check --readings company.toml               what each clause costs, read the other way

What was understood goes to standard output, errors and warnings to standard error. Exit code 0 \
where all files are sound (warnings allowed; with --strict 1 where there are any), 2 where any is refused.")]
pub(super) struct Arguments {
    /// Plan or company files, in any mix
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// End with exit code 1 where there are warnings
    #[arg(long)]
    strict: bool,
    /// Warn of points where pay jumps by more than this share of the target incentive
    #[arg(long, value_name = "SHARE", default_value = "0.02", value_parser = share)]
    cliff: Decimal6,
    /// Simulate a company, and say what each clause would cost, read the other way
    #[arg(long)]
    readings: bool,
    #[command(flatten)]
    trial: readings::Options,
}

/// What became of a file.
struct Checked {
    /// What was understood.
    page: Page,
    /// All that was found.
    findings: Vec<Diagnosis>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.readings {
        return match &arguments.files[..] {
            [company] => readings::run(company, &arguments.trial),
            _ => Err(Failure::Unusable("--readings looks at one company file".to_owned())),
        };
    }
    let limits = Limits { cliff: arguments.cliff };
    let (mut refused, mut warnings) = (Vec::new(), 0);
    for (i, file) in arguments.files.iter().enumerate() {
        let Checked { page, findings } = check(file, limits).unwrap_or_else(|Refused(findings)| {
            let mut page = Page::default();
            page.line(0, &format!("{file}: refused, see the errors"));
            Checked { page, findings }
        });
        show(i > 0, &page)?;
        if findings.iter().any(Diagnosis::is_refusal) {
            refused.extend(findings);
        } else {
            warnings += findings.iter().map(|of_file| of_file.findings.len()).sum::<usize>();
            eprint!("{}", render(&findings, terminal::colours_stderr()));
        }
    }
    match warnings {
        _ if !refused.is_empty() => Err(Failure::Refused(Refused(refused))),
        1.. if arguments.strict => Err(Failure::Warned(warnings)),
        _ => Ok(()),
    }
}

/// Prints a page. A reader who has seen enough and closes the pipe is no failure.
fn show(with_space: bool, page: &Page) -> Result<(), Failure> {
    let text = page.text(terminal::colours_stdout());
    let text = if with_space { format!("\n{text}") } else { text };
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("standard output could not be written")?
        }
        _ => Ok(()),
    }
}

fn check(file: &str, limits: Limits) -> Result<Checked, Refused> {
    let whole = |finding| Refused::from(Diagnosis::of_file(file, finding));
    let bytes = Files::Disk
        .read(file)
        .map_err(|why| whole(Finding::error_in_file(format!("the file {why}"))))?;
    let document = Arc::new(Document::from_bytes(file, bytes)?);
    let of_document = |findings| Refused::from(Diagnosis::new(Arc::clone(&document), findings));
    match kind::of(&document).map_err(of_document)? {
        Kind::Company => check_company(file, limits),
        Kind::Plan => {
            let file: PlanFile = document.parse().map_err(of_document)?;
            let (plan, mut findings) = lower(&file);
            let Some(plan) = plan else {
                return Err(of_document(findings));
            };
            let mut page = Page::default();
            plan::alone(&plan, document.name(), &mut page);
            findings.extend(doubts::of_plan(&plan, limits));
            Ok(Checked { page, findings: vec![Diagnosis::new(Arc::clone(&document), findings)] })
        }
    }
}

fn check_company(file: &str, limits: Limits) -> Result<Checked, Refused> {
    let loaded =
        load(Files::Disk, file, &Overrides::default()).map_err(|Refused(mut errors)| {
            errors.extend(doubts::of_sound_plans(file, limits));
            Refused(doubts::by_document(errors))
        })?;
    let mut findings = loaded.warnings.clone();
    let mut page = Page::default();
    company::describe(&loaded, &mut page);
    match loaded.agree(Source::Simulated) {
        Ok(warnings) => {
            findings.extend(warnings);
        }
        Err(Refused(errors)) => {
            findings.extend(errors);
            page.space();
            page.line(0, &company::unfit(&loaded));
        }
    }
    findings.extend(doubts::of_company(&loaded, limits));
    Ok(Checked { page, findings: doubts::by_document(findings) })
}
