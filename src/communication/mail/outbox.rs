//! Where messages are put: in the transaction of what they tell of.

use super::model::{Letter, Message, MessageState, Recipient};
use crate::auth::Sealer;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::{mail_contents, mail_messages, mailings};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

const CONTENT: &str = "mail:content";
const RECIPIENT: &str = "mail:recipient";

#[derive(Insertable)]
#[diesel(table_name = mail_contents)]
struct Content<'a> {
    id: Id,
    newsletter_id: Option<Id>,
    language: &'a str,
    sealed: Vec<u8>,
    created_at: Instant,
}

/// Keeps a letter for as many messages as it goes into; its id.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    conn: &mut Connection,
    sealer: &Sealer,
    letter: &Letter,
    language: &str,
    now: Instant,
) -> Result<Id, Problem> {
    insert(conn, sealer, letter, language, None, now)
}

fn insert(
    conn: &mut Connection,
    sealer: &Sealer,
    letter: &Letter,
    language: &str,
    newsletter_id: Option<Id>,
    now: Instant,
) -> Result<Id, Problem> {
    let content = Content {
        id: Id::new(),
        newsletter_id,
        language,
        sealed: seal(sealer, CONTENT, letter)?,
        created_at: now,
    };
    diesel::insert_into(mail_contents::table)
        .values(&content)
        .execute(conn)?;
    Ok(content.id)
}

/// Puts a message into the outbox; it is sent after the transaction. With its subscription it goes.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(
    conn: &mut Connection,
    sealer: &Sealer,
    content: Id,
    recipient: &Recipient,
    subscription: Option<Id>,
    now: Instant,
) -> Result<(), Problem> {
    let message = Message {
        id: Id::new(),
        content_id: Some(content),
        recipient: Some(seal(sealer, RECIPIENT, recipient)?),
        subscription_id: subscription,
        state: MessageState::Waiting,
        attempts: 0,
        due_at: Some(now),
        give_up_at: None,
        lease_id: None,
        lease_until: None,
        error: None,
        created_at: now,
        finished_at: None,
    };
    diesel::insert_into(mail_messages::table)
        .values(&message)
        .execute(conn)?;
    Ok(())
}

/// Sends an issue of the newsletter to everyone who is subscribed now, in the language of each where there is a letter in
/// it, in the first one otherwise. The messages are made after the transaction, a part at a time (`mailing`).
///
/// # Errors
/// When the database refuses.
pub fn mail_to_subscribers(
    conn: &mut Connection,
    sealer: &Sealer,
    newsletter: Id,
    letters: &[(String, Letter)],
    now: Instant,
) -> Result<(), Problem> {
    for (language, letter) in letters {
        insert(conn, sealer, letter, language, Some(newsletter), now)?;
    }
    diesel::insert_into(mailings::table)
        .values((
            mailings::newsletter_id.eq(newsletter),
            mailings::started_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes back what still waits for these addresses; an address is sealed, so each is opened.
///
/// # Errors
/// When the database refuses.
pub fn withdraw(
    conn: &mut Connection,
    sealer: &Sealer,
    is_one: impl Fn(&str) -> bool,
) -> Result<(), Problem> {
    let waiting: Vec<(Id, Option<Vec<u8>>)> = mail_messages::table
        .filter(mail_messages::state.eq(MessageState::Waiting))
        .select((mail_messages::id, mail_messages::recipient))
        .load(conn)?;
    let theirs = waiting.into_iter().filter_map(|(id, sealed)| {
        let recipient: Recipient = unseal(sealer, RECIPIENT, &sealed?)?;
        is_one(&recipient.address).then_some(id)
    });
    let theirs: Vec<Id> = theirs.collect();
    diesel::delete(mail_messages::table.filter(mail_messages::id.eq_any(theirs))).execute(conn)?;
    Ok(())
}

/// The letter and the recipient of a message, addressed; `None` when a key is gone.
pub fn open(sealer: &Sealer, content: &[u8], recipient: &[u8]) -> Option<(Letter, Recipient)> {
    let letter: Letter = unseal(sealer, CONTENT, content)?;
    let recipient: Recipient = unseal(sealer, RECIPIENT, recipient)?;
    Some((letter.addressed(&recipient), recipient))
}

fn seal(sealer: &Sealer, context: &str, value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let plain = serde_json::to_vec(value).map_err(Problem::internal)?;
    sealer.seal(context, &plain)
}

fn unseal<T: DeserializeOwned>(sealer: &Sealer, context: &str, text: &[u8]) -> Option<T> {
    serde_json::from_slice(&sealer.open(context, text)?).ok()
}
