//! Every way in which a company file is refused, with words that the message must have.

use super::said;

#[test]
fn every_fault_of_a_company_file_is_answered() {
    let quota = "quota = 500_000";
    let mut failures = Vec::new();
    let attainment = "attainment = { distribution = \"normal\", mean = 0.95, sd = 0.2, min = 0.0 }";
    for (from, to, expected) in [
        ("name = \"Mid-market\"", "", "`name` is missing"),
        ("\"USD\"", "\"usd\"", "did you mean \"USD\"?"),
        ("\"USD\"", "\"dollars\"", "\"dollars\" is no currency code"),
        (
            "name = \"Mid-market\"",
            "name = \"x\"\nformat = 2",
            "this version reads files of format 1",
        ),
        (
            "name = \"Mid-market\"",
            "name = \"x\"\nfiscal_year_start = \"2027\"",
            "\"2027\" is no month of a year",
        ),
        (
            "name = \"Mid-market\"",
            "name = \"x\"\nhand_over = { from = \"AE\" }",
            "`to` is missing: the team that keeps them",
        ),
        (
            "years = 100",
            "years = 0",
            "`years` must be a whole number from 1 to 10,000,000, found 0",
        ),
        ("years = 100", "years = 20_000_000", "found 20000000"),
        ("years = 100", "yeers = 100", "did you mean `years`?"),
        ("seed = 7", "seed = 1.5", "`seed` must be a whole number"),
        ("history_months = 12", "history_months = 37", "from 0 to 36, found 37"),
        ("2_900_000", "-1", "`variable_pay` must not be negative, found -1"),
        ("2_900_000", "0.001", "`variable_pay` is no amount of money"),
        ("burden = 0.10", "burden = -0.1", "`burden` must not be negative"),
        ("\"churn\", -0.5", "\"churn\", -1.5", "a correlation must be from -1 to 1, found -1.5"),
        ("\"churn\", -0.5", "\"chrun\", -0.5", "the market has no factor \"chrun\""),
        ("\"churn\", -0.5", "\"demand\", -0.5", "`demand` is correlated with itself"),
        (
            "\"expansion\", 0.6]",
            "\"churn\", 0.6]",
            "the correlation of `demand` and `churn` is given twice",
        ),
        (
            "0.6] ]",
            "0.9], [\"churn\", \"expansion\", 0.9] ]",
            "that of `churn` and `expansion` can be from -0.82 to -0.08",
        ),
        (
            "expansion = { distribution = \"lognormal\", mean = 1.0, sd = 0.10 }",
            "",
            "warning: `expansion` is always 1",
        ),
        (
            "demand = { distribution = \"lognormal\"",
            "demand = { distribution = \"normal\"",
            "give `min = 0`",
        ),
        ("name = \"AE\"", "", "`name` is missing: what tables call the team"),
        ("name = \"AE\"", "name = \"\"", "`name` is empty"),
        ("name = \"AE\"", "name = \" AE\"", "write \"AE\""),
        ("name = \"AE\"", "name = \"company\"", "a team may not be called \"company\""),
        ("name = \"AE\"", "name = \"AM\"", "two teams are called \"AM\""),
        ("plan = \"plans/ae.toml\"", "", "`plan` is missing"),
        ("plans/ae.toml", "plans/ea.toml", "the file `plans/ea.toml` is not there"),
        (
            "headcount = 2",
            "headcount = -2",
            "`headcount` must be a whole number from 1 to 100,000, found -2",
        ),
        ("headcount = 2", "headcount = 0", "from 1 to 100,000, found 0"),
        ("headcount = 2", "headcount = 2.5", "from 1 to 100,000, found 2.5"),
        (
            "headcount = 2",
            "headcount = \"two\"",
            "`headcount` must be a number, found the text \"two\"",
        ),
        ("headcount = 2", "", "the team has no people"),
        (
            "headcount = 2",
            "headcount = 2\nroster = \"reps.csv\"",
            "a `headcount` or a `roster`, not both",
        ),
        ("reps.csv", "people.csv", "the file `people.csv` is not there"),
        (quota, "quota = -1", "`quota` must not be negative"),
        (
            quota,
            "quota = { distribution = \"normal\", mean = 5e5, sd = 1e5 }",
            "every draw of `quota` must be 0 or more",
        ),
        (quota, "quota = 99_000_000_000", "a rep would close about"),
        (attainment, "", "`attainment` is missing"),
        (
            attainment,
            "attainment = { distribution = \"student_t\", mean = 1, scale = 0.1, df = 1 }",
            "`df` must be above 1",
        ),
        (
            attainment,
            "attainment = { distribution = \"pareto\", scale = 1, shape = 1 }",
            "no finite mean",
        ),
        (
            attainment,
            "attainment = { distribution = \"pareto\", scale = 1, shape = 1.1 }",
            "now and then be above 1,000,000",
        ),
        (attainment, "attainment = -1", "warning: this attainment is never above 0"),
        ("attainment_correlation = 0.1", "", "0 where each rep's luck is their own"),
        (
            "attainment_correlation = 0.1",
            "attainment_correlation = -0.1",
            "from 0 to 1, found -0.1",
        ),
        ("attainment_correlation = 0.1", "attainment_correlation = 30", "for 30 % write 0.3"),
        ("7, 8, 13 ]", "7, 8 ]", "`seasonality` has 11 weights, a year has 12 months"),
        ("7, 8, 13 ]", "7, 8, -13 ]", "entry 12 of `seasonality` must not be negative"),
        (
            "[ 6, 7, 10, 6, 8, 11, 6, 7, 11, 7, 8, 13 ]",
            "[ 0,0,0,0,0,0,0,0,0,0,0,0 ]",
            "all weights are 0",
        ),
        ("yearly = 0.15", "yearly = 1", "`yearly` must be from 0 to below 1, found 1"),
        ("yearly = 0.15, ", "", "`yearly` is missing"),
        (
            "vacant_months = 2",
            "vacant_months = 2.5",
            "`vacant_months` must be a whole number from 0 to 36",
        ),
        ("quota = [0.0, 0.5]", "quota = [0.0, -0.5]", "entry 2 of `quota` must not be negative"),
        (
            "productivity = [0.0, 0.4]",
            "productivity = [0.0, -4]",
            "entry 2 of `productivity` must be from 0 to 10,",
        ),
        ("ramp =", "starts = [1]\nramp =", "`starts` has 1 numbers"),
        ("mean = 30_000, sd = 27_000", "mean = 0, sd = 1", "`mean` must be above 0"),
        ("24 = 0.2", "24 = 0.1", "the shares of `term_months` must sum to 1, they sum to 0.9"),
        ("24 = 0.2", "two = 0.2", "a contract term is a whole number of months"),
        ("24 = 0.2", "024 = 0.2", "a contract term is a whole number of months"),
        ("term_months", "dispersion = -1\nterm_months", "`dispersion` must be from 0"),
        (
            "term_months",
            "products = [ { name = \"x\" } ]\nterm_months",
            "`share` is missing: the share of sales that it has",
        ),
        ("term_months", "days_to_close = -3\nterm_months", "`days_to_close` must be 0 or more"),
        ("accounts = 40", "", "`accounts` is missing: how many accounts a rep keeps"),
        ("accounts = 40", "accounts = 40.5", "`accounts` must be a whole number from 0 to 100,000"),
        (
            "accounts = 40",
            "accounts = { distribution = \"pareto\", scale = 40, shape = 1.5 }",
            "now and then be above 100,000",
        ),
        (
            "mean = 30_000, sd = 25_000 }",
            "mean = 30_000, sd = 25_000, min = -5, max = -1 }",
            "some probability",
        ),
        (
            "\"beta\", mean = 0.10, sd = 0.06",
            "\"normal\", mean = 0.10, sd = 0.06",
            "give `min = 0` and `max = 1`",
        ),
        ("chance = 0.08", "chance = 8", "for 8 % write 0.08"),
        ("low = 0.05, high = 0.40", "low = 0.05, high = 1.40", "give `max = 1`"),
        ("per_year = 0.5", "per_year = -0.5", "`per_year` must be from 0 to 1,000"),
        ("share = 0.2,", "share = -0.2,", "`share` must be 0 or more, found -0.2"),
        ("cross_sell = 0.3", "cross_sell = 3", "`cross_sell` must be from 0 to 1, found 3"),
        (
            "[ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3 ]",
            "\"sprad\"",
            "`renewal` is \"spread\" or twelve weights",
        ),
        ("[ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3 ]", "[ 1 ]", "`renewal` has 1 weights"),
        (
            "[ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3 ]",
            "true",
            "`renewal` must be `\"spread\"` or twelve weights, found true",
        ),
        ("name = \"nps\"", "name = \"NPS\"", "\"NPS\" cannot be the name of a measure"),
        ("name = \"nps\"", "name = \"nrr\"", "`nrr` is a built-in measure, not a score"),
        ("every = \"quarter\"", "every = \"quartr\"", "did you mean \"quarter\"?"),
        ("file = \"nps.csv\"", "file = \"csat.csv\"", "the file `csat.csv` is not there"),
        ("column = \"score\"", "column = \"scores\"", "`nps.csv` has no column \"scores\""),
        ("meetings = 12", "meetings = -1", "`meetings` must be from 0"),
        ("won = 0.2", "won = 1.2", "`won` must be from 0 to 1, found 1.2"),
        (
            "size = 10_000",
            "",
            "`size` is missing: the ACV of a won deal, needed since `won` is above 0",
        ),
        ("lag_months = 2", "lag_months = 99", "`lag_months` must be a whole number from 0 to 36"),
    ] {
        let shown = said(&[(from, to)]);
        if !(shown.contains(expected) && shown.contains("company.toml:")) {
            failures.push(format!("{to}\nshould say, with its place: {expected}\n\n{shown}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
