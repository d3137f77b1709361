//! What the database refuses, as problems.

use crate::error::Problem;
use diesel::result::{DatabaseErrorKind, Error};

impl From<Error> for Problem {
    /// A refusal that no rule foresaw. Both engines are answered alike, so no message of theirs is read for
    /// meaning (`SQLite` names no constraint), but for the deadlock, for which diesel has no kind of its own,
    /// and for what our own triggers say where `SQLite` has no such constraint.
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::DatabaseError(kind, info) => {
                let message = info.message();
                match kind {
                    DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ExclusionViolation => {
                        taken(message)
                    }
                    _ if message.starts_with(TRIGGER) => taken(message),
                    DatabaseErrorKind::ForeignKeyViolation => {
                        let mut problem = Self::conflict(
                            "The request names a record that is not there, or one that is still in use.",
                        );
                        problem.cause = Some(message.to_owned());
                        problem
                    }
                    DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection => {
                        transient(message)
                    }
                    _ if message.contains("deadlock detected") || is_broken(message) => transient(message),
                    _ if is_busy(message) => Self::unavailable(message),
                    _ => Self::internal(message),
                }
            }
            Error::BrokenTransactionManager => transient("broken transaction"),
            other => Self::internal(other),
        }
    }
}

/// A commit that failed. One that lost to another runs again; one whose answer was lost may have been done, and running it
/// again could do everything twice.
pub(super) fn uncommitted(error: Error) -> Problem {
    let lost = match &error {
        Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => true,
        Error::DatabaseError(_, info) => is_broken(info.message()),
        _ => false,
    };
    let problem = Problem::from(error);
    if !lost {
        return problem;
    }
    Problem {
        transient: false,
        detail: "The database was lost while it committed: look whether your change is there before you repeat it. \
                 With an Idempotency-Key you may repeat it at once."
            .into(),
        ..problem
    }
}

/// How the messages of our own triggers begin, which stand in for constraints that `SQLite` does not have.
const TRIGGER: &str = "UNIQUE: ";

fn taken(cause: &str) -> Problem {
    Problem {
        cause: Some(cause.to_owned()),
        ..Problem::conflict("Another record already holds what has to be unique here.")
    }
}

fn transient(cause: &str) -> Problem {
    Problem {
        transient: true,
        ..Problem::unavailable(cause)
    }
}

/// libpq has no code for a connection that died under a statement, only these words (they are not translated
/// here: the bundled libpq has no message catalogues).
fn is_broken(message: &str) -> bool {
    [
        "server closed the connection",
        "terminating connection",
        "no connection to the server",
        "could not receive data",
        "could not send data",
        "SSL connection has been closed",
        "connection not open",
        "the database system is",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// The database lives, but cannot do it now.
fn is_busy(message: &str) -> bool {
    let words = [
        "database is locked",
        "disk is full",
        "lock timeout",
        "statement timeout",
    ];
    words.iter().any(|words| message.contains(words))
}
