//! The focus areas that a record is about, in one column: a bit an area, in the order of the guidelines (clause
//! `focus.areas`).

use super::FocusAreaKey;
use super::focus_areas::{self, FocusArea};
use crate::db::stored::portable;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::pg::{Pg, PgValue};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Bool, Integer};
use diesel::sqlite::{Sqlite, SqliteValue};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of focus areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, AsExpression, FromSqlRow)]
#[diesel(sql_type = Integer)]
pub struct FocusAreas(i32);

fn bit(area: &FocusArea) -> i32 {
    1 << (area.position - 1)
}

impl FocusAreas {
    /// The areas, in the order of the guidelines.
    pub fn each(self) -> impl Iterator<Item = &'static FocusArea> {
        focus_areas::ALL
            .iter()
            .filter(move |area| self.0 & bit(area) != 0)
    }

    /// Whether the area is among them.
    pub fn contains(self, key: &str) -> bool {
        self.each().any(|area| area.key == key)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether an area is among both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Serialize for FocusAreas {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.each().map(|area| area.key))
    }
}

impl<'de> Deserialize<'de> for FocusAreas {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = Vec::<FocusAreaKey>::deserialize(deserializer)?;
        let areas = keys.iter().filter_map(|key| focus_areas::find(&key.0));
        Ok(Self(areas.fold(0, |set, area| set | bit(area))))
    }
}

impl ToSql<Integer, Pg> for FocusAreas {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Integer, Pg>::to_sql(&self.0, &mut out.reborrow())
    }
}

impl ToSql<Integer, Sqlite> for FocusAreas {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0);
        Ok(IsNull::No)
    }
}

impl FromSql<Integer, Pg> for FocusAreas {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        <i32 as FromSql<Integer, Pg>>::from_sql(value).map(Self)
    }
}

impl FromSql<Integer, Sqlite> for FocusAreas {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        <i32 as FromSql<Integer, Sqlite>>::from_sql(value).map(Self)
    }
}

portable!(FocusAreas as Integer);

/// The condition that a column of focus areas has one of them.
pub fn tagged<C>(column: C, key: &FocusAreaKey) -> Tagged<C> {
    Tagged {
        column,
        bit: focus_areas::find(&key.0).map_or(0, bit),
    }
}

/// The condition that a column of focus areas has one that is among these too.
pub fn meeting<C>(column: C, areas: FocusAreas) -> Tagged<C> {
    Tagged { column, bit: areas.0 }
}

/// What [`tagged`] and [`meeting`] make.
#[derive(Debug, Clone, Copy)]
pub struct Tagged<C> {
    column: C,
    bit: i32, // or several
}

impl<C> QueryId for Tagged<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> Expression for Tagged<C> {
    type SqlType = Bool;
}

impl<C> ValidGrouping<()> for Tagged<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for Tagged<C> {}
impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for Tagged<C> {}

impl<DB: Backend, C: QueryFragment<DB>> QueryFragment<DB> for Tagged<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> diesel::QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("(");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(&format!(" & {}) <> 0", self.bit));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    #[test]
    fn a_set_is_written_in_the_order_of_the_guidelines_and_once_each() {
        let set: FocusAreas = from_value(json!(["participation", "action_plans", "participation"])).unwrap();
        assert_eq!(to_value(set).unwrap(), json!(["action_plans", "participation"]));
        assert!(set.contains("participation") && !set.contains("gender_analysis"));
        assert!(FocusAreas::default().is_empty() && !set.meets(FocusAreas::default()) && set.meets(set));
    }
}
