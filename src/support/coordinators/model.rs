//! What a coordinator is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::records::{Audience, Naming, Record, define, list};
use crate::schema::coordinators as table;
use chrono::NaiveDate;
use diesel::prelude::*;

define! {
    /// A row of `coordinators`.
    Coordinator of coordinators,
    /// A coordinator of the secretariat, for a term.
    seen as CoordinatorView,
    /// A new coordinator.
    made of NewCoordinator,
    /// A change of a coordinator, such as the end of the term; what is absent stays, and null empties.
    changed by CoordinatorChange
    {
        /// The coordinator's name; `[erased]` where the person asked for it.
        #[schema(example = "Aminata Diallo", min_length = 1, max_length = 200)]
        given name: String,
        /// The first day of the term.
        #[schema(example = "2018-01-01", format = "date", max_length = 10)]
        given starts_on: NaiveDate,
        /// The last day; null while the term lasts.
        #[schema(example = "2018-12-31", format = "date", max_length = 10)]
        given? ends_on: NaiveDate,
        /// Whether the term covers today.
        #[schema(example = true)]
        told serving: bool = false,
    }
}

list! {
    Coordinator of coordinators, seen by |_caller| table::table.into_boxed();
    /// Filters of the list of coordinators.
    filters CoordinatorFilters {
        /// Only those whose term covers this day.
        #[param(example = "2018-03-01", format = "date", max_length = 10)]
        on: NaiveDate => |query, day| query
            .filter(table::starts_on.le(day))
            .filter(table::ends_on.is_null().or(table::ends_on.ge(day))),
    }
    /// The order of the list of coordinators.
    sorts CoordinatorSort = "-starts_on" {
        "starts_on" by starts_on: NaiveDate,
        "created_at" by created_at: Instant,
    }
}

impl Coordinator {
    /// The id and the name of every coordinator there was.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn names(conn: &mut Connection) -> Result<Vec<Naming>, Problem> {
        let rows: Vec<(Id, String)> = table::table
            .order(table::id)
            .select((table::id, table::name))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| (id, Some(name), None))
            .collect())
    }

    /// Whether the term covers a day.
    pub fn serves_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day <= end)
    }
}

impl Record for Coordinator {
    const PATH: &'static str = "coordinators";
    type View = CoordinatorView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }

    fn shown(
        _conn: &mut Connection,
        caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<CoordinatorView>, Problem> {
        let of = |row: Self| CoordinatorView {
            serving: row.serves_on(caller.today()),
            ..row.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
