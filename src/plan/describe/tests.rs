//! Descriptions of whole plans, as they are printed.

use crate::diagnostic::{Diagnosis, Document, render};
use crate::plan::{Description, Plan, lower};
use crate::spec::plan::PlanFile;

fn plan(clauses: &str) -> Plan {
    let text = format!(
        "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n{clauses}"
    );
    let document = std::sync::Arc::new(Document::new("plan.toml", text));
    let (plan, findings) =
        document.parse::<PlanFile>().map_or_else(|f| (None, f), |file| lower(&file));
    plan.unwrap_or_else(|| panic!("{}", render(&[Diagnosis::new(document, findings)], false)))
}

fn described(clauses: &str) -> Description {
    plan(clauses).describe(None)
}

/// The words of the plan-level clauses.
fn level(description: &Description) -> Vec<&str> {
    description.plan_level.iter().map(|clause| clause.words.as_str()).collect()
}

/// The words of the only component.
fn words(keys: &str) -> String {
    let description = described(&format!("[[component]]\nname = \"C\"\n{keys}"));
    assert_eq!(description.components.len(), 1);
    description.components[0].words.clone()
}

#[test]
fn accelerator() {
    let keys = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\nmeasured = \"year\"\n\
        against = \"full\"\ntrue_up = \"forward\"\ntiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.12 } ]\n";
    assert_eq!(
        words(&format!("{keys}tier_method = \"marginal\"")),
        "8 % of new ACV up to 100 % of quota, 12 % above (each rate on what falls into its tier). Paid monthly on \
         the year to date, against the whole year's quota; never negative, a shortfall is set against later payments \
         of the year."
    );
    assert_eq!(
        words(&format!(
            "{keys}tier_method = \"retroactive\"\ncap = {{ share_of_target = 1.5 }}\nfloor = 500\nrefunds = \"ignore\""
        )),
        "8 % of new ACV below 100 % of quota, 12 % from 100 % of quota on (the rate reached holds for everything, \
         back to the first unit). Paid monthly on the year to date, against the whole year's quota; never negative, a \
         shortfall is set against later payments of the year. Refunds are ignored: they do not lower the result. At \
         least 500 USD a year, whatever the result. Capped at 1.5 × the target a year; what is above is lost."
    );
}

#[test]
fn rates_by_amount_by_deal_and_by_multiple() {
    let keys = "pays = \"rate\"\nmeasure = \"new_acv\"\npaid = \"quarter\"\nmeasured = \"quarter\"\ntier_method = \"marginal\"\n";
    assert_eq!(
        words(&format!(
            "{keys}per = \"deal\"\ndeal_cap = 250_000\ntiers = [ {{ from_amount = 1000, rate = 0.02 }}, {{ from_amount = 3000, rate = 0.03 }} ]"
        )),
        "Each deal by itself: nothing below 1,000 USD, 2 % of new ACV from there to 3,000 USD, 3 % above (each rate on \
         what falls into its tier). Paid quarterly, each quarter by itself. One deal counts for at most 250,000 USD."
    );
    assert_eq!(
        words(&format!(
            "{keys}quota = 500_000\ncredit_cap = {{ share_of_quota = 2 }}\ntiers = [ {{ from = 0, multiple = 1 }}, {{ from = 1.1, multiple = 1.5 }} ]"
        )),
        "1 × the base rate of new ACV up to 110 % of quota, 1.5 × the base rate above (each rate on what falls into \
         its tier). The base rate is the component's target ÷ the yearly quota. The quota is 500,000 USD a year. Paid \
         quarterly, each quarter by itself. Results count up to 200 % of the quota a quarter."
    );
}

#[test]
fn nrr_bands() {
    assert_eq!(
        words(
            "pays = \"target\"\nweight = 0.6\nmeasure = \"nrr\"\npaid = \"quarter\"\nmeasured = \"year\"\nagainst = \"to_date\"\n\
             true_up = \"forward\"\ncurve = [ { at = 0.90, pays = 0.50 }, { at = 1.00, pays = 1.00 }, { at = 1.10, pays = 1.00, slope = 1.5 } ]"
        ),
        "Its target of 24,000 USD a year (60 % of the target incentive) is paid by net revenue retention (NRR): nothing \
         below 90 %, 50 % from 90 %, 100 % from 100 %, 100 % from 110 % plus 1.5 points for each further point. Paid \
         quarterly on the year to date, for the target of the months so far; never negative, a shortfall is set against \
         later payments of the year."
    );
}

#[test]
fn interpolated_curves() {
    let curve = "curve = [ { at = 0.80, pays = 0.0 }, { at = 0.90, pays = 1.0 }, { at = 1.00, pays = 1.5 } ]\ninterpolate = true";
    assert_eq!(
        words(&format!(
            "pays = \"target\"\ntarget = 18_750\nmeasure = \"grr\"\npaid = \"year\"\nmeasured = \"year\"\n{curve}"
        )),
        "Its target of 18,750 USD a year is paid by gross revenue retention (GRR): nothing below 80 %, on straight lines \
         through 0 % at 80 %, 100 % at 90 % and 150 % at 100 %, no more above. Paid once a year, on the year's result."
    );
    assert_eq!(
        words(
            "pays = \"target\"\nmeasure = \"csat\"\ngoal = 80\nround_attainment = 0.01\npaid = \"month\"\nmeasured = \"trailing_year\"\n\
             curve = [ { at = 0.5, pays = 0.5, slope = 1 } ]"
        ),
        "Its target of 40,000 USD a year (the target incentive) is paid by CSAT as a share of the goal of 80: nothing \
         below 50 %, 50 % from 50 % plus 1 point for each further point. The attainment is rounded to the nearest 1 % \
         before it is looked up. Paid monthly on the twelve months up to the payment; each payment stands alone and pays \
         a twelfth of what they earn."
    );
}

#[test]
fn amounts_and_units() {
    let quarterly = "paid = \"quarter\"\nmeasured = \"quarter\"\n";
    assert_eq!(
        words(&format!(
            "pays = \"amount\"\namount = 1_000\nwhen = {{ measure = \"nps\", at_least = 70 }}\n{quarterly}"
        )),
        "1,000 USD a quarter when NPS is at least 70. Paid quarterly, each quarter by itself."
    );
    assert_eq!(
        words(
            "pays = \"per_unit\"\namount = 250\nmeasure = \"qualified\"\nabove = 4\npaid = \"quarter\"\nmeasured = \"month\""
        ),
        "250 USD for each qualified meeting above 4 a month. Paid quarterly: the sum of its months, each measured by itself."
    );
    assert_eq!(
        words(
            "pays = \"per_unit\"\namount = 25.50\nmeasure = \"deals\"\npaid = \"year\"\nmeasured = \"year\"\n\
             gate = { measure = \"grr\", at_least = 0.85, otherwise = 0.5 }\n\
             multiplier = { measure = \"nrr\", curve = [ { at = 0, pays = 1 }, { at = 1.0, pays = 1.0 }, { at = 1.2, pays = 1.5 } ], interpolate = true }"
        ),
        "25.50 USD for each deal. Paid once a year, on the year's result. Paid in full only when GRR is at least 85 %; \
         otherwise only 50 % of it. Pay is multiplied by NRR: on straight lines through 1 × at 0 %, 1 × at 100 % and \
         1.5 × at 120 %, no more above."
    );
}

#[test]
fn pools_and_own_measures() {
    let description = described(
        "[[measure]]\nname = \"kept\"\nterms = [ { of = \"renewal_acv\" }, { of = \"upsell_acv\", factor = 0.25, months = [4, 5, 6] }, \
         { of = \"new_acv\", factor = -0.1, where = { term_months_at_least = 24 } } ]\n\
         [[component]]\nname = \"Team\"\npays = \"pool\"\namount = 20_000\nwhen = { measure = \"kept\", at_least = 1_100_000 }\n\
         split = \"equal\"\npaid = \"year\"\nmeasured = \"year\"",
    );
    assert_eq!(
        description.measures,
        [
            "\"kept\" is renewed ARR + 0.25 × upsell ACV in April, May and June − 0.1 × new ACV of contracts of 24 months or \
          more (the plan year taken to start in January)."
        ]
    );
    assert_eq!(
        description.components[0].words,
        "A pool of 20,000 USD a year when \"kept\" is at least 1,100,000 USD, by the team's result. It is shared alike \
         among the reps in seat in the month of the payment. Paid once a year, on the year's result."
    );
}

#[test]
fn clawbacks() {
    let keys = "pays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"month\"\nmeasured = \"year\"\nagainst = \"full\"\n\
        true_up = \"both\"\ntiers = [ { from_amount = 0, rate = 0.10 } ]\n[component.clawback]\nwithin_months = 12\n";
    assert_eq!(
        words(&format!("{keys}on = [\"churn\"]\nrecovers = \"full\"\nat = \"paid\"")),
        "10 % of upsell ACV. Paid monthly on the year to date; a payment is negative where more was paid before than is \
         earned by now. Clawback: when an account churns within 12 months of a sale to it (the last of these months \
         included), what was paid on that sale is taken back in full."
    );
    let pro_rata = words(&format!(
        "{keys}on = [\"churn\", \"contraction\"]\nrecovers = \"pro_rata\"\nat = \"recompute\""
    ));
    assert!(
        pro_rata.ends_with(
            "Clawback: when an account churns or contracts within 12 months of a sale to it (the last of these months \
             included), what the window would have paid less without that sale is taken back for the part of the 12 \
             months that is left. A contraction takes back in proportion to the ARR lost."
        ),
        "{pro_rata}"
    );
}

#[test]
fn clauses_on_the_whole_pay() {
    let description = described(
        "[cap]\nshare_of_target = 2\nper = \"quarter\"\n[guarantee]\namount = 2_000\nmonths = 3\nfor = \"new_hires\"\n\
         per = \"quarter\"\n[draw]\namount = 3_000\nmonths = 1\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = 0.5\n\
         recovery_start = 2\nforgiven_at_exit = false\n[hold]\nshare_at_booking = 0.5\n\
         rest = { at = \"cash\", after_months = 2 }\n[ramp]\nquota = [ 0, 0.5 ]\n[exit]\nowed = \"forfeited\"\nrecover_months = 1",
    );
    assert_eq!(
        level(&description),
        [
            "Cap: all components together, less what is taken back, pay at most 2 × the target incentive of its months, a \
             quarter (in proportion to the months in seat); what is above is lost.",
            "Guarantee: for those who start within the year, in the first 3 months of their tenure variable pay is topped \
             up to 2,000 USD a month, settled by the quarter. The rep keeps it.",
            "Draw: in the first month the month's variable pay is topped up to 3,000 USD (from the start of the year, or of \
             a rep who starts later). It has to be given back: after 2 months 50 % of later pay goes to it (while the \
             draw runs, of the pay above it); what is still owed at the end of the year is reported; what a leaver owes \
             is taken from all of the last month's pay.",
            "Hold: 50 % of a month's pay is paid at once, the rest 2 months later (taken as the time to the customer's \
             payment).",
            "New hires: 0 % and 50 % of the quota count in the first 2 months of tenure.",
            "Exit: a leaver is paid for periods that have ended; windows still running and pay held back are lost. Losses \
             in the month after it are still taken back, from the pay of the last month as far as that goes.",
        ]
    );
}

#[test]
fn pay_in_another_currency() {
    let text = "name = \"P\"\ncurrency = \"USD\"\npayment_lag = 1\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n\
                currency = \"EUR\"\n[[component]]\nname = \"C\"\npays = \"amount\"\namount = 500\n\
                when = { measure = \"new_acv\", at_least = 9_000 }\nfloor = 10\npaid = \"year\"\nmeasured = \"year\"";
    let file: PlanFile = Document::new("plan.toml", text).parse().unwrap();
    let description = lower(&file).0.unwrap().describe(None);
    assert_eq!(description.pay, "OTE 100,000 EUR = base 60,000 + target incentive 40,000 (60/40).");
    assert_eq!(
        description.components[0].words,
        "500 EUR a year when new ACV is at least 9,000 USD. Paid once a year, on the year's result. At least 10 EUR a \
         year, whatever the result."
    );
    assert_eq!(
        level(&description),
        [
            "Pay is in EUR, results are in USD: what rates earn on them is converted at the rate of the month of the payment.",
            "Payments reach the rep a month after the month they are for.",
        ]
    );
}

#[test]
fn draws_pay_and_rounding() {
    let description = described(
        "[draw]\namount = 1_000\nmonths = 3\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = 1.0",
    );
    assert_eq!(
        level(&description),
        [
            "Draw: in the first 3 months the month's variable pay is topped up to 1,000 USD (from the start of the year, or \
             of a rep who starts later). It has to be given back: all of later pay goes to it (while the draw runs, of \
             the pay above it); what is still owed at the end of the year is reported."
        ]
    );
    assert_eq!(description.pay, "OTE 100,000 USD = base 60,000 + target incentive 40,000 (60/40).");
    assert_eq!(
        description.rounding,
        "Each component's payment is rounded once to the cent, half cents to the even cent."
    );
    let kept =
        described("[draw]\namount = 2_000\nmonths = 12\nkind = \"advance\"\nrecoverable = false");
    assert_eq!(
        level(&kept),
        [
            "Draw: in all twelve months 2,000 USD a month is paid on top of other pay (from the start of the year, or of a \
             rep who starts later). The rep keeps it."
        ]
    );
}

#[test]
fn spiffs_budgets_and_prizes() {
    let keys = "pays = \"per_unit\"\namount = 500\nstep = 10\nmeasure = \"deals\"\npaid = \"month\"\nmeasured = \"quarter\"\n\
        against = \"full\"\ntrue_up = \"forward\"\nmonths = [4, 5, 6]\nbudget = 50_000\nnon_cash = true\n";
    assert_eq!(
        words(keys),
        "500 USD for every full 10 deals. Paid monthly on the quarter to date; never negative, a shortfall is set \
         against later payments of the quarter. Active only in April, May and June (the plan year taken to start in \
         January): what happens in other months does not count, and quota, target and months in seat are those of \
         the active months. The team gets at most 50,000 USD of it a plan year, first come first served by month; in \
         the month in which that runs out, in proportion to what each would get. It is a prize of this value, not \
         cash: it counts as cost, and no draw is set against it."
    );
    assert_eq!(
        words(
            "pays = \"contest\"\nmeasure = \"new_acv\"\nprizes = [5_000, 3_000, 1_000]\nat_least = 20_000\nties = \"share\"\n\
             paid = \"quarter\"\nmeasured = \"quarter\""
        ),
        "Prizes of 5,000, 3,000 and 1,000 USD a quarter for the 3 reps of the team with the best new ACV. Ranked are \
         those in seat at its end with at least 20,000 USD. Reps with equal results share the prizes of the ranks \
         that they take. Paid quarterly, each quarter by itself."
    );
}

#[test]
fn hurdles_and_caps() {
    let keys = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"quarter\"\nmeasured = \"quarter\"\n\
        tiers = [ { from = 0, rate = 0.08 } ]\n";
    assert_eq!(
        words(&format!(
            "{keys}hurdle = {{ at_least = 0.5, pays_from = \"above\" }}\nrate_cap = 0.2\ncap = {{ amount = 9_000, carry = true }}"
        )),
        "8 % of new ACV. Nothing is paid until the result reaches 50 % of the quota a quarter; then only what is above \
         is paid. Paid quarterly, each quarter by itself. Pays at most 20 % of new ACV a quarter; what is above is \
         lost. Capped at 9,000 USD a quarter; what is above is carried into the next window and paid there as far as \
         its cap leaves room; what is left at the end of the year is lost."
    );
}

#[test]
fn amounts_by_tier_and_recovery_by_schedule() {
    assert_eq!(
        words(
            "pays = \"rate\"\nmeasure = \"new_acv\"\nper = \"deal\"\npaid = \"month\"\nmeasured = \"month\"\ntier_method = \"marginal\"\n\
             tiers = [ { from_amount = 0, amount = 10 }, { from_amount = 1_000, amount = 40, to_amount = 3_000 } ]\n\
             [component.clawback]\non = [\"churn\"]\nwithin_months = 6\nat = \"paid\"\n\
             recovers = [ { within = 3, share = 1.0 }, { within = 6, share = 0.5 } ]"
        ),
        "Each deal by itself, by tiers of new ACV: 10 USD from 0 USD to 1,000 USD and 40 USD from 1,000 USD to 3,000 USD, \
         and nothing beyond (a tier adds its amount in proportion to how far it is filled). Paid monthly, each month \
         by itself. Clawback: when an account churns within 6 months of a sale to it (the last of these months \
         included), of what was paid on that sale a share is taken back: 100 % up to 3 months after it and 50 % up \
         to 6 months after it."
    );
}

#[test]
fn scorecards_and_matrices() {
    let card = "[[measure]]\nname = \"scorecard\"\nattainments = [ { of = \"new_acv\", quota = \"team\", weight = 0.6, cap = 1.5 }, \
        { of = \"nrr\", goal = 1.05, weight = 0.4 } ]\n";
    let keys = "pays = \"matrix\"\npaid = \"year\"\nmeasured = \"year\"\nrows = { measure = \"scorecard\", at = [0.8, 1.0] }\n\
        columns = { measure = \"nps\", at = [50, 70] }\ngrid = [ [0.5, 0.8], [1.0, 1.2] ]\n";
    let description = described(&format!("{card}[[component]]\nname = \"C\"\n{keys}"));
    assert_eq!(
        description.measures,
        [
            "\"scorecard\" is 60 % of new ACV as a share of the team's quota (up to 150 %) plus 40 % of net revenue \
          retention (NRR) as a share of the goal of 105 %."
        ]
    );
    assert_eq!(
        description.components[0].words,
        "Its target of 40,000 USD a year (the target incentive) is paid by two results at once, \"scorecard\" and NPS: \
         nothing below 80 % of the first or 50 of the second; from 80 % of the first, 50 % at 50 and 80 % at 70; from \
         100 % of the first, 100 % at 50 and 120 % at 70 of the second and above. Paid once a year, on the year's \
         result."
    );
}
