//! A body that is taken as it comes, such as a file: with a limit of its size, and of the time that it may stand still.

use super::desk::Act;
use super::shared::Shared;
use super::standing::Standing;
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::{FieldError, Kind, Problem};
use crate::storage::intake::Content;
use crate::storage::{Checksum, FileKind, Intake, loose};
use actix_web::dev::Payload;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use std::future::{Ready, ready};
use std::time::{Duration, Instant};
use tokio::time::timeout;
use utoipa::IntoParams;

/// How long a body may stand still.
const STILL: Duration = Duration::from_secs(30);

/// Bytes a second that come on the average at least: a slow line, and no line that is held for its own sake.
const SLOWEST: u64 = 2048;

/// How long any body may take: less than a loose object is kept.
const LONGEST: Duration = Duration::from_hours(12);

/// What may be said of a file beside its content.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)] // read by `Incoming`; this is its place in the contract
pub struct PromisedDigest {
    /// The SHA-256 of the file, as `sha-256=:BASE64:` (RFC 9530); 422 when something else arrives.
    #[param(
        rename = "Content-Digest",
        example = "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:",
        max_length = 1000
    )]
    content_digest: Option<String>,
}

/// The body of an operation that takes it as it comes.
pub struct Incoming {
    payload: web::Payload,
    limit: u64,
    received: u64,
    since: Instant,
    /// What the client says that its SHA-256 is (RFC 9530).
    promised: Option<Vec<u8>>,
    standing: Standing,
}

/// A body that was taken in: its object is whole in the store.
#[derive(Debug, Clone)]
pub struct Received {
    /// The object; loose until a transaction adopts it.
    pub object: Id,
    /// Its bytes.
    pub size: i64,
    /// Its checksum.
    pub sha256: Checksum,
}

impl FromRequest for Incoming {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Self::read(req, payload))
    }
}

impl Incoming {
    fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Self, Problem> {
        let shared = req
            .app_data::<web::Data<Shared>>()
            .ok_or_else(|| Problem::internal("no shared state"))?;
        let promised = match req.headers().get("content-digest") {
            Some(value) => sha256_of(value.to_str().unwrap_or_default())?,
            None => None,
        };
        Ok(Self {
            limit: shared.settings.files.limit(),
            received: 0,
            since: Instant::now(),
            promised,
            standing: Standing::from_request(req, &mut Payload::None).into_inner()?,
            payload: web::Payload::from_request(req, payload)
                .into_inner()
                .map_err(Problem::internal)?,
        })
    }

    /// Takes all of it in: what shall be a file of this kind is looked at as it passes, and stored. `allowed` refuses
    /// before the first byte what the transaction at the end would refuse, and is asked there once more. A request that is
    /// known by its `Idempotency-Key` is only looked at. In the end the caller is looked up again: it may have taken hours.
    ///
    /// # Errors
    /// What `allowed` refuses; 408, 413, 415 or 422 as soon as something is wrong with it; 503 when the store does not take
    /// it.
    pub async fn receive(
        mut self,
        act: &mut Act,
        kind: FileKind,
        allowed: impl Fn(&mut Connection, &Caller) -> Result<(), Problem> + Send + 'static,
    ) -> Result<Received, Problem> {
        let object = Id::new();
        let intake = Intake::new(kind);
        let content = if act.is_repeated().await? {
            self.look(intake).await?
        } else {
            let caller = act.caller.clone();
            act.shared.db.read(move |conn| allowed(conn, &caller)).await?;
            self.store(act, object, intake).await?
        };
        self.standing.still().await?;
        act.bind(&content.sha256);
        Ok(Received {
            object,
            size: i64::try_from(content.size).map_err(Problem::internal)?,
            sha256: Checksum(content.sha256),
        })
    }

    async fn look(&mut self, mut intake: Intake) -> Result<Content, Problem> {
        while let Some(bytes) = self.next().await? {
            intake.take(&bytes)?;
        }
        self.end(intake)
    }

    async fn store(&mut self, act: &Act, object: Id, mut intake: Intake) -> Result<Content, Problem> {
        let mut writer = act.shared.storage.begin(object)?;
        let now = act.caller.now;
        act.shared
            .db
            .write(move |conn| loose::note(conn, object, now))
            .await?;
        loop {
            let step = match self.next().await {
                Ok(Some(bytes)) => match intake.take(&bytes) {
                    Ok(()) => writer.write(bytes).await,
                    Err(problem) => Err(problem),
                },
                Ok(None) => break,
                Err(problem) => Err(problem),
            };
            if let Err(problem) = step {
                writer.abandon().await;
                return Err(problem);
            }
        }
        match self.end(intake) {
            Ok(content) => {
                writer.finish().await?;
                Ok(content)
            }
            Err(problem) => {
                writer.abandon().await;
                Err(problem)
            }
        }
    }

    /// The next bytes; none at the end.
    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let bytes = match timeout(patience(self.since.elapsed(), self.received), self.payload.next()).await {
            Ok(None) => return Ok(None),
            Ok(Some(Ok(bytes))) => bytes,
            Ok(Some(Err(_))) => return Err(Problem::new(Kind::MalformedRequest, "The body broke off.")),
            Err(_) => {
                return Err(Problem::new(
                    Kind::RequestTimeout,
                    "The body stood still for too long.",
                ));
            }
        };
        self.received = self
            .received
            .saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.received > self.limit {
            return Err(Problem::too_large(self.limit));
        }
        Ok(Some(bytes))
    }

    fn end(&self, intake: Intake) -> Result<Content, Problem> {
        let content = intake.finish()?;
        if self
            .promised
            .as_ref()
            .is_some_and(|sha256| *sha256 != content.sha256)
        {
            return Err(Problem::invalid(
                "Content-Digest",
                "digest",
                "What arrived has another SHA-256 than `Content-Digest` says; send it again.",
            ));
        }
        Ok(content)
    }
}

/// How long the next bytes may take.
fn patience(elapsed: Duration, received: u64) -> Duration {
    let earned = Duration::from_secs(received / SLOWEST) + STILL;
    earned.min(LONGEST).saturating_sub(elapsed).min(STILL)
}

/// The SHA-256 in a `Content-Digest` (RFC 9530, 2): `sha-256=:BASE64:` among others, which nobody checks.
fn sha256_of(text: &str) -> Result<Option<Vec<u8>>, Problem> {
    let fault = || {
        let fault = FieldError {
            pointer: "Content-Digest".to_owned(),
            code: "digest",
            detail: "Write `sha-256=:BASE64:`, the base64 of 32 bytes (RFC 9530).".into(),
        };
        Problem::of_fields(Kind::MalformedRequest, vec![fault])
    };
    let mut digests = text.split(',').map(str::trim);
    let Some(value) = digests.find_map(|digest| digest.strip_prefix("sha-256=")) else {
        let well_formed = text.contains("=:") && text.trim_end().ends_with(':');
        return if well_formed { Ok(None) } else { Err(fault()) };
    };
    let bytes = value
        .strip_prefix(':')
        .and_then(|value| value.strip_suffix(':'))
        .and_then(|value| STANDARD.decode(value).ok());
    bytes
        .filter(|bytes| bytes.len() == 32)
        .map(Some)
        .ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_may_take_long_but_not_stand_still() {
        let seconds = Duration::from_secs;
        assert_eq!(patience(seconds(0), 0), STILL);
        assert_eq!(patience(seconds(29), 0), seconds(1));
        assert_eq!(patience(seconds(31), 0), seconds(0));
        // An hour on a line of 4096 bytes a second.
        assert_eq!(patience(seconds(3600), 3600 * 4096), STILL);
        // One byte now and then is none.
        assert_eq!(patience(seconds(3600), 3600), seconds(0));
        assert_eq!(patience(LONGEST, u64::MAX), seconds(0));
        assert!(LONGEST < loose::KEPT.to_std().unwrap());
    }

    #[test]
    fn a_digest_is_read_among_others() {
        let sha256 = format!("sha-256=:{}:", STANDARD.encode([7; 32]));
        assert_eq!(sha256_of(&sha256).unwrap(), Some(vec![7; 32]));
        assert_eq!(
            sha256_of(&format!("sha-512=:YQ==:, {sha256}")).unwrap(),
            Some(vec![7; 32])
        );
        assert_eq!(sha256_of("sha-512=:YQ==:").unwrap(), None);
        for wrong in [
            "",
            "sha-256",
            "sha-256=YQ==",
            "sha-256=:YQ==:",
            "sha-256=:?:",
            "nonsense",
        ] {
            assert!(sha256_of(wrong).is_err(), "{wrong}");
        }
    }
}
