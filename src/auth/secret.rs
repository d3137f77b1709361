//! Secrets that are shown once and kept only as a hash: refresh tokens, invitations, follow-up secrets, set-up codes.

use crate::error::Problem;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;

/// 256 random bits, written in base64url (43 characters).
pub struct Secret(String);

impl Secret {
    /// A new secret.
    ///
    /// # Errors
    /// 500 when the system gives no randomness.
    pub fn new() -> Result<Self, Problem> {
        let mut bytes = [0_u8; 32];
        aws_lc_rs::rand::fill(&mut bytes).map_err(Problem::internal)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The text to show, once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> Vec<u8> {
        Self::hash_of(&self.0)
    }

    /// The hash of a secret that someone presents. With 256 random bits, a plain hash is enough.
    pub fn hash_of(text: &str) -> Vec<u8> {
        digest(&SHA256, text.as_bytes()).as_ref().to_vec()
    }

    /// Compares in constant time.
    pub fn is(text: &str, hash: &[u8]) -> bool {
        aws_lc_rs::constant_time::verify_slices_are_equal(&Self::hash_of(text), hash).is_ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
