//! Tokens of a State's own identity provider: who is on the list acts as his service account, and nobody else comes in.

mod accounts;
mod keys;
mod provider;
mod tokens;

use super::{created, text};
use crate::support::{Answer, App, Case, Client};
use chrono::TimeDelta;
use jsonwebtoken::Algorithm;
use provider::{AUDIENCE, Key, Provider};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [accounts::tests(), keys::tests(), tokens::tests()].concat()
}

/// A provider with a key, a service account of Germany's, and an instance that takes the provider's tokens of the subject
/// `portal` for it.
struct Stage {
    key: Key,
    provider: Provider,
    account: Answer,
    app: App,
}

impl Stage {
    fn new(app: &App, scope: &str) -> Self {
        Self::with(app, scope, Key::new("first", Algorithm::ES256))
    }

    fn with(app: &App, scope: &str, key: Key) -> Self {
        let provider = Provider::start(&[&key]);
        let account = created(&app.member("DEU"), scope);
        let oidc = provider.settings(&[format!("sub:portal = {}", text(&account["client_id"]))]);
        let app = app.second_instance_with(|settings| settings.oidc = oidc);
        Self {
            key,
            provider,
            account,
            app,
        }
    }

    /// What a good token says.
    fn claims(&self) -> Value {
        let now = self.app.clock.now().timestamp();
        json!({"iss": self.provider.issuer(), "aud": AUDIENCE, "sub": "portal", "iat": now, "exp": now + 300})
    }

    fn claims_with(&self, change: &Value) -> Value {
        merged(self.claims(), change)
    }

    fn sign(&self, claims: &Value) -> String {
        self.key.sign(&self.key.header(), claims)
    }

    fn token(&self) -> String {
        self.sign(&self.claims())
    }

    fn client(&self, token: &str) -> Client {
        self.app.public().with_token(token)
    }

    #[track_caller]
    fn accepted(&self, token: &str) -> Answer {
        self.client(token).get("/v1/me").expect(200)
    }

    #[track_caller]
    fn refused(&self, token: &str) {
        let refused = self.client(token).get("/v1/me").refused(401, None);
        assert!(
            refused
                .header("www-authenticate")
                .contains("error=\"invalid_token\"")
        );
        // Nor is it taken for nobody, where anyone may.
        self.client(token).get("/v1/members").refused(401, None);
    }

    /// Refuses a good token that was changed in this, without asking the provider.
    #[track_caller]
    fn refused_with(&self, change: &Value) {
        self.refused(&self.sign(&self.claims_with(change)));
        assert_eq!(self.provider.asked(), 0, "{change}");
    }

    #[track_caller]
    fn unavailable(&self, token: &str) {
        let answer = self.client(token).get("/v1/me").refused(503, None);
        assert_eq!(answer.header("retry-after"), "10");
    }

    fn pass(&self, time: TimeDelta) {
        self.app.clock.set(self.app.clock.now() + time);
    }
}

/// A change of null takes the field away.
fn merged(mut value: Value, change: &Value) -> Value {
    for (field, new) in change.as_object().unwrap() {
        if new.is_null() {
            value.as_object_mut().unwrap().remove(field);
        } else {
            value[field] = new.clone();
        }
    }
    value
}
