//! No text, however strange, does anything but load or be refused with a place.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{COMPANY, ROSTER, SCORES, changed, of_texts};
use crate::company::{Overrides, Source, load};

/// What people and programs write where something else was meant.
const STRANGE: [&str; 24] = [
    "-1",
    "0",
    "0.0",
    "-0.0",
    "1",
    "1.5",
    "1e308",
    "-1e308",
    "1e-320",
    "nan",
    "inf",
    "99999999999999999999",
    "true",
    "\"\"",
    "\" \"",
    "\"company\"",
    "\"ä\\u0000\"",
    "[]",
    "{}",
    "[[1]]",
    "1979-05-27",
    "=",
    "\"",
    "\u{feff}",
];

/// A text in which some words are strange.
fn disturbed(text: &'static str) -> impl Strategy<Value = String> {
    let words = text.split(' ').count();
    prop::collection::vec((0..words, prop::sample::select(&STRANGE[..])), 1..4).prop_map(
        move |changes| {
            let mut words: Vec<&str> = text.split(' ').collect();
            for (at, strange) in changes {
                words[at] = strange;
            }
            words.join(" ")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_disturbed_company_loads_or_is_refused(company in disturbed(COMPANY), roster in ".{0,40}", scores in "[0-9,.\n\"a]{0,40}") {
        let files = of_texts([company.clone(), format!("rep,quota\n{roster}"), format!("score,who\n{scores}")]);
        judge(load(files, "company.toml", &Overrides::default()), &company)?;
    }

    #[test]
    fn a_disturbed_company_with_sound_people_loads_or_is_refused(company in disturbed(COMPANY)) {
        let files = of_texts([company.clone(), ROSTER.to_owned(), SCORES.to_owned()]);
        judge(load(files, "company.toml", &Overrides::default()), &company)?;
    }
}

fn judge(
    outcome: Result<crate::company::Loaded, crate::diagnostic::Refused>,
    text: &str,
) -> Result<(), TestCaseError> {
    match outcome {
        Err(refused) => prop_assert!(refused.to_string().contains("error: "), "{text}"),
        Ok(loaded) => {
            for team in &loaded.company.teams {
                prop_assert!(
                    !team.seats.is_empty() && team.attainment.mean().is_finite(),
                    "{text}"
                );
                prop_assert!(team.quota.as_ref().is_none_or(|quota| quota.mean() > 0.0), "{text}");
            }
            let _ = (loaded.agree(Source::Simulated), loaded.agree(Source::Replayed));
        }
    }
    Ok(())
}

#[test]
fn the_undisturbed_company_loads() {
    assert!(
        load(
            of_texts([changed(COMPANY, &[]), ROSTER.to_owned(), SCORES.to_owned()]),
            "company.toml",
            &Overrides::default()
        )
        .is_ok()
    );
}
