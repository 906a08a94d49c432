//! Whether a file is a plan or a company, by its keys.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;

use crate::diagnostic::{Document, Finding, keys_of, list, nearest};
use crate::spec::company::CompanyFile;
use crate::spec::plan::PlanFile;

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plan,
    Company,
}

/// What a file describes: a company has teams, a plan has pay and components. Failing these, any key that only
/// one of the two has.
pub(super) fn of(document: &Document) -> Result<Kind, Vec<Finding>> {
    let keys: BTreeMap<String, IgnoredAny> = document.parse()?;
    let has = |key: &str| keys.contains_key(key);
    if has("team") {
        return Ok(Kind::Company);
    }
    if has("pay") || has("component") {
        return Ok(Kind::Plan);
    }
    let (company, plan) = (keys_of::<CompanyFile>(), keys_of::<PlanFile>());
    let only_in =
        |these: &[&str], those: &[&str]| these.iter().any(|key| has(key) && !those.contains(key));
    match (only_in(company, plan), only_in(plan, company)) {
        (true, false) => Ok(Kind::Company),
        (false, true) => Ok(Kind::Plan),
        _ => Err(vec![undecided(&keys)]),
    }
}

fn undecided(keys: &BTreeMap<String, IgnoredAny>) -> Finding {
    let found = match keys.len() {
        0 => "the file has no keys".to_owned(),
        _ => format!("the file has {}", list(keys.keys().map(|key| format!("`{key}`")), "and")),
    };
    let meant = keys.keys().find_map(|key| nearest(key, ["team", "pay", "component"]));
    let meant = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
    Finding::error_in_file(format!("neither a plan nor a company: {found}")).help(format!(
        "a company file has `[[team]]`s; a plan file has `[pay]`, and `[[component]]`s for what it pays{meant}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_their_keys() {
        for (text, kind) in [
            ("name = \"C\"\n[[team]]\nname = \"AE\"", Some(Kind::Company)),
            ("name = \"C\"\n[simulation]\nyears = 5", Some(Kind::Company)),
            ("name = \"P\"\npay = { base = 1 }", Some(Kind::Plan)),
            ("name = \"P\"\n[[component]]", Some(Kind::Plan)),
            ("rounding = \"half_up\"", Some(Kind::Plan)),
            ("name = \"?\"\ncurrency = \"USD\"", None),
            ("[simulation]\n[draw]", None),
        ] {
            assert_eq!(of(&Document::new("f.toml", text)).ok(), kind, "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let findings = of(&Document::new("f.toml", "[[taem]]\nname = \"AE\"")).unwrap_err();
        assert_eq!(findings[0].message, "neither a plan nor a company: the file has `taem`");
        assert!(
            findings[0].help.as_deref().is_some_and(|help| help.ends_with("did you mean `team`?"))
        );
        let broken = of(&Document::new("f.toml", "name = ")).unwrap_err();
        assert_eq!(broken.len(), 1);
    }
}
