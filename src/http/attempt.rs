//! Parts of a transaction that may fail, or are only tried, while the rest goes on.

use super::desk::Tx;
use crate::error::Problem;
use diesel::connection::SimpleConnection;

impl Tx<'_> {
    /// Does a part of the transaction. When it is refused nothing of it is written, and the transaction may go on: on
    /// `PostgreSQL` a statement that failed would end it.
    ///
    /// # Errors
    /// What `part` refuses, or when the database does.
    pub fn attempt<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        let recorded = self.recorded.len();
        self.batch_execute("SAVEPOINT attempt")?;
        let outcome = part(self);
        if outcome.is_err() {
            self.batch_execute("ROLLBACK TO SAVEPOINT attempt")?;
            self.recorded.truncate(recorded);
        }
        self.batch_execute("RELEASE SAVEPOINT attempt")?;
        outcome
    }

    /// Does a part of the transaction, and takes back whatever it has written.
    ///
    /// # Errors
    /// What `part` refuses, or when the database does.
    pub fn rehearse<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        let recorded = self.recorded.len();
        self.batch_execute("SAVEPOINT rehearsal")?;
        let outcome = part(self);
        self.batch_execute("ROLLBACK TO SAVEPOINT rehearsal")?;
        self.recorded.truncate(recorded);
        self.batch_execute("RELEASE SAVEPOINT rehearsal")?;
        outcome
    }
}
