//! A provider's token: what it has to say to be accepted (RFC 9068, RFC 8725), leniently where providers differ and it
//! costs no safety.

use crate::config::oidc::{AccountName, Provider, Who};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// Seconds by which clocks may differ.
const LEEWAY: f64 = 60.0;

/// Seconds for which a token may live: it cannot be taken back here, only its service account disabled.
const LIFE: f64 = 86_400.0;

/// Characters of a token at the most.
const LONGEST: usize = 8192;

/// Of the header what counts; no key and no address in it is ever looked at.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    sub: Option<String>,
    client_id: Option<String>,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    cnf: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// A token that has been read, and not been verified yet.
pub struct Token<'a> {
    text: &'a str,
    header: Header,
    claims: Claims,
}

type Outcome<T> = Result<T, &'static str>;

impl<'a> Token<'a> {
    /// Reads a token; none when it is no JWT.
    pub fn read(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [header, claims, _] = parts.as_slice() else {
            return None;
        };
        Some(Self {
            text,
            header: part(header)?,
            claims: part(claims)?,
        })
    }

    /// Who says that he issued it.
    pub fn issuer(&self) -> &str {
        &self.claims.iss
    }

    /// The algorithm of its signature: an asymmetric one, so that a public key is never taken for a secret.
    pub fn algorithm(&self) -> Outcome<Algorithm> {
        use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
        if self.header.crit.is_some() {
            return Err("its header asks for what is not understood");
        }
        // RFC 9068 has `at+jwt`; many providers write `JWT`. What is typed as something else is something else.
        let typ = self.header.typ.as_deref().map(str::to_ascii_lowercase);
        let typ = typ
            .as_deref()
            .map(|typ| typ.strip_prefix("application/").unwrap_or(typ));
        if !matches!(typ, None | Some("at+jwt" | "jwt")) {
            return Err("it is of another type");
        }
        [RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA]
            .into_iter()
            .find(|known| self.header.alg == format!("{known:?}"))
            .ok_or("its algorithm is not accepted")
    }

    /// The name of the key that signed it.
    pub fn kid(&self) -> Outcome<&str> {
        self.header.kid.as_deref().ok_or("it names no key")
    }

    /// The service account that the operator's list has for it.
    pub fn account<'p>(&self, provider: &'p Provider, now: DateTime<Utc>) -> Outcome<&'p AccountName> {
        let claims = &self.claims;
        let for_us = match &claims.aud {
            Audience::One(one) => *one == provider.audience,
            Audience::Many(many) => many.contains(&provider.audience),
        };
        if claims.iss != provider.issuer || !for_us {
            return Err("it is for another audience");
        }
        let now = (now - DateTime::UNIX_EPOCH).as_seconds_f64();
        if claims.exp + LEEWAY <= now {
            return Err("it has expired");
        }
        if claims.iat > now + LEEWAY || claims.nbf.is_some_and(|nbf| nbf > now + LEEWAY) {
            return Err("it is not valid yet");
        }
        if claims.exp - claims.iat > LIFE {
            return Err("it lives for more than a day");
        }
        if claims.cnf.is_some() {
            // RFC 7800: who carries it has to prove that a key is his, which a bearer does not.
            return Err("it is bound to a key");
        }
        let client = claims.client_id.as_ref().or(claims.azp.as_ref());
        let named = |who: &Who| match who {
            Who::Subject(subject) => claims.sub.as_ref() == Some(subject),
            Who::Client(id) => client == Some(id),
        };
        let rule = provider.rules.iter().find(|rule| named(&rule.who));
        rule.map(|rule| &rule.account).ok_or("it is not on the list")
    }

    /// Whether the key signed it, and the library finds issuer and audience right too.
    pub fn check_signature(
        &self,
        key: &DecodingKey,
        algorithm: Algorithm,
        provider: &Provider,
    ) -> Outcome<()> {
        let mut validation = Validation::new(algorithm);
        validation.set_issuer(&[&provider.issuer]);
        validation.set_audience(&[&provider.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        // The service's own clock has decided.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        decode::<IgnoredAny>(self.text, key, &validation)
            .map(drop)
            .map_err(|_| "its signature is not right")
    }
}

fn part<T: DeserializeOwned>(encoded: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()
}
