//! What a company is after loading, and what keeps it from loading as a whole.

use super::{AE, AM, files, said, with};
use crate::company::{Aim, Files, FiscalYearStart, MeasureGroup, Overrides, Renewal, Source, load};
use crate::money::Decimal6;
use crate::plan::{Additive, Measure, RatioMeasure};

#[test]
fn a_company_is_what_its_file_says() {
    let loaded = with(
        &[("currency = ", "fiscal_year_start = \"2027-02\"\ncurrency = ")],
        &Overrides::default(),
    )
    .unwrap();
    assert_eq!(said(&[]), "");
    let company = &loaded.company;
    assert_eq!(company.fiscal_year_start, Some(FiscalYearStart { year: 2027, month: 1 }));
    assert_eq!(
        (company.simulation.years, company.simulation.seed, company.simulation.history_months),
        (100, 7, 12)
    );
    assert_eq!(company.budget.unwrap().burden, Decimal6(100_000));
    let [ae, am] = &company.teams[..] else { panic!("{:?}", company.teams) };
    assert_eq!(
        ae.seats.iter().map(|seat| seat.rep.as_str()).collect::<Vec<_>>(),
        ["AE-01", "AE-02"]
    );
    assert_eq!(ae.seasonality[11], Decimal6(13_000_000));
    assert_eq!(ae.deals.as_ref().unwrap().term_months, [(12, 0.7), (24, 0.2), (36, 0.1)]);
    assert_eq!((ae.roster, am.roster), (false, true));
    assert_eq!(am.seats[1].start_month, Some(3));
    assert!(am.quota.is_none());
    assert_eq!(am.seasonality, [Decimal6::ONE; 12]);
    let book = am.book.as_ref().unwrap();
    assert_eq!(book.accounts.is_constant(), Some(40.0));
    assert!(matches!(book.renewal, Renewal::Weights(weights) if weights[11] == 3.0));
    assert_eq!(am.scores[0].value.mean(), 62.5);
    let paths: Vec<_> = loaded.inputs.iter().map(|input| input.path.as_str()).collect();
    assert_eq!(paths, ["company.toml", "reps.csv", "nps.csv", "plans/ae.toml", "plans/am.toml"]);
    assert_eq!(loaded.inputs[4].sha256.len(), 64);
    loaded.agree(Source::Simulated).unwrap();
    loaded.agree(Source::Replayed).unwrap();
}

#[test]
fn a_team_may_be_worth_and_aim_at_something_else() {
    let changes = [
        (
            "[[team]]",
            "[value]\nnet_new_arr = 1.0\nchurned_arr = -0.5\n[strategy]\ngrowth = 1\n[[team]]",
        ),
        (
            "roster = ",
            "value = { grr = 0.2, nps = 50 }\nstrategy = { scores = 0.25, grr = 0.75 }\nroster = ",
        ),
    ];
    let company = with(&changes, &Overrides::default()).unwrap().company;
    let sum = Measure::additive;
    let of_company = [(sum(Additive::ChurnedArr), -0.5), (sum(Additive::NetNewArr), 1.0)];
    assert_eq!(company.value_of(0).unwrap().weights, of_company);
    let own = [(Measure::Ratio(RatioMeasure::Grr), 0.2), (Measure::Score("nps".into()), 50.0)];
    assert_eq!(company.value_of(1).unwrap().weights, own);
    assert_eq!(company.strategy_of(0).unwrap().aims, [(Aim::Group(MeasureGroup::Growth), 1.0)]);
    let own = [(Aim::Measure("grr".into()), 0.75), (Aim::Group(MeasureGroup::Scores), 0.25)];
    assert_eq!(company.strategy_of(1).unwrap().aims, own);
    let stated = with(&[], &Overrides::default()).unwrap().company;
    assert!(stated.value_of(0).is_none() && stated.strategy_of(1).is_none());
}

#[test]
fn what_is_not_stated_has_its_default() {
    let file = "name = \"x\"\ncurrency = \"EUR\"\n[[team]]\nname = \"A\"\nplan = \"p\"\nheadcount = 1\nattainment = 1\n\
                attainment_correlation = 0\n";
    let files = Files::Embedded(Box::leak(Box::new([
        ("c", file),
        ("p", AM.replace("USD", "EUR").leak() as &str),
    ])));
    let company = load(files, "c", &Overrides::default()).unwrap().company;
    assert_eq!(
        (company.simulation.years, company.simulation.seed, company.simulation.history_months),
        (10_000, 1, 0)
    );
    assert!(company.budget.is_none() && company.fiscal_year_start.is_none());
    assert_eq!(company.market.demand.is_constant(), Some(1.0));
    let team = &company.teams[0];
    assert!(
        team.quota.is_none()
            && team.turnover.is_none()
            && team.deals.is_none()
            && team.ramp.quota.is_empty()
    );
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let broken = files(
        &[("years = 100", "years = 0"), ("headcount = 2", "headcount = -3")],
        &[("base = 60_000", "base = -1")],
        ["rep\nAnn\nAnn\n", "score\nmany\n"],
    );
    let shown = load(broken, "company.toml", &Overrides::default()).unwrap_err().to_string();
    for expected in [
        "`years` must be",
        "`headcount` must be",
        "plans/ae.toml:5:8",
        "reps.csv:3:1",
        "two reps are called \"Ann\"",
        "nps.csv:2:1",
        "\"many\" is no number",
    ] {
        assert!(shown.contains(expected), "{expected}\n\n{shown}");
    }
}

#[test]
fn a_file_that_is_no_company_is_refused() {
    let files = Files::Embedded(&[
        ("empty.toml", ""),
        ("blank.toml", " \n"),
        ("binary.toml", "\0\u{1}"),
        ("no.toml", "name ="),
    ]);
    for (path, expected) in [
        ("empty.toml", "the file is empty"),
        ("blank.toml", "the file is blank"),
        ("binary.toml", "the file is not text"),
        ("no.toml", "no.toml:1:"),
        ("none.toml", "the company file is not there"),
    ] {
        let shown = load(files, path, &Overrides::default()).unwrap_err().to_string();
        assert!(shown.contains(expected) && shown.contains(path), "{shown}");
    }
    let folder = load(Files::Disk, ".", &Overrides::default()).unwrap_err().to_string();
    assert!(folder.contains("the company file is a folder"), "{folder}");
}

#[test]
fn the_command_line_changes_plans_years_and_seed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.toml");
    std::fs::write(&path, AE.replace("0.08", "0.10").replace("name = \"AE\"", "name = \"Other\""))
        .unwrap();
    let path = path.to_string_lossy().into_owned();
    let overrides = |plans: &[(&str, &str)], years| Overrides {
        plans: plans.iter().map(|(team, file)| ((*team).to_owned(), (*file).to_owned())).collect(),
        years,
        seed: Some(99),
        ..Overrides::default()
    };
    let loaded = with(&[], &overrides(&[("AE", &path)], Some(5))).unwrap();
    assert_eq!(loaded.plans[0].name, "Other");
    assert_eq!((loaded.company.simulation.years, loaded.company.simulation.seed), (5, 99));
    assert!(
        loaded.inputs.iter().all(|input| input.path != "plans/ae.toml"),
        "a plan that is replaced is not read"
    );
    for (plans, years, expected) in [
        (&[("AX", path.as_str())][..], None, "the company has no team \"AX\""),
        (&[("AE", "missing.toml")], None, "the file `missing.toml` is not there"),
        (&[("AE", &path), ("AE", &path)], None, "the team \"AE\" is given two plans"),
        (&[], Some(0), "years must be from 1 to 10,000,000, found 0"),
    ] {
        let shown = with(&[], &overrides(plans, years)).unwrap_err();
        assert!(
            shown.contains(expected) && shown.contains("command line:1:"),
            "{expected}\n\n{shown}"
        );
    }
}

#[test]
fn a_plan_pays_in_the_currency_of_the_company() {
    let shown = said(&[("\"USD\"", "\"EUR\"")]);
    assert!(shown.contains("this plan is for sales in USD, the company sells in EUR"), "{shown}");
    assert!(shown.contains("plans/ae.toml:3:12"), "{shown}");
}
