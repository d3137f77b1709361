//! What is kept of a webhook.

use super::signing::{Signing, SigningKey};
use crate::auth::Sealer;
use crate::db::stored::words;
use crate::db::{Id, Instant, Texts, Visibility};
use crate::error::Problem;
use crate::journal::Entry;
use crate::schema::webhooks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

words! {
    /// Whether a webhook delivers.
    pub enum WebhookStatus {
        /// It delivers.
        Enabled = "enabled",
        /// It was given up; `notice` says why. Enable it when its receiver works again.
        Disabled = "disabled",
    }
}

/// A row of `webhooks`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = webhooks, treat_none_as_null = true)]
pub struct Webhook {
    /// Its id.
    pub id: Id,
    /// The account that made it: it is told what this account may learn of.
    pub account_id: Id,
    /// That account's member; none for the secretariat's.
    pub member_id: Option<Id>,
    /// Where it leads.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// The types of events that it wants; all when empty.
    pub types: Texts,
    /// The resources that it wants to hear of; all when empty.
    pub resources: Texts,
    /// How its deliveries are signed.
    pub signing: Signing,
    /// The key that signs, sealed.
    pub secret: Vec<u8>,
    /// The public key that verifies; none with HMAC.
    pub public_key: Option<String>,
    /// The key before, sealed.
    pub previous_secret: Option<Vec<u8>>,
    /// Until when the key before signs too.
    pub previous_expires_at: Option<Instant>,
    /// Whether it delivers.
    pub status: WebhookStatus,
    /// Why it does not.
    pub notice: Option<String>,
    /// Counts its changes.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Webhook {
    /// The record of what was done to it.
    pub fn entry(&self, action: &'static str) -> Entry {
        Entry {
            action,
            resource: "webhooks",
            parent: None,
            id: self.id,
            version: self.version,
            visibility: Visibility::Secretariat,
            member: self.member_id,
        }
    }

    /// The context in which its keys are sealed: opened elsewhere, they are worth nothing.
    fn context(&self) -> String {
        format!("webhook {}", self.id)
    }

    /// Takes a new key. The one before signs beside it until `previous_until`.
    ///
    /// # Errors
    /// 500 when it cannot be sealed.
    pub fn take_key(
        &mut self,
        key: &SigningKey,
        sealer: &Sealer,
        previous_until: Option<DateTime<Utc>>,
    ) -> Result<(), Problem> {
        let secret = sealer.seal(&self.context(), key.secret())?;
        let before = std::mem::replace(&mut self.secret, secret);
        self.previous_secret = previous_until.map(|_| before);
        self.previous_expires_at = previous_until.map(Instant::from);
        self.public_key = key.public()?;
        Ok(())
    }

    /// The signatures of one delivery: by its key, and by the one before as long as that counts.
    ///
    /// # Errors
    /// 500 when a key cannot be opened.
    pub fn signatures(
        &self,
        sealer: &Sealer,
        id: &str,
        now: DateTime<Utc>,
        body: &[u8],
    ) -> Result<Vec<String>, Problem> {
        let before = self
            .previous_secret
            .as_ref()
            .filter(|_| self.previous_expires_at.is_some_and(|end| end.0 > now));
        std::iter::once(&self.secret)
            .chain(before)
            .map(|sealed| {
                let secret = sealer
                    .open(&self.context(), sealed)
                    .ok_or_else(|| Problem::internal("a webhook's key does not open"))?;
                SigningKey::of(self.signing, secret).sign(id, now.timestamp(), body)
            })
            .collect()
    }
}
