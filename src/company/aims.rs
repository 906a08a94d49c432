//! What the company wants of its people: what results are worth to it, and how pay should be spread over them.
//!
//! Both are statements of its leaders. Nothing that is drawn or paid depends on them; pay is held against them.

use crate::plan::{Additive, Measure, RatioMeasure};

use super::Company;

/// What results of a rep's year are worth to the company, in its currency.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueWeights {
    /// Each measure once, with what one unit of it is worth [dollars a dollar; dollars each of what is counted;
    /// dollars a point of a score]. Of a ratio the unit is what is kept: a dollar of ARR (`nrr`, `grr`,
    /// `sold_grr`) or an account (`logo_retention`, `sold_logo_retention`). Below 0: a harm.
    pub weights: Vec<(Measure, f64)>,
}

/// How variable pay should be spread over what it is paid for.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// The shares, which sum to 1.
    pub aims: Vec<(Aim, f64)>,
}

/// What a share of pay should be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// All measures of a group, save those that the strategy names by themselves.
    Group(MeasureGroup),
    /// One built-in measure or score.
    Measure(String),
}

impl Aim {
    /// Its name in files and tables.
    pub fn name(&self) -> &str {
        match self {
            Self::Group(group) => group.name(),
            Self::Measure(name) => name,
        }
    }
}

impl ValueWeights {
    /// The unit of a ratio is what is kept; ratios that keep nothing are worth nothing by themselves.
    pub const fn takes_ratio(ratio: RatioMeasure) -> bool {
        matches!(
            ratio,
            RatioMeasure::Nrr
                | RatioMeasure::Grr
                | RatioMeasure::LogoRetention
                | RatioMeasure::SoldGrr
                | RatioMeasure::SoldLogoRetention
        )
    }
}

impl Strategy {
    /// The place among the aims of a measure of that name and group: the aim that names it, else its group's.
    /// None where the strategy wants no pay on it.
    pub fn place(&self, measure: &str, group: MeasureGroup) -> Option<usize> {
        let named = |(aim, _): &(Aim, f64)| matches!(aim, Aim::Measure(name) if name == measure);
        let of_group = |(aim, _): &(Aim, f64)| *aim == Aim::Group(group);
        self.aims.iter().position(named).or_else(|| self.aims.iter().position(of_group))
    }

    /// The place of a built-in additive measure.
    pub fn place_of_sum(&self, of: Additive) -> Option<usize> {
        self.place(of.name(), MeasureGroup::of_sum(of))
    }

    /// The place of a built-in ratio.
    pub fn place_of_ratio(&self, of: RatioMeasure) -> Option<usize> {
        self.place(of.name(), MeasureGroup::of_ratio(of))
    }

    /// The place of a score.
    pub fn place_of_score(&self, name: &str) -> Option<usize> {
        self.place(name, MeasureGroup::Scores)
    }
}

impl Company {
    /// What results of a team are worth: as the team's own table says, else the company's.
    pub fn value_of(&self, team: usize) -> Option<&ValueWeights> {
        let own = self.teams.get(team).and_then(|team| team.value.as_ref());
        own.or(self.value.as_ref())
    }

    /// How the pay of a team should be spread: as the team's own table says, else the company's.
    pub fn strategy_of(&self, team: usize) -> Option<&Strategy> {
        let own = self.teams.get(team).and_then(|team| team.strategy.as_ref());
        own.or(self.strategy.as_ref())
    }
}

/// Measures that serve one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MeasureGroup {
    /// New accounts and what is sold with them.
    NewBusiness,
    /// More ARR from accounts that are there; ARR on the whole.
    Growth,
    /// Accounts and ARR that stay.
    Retention,
    /// Margin of what is sold.
    Margin,
    /// Meetings and opportunities, before anything is won.
    Pipeline,
    /// Activities.
    Activity,
    /// Every score, such as `nps`, `csat`, `mbo`.
    Scores,
}

impl MeasureGroup {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::NewBusiness,
        Self::Growth,
        Self::Retention,
        Self::Margin,
        Self::Pipeline,
        Self::Activity,
        Self::Scores,
    ];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewBusiness => "new_business",
            Self::Growth => "growth",
            Self::Retention => "retention",
            Self::Margin => "margin",
            Self::Pipeline => "pipeline",
            Self::Activity => "activity",
            Self::Scores => "scores",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The group of a built-in additive measure.
    pub const fn of_sum(of: Additive) -> Self {
        match of {
            Additive::NewAcv
            | Additive::UpgradeAcv
            | Additive::ImplementationRevenue
            | Additive::Deals
            | Additive::Won
            | Additive::WonAcv => Self::NewBusiness,
            Additive::UpsellAcv
            | Additive::CrossSellAcv
            | Additive::ExpansionAcv
            | Additive::NetNewArr => Self::Growth,
            Additive::RenewalAcv | Additive::ContractionArr | Additive::ChurnedArr => {
                Self::Retention
            }
            Additive::GrossMargin => Self::Margin,
            Additive::Meetings | Additive::Qualified => Self::Pipeline,
            Additive::Activities => Self::Activity,
        }
    }

    /// The group of a built-in ratio.
    pub const fn of_ratio(of: RatioMeasure) -> Self {
        match of {
            RatioMeasure::Nrr
            | RatioMeasure::Grr
            | RatioMeasure::LogoRetention
            | RatioMeasure::RenewalRate
            | RatioMeasure::SoldGrr
            | RatioMeasure::SoldLogoRetention => Self::Retention,
            RatioMeasure::ExpansionRate => Self::Growth,
            RatioMeasure::AverageDealSize => Self::NewBusiness,
            RatioMeasure::DaysToClose | RatioMeasure::ConversionRate => Self::Pipeline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aim_that_names_a_measure_goes_before_its_group() {
        let strategy = Strategy {
            aims: vec![
                (Aim::Group(MeasureGroup::Retention), 0.6),
                (Aim::Measure("grr".into()), 0.1),
                (Aim::Group(MeasureGroup::Scores), 0.2),
                (Aim::Measure("nps".into()), 0.1),
            ],
        };
        assert_eq!(strategy.place_of_ratio(RatioMeasure::Nrr), Some(0));
        assert_eq!(strategy.place_of_ratio(RatioMeasure::Grr), Some(1));
        assert_eq!(strategy.place_of_sum(Additive::RenewalAcv), Some(0));
        assert_eq!(strategy.place_of_sum(Additive::NewAcv), None);
        assert_eq!(strategy.place_of_score("nps"), Some(3));
        assert_eq!(strategy.place_of_score("mbo"), Some(2));
    }
}
