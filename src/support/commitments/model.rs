//! What a commitment is, and the statements on it.

use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, MultiBackend, Visibility};
use crate::error::Problem;
use crate::http::sorts;
use crate::records::{Audience, Record, define};
use crate::schema::funding_commitments as table;
use crate::support::money::Money;
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;

define! {
    /// A row of `funding_commitments`.
    Commitment of funding_commitments,
    /// What a donor commits to a programme for a year.
    seen as CommitmentView,
    /// A new commitment.
    made of NewCommitment,
    /// A change of a commitment; what is absent stays.
    changed by CommitmentChange
    {
        /// The programme.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        set programme_id: Id,
        /// The year; a programme has one commitment a year.
        #[schema(example = 2018, minimum = 2000, maximum = 2100)]
        fixed year: i32,
        /// What is committed.
        #[validate(custom(function = "crate::support::money::known_currency"))]
        given committed: Money,
    }
}

sorts! {
    /// The order of commitments.
    pub CommitmentSort = "year", from "year"
}

/// The order of the commitments of a programme.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // read through `Paging`; this is its place in the contract
pub struct CommitmentOrder {
    /// The order; `-` for descending.
    #[param(inline)]
    sort: Option<CommitmentSort>,
}

fn of_programme(programme: Id) -> table::BoxedQuery<'static, MultiBackend> {
    table::table
        .filter(table::programme_id.eq(programme))
        .into_boxed()
}

impl Commitment {
    /// One page of the commitments to a programme.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn list_of(
        conn: &mut Connection,
        programme: Id,
        page: &PageRequest,
        count: bool,
    ) -> Result<Slice<Self>, Problem> {
        let query = of_programme(programme).select(Self::as_select());
        let rows = window::<i32, _, _, _>(query, table::year, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Self| Position::of(&row.year, row.id))
            .counted(count, || of_programme(programme).count().get_result(conn))
    }

    /// The commitments of a year.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of_year(conn: &mut Connection, year: i32) -> Result<Vec<Self>, Problem> {
        Ok(table::table
            .filter(table::year.eq(year))
            .select(Self::as_select())
            .load(conn)?)
    }

    /// Whether the programme has a commitment for the year already.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn is_taken(conn: &mut Connection, programme: Id, year: i32) -> Result<bool, Problem> {
        let taken: i64 = of_programme(programme)
            .filter(table::year.eq(year))
            .count()
            .get_result(conn)?;
        Ok(taken > 0)
    }
}

impl Record for Commitment {
    const PATH: &'static str = "commitments";
    type View = CommitmentView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // as its programme is
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.programme_id)
    }

    fn path(&self) -> String {
        format!(
            "/v1/funding-programmes/{}/commitments/{}",
            self.programme_id, self.id
        )
    }
}
