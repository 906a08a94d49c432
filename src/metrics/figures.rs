//! The figures of one paid year.

use super::layout::{Layout, Metric};
use crate::company::Company;
use crate::events::{Account, Kind, SeatYear, Stint, Sums, TeamYear, Timeline, UnlistedBook};
use crate::money::{Cents, Fraction, Rounding};
use crate::payout::{PaidInSums, RepPay, TeamPay};
use std::ops::Range;

/// Sums of one team's (or the company's) plan year, from which every figure follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Paid by components, less recovered, plus draws.
    pub variable: Cents,
    /// Base for the months in seat.
    pub base: Cents,
    /// Paid by each component before recoveries.
    pub components: Vec<Cents>,
    /// Recovered by clawbacks.
    pub clawback: Cents,
    /// New and upgrade ACV.
    pub new_business: Cents,
    /// Upsells and cross-sells.
    pub expansion: Cents,
    /// What overlays and managers are credited with, of all of these: booked by others.
    pub credited_beside: Cents,
    /// Quota of the reps.
    pub quota: Cents,
    /// Seats.
    pub heads: usize,
    book: BookFigures,
}

/// The whole book over the plan year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct BookFigures {
    opening: i64,
    closing: i64,
    kept: i64,
    accounts: usize,
    open: usize,
}

impl BookFigures {
    fn add_unlisted(&mut self, book: &UnlistedBook) {
        self.opening += book.opening;
        self.closing += book.closing;
        self.kept += book.kept;
        self.open += book.open;
        self.accounts += book.accounts;
    }
}

impl Figures {
    /// Reads a team's figures off its events and pay.
    pub fn of_team(
        &mut self,
        timeline: Timeline,
        team: &TeamYear,
        pay: &TeamPay,
        components: usize,
    ) {
        if let Some(paid) = pay.in_sums().first() {
            self.of_sums(&team.sums, 0..team.sums.quotas.len(), paid);
            return;
        }
        self.clear(team.seats.len(), components);
        for seat in &team.seats {
            self.add_events(timeline, seat);
        }
        for rep in pay.reps() {
            if pay.exchange.is_some() {
                let stint = &team.seats[rep.seat].stints[rep.stint];
                self.add_converted(timeline, pay, rep, stint, components);
            } else {
                self.add_pay(timeline, rep, components);
            }
        }
    }

    /// Reads a team's figures off one of its years in sums, in which these are its reps, and its pay in that year.
    pub fn of_sums(&mut self, sums: &Sums, reps: Range<usize>, paid: &PaidInSums) {
        self.clear(reps.len(), paid.components.len());
        (self.base, self.quota, self.clawback) = (paid.base, paid.quota, paid.recovered);
        self.components.copy_from_slice(&paid.components);
        self.variable = paid.components.iter().copied().sum::<Cents>() - paid.recovered;
        self.new_business = Cents(sums.new[reps.clone()].iter().sum());
        // Of a team without books there is none.
        let expansions = sums.expansions.get(reps.clone()).unwrap_or_default();
        self.expansion = Cents(expansions.as_flattened().as_flattened().iter().sum());
        let books = sums.books.get(reps).unwrap_or_default();
        books.iter().for_each(|book| self.book.add_unlisted(book));
    }

    /// Empties them for so many seats and components.
    fn clear(&mut self, heads: usize, components: usize) {
        let mut components_paid = std::mem::take(&mut self.components);
        components_paid.clear();
        components_paid.resize(components, Cents::ZERO);
        *self = Self { components: components_paid, heads, ..Self::default() };
    }

    fn add_events(&mut self, timeline: Timeline, seat: &SeatYear) {
        let plan_year = timeline.plan_year()..timeline.months();
        let all = |kind| match seat.ledger.has(kind) {
            true => Cents(seat.ledger.amounts(kind)[plan_year.clone()].iter().sum()),
            false => Cents::ZERO,
        };
        self.new_business += all(Kind::New) + all(Kind::Upgrade);
        self.expansion += all(Kind::Upsell) + all(Kind::CrossSell);
        if seat.ledger.has_extra() {
            let extra = |kind| Cents(seat.ledger.extra(kind, plan_year.clone()));
            let (new, expansion) = (
                extra(Kind::New) + extra(Kind::Upgrade),
                extra(Kind::Upsell) + extra(Kind::CrossSell),
            );
            self.new_business -= new;
            self.expansion -= expansion;
            self.credited_beside += new + expansion;
        }
        if let Some(unlisted) = &seat.ledger.unlisted {
            self.book.add_unlisted(unlisted);
        }
        // Accounts that join a book during the year are not in its opening.
        let whole_year = |account: &&Account| usize::from(account.opened) <= plan_year.start;
        for account in seat.ledger.accounts.iter().filter(whole_year) {
            self.book.opening += account.opening.0;
            self.book.closing += account.closing.0;
            self.book.kept += account.closing.0.min(account.opening.0);
            self.book.open += usize::from(account.open);
            self.book.accounts += 1;
        }
    }

    fn add_pay(&mut self, timeline: Timeline, rep: &RepPay, components: usize) {
        self.base += rep.base;
        self.quota += rep.quota;
        let plan_year = || timeline.plan_year()..timeline.months();
        for component in 0..components {
            let paid = rep.paid_over(component, plan_year());
            let recovered = rep.recovered_over(component, plan_year());
            self.components[component] += paid;
            self.clawback += recovered;
            self.variable += paid - recovered;
        }
        self.variable += rep.plan_level_over(plan_year());
    }

    /// The same of pay in another currency, each month at its rate.
    fn add_converted(
        &mut self,
        timeline: Timeline,
        pay: &TeamPay,
        rep: &RepPay,
        stint: &Stint,
        components: usize,
    ) {
        self.base += pay.base_to_company(rep, stint, timeline.plan_year());
        self.quota += rep.quota;
        let sum = |amount: &dyn Fn(usize) -> Cents| {
            pay.sum_to_company(timeline.plan_year()..timeline.months(), amount)
        };
        for component in 0..components {
            let paid = sum(&|month| rep.paid(component, month));
            let recovered = sum(&|month| rep.recovered(component, month));
            self.components[component] += paid;
            self.clawback += recovered;
            self.variable += paid - recovered;
        }
        self.variable += sum(&|month| rep.plan_level(month));
    }

    /// Adds a team's figures to the company's.
    pub fn add(&mut self, team: &Self) {
        self.variable += team.variable;
        self.base += team.base;
        self.clawback += team.clawback;
        self.new_business += team.new_business;
        self.expansion += team.expansion;
        self.credited_beside += team.credited_beside;
        self.quota += team.quota;
        self.heads += team.heads;
        self.book.opening += team.book.opening;
        self.book.closing += team.book.closing;
        self.book.kept += team.book.kept;
        self.book.accounts += team.book.accounts;
        self.book.open += team.book.open;
    }

    /// Writes the figures of a year, one a column of the layout; NaN stands for one without a value in
    /// this year (it is left out of statistics and empty in tables).
    pub fn write(
        layout: &Layout,
        company: &Company,
        teams: &[Self],
        of_company: &Self,
        row: &mut [f64],
    ) {
        for (column, cell) in layout.columns.iter().zip(row) {
            let figures = column.team.map_or(of_company, |team| &teams[team]);
            *cell = figures.value(&column.metric, company);
        }
    }

    fn value(&self, metric: &Metric, company: &Company) -> f64 {
        let ratio = |numerator: i64, denominator: i64| {
            if denominator > 0 { numerator as f64 / denominator as f64 } else { f64::NAN }
        };
        let bookings = self.new_business + self.expansion;
        let credited = bookings + self.credited_beside;
        match metric {
            Metric::VariablePay => self.variable.to_f64(),
            Metric::BasePay => self.base.to_f64(),
            Metric::TotalCost => self.total_cost(company).to_f64(),
            Metric::Component(number, _) => {
                self.components.get(*number).map_or(f64::NAN, |paid| paid.to_f64())
            }
            Metric::Clawback => self.clawback.to_f64(),
            Metric::Bookings => bookings.to_f64(),
            Metric::Expansion => self.expansion.to_f64(),
            Metric::Quota => self.quota.to_f64(),
            Metric::Credited => credited.to_f64(),
            Metric::Attainment => ratio(credited.0, self.quota.0),
            Metric::Ccos => ratio(self.total_cost(company).0, bookings.0),
            Metric::Nrr => ratio(self.book.closing, self.book.opening),
            Metric::Grr => ratio(self.book.kept, self.book.opening),
            Metric::LogoRetention => ratio(self.book.open as i64, self.book.accounts as i64),
            Metric::PayPerRep => ratio(self.variable.0, 100 * self.heads as i64),
            Metric::BudgetOverrun => company
                .budget
                .and_then(|budget| budget.variable_pay)
                .map_or(f64::NAN, |budget| (self.variable - budget).max(Cents::ZERO).to_f64()),
        }
    }

    fn total_cost(&self, company: &Company) -> Cents {
        let pay = self.base + self.variable;
        match company.budget.map(|budget| Fraction::from(budget.burden)) {
            Some(burden) if burden != Fraction::ZERO => {
                (Fraction::from(pay) * (Fraction::ONE + burden)).to_cents(Rounding::HalfEven)
            }
            _ => pay,
        }
    }
}
