//! Who sees a notice, and what may become of it when.

use super::model::{Notice, NoticeAudience, NoticeStatus};
use crate::auth::{Caller, Role};
use crate::db::{Instant, MultiBackend};
use crate::error::{FieldError, Kind, Problem};
use crate::guidelines::clauses;
use crate::http::localized_faults;
use crate::schema::{notice_recipients as recipients, notices as table};
use diesel::dsl::exists;
use diesel::prelude::*;

/// What a list begins with: all for the secretariat, for a member those that were sent to it.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    match caller.role {
        Role::Secretariat => all,
        Role::Member { member, .. } => all.filter(exists(
            recipients::table
                .filter(recipients::notice_id.eq(table::id))
                .filter(recipients::member_id.eq(member)),
        )),
        Role::Public => all.filter(table::id.ne(table::id)),
    }
}

impl Notice {
    /// Only a draft changes.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        match self.status {
            NoticeStatus::Draft => Ok(()),
            NoticeStatus::Sent => Err(Problem::conflict(
                "The notice was sent and stays as it was read. Send another one.",
            )
            .citing(clauses::SECRETARIAT_INFORMATION.id)),
        }
    }

    /// Draft → sent.
    ///
    /// # Errors
    /// 409.
    pub fn send(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_draft()?;
        self.status = NoticeStatus::Sent;
        self.sent_at = Some(now);
        Ok(())
    }

    /// Title and text are there in the language of the original, and members are chosen where they are to be, and only
    /// there.
    ///
    /// # Errors
    /// 422 with every fault.
    pub fn require_sound(&self) -> Result<(), Problem> {
        let mut faults = localized_faults(&self.title, &self.language, "/title");
        faults.extend(localized_faults(&self.body, &self.language, "/body"));
        let chosen = self.audience == NoticeAudience::ChosenMembers;
        let fault = match (chosen, self.member_ids.0.is_empty()) {
            (true, true) => Some(("required", "Choose the members that it is for.")),
            (false, false) => Some(("surplus", "Members are named only where it is for chosen ones.")),
            _ => None,
        };
        faults.extend(fault.map(|(code, detail)| FieldError {
            pointer: "/member_ids".to_owned(),
            code,
            detail: detail.into(),
        }));
        if faults.is_empty() {
            return Ok(());
        }
        Err(Problem::of_fields(Kind::InvalidContent, faults))
    }
}
