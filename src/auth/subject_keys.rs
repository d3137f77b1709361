//! A key for each person about whom something is sealed: who erases the key erases what it sealed, wherever that stands.
//! The keys rest sealed themselves, so that the database alone opens nothing where the operator holds the sealing key.

use super::seal::Sealer;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::subject_keys as table;
use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use diesel::prelude::*;

/// Bytes of a key.
const LENGTH: usize = 32;

/// Bytes of a nonce.
const NONCE: usize = 12;

/// The key of one person.
pub struct SubjectKey {
    subject: Id,
    cipher: RandomizedNonceKey,
}

fn context(subject: Id) -> String {
    format!("subject:{subject}")
}

impl SubjectKey {
    /// Makes and keeps the key of a person.
    ///
    /// # Errors
    /// 500 when the system gives no randomness; when the database refuses.
    pub fn make(conn: &mut Connection, sealer: &Sealer, subject: Id, now: Instant) -> Result<Self, Problem> {
        let mut secret = [0_u8; LENGTH];
        aws_lc_rs::rand::fill(&mut secret).map_err(Problem::internal)?;
        diesel::insert_into(table::table)
            .values((
                table::id.eq(subject),
                table::sealed.eq(sealer.seal(&context(subject), &secret)?),
                table::created_at.eq(now),
            ))
            .execute(conn)?;
        Self::of(subject, &secret)
    }

    /// The keys of persons, as far as they were not erased.
    ///
    /// # Errors
    /// 500 when a key does not open; when the database refuses.
    pub fn load(conn: &mut Connection, sealer: &Sealer, subjects: &[Id]) -> Result<Vec<Self>, Problem> {
        let rows: Vec<(Id, Vec<u8>)> = table::table
            .filter(table::id.eq_any(subjects))
            .select((table::id, table::sealed))
            .load(conn)?;
        let open = |(subject, sealed): (Id, Vec<u8>)| {
            let secret = sealer.open(&context(subject), &sealed);
            let secret = secret.ok_or_else(|| Problem::internal("a subject's key does not open"))?;
            Self::of(subject, &secret)
        };
        rows.into_iter().map(open).collect()
    }

    /// Erases the key of a person, and with it all that it sealed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn erase(conn: &mut Connection, subject: Id) -> Result<(), Problem> {
        diesel::delete(table::table.find(subject)).execute(conn)?;
        Ok(())
    }

    fn of(subject: Id, secret: &[u8]) -> Result<Self, Problem> {
        let cipher = RandomizedNonceKey::new(&AES_256_GCM, secret).map_err(Problem::internal)?;
        Ok(Self { subject, cipher })
    }

    /// Whose it is.
    pub fn subject(&self) -> Id {
        self.subject
    }

    /// Seals what is kept of the person.
    ///
    /// # Errors
    /// 500 when the cipher fails.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, Problem> {
        let mut text = plain.to_vec();
        let nonce = self
            .cipher
            .seal_in_place_append_tag(self.bound(), &mut text)
            .map_err(Problem::internal)?;
        Ok([nonce.as_ref().as_slice(), &text].concat())
    }

    /// Opens what the key sealed.
    ///
    /// # Errors
    /// 500 when it was not sealed with this key, or was changed.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        let damaged = || Problem::internal("sealed data of a person does not open");
        let (nonce, text) = sealed.split_at_checked(NONCE).ok_or_else(damaged)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(Problem::internal)?;
        let mut text = text.to_vec();
        let plain = self
            .cipher
            .open_in_place(nonce, self.bound(), &mut text)
            .map_err(|_| damaged())?;
        Ok(plain.to_vec())
    }

    fn bound(&self) -> Aad<[u8; 16]> {
        Aad::from(*self.subject.0.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_key_sealed_opens_with_it_alone() {
        let (one, two) = (Id::new(), Id::new());
        let key = SubjectKey::of(one, &[1; LENGTH]).unwrap();
        let sealed = key.seal(b"Amina").unwrap();
        assert_eq!(key.open(&sealed).unwrap(), b"Amina");
        assert!(!sealed.windows(5).any(|part| part == b"Amina"));
        for other in [
            SubjectKey::of(one, &[2; LENGTH]),
            SubjectKey::of(two, &[1; LENGTH]),
        ] {
            assert!(other.unwrap().open(&sealed).is_err());
        }
        for cut in 0..sealed.len() {
            assert!(key.open(sealed.get(..cut).unwrap()).is_err());
        }
    }
}
