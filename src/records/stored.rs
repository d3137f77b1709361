//! [`stored!`]: how a row of any table is read and written.

/// Implements [`Stored`](crate::records::Stored) for a row that has an id and a version, and the moment of its last change
/// where that is said.
macro_rules! stored {
    ($row:ident of $table:ident $(, touched at $touched:ident)?) => {
        impl $crate::records::Stored for $row {
            fn id(&self) -> $crate::db::Id {
                self.id
            }
            fn version(&self) -> i32 {
                self.version
            }
            #[allow(unused_variables)] // what never changes has no such moment
            fn touch(&mut self, now: ::chrono::DateTime<::chrono::Utc>) {
                self.version += 1;
                $(self.$touched = now.into();)?
            }
            fn load(conn: &mut $crate::db::Connection, id: $crate::db::Id) -> Result<Self, $crate::error::Problem> {
                use ::diesel::prelude::*;
                Ok($crate::schema::$table::table.find(id).select(Self::as_select()).get_result(conn)?)
            }
            fn insert(&self, conn: &mut $crate::db::Connection) -> Result<(), $crate::error::Problem> {
                use ::diesel::prelude::*;
                ::diesel::insert_into($crate::schema::$table::table).values(self).execute(conn)?;
                Ok(())
            }
            fn save(&self, conn: &mut $crate::db::Connection) -> Result<(), $crate::error::Problem> {
                use ::diesel::prelude::*;
                let changed = ::diesel::update($crate::schema::$table::table.find(self.id))
                    .filter($crate::schema::$table::version.eq(self.version - 1))
                    .set(self)
                    .execute(conn)?;
                $crate::db::guarded(changed)
            }
            fn delete(&self, conn: &mut $crate::db::Connection) -> Result<(), $crate::error::Problem> {
                use ::diesel::prelude::*;
                let gone = ::diesel::delete($crate::schema::$table::table.find(self.id))
                    .filter($crate::schema::$table::version.eq(self.version))
                    .execute(conn)?;
                $crate::db::guarded(gone)
            }
        }
    };
}
pub(crate) use stored;
