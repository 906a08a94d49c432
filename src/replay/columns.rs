//! Which column of a data file holds what.

use crate::diagnostic::{Document, Finding, Place, Severity, list};
use crate::spec::sheet::Sheet;

use super::MOST_EVENTS;
use super::needs::Needs;
use super::property::Property;

/// The columns that a data file may have.
const KNOWN: [&str; 17] = [
    "team",
    "rep",
    "month",
    "date",
    "event",
    "amount",
    "account",
    "term_months",
    "product",
    "margin",
    "days_to_close",
    "outbound",
    "prepaid",
    "name",
    "deal",
    "share",
    "credit",
];

/// Where each column stands, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub team: usize,
    pub rep: usize,
    pub month: Option<usize>,
    pub date: Option<usize>,
    pub event: usize,
    pub amount: usize,
    pub account: Option<usize>,
    pub name: Option<usize>,
    /// The id of a deal that is credited to several.
    pub deal: Option<usize>,
    pub share: Option<usize>,
    pub credit: Option<usize>,
    /// In the order of [`Property::ALL`].
    properties: [Option<usize>; Property::ALL.len()],
}

impl Columns {
    /// The column of a property.
    pub fn of(&self, property: Property) -> Option<usize> {
        self.properties[property as usize]
    }

    /// The columns of a sheet.
    ///
    /// # Errors
    /// Columns that are not known, that every file needs, or that the plans need; a file without events, or
    /// with too many.
    pub fn find(
        sheet: &Sheet<'_>,
        document: &Document,
        needs: &Needs,
    ) -> Result<Self, Vec<Finding>> {
        let mut findings = sheet.unknown_columns(&KNOWN);
        if sheet.is_parted_otherwise() {
            return Err(findings);
        }
        let header = line_of_header(document);
        let mut refuse = |message: String, help: &str| {
            findings.push(Finding::new(Severity::Error, header.clone(), message).help(help));
        };
        let [team, rep, event, amount] =
            ["team", "rep", "event", "amount"].map(|name| sheet.column(name));
        let (month, date) = (sheet.column("month"), sheet.column("date"));
        let required = [
            ("team", team),
            ("rep", rep),
            ("month", month.or(date)),
            ("event", event),
            ("amount", amount),
        ];
        let missing: Vec<String> = required
            .iter()
            .filter(|(_, at)| at.is_none())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        if !missing.is_empty() {
            let (noun, verb) =
                if missing.len() == 1 { ("column", "is") } else { ("columns", "are") };
            let message = format!("the {noun} {} {verb} missing", list(missing, "and"));
            refuse(
                message,
                "every data file has `team`, `rep`, `month` (or `date`), `event` and `amount`",
            );
        }
        let properties = Property::ALL
            .map(|property| (property.column(), needs.column_of(property), property.holds()));
        let account = ("account", needs.account_column(), "the account of each event");
        for (name, why, holds) in [account].into_iter().chain(properties) {
            if let Some(why) = why.filter(|_| sheet.column(name).is_none()) {
                refuse(
                    format!("the column `{name}` is missing: {why}"),
                    &format!("`{name}` holds {holds}"),
                );
            }
        }
        if sheet.rows() == 0 {
            findings.push(
                Finding::error_in_file("the file holds no event")
                    .help("write one event a line under the header"),
            );
        } else if sheet.rows() > MOST_EVENTS {
            let message =
                format!("the file holds {} events, at most {MOST_EVENTS} are read", sheet.rows());
            findings.push(Finding::error_in_file(message));
        }
        match (team, rep, event, amount) {
            (Some(team), Some(rep), Some(event), Some(amount)) if findings.is_empty() => Ok(Self {
                team,
                rep,
                month,
                date,
                event,
                amount,
                account: sheet.column("account"),
                name: sheet.column("name"),
                deal: sheet.column("deal"),
                share: sheet.column("share"),
                credit: sheet.column("credit"),
                properties: Property::ALL.map(|property| sheet.column(property.column())),
            }),
            _ => Err(findings),
        }
    }
}

/// A data file with its columns, for findings that point at cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub document: &'a Document,
    pub sheet: &'a Sheet<'a>,
    pub columns: Columns,
}

impl Source<'_> {
    /// Where the event of a row stands.
    pub fn event(&self, row: usize) -> Place {
        self.sheet.place(row, self.columns.event)
    }

    /// Where the amount of a row stands.
    pub fn amount(&self, row: usize) -> Place {
        self.sheet.place(row, self.columns.amount)
    }

    /// Where the rep of a row stands.
    pub fn rep(&self, row: usize) -> Place {
        self.sheet.place(row, self.columns.rep)
    }

    /// Where the share of a row stands, or its event where the file has no shares.
    pub fn share(&self, row: usize) -> Place {
        self.sheet.place(row, self.columns.share.unwrap_or(self.columns.event))
    }

    /// The deal that a row names.
    pub fn deal(&self, row: usize) -> &str {
        self.columns.deal.map_or("", |column| self.sheet.cell(row, column))
    }

    /// The account that a row names.
    pub fn account(&self, row: usize) -> &str {
        self.columns.account.map_or("", |column| self.sheet.cell(row, column))
    }

    /// The line of a row, from 1.
    pub fn line(&self, row: usize) -> usize {
        let text = self.document.text();
        let Place::Bytes(range) = self.sheet.place(row, 0) else {
            return 0;
        };
        text.get(..range.start).map_or(0, |before| before.matches('\n').count() + 1)
    }
}

/// The first line that is not blank.
fn line_of_header(document: &Document) -> Place {
    let blank = document.text().lines().take_while(|line| line.trim().is_empty()).count();
    Place::Position { line: blank + 1, column: 1 }
}
