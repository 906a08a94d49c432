//! Whether plans suit their teams.

use super::{ROSTER, SCORES, files};
use crate::company::{Overrides, Source, load};
use crate::diagnostic::render;

const BOOK: &str = "[team.book]\naccounts = 40\narr = 10_000\nchurn = 0.1\n";
const FUNNEL: &str = "[team.funnel]\nmeetings = 12\n";

/// What is said of the plan of the AE team, in which words are others, and the team too.
fn said(source: Source, company: &[(&str, &str)], plan: &[(&str, &str)]) -> String {
    let loaded =
        load(files(company, plan, [ROSTER, SCORES]), "company.toml", &Overrides::default());
    let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}"));
    match loaded.agree(source) {
        Ok(warnings) => render(&warnings, false),
        Err(refused) => refused.to_string(),
    }
}

fn of_measure(measure: &str, model: &str) -> String {
    let deals = "  [team.deals]\n  size = { distribution = \"lognormal\", mean = 30_000, sd = 27_000 }\n  \
                 term_months = { 12 = 0.7, 24 = 0.2, 36 = 0.1 }\n";
    let clause = "measure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ { from = 0.0, rate = 0.08 } ]";
    let new = format!(
        "measure = \"{measure}\"\npaid = \"year\"\nmeasured = \"year\"\namount = 1\nwhen = {{ measure = \"{measure}\", at_least = 0.5 }}"
    );
    let new = new.replacen(&format!("measure = \"{measure}\"\npaid"), "paid", 1);
    said(
        Source::Simulated,
        &[(deals, model)],
        &[("pays = \"rate\"\n", "pays = \"amount\"\n"), (clause, &new)],
    )
}

#[test]
fn a_measure_needs_a_model_that_makes_it() {
    let deals = "[team.deals]\nsize = 30_000\n";
    let growing = format!("{BOOK}expansion = {{ per_year = 1, share = 0.1 }}\n");
    let shrinking = format!("{BOOK}contraction = {{ chance = 0.1, share = 0.1 }}\n");
    let rich = format!(
        "{deals}products = [ {{ name = \"core\", share = 1, margin = 0.8 }} ]\ndays_to_close = 30\n\
         implementation = {{ chance = 0.5, share = 0.1 }}\nupgrade = {{ chance = 0.5, share = 0.1, within_months = 3 }}\n\
         [[team.activity]]\nname = \"calls\"\nper_month = 20\n"
    );
    let rich_and_growing = format!("{rich}{growing}");
    let products =
        "expansion = { per_year = 1, share = 0.1, products = [ { name = \"seats\", share = 1";
    let by_product = format!("{BOOK}{products} }} ] }}\n");
    let at_a_margin = format!("{BOOK}{products}, margin = 0.7 }} ] }}\n");
    let all_at_margins = format!("{rich}{at_a_margin}");
    let winning = format!("{FUNNEL}qualified = 0.5\nwon = 0.2\nsize = 5_000\n");
    for (measure, model, expected) in [
        ("new_acv", "", None),
        (
            "new_acv",
            BOOK,
            Some("a team with a book sells to new accounts only where it has deals too"),
        ),
        ("new_acv", FUNNEL, Some("a team with a funnel sells")),
        ("deals", "", Some("not in deals")),
        ("deals", deals, None),
        ("average_deal_size", "", Some("not in deals")),
        ("average_deal_size", deals, None),
        ("nrr", "", Some("team \"AE\" does not produce `nrr`: it keeps no accounts")),
        ("nrr", BOOK, None),
        ("grr", "", Some("it keeps no accounts")),
        ("logo_retention", "", Some("it keeps no accounts")),
        ("renewal_rate", BOOK, None),
        ("renewal_acv", "", Some("it keeps no accounts")),
        ("churned_arr", BOOK, None),
        ("upsell_acv", "", Some("it keeps no accounts")),
        ("upsell_acv", BOOK, Some("its accounts do not grow")),
        ("expansion_acv", &growing, None),
        ("cross_sell_acv", &growing, None),
        ("expansion_rate", BOOK, Some("its accounts do not grow")),
        ("contraction_arr", BOOK, Some("its accounts do not contract")),
        ("contraction_arr", &shrinking, None),
        ("net_new_arr", BOOK, None),
        ("net_new_arr", "", None),
        ("net_new_arr", FUNNEL, Some("a team with a funnel sells")),
        ("meetings", "", Some("it holds no meetings")),
        ("meetings", FUNNEL, None),
        ("qualified", FUNNEL, Some("no meeting of it qualifies")),
        ("won", &winning, None),
        ("conversion_rate", &winning, None),
        ("won_acv", FUNNEL, Some("no meeting of it qualifies")),
        ("upgrade_acv", deals, Some("what it sells is never upgraded")),
        ("upgrade_acv", &rich, None),
        ("gross_margin", "", Some("not in deals")),
        ("gross_margin", deals, Some("its deals have no margins")),
        ("gross_margin", &rich, None),
        ("gross_margin", &rich_and_growing, Some("what its book expands by has no margin")),
        ("gross_margin", &growing, Some("what its book expands by has no margin")),
        ("gross_margin", &by_product, Some("the product \"seats\" has no margin")),
        ("gross_margin", &at_a_margin, None),
        ("gross_margin", &all_at_margins, None),
        ("implementation_revenue", deals, Some("no services come with its deals")),
        ("implementation_revenue", &rich, None),
        ("days_to_close", deals, Some("how long its deals take is not drawn")),
        ("days_to_close", &rich, None),
        ("activities", deals, Some("its activities are not counted")),
        ("activities", &rich, None),
        ("sold_grr", deals, Some("what it sells becomes nobody's account")),
        ("csat", "", Some("the team has no score of that name")),
    ] {
        let shown = of_measure(measure, model);
        match expected {
            None => assert_eq!(shown, "", "{measure}"),
            Some(words) => assert!(
                shown.contains(words) && shown.contains("plans/ae.toml:"),
                "{measure}\n{words}\n\n{shown}"
            ),
        }
    }
}

#[test]
fn a_quota_of_the_team_has_to_be_there() {
    let none = &[("quota = 500_000", "quota = 0")];
    for source in [Source::Simulated, Source::Replayed] {
        let shown = said(source, none, &[]);
        assert!(
            shown.contains("this component needs a quota, and team \"AE\" has none"),
            "{shown}"
        );
        assert!(shown.contains("plans/ae.toml:11:9"), "{shown}");
        assert_eq!(said(source, &[], &[]), "");
    }
    let shown = said(
        Source::Replayed,
        &[("quota = 500_000", ""), ("headcount = 2", "roster = \"reps.csv\"")],
        &[],
    );
    assert!(shown.contains("in the roster of team \"AE\" Ann has none"), "{shown}");
}

#[test]
fn clauses_need_what_they_speak_of() {
    let upsell = (
        "measure = \"new_acv\"\nquota = \"team\"",
        "measure = \"new_acv\"\nquota = \"team\"\ndeal_cap = 1_000",
    );
    let deals = "  [team.deals]\n  size = { distribution = \"lognormal\", mean = 30_000, sd = 27_000 }\n  \
                 term_months = { 12 = 0.7, 24 = 0.2, 36 = 0.1 }\n";
    let shown = said(Source::Simulated, &[(deals, "")], &[upsell]);
    assert!(shown.contains("`deal_cap` looks at single deals"), "{shown}");
    assert_eq!(said(Source::Replayed, &[(deals, "")], &[upsell]), "");
    assert_eq!(said(Source::Simulated, &[], &[upsell]), "");

    let clawback = "measured = \"year\"\nclawback = { on = [\"churn\"], within_months = 12, recovers = \"full\", at = \"paid\" }";
    let shown = said(Source::Simulated, &[], &[("measured = \"year\"", clawback)]);
    assert!(shown.contains("team \"AE\" keeps no accounts that could be lost"), "{shown}");
    assert_eq!(said(Source::Replayed, &[], &[("measured = \"year\"", clawback)]), "");

    let terms = "[[measure]]\nname = \"long\"\nterms = [ { of = \"new_acv\", where = { term_months_at_least = 24 } } ]\n[[component]]";
    let by_term = &[("[[component]]", terms), ("measure = \"new_acv\"", "measure = \"long\"")];
    assert_eq!(said(Source::Simulated, &[], by_term), "");
    let shown =
        said(Source::Simulated, &[("term_months = { 12 = 0.7, 24 = 0.2, 36 = 0.1 }", "")], by_term);
    assert!(shown.contains("no contract terms are drawn"), "{shown}");
}

#[test]
fn a_trailing_year_looks_back() {
    let trailing = &[(
        "paid = \"year\"\nmeasured = \"year\"",
        "paid = \"quarter\"\nmeasured = \"trailing_year\"",
    )];
    assert_eq!(said(Source::Simulated, &[], trailing), "");
    let shown = said(Source::Simulated, &[("history_months = 12", "history_months = 6")], trailing);
    assert!(
        shown.contains("warning: the first payments look at fewer than twelve months"),
        "{shown}"
    );
}

#[test]
fn a_pool_speaks_of_teams_of_the_company() {
    let clause = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ { from = 0.0, rate = 0.08 } ]";
    let pool = |scope: &str, measure: &str| {
        let text = format!(
            "pays = \"pool\"\namount = 5\nsplit = \"equal\"\nscope = {scope}\nwhen = {{ measure = \"{measure}\", at_least = 0.9 }}\n\
             paid = \"year\"\nmeasured = \"year\""
        );
        said(Source::Simulated, &[], &[(clause, &text)])
    };
    assert_eq!(pool("[\"AE\", \"AM\"]", "nrr"), "");
    let shown = pool("[\"AE\", \"MA\"]", "new_acv");
    assert!(
        shown.contains("the company has no team \"MA\"")
            && shown.contains("known here: `AE` and `AM`") | shown.contains("did you mean"),
        "{shown}"
    );
    let shown = pool("\"team\"", "nrr");
    assert!(shown.contains("does not produce `nrr`"), "{shown}");
}
