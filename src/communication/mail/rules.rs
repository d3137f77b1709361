//! What comes of an attempt: a pure function.

use super::model::{Message, MessageState};
use crate::backoff;
use chrono::{DateTime, TimeDelta, Utc};

/// Why a message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What that says of another attempt.
    pub kind: FailureKind,
    /// A code of SMTP, or a word; no words of the server's, in which the address may stand.
    pub word: String,
}

/// What a failure says of another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// It will never be taken (RFC 5321, 4.2.1: 5yz).
    Refused,
    /// It may be taken later (4yz).
    Later,
    /// The server takes nothing at all: not there, or it does not take us.
    Server,
}

impl Failure {
    /// A failure with its word.
    pub fn new(kind: FailureKind, word: impl Into<String>) -> Self {
        Self {
            kind,
            word: word.into(),
        }
    }
}

/// The message after an attempt: sent, tried again later, or given up.
pub fn after(
    message: &mut Message,
    outcome: Result<(), &Failure>,
    give_up_after: TimeDelta,
    now: DateTime<Utc>,
    chance: u64,
) {
    message.attempts = message.attempts.saturating_add(1);
    message.lease_id = None;
    message.lease_until = None;
    let failure = match outcome {
        Ok(()) => return finish(message, MessageState::Sent, now),
        Err(failure) => failure,
    };
    message.error = Some(failure.word.clone());
    let end = message.give_up_at.get_or_insert((now + give_up_after).into()).0;
    let retry = backoff::retry_at(message.attempts, end, now, None, chance);
    match retry.filter(|_| failure.kind != FailureKind::Refused) {
        Some(at) => message.due_at = Some(at.into()),
        None => finish(message, MessageState::Failed, now),
    }
}

/// What was in it and who got it is kept no longer.
fn finish(message: &mut Message, state: MessageState, now: DateTime<Utc>) {
    message.state = state;
    message.content_id = None;
    message.recipient = None;
    message.due_at = None;
    message.finished_at = Some(now.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;

    fn message() -> Message {
        let now = at(0).into();
        Message {
            id: Id::new(),
            content_id: Some(Id::new()),
            recipient: Some(b"sealed".to_vec()),
            subscription_id: None,
            state: MessageState::Waiting,
            attempts: 0,
            due_at: Some(now),
            give_up_at: None,
            lease_id: Some(Id::new()),
            lease_until: Some(now),
            error: None,
            created_at: now,
            finished_at: None,
        }
    }

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + hours * 3600, 0).unwrap()
    }

    #[test]
    fn what_is_sent_or_refused_is_forgotten() {
        let refused = Failure::new(FailureKind::Refused, "550");
        for (outcome, state) in [
            (Ok(()), MessageState::Sent),
            (Err(&refused), MessageState::Failed),
        ] {
            let mut one = message();
            after(&mut one, outcome, TimeDelta::hours(96), at(0), 7);
            assert_eq!(one.state, state);
            assert_eq!((one.recipient, one.content_id, one.due_at), (None, None, None));
            assert_eq!(one.finished_at, Some(at(0).into()));
        }
    }

    #[test]
    fn what_may_be_taken_later_is_tried_until_it_is_given_up() {
        for kind in [FailureKind::Later, FailureKind::Server] {
            let later = Failure::new(kind, "451");
            let mut one = message();
            let mut now = at(0);
            while one.state == MessageState::Waiting {
                after(&mut one, Err(&later), TimeDelta::hours(96), now, 1_234_567);
                assert_eq!((one.lease_id, one.error.as_deref()), (None, Some("451")));
                now = one.due_at.map_or(now, |due| due.0);
                assert!(now <= at(96));
            }
            assert_eq!((one.state, now), (MessageState::Failed, at(96)));
            assert!(one.attempts > 20, "{}", one.attempts);
        }
    }
}
