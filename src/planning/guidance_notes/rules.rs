//! Who sees a guidance note, and what may become of it when.

use super::model::{GuidanceNote, GuidanceNoteStatus};
use crate::auth::Caller;
use crate::db::{Instant, MultiBackend};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::schema::guidance_notes as table;
use diesel::prelude::*;

/// Drafts are the troika's of the day, and the secretariat's, which supports it.
pub fn sees_drafts(caller: &Caller) -> bool {
    caller.is_secretariat() || caller.seat().is_some()
}

/// What a list begins with.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    if sees_drafts(caller) {
        return all;
    }
    all.filter(table::status.eq(GuidanceNoteStatus::Issued))
}

impl GuidanceNote {
    /// Only a draft changes: what the Network has been given stays as it was read.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        if self.status == GuidanceNoteStatus::Draft {
            return Ok(());
        }
        Err(
            Problem::conflict("The guidance note is issued and stays as it was read. Draft a new one.")
                .citing(clauses::TROIKA_GUIDANCE.id),
        )
    }

    /// Draft → issued.
    ///
    /// # Errors
    /// 409.
    pub fn issue(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_draft()?;
        self.status = GuidanceNoteStatus::Issued;
        self.issued_at = Some(now);
        Ok(())
    }
}
