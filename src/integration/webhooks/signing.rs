//! Signatures after Standard Webhooks: of `id.timestamp.body`, by HMAC-SHA256 (`v1`) or Ed25519 (`v1a`).

use crate::db::stored::words;
use crate::error::Problem;
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

words! {
    /// How deliveries are signed.
    pub enum Signing {
        /// HMAC-SHA256 with a secret that both sides hold, shown once.
        Hmac = "hmac",
        /// Ed25519: the service keeps the private key, and anyone may verify with the public one.
        Ed25519 = "ed25519",
    }
}

/// Bytes of either kind of key: within the 24 to 64 of the specification.
const BYTES: usize = 32;

/// A key that signs.
pub struct SigningKey {
    signing: Signing,
    secret: Vec<u8>,
}

impl SigningKey {
    /// A new key.
    ///
    /// # Errors
    /// 500 when the system gives no randomness.
    pub fn new(signing: Signing) -> Result<Self, Problem> {
        let mut secret = vec![0; BYTES];
        aws_lc_rs::rand::fill(&mut secret).map_err(Problem::internal)?;
        Ok(Self { signing, secret })
    }

    /// A key that was kept.
    pub fn of(signing: Signing, secret: Vec<u8>) -> Self {
        Self { signing, secret }
    }

    /// What is to be kept of it, sealed.
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// What the receiver needs and nobody else may have; none with Ed25519.
    pub fn shared(&self) -> Option<String> {
        match self.signing {
            Signing::Hmac => Some(format!("whsec_{}", STANDARD.encode(&self.secret))),
            Signing::Ed25519 => None,
        }
    }

    /// What anyone may have; none with HMAC.
    ///
    /// # Errors
    /// 500 when the key is damaged.
    pub fn public(&self) -> Result<Option<String>, Problem> {
        match self.signing {
            Signing::Hmac => Ok(None),
            Signing::Ed25519 => {
                let pair = self.pair()?;
                Ok(Some(format!("whpk_{}", STANDARD.encode(pair.public_key()))))
            }
        }
    }

    /// The signature of one delivery, as it stands in `webhook-signature`.
    ///
    /// # Errors
    /// 500 when the key is damaged.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> Result<String, Problem> {
        let text = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
        Ok(match self.signing {
            Signing::Hmac => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, &self.secret);
                format!("v1,{}", STANDARD.encode(hmac::sign(&key, &text)))
            }
            Signing::Ed25519 => format!("v1a,{}", STANDARD.encode(self.pair()?.sign(&text))),
        })
    }

    fn pair(&self) -> Result<Ed25519KeyPair, Problem> {
        Ed25519KeyPair::from_seed_unchecked(&self.secret).map_err(Problem::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The specification's own example.
    #[test]
    fn signs_as_the_specification_says() {
        let secret = STANDARD.decode("C2FVsBQIhrscChlQIMV+b5sSYspob7oD").unwrap();
        let signed = SigningKey::of(Signing::Hmac, secret).sign(
            "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            1_649_367_553,
            br#"{"email":"test@example.com","username":"test_user"}"#,
        );
        assert_eq!(signed.unwrap(), "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
    }

    #[test]
    fn anyone_verifies_ed25519_with_the_public_key() {
        let key = SigningKey::new(Signing::Ed25519).unwrap();
        let signed = key.sign("id", 1, b"{}").unwrap();
        let signature = STANDARD.decode(signed.strip_prefix("v1a,").unwrap()).unwrap();
        let public = key.public().unwrap().unwrap();
        let public = STANDARD.decode(public.strip_prefix("whpk_").unwrap()).unwrap();
        let public = aws_lc_rs::signature::UnparsedPublicKey::new(&aws_lc_rs::signature::ED25519, public);
        assert!(public.verify(b"id.1.{}", &signature).is_ok());
        assert!(public.verify(b"id.2.{}", &signature).is_err());
        assert_eq!(key.shared(), None);
    }
}
