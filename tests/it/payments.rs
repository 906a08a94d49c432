//! The payout engine on simulated years: its short cuts pay what the general way pays, to the cent, and a
//! year is the same however it is reached.

use paycurve::company::{Company, Files, Loaded, Overrides, load};
use paycurve::events::CompanyYear;
use paycurve::money::Cents;
use paycurve::payout::TeamPay;
use paycurve::simulate::Model;

const COMPANIES: [&str; 8] = [
    "configs/companies/mid-market.toml",
    "configs/companies/hand-over.toml",
    "configs/companies/account-managers.toml",
    "configs/companies/enterprise.toml",
    "configs/companies/high-velocity.toml",
    "benches/reference/company.toml",
    "tests/worlds/plan-level/company.toml",
    "tests/worlds/plan-change/company.toml",
];

fn loaded(path: &str) -> Loaded {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    load(Files::Disk, &path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// Every payment and recovery of a team, by rep, component and month, and plan-level lines.
fn ledger_of(pay: &TeamPay, components: usize, months: usize) -> Vec<Cents> {
    pay.reps()
        .iter()
        .flat_map(|rep| {
            let lines = (0..components).flat_map(move |c| {
                (0..months).flat_map(move |m| [rep.paid(c, m), rep.recovered(c, m)])
            });
            lines.chain((0..months).map(|m| rep.plan_level(m)))
        })
        .collect()
}

fn model_of(company: &Company, loaded: &Loaded) -> usize {
    Model::new(company, &loaded.plans).simulator.timeline().months()
}

/// With a statement every payment is worked out as a fraction with all its clauses; without one, most take
/// a short cut in whole numbers, also from a year whose events are not all listed. All pay the same, and the
/// statement adds up to what was counted.
#[test]
fn statements_sum_to_what_the_simulation_counts() {
    for path in COMPANIES {
        let loaded = loaded(path);
        let model = Model::new(&loaded.company, &loaded.plans);
        let months = model_of(&loaded.company, &loaded);
        let (mut year, mut quick, mut slow) =
            (CompanyYear::default(), TeamPay::default(), TeamPay::default());
        let (mut of_totals, mut quickest) = (CompanyYear::default(), TeamPay::default());
        for number in 0..250 {
            model.simulator.draw(number, &mut year);
            model.simulator.draw_listed(number, &model.listed, &mut of_totals);
            for (team, program) in loaded.company.teams.iter().zip(&model.programs) {
                let mut rows = Vec::new();
                program.pay(&team.seats, &year, &mut quick, None);
                program.pay(&team.seats, &year, &mut slow, Some(&mut rows));
                program.pay(&team.seats, &of_totals, &mut quickest, None);
                let components = program.components().len();
                assert_eq!(
                    ledger_of(&quickest, components, months),
                    ledger_of(&slow, components, months),
                    "{path}, team {}, year {number}, drawn in totals",
                    team.name
                );
                assert_eq!(
                    ledger_of(&quick, components, months),
                    ledger_of(&slow, components, months),
                    "{path}, team {}, year {number}",
                    team.name
                );
                let stated: Cents = rows.iter().map(|row| row.paid - row.recovered).sum();
                let counted: Cents = slow
                    .reps()
                    .iter()
                    .map(|rep| {
                        let paid = (0..components).map(|c| {
                            rep.paid_over(c, 0..months) - rep.recovered_over(c, 0..months)
                        });
                        paid.sum::<Cents>() + rep.plan_level_over(0..months)
                    })
                    .sum();
                assert_eq!(stated, counted, "{path}, team {}, year {number}", team.name);
            }
        }
    }
}

/// A year drawn after others, into used memory, is the year drawn alone.
#[test]
fn a_year_does_not_depend_on_the_years_before() {
    for path in COMPANIES {
        let loaded = loaded(path);
        let model = Model::new(&loaded.company, &loaded.plans);
        let (mut used, mut fresh) = (CompanyYear::default(), CompanyYear::default());
        for number in [0, 4711, 17] {
            model.simulator.draw(number, &mut used);
        }
        model.simulator.draw(17, &mut fresh);
        for (a, b) in used.teams.iter().zip(&fresh.teams) {
            for (a, b) in a.seats.iter().zip(&b.seats) {
                assert_eq!(a.stints, b.stints);
                assert_eq!(a.ledger.events, b.ledger.events);
                assert_eq!(a.ledger.accounts, b.ledger.accounts);
                assert_eq!(a.ledger.scores, b.ledger.scores);
            }
        }
    }
}

/// A plan draws nothing: a team's events are the same whatever it is paid by, and whoever else is there.
#[test]
fn one_team_alone_draws_what_it_draws_among_others() {
    let loaded = loaded(COMPANIES[0]);
    let mut alone = loaded.company.clone();
    alone.teams.retain(|team| team.name == "CSM");
    let plan = loaded.company.teams.iter().position(|team| team.name == "CSM").expect("a CSM team");
    let all = Model::new(&loaded.company, &loaded.plans);
    let one = Model::new(&alone, &loaded.plans[plan..=plan]);
    let (mut among, mut single) = (CompanyYear::default(), CompanyYear::default());
    all.simulator.draw(3, &mut among);
    one.simulator.draw(3, &mut single);
    for (a, b) in among.teams[plan].seats.iter().zip(&single.teams[0].seats) {
        assert_eq!(a.ledger.events, b.ledger.events);
    }
}
