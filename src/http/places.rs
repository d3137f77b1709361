//! Answers that take their time, such as streams: a bounded number at once.

use crate::auth::Caller;
use crate::db::Id;
use crate::error::{Kind, Problem};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Long answers that an account may have open on one instance.
const FOR_AN_ACCOUNT: usize = 10;

/// Those of all who are not signed in, together.
const FOR_THE_PUBLIC: usize = 500;

/// Those of everyone.
const FOR_ALL: usize = 1000;

/// Seconds after which to try again: one of the own waits is over by then.
const WAIT: u16 = 30;

/// The long answers of one instance that are open now.
#[derive(Clone, Default)]
pub struct Places(Arc<Mutex<HashMap<Option<Id>, usize>>>);

/// One of them, until it is dropped.
pub struct Place {
    places: Places,
    holder: Option<Id>,
}

impl Places {
    /// Takes a place for the caller.
    ///
    /// # Errors
    /// When the caller has enough of them, or all are taken.
    pub fn take(&self, caller: &Caller) -> Result<Place, Problem> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let holder = caller.account;
        let own = open.entry(holder).or_default();
        let most = if holder.is_some() {
            FOR_AN_ACCOUNT
        } else {
            FOR_THE_PUBLIC
        };
        if *own >= most {
            return Err(Problem {
                retry_after: Some(WAIT),
                ..Problem::new(
                    Kind::TooManyRequests,
                    format!("{most} streams and waiting requests are open already; end one of them first."),
                )
            });
        }
        if all >= FOR_ALL {
            return Err(Problem::unavailable("all places for long answers are taken"));
        }
        *own += 1;
        Ok(Place {
            places: self.clone(),
            holder,
        })
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.values().sum()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.holder) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                open.remove(&self.holder);
            }
        }
    }
}
