//! Passwords: Argon2id with 19 MiB and two passes (OWASP), a few at a time, so that a flood of sign-ins does not take
//! the machine's memory.

use crate::error::Problem;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// Hashes computed at the same time.
const AT_ONCE: usize = 2;

/// A hash that no password has, for checking where no account is: an unknown address takes as long as a known one.
static DECOY: LazyLock<Result<Arc<str>, Problem>> =
    LazyLock::new(|| Ok(hash_now(super::Secret::new()?.reveal())?.into()));

/// Hashing and checking, with a bound on how many at once.
#[derive(Clone)]
pub struct Passwords {
    room: Arc<Semaphore>,
    decoy: Arc<str>,
}

impl Passwords {
    /// Room for hashing.
    ///
    /// # Errors
    /// When hashing is impossible here.
    pub fn new() -> Result<Self, Problem> {
        Ok(Self {
            room: Arc::new(Semaphore::new(AT_ONCE)),
            decoy: DECOY.clone()?,
        })
    }

    /// Hashes a password off the worker.
    ///
    /// # Errors
    /// 500 when hashing fails.
    pub async fn hash(&self, password: String) -> Result<String, Problem> {
        let _place = self.room.acquire().await.map_err(Problem::internal)?;
        tokio::task::spawn_blocking(move || hash_now(&password))
            .await
            .map_err(Problem::internal)?
    }

    /// Whether the password is the one of this hash; without a hash it never is, but takes as long.
    ///
    /// # Errors
    /// 500 when the kept hash cannot be read.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        let _place = self.room.acquire().await.map_err(Problem::internal)?;
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let same = tokio::task::spawn_blocking(move || check_now(&password, &hash))
            .await
            .map_err(Problem::internal)??;
        Ok(same && known)
    }
}

/// Hashes here and now, for the command line.
///
/// # Errors
/// 500 when hashing fails.
pub fn hash_now(password: &str) -> Result<String, Problem> {
    Ok(argon2()?
        .hash_password(password.as_bytes())
        .map_err(Problem::internal)?
        .to_string())
}

fn check_now(password: &str, hash: &str) -> Result<bool, Problem> {
    let hash = PasswordHash::new(hash).map_err(Problem::internal)?;
    Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok())
}

fn argon2() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(Problem::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
