//! The reference workload: a whole run, its parts, and the floor that the random numbers alone set.
//!
//! `cargo bench --bench simulate`. The floor draws as many numbers as the years need, with the program's
//! own samplers from the same streams, and only adds them up: several years side by side, as the program does, and one
//! year after the other.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use paycurve::company::{Company, Files, Loaded, Overrides, load};
use paycurve::distribution::{Distribution, poisson_counts};
use paycurve::events::CompanyYear;
use paycurve::payout::TeamPay;
use paycurve::random::{Address, Purpose, Seats, Streams, open_unit, unit_of_word};
use paycurve::simulate::{Model, Wanted, simulate};
use paycurve::study::Overview;
use std::ops::Range;

const YEARS: usize = 10_000;

fn reference() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml");
    load(Files::Disk, path, &Overrides::default()).expect("the reference workload loads")
}

/// The numbers of a team's seats, drawn as the program draws them.
#[derive(Default)]
struct Numbers {
    seats: Seats,
    streams: Streams,
    counts: Vec<u32>,
    words: Vec<u64>,
    values: Vec<f64>,
}

impl Numbers {
    /// The sum of the words of a purpose, as many a seat as the counts say.
    fn words(&mut self, purpose: Purpose) -> f64 {
        let all = self.counts.iter().sum::<u32>() as usize;
        self.words.resize(all + Streams::ROOM, 0);
        self.seats.open(purpose, &mut self.streams);
        self.streams.words(&self.counts, &mut self.words);
        self.words.truncate(all);
        self.words.iter().fold(0, |sum: u64, word| sum.wrapping_add(*word)) as f64
    }

    /// The sum of as many draws of a distribution.
    fn draws(&mut self, purpose: Purpose, distribution: &Distribution) -> f64 {
        self.words(purpose);
        self.values.resize(self.words.len(), 0.0);
        distribution.at_words(&self.words, &mut self.values);
        self.values.iter().sum()
    }

    /// Poisson counts of these means a seat, which are then the counts.
    fn counts(&mut self, purpose: Purpose, means: &[f64]) {
        self.counts.clear();
        self.counts.resize(means.len(), 1);
        self.words(purpose);
        let uniforms: Vec<f64> = self.words.iter().map(|word| unit_of_word(*word)).collect();
        poisson_counts(&uniforms, means, &mut self.counts);
    }
}

/// The sum of the numbers that these years of the reference workload need, drawn side by side as the program draws them.
fn floor_of_years(company: &Company, years: Range<u64>, numbers: &mut Numbers) -> f64 {
    let addresses = years.map(|number| Address::year(company.simulation.seed, number));
    let addresses: Vec<Address> = addresses.collect();
    let mut sum = 0.0;
    let market = addresses.iter().map(|year| {
        let mut market = year.open(Purpose::Market);
        [0.0; 3].map(|_| open_unit(&mut market) + 0.5)
    });
    let market: Vec<[f64; 3]> = market.collect();
    sum += market.iter().map(|[_, churn, _]| churn).sum::<f64>();
    for team in &company.teams {
        let seats = team.seats.len();
        let all = seats * addresses.len();
        numbers.seats.forget();
        for year in &addresses {
            numbers.seats.turn_also_to(year.team(&team.name), 0..seats as u32);
        }
        numbers.counts.clear();
        numbers.counts.resize(all, 1);
        sum += numbers.draws(Purpose::Attainment, &team.attainment);
        let attainments = std::mem::take(&mut numbers.values);
        let times = |factor: f64, of_market: usize| -> Vec<f64> {
            let years = attainments.chunks(seats).zip(&market);
            let means = years.flat_map(|(attainments, market)| {
                let factor = factor * market[of_market];
                attainments.iter().map(move |attainment| (attainment * factor).max(1e-9))
            });
            means.collect()
        };
        if let Some(deals) = &team.deals {
            let quota = team.quota.as_ref().map_or(0.0, |quota| quota.mean());
            numbers.counts(Purpose::DealCount, &times(quota / deals.size.mean(), 0));
            // When each deal comes is nothing that figures of the year rest on.
            sum += numbers.draws(Purpose::DealSize, &deals.size);
        }
        if let Some(book) = &team.book {
            let accounts = book.accounts.mean();
            numbers.counts.clear();
            numbers.counts.resize(all, accounts as u32);
            sum += numbers.draws(Purpose::AccountArr, &book.arr) + numbers.words(Purpose::Renewal);
            if let Some(growth) = &book.expansion {
                numbers.counts(Purpose::ExpansionCount, &times(growth.per_year * accounts, 2));
                sum += numbers.draws(Purpose::ExpansionShare, &growth.share)
                    + numbers.words(Purpose::ExpansionPlace)
                    + numbers.words(Purpose::ExpansionKind);
            }
            if let Some(contraction) = &book.contraction {
                let contracting = (accounts * contraction.chance).round() as u32;
                numbers.counts.fill(contracting);
                sum += numbers.draws(Purpose::ContractionShare, &contraction.share);
            }
        }
        numbers.values = attainments;
    }
    sum
}

fn floor(company: &Company, years: usize, at_once: usize) -> f64 {
    let mut numbers = Numbers::default();
    let firsts = (0..years as u64).step_by(at_once);
    let until = |first: u64| (first + at_once as u64).min(years as u64);
    firsts.map(|first| floor_of_years(company, first..until(first), &mut numbers)).sum()
}

fn floor_on_threads(company: &Company, years: usize, at_once: usize, threads: usize) -> f64 {
    let share = years / threads;
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            (0..threads).map(|_| scope.spawn(move || floor(company, share, at_once))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).sum()
    })
}

fn whole_run(criterion: &mut Criterion) {
    let loaded = reference();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut group = criterion.benchmark_group("reference workload");
    let at_once = model.simulator.years_at_once(&model.listed_for_figures);
    let at_once = at_once.expect("its years can be drawn in sums");
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
        for (name, at_once) in [("sampling floor", at_once), ("floor of single years", 1)] {
            group.bench_with_input(BenchmarkId::new(name, threads), &threads, |bench, threads| {
                bench.iter(|| floor_on_threads(&loaded.company, YEARS, at_once, *threads));
            });
        }
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
