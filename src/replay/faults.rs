//! The findings of a file, the first few of them in full.

use crate::diagnostic::{Finding, Place, Severity};

/// So many findings are told; of further ones only how many there are.
const MOST_TOLD: usize = 20;

/// Findings of one severity, in the order in which they came up.
#[derive(Debug)]
pub(super) struct Faults {
    severity: Severity,
    told: Vec<Finding>,
    /// The place of the first that is not told.
    rest: Option<Place>,
    untold: usize,
}

impl Faults {
    /// Findings that refuse the file.
    pub fn errors() -> Self {
        Self::of(Severity::Error)
    }

    /// Findings that do not.
    pub fn warnings() -> Self {
        Self::of(Severity::Warning)
    }

    fn of(severity: Severity) -> Self {
        Self { severity, told: Vec::new(), rest: None, untold: 0 }
    }

    /// Counts a finding of which no more can be told, and says so: then nobody needs to find words for it.
    pub fn passes_over(&mut self, place: Place) -> bool {
        let full = self.told.len() == MOST_TOLD;
        if full {
            self.rest.get_or_insert(place);
            self.untold += 1;
        }
        full
    }

    /// Adds a finding.
    pub fn report(&mut self, place: Place, message: impl Into<String>) {
        self.add(place, message.into(), |_| {});
    }

    /// Adds a finding with what would be right.
    pub fn report_with_help(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(place, message.into(), |finding| finding.help = Some(help.into()));
    }

    /// Adds a finding with what would be right and another place that matters.
    pub fn report_beside(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: &str,
        other: (Place, &str),
    ) {
        self.add(place, message.into(), |finding| {
            finding.help = Some(help.to_owned()).filter(|help| !help.is_empty());
            finding.related.push((other.0, other.1.to_owned()));
        });
    }

    fn add(&mut self, place: Place, message: String, complete: impl FnOnce(&mut Finding)) {
        if self.passes_over(place.clone()) {
            return;
        }
        let mut finding = Finding::new(self.severity, place, message);
        complete(&mut finding);
        self.told.push(finding);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// The findings, with a last one that counts those that are not told.
    pub fn into_findings(mut self) -> Vec<Finding> {
        if let Some(place) = self.rest {
            self.told.push(Finding::new(
                self.severity,
                place,
                format!("and {} more like these", self.untold),
            ));
        }
        self.told
    }
}
