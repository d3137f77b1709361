//! Who administers a service account, and when one may get a token.

use super::model::{ClientSecret, Full, ServiceAccount, ServiceAccountStatus};
use crate::auth::{Caller, Scope, Secret};
use crate::db::Id;
use crate::error::Problem;
use chrono::{DateTime, Utc};

/// Whether the caller administers the service accounts of this owner: a member, or (none) the secretariat.
pub fn administers(caller: &Caller, owner: Option<Id>) -> bool {
    caller.is_secretariat() || (owner.is_some() && caller.member() == owner)
}

/// For whom a new service account acts: the caller's own side unless another is named.
///
/// # Errors
/// 403 when a member names another.
pub fn owner(caller: &Caller, named: Option<Id>) -> Result<Option<Id>, Problem> {
    let owner = named.or(caller.member());
    if administers(caller, owner) {
        return Ok(owner);
    }
    Err(Problem::forbidden(
        "A member has service accounts of its own only.",
    ))
}

impl ServiceAccount {
    /// Refuses a step that a disabled one does not have.
    ///
    /// # Errors
    /// 409.
    pub fn require_active(&self) -> Result<(), Problem> {
        if self.status == ServiceAccountStatus::Active {
            return Ok(());
        }
        Err(Problem::conflict(
            "The service account is disabled; enable it first.",
        ))
    }
}

/// The secret of a service account that the client shows, if it may get a token with it; compared in constant time.
pub fn shown<'a>(full: &'a Full, secret: &str, now: DateTime<Utc>) -> Option<&'a ClientSecret> {
    let counts = |kept: &&ClientSecret| kept.expires_at.is_none_or(|end| end.0 > now);
    let shown = full
        .secrets
        .iter()
        .filter(counts)
        .find(|kept| Secret::is(secret, &kept.hash));
    shown.filter(|_| full.row.status == ServiceAccountStatus::Active)
}

/// The scope of a token: all that the service account has, unless less is asked for.
pub fn granted(has: Scope, asked: Option<Scope>) -> Option<Scope> {
    asked.map_or(Some(has), |asked| has.covers(asked).then_some(asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Role;
    use chrono::Duration;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn full(status: ServiceAccountStatus, secret: &Secret, expires_at: Option<DateTime<Utc>>) -> Full {
        let id = Id::new();
        let now = now().into();
        Full {
            row: ServiceAccount {
                id,
                name: "Portal".to_owned(),
                member_id: None,
                scope: Scope::Read,
                status,
                last_used_at: None,
                version: 1,
                created_at: now,
                updated_at: now,
            },
            secrets: vec![ClientSecret {
                id: Id::new(),
                service_account_id: id,
                hash: secret.hash(),
                created_at: now,
                expires_at: expires_at.map(Into::into),
            }],
        }
    }

    #[test]
    fn a_member_administers_its_own_and_the_secretariat_all() {
        let (own, other) = (Id::new(), Id::new());
        let role = Role::Member {
            member: own,
            seat: None,
        };
        let member = Caller {
            role,
            ..Caller::public(now())
        };
        let secretariat = Caller::system(now());
        assert_eq!(owner(&member, None).ok(), Some(Some(own)));
        assert_eq!(owner(&member, Some(own)).ok(), Some(Some(own)));
        assert!(owner(&member, Some(other)).is_err());
        assert_eq!(owner(&secretariat, None).ok(), Some(None));
        assert_eq!(owner(&secretariat, Some(other)).ok(), Some(Some(other)));
        assert!(!administers(&member, None) && !administers(&Caller::public(now()), None));
    }

    #[test]
    fn a_secret_counts_until_its_end() -> Result<(), Problem> {
        let secret = Secret::new()?;
        let active = ServiceAccountStatus::Active;
        let counts = |full: &Full, text: &str| shown(full, text, now()).is_some();
        assert!(counts(&full(active, &secret, None), secret.reveal()));
        let later = now() + Duration::seconds(1);
        assert!(counts(&full(active, &secret, Some(later)), secret.reveal()));
        assert!(!counts(&full(active, &secret, Some(now())), secret.reveal()));
        assert!(!counts(&full(active, &secret, None), Secret::new()?.reveal()));
        let disabled = full(ServiceAccountStatus::Disabled, &secret, None);
        assert!(!counts(&disabled, secret.reveal()));
        Ok(())
    }

    #[test]
    fn no_more_than_it_has_is_granted() {
        assert_eq!(granted(Scope::Read, None), Some(Scope::Read));
        assert_eq!(granted(Scope::ReadWrite, Some(Scope::Write)), Some(Scope::Write));
        assert_eq!(granted(Scope::Read, Some(Scope::Write)), None);
        assert_eq!(granted(Scope::Write, Some(Scope::ReadWrite)), None);
    }
}
