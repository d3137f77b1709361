//! The statements of the list: first what the caller may see, then its filters, its sort and its count.

use super::super::model::{Full, NewsletterSection, Update, UpdateStatus, UpdateVisibility};
use super::with_parts;
use crate::auth::Role;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::{update_focus_areas, updates as table};
use diesel::backend::Backend;
use diesel::dsl::exists;
use diesel::expression::{ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

/// What a list of updates is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One member's only.
    pub member_id: Option<Id>,
    /// One section only.
    pub section: Option<NewsletterSection>,
    /// One focus area only.
    pub focus_area: Option<String>,
    /// One state only.
    pub status: Option<UpdateStatus>,
    /// One audience only.
    pub visibility: Option<UpdateVisibility>,
    /// Published at this moment or later.
    pub published_from: Option<Instant>,
    /// Published before this moment.
    pub published_before: Option<Instant>,
}

/// What anyone may read, written out rather than bound: these words are the condition of the indexes that hold just
/// that, so that a public list never passes over what is hidden.
#[derive(Debug, Clone, Copy, QueryId)]
struct OpenToAll;

impl Expression for OpenToAll {
    type SqlType = Bool;
}

impl ValidGrouping<()> for OpenToAll {
    type IsAggregate = is_aggregate::No;
}

impl AppearsOnTable<table::table> for OpenToAll {}
impl SelectableExpression<table::table> for OpenToAll {}

impl<DB: Backend> QueryFragment<DB> for OpenToAll {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(updates.status = 'published' AND updates.visibility = 'public')");
        Ok(())
    }
}

type Query<'a> = table::BoxedQuery<'a, MultiBackend>;

/// The part of the updates that a list is taken from: what the caller may see, cut to what the filters leave of it, so
/// that nobody's list passes over rows that can never be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Open,
    Published,
    PublishedAndOf(Id),
    Of(Id),
    All,
}

impl Reach {
    /// None when nothing can be in the list.
    fn of(role: Role, filter: &Filter) -> Option<Self> {
        let published = filter
            .status
            .is_none_or(|status| status == UpdateStatus::Published);
        let open = filter
            .visibility
            .is_none_or(|level| level == UpdateVisibility::Public);
        Some(match role {
            Role::Public if published && open => Self::Open,
            Role::Public => return None,
            Role::Member { member, .. } if filter.status.is_none() => Self::PublishedAndOf(member),
            Role::Member { .. } if published => Self::Published,
            Role::Member { member, .. } => Self::Of(member),
            Role::Secretariat => Self::All,
        })
    }

    fn query<'a>(self) -> Query<'a> {
        let all = table::table.into_boxed();
        let published = table::status.eq(UpdateStatus::Published);
        match self {
            Self::Open => all.filter(OpenToAll),
            Self::Published => all.filter(published),
            Self::PublishedAndOf(member) => all.filter(published.or(table::member_id.eq(member))),
            Self::Of(member) => all.filter(table::member_id.eq(member)),
            Self::All => all,
        }
    }
}

/// By publication there is no place for what was never published.
fn filtered<'a>(reach: Reach, filter: &'a Filter, page: &PageRequest) -> Query<'a> {
    let mut query = reach.query();
    if page.sort == "published_at" {
        query = query.filter(table::published_at.is_not_null());
    }
    if let Some(member) = filter.member_id {
        query = query.filter(table::member_id.eq(member));
    }
    if let Some(section) = filter.section {
        query = query.filter(table::section.eq(section));
    }
    if let Some(area) = &filter.focus_area {
        let tagged = update_focus_areas::table
            .filter(update_focus_areas::update_id.eq(table::id))
            .filter(update_focus_areas::focus_area.eq(area));
        query = query.filter(exists(tagged));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(visibility) = filter.visibility {
        query = query.filter(table::visibility.eq(visibility));
    }
    if let Some(from) = filter.published_from {
        query = query.filter(table::published_at.ge(from));
    }
    if let Some(before) = filter.published_before {
        query = query.filter(table::published_at.lt(before));
    }
    query
}

/// A row's place in the sort.
fn position(update: &Update, page: &PageRequest) -> Position {
    match update.published_at {
        Some(published_at) if page.sort == "published_at" => Position::of(&published_at, update.id),
        _ => Position::of(&update.created_at, update.id),
    }
}

fn paged<'a>(reach: Reach, filter: &'a Filter, page: &PageRequest) -> Result<Query<'a>, Problem> {
    let query = filtered(reach, filter, page);
    if page.sort == "published_at" {
        window::<Instant, _, _, _>(query, table::published_at, table::id, page)
    } else {
        window::<Instant, _, _, _>(query, table::created_at, table::id, page)
    }
}

/// One page of the updates that a caller of this role may see.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    role: Role,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let Some(reach) = Reach::of(role, filter) else {
        return Ok(Slice {
            rows: Vec::new(),
            next: None,
            total: count.then_some(0),
        });
    };
    let rows = paged(reach, filter, page)?
        .select(Update::as_select())
        .load(conn)?;
    Slice::cut(rows, page, |update: &Update| position(update, page))
        .counted(count, || filtered(reach, filter, page).count().get_result(conn))?
        .completed(|rows| with_parts(conn, role, rows))
}

/// The updates that were published last, as far as a caller of this role may read them with others.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Connection, role: Role, most: i64) -> Result<Vec<Update>, Problem> {
    let reach = match role {
        Role::Public => Reach::Open,
        Role::Member { .. } | Role::Secretariat => Reach::Published,
    };
    Ok(reach
        .query()
        .filter(table::published_at.is_not_null())
        .order((table::published_at.desc(), table::id.desc()))
        .limit(most)
        .select(Update::as_select())
        .load(conn)?)
}

#[cfg(test)]
mod tests;
