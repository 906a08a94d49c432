//! The year that is explained: drawn, or read from an events file.

use std::collections::HashMap;
use std::path::Path;

use super::super::failure::Failure;
use super::super::replay::read_events;
use super::who::Rep;
use crate::company::{Loaded, Seat, Team};
use crate::events::{CompanyYear, MarketYear, Names, Timeline};
use crate::export::RepName;
use crate::payout::{Payment, Program, TeamPay};
use crate::plan::Plan;
use crate::replay::Accounts;
use crate::simulate::{Model, programs};
use crate::study::{Account, RepYear};
use crate::tables::InputRecord;

/// A company's year, ready to be paid.
pub(super) struct Case<'a> {
    loaded: &'a Loaded,
    /// The number of the synthetic year; none of real results.
    pub number: Option<usize>,
    pub timeline: Timeline,
    /// By team: the seats, by whose names reps are called.
    pub seats: Vec<Vec<Seat>>,
    year: CompanyYear,
    programs: Vec<Program>,
    names: Names,
    accounts: Option<Accounts>,
    market: Option<MarketYear>,
}

impl<'a> Case<'a> {
    /// Draws synthetic year `number`, from 1.
    pub fn simulated(loaded: &'a Loaded, number: usize) -> Self {
        let company = &loaded.company;
        let Model { simulator, programs, .. } = Model::new(company, &loaded.plans);
        let mut year = CompanyYear::default();
        let from_0 = number.saturating_sub(1) as u64;
        simulator.draw(from_0, &mut year);
        Self {
            loaded,
            number: Some(number),
            timeline: simulator.timeline(),
            seats: company.teams.iter().map(|team| team.seats.clone()).collect(),
            year,
            programs,
            names: Names::of(company),
            accounts: None,
            market: Some(simulator.market(from_0)),
        }
    }

    /// Reads real results. Warnings are told.
    pub fn recorded(
        loaded: &'a Loaded,
        events: &Path,
        quiet: bool,
    ) -> Result<(Self, InputRecord), Failure> {
        let (recorded, input) = read_events(events, loaded, quiet)?;
        let programs = programs(&loaded.company, &loaded.plans, &recorded.names, recorded.timeline);
        let case = Self {
            loaded,
            number: None,
            timeline: recorded.timeline,
            seats: recorded.reps,
            year: recorded.year,
            programs,
            names: recorded.names,
            accounts: Some(recorded.accounts),
            market: None,
        };
        Ok((case, input))
    }

    pub fn company(&self) -> &crate::company::Company {
        &self.loaded.company
    }

    pub fn teams(&self) -> &[Team] {
        &self.loaded.company.teams
    }

    pub fn plans(&self) -> &[Plan] {
        &self.loaded.plans
    }

    /// Every rep of the year, with the name that statements give.
    pub fn reps(&self) -> impl Iterator<Item = (Rep, String)> {
        let teams = self.year.teams.iter().zip(&self.seats).enumerate();
        teams.flat_map(|(team, (team_year, seats))| {
            let seat_years = team_year.seats.iter().enumerate();
            seat_years.flat_map(move |(seat, seat_year)| {
                let stints = 0..seat_year.stints.len();
                stints.map(move |stint| {
                    (Rep { team, seat, stint }, seats.rep(seat, stint).to_string())
                })
            })
        })
    }

    /// All payments, by team.
    pub fn payments(&self) -> Vec<Vec<Payment>> {
        let mut pay = TeamPay::default();
        let of_team = |(program, seats): (&Program, &Vec<Seat>)| {
            let mut rows = Vec::new();
            program.pay(seats, &self.year, &mut pay, Some(&mut rows));
            rows
        };
        self.programs.iter().zip(&self.seats).map(of_team).collect()
    }

    /// The account of a rep's year. The team is paid twice: as the simulation does, and noting the steps of
    /// this rep; both must come to the same.
    pub fn account(&self, rep: Rep) -> Result<Account, Failure> {
        let Rep { team, seat, stint } = rep;
        let (program, seats) = (&self.programs[team], &self.seats[team]);
        let own = |pay: &TeamPay| {
            pay.reps().iter().position(|paid| (paid.seat, paid.stint) == (seat, stint)).unwrap_or(0)
        };
        let plan_year = self.timeline.plan_year()..self.timeline.months();
        let mut pay = TeamPay::default();
        program.pay(seats, &self.year, &mut pay, None);
        let counted = pay.reps()[own(&pay)].variable_over(plan_year);
        let mut payments = Vec::new();
        let steps = program.explain(seats, &self.year, (seat, stint), &mut pay, &mut payments);
        let accounts = self.accounts.as_ref().map_or_else(HashMap::new, |a| a.of(team, seat));
        let year = RepYear {
            team: &self.teams()[team],
            plan: &self.plans()[team],
            reps: &self.seats,
            seat: &seats[seat],
            year: &self.year.teams[team].seats[seat],
            stint,
            timeline: self.timeline,
            names: &self.names,
            accounts: &accounts,
            market: self.market,
            pay: &pay.reps()[own(&pay)],
            payments: &payments,
            steps: &steps,
        };
        Ok(year.account(counted).map_err(anyhow::Error::from)?)
    }
}
