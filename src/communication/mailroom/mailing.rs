//! An issue of the newsletter on its way to the subscribers: the decision to publish writes one row, and what is left of
//! it is turned into messages a part at a time, so that no transaction grows with the number of subscribers. Each part
//! moves the row on in its own transaction: nobody is left out, and nobody gets an issue twice.

use crate::auth::Sealer;
use crate::communication::mail::{Recipient, outbox};
use crate::communication::subscriptions;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::{mail_contents as contents, mailings as table};
use diesel::prelude::*;

/// Subscribers to whom messages are made in one transaction.
const PART: usize = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Mailing {
    newsletter_id: Id,
    after_id: Option<Id>,
    started_at: Instant,
}

/// Makes the messages of the next part; false when there is nothing left to do.
///
/// # Errors
/// When the database refuses.
pub fn next_part(
    conn: &mut Connection,
    sealer: &Sealer,
    public_url: &str,
    now: Instant,
) -> Result<bool, Problem> {
    let Some(mailing) = next(conn)? else {
        return Ok(false);
    };
    let letters: Vec<(String, Id)> = contents::table
        .filter(contents::newsletter_id.eq(mailing.newsletter_id))
        .order(contents::id)
        .select((contents::language, contents::id))
        .load(conn)?;
    let readers = subscriptions::queries::confirmed_after(conn, mailing.after_id, mailing.started_at, PART)?;
    for reader in &readers {
        let letter = letter_for(&letters, &reader.language);
        let (Some(content), Some(address)) = (letter, reader.address(sealer)) else {
            log::warn!(
                "subscription {} gets no mail: its address cannot be opened",
                reader.id
            );
            continue;
        };
        let recipient = Recipient {
            address,
            unsubscribe: Some(reader.unsubscribe_link(sealer, public_url)?),
        };
        outbox::enqueue(conn, sealer, content, &recipient, Some(reader.id), now)?;
    }
    let row = table::table.find(mailing.newsletter_id);
    match readers.last().filter(|_| readers.len() == PART) {
        Some(last) => diesel::update(row)
            .set(table::after_id.eq(Some(last.id)))
            .execute(conn)?,
        None => diesel::delete(row).execute(conn)?,
    };
    Ok(true)
}

/// A mailing that no other transaction is at just now; `SQLite` has one writer.
fn next(conn: &mut Connection) -> Result<Option<Mailing>, Problem> {
    let first = table::table
        .order(table::newsletter_id)
        .limit(1)
        .select(table::newsletter_id);
    let found: Option<Id> = match &mut *conn {
        Connection::Postgres(conn) => first.for_update().skip_locked().get_result(conn).optional()?,
        Connection::Sqlite(conn) => first.get_result(conn).optional()?,
    };
    let Some(id) = found else { return Ok(None) };
    let mailing = table::table.find(id).select(Mailing::as_select());
    Ok(mailing.get_result(conn).optional()?)
}

/// The letter in a reader's language: in just that one, in one with the same beginning (`fr` for `fr-CA`), or the first.
fn letter_for(letters: &[(String, Id)], language: &str) -> Option<Id> {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let exact = letters.iter().find(|(own, _)| own.eq_ignore_ascii_case(language));
    let near = || letters.iter().find(|(own, _)| primary(own) == primary(language));
    exact.or_else(near).or_else(|| letters.first()).map(|(_, id)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let [en, fr, pt] = [Id::new(), Id::new(), Id::new()];
        let letters = [
            ("en".to_owned(), en),
            ("fr".to_owned(), fr),
            ("pt-BR".to_owned(), pt),
        ];
        for (language, expected) in [("fr", fr), ("FR-ca", fr), ("pt", pt), ("ar", en), ("en-GB", en)] {
            assert_eq!(letter_for(&letters, language), Some(expected), "{language}");
        }
        assert_eq!(letter_for(&[], "en"), None);
    }
}
