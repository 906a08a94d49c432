//! The trees of a company's files while they are changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnosis, Document, Finding, Node, Refused, Step};

use super::super::Loaded;
use super::super::files::{Files, Library, folder_of};
use super::act::alter;
use super::load::{Altered, Touched};
use super::places::{Found, named_places, parsed, written};
use super::{Act, Change, roster};

/// The trees of a company's files while they are changed.
pub(super) struct Alteration<'a> {
    loaded: &'a Loaded,
    company: Node,
    /// The names of the teams.
    pub names: Vec<String>,
    plans: BTreeMap<usize, Node>,
    new_plans: BTreeMap<usize, Node>,
    /// The rosters, by the place of their team.
    pub sheets: BTreeMap<usize, Document>,
    sheets_changed: Vec<usize>,
    touched: Vec<Touched>,
    faults: Vec<(Arc<Document>, Finding)>,
}

impl<'a> Alteration<'a> {
    /// The files of a company as they were read.
    pub fn of(loaded: &'a Loaded, files: Files) -> Result<Self, Refused> {
        let refuse =
            |findings| Refused(vec![Diagnosis::new(Arc::clone(&loaded.document), findings)]);
        let company = loaded.document.root().map_err(refuse)?.clone();
        let names = loaded.company.teams.iter().map(|team| team.name.clone()).collect();
        let mut sheets = BTreeMap::new();
        let folder = folder_of(loaded.document.name());
        for team in 0..loaded.company.teams.len() {
            let file = team_node(&company, team).and_then(|team| team.entry("roster")?.node.text());
            let mut library = Library { files, inputs: Vec::new() };
            let sheet =
                file.and_then(|file| library.open(files, &files.beside(&folder, file)).ok());
            sheets.extend(sheet.map(|sheet| (team, Document::new(sheet.name(), sheet.text()))));
        }
        Ok(Self {
            loaded,
            company,
            names,
            plans: BTreeMap::new(),
            new_plans: BTreeMap::new(),
            sheets,
            sheets_changed: Vec::new(),
            touched: Vec::new(),
            faults: Vec::new(),
        })
    }

    /// Does the changes one after the other.
    pub fn all(mut self, changes: &[Change]) -> Result<Altered, Refused> {
        for change in changes {
            if let Err(finding) = self.change(change) {
                self.faults.push((Arc::clone(&change.origin.document), finding));
            }
        }
        if !self.faults.is_empty() {
            let diagnoses = self.faults.into_iter();
            return Err(Refused(
                diagnoses.map(|(document, it)| Diagnosis::new(document, vec![it])).collect(),
            ));
        }
        let base = self.loaded.document.root().ok();
        let names_same = |team: usize, key: &str| {
            let named =
                |root: &Node| Some(team_node(root, team)?.entry(key)?.node.text()?.to_owned());
            base.and_then(named) == named(&self.company)
        };
        let teams = 0..self.names.len();
        let with = |document: &Arc<Document>, tree: Option<&Node>| match tree {
            Some(tree) => Arc::new(document.with_values(tree.clone())),
            None => Arc::clone(document),
        };
        let plan = |team: usize| {
            let document = self.loaded.plan_documents.get(team)?;
            names_same(team, "plan").then(|| with(document, self.plans.get(&team)))
        };
        let new_plan = |team: usize| {
            let change = self.loaded.changes.get(team)?.as_ref()?;
            Some(with(&change.document, self.new_plans.get(&team)))
        };
        let (plans, new_plans) = (teams.clone().map(plan).collect(), teams.map(new_plan).collect());
        let mut rosters = BTreeMap::new();
        for team in self.sheets_changed {
            if let Some(sheet) = self.sheets.remove(&team) {
                rosters.insert(format!("team[{team}].roster"), Arc::new(sheet));
            }
        }
        Ok(Altered {
            company: Some(Arc::new(self.loaded.document.with_values(self.company))),
            plans,
            new_plans,
            rosters,
            touched: self.touched,
        })
    }

    fn change(&mut self, change: &Change) -> Result<(), Finding> {
        let path = parsed(&change.path)
            .map_err(|why| change.fault(format!("`{}` is no path: {why}", change.path)))?;
        let before = self.touched.len();
        if let Some(Step::Key(head)) = path.first()
            && (head == "simulation" || head == "format")
        {
            let message = format!(
                "`{head}` belongs to the run, not to the company: what is compared has it in common"
            );
            return Err(change.fault(message));
        }
        let found = match path.first() {
            Some(Step::Key(head)) if head == "plan" || head == "new_plan" => {
                self.in_plans(change, head == "plan", &path[1..])?
            }
            _ => self.in_company(change, &path)?,
        };
        if self.touched.len() > before || change.optional {
            return Ok(());
        }
        if !found.places.is_empty() {
            let message =
                format!("`{}` finds no team with the keys that the change asks for", change.path);
            return Err(change.fault(message));
        }
        let (why, help) = found.why_none();
        let finding = change.fault(format!("there is no `{}`: {why}", change.path));
        Err(if help.is_empty() { finding } else { finding.help(help) })
    }

    fn in_company(&mut self, change: &Change, path: &[Step]) -> Result<Found, Finding> {
        if let [Step::Key(team), which, Step::Key(roster), Step::Key(column)] = path
            && (team.as_str(), roster.as_str()) == ("team", "roster")
        {
            return self.in_rosters(change, which, &[column.as_str()], true);
        }
        let creates = change.creates || change.absent.is_some();
        let mut found = named_places(&self.company, path, creates);
        for place in found.places.clone() {
            let team = match place[..] {
                [Step::Key(ref key), Step::Index(team), ..] if key == "team" => Some(team),
                _ => None,
            };
            if team.is_some_and(|team| !self.is_meant(change, team)) {
                continue;
            }
            alter(&mut self.company, &place, change).map_err(|why| change.fault(why))?;
            self.touch(self.loaded.document.name().to_owned(), Some(written(&place)), change);
        }
        if let [Step::Key(team), which, Step::Key(key)] = path
            && team == "team"
        {
            let columns: &[&str] = match key.as_str() {
                "quota" => &["quota", "new_quota"],
                "attainment" => &["attainment"],
                _ => &[],
            };
            let numeric = !matches!(change.act, Act::Mixture(_));
            if numeric && !columns.is_empty() {
                found.miss(&self.in_rosters(change, which, columns, false)?);
            }
        }
        Ok(found)
    }

    /// Changes columns of the rosters of teams. `asked`: a roster without the column is an error.
    fn in_rosters(
        &mut self,
        change: &Change,
        which: &Step,
        columns: &[&str],
        asked: bool,
    ) -> Result<Found, Finding> {
        let teams =
            named_places(&self.company, &[Step::Key("team".to_owned()), which.clone()], false);
        let mut help = None;
        for team in teams.places.iter().filter_map(|place| index_of(place.last())) {
            if !self.is_meant(change, team) {
                continue;
            }
            for column in columns {
                let Some(sheet) = self.sheets.get(&team) else { continue };
                let Some((text, cells)) = roster::with_column(sheet, column, change)? else {
                    help = Some((sheet.name().to_owned(), roster::suggestion(sheet, column)));
                    continue;
                };
                let name = sheet.name().to_owned();
                self.sheets.insert(team, Document::new(name.clone(), text));
                self.sheets_changed.push(team);
                if cells > 0 {
                    self.touch(name, None, change);
                }
            }
        }
        if let Some((name, help)) =
            help.filter(|_| asked && !change.optional && self.touched.is_empty())
        {
            let message = format!("there is no `{}`: `{name}` has no such column", change.path);
            return Err(change.fault(message).help(help));
        }
        Ok(if teams.places.is_empty() { teams } else { Found::default() })
    }

    fn in_plans(&mut self, change: &Change, old: bool, path: &[Step]) -> Result<Found, Finding> {
        let Some((which, path)) = path.split_first().filter(|(_, path)| !path.is_empty()) else {
            let message = format!("`{}` names no key of a plan", change.path);
            return Err(change.fault(message).help("such as `plan.AE.pay.base`"));
        };
        let teams =
            named_places(&self.company, &[Step::Key("team".to_owned()), which.clone()], false);
        if teams.places.is_empty() {
            return Ok(teams);
        }
        let creates = change.creates || change.absent.is_some();
        let mut all = Found::default();
        for team in teams.places.iter().filter_map(|place| index_of(place.last())) {
            let document = if old {
                self.loaded.plan_documents.get(team)
            } else {
                self.loaded
                    .changes
                    .get(team)
                    .and_then(Option::as_ref)
                    .map(|change| &change.document)
            };
            let Some(document) = document else { continue };
            let trees = if old { &mut self.plans } else { &mut self.new_plans };
            let tree = match trees.get(&team) {
                Some(tree) => tree.clone(),
                None => match document.root() {
                    Ok(tree) => tree.clone(),
                    Err(_) => continue,
                },
            };
            let found = named_places(&tree, path, creates);
            all.miss(&found);
            if !self.is_meant(change, team) {
                all.places.extend(found.places);
                continue;
            }
            let mut tree = tree;
            let (name, mut changed) = (document.name().to_owned(), false);
            for place in found.places {
                alter(&mut tree, &place, change).map_err(|why| change.fault(why))?;
                self.touch(name.clone(), Some(written(&place)), change);
                changed = true;
            }
            if changed {
                if old { &mut self.plans } else { &mut self.new_plans }.insert(team, tree);
            }
        }
        Ok(all)
    }

    /// Whether a team has the keys that a change asks for, and none that it rules out.
    fn is_meant(&self, change: &Change, team: usize) -> bool {
        let Some(node) = team_node(&self.company, team) else { return false };
        let has = |path: &String| {
            parsed(path).is_ok_and(|path| !named_places(node, &path, false).places.is_empty())
        };
        change.having.iter().all(has) && !change.lacking.iter().any(has)
    }

    fn touch(&mut self, file: String, path: Option<String>, change: &Change) {
        let words = format!("`{}` {}", change.path, change.in_words());
        self.touched.push(Touched { file, path, words });
    }
}

fn index_of(step: Option<&Step>) -> Option<usize> {
    match step {
        Some(Step::Index(index)) => Some(*index),
        _ => None,
    }
}

fn team_node(company: &Node, team: usize) -> Option<&Node> {
    company.entry("team")?.node.element(team)
}
