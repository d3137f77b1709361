//! Keyset paging: a page costs the same at any depth, and never skips or repeats a row under concurrent writes.

use super::types::{Id, Instant};
use crate::error::{Kind, Problem};
use crate::schema::sql;
use chrono::NaiveDate;
use diesel::backend::Backend;
use diesel::dsl::{Asc, Desc};
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{FilterDsl, LimitDsl, OrderDsl};
use diesel::sql_types::{Bool, SingleValue, SqlType};
use diesel::{ExpressionMethods, QueryResult};

/// What part of a list is asked for.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// Rows wanted, 1 to 100.
    pub limit: usize,
    /// Name of the sort, one of the operation's closed list, without the leading `-`.
    pub sort: String,
    /// Largest first: the sort was given with a leading `-`.
    pub descending: bool,
    /// The last row of the page before, from a cursor.
    pub after: Option<Position>,
}

/// A place in a sorted list: the sort value and the id of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The sort value as text.
    pub value: String,
    /// The row's id, which makes the place unique.
    pub id: Id,
}

/// A value that lists are sorted by, and its text in a cursor.
pub trait SortKey: Sized {
    /// Text for the cursor.
    fn to_key(&self) -> String;
    /// Back from the cursor; `None` when the text is of another type.
    fn from_key(text: &str) -> Option<Self>;
}

impl SortKey for String {
    fn to_key(&self) -> String {
        self.clone()
    }
    fn from_key(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl SortKey for Instant {
    fn to_key(&self) -> String {
        self.0.timestamp_micros().to_string()
    }
    fn from_key(text: &str) -> Option<Self> {
        chrono::DateTime::from_timestamp_micros(text.parse().ok()?).map(Self)
    }
}

impl SortKey for NaiveDate {
    fn to_key(&self) -> String {
        self.to_string()
    }
    fn from_key(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl SortKey for i32 {
    fn to_key(&self) -> String {
        self.to_string()
    }
    fn from_key(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Where a sort leaves out what is missing.
impl<K: SortKey> SortKey for Option<K> {
    fn to_key(&self) -> String {
        self.as_ref().map(SortKey::to_key).unwrap_or_default()
    }
    fn from_key(text: &str) -> Option<Self> {
        K::from_key(text).map(Some)
    }
}

/// `(a, b) < (x, y)` or `>`: a row value, so that both engines walk the index range (an `OR` of two comparisons costs
/// twenty times as much).
#[derive(Debug, Clone, Copy)]
pub struct Beyond<A, B, X, Y> {
    columns: (A, B),
    values: (X, Y),
    operator: &'static str,
}

impl<A, B, X, Y> QueryId for Beyond<A, B, X, Y> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<A, B, X, Y> Expression for Beyond<A, B, X, Y> {
    type SqlType = Bool;
}

impl<A, B, X, Y> ValidGrouping<()> for Beyond<A, B, X, Y> {
    type IsAggregate = is_aggregate::No;
}

impl<A: AppearsOnTable<QS>, B: AppearsOnTable<QS>, X, Y, QS> AppearsOnTable<QS> for Beyond<A, B, X, Y> {}
impl<A: SelectableExpression<QS>, B: SelectableExpression<QS>, X, Y, QS> SelectableExpression<QS>
    for Beyond<A, B, X, Y>
{
}

impl<DB, A, B, X, Y> QueryFragment<DB> for Beyond<A, B, X, Y>
where
    DB: Backend,
    A: QueryFragment<DB>,
    B: QueryFragment<DB>,
    X: QueryFragment<DB>,
    Y: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("(");
        self.columns.0.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        self.columns.1.walk_ast(out.reborrow())?;
        out.push_sql(self.operator);
        self.values.0.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        self.values.1.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// The comparison that [`window`] filters by.
pub type After<A, I, K> = Beyond<
    A,
    I,
    <K as AsExpression<<A as Expression>::SqlType>>::Expression,
    <Id as AsExpression<sql::Id>>::Expression,
>;

/// Sorts a boxed query by `(key, id)`, cuts it to the page asked for, and one row more, which tells whether there is a next page.
///
/// # Errors
/// 400 when the cursor's value is not of the key's type (a cursor of another sort).
pub fn window<K, Q, A, I>(query: Q, key: A, id: I, page: &PageRequest) -> Result<Q, Problem>
where
    K: SortKey + AsExpression<A::SqlType>,
    A: Expression + ExpressionMethods + Copy,
    A::SqlType: SqlType + SingleValue,
    I: Expression<SqlType = sql::Id> + ExpressionMethods + Copy,
    Q: FilterDsl<After<A, I, K>, Output = Q>
        + OrderDsl<(Asc<A>, Asc<I>), Output = Q>
        + OrderDsl<(Desc<A>, Desc<I>), Output = Q>
        + LimitDsl<Output = Q>,
{
    let rows = i64::try_from(page.limit).unwrap_or(100) + 1;
    let mut query = query.limit(rows);
    if let Some(position) = &page.after {
        let value = K::from_key(&position.value).ok_or_else(|| {
            Problem::new(
                Kind::MalformedRequest,
                "The cursor belongs to another list or sort.",
            )
        })?;
        query = query.filter(Beyond {
            columns: (key, id),
            values: (
                value.as_expression(),
                AsExpression::<sql::Id>::as_expression(position.id),
            ),
            operator: if page.descending { ") < (" } else { ") > (" },
        });
    }
    Ok(if page.descending {
        OrderDsl::order(query, (key.desc(), id.desc()))
    } else {
        OrderDsl::order(query, (key.asc(), id.asc()))
    })
}

/// The rows of one page, and where the next begins.
#[derive(Debug, Clone)]
pub struct Slice<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The last row's place, when more follow.
    pub next: Option<Position>,
    /// How many there are in all, where that was asked.
    pub total: Option<i64>,
}

impl<T> Slice<T> {
    /// Cuts the extra row off; `position` names a row's place in the sort.
    pub fn cut(mut rows: Vec<T>, page: &PageRequest, position: impl Fn(&T) -> Position) -> Self {
        let more = rows.len() > page.limit;
        rows.truncate(page.limit);
        let next = if more { rows.last().map(position) } else { None };
        Self {
            rows,
            next,
            total: None,
        }
    }

    /// The slice with the total, where that was asked.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn counted(mut self, asked: bool, count: impl FnOnce() -> QueryResult<i64>) -> Result<Self, Problem> {
        if asked {
            self.total = Some(count()?);
        }
        Ok(self)
    }

    /// The slice of completed rows: their parts are loaded for all of them at once.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn completed<U>(
        self,
        load: impl FnOnce(Vec<T>) -> Result<Vec<U>, Problem>,
    ) -> Result<Slice<U>, Problem> {
        Ok(Slice {
            rows: load(self.rows)?,
            next: self.next,
            total: self.total,
        })
    }

    /// The same slice of what each row is turned into.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Slice<U> {
        Slice {
            rows: self.rows.into_iter().map(turn).collect(),
            next: self.next,
            total: self.total,
        }
    }
}

impl Position {
    /// The place of a row.
    pub fn of(key: &impl SortKey, id: Id) -> Self {
        Self {
            value: key.to_key(),
            id,
        }
    }
}
