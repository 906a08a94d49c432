//! The reference workload: a whole run, its parts, and the floor that the random numbers alone set.
//!
//! `cargo bench --bench simulate`. The floor draws as many numbers as the years need, with the program's
//! own samplers from the same streams, and only adds them up.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use paycurve::company::{Company, Files, Loaded, Overrides, load};
use paycurve::distribution::poisson_count;
use paycurve::events::CompanyYear;
use paycurve::payout::TeamPay;
use paycurve::random::{Address, Purpose, open_unit};
use paycurve::simulate::{Model, Wanted, simulate};
use paycurve::study::Overview;
use rand::Rng;

const YEARS: usize = 4_096;

fn reference() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml");
    load(Files::Disk, path, &Overrides::default()).expect("the reference workload loads")
}

/// The sum of the numbers that a year of the reference workload needs.
fn floor_of_year(company: &Company, number: u64, buffer: &mut Vec<f64>) -> f64 {
    let year = Address::year(company.simulation.seed, number);
    let mut sum = 0.0;
    let mut market = year.open(Purpose::Market);
    let (demand, expansion) = (open_unit(&mut market) + 0.5, open_unit(&mut market) + 0.5);
    sum += open_unit(&mut market);
    for team in &company.teams {
        let address = year.team(&team.name);
        for seat in 0..team.seats.len() as u32 {
            let rep = address.rep(seat, 0);
            let attainment = team.attainment.sample(&mut rep.open(Purpose::Attainment));
            let mut fill =
                |distribution: &paycurve::distribution::Distribution, purpose, n: usize| {
                    buffer.resize(n, 0.0);
                    distribution.fill(&mut rep.open(purpose), buffer);
                    buffer.iter().sum::<f64>()
                };
            if let Some(deals) = &team.deals {
                let quota = team.quota.as_ref().map_or(0.0, |quota| quota.mean());
                let mean = (quota * attainment * demand / deals.size.mean()).max(0.0);
                let n = poisson_count(open_unit(&mut rep.open(Purpose::DealCount)), mean) as usize;
                sum += fill(&deals.size, Purpose::DealSize, n);
                let mut months = rep.open(Purpose::DealMonth);
                sum += (0..n).map(|_| open_unit(&mut months)).sum::<f64>();
            }
            if let Some(book) = &team.book {
                let accounts = book.accounts.mean() as usize;
                sum += fill(&book.arr, Purpose::AccountArr, accounts);
                let mut renewals = rep.open(Purpose::Renewal);
                sum += (0..accounts).map(|_| open_unit(&mut renewals)).sum::<f64>();
                if let Some(growth) = &book.expansion {
                    let mean = growth.per_year * accounts as f64 * attainment * expansion;
                    let n = poisson_count(open_unit(&mut rep.open(Purpose::ExpansionCount)), mean)
                        as usize;
                    sum += fill(&growth.share, Purpose::ExpansionShare, n);
                    let (mut places, mut kinds) =
                        (rep.open(Purpose::ExpansionPlace), rep.open(Purpose::ExpansionKind));
                    sum += (0..n)
                        .map(|_| places.next_u64() as f64 + open_unit(&mut kinds))
                        .sum::<f64>();
                }
            }
        }
    }
    sum
}

fn floor(company: &Company, years: usize) -> f64 {
    let mut buffer = Vec::new();
    (0..years as u64).map(|number| floor_of_year(company, number, &mut buffer)).sum()
}

fn floor_on_threads(company: &Company, years: usize, threads: usize) -> f64 {
    let share = years / threads;
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            (0..threads).map(|_| scope.spawn(move || floor(company, share))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).sum()
    })
}

fn whole_run(criterion: &mut Criterion) {
    let loaded = reference();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut group = criterion.benchmark_group("reference workload");
    group.throughput(Throughput::Elements(YEARS as u64)).sample_size(20);
    for threads in [1, 2] {
        group.bench_with_input(
            BenchmarkId::new("whole run", threads),
            &threads,
            |bench, threads| {
                bench.iter(|| {
                    let outcome = simulate(&model, YEARS, *threads, Wanted::default(), &|_| true);
                    let outcome = outcome.expect("nobody stops it");
                    Overview::new(&model.layout, &outcome).expect("it is in memory")
                });
            },
        );
        group.bench_with_input(
            BenchmarkId::new("sampling floor", threads),
            &threads,
            |bench, threads| {
                bench.iter(|| floor_on_threads(&loaded.company, YEARS, *threads));
            },
        );
    }
    group.finish();
}

fn stages(criterion: &mut Criterion) {
    let loaded = reference();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut group = criterion.benchmark_group("one year");
    let mut year = CompanyYear::default();
    let mut number = 0;
    model.simulator.draw(number, &mut year);
    group.bench_function("draw", |bench| {
        bench.iter(|| {
            number += 1;
            model.simulator.draw(number, &mut year);
        });
    });
    let mut pay = TeamPay::default();
    for (team, program) in loaded.company.teams.iter().zip(&model.programs) {
        group.bench_function(BenchmarkId::new("pay", &team.name), |bench| {
            bench.iter(|| program.pay(&team.seats, &year, &mut pay, None));
        });
    }
    group.finish();
}

criterion_group!(benches, whole_run, stages);
criterion_main!(benches);
