//! The numbers of a company's files.

use std::sync::Arc;

use crate::diagnostic::{Document, Node, Step, join};

use super::super::Loaded;
use super::super::files::Files;
use super::alteration::Alteration;
use super::places::spoken;
use super::roster;

impl Loaded {
    /// The numbers that may be changed, each once: where it is named, and what it is. Settings of the simulation,
    /// the version of the language and what the company wants (`[value]`, `[strategy]`) are none of them.
    pub fn numbers(&self, files: Files) -> Vec<(String, f64)> {
        let mut numbers = Vec::new();
        let Ok(root) = self.document.root() else { return numbers };
        let mut places = Vec::new();
        numbers_below(root, &mut Vec::new(), &mut places);
        for (path, number) in places.into_iter().filter(|(path, _)| !costs_nothing(path)) {
            numbers.push((spoken(root, &path), number));
        }
        if let Ok(alteration) = Alteration::of(self, files) {
            for (team, sheet) in alteration.sheets {
                let team = alteration.names.get(team).cloned().unwrap_or_default();
                let columns = roster::columns(&sheet).into_iter();
                numbers.extend(columns.map(|(column, mean)| {
                    (format!("{}.roster.{column}", join("team", &team)), mean)
                }));
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        let plans = self.plan_documents.iter().map(|document| ("plan", document));
        let changed = self.changes.iter().flatten().map(|change| ("new_plan", &change.document));
        for (head, document) in plans.chain(changed) {
            if seen.contains(&document.name()) {
                continue;
            }
            seen.push(document.name());
            let (Ok(root), Some(team)) = (document.root(), self.team_with(head, document)) else {
                continue;
            };
            let mut places = Vec::new();
            numbers_below(root, &mut Vec::new(), &mut places);
            for (path, number) in places.into_iter().filter(|(path, _)| !costs_nothing(path)) {
                let head = join(head, &team);
                numbers.push((format!("{head}.{}", spoken(root, &path)), number));
            }
        }
        numbers
    }

    /// The first team with a plan file.
    fn team_with(&self, head: &str, document: &Arc<Document>) -> Option<String> {
        self.teams_with(head, document).into_iter().next()
    }

    /// The teams that have a plan file in common with a team, that one among them; `head` is `plan` or `new_plan`.
    pub fn sharing(&self, head: &str, team: &str) -> Vec<String> {
        let place = self.company.teams.iter().position(|it| it.name == team);
        let document = place.and_then(|place| match head {
            "plan" => self.plan_documents.get(place),
            _ => self.changes.get(place)?.as_ref().map(|change| &change.document),
        });
        document.map_or_else(Vec::new, |document| self.teams_with(head, document))
    }

    fn teams_with(&self, head: &str, document: &Arc<Document>) -> Vec<String> {
        let teams = self.company.teams.iter().enumerate();
        let has = |place: usize| match head {
            "plan" => self.plan_documents.get(place).is_some_and(|it| it.name() == document.name()),
            _ => self
                .changes
                .get(place)
                .and_then(Option::as_ref)
                .is_some_and(|change| change.document.name() == document.name()),
        };
        teams.filter(|(place, _)| has(*place)).map(|(_, team)| team.name.clone()).collect()
    }
}

/// Whether a number belongs to the run, or says what the company wants: nothing that is drawn or paid depends on it.
fn costs_nothing(path: &[Step]) -> bool {
    let is = |step: Option<&Step>, keys: &[&str]| matches!(step, Some(Step::Key(key)) if keys.contains(&key.as_str()));
    is(path.first(), &["simulation", "format", "value", "strategy"])
        || (is(path.first(), &["team"]) && is(path.get(2), &["value", "strategy"]))
}

fn numbers_below(node: &Node, path: &mut Vec<Step>, into: &mut Vec<(Vec<Step>, f64)>) {
    if let Some(number) = node.number() {
        into.push((path.clone(), number));
        return;
    }
    let keys: Vec<String> = node.keys().map(str::to_owned).collect();
    for key in keys {
        if let Some(entry) = node.entry(&key) {
            path.push(Step::Key(key));
            numbers_below(&entry.node, path, into);
            path.pop();
        }
    }
    let mut index = 0;
    while let Some(element) = node.element(index) {
        path.push(Step::Index(index));
        numbers_below(element, path, into);
        path.pop();
        index += 1;
    }
}
