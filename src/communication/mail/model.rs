//! What is kept of messages.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::mail_messages;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What has become of a message.
    pub enum MessageState {
        /// It waits for its first or its next attempt.
        Waiting = "waiting",
        /// The mail server has taken it.
        Sent = "sent",
        /// It was given up.
        Failed = "failed",
    }
}

/// Stands in a letter for the recipient's own link to unsubscribe.
pub const UNSUBSCRIBE: &str = "{{unsubscribe}}";

/// What is written in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML, where it is more than a few words.
    pub html: Option<String>,
}

impl Letter {
    /// The letter as one recipient gets it.
    #[must_use]
    pub fn addressed(mut self, recipient: &Recipient) -> Self {
        if let Some(link) = &recipient.unsubscribe {
            self.text = self.text.replace(UNSUBSCRIBE, link);
            // Made by the service of letters that HTML leaves as they are.
            self.html = self.html.map(|html| html.replace(UNSUBSCRIBE, link));
        }
        self
    }
}

/// Who gets a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The address.
    pub address: String,
    /// Where the recipient unsubscribes with one click (RFC 8058), from what may be unsubscribed from.
    pub unsubscribe: Option<String>,
}

/// A row of `mail_messages`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = mail_messages, treat_none_as_null = true)]
pub struct Message {
    /// Its id, which is its `Message-ID` too.
    pub id: Id,
    /// What is written in it, as long as it waits.
    pub content_id: Option<Id>,
    /// Who gets it, sealed, as long as it waits.
    pub recipient: Option<Vec<u8>>,
    /// The subscription that it comes from; with it, the message goes.
    pub subscription_id: Option<Id>,
    /// What has become of it.
    pub state: MessageState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it may be tried, as long as it waits.
    pub due_at: Option<Instant>,
    /// When it is given up; known since its first failure.
    pub give_up_at: Option<Instant>,
    /// Who is sending it.
    pub lease_id: Option<Id>,
    /// Until when.
    pub lease_until: Option<Instant>,
    /// Why the last attempt failed: a code of SMTP, or a word.
    pub error: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// When it was sent or given up.
    pub finished_at: Option<Instant>,
}
