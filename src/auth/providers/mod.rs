//! Tokens that the identity provider of a State, or of another, has signed for its own systems. One is accepted when the
//! operator's allow-list names its issuer, its audience and its subject, and acts as the service account that stands
//! there, with what that may do at the moment. Nothing is made on its word, and what is not named is refused.

mod keys;
mod source;
mod token;

use crate::config::oidc::{self, AccountName};
use crate::error::Problem;
use crate::net::{Connector, Guard, SystemResolver};
use chrono::{DateTime, TimeDelta, Utc};
use ipnet::IpNet;
use keys::{Found, Keys};
use source::Source;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use token::Token;

/// Time for a provider to answer, once for discovery and once for its keys.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a provider is left alone after it was asked, be it for a key that nobody knows: whoever sends made-up tokens
/// makes nobody ask more often.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// The providers that the operator named.
pub struct Providers(Vec<Provider>);

struct Provider {
    named: oidc::Provider,
    keys: Arc<Keys>,
}

impl Providers {
    /// Takes what the operator named. `opened` are the networks opened for webhooks, of which those of this machine count
    /// here; `authorities` is a PEM file.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn new(
        named: Vec<oidc::Provider>,
        opened: &[IpNet],
        authorities: Option<&Path>,
    ) -> Result<Self, String> {
        let here = oidc::loopback(opened);
        let guard = Guard::of_named_hosts(here.clone());
        let trusting = Connector::new(guard, Arc::new(SystemResolver), PATIENCE, authorities)
            .map_err(|e| format!("WPS_OIDC_CA_FILE: {e}"))?;
        let wary = trusting.guarded_by(Guard::of_public_hosts(here));
        let provider = |named: oidc::Provider| {
            let source = Source::new(&named, trusting.clone(), wary.clone())?;
            let keys = Arc::new(Keys::new(source));
            Ok(Provider { named, keys })
        };
        named
            .into_iter()
            .map(provider)
            .collect::<Result<_, String>>()
            .map(Self)
    }

    /// Their issuers.
    pub fn issuers(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|provider| provider.named.issuer.as_str())
    }

    /// The service account as which a provider's token acts; none when it names none of them as its issuer, and may be
    /// ours.
    ///
    /// # Errors
    /// 401 when it is not accepted; 503 when its provider cannot be asked for its keys, and none are at hand.
    pub async fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Option<AccountName>, Problem> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let Some(token) = Token::read(token) else {
            return Ok(None);
        };
        let Some(provider) = self.0.iter().find(|one| one.named.issuer == token.issuer()) else {
            return Ok(None);
        };
        provider.verify(&token, now).await.map(Some)
    }
}

impl Provider {
    /// First what costs nothing: who is not on the list makes nobody ask a provider for its keys.
    async fn verify(&self, token: &Token<'_>, now: DateTime<Utc>) -> Result<AccountName, Problem> {
        let refused = |why: &str| {
            log::debug!("a token of {} was refused: {why}", self.named.issuer);
            not_accepted()
        };
        let algorithm = token.algorithm().map_err(refused)?;
        let kid = token.kid().map_err(refused)?;
        let account = token.account(&self.named, now).map_err(refused)?;
        let key = match self.keys.find(kid, algorithm, now).await {
            Found::Key(key) => key,
            Found::Nothing => return Err(refused("its key is not one of the provider's")),
            Found::Unknown => return Err(unreachable(&self.named.issuer)),
        };
        token
            .check_signature(&key, algorithm, &self.named)
            .map_err(refused)?;
        Ok(account.clone())
    }
}

fn not_accepted() -> Problem {
    Problem::unauthenticated(
        "The token of your identity provider is not accepted here, or has expired; the operator has to list it.",
    )
}

fn unreachable(issuer: &str) -> Problem {
    Problem {
        detail: "The identity provider that issued the token could not be asked for its keys. Try again after the \
                 seconds in `Retry-After`."
            .into(),
        retry_after: u16::try_from(PAUSE.num_seconds()).ok(),
        ..Problem::unavailable(format!("no keys of {issuer} at hand"))
    }
}
