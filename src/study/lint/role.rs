//! Known roles, by the names that people write in `role`.

/// A role that has rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Wins new accounts.
    AccountExecutive,
    /// Keeps and grows a book of accounts.
    AccountManager,
    /// Keeps accounts first, grows them second.
    CustomerSuccessManager,
    /// Has one or two very large accounts.
    StrategicAccountManager,
    /// Finds new leads.
    SalesDevelopment,
    /// Finds leads among customers.
    BusinessDevelopment,
    /// Helps others to sell.
    SalesEngineer,
    /// Leads those who sell.
    SalesManager,
}

impl Role {
    /// The role that a text names, capitals, blanks and hyphens apart; none where it is not a known one.
    pub fn from_text(text: &str) -> Option<Self> {
        let name: String = text
            .trim()
            .chars()
            .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        Some(match name.as_str() {
            "account_executive" | "ae" => Self::AccountExecutive,
            "account_manager" | "am" => Self::AccountManager,
            "customer_success_manager" | "customer_success" | "csm" => Self::CustomerSuccessManager,
            "strategic_account_manager" | "key_account_manager" | "sam" | "kam" => {
                Self::StrategicAccountManager
            }
            "sales_development_representative" | "sales_development" | "sdr" => {
                Self::SalesDevelopment
            }
            "business_development_representative" | "business_development" | "bdr" => {
                Self::BusinessDevelopment
            }
            "sales_engineer" | "solutions_engineer" | "sales_specialist" | "se" => {
                Self::SalesEngineer
            }
            "sales_manager" | "first_line_manager" | "sales_director" => Self::SalesManager,
            _ => return None,
        })
    }

    /// Whether it is credited with what others sell, at smaller rates and on larger quotas than theirs.
    pub const fn lives_on_others(self) -> bool {
        matches!(self, Self::SalesEngineer | Self::SalesManager)
    }

    /// What people call those who have it.
    pub const fn people(self) -> &'static str {
        match self {
            Self::AccountExecutive => "account executives",
            Self::AccountManager => "account managers",
            Self::CustomerSuccessManager => "customer success managers",
            Self::StrategicAccountManager => "strategic account managers",
            Self::SalesDevelopment => "SDRs",
            Self::BusinessDevelopment => "BDRs",
            Self::SalesEngineer => "sales engineers",
            Self::SalesManager => "sales managers",
        }
    }
}
