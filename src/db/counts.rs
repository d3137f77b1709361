//! Counts that the instances of one `PostgreSQL` share: worth nothing after a minute, so the table is unlogged.

use super::{Connection, Db};
use crate::error::Problem;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer};

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = Integer)]
    used: i32,
}

impl Db {
    /// Adds to the counts of a window; gives the totals, in the same order. Rows have to come sorted.
    ///
    /// On `SQLite` there is nobody to share with: the counts come back as they are.
    ///
    /// # Errors
    /// 503 when the database cannot answer.
    pub async fn add_counts(&self, window: i64, rows: Vec<(Vec<u8>, u32)>) -> Result<Vec<u32>, Problem> {
        if self.engine() == "sqlite" {
            return Ok(rows.into_iter().map(|(_, count)| count).collect());
        }
        self.read(move |conn| add(conn, window, &rows)).await
    }
}

fn add(conn: &mut Connection, window: i64, rows: &[(Vec<u8>, u32)]) -> Result<Vec<u32>, Problem> {
    let Connection::Postgres(conn) = conn else {
        return Err(Problem::internal("not PostgreSQL"));
    };
    let (ids, counts): (Vec<&[u8]>, Vec<i32>) = rows
        .iter()
        .map(|(id, count)| (id.as_slice(), i32::try_from(*count).unwrap_or(i32::MAX)))
        .unzip();
    diesel::sql_query("DELETE FROM request_counts WHERE minute < $1")
        .bind::<BigInt, _>(window - 1)
        .execute(conn)?;
    let totals: Vec<Total> = diesel::sql_query(
        "WITH told AS (
             INSERT INTO request_counts AS known (id, minute, used)
             SELECT id, $2, used FROM unnest($1, $3) AS news (id, used) ORDER BY id
             ON CONFLICT (id, minute) DO UPDATE SET used = known.used + excluded.used
             RETURNING id, used)
         SELECT used FROM told ORDER BY id",
    )
    .bind::<Array<Binary>, _>(ids)
    .bind::<BigInt, _>(window)
    .bind::<Array<Integer>, _>(counts)
    .load(conn)?;
    Ok(totals
        .into_iter()
        .map(|total| u32::try_from(total.used).unwrap_or(u32::MAX))
        .collect())
}
