//! A provider's keys, kept for a while, so that few requests wait for the provider and none of them falls with it.

use super::PAUSE;
use super::source::{KeySet, Source};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// How long keys are used without asking again: as long as a key that the provider withdrew may still count.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// How long they are used while the provider cannot be asked.
const KEPT: TimeDelta = TimeDelta::hours(4);

/// The keys of a provider.
pub struct Keys {
    source: Source,
    state: RwLock<State>,
    asking: Arc<Mutex<()>>,
}

#[derive(Default)]
struct State {
    /// The keys, and when they were fetched.
    kept: Option<(KeySet, DateTime<Utc>)>,
    /// When the provider was last asked, and whether it answered.
    asked: Option<(DateTime<Utc>, bool)>,
}

/// What was found of a key.
pub enum Found {
    /// The key.
    Key(DecodingKey),
    /// The provider has no such key.
    Nothing,
    /// The provider could not be asked.
    Unknown,
}

enum Look {
    Found(Found),
    /// The provider has to be asked; until it answers, this key counts.
    Ask(Option<DecodingKey>),
}

impl Keys {
    /// No keys yet: the first token has them fetched.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            state: RwLock::default(),
            asking: Arc::default(),
        }
    }

    /// A key by its name. Who asks the provider is one at a time: the others wait for what he learns, or go on with the
    /// keys of before.
    pub async fn find(self: &Arc<Self>, kid: &str, algorithm: Algorithm, now: DateTime<Utc>) -> Found {
        let turn = match self.look(kid, algorithm, now) {
            Look::Found(found) => return found,
            Look::Ask(None) => self.asking.clone().lock_owned().await,
            Look::Ask(Some(former)) => match self.asking.clone().try_lock_owned() {
                Ok(turn) => turn,
                Err(_) => return Found::Key(former),
            },
        };
        // Someone else may have asked in the meantime.
        if let Look::Found(found) = self.look(kid, algorithm, now) {
            return found;
        }
        // A task of its own: it ends though the client goes away, else he could have it begun again and again.
        let asked = tokio::spawn(self.clone().ask(turn, now)).await;
        match self.look(kid, algorithm, now) {
            Look::Found(found) if asked.is_ok() => found,
            _ => Found::Unknown,
        }
    }

    fn look(&self, kid: &str, algorithm: Algorithm, now: DateTime<Utc>) -> Look {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let within = |time: TimeDelta, since: DateTime<Utc>| (now - since).abs() < time;
        let may_ask = state.asked.is_none_or(|(at, _)| !within(PAUSE, at));
        let kept = state.kept.as_ref().filter(|(_, since)| within(KEPT, *since));
        let key = kept.and_then(|(keys, since)| Some((keys.find(kid, algorithm)?, within(FRESH, *since))));
        match key {
            Some((key, fresh)) if fresh || !may_ask => Look::Found(Found::Key(key.clone())),
            key if may_ask => Look::Ask(key.map(|(key, _)| key.clone())),
            _ => Look::Found(match state.asked {
                Some((_, true)) => Found::Nothing,
                _ => Found::Unknown,
            }),
        }
    }

    async fn ask(self: Arc<Self>, turn: OwnedMutexGuard<()>, now: DateTime<Utc>) {
        let fetched = self.source.fetch().await;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.asked = Some((now, fetched.is_ok()));
        match fetched {
            Ok(keys) => state.kept = Some((keys, now)),
            Err(sentence) => log::warn!(
                "the keys of {} were not fetched: {sentence}",
                self.source.issuer()
            ),
        }
        drop(state);
        drop(turn);
    }
}
