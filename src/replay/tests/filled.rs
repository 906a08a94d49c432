//! Data files that are taken, and the ledgers that they fill.

use super::{HEADER, recorded, recorded_with};
use crate::events::{Account, Event, Kind, Ledger, Loss, NO_ACCOUNT, ScoreValue, Timeline, Traits};
use crate::money::Cents;
use crate::replay::Recorded;

fn ledger(recorded: &Recorded, team: usize, rep: usize) -> &Ledger {
    &recorded.year.teams[team].seats[rep].ledger
}

fn event(month: u16, kind: Kind, account: u32, dollars: i64) -> Event {
    Event {
        month,
        kind,
        term_months: 0,
        traits: Traits::NONE,
        account,
        amount: Cents(100 * dollars),
    }
}

#[test]
fn rows_become_events_of_the_month_in_the_order_of_things() {
    let file = recorded(
        "AM,r1,3,churn,95,a,,\nAM,r1,3,renewal,95,a,,\nAM,r1,3,contraction,15,a,,\nAM,r1,3,upsell,10,a,,\n\
         AM,r1,1,open,100,a,,\nAE,x,2,new,7.25,n,36,\nSDR-like,,,,,,,\n",
    );
    assert!(file.unwrap_err().contains("the company has no team \"SDR-like\""));
    let file = recorded(
        "AM,r1,3,churn,95,a,,\nAM,r1,3,renewal,95,a,,\nAM,r1,3,contraction,15,a,,\nAM,r1,3,upsell,10,a,,\n\
         AM,r1,1,open,100,a,,\nAE,x,2,new,7.25,n,36,\n",
    )
    .unwrap();
    assert_eq!(file.timeline, Timeline::new(0));
    let book = ledger(&file, 1, 0);
    assert_eq!(
        book.events,
        [
            event(2, Kind::Upsell, 0, 10),
            event(2, Kind::Contraction, 0, 15),
            event(2, Kind::Renewal, 0, 95),
            event(2, Kind::Churn, 0, 95)
        ]
    );
    let closed = Account { opened: 0, opening: Cents(10_000), closing: Cents::ZERO, open: false };
    assert_eq!(book.accounts, [closed]);
    assert!(book.joinable);
    let loss = |churned, lost, before| Loss {
        month: 2,
        account: 0,
        churned,
        lost: Cents(lost),
        before: Cents(before),
    };
    assert_eq!(book.losses, [loss(false, 1_500, 11_000), loss(true, 9_500, 9_500)]);
    assert_eq!(book.amounts(Kind::Upsell)[2], 1_000);
    let sale = Event { term_months: 36, amount: Cents(725), ..event(1, Kind::New, 0, 0) };
    assert_eq!(ledger(&file, 0, 0).events, [sale]);
}

#[test]
fn a_loss_reaches_everyone_who_sold_to_the_account() {
    let file = recorded(
        "AE,ae,1,new,50,x,,\nAE,ae,1,new,40,a,,\nAM,am,4,open,40,a,,\nAM,am,2,open,9,b,,\nAM,am,6,upsell,5,a,,\nAM,am,7,churn,45,a,,\n",
    )
    .unwrap();
    let loss = |account| Loss {
        month: 6,
        account,
        churned: true,
        lost: Cents(4_500),
        before: Cents(4_500),
    };
    // Each with its own number of the account: the seller's second, the keeper's second opened.
    assert_eq!(ledger(&file, 0, 0).losses, [loss(1)]);
    assert_eq!(ledger(&file, 1, 0).losses, [loss(1)]);
    assert_eq!(ledger(&file, 0, 0).accounts, []);
    let opened: Vec<u16> =
        ledger(&file, 1, 0).accounts.iter().map(|account| account.opened).collect();
    assert_eq!(opened, [1, 3]);
}

#[test]
fn accounts_that_were_never_opened_are_sold_to_and_lost() {
    let file = recorded("AM,r1,2,upsell,10,y,,\nAM,r1,1,open,5,a,,\nAM,r1,3,renewal,99,z,,\nAM,r1,4,churn,10,y,,\nAM,r1,5,upsell,0,z,,\n").unwrap();
    let book = ledger(&file, 1, 0);
    let accounts: Vec<u32> = book.events.iter().map(|event| event.account).collect();
    assert_eq!((book.accounts.len(), accounts), (1, vec![1, 2, 1, 2]));
    assert_eq!(
        book.losses,
        [Loss { month: 3, account: 1, churned: true, lost: Cents(1_000), before: Cents(1_000) }]
    );
    assert!(file.warnings.iter().all(|warning| !warning.message.contains("renews")));
}

#[test]
fn counts_scores_and_refunds() {
    let file = recorded(
        "AE,r1,1,meeting,,,,\nAE,r1,1,meeting,2,,,\nAE,r1,2,qualified,1,,,\nAE,r1,2,activity,40,,,calls\nAE,r1,3,won,900,w,,\n\
         AE,r1,9,score,0.875,,,mbo\nAE,r1,4,score,-12.5,,,nps\nAE,r1,6,score,1,,,mbo\nAE,r1,5,new,-2,w,,\nAE,r1,5,implementation,3,,,\n",
    )
    .unwrap();
    let rep = ledger(&file, 0, 0);
    assert_eq!(
        (
            rep.counts(Kind::Meeting)[0],
            rep.counts(Kind::Qualified)[1],
            rep.counts(Kind::Activity)[1]
        ),
        (300, 100, 4_000)
    );
    assert_eq!((rep.counts(Kind::Won)[2], rep.amounts(Kind::Won)[2]), (100, 90_000));
    assert_eq!((rep.counts(Kind::New)[4], rep.amounts(Kind::New)[4]), (0, -200));
    assert_eq!(rep.amounts(Kind::Implementation)[4], 300);
    assert_eq!(rep.events.iter().filter(|event| event.account == NO_ACCOUNT).count(), 5);
    assert_eq!(file.names.scores, ["mbo", "nps"]);
    assert_eq!(file.names.activities, ["calls"]);
    let score = |month, score, value| ScoreValue { month, score, value };
    assert_eq!(
        rep.scores,
        [score(3, 1, -12_500_000), score(5, 0, 1_000_000), score(8, 0, 875_000)]
    );
}

#[test]
fn dates_before_the_year_are_history() {
    let text = "amount,date,team,rep,event,account,term_months\n\"1,200.50\",2025-11-30,AM,r1,upsell,a,\n7,2026-07-01,AM,r2,upsell,b,\n";
    let file = recorded_with("dated.toml", text).unwrap();
    assert_eq!(file.timeline, Timeline::new(8));
    assert_eq!(
        ledger(&file, 1, 0).events,
        [Event { amount: Cents(120_050), ..event(4, Kind::Upsell, 0, 0) }]
    );
    assert_eq!(ledger(&file, 1, 1).events, [event(12, Kind::Upsell, 0, 7)]);
    let stint = file.year.teams[1].seats[1].stints[0];
    assert_eq!((stint.start, stint.end, stint.newly_hired), (4, 24, false));
    // A month beside the date says the same: of the year before, too.
    let text = "team,rep,month,date,event,amount,account,term_months\nAE,r,5,2025-11-30,new,1,,\nAE,r,1,,new,1,,\nAE,r,,2027-06-30,new,1,,\n";
    let months: Vec<u16> = ledger(&recorded_with("dated.toml", text).unwrap(), 0, 0)
        .events
        .iter()
        .map(|event| event.month)
        .collect();
    assert_eq!(months, [4, 12, 23]);
}

#[test]
fn reps_come_from_the_events_or_from_the_roster() {
    let file =
        recorded("AE,Zoe,2,new,1,,,\nAE,Al,1,new,1,,,\nAE,Zoe,1,new,1,,,\nAM,Al,1,upsell,1,a,,\n")
            .unwrap();
    let names: Vec<Vec<&str>> =
        file.reps.iter().map(|team| team.iter().map(|seat| seat.rep.as_str()).collect()).collect();
    assert_eq!(names, [vec!["Zoe", "Al"], vec!["Al"], vec!["Ann", "Bo"]]);
    let stints = |team: usize| -> Vec<(i64, usize, bool)> {
        let seats = file.year.teams[team].seats.iter();
        seats
            .map(|seat| {
                (seat.stints[0].quota.0 / 100, seat.stints[0].start, seat.stints[0].newly_hired)
            })
            .collect()
    };
    assert_eq!(stints(0), [(500_000, 0, false); 2]);
    assert_eq!(stints(1), [(200_000, 0, false)]);
    assert_eq!(stints(2), [(120_000, 0, false), (60_000, 6, true)]);
    let nobody = recorded("AM,Al,1,upsell,1,a,,\n").unwrap();
    assert!(nobody.year.teams[0].seats.is_empty());
}

#[test]
fn files_as_spreadsheets_export_them() {
    let plain = recorded("AE,\"Lee, Bo\",1,new,1200,\"a, b\",,\n").unwrap();
    let header = HEADER.replace(',', " , ");
    for text in [
        format!("\u{feff}{header}\r\n AE ,\"Lee, Bo\",01,new,\"1,200\",\"a, b\",,\r\n,,,,,,,\r\n"),
        format!("\n{HEADER}\nAE,\"Lee, Bo\",1,new,+1200.00,\"a, b\",,"),
    ] {
        let file = recorded_with("company.toml", &text).unwrap();
        assert_eq!(ledger(&file, 0, 0).events, ledger(&plain, 0, 0).events, "{text}");
        assert_eq!(file.reps[0][0].rep, "Lee, Bo");
    }
}

#[test]
fn what_a_row_states_of_its_event_is_kept() {
    let text = "team,rep,month,event,amount,account,term_months,product,margin,days_to_close,outbound,prepaid,name\n\
                AE,r,1,new,5,a,12,core,0.3,0,Yes,0,calls\nAE,r,1,new,6,a,12,add-on,-0.000001,36500,false,TRUE,\n\
                AE,r,2,new,7,,12,core,,,,,\nAE,r,2,activity,8,,,core,,,,,calls\nAE,r,2,activity,9,,,,,,,,\n";
    let file = recorded_with("company.toml", text).unwrap();
    assert_eq!(file.names.products, ["core", "add-on"]);
    assert_eq!(file.names.activities, ["calls"]);
    let traits: Vec<Traits> = ledger(&file, 0, 0).events.iter().map(|e| e.traits).collect();
    let first = Traits::NONE.with_name(0).with_margin(300_000).with_days(0).with_outbound(true);
    let second = Traits::NONE.with_name(1).with_margin(-1).with_days(36_500).with_prepaid(true);
    let core = Traits::NONE.with_name(0);
    assert_eq!(traits, [first, second, core, core, Traits::NONE]);
}
