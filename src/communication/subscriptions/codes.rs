//! Addresses and codes: what is sealed, and what is known again by its keyed hash.

use super::model::Subscription;
use crate::auth::Sealer;
use crate::db::Id;
use crate::error::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const ADDRESS: &str = "newsletter:address";

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirming a subscription.
    Confirm,
    /// Ending it.
    Unsubscribe,
}

impl Purpose {
    /// The last part of the path where the code is shown.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Unsubscribe => "unsubscribe",
        }
    }

    const fn context(self) -> &'static str {
        match self {
            Self::Confirm => "newsletter:confirm",
            Self::Unsubscribe => "newsletter:unsubscribe",
        }
    }

    /// The link to the page where a subscription is confirmed or ended.
    ///
    /// # Errors
    /// 500 without a key.
    pub fn link(self, sealer: &Sealer, public_url: &str, id: Id) -> Result<String, Problem> {
        let code = URL_SAFE_NO_PAD.encode(sealer.mark(self.context(), id.0.as_bytes())?);
        Ok(format!(
            "{public_url}/v1/newsletter-subscriptions/{id}/{}?code={code}",
            self.segment()
        ))
    }

    /// Whether a code was made here, for this subscription and this purpose.
    pub fn accepts(self, sealer: &Sealer, id: Id, code: &str) -> bool {
        let mark = URL_SAFE_NO_PAD.decode(code);
        mark.is_ok_and(|mark| sealer.is_mark(self.context(), id.0.as_bytes(), &mark))
    }
}

/// An address as it is kept: sealed, with its keyed hash.
///
/// # Errors
/// 500 without a key.
pub fn sealed(sealer: &Sealer, address: &str) -> Result<(Vec<u8>, Vec<u8>), Problem> {
    Ok((
        sealer.seal(ADDRESS, address.as_bytes())?,
        sealer.mark(ADDRESS, address.as_bytes())?,
    ))
}

/// The keyed hashes under which an address may be kept.
pub fn indexes(sealer: &Sealer, address: &str) -> Vec<Vec<u8>> {
    sealer.marks(ADDRESS, address.as_bytes())
}

impl Subscription {
    /// The address; `None` when its key is gone.
    pub fn address(&self, sealer: &Sealer) -> Option<String> {
        String::from_utf8(sealer.open(ADDRESS, &self.email)?).ok()
    }

    /// Where the subscriber ends the subscription with one click.
    ///
    /// # Errors
    /// 500 without a key.
    pub fn unsubscribe_link(&self, sealer: &Sealer, public_url: &str) -> Result<String, Problem> {
        Purpose::Unsubscribe.link(sealer, public_url, self.id)
    }
}
