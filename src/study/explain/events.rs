//! What happened to a rep, and what each event counted for.

use std::collections::HashMap;

use super::{Figure, Line, RepYear};
use crate::events::{Event, Kind, NO_ACCOUNT, Role, Share};
use crate::money::{Cents, Decimal6, Fraction};
use crate::payout::{Source, Working};
use crate::plan::{Component, Measure, RatioMeasure, Unit, figures};

/// An event, or events of a month that are known by their sum only.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine {
    /// The event.
    pub line: Line,
    /// What kind of event it is, as people call it.
    pub kind: String,
    /// How many events it stands for.
    pub count: i64,
    /// What it counts for, component by component.
    pub credits: Vec<Line>,
}

/// The events of a rep that pay of the year can rest on, by month.
pub(super) fn lines(year: &RepYear<'_>) -> Vec<EventLine> {
    let Some(stint) = year.holder() else {
        return Vec::new();
    };
    let months = first_that_counts(year).max(stint.start)..stint.end;
    let ledger = &year.year.ledger;
    let mut lines: Vec<(usize, Kind, EventLine)> = Vec::new();
    let mut rest: Vec<(usize, Kind, i64, i64)> = months
        .clone()
        .flat_map(|month| Kind::ALL.map(|kind| (month, kind)))
        .map(|(month, kind)| (month, kind, ledger.counts(kind)[month], ledger.amounts(kind)[month]))
        .collect();
    let mut credits = credits(year);
    let shares: HashMap<usize, &Share> =
        ledger.shares.iter().map(|share| (share.event as usize, share)).collect();
    for (number, event) in ledger.events.iter().enumerate() {
        let month = usize::from(event.month);
        if !months.contains(&month) {
            continue;
        }
        let place = (month - months.start) * Kind::ALL.len() + event.kind as usize;
        if let Some(rest) = rest.get_mut(place) {
            rest.2 -= if is_count(event.kind) {
                event.amount.0
            } else {
                100 * i64::from(event.amount >= Cents::ZERO)
            };
            rest.3 -= event.amount.0;
        }
        let mut credits = credits.remove(&(Some(number), month)).unwrap_or_default();
        credits.extend(moved(year, month, |measure| moves(measure, event.kind)));
        let share = shares.get(&number).copied();
        lines.push((month, event.kind, of_event(year, event, share, credits)));
    }
    for (month, kind, count, amount) in rest {
        if (count, amount) == (0, 0) {
            continue;
        }
        let count = count / 100;
        let what = format!("{}, {count} in all", words_of(kind));
        let quantity = quantity(kind, Cents(amount));
        let line = line(year, month, what, quantity);
        let mut credits = credits.remove(&(None, month)).unwrap_or_default();
        credits.extend(moved(year, month, |measure| moves(measure, kind)));
        lines.push((month, kind, EventLine { line, kind: words_of(kind), count, credits }));
    }
    lines.sort_by_key(|(month, kind, _)| (*month, *kind));
    let mut lines: Vec<EventLine> = lines.into_iter().map(|(.., line)| line).collect();
    lines.extend(scores(year, months.start));
    lines.sort_by_key(|line| line.line.month);
    lines
}

/// The first month of the timeline whose events a payment of the plan year looks at.
fn first_that_counts(year: &RepYear<'_>) -> usize {
    let plan_year = year.timeline.plan_year();
    let of_year = year.steps.iter().filter(|step| step.month >= plan_year);
    let starts = of_year.filter_map(|step| match step.what {
        Working::Window { from, .. } => Some(from.max(0) as usize),
        _ => None,
    });
    starts.fold(plan_year, usize::min)
}

fn of_event(
    year: &RepYear<'_>,
    event: &Event,
    share: Option<&Share>,
    credits: Vec<Line>,
) -> EventLine {
    let mut what = words_of(event.kind);
    if let Some(share) = share {
        what += &format!(", {}", of_share(year, share));
    }
    if event.amount < Cents::ZERO {
        what += ", refund";
    }
    let names =
        if event.kind == Kind::Activity { &year.names.activities } else { &year.names.products };
    if let Some(name) = event.traits.name().and_then(|place| names.get(place)) {
        what += &format!(", {name}");
    }
    for (word, holds) in
        [("outbound", event.traits.outbound()), ("prepaid", event.traits.prepaid())]
    {
        if holds {
            what += &format!(", {word}");
        }
    }
    if event.account != NO_ACCOUNT {
        what += &format!(", {}", account(year, event.account));
    }
    if event.term_months > 0 {
        what += &format!(", {} months", event.term_months);
    }
    let line = line(year, usize::from(event.month), what, quantity(event.kind, event.amount));
    let count = if is_count(event.kind) { event.amount.0 / 100 } else { 1 };
    EventLine { line, kind: words_of(event.kind), count, credits }
}

/// How an event came to be credited in part, or as that of another.
fn of_share(year: &RepYear<'_>, share: &Share) -> String {
    let (team, seat) = share.owner;
    let owner = year.reps.get(usize::from(team)).and_then(|seats| seats.get(seat as usize));
    let owner = owner.map_or("another rep", |seat| seat.rep.as_str());
    let percent = figures::percent(share.share);
    match share.role {
        Role::Owner => format!("{percent} of a shared deal"),
        Role::CoSeller => format!("{percent} of {owner}'s deal"),
        Role::Overlay => format!("overlay of {percent} on {owner}'s deal"),
        Role::Manager if share.share == Decimal6::ONE => format!("{owner}'s, as manager"),
        Role::Manager => format!("{percent} of {owner}'s, as manager"),
    }
}

/// An account as people call it; drawn ones by their number in the book.
pub(super) fn account(year: &RepYear<'_>, number: u32) -> String {
    match year.accounts.get(&number) {
        Some(name) => format!("account {name}"),
        None => format!("account {}", u64::from(number) + 1),
    }
}

/// What events are called.
pub(super) fn words_of(kind: Kind) -> String {
    kind.name().replace('_', "-")
}

const fn is_count(kind: Kind) -> bool {
    matches!(kind, Kind::Meeting | Kind::Qualified | Kind::Activity)
}

fn quantity(kind: Kind, amount: Cents) -> Figure {
    if is_count(kind) {
        let value = Fraction::from(amount) * Fraction::HUNDREDTH;
        return Figure { value, unit: Unit::Count("", "") };
    }
    Figure::cents(amount)
}

fn line(year: &RepYear<'_>, month: usize, what: String, quantity: Figure) -> Line {
    Line {
        month: year.month(month),
        component: String::new(),
        step: "event",
        what,
        quantity: Some(quantity),
        rate: None,
        amount: None,
    }
}

/// What events count for: by their number, none for those of a month that are known by their sum only, and
/// month.
fn credits(year: &RepYear<'_>) -> HashMap<(Option<usize>, usize), Vec<Line>> {
    let mut credits: HashMap<_, Vec<Line>> = HashMap::new();
    for step in year.steps {
        let (Working::Credit { event, credit }, Source::Component(number)) =
            (step.what, step.source)
        else {
            continue;
        };
        let component = year.plan.components.get(number);
        let Some((component, measure)) = component.and_then(|c| Some((c, c.looked_at()?))) else {
            continue;
        };
        credits.entry((event, step.month)).or_default().push(Line {
            month: year.month(step.month),
            component: component.name.clone(),
            step: "credit",
            what: format!("counts towards {}", measure.noun()),
            quantity: Some(Figure { value: credit, unit: measure.unit() }),
            rate: None,
            amount: None,
        });
    }
    credits
}

/// The components whose ratio or score moves with what happens in a month: by how much depends on all the rest
/// of the window, so that a single event counts for no number.
fn moved(year: &RepYear<'_>, month: usize, moves: impl Fn(&Measure) -> bool) -> Vec<Line> {
    let components = year.plan.components.iter();
    let line = |component: &Component| {
        let measure = component.looked_at().filter(|measure| moves(measure))?;
        Some(Line {
            month: year.month(month),
            component: component.name.clone(),
            step: "credit",
            what: format!("moves {}", measure.noun()),
            quantity: None,
            rate: None,
            amount: None,
        })
    };
    components.filter_map(line).collect()
}

/// Whether a ratio moves with events of a kind.
fn moves(measure: &Measure, kind: Kind) -> bool {
    use Kind::{Churn, Contraction, CrossSell, New, Qualified, Renewal, Upgrade, Upsell, Won};
    let Measure::Ratio(ratio) = measure else {
        return false;
    };
    match ratio {
        RatioMeasure::Nrr | RatioMeasure::Grr => {
            matches!(kind, Upgrade | Upsell | CrossSell | Contraction | Churn)
        }
        RatioMeasure::LogoRetention | RatioMeasure::SoldLogoRetention => kind == Churn,
        RatioMeasure::SoldGrr => matches!(kind, Contraction | Churn),
        RatioMeasure::RenewalRate => matches!(kind, Renewal | Contraction | Churn),
        RatioMeasure::ExpansionRate => matches!(kind, Upsell | CrossSell),
        RatioMeasure::AverageDealSize | RatioMeasure::DaysToClose => kind == New,
        RatioMeasure::ConversionRate => matches!(kind, Qualified | Won),
    }
}

/// The values of the rep's scores.
fn scores(year: &RepYear<'_>, first: usize) -> Vec<EventLine> {
    let Some(stint) = year.holder() else {
        return Vec::new();
    };
    let own = |month: u16| usize::from(month) >= first && stint.holds(usize::from(month));
    let of_rep = year.year.ledger.scores.iter().filter(|score| own(score.month));
    of_rep
        .map(|score| {
            let name = year.names.scores.get(usize::from(score.score)).map_or("", String::as_str);
            let value = Fraction::new(score.value.into(), 1_000_000).unwrap_or(Fraction::ZERO);
            let kind = format!("score {name}");
            let line = line(year, usize::from(score.month), kind.clone(), Figure::plain(value));
            let is_of = |measure: &Measure| matches!(measure, Measure::Score(of) if of == name);
            let credits = moved(year, usize::from(score.month), is_of);
            EventLine { line, kind, count: 1, credits }
        })
        .collect()
}
