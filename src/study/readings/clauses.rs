//! The clauses of a plan file, each read the other way in a file of its own.

use super::Reading;
use crate::company::{Company, Team};
use crate::diagnostic::{element, join};
use crate::plan::Plan;
use crate::spec::component::Component;
use crate::spec::plan::PlanFile;

/// A plan file with one clause read the other way.
pub(super) struct Changed {
    /// The component, by its number in the file; none of a clause of the whole plan.
    pub component: Option<usize>,
    /// The clause's dotted path.
    pub path: String,
    pub reading: Reading,
    pub file: PlanFile,
}

/// The clauses of a plan file while they are gone through.
pub(super) struct Clauses<'a> {
    pub(super) company: &'a Company,
    pub(super) team: &'a Team,
    pub(super) file: &'a PlanFile,
    /// What the file means.
    pub(super) plan: &'a Plan,
    changed: Vec<Changed>,
}

impl<'a> Clauses<'a> {
    /// Every clause that is read in two ways, in the order of the file.
    pub fn of(
        company: &'a Company,
        team: &'a Team,
        file: &'a PlanFile,
        plan: &'a Plan,
    ) -> Vec<Changed> {
        let mut clauses = Self { company, team, file, plan, changed: Vec::new() };
        for number in 0..plan.components.len().min(file.component.len()) {
            clauses.of_component(number);
        }
        clauses.of_plan();
        clauses.changed
    }

    /// Reads a component's clause the other way; `key` is dotted within it.
    pub(super) fn read(
        &mut self,
        component: usize,
        key: &str,
        reading: Reading,
        change: impl FnOnce(&mut Component),
    ) {
        let mut file = self.file.clone();
        change(&mut file.component[component]);
        let path = format!("{}.{key}", element("component", component));
        self.changed.push(Changed { component: Some(component), path, reading, file });
    }

    /// Reads a clause of the whole plan the other way.
    pub(super) fn read_of_plan(
        &mut self,
        path: &str,
        reading: Reading,
        change: impl FnOnce(&mut PlanFile),
    ) {
        let mut file = self.file.clone();
        change(&mut file);
        self.changed.push(Changed { component: None, path: path.to_owned(), reading, file });
    }

    /// The path of a key of a component's table.
    pub(super) fn within(table: &str, key: &str) -> String {
        join(table, key)
    }

    /// Whether reps of the team leave within the year.
    pub(super) fn people_leave(&self) -> bool {
        self.team.turnover.is_some() || self.team.seats.iter().any(|seat| seat.end_month.is_some())
    }
}

/// The words of a key that is true or false.
pub(super) const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
