//! Records at the desk: what the handlers of every resource do with them.

use super::{Listed, Record, Reference, require_there, seen, seen_under, shown};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Answer, Paging, Reply, Sorts, Tx, View};
use crate::journal::Entry;

impl View {
    /// Answers with a page of a list.
    ///
    /// # Errors
    /// When the cursor is of another list, or the database refuses.
    pub async fn list<R: Listed<Parent = ()>, S: Sorts + Send>(
        self,
        filters: R::Filters,
        paging: Paging<S>,
    ) -> Reply
    where
        Paging<S>: Send,
    {
        self.json(move |conn, caller| {
            let slice = R::list(conn, caller, None, &filters, &paging.request, paging.count)?;
            Ok(paging.page(slice.completed(|rows| R::shown(conn, caller, rows))?))
        })
        .await
    }

    /// Answers with a page of the list that stands under another record, such as the points of a meeting's outcome.
    ///
    /// # Errors
    /// 404 when the caller may not see what it stands under, and what [`View::list`] refuses.
    pub async fn list_under<R: Listed, S: Sorts + Send>(
        self,
        parent: Id,
        filters: R::Filters,
        paging: Paging<S>,
    ) -> Reply
    where
        R::Parent: Reference,
        Paging<S>: Send,
    {
        self.json(move |conn, caller| {
            require_there::<R::Parent>(conn, caller, parent)?;
            let slice = R::list(
                conn,
                caller,
                Some(parent),
                &filters,
                &paging.request,
                paging.count,
            )?;
            Ok(paging.page(slice.completed(|rows| R::shown(conn, caller, rows))?))
        })
        .await
    }

    /// Answers with one record.
    ///
    /// # Errors
    /// 404.
    pub async fn record<R: Record>(self, id: Id) -> Reply {
        self.json(move |conn, caller| {
            let row = seen::<R>(conn, caller, id)?;
            shown(conn, caller, row)
        })
        .await
    }

    /// Answers with one record of such a list.
    ///
    /// # Errors
    /// 404.
    pub async fn record_under<R: Listed>(self, parent: Id, id: Id) -> Reply
    where
        R::Parent: Reference,
    {
        self.json(move |conn, caller| {
            let row = seen_under::<R>(conn, caller, parent, id)?;
            shown(conn, caller, row)
        })
        .await
    }
}

impl Tx<'_> {
    /// A record that the caller may see.
    ///
    /// # Errors
    /// 404.
    pub fn open<R: Record>(&mut self, id: Id) -> Result<R, Problem> {
        let caller = self.caller;
        seen(self, caller, id)
    }

    /// A record that stands under another one, both of which the caller may see.
    ///
    /// # Errors
    /// 404.
    pub fn open_under<R: Listed>(&mut self, parent: Id, id: Id) -> Result<R, Problem>
    where
        R::Parent: Reference,
    {
        let caller = self.caller;
        seen_under(self, caller, parent, id)
    }

    /// A record that the caller may see, in the version that `If-Match` names.
    ///
    /// # Errors
    /// 404, 412, 428.
    pub fn open_as_read<R: Record>(&mut self, id: Id) -> Result<R, Problem> {
        let row: R = self.open(id)?;
        self.require_read(&row)?;
        Ok(row)
    }

    /// Passes when `If-Match` names the record as it is now.
    ///
    /// # Errors
    /// 412, 428.
    pub fn require_read<R: Record>(&mut self, row: &R) -> Result<(), Problem> {
        let caller = self.caller;
        let view = shown(self, caller, row.clone())?;
        self.require_match(&view)
    }

    /// Passes when there is a record of this id for the caller to name.
    ///
    /// # Errors
    /// 422 at `pointer`.
    pub fn require_known<R: Reference>(&mut self, id: Id, pointer: &str) -> Result<(), Problem> {
        let caller = self.caller;
        if R::is_there(self, caller, id)? {
            return Ok(());
        }
        Err(Problem::invalid(pointer, "unknown", "There is no such record."))
    }

    /// Writes a new record, tells of it, and answers 201.
    ///
    /// # Errors
    /// What a constraint refuses.
    pub fn add<R: Record>(&mut self, row: R, action: &'static str) -> Result<Answer, Problem> {
        let caller = self.caller;
        row.insert(self)?;
        self.tell(&row, action)?;
        let path = row.path();
        Answer::created(path, &shown(self, caller, row)?)
    }

    /// Counts a change, writes it over the version before, tells of it, and answers 200.
    ///
    /// # Errors
    /// A transient problem when another change came first.
    pub fn keep<R: Record>(&mut self, mut row: R, action: &'static str) -> Result<Answer, Problem> {
        let caller = self.caller;
        row.touch(caller.now);
        row.save(self)?;
        self.tell(&row, action)?;
        Answer::ok(&shown(self, caller, row)?)
    }

    /// Takes a record away, tells of it, and answers 204.
    ///
    /// # Errors
    /// 409 while others name it.
    pub fn remove<R: Record>(&mut self, mut row: R, action: &'static str) -> Result<Answer, Problem> {
        row.delete(self)?;
        row.touch(self.caller.now);
        self.tell(&row, action)?;
        Ok(Answer::none())
    }

    /// Writes the audit entry and the event of what became of a record.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn tell<R: Record>(&mut self, row: &R, action: &'static str) -> Result<(), Problem> {
        let audience = row.audience();
        self.record(Entry {
            action,
            resource: R::PATH,
            parent: row.parent(),
            id: row.id(),
            version: row.version(),
            visibility: audience.visibility,
            member: audience.member,
        })
    }
}
