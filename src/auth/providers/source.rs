//! Where a provider's keys are, and the set of them (RFC 7517), found by its discovery document unless the operator
//! says where.

use crate::config::oidc::Provider;
use crate::net::{Connector, request_to};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, StatusCode, header};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// Bytes of a document at the most.
const DOCUMENT: usize = 64 * 1024;

/// Keys of a set at the most.
const KEYS: usize = 100;

/// Where a provider's keys come from.
pub struct Source {
    issuer: String,
    home: Url,
    jwks_url: Option<Url>,
    /// For hosts that the operator named.
    trusting: Connector,
    /// For those that the provider names.
    wary: Connector,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Published {
    keys: Vec<Value>,
}

impl Source {
    /// The source of a provider's keys.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn new(provider: &Provider, trusting: Connector, wary: Connector) -> Result<Self, String> {
        let home = format!(
            "{}/.well-known/openid-configuration",
            provider.issuer.trim_end_matches('/')
        );
        Ok(Self {
            home: Url::parse(&home).map_err(|e| format!("WPS_OIDC_PROVIDERS: {home}: {e}"))?,
            issuer: provider.issuer.clone(),
            jwks_url: provider.jwks_url.clone(),
            trusting,
            wary,
        })
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Fetches the keys.
    ///
    /// # Errors
    /// A sentence for the log.
    pub async fn fetch(&self) -> Result<KeySet, String> {
        let (url, connector) = if let Some(url) = &self.jwks_url {
            (url.clone(), &self.trusting)
        } else {
            let url = self.discover().await?;
            // The provider may name another host, on the public Internet only: what is inside is not his to choose.
            let home = url.origin() == self.home.origin();
            (url, if home { &self.trusting } else { &self.wary })
        };
        let published: Published = document(connector, &url).await?;
        KeySet::new(published.keys).ok_or_else(|| format!("{url} has more than {KEYS} keys"))
    }

    async fn discover(&self) -> Result<Url, String> {
        let found: Discovery = document(&self.trusting, &self.home).await?;
        // OpenID Connect Discovery 1.0, 4.3: else one provider could vouch for another's tokens.
        if found.issuer != self.issuer {
            return Err(format!("{} is of another issuer", self.home));
        }
        Url::parse(&found.jwks_uri).map_err(|_| format!("{} does not say where the keys are", self.home))
    }
}

async fn document<T: DeserializeOwned>(connector: &Connector, url: &Url) -> Result<T, String> {
    let request = request_to(Method::GET, url)
        .header(header::ACCEPT, "application/json")
        .body(Full::new(Bytes::new()))
        .map_err(|e| e.to_string())?;
    let answer = connector.send(url, request, Some(DOCUMENT)).await;
    let answer = answer.map_err(|failure| format!("{url}: {failure}"))?;
    if answer.status() != StatusCode::OK {
        return Err(format!("{url}: status {}", answer.status().as_u16()));
    }
    serde_json::from_slice(answer.body()).map_err(|_| format!("{url} is not the document that it should be"))
}

/// The keys of a provider that sign.
pub struct KeySet(Vec<(Jwk, DecodingKey)>);

impl KeySet {
    /// Takes the keys that are understood, and passes over the others (RFC 7517, 5); none when there are too many.
    fn new(published: Vec<Value>) -> Option<Self> {
        if published.len() > KEYS {
            return None;
        }
        let understood = published.into_iter().filter_map(|value| {
            let jwk: Jwk = serde_json::from_value(value).ok()?;
            let key = signs(&jwk).then(|| DecodingKey::from_jwk(&jwk).ok())??;
            Some((jwk, key))
        });
        Some(Self(understood.collect()))
    }

    /// The key of a name, if it is one for this algorithm.
    pub fn find(&self, kid: &str, algorithm: Algorithm) -> Option<&DecodingKey> {
        let wanted = |jwk: &Jwk| jwk.common.key_id.as_deref() == Some(kid) && fits(jwk, algorithm);
        self.0.iter().find(|(jwk, _)| wanted(jwk)).map(|(_, key)| key)
    }
}

/// Whether a key is a public one for signatures.
fn signs(jwk: &Jwk) -> bool {
    let usage = &jwk.common.public_key_use;
    let operations = jwk.common.key_operations.as_ref();
    matches!(usage, None | Some(PublicKeyUse::Signature))
        && operations.is_none_or(|all| all.contains(&KeyOperations::Verify))
        && !matches!(jwk.algorithm, AlgorithmParameters::OctetKey(_))
}

/// Whether a key is of the algorithm's kind, and not meant for another.
fn fits(jwk: &Jwk, algorithm: Algorithm) -> bool {
    use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
    let meant = jwk.common.key_algorithm;
    let kind = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => {
            matches!(algorithm, RS256 | RS384 | RS512 | PS256 | PS384 | PS512)
        }
        AlgorithmParameters::EllipticCurve(key) => match key.curve {
            EllipticCurve::P256 => algorithm == ES256,
            EllipticCurve::P384 => algorithm == ES384,
            _ => false,
        },
        AlgorithmParameters::OctetKeyPair(key) => key.curve == EllipticCurve::Ed25519 && algorithm == EdDSA,
        _ => false,
    };
    kind && meant.is_none_or(|meant| meant == KeyAlgorithm::from(algorithm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_is_for_its_kind_and_use() {
        let ed = json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
        let with = |kid: &str, more: Value| {
            let mut key = ed.clone();
            key["kid"] = json!(kid);
            for (name, value) in more.as_object().unwrap() {
                key[name] = value.clone();
            }
            key
        };
        let keys = vec![
            with("plain", json!({})),
            with(
                "named",
                json!({"alg": "EdDSA", "use": "sig", "key_ops": ["verify"]}),
            ),
            with("other", json!({"alg": "RS256"})),
            with("encrypts", json!({"use": "enc"})),
            with("signs", json!({"key_ops": ["sign"]})),
            json!({"kty": "oct", "k": "c2VjcmV0", "kid": "secret"}),
            json!({"kty": "OKP", "crv": "X25519", "x": "AA", "kid": "agrees"}),
            json!({"kty": "LMS", "kid": "new"}),
            json!({"kty": "RSA", "n": "!", "e": "AQAB", "kid": "broken"}),
            json!({"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "rsa"}),
            json!("no key"),
            ed.clone(),
        ];
        let set = KeySet::new(keys).unwrap();
        for kid in ["plain", "named"] {
            assert!(set.find(kid, Algorithm::EdDSA).is_some(), "{kid}");
        }
        for kid in [
            "other", "encrypts", "signs", "secret", "agrees", "new", "broken", "rsa", "",
        ] {
            assert!(set.find(kid, Algorithm::EdDSA).is_none(), "{kid}");
        }
        for algorithm in [Algorithm::HS256, Algorithm::RS256, Algorithm::ES256] {
            assert!(set.find("plain", algorithm).is_none(), "{algorithm:?}");
            assert!(set.find("secret", algorithm).is_none(), "{algorithm:?}");
        }
        assert!(set.find("rsa", Algorithm::PS512).is_some() && set.find("rsa", Algorithm::HS256).is_none());
        assert!(KeySet::new(vec![json!({}); KEYS + 1]).is_none());
    }
}
