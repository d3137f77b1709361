//! Answers that take their time, such as streams: a bounded number at once.

use super::Counted;
use crate::auth::Caller;
use crate::error::{Kind, Problem};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Long answers that an account may have open on one instance.
const FOR_AN_ACCOUNT: usize = 10;

/// Those of all who are not signed in and call from one address, which may be that of a whole ministry.
const FOR_AN_ADDRESS: usize = 50;

/// Those of all who are not signed in, together.
const FOR_THE_PUBLIC: usize = 500;

/// Those of everyone.
const FOR_ALL: usize = 1000;

/// Seconds after which to try again: one of the own waits is over by then.
const WAIT: u16 = 30;

/// The long answers of one instance that are open now.
#[derive(Clone, Default)]
pub struct Places(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    own: HashMap<Counted, usize>,
    public: usize,
    all: usize,
}

/// One of them, until it is dropped.
pub struct Place {
    places: Places,
    holder: Counted,
    public: bool,
}

impl Places {
    /// Takes a place for the caller, who is counted as `holder`.
    ///
    /// # Errors
    /// When the caller has enough of them, or all are taken.
    pub fn take(&self, caller: &Caller, holder: Counted) -> Result<Place, Problem> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let public = caller.account.is_none();
        let most = if public { FOR_AN_ADDRESS } else { FOR_AN_ACCOUNT };
        if open.own.get(&holder).is_some_and(|own| *own >= most) {
            return Err(Problem {
                retry_after: Some(WAIT),
                ..Problem::new(
                    Kind::TooManyRequests,
                    format!("{most} streams and waiting requests are open already; end one of them first."),
                )
            });
        }
        if open.all >= FOR_ALL || (public && open.public >= FOR_THE_PUBLIC) {
            return Err(Problem::unavailable("all places for long answers are taken"));
        }
        *open.own.entry(holder).or_default() += 1;
        open.public += usize::from(public);
        open.all += 1;
        Ok(Place {
            places: self.clone(),
            holder,
            public,
        })
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.own.get_mut(&self.holder) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                open.own.remove(&self.holder);
            }
        }
        open.public = open.public.saturating_sub(usize::from(self.public));
        open.all = open.all.saturating_sub(1);
    }
}
