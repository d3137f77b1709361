//! Sealing of what rests in the database or travels through clients' hands without being for their eyes: webhook
//! secrets, positions of the feed. AES-256-GCM, bound to a context, so that nothing sealed for one place opens in another.

use super::keys::secret_of;
use crate::db::Connection;
use crate::error::Problem;
use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use std::sync::Arc;

/// Bytes of a key's fingerprint, which stands before what it sealed.
const MARK: usize = 4;

/// Bytes of a nonce.
const NONCE: usize = 12;

/// The keys that seal. The first one seals; all of them open, so that a key that moved out of the database into the
/// operator's hands leaves nothing behind unreadable.
#[derive(Clone)]
pub struct Sealer(Arc<Vec<SealingKey>>);

struct SealingKey {
    mark: [u8; MARK],
    cipher: RandomizedNonceKey,
    index: hmac::Key,
}

impl SealingKey {
    fn of(secret: &[u8]) -> Result<Self, Problem> {
        let mut mark = [0; MARK];
        for (byte, known) in mark.iter_mut().zip(digest(&SHA256, secret).as_ref()) {
            *byte = *known;
        }
        let cipher = RandomizedNonceKey::new(&AES_256_GCM, secret).map_err(Problem::internal)?;
        // A key of its own: the cipher's signs nothing.
        let own = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), b"index");
        let index = hmac::Key::new(hmac::HMAC_SHA256, own.as_ref());
        Ok(Self { mark, cipher, index })
    }
}

impl Sealer {
    /// Loads the database's own key, behind the operator's (`WPS_SEALING_KEY`) where there is one.
    ///
    /// # Errors
    /// When a key is missing or damaged.
    pub fn load(conn: &mut Connection, operators: Option<&[u8]>) -> Result<Self, Problem> {
        let mut keys = Vec::new();
        if let Some(secret) = operators {
            keys.push(SealingKey::of(secret)?);
        }
        keys.push(SealingKey::of(&secret_of(conn, "seal")?)?);
        Ok(Self(Arc::new(keys)))
    }

    /// Seals; what comes out is opened only with the same context.
    ///
    /// # Errors
    /// 500 when the cipher fails.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, Problem> {
        let key = self
            .0
            .first()
            .ok_or_else(|| Problem::internal("no sealing key"))?;
        let mut text = plain.to_vec();
        let nonce = key
            .cipher
            .seal_in_place_append_tag(Aad::from(context.as_bytes()), &mut text)
            .map_err(Problem::internal)?;
        Ok([&key.mark, nonce.as_ref().as_slice(), &text].concat())
    }

    /// Opens what [`Sealer::seal`] made; `None` when it was not sealed here, for another context, or was changed.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (mark, rest) = sealed.split_at_checked(MARK)?;
        let (nonce, text) = rest.split_at_checked(NONCE)?;
        let key = self.0.iter().find(|key| key.mark == mark)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let plain = key
            .cipher
            .open_in_place(nonce, Aad::from(context.as_bytes()), &mut text)
            .ok()?;
        Some(plain.to_vec())
    }

    /// Keyed hashes of a value, one for each key: the first to be stored or given out, all of them to be looked for. With
    /// them a sealed value can be unique and be found, and a code can be known again, by who has the keys alone.
    pub fn marks(&self, context: &str, value: &[u8]) -> Vec<Vec<u8>> {
        let mark = |key: &SealingKey| {
            let mut sign = hmac::Context::with_key(&key.index);
            sign.update(context.as_bytes());
            sign.update(&[0]);
            sign.update(value);
            sign.sign().as_ref().to_vec()
        };
        self.0.iter().map(mark).collect()
    }

    /// The mark that is stored or given out.
    ///
    /// # Errors
    /// 500 without a key.
    pub fn mark(&self, context: &str, value: &[u8]) -> Result<Vec<u8>, Problem> {
        let first = self.marks(context, value).into_iter().next();
        first.ok_or_else(|| Problem::internal("no sealing key"))
    }

    /// Whether a mark was made here of this value; compared in constant time.
    pub fn is_mark(&self, context: &str, value: &[u8], mark: &[u8]) -> bool {
        self.marks(context, value)
            .iter()
            .any(|own| aws_lc_rs::constant_time::verify_slices_are_equal(own, mark).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(secrets: &[[u8; 32]]) -> Sealer {
        Sealer(Arc::new(
            secrets.iter().map(|s| SealingKey::of(s).unwrap()).collect(),
        ))
    }

    #[test]
    fn opens_in_its_own_context_only() {
        let sealer = sealer(&[[1; 32]]);
        let text = sealer.seal("webhook", b"secret").unwrap();
        assert_eq!(sealer.open("webhook", &text).as_deref(), Some(&b"secret"[..]));
        assert_eq!(sealer.open("feed", &text), None);
        for cut in 0..text.len() {
            assert_eq!(sealer.open("webhook", text.get(..cut).unwrap()), None);
        }
        for at in 0..text.len() {
            let mut changed = text.clone();
            *changed.get_mut(at).unwrap() ^= 1;
            assert_eq!(sealer.open("webhook", &changed), None);
        }
    }

    #[test]
    fn an_operators_key_still_opens_what_the_databases_key_sealed() {
        let before = sealer(&[[1; 32]]);
        let after = sealer(&[[2; 32], [1; 32]]);
        let old = before.seal("x", b"old").unwrap();
        let new = after.seal("x", b"new").unwrap();
        assert_eq!(after.open("x", &old).as_deref(), Some(&b"old"[..]));
        assert_eq!(before.open("x", &new), None);
    }

    #[test]
    fn a_mark_is_of_its_context_its_value_and_its_key() {
        let before = sealer(&[[1; 32]]);
        let after = sealer(&[[2; 32], [1; 32]]);
        let mark = before.mark("email", b"a@example.org").unwrap();
        assert!(before.is_mark("email", b"a@example.org", &mark));
        assert!(after.is_mark("email", b"a@example.org", &mark));
        assert_ne!(after.mark("email", b"a@example.org").unwrap(), mark);
        assert!(!before.is_mark("email", b"b@example.org", &mark));
        assert!(!before.is_mark("code", b"a@example.org", &mark));
        assert!(!sealer(&[[3; 32]]).is_mark("email", b"a@example.org", &mark));
    }
}
