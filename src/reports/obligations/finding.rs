//! What became of a clause in a year.

use super::json::{Evidence, ObligationStatus};
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::reports::people::ReportedMember;
use crate::reports::year::Year;

/// Records that a finding links to; the rest is in the lists.
const MOST: usize = 100;

/// A year as a caller sees it: what every clause is looked up with.
pub struct Case<'a> {
    /// The database.
    pub conn: &'a mut Connection,
    /// Who asks.
    pub caller: &'a Caller,
    /// The year.
    pub year: Year,
}

/// What became of a clause.
#[derive(Debug)]
pub struct Finding {
    /// Whether it was met.
    pub status: ObligationStatus,
    /// Why, in a sentence.
    pub summary: String,
    /// The records that show it.
    pub evidence: Vec<Evidence>,
    /// The members that it was not met by.
    pub members: Vec<ReportedMember>,
}

/// What a check of a clause comes to.
pub type Found = Result<Finding, Problem>;

impl Finding {
    fn new(status: ObligationStatus, summary: impl Into<String>) -> Self {
        Self {
            status,
            summary: summary.into(),
            evidence: Vec::new(),
            members: Vec::new(),
        }
    }

    /// The year gave no occasion.
    pub fn not_applicable(summary: impl Into<String>) -> Self {
        Self::new(ObligationStatus::NotApplicable, summary)
    }

    /// Met or not, with a sentence for each.
    pub fn of(met: bool, if_met: impl Into<String>, if_unmet: impl Into<String>) -> Self {
        if met {
            Self::new(ObligationStatus::Met, if_met)
        } else {
            Self::new(ObligationStatus::Unmet, if_unmet)
        }
    }

    /// Met when there is any of these records.
    pub fn any(resource: &'static str, ids: &[Id], if_met: &str, if_unmet: &str) -> Self {
        Self::of(!ids.is_empty(), if_met, if_unmet).with(resource, ids)
    }

    /// Met when there is nobody among these.
    pub fn nobody(members: Vec<ReportedMember>, if_met: &str, if_unmet: &str) -> Self {
        let counted = format!("{} {if_unmet}", members.len());
        Self {
            members: members.clone(),
            ..Self::of(members.is_empty(), if_met, counted)
        }
    }

    /// The same with records that show it.
    #[must_use]
    pub fn with(mut self, resource: &'static str, ids: &[Id]) -> Self {
        let left = MOST.saturating_sub(self.evidence.len());
        self.evidence
            .extend(ids.iter().take(left).map(|id| Evidence::of(resource, *id)));
        self
    }

    /// The same with a list or a report that shows it.
    #[must_use]
    pub fn with_path(mut self, resource: &'static str, path: impl Into<String>) -> Self {
        self.evidence.push(Evidence {
            resource,
            path: path.into(),
        });
        self
    }
}
