//! What is paid in a simulation takes no memory of its own: once the first years have made room, drawing and
//! paying a year allocates nothing for reps, months or clauses.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use paycurve::company::{Files, Overrides, load};
use paycurve::diagnostic::Document;
use paycurve::events::CompanyYear;
use paycurve::payout::TeamPay;
use paycurve::replay::so_far;
use paycurve::simulate::Model;

use crate::reforecast::{told, world};

thread_local! {
    /// Allocations of this thread so far.
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, which counts.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

fn count() {
    // A thread that ends may allocate when the counter has gone; nobody reads it then.
    let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
}

// An allocator cannot be written otherwise; each call goes to the system's as it came.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(place, layout, size) }
    }
}

/// How often something allocates.
fn allocations(act: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.get();
    act();
    ALLOCATIONS.get() - before
}

/// With everything listed, with totals of what plans do not look at one by one, and in sums.
#[test]
fn paying_years_of_the_reference_workload_allocates_nothing() {
    const WARM_UP: u64 = 50;
    const YEARS: u64 = 200;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml");
    let loaded = load(Files::Disk, path, &Overrides::default()).expect("the workload loads");
    let model = Model::new(&loaded.company, &loaded.plans);
    for listed in [&[][..], &model.listed, &model.listed_for_figures] {
        let mut year = CompanyYear::default();
        let mut pays = vec![TeamPay::default(); loaded.company.teams.len()];
        let draw = |number, year: &mut CompanyYear| {
            model.simulator.draw_listed(number, listed, year);
        };
        let mut pay = |year: &CompanyYear| {
            for ((team, program), pay) in
                loaded.company.teams.iter().zip(&model.programs).zip(&mut pays)
            {
                program.pay(&team.seats, year, pay, None);
            }
        };
        for number in 0..WARM_UP {
            draw(number, &mut year);
            pay(&year);
        }
        let (mut drawing, mut paying) = (0, 0);
        for number in WARM_UP..WARM_UP + YEARS {
            drawing += allocations(|| draw(number, &mut year));
            paying += allocations(|| pay(&year));
        }
        // A busier year than all before may still ask for room.
        assert!(paying <= YEARS / 10, "{listed:?}: {paying} while {YEARS} years are paid");
        assert!(drawing <= YEARS, "{listed:?}: {drawing} while {YEARS} years are drawn");
    }
    assert!(allocations(|| drop(std::hint::black_box(vec![1_u8; 9]))) == 1, "the allocator counts");
}

/// The same where a year goes on from actual results: what happened is taken up into memory that is there.
#[test]
fn going_on_with_a_year_allocates_nothing() {
    const WARM_UP: u64 = 50;
    const YEARS: u64 = 200;
    let loaded = world(3);
    let mut year = CompanyYear::default();
    Model::new(&loaded.company, &loaded.plans).simulator.draw(0, &mut year);
    let document = Document::new("events.csv", told(&loaded, &year));
    let read = so_far(&document, &loaded.company, &loaded.plans, 6);
    let so_far = read.unwrap_or_else(|findings| panic!("{findings:#?}")).so_far;
    let model = Model::going_on(&loaded.company, &loaded.plans, &so_far);
    for number in 0..WARM_UP {
        model.simulator.draw(number, &mut year);
    }
    let drawing: u64 = (WARM_UP..WARM_UP + YEARS)
        .map(|number| allocations(|| model.simulator.draw(number, &mut year)))
        .sum();
    assert!(drawing <= YEARS, "{drawing} allocations while {YEARS} years are drawn");
}
