//! A year that goes on from actual results: over data that the model itself made, what is believed of the rest is
//! right on average and as often as it says.

use std::fmt::Write as _;

use paycurve::company::{Files, Loaded, Overrides, load};
use paycurve::diagnostic::Document;
use paycurve::events::{CompanyYear, MarketYear, NO_ACCOUNT, SoFar};
use paycurve::money::Cents;
use paycurve::payout::TeamPay;
use paycurve::replay::so_far;
use paycurve::simulate::Model;

pub(crate) const WORLD: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/worlds/reforecast/company.toml");
/// Months that are over.
const OVER: usize = 5;

pub(crate) fn world(seed: u64) -> Loaded {
    let overrides = Overrides { seed: Some(seed), ..Overrides::default() };
    load(Files::Disk, WORLD, &overrides).unwrap_or_else(|refused| panic!("{refused}"))
}

/// A drawn year as a data file: all its months, renewals apart, since a drawn book does not tell single ones.
pub(crate) fn told(loaded: &Loaded, year: &CompanyYear) -> String {
    let mut text = "team,rep,month,event,amount,account,name\n".to_owned();
    for (team, team_year) in loaded.company.teams.iter().zip(&year.teams) {
        for (seat, seat_year) in team.seats.iter().zip(&team_year.seats) {
            let (team, rep) = (&team.name, &seat.rep);
            let mut row = |month: u16, event: &str, amount: &str, account: u32, name: &str| {
                let account = match account {
                    NO_ACCOUNT => String::new(),
                    number => format!("{rep}/{number}"),
                };
                writeln!(text, "{team},{rep},{},{event},{amount},{account},{name}", month + 1)
                    .unwrap();
            };
            for (number, account) in seat_year.ledger.accounts.iter().enumerate() {
                row(0, "open", &account.opening.to_string(), number as u32, "");
            }
            for event in &seat_year.ledger.events {
                row(event.month, event.kind.name(), &event.amount.to_string(), event.account, "");
            }
            for score in &seat_year.ledger.scores {
                let value = format!("{:.6}", score.value as f64 / 1e6);
                row(score.month, "score", &value, NO_ACCOUNT, "csat");
            }
        }
    }
    text
}

fn read(loaded: &Loaded, text: &str, months: usize) -> SoFar {
    let document = Document::new("events.csv", text);
    let read = so_far(&document, &loaded.company, &loaded.plans, months);
    read.unwrap_or_else(|findings| panic!("{findings:#?}\n{text}")).so_far
}

/// What is looked at of a year: by team its pay, then each first rep's attainment, then the market's factors.
fn figures(model: &Model<'_>, year: &CompanyYear, market: MarketYear) -> Vec<f64> {
    let mut pay = TeamPay::default();
    let mut figures = Vec::new();
    for (t, program) in model.programs.iter().enumerate() {
        program.pay(&model.company.teams[t].seats, year, &mut pay, None);
        let of_team: Cents = pay.reps().iter().map(|rep| rep.variable_over(0..12)).sum();
        figures.push(of_team.to_f64());
    }
    figures.push(figures.iter().sum());
    let seats = || year.teams.iter().flat_map(|team| &team.seats);
    figures.extend(seats().map(|seat| seat.stints[0].attainment));
    figures.extend([market.demand, market.churn, market.expansion]);
    figures
}

/// The names of the figures.
fn names(loaded: &Loaded) -> Vec<String> {
    let teams = || loaded.company.teams.iter();
    let mut names: Vec<String> = teams().map(|team| format!("pay of {}", team.name)).collect();
    names.push("pay".to_owned());
    names.extend(teams().flat_map(|team| team.seats.iter().map(|seat| seat.rep.clone())));
    names.extend(["demand", "churn", "expansion"].map(str::to_owned));
    names
}

/// What data that the model made, and the reforecast from them, say of one figure.
#[derive(Clone, Debug)]
struct Trial {
    /// What came.
    came: f64,
    /// What was forecast, year by year.
    forecast: Vec<f64>,
    /// How much the rep, or all, had done by then, against what was to be expected.
    done: f64,
}

impl Trial {
    fn mean(&self) -> f64 {
        self.forecast.iter().sum::<f64>() / self.forecast.len() as f64
    }
}

/// Years of data that the model made, in which nobody left in the months that are over (a file does not tell of
/// it), and years that go on from them.
fn trials(data: usize, years: u64) -> Vec<Vec<Trial>> {
    let (truth, rest) = (world(5_150), world(909));
    let model = Model::new(&truth.company, &truth.plans);
    let mut year = CompanyYear::default();
    let mut trials: Vec<Vec<Trial>> = Vec::new();
    let mut number = 0;
    while trials.len() < data {
        let came = number;
        number += 1;
        model.simulator.draw(came, &mut year);
        let seats = || year.teams.iter().flat_map(|team| &team.seats);
        if seats().any(|seat| seat.stints[0].end <= OVER) {
            continue;
        }
        let so_far = read(&rest, &told(&truth, &year), OVER);
        let going_on = Model::going_on(&rest.company, &rest.plans, &so_far);
        let mut of_data: Vec<Trial> = figures(&model, &year, model.simulator.market(came))
            .into_iter()
            .zip(done(&so_far, &truth, &year))
            .map(|(came, done)| Trial { came, forecast: Vec::new(), done })
            .collect();
        // Each file with years of its own.
        for number in (came * years)..(came + 1) * years {
            going_on.simulator.draw(number, &mut year);
            let market = going_on.simulator.market(number);
            let forecast = figures(&going_on, &year, market);
            for (trial, forecast) in of_data.iter_mut().zip(forecast) {
                trial.forecast.push(forecast);
            }
        }
        trials.push(of_data);
    }
    (0..trials[0].len()).map(|f| trials.iter().map(|trial| trial[f].clone()).collect()).collect()
}

/// By figure, how much was done: counts against what is expected, of the rep or of all; of churn, who left.
fn done(so_far: &SoFar, loaded: &Loaded, year: &CompanyYear) -> Vec<f64> {
    let teams = &loaded.company.teams;
    let reps: Vec<f64> = (0..teams.len())
        .flat_map(|t| (0..teams[t].seats.len()).map(move |s| (t, s)))
        .map(|(t, s)| {
            let rep = so_far.rep(&loaded.company, t, s);
            match (rep.count, rep.expected) {
                (Some(count), Some(expected)) => count as f64 / expected - 1.0,
                _ => rep.results.to_f64() / (500_000.0 * OVER as f64 / 12.0) - 1.0,
            }
        })
        .collect();
    let all = reps.iter().sum::<f64>() / reps.len() as f64;
    let mut done = vec![all; teams.len() + 1];
    done.extend(reps);
    let losses =
        year.teams.iter().flat_map(|team| &team.seats).flat_map(|seat| &seat.ledger.losses);
    let churned = losses.filter(|loss| loss.churned && usize::from(loss.month) < OVER).count();
    // Of 60 accounts 30 are due by then, and 4.5 of them leave.
    done.extend([all, churned as f64 / 4.5 - 1.0, all]);
    done
}

/// A mean that should be 0, in standard errors.
fn errors_from_zero(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    mean / (variance / n).sqrt()
}

/// Over data that the model made, the mean of the forecasts is the mean of what comes (the law of total expectation);
/// what comes lies below the forecast's p-quantile in a share p of the data; and nothing in the data says more than
/// the forecast says already: the error of its mean does not go with what was done so far. A forecast from the
/// prior would be right on average too, and fail the last; one that took results at their face would fail all
/// three. Each bound is 4 standard errors: of 20 figures with 7 questions each, one is beyond it with one seed in 100.
#[test]
fn forecasts_are_right_on_average_and_as_often_as_they_say() {
    const DATA: usize = 400;
    const YEARS: u64 = 39;
    let names = names(&world(1));
    for (name, trials) in names.iter().zip(trials(DATA, YEARS)) {
        let miss = |trial: &Trial| trial.came - trial.mean();
        if name == "pay of Direct" {
            // One amount a month tells all there is to know; what is left is the rounding of cents.
            assert!(trials.iter().all(|trial| miss(trial).abs() < 0.05), "{name}");
            continue;
        }
        let on_average = errors_from_zero(trials.iter().map(miss));
        assert!(on_average.abs() < 4.0, "{name}: {on_average} errors off");
        let said = errors_from_zero(trials.iter().map(|trial| miss(trial) * trial.done));
        assert!(said.abs() < 4.0, "{name}: {said} errors off by what was done");
        // What comes is one more draw of the same law, so its rank among 39 is equally likely to be any of 40.
        let rank = |trial: &Trial| {
            let below = trial.forecast.iter().filter(|value| **value < trial.came).count();
            let alike = trial.forecast.iter().filter(|value| **value == trial.came).count();
            below as f64 + 0.5 * (alike as f64 + 1.0)
        };
        for share in [0.1, 0.25, 0.5, 0.75, 0.9] {
            let limit = share * (YEARS + 1) as f64;
            let below = trials.iter().filter(|trial| rank(trial) < limit).count();
            let error = (share * (1.0 - share) / DATA as f64).sqrt();
            let off = (below as f64 / DATA as f64 - share) / error;
            assert!(off.abs() < 4.0, "{name}: {below} of {DATA} below {share}, {off} errors off");
        }
    }
}
