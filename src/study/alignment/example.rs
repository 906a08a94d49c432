//! Companies and years made for tests.

use super::rep_year::RepYear;
use super::subject::{Prepared, Seen, Subject};
use crate::company::{Files, Loaded, Overrides, load};
use crate::events::{CompanyYear, Event, Kind, NO_ACCOUNT, Traits};
use crate::money::Cents;
use crate::payout::TeamPay;
use crate::simulate::Model;

/// A company of one team of sellers with this quota, and what else is said of the team, on a plan with a target
/// incentive and one component.
pub(super) fn company(
    heads: usize,
    quota: u32,
    team: &str,
    target: u32,
    component: &str,
) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 1\nseed = 20\n[[team]]\nname = \"AE\"\n\
         plan = \"plan.toml\"\nheadcount = {heads}\nquota = {quota}\nattainment_correlation = 0\n{team}\n"
    );
    let plan = format!(
        "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 60_000, target_incentive = {target} }}\n[[component]]\n\
         name = \"New\"\nmeasure = \"new_acv\"\nquota = \"team\"\n{component}\n"
    );
    of_files(company, plan)
}

fn of_files(company: String, plan: String) -> Loaded {
    let files: &'static [(&str, &str)] =
        Box::leak(Box::new([("company.toml", &*company.leak()), ("plan.toml", &*plan.leak())]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// A company of one team with books of accounts, on a plan with a target incentive of 30,000 and one component.
pub(super) fn with_books(heads: usize, component: &str) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 1\nseed = 20\n[[team]]\nname = \"AM\"\n\
         plan = \"plan.toml\"\nheadcount = {heads}\nattainment_correlation = 0\n{ANY}\n[team.book]\naccounts = 1\n\
         arr = {{ distribution = \"constant\", value = 100_000 }}\n\
         churn = {{ distribution = \"constant\", value = 0 }}\n"
    );
    let plan = format!(
        "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 70_000, target_incentive = 30_000 }}\n\
         [[component]]\nname = \"NRR\"\n{component}\n"
    );
    of_files(company, plan)
}

/// A team whose results are what a test enters.
pub(super) const ANY: &str = "attainment = { distribution = \"constant\", value = 1 }";

/// Shows a test the first team's year, in which each rep has sold these deals: month from 0, dollars.
pub(super) fn show(
    model: &Model<'_>,
    loaded: &Loaded,
    deals: &[Vec<(u16, f64)>],
    look: impl FnOnce(&Seen<'_>),
) {
    let mut year = CompanyYear::default();
    model.simulator.draw(0, &mut year);
    for (seat, deals) in year.teams[0].seats.iter_mut().zip(deals) {
        seat.ledger.clear(model.simulator.timeline().months());
        for (month, dollars) in deals {
            let (kind, traits, account) = (Kind::New, Traits::NONE, NO_ACCOUNT);
            let amount = Cents((dollars * 100.0).round() as i64);
            seat.ledger.enter(Event {
                month: *month,
                kind,
                term_months: 12,
                traits,
                account,
                amount,
            });
        }
    }
    show_year(model, loaded, 0, 0, &year, look);
}

/// Shows a test a team's year.
pub(super) fn show_year(
    model: &Model<'_>,
    loaded: &Loaded,
    team: usize,
    number: u64,
    year: &CompanyYear,
    look: impl FnOnce(&Seen<'_>),
) {
    let plan = &loaded.plans[team];
    let prepared = Prepared::new(model, plan, team);
    let subject = Subject { model, plan, number: team, prepared: &prepared };
    let (mut pay, mut reps, mut statement) = (TeamPay::default(), Vec::new(), Vec::new());
    subject.program().pay(&subject.team().seats, year, &mut pay, Some(&mut statement));
    RepYear::read(&subject, year, &pay, &mut reps);
    let (pay, reps, statement) = (&pay, &*reps, &*statement);
    let (program, mut free) = (prepared.uncapped.as_ref(), TeamPay::default());
    program.inspect(|program| program.pay(&subject.team().seats, year, &mut free, None));
    let uncapped = program.map(|_| &free);
    look(&Seen { subject, number, year, pay, reps, statement, uncapped });
}
