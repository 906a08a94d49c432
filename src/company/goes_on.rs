//! Which models a year can go on from in its middle: what of a company file rests on things that no data file tells.

use crate::diagnostic::{Diagnosis, Finding, Refused, element};

use super::load::Loaded;

impl Loaded {
    /// Whether the rest of a year can be drawn after some of its months have happened.
    ///
    /// # Errors
    /// Every key of the company file for which it cannot.
    pub fn goes_on(&self) -> Result<(), Refused> {
        let company = &self.company;
        let mut findings = Vec::new();
        let mut refuse = |path: String, why: &str, help: &str| {
            let message = format!("a year with this cannot go on from actual results: {why}");
            findings.push(Finding::error_at_key(path, message).help(help));
        };
        if company.hand_over.is_some() {
            refuse(
                "hand_over".to_owned(),
                "which accounts are still to pass on, and when, is not in a data file",
                "leave `hand_over` out and open the accounts in the book that keeps them",
            );
        }
        for i in 0..company.overlays.len() {
            refuse(
                element("overlay", i),
                "who is credited with the deals so far is in the file, and with those to come in the model",
                "leave the overlay out, and its team",
            );
        }
        for i in 0..company.managers.len() {
            refuse(
                element("manager", i),
                "who is credited with the results so far is in the file, and with those to come in the model",
                "leave the manager out, and the managers' team",
            );
        }
        for (t, team) in company.teams.iter().enumerate() {
            let Some(deals) = &team.deals else { continue };
            let path = |key: &str| format!("{}.deals.{key}", element("team", t));
            if deals.upgrade.is_some() {
                refuse(
                    path("upgrade"),
                    "which of the deals so far may still be upgraded is not in a data file",
                    "leave `upgrade` out; upgrades so far are paid as the file has them",
                );
            }
            if deals.co_selling.is_some() {
                refuse(
                    path("co_selling"),
                    "how able a rep is cannot be read off deals that others sold in part",
                    "leave `co_selling` out, and write what each is credited with as a deal of its own",
                );
            }
        }
        if findings.is_empty() {
            return Ok(());
        }
        Err(Refused(vec![Diagnosis::new(self.document.clone(), findings)]))
    }
}
