//! How a person is sealed and opened.

use super::model::{PartnerPerson, PersonData};
use crate::auth::{Sealer, SubjectKey};
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::http::fold;

const NAME: &str = "subject:name";
const EMAIL: &str = "subject:email";

/// The keyed hashes under which a name may be kept: without case and diacritics.
pub fn name_indexes(sealer: &Sealer, name: &str) -> Vec<Vec<u8>> {
    sealer.marks(NAME, fold(name.trim()).as_bytes())
}

/// The keyed hashes under which an address may be kept.
pub fn email_indexes(sealer: &Sealer, email: &str) -> Vec<Vec<u8>> {
    sealer.marks(EMAIL, fold(email.trim()).as_bytes())
}

impl PartnerPerson {
    /// Puts what is known of the person under its key.
    ///
    /// # Errors
    /// 500 when the cipher fails.
    pub fn close(&mut self, sealer: &Sealer, key: &SubjectKey, data: &PersonData) -> Result<(), Problem> {
        let plain = serde_json::to_vec(data).map_err(Problem::internal)?;
        let first = |marks: Vec<Vec<u8>>| marks.into_iter().next();
        self.sealed = Some(key.seal(&plain)?);
        self.name_index = first(name_indexes(sealer, &data.name));
        self.email_index = data
            .email
            .as_deref()
            .and_then(|email| first(email_indexes(sealer, email)));
        Ok(())
    }
}

/// What is known of people, in their order; who was erased is left out.
///
/// # Errors
/// 500 when one does not open; when the database refuses.
pub fn opened(
    conn: &mut Connection,
    sealer: &Sealer,
    people: Vec<PartnerPerson>,
) -> Result<Vec<(PartnerPerson, PersonData)>, Problem> {
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let keys = SubjectKey::load(conn, sealer, &ids)?;
    let mut found = Vec::new();
    for person in people {
        let key = keys.iter().find(|key| key.subject() == person.id);
        if let (Some(key), Some(text)) = (key, &person.sealed) {
            let data = read(&key.open(text)?)?;
            found.push((person, data));
        }
    }
    Ok(found)
}

/// What is known of one person, with its key.
///
/// # Errors
/// 404 when it was erased.
pub fn open_one(
    conn: &mut Connection,
    sealer: &Sealer,
    person: &PartnerPerson,
) -> Result<(SubjectKey, PersonData), Problem> {
    let key = SubjectKey::load(conn, sealer, &[person.id])?.pop();
    let (Some(key), Some(text)) = (key, &person.sealed) else {
        return Err(Problem::not_found());
    };
    let data = read(&key.open(text)?)?;
    Ok((key, data))
}

/// Without serde's words, which may quote what they stumble over.
fn read(plain: &[u8]) -> Result<PersonData, Problem> {
    serde_json::from_slice(plain).map_err(|_| Problem::internal("what is sealed of a person is not read"))
}
