//! Who sees an update, and what may become of it when.

use super::model::{Full, Update, UpdateStatus};
use crate::auth::Caller;
use crate::db::Instant;
use crate::error::{Kind, Problem};
use crate::http::localized_faults;

/// A published update is seen by its audience; a draft or a withdrawn one by its own member and the secretariat.
pub fn sees(caller: &Caller, update: &Update) -> bool {
    let own = caller.is_secretariat() || caller.member() == Some(update.member_id);
    own || (update.status == UpdateStatus::Published
        && caller.sees(update.visibility.into(), Some(update.member_id)))
}

/// Only a draft changes: what others have read stays as they have read it.
///
/// # Errors
/// 409.
pub fn require_draft(status: UpdateStatus) -> Result<(), Problem> {
    match status {
        UpdateStatus::Draft => Ok(()),
        UpdateStatus::Published => Err(Problem::conflict(
            "The update is published and stays as it was read. To correct it, withdraw it and publish a new one.",
        )),
        UpdateStatus::Withdrawn => Err(Problem::conflict(
            "The update was withdrawn and no longer changes. Draft a new one.",
        )),
    }
}

/// Draft → published.
///
/// # Errors
/// 409.
pub fn publish(update: &mut Update, now: Instant) -> Result<(), Problem> {
    match update.status {
        UpdateStatus::Draft => {
            update.status = UpdateStatus::Published;
            update.published_at = Some(now);
            Ok(())
        }
        UpdateStatus::Published => Err(Problem::conflict("The update is published already.")),
        UpdateStatus::Withdrawn => Err(Problem::conflict(
            "The update was withdrawn, and what was withdrawn is not published again. Draft a new one.",
        )),
    }
}

/// Published → withdrawn.
///
/// # Errors
/// 409.
pub fn withdraw(update: &mut Update, now: Instant) -> Result<(), Problem> {
    match update.status {
        UpdateStatus::Published => {
            update.status = UpdateStatus::Withdrawn;
            update.withdrawn_at = Some(now);
            Ok(())
        }
        UpdateStatus::Draft => Err(Problem::conflict(
            "The update is a draft, which nobody else has seen: there is nothing to withdraw. It may be changed or left.",
        )),
        UpdateStatus::Withdrawn => Err(Problem::conflict("The update is withdrawn already.")),
    }
}

/// Title and body stand at least in the language of the original.
///
/// # Errors
/// 422 with every fault.
pub fn require_original(full: &Full) -> Result<(), Problem> {
    let Update {
        title,
        body,
        language,
        ..
    } = &full.update;
    let mut faults = localized_faults(title, language, "/title");
    faults.extend(localized_faults(body, language, "/body"));
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem::of_fields(Kind::InvalidContent, faults))
}

#[cfg(test)]
mod tests {
    use super::super::model::{NewsletterSection, UpdateVisibility};
    use super::*;
    use crate::auth::Role;
    use crate::db::{Id, Localized};
    use chrono::DateTime;

    fn update(status: UpdateStatus, visibility: UpdateVisibility) -> Update {
        let now = Instant(DateTime::UNIX_EPOCH);
        Update {
            id: Id::new(),
            member_id: Id::new(),
            section: NewsletterSection::Innovation,
            title: Localized::default(),
            body: Localized::default(),
            language: "en".to_owned(),
            visibility,
            agenda_item_id: None,
            status,
            published_at: None,
            withdrawn_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    #[test]
    fn only_the_published_is_seen_by_others_and_only_by_its_audience() {
        let of = |role| Caller {
            role,
            ..Caller::public(DateTime::UNIX_EPOCH)
        };
        let other = of(Role::Member {
            member: Id::new(),
            seat: None,
        });
        for status in [
            UpdateStatus::Draft,
            UpdateStatus::Published,
            UpdateStatus::Withdrawn,
        ] {
            for visibility in [UpdateVisibility::Public, UpdateVisibility::Network] {
                let update = update(status, visibility);
                let own = of(Role::Member {
                    member: update.member_id,
                    seat: None,
                });
                let published = status == UpdateStatus::Published;
                assert!(sees(&own, &update) && sees(&of(Role::Secretariat), &update));
                assert_eq!(sees(&other, &update), published);
                assert_eq!(
                    sees(&of(Role::Public), &update),
                    published && visibility == UpdateVisibility::Public
                );
            }
        }
    }

    #[test]
    fn the_way_is_draft_published_withdrawn_and_no_other() {
        let now = Instant(DateTime::UNIX_EPOCH);
        let mut one = update(UpdateStatus::Draft, UpdateVisibility::Public);
        assert!(withdraw(&mut one, now).is_err());
        assert!(require_draft(one.status).is_ok());
        publish(&mut one, now).unwrap();
        assert_eq!(one.published_at, Some(now));
        assert!(publish(&mut one, now).is_err());
        assert!(require_draft(one.status).is_err());
        withdraw(&mut one, now).unwrap();
        assert_eq!(one.withdrawn_at, Some(now));
        assert!(withdraw(&mut one, now).is_err());
        assert!(publish(&mut one, now).is_err());
        assert!(require_draft(one.status).is_err());
    }
}
