//! What the file language has and this version does not compute: refused at its key, never ignored.

use crate::diagnostic::Finding;
use crate::spec::company::CompanyFile;

use super::Lowering;

impl Lowering<'_> {
    /// Refuses every key that is read but not simulated.
    pub(super) fn unsupported(&mut self, file: &CompanyFile) {
        self.not_simulated("hand_over".to_owned(), file.hand_over.is_some());
        for (i, team) in file.team.iter().flatten().enumerate() {
            self.not_simulated(format!("team[{i}].starts"), team.starts.is_some());
            self.not_simulated(format!("team[{i}].activity"), team.activity.is_some());
            let Some(deals) = &team.deals else { continue };
            for (key, given) in [
                ("products", deals.products.is_some()),
                ("days_to_close", deals.days_to_close.is_some()),
                ("outbound", deals.outbound.is_some()),
                ("implementation", deals.implementation.is_some()),
                ("upgrade", deals.upgrade.is_some()),
            ] {
                self.not_simulated(format!("team[{i}].deals.{key}"), given);
            }
        }
    }

    fn not_simulated(&mut self, path: String, given: bool) {
        if given {
            let key = path.rsplit('.').next().unwrap_or(&path).to_owned();
            self.findings.push(
                Finding::error_at_key(path, format!("`{key}` is not simulated by this version"))
                    .help("leave it out; nothing in this file may be without effect"),
            );
        }
    }
}
