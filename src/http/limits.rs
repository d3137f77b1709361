//! How often one caller may ask: a quota for each minute, told in every answer (`RateLimit`, `RateLimit-Policy`:
//! draft-ietf-httpapi-ratelimit-headers) and enforced with 429.
//!
//! Windows are aligned minutes counted in memory; what instances of one `PostgreSQL` have counted they tell each other
//! every second, so that a quota holds for all of them together, give or take that second. A crate such as governor
//! would count for us, but has no way to take in what others counted.

use crate::config::Settings;
use crate::db::{Db, Id};
use crate::error::{Kind, Problem};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::future::{Ready, ready};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Seconds of a window.
pub const WINDOW_SECONDS: i64 = 60;

/// Requests of one address for the operations that probes and monitoring call.
const OPERATIONS_LIMIT: u32 = 6000;

/// Callers counted apart; beyond, new ones are let through uncounted until the minute is over, so that a flood of
/// addresses fills no memory.
const CALLERS: usize = 200_000;

/// Which quota an operation draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Most operations.
    Caller,
    /// Whatever takes a password, a code or a client secret, or makes the service write to an address.
    SignIn,
    /// Probes and monitoring.
    Operations,
}

impl Policy {
    /// The policy of an operation.
    pub fn of(operation: &str) -> Self {
        match operation {
            "startSession"
            | "setUp"
            | "activateAccount"
            | "changePassword"
            | "requestAccessToken"
            | "subscribeToNewsletter" => Self::SignIn,
            "getLiveness" | "getReadiness" | "getMetrics" => Self::Operations,
            _ => Self::Caller,
        }
    }

    /// The name in the headers.
    const fn name(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::SignIn => "sign-in",
            Self::Operations => "operations",
        }
    }
}

/// Who is counted: a hash, so that no address stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Counted([u8; 16]);

impl Counted {
    /// An account, wherever it calls from.
    pub fn account(id: Id) -> Self {
        Self::of("account", id.0.as_bytes())
    }

    /// Someone who is not signed in, by address; of IPv6 the network of 64 bits that one subscriber has.
    pub fn address(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self::of("v4", &v4.octets()),
            IpAddr::V6(v6) => Self::of("v6", v6.octets().first_chunk::<8>().unwrap_or(&[0; 8])),
        }
    }

    /// An e-mail address that somebody tries to sign in with, known or not.
    pub fn email(email: &str) -> Self {
        Self::of("email", email.as_bytes())
    }

    fn of(kind: &str, value: &[u8]) -> Self {
        let hash = digest(&SHA256, &[kind.as_bytes(), &[0], value].concat());
        Self(*hash.as_ref().first_chunk().unwrap_or(&[0; 16]))
    }
}

impl FromRequest for Counted {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let counted = req.extensions().get::<Self>().copied();
        ready(counted.ok_or_else(|| Problem::internal("a handler outside the gate")))
    }
}

/// What is left of a quota, as the headers say it.
#[derive(Debug, Clone, Copy)]
pub struct Quota {
    policy: Policy,
    limit: u32,
    remaining: u32,
    reset: u16,
}

impl Quota {
    /// `RateLimit-Policy`.
    pub fn policy(&self) -> String {
        format!("\"{}\";q={};w={WINDOW_SECONDS}", self.policy.name(), self.limit)
    }

    /// `RateLimit`.
    pub fn state(&self) -> String {
        format!("\"{}\";r={};t={}", self.policy.name(), self.remaining, self.reset)
    }

    /// Seconds until the next window, for `Retry-After`.
    pub const fn reset(&self) -> u16 {
        self.reset
    }
}

/// How many requests one window has seen of one caller.
#[derive(Debug, Default, Clone, Copy)]
struct Used {
    /// In all, as far as this instance knows.
    known: u32,
    /// Of these, what the other instances have not been told yet.
    untold: u32,
}

#[derive(Default)]
struct Window {
    number: i64,
    used: HashMap<(Policy, Counted), Used>,
}

/// The quotas of one instance.
pub struct Limits {
    caller: u32,
    sign_in: u32,
    window: Mutex<Window>,
}

impl Limits {
    /// As the operator set them.
    pub fn new(settings: &Settings) -> Self {
        Self {
            caller: settings.rate_limit,
            sign_in: settings.sign_in_limit,
            window: Mutex::default(),
        }
    }

    const fn limit(&self, policy: Policy) -> u32 {
        match policy {
            Policy::Caller => self.caller,
            Policy::SignIn => self.sign_in,
            Policy::Operations => OPERATIONS_LIMIT,
        }
    }

    /// Counts a request: what is left, and whether it may pass.
    ///
    /// # Errors
    /// 429 when nothing is left.
    pub fn take(&self, policy: Policy, counted: Counted, now: DateTime<Utc>) -> (Quota, Result<(), Problem>) {
        let limit = self.limit(policy);
        let left = WINDOW_SECONDS - now.timestamp().rem_euclid(WINDOW_SECONDS);
        let reset = u16::try_from(left).unwrap_or(1);
        let before = self.with_window(number(now), |window| {
            let full = window.used.len() >= CALLERS;
            let key = (policy, counted);
            if full && !window.used.contains_key(&key) {
                return 0;
            }
            let used = window.used.entry(key).or_default();
            let before = used.known;
            used.known = before.saturating_add(1);
            used.untold = used.untold.saturating_add(1);
            before
        });
        let quota = Quota {
            policy,
            limit,
            remaining: limit.saturating_sub(before.saturating_add(1)),
            reset,
        };
        (
            quota,
            if before < limit {
                Ok(())
            } else {
                Err(too_many(reset))
            },
        )
    }

    /// Counts a try to sign in under an e-mail address, from wherever.
    ///
    /// # Errors
    /// 429 when there were too many within the minute.
    pub fn try_sign_in(&self, email: &str, now: DateTime<Utc>) -> Result<(), Problem> {
        self.take(Policy::SignIn, Counted::email(email), now).1
    }

    /// Tells the other instances what was counted here, and learns what they counted.
    ///
    /// # Errors
    /// When the database cannot answer; what was to be told is told the next time.
    pub async fn share(&self, db: &Db, now: DateTime<Utc>) -> Result<(), Problem> {
        let number = number(now);
        let mut news: Vec<(Policy, Counted, u32)> = self.with_window(number, |window| {
            let untold = window.used.iter_mut().filter(|(_, used)| used.untold > 0);
            untold
                .map(|((policy, counted), used)| (*policy, *counted, std::mem::take(&mut used.untold)))
                .collect()
        });
        if news.is_empty() {
            return Ok(());
        }
        // In one order on every instance, so that two of them never wait for each other.
        news.sort_unstable_by_key(|(policy, counted, _)| row(*policy, *counted));
        let rows = news.iter().map(|(p, c, n)| (row(*p, *c), *n)).collect();
        let told = db.add_counts(number, rows).await;
        self.with_window(number, |window| match &told {
            Ok(totals) => {
                for ((policy, counted, _), total) in news.iter().zip(totals) {
                    let used = window.used.entry((*policy, *counted)).or_default();
                    used.known = total.saturating_add(used.untold);
                }
            }
            Err(_) => {
                for (policy, counted, count) in &news {
                    window.used.entry((*policy, *counted)).or_default().untold += count;
                }
            }
        });
        told.map(|_| ())
    }

    fn with_window<T>(&self, number: i64, work: impl FnOnce(&mut Window) -> T) -> T {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if window.number != number {
            *window = Window {
                number,
                ..Window::default()
            };
        }
        work(&mut window)
    }
}

/// The window that a moment is in.
fn number(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(WINDOW_SECONDS)
}

/// A caller's row in the table that the instances share.
fn row(policy: Policy, counted: Counted) -> Vec<u8> {
    let policy = match policy {
        Policy::Caller => 0,
        Policy::SignIn => 1,
        Policy::Operations => 2,
    };
    [&[policy], counted.0.as_slice()].concat()
}

fn too_many(reset: u16) -> Problem {
    Problem {
        retry_after: Some(reset),
        ..Problem::new(
            Kind::TooManyRequests,
            "Wait for the seconds in `Retry-After`; `RateLimit-Policy` says how much is allowed.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(caller: u32) -> Limits {
        Limits {
            caller,
            sign_in: 1,
            window: Mutex::default(),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_quota_ends_and_begins_again_with_the_minute() {
        let limits = limits(2);
        let someone = Counted::address("192.0.2.1".parse().unwrap());
        let now = at("2018-06-01T09:00:58Z");
        let (quota, first) = limits.take(Policy::Caller, someone, now);
        assert!(first.is_ok());
        assert_eq!(quota.policy(), "\"caller\";q=2;w=60");
        assert_eq!(quota.state(), "\"caller\";r=1;t=2");
        assert!(limits.take(Policy::Caller, someone, now).1.is_ok());
        let refused = limits.take(Policy::Caller, someone, now).1.unwrap_err();
        assert_eq!(
            (refused.kind, refused.retry_after),
            (Kind::TooManyRequests, Some(2))
        );
        assert!(limits.take(Policy::SignIn, someone, now).1.is_ok());
        let later = at("2018-06-01T09:01:00Z");
        assert!(limits.take(Policy::Caller, someone, later).1.is_ok());
    }

    #[test]
    fn a_subscriber_is_counted_as_one() {
        let address = |text: &str| Counted::address(text.parse().unwrap());
        assert_eq!(address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9"));
        assert_ne!(address("2001:db8:1:2::1"), address("2001:db8:1:3::1"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
        assert_ne!(address("192.0.2.1"), address("192.0.2.2"));
    }
}
