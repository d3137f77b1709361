//! What resources have in common, so that one of them is its fields, its rules and little else: [`define!`] makes row and
//! JSON of one list of fields, [`filed!`] those of a file, [`list!`] its list, and [`Record`] says who sees it. [`View`](crate::http::View) and
//! [`Tx`](crate::http::Tx) then read it and write it (`desk.rs`).

mod define;
mod desk;
mod filed;
mod list;
mod stored;

pub(crate) use define::define;
pub(crate) use filed::filed;
pub(crate) use list::list;
pub(crate) use stored::stored;

use crate::auth::Caller;
use crate::db::page::{PageRequest, Slice};
use crate::db::{Connection, Id, Visibility};
use crate::error::{Kind, Problem};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Whom a record names: its id, the name, and the e-mail address.
pub type Naming = (Id, Option<String>, Option<String>);

/// A row with an id and a version; [`stored!`] implements it.
pub trait Stored: Clone + Send + Sized + 'static {
    /// Its id.
    fn id(&self) -> Id;
    /// How often it was written.
    fn version(&self) -> i32;
    /// Counts a change.
    fn touch(&mut self, now: DateTime<Utc>);
    /// Reads it, whoever may see it.
    ///
    /// # Errors
    /// 404.
    fn load(conn: &mut Connection, id: Id) -> Result<Self, Problem>;
    /// Writes a new one.
    ///
    /// # Errors
    /// What a constraint refuses.
    fn insert(&self, conn: &mut Connection) -> Result<(), Problem>;
    /// Writes a changed one over the version before.
    ///
    /// # Errors
    /// A transient problem when another change came first.
    fn save(&self, conn: &mut Connection) -> Result<(), Problem>;
    /// Takes it away.
    ///
    /// # Errors
    /// A transient problem when another change came first.
    fn delete(&self, conn: &mut Connection) -> Result<(), Problem>;
}

/// Who learns of a record: callers of a level, and one member whatever the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// The level.
    pub visibility: Visibility,
    /// The member.
    pub member: Option<Id>,
}

impl Audience {
    /// Callers of a level.
    pub const fn of(visibility: Visibility) -> Self {
        Self {
            visibility,
            member: None,
        }
    }

    /// The secretariat and a member.
    pub const fn secretariat_and(member: Id) -> Self {
        Self {
            visibility: Visibility::Secretariat,
            member: Some(member),
        }
    }
}

/// A resource: where it is found, who sees it, and as what.
pub trait Record: Stored {
    /// Its path segment under `/v1`, which is its name in events too.
    const PATH: &'static str;

    /// What callers see of it.
    type View: Serialize + Send + 'static + From<Self>;

    /// Whether the caller may see it. What is hidden answers as what is missing.
    fn is_seen_by(&self, caller: &Caller) -> bool;

    /// Who learns of a change.
    fn audience(&self) -> Audience;

    /// The record that its path goes through, such as the meeting of a document.
    fn parent(&self) -> Option<Id> {
        None
    }

    /// Its path.
    fn path(&self) -> String {
        format!("/v1/{}/{}", Self::PATH, self.id())
    }

    /// What this caller sees of rows that he may see, with their parts.
    ///
    /// # Errors
    /// When the database refuses.
    #[allow(unused_variables)]
    fn shown(conn: &mut Connection, caller: &Caller, rows: Vec<Self>) -> Result<Vec<Self::View>, Problem> {
        Ok(rows.into_iter().map(Self::View::from).collect())
    }
}

/// A resource with a list; [`list!`] implements it.
pub trait Listed: Record {
    /// The filters.
    type Filters: Send + 'static;

    /// What the list stands under, such as the programme of commitments: who may not see that, sees nothing of the list.
    /// `()` for a list of its own.
    type Parent;

    /// One page of what the caller may see, under one parent where that is said.
    ///
    /// # Errors
    /// When the database refuses.
    fn list(
        conn: &mut Connection,
        caller: &Caller,
        parent: Option<Id>,
        filters: &Self::Filters,
        page: &PageRequest,
        count: bool,
    ) -> Result<Slice<Self>, Problem>;
}

/// Reads a record that the caller may see.
///
/// # Errors
/// 404.
pub fn seen<R: Record>(conn: &mut Connection, caller: &Caller, id: Id) -> Result<R, Problem> {
    let row = R::load(conn, id)?;
    if row.is_seen_by(caller) {
        Ok(row)
    } else {
        Err(Problem::not_found())
    }
}

/// Reads a record that stands under another one, both of which the caller may see.
///
/// # Errors
/// 404.
pub fn seen_under<R: Listed>(conn: &mut Connection, caller: &Caller, parent: Id, id: Id) -> Result<R, Problem>
where
    R::Parent: Reference,
{
    require_there::<R::Parent>(conn, caller, parent)?;
    let row = seen::<R>(conn, caller, id)?;
    if row.parent() == Some(parent) {
        Ok(row)
    } else {
        Err(Problem::not_found())
    }
}

/// What the caller sees of one record.
///
/// # Errors
/// When the database refuses.
pub fn shown<R: Record>(conn: &mut Connection, caller: &Caller, row: R) -> Result<R::View, Problem> {
    R::shown(conn, caller, vec![row])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// Passes when there is a record of this id for the caller to see.
///
/// # Errors
/// 404.
pub fn require_there<R: Reference>(conn: &mut Connection, caller: &Caller, id: Id) -> Result<(), Problem> {
    if R::is_there(conn, caller, id)? {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}

/// What an input, or the path of another record, may name by its id.
pub trait Reference {
    /// Whether there is such a record, as far as the caller may know.
    ///
    /// # Errors
    /// When the database refuses.
    fn is_there(conn: &mut Connection, caller: &Caller, id: Id) -> Result<bool, Problem>;
}

impl<R: Record> Reference for R {
    fn is_there(conn: &mut Connection, caller: &Caller, id: Id) -> Result<bool, Problem> {
        is_found(&seen::<R>(conn, caller, id))
    }
}

/// Whether a search has found something: what answers 404 is not there, as far as the caller may know.
///
/// # Errors
/// What else went wrong.
pub fn is_found<T>(searched: &Result<T, Problem>) -> Result<bool, Problem> {
    match searched {
        Ok(_) => Ok(true),
        Err(problem) if problem.kind == Kind::NotFound => Ok(false),
        Err(problem) => Err(problem.clone()),
    }
}
