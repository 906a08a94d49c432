//! What results so far say of the rest of a year: small cases worked out by hand.

use paycurve::company::{Files, Loaded, Overrides, load};
use paycurve::diagnostic::Document;
use paycurve::events::{CompanyYear, Kind, SoFar};
use paycurve::replay::so_far;
use paycurve::simulate::Model;

use crate::place::Place;

const PLAN: &str = "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 1\ntarget_incentive = 1\n\
    [[component]]\nname = \"Deals\"\npays = \"per_unit\"\namount = 100\nmeasure = \"deals\"\npaid = \"month\"\nmeasured = \"month\"\n";

/// A company of one team with this market, and these keys of the team.
fn company(place: &Place, market: &str, team: &str, plan: &str) -> Loaded {
    let header = "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nseed = 5\n";
    place.write(
        "company.toml",
        &format!("{header}{market}\n[[team]]\nname = \"T\"\nplan = \"plan.toml\"\n{team}"),
    );
    place.write("plan.toml", plan);
    let path = place.at("company.toml").display().to_string();
    load(Files::Disk, &path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

fn after(loaded: &Loaded, rows: &str, months: usize) -> SoFar {
    let text = format!("team,rep,month,event,amount,account\n{rows}");
    let document = Document::new("events.csv", &text);
    let read = so_far(&document, &loaded.company, &loaded.plans, months);
    read.unwrap_or_else(|findings| panic!("{findings:#?}")).so_far
}

/// So many deals of a rep in the first month.
fn deals(rep: &str, count: usize) -> String {
    format!("T,{rep},1,new,40000,\n").repeat(count)
}

/// The share of years in which something holds, of 4,000.
fn share(
    loaded: &Loaded,
    so_far: &SoFar,
    holds: impl Fn(&Model<'_>, u64, &CompanyYear) -> bool,
) -> f64 {
    let model = Model::going_on(&loaded.company, &loaded.plans, so_far);
    let mut year = CompanyYear::default();
    let mut years = 0;
    for number in 0..4_000 {
        model.simulator.draw(number, &mut year);
        years += u32::from(holds(&model, number, &year));
    }
    f64::from(years) / 4_000.0
}

/// A share of 4,000 years is within 4 standard errors of a chance.
fn is_near(share: f64, chance: f64, what: &str) {
    let error = (chance * (1.0 - chance) / 4_000.0).sqrt();
    assert!((share - chance).abs() < 4.0 * error, "{what}: {share}, not {chance}");
}

const NO_MARKET: &str = "";
const TWO_KINDS: &str = "quota = 480_000\n\
    attainment = { distribution = \"discrete\", of = [ { value = 0.5, p = 0.5 }, { value = 1.5, p = 0.5 } ] }\n";
const DEALS: &str = "[team.deals]\nsize = 40_000\n";

/// Of 12 deals a year 4 are expected in four months. A rep of 0.5 or 1.5, each as likely, who closed 6 of them is one
/// of 1.5 with the odds 3⁶ × e⁻⁴ = 13.352, so with the chance 0.93032; one who closed 5 with 3⁵ × e⁻⁴ = 4.4507, so
/// 0.81654; one who closed none with e⁻⁴ = 0.018316, so 0.017986.
#[test]
fn who_sold_is_one_who_sells() {
    let place = Place::new();
    let team = format!("headcount = 3\nattainment_correlation = 0\n{TWO_KINDS}{DEALS}");
    let loaded = company(&place, NO_MARKET, &team, PLAN);
    let so_far = after(&loaded, &(deals("Ann", 6) + &deals("Bo", 5)), 4);
    for (seat, rep, count, chance) in
        [(0, "Ann", 6, 0.930_32), (1, "Bo", 5, 0.816_54), (2, "T-03", 0, 0.017_986)]
    {
        let known = so_far.rep(&loaded.company, 0, seat);
        assert_eq!((known.rep, known.count, known.silent), (rep, Some(count), count == 0));
        assert!((known.expected.unwrap() - 4.0).abs() < 1e-9 && known.prior_attainment == 1.0);
        let able = share(&loaded, &so_far, |_, _, year| {
            year.teams[0].seats[seat].stints[0].attainment > 1.0
        });
        is_near(able, chance, rep);
    }
}

/// Who is called as a seat is has it; the others take those that are left, in the order of their first rows.
#[test]
fn the_people_of_a_file_take_the_seats() {
    let place = Place::new();
    let team = format!("headcount = 4\nattainment_correlation = 0\n{TWO_KINDS}{DEALS}");
    let loaded = company(&place, NO_MARKET, &team, PLAN);
    let rows = deals("Ann", 1) + &deals("T-01", 2) + &deals("Bo", 3);
    let so_far = after(&loaded, &rows, 4);
    let seats = [0, 1, 2, 3].map(|seat| so_far.rep(&loaded.company, 0, seat));
    assert_eq!(seats.clone().map(|rep| rep.rep.to_owned()), ["T-01", "Ann", "Bo", "T-04"]);
    assert_eq!(seats.map(|rep| rep.count), [Some(2), Some(1), Some(3), Some(0)]);
}

/// With a correlation of 1 the two are alike: 11 deals where 8 are expected, 3¹¹ × e⁻⁸ = 59.426, so 0.98345.
#[test]
fn what_one_sold_tells_of_the_other() {
    let place = Place::new();
    let team = format!("headcount = 2\nattainment_correlation = 1\n{TWO_KINDS}{DEALS}");
    let loaded = company(&place, NO_MARKET, &team, PLAN);
    let so_far = after(&loaded, &(deals("Ann", 6) + &deals("Bo", 5)), 4);
    for seat in [0, 1] {
        let able = share(&loaded, &so_far, |_, _, year| {
            year.teams[0].seats[seat].stints[0].attainment > 1.0
        });
        is_near(able, 0.983_45, "both");
    }
}

/// Five reps who are all of 1 closed 24 deals where 20 are expected. A demand of 0.8 or 1.2, each as likely, is 1.2 with
/// the odds 1.5²⁴ × e⁻⁸ = 5.6472, so with the chance 0.84956.
#[test]
fn what_all_sold_tells_of_the_market() {
    let place = Place::new();
    let demand = "[market]\ndemand = { distribution = \"discrete\", of = [ { value = 0.8, p = 0.5 }, { value = 1.2, p = 0.5 } ] }";
    let team = format!(
        "headcount = 5\nquota = 480_000\nattainment = 1\nattainment_correlation = 0\n{DEALS}"
    );
    let loaded = company(&place, demand, &team, PLAN);
    let so_far = after(&loaded, &(deals("Ann", 14) + &deals("Bo", 10)), 4);
    let strong =
        share(&loaded, &so_far, |model, number, _| model.simulator.market(number).demand > 1.0);
    is_near(strong, 0.849_56, "demand");
}

const KEEPER: &str = "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 1\ntarget_incentive = 1\n\
    [[component]]\nname = \"GRR\"\npays = \"target\"\nmeasure = \"grr\"\npaid = \"year\"\nmeasured = \"year\"\n\
    curve = [ { at = 0.9, pays = 1.0 } ]\n";

/// Two books of 12 accounts: after four months accounts 1 to 4 of each came up, and of these 8 three have left. With
/// churn of 0.2 times 0.5 or 1.5, each as likely, the odds of 1.5 are 3³ × (0.7 ∕ 0.9)⁵ = 7.6850, so 0.88486.
///
/// Account 5 of the first book is next, in month 5: it leaves in 0.1 × 0.11514 + 0.3 × 0.88486 = 0.27697 of the years;
/// accounts 1 to 4 that are still there stay.
#[test]
fn who_left_tells_of_the_market() {
    let place = Place::new();
    let churn = "[market]\nchurn = { distribution = \"discrete\", of = [ { value = 0.5, p = 0.5 }, { value = 1.5, p = 0.5 } ] }";
    let team = "headcount = 2\nattainment = 1\nattainment_correlation = 0\n\
        [team.book]\naccounts = 12\narr = 1000\nchurn = 0.2\n";
    let loaded = company(&place, churn, team, KEEPER);
    let mut rows = String::new();
    for rep in ["Ann", "Bo"] {
        for account in 1..=12 {
            rows += &format!("T,{rep},1,open,1000,{rep}{account}\n");
        }
    }
    rows += "T,Ann,1,churn,1000,Ann1\nT,Ann,3,churn,1000,Ann3\nT,Bo,2,churn,1000,Bo2\n";
    let so_far = after(&loaded, &rows, 4);
    let high =
        share(&loaded, &so_far, |model, number, _| model.simulator.market(number).churn > 1.0);
    is_near(high, 0.884_86, "churn");
    let open =
        |year: &CompanyYear, account: usize| year.teams[0].seats[0].ledger.accounts[account].open;
    let left = share(&loaded, &so_far, |_, _, year| {
        assert_eq!([0, 1, 2, 3].map(|account| open(year, account)), [false, true, false, true]);
        !open(year, 4)
    });
    is_near(left, 0.276_97, "the next account");
}

/// Quota 120,000, three months of 10,000 each expected: 36,000 are 1.2 of it, so every month that is left brings
/// 12,000, whatever the model has for the rep.
#[test]
fn one_amount_a_month_tells_all() {
    let place = Place::new();
    let plan = PLAN.replace("deals", "new_acv").replace("amount = 100", "amount = 0.1");
    let team = "headcount = 1\nquota = 120_000\nattainment_correlation = 0\n\
        attainment = { distribution = \"normal\", mean = 1.0, sd = 0.3, min = 0.0 }\n";
    let market = "[market]\ndemand = { distribution = \"lognormal\", mean = 1.0, sd = 0.2 }";
    let loaded = company(&place, market, team, &plan);
    let so_far = after(&loaded, "T,Ann,1,new,6000,\nT,Ann,3,new,30000,\n", 3);
    let model = Model::going_on(&loaded.company, &loaded.plans, &so_far);
    let mut year = CompanyYear::default();
    for number in 0..200 {
        model.simulator.draw(number, &mut year);
        let ledger = &year.teams[0].seats[0].ledger;
        let mut expected = vec![600_000, 0, 3_000_000];
        expected.resize(12, 1_200_000);
        let found = ledger.amounts(Kind::New);
        let alike = found.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1);
        assert!(alike, "{found:?}");
    }
}

/// A seller hears of the loss of an account that another keeps, also where it is lost in the months that are left: a
/// deal of month 1, opened in the book in month 2, due in month 5 and certain to leave.
#[test]
fn who_sold_an_account_hears_that_it_is_lost() {
    let place = Place::new();
    let team = "headcount = 1\nattainment = 1\nattainment_correlation = 0\n\
        [team.book]\naccounts = 5\narr = 1000\nchurn = 1.0\n";
    let second = "[[team]]\nname = \"AE\"\nplan = \"ae.toml\"\nheadcount = 1\nquota = 1000\nattainment = 1\nattainment_correlation = 0\n[team.deals]\nsize = 1000\n";
    place.write("ae.toml", PLAN);
    let loaded = company(&place, NO_MARKET, &format!("{team}{second}"), KEEPER);
    let mut rows = "AE,Bo,1,new,1000,sold\n".to_owned();
    for account in 1..=4 {
        rows += &format!("T,Ann,1,open,1000,A{account}\nT,Ann,{account},churn,1000,A{account}\n");
    }
    rows += "T,Ann,2,open,1000,sold\n";
    let so_far = after(&loaded, &rows, 4);
    let model = Model::going_on(&loaded.company, &loaded.plans, &so_far);
    let mut year = CompanyYear::default();
    for number in 0..20 {
        model.simulator.draw(number, &mut year);
        let losses = &year.teams[1].seats[0].ledger.losses;
        let told: Vec<(u16, u32, bool)> =
            losses.iter().map(|loss| (loss.month, loss.account, loss.churned)).collect();
        assert_eq!(told, [(4, 0, true)]);
    }
}
