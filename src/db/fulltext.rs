//! Words that are searched, in the form of each engine: FTS5 on `SQLite`, a `tsvector` on `PostgreSQL`. Which words a text
//! has is not theirs to say; both get the same (`src/search`).

use super::page::{PageRequest, Position, SortKey};
use super::{Connection, Id, Visibility};
use crate::error::{Kind, Problem};
use crate::schema::sql;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use std::fmt::Write;

/// The heaviest record: beyond a megabyte a `tsvector` is refused.
const HEAVIEST: usize = 1_000_000;

/// What a word weighs beside its bytes, at the most.
const WORD: usize = 16;

/// The last place of a word that `PostgreSQL` tells from others.
const LAST_PLACE: usize = 16_383;

/// How relevant something is, from 0. Of what half of all records have, FTS5 says next to nothing, but still which has it more.
pub type Relevance = i64;

impl SortKey for Relevance {
    fn to_key(&self) -> String {
        self.to_string()
    }
    fn from_key(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// The words of a record; those of its title count for more.
#[derive(Debug, Default)]
pub struct Words {
    /// Those of its title.
    pub title: Vec<String>,
    /// All others.
    pub body: Vec<String>,
}

/// What is sought.
#[derive(Debug, Clone)]
pub struct Question {
    /// All these words, of letters and digits only; with `true`, or one that begins like it.
    pub words: Vec<(String, bool)>,
    /// Whether what is for the Network counts.
    pub network: bool,
    /// In records of this resource only.
    pub resource: Option<&'static str>,
}

/// A record that was found.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Found {
    /// The record.
    #[diesel(sql_type = sql::Id)]
    pub id: Id,
    /// How well it answers.
    #[diesel(sql_type = BigInt)]
    pub relevance: Relevance,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl Words {
    /// As much of the words as an engine takes.
    fn bounded(&self) -> (&[String], &[String]) {
        let mut left = HEAVIEST;
        let mut fit = |words: &[String]| {
            let fits = |word: &&String| {
                let rest = left.checked_sub(word.len() + WORD);
                left = rest.unwrap_or(0);
                rest.is_some()
            };
            words.iter().take_while(fits).count()
        };
        let (title, body) = (fit(&self.title), fit(&self.body));
        (
            self.title.get(..title).unwrap_or_default(),
            self.body.get(..body).unwrap_or_default(),
        )
    }
}

/// Indexes the words of a record under its number.
///
/// # Errors
/// When the database refuses.
pub fn insert(
    conn: &mut Connection,
    serial: i64,
    visibility: Visibility,
    words: &Words,
) -> Result<(), Problem> {
    let (title, body) = words.bounded();
    match conn {
        Connection::Sqlite(conn) => {
            for index in indexes(visibility) {
                diesel::sql_query(format!(
                    "INSERT INTO {index} (rowid, title, body) VALUES (?, ?, ?)"
                ))
                .bind::<BigInt, _>(serial)
                .bind::<Text, _>(title.join(" "))
                .bind::<Text, _>(body.join(" "))
                .execute(conn)?;
            }
        }
        Connection::Postgres(conn) => {
            diesel::sql_query("INSERT INTO search_words (serial, words) VALUES ($1, $2::tsvector)")
                .bind::<BigInt, _>(serial)
                .bind::<Text, _>(tsvector(title, body))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// Takes the words of a record out of the index.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Connection, serial: i64, visibility: Visibility) -> Result<(), Problem> {
    match conn {
        Connection::Sqlite(conn) => {
            for index in indexes(visibility) {
                diesel::sql_query(format!("DELETE FROM {index} WHERE rowid = ?"))
                    .bind::<BigInt, _>(serial)
                    .execute(conn)?;
            }
        }
        Connection::Postgres(conn) => {
            diesel::sql_query("DELETE FROM search_words WHERE serial = $1")
                .bind::<BigInt, _>(serial)
                .execute(conn)?;
        }
    }
    Ok(())
}

/// Empties the index.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut Connection) -> Result<(), Problem> {
    conn.batch_execute(match conn {
        Connection::Sqlite(_) => "DELETE FROM search_words_public; DELETE FROM search_words_network",
        Connection::Postgres(_) => "DELETE FROM search_words",
    })?;
    Ok(())
}

/// The records with all the words, the most relevant first, from where the page begins, and one more than it holds.
///
/// # Errors
/// 400 for a cursor of another list.
pub fn find(conn: &mut Connection, question: &Question, page: &PageRequest) -> Result<Vec<Found>, Problem> {
    let (relevance, id) = beginning(page.after.as_ref())?;
    let rows = i64::try_from(page.limit).unwrap_or(100) + 1;
    let ending = |first: &str, second: &str, third: &str| {
        format!("WHERE (relevance, id) < ({first}, {second}) ORDER BY relevance DESC, id DESC LIMIT {third}")
    };
    let found = match conn {
        Connection::Sqlite(conn) => {
            let index = question.index();
            diesel::sql_query(format!(
                "WITH found AS MATERIALIZED (
                     SELECT id, CAST(-bm25({index}, 4.0, 1.0) * 1e12 AS INTEGER) AS relevance {} )
                 SELECT id, relevance FROM found {}",
                question.on_sqlite(),
                ending("?", "?", "?")
            ))
            .bind::<Text, _>(question.match_expression())
            .bind::<Nullable<Text>, _>(question.resource)
            .bind::<BigInt, _>(relevance)
            .bind::<sql::Id, _>(id)
            .bind::<BigInt, _>(rows)
            .load(conn)?
        }
        Connection::Postgres(conn) => diesel::sql_query(format!(
            "WITH found AS (
                 SELECT id, (ts_rank('{{0.25, 0.25, 0.25, 1}}', words, $1::tsquery, 1) * 1000000)::bigint AS relevance {ON_POSTGRES} )
             SELECT id, relevance FROM found {}",
            ending("$4", "$5", "$6")
        ))
        .bind::<Text, _>(question.tsquery())
        .bind::<Nullable<Text>, _>(question.resource)
        .bind::<Bool, _>(question.network)
        .bind::<BigInt, _>(relevance)
        .bind::<sql::Id, _>(id)
        .bind::<BigInt, _>(rows)
        .load(conn)?,
    };
    Ok(found)
}

/// How many records have all the words.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Connection, question: &Question) -> QueryResult<i64> {
    let counted: Count = match conn {
        Connection::Sqlite(conn) => {
            diesel::sql_query(format!("SELECT count(*) AS count {}", question.on_sqlite()))
                .bind::<Text, _>(question.match_expression())
                .bind::<Nullable<Text>, _>(question.resource)
                .get_result(conn)?
        }
        Connection::Postgres(conn) => diesel::sql_query(format!("SELECT count(*) AS count {ON_POSTGRES}"))
            .bind::<Text, _>(question.tsquery())
            .bind::<Nullable<Text>, _>(question.resource)
            .bind::<Bool, _>(question.network)
            .get_result(conn)?,
    };
    Ok(counted.count)
}

/// The words `$1`, of the resource `$2` when it is not null, and for the Network when `$3` says so.
const ON_POSTGRES: &str = "FROM search_words JOIN search_entries USING (serial)
     WHERE words @@ $1::tsquery AND ($2 IS NULL OR resource = $2) AND ($3 OR visibility = 'public')";

impl Question {
    const fn index(&self) -> &'static str {
        if self.network {
            "search_words_network"
        } else {
            "search_words_public"
        }
    }

    fn on_sqlite(&self) -> String {
        let index = self.index();
        format!(
            "FROM {index} JOIN search_entries ON search_entries.serial = {index}.rowid
             WHERE {index} MATCH ?1 AND (?2 IS NULL OR resource = ?2)"
        )
    }

    /// As FTS5 reads it. Words are of letters and digits, so that nothing in them is an operator.
    fn match_expression(&self) -> String {
        let each = self.words.iter();
        let each = each.map(|(word, begins)| format!("\"{word}\"{}", if *begins { "*" } else { "" }));
        each.collect::<Vec<_>>().join(" AND ")
    }

    /// As `PostgreSQL` reads it.
    fn tsquery(&self) -> String {
        let each = self.words.iter();
        let each = each.map(|(word, begins)| format!("'{word}'{}", if *begins { ":*" } else { "" }));
        each.collect::<Vec<_>>().join(" & ")
    }
}

/// Where a page begins: at the very top, or behind the last record of the page before.
fn beginning(after: Option<&Position>) -> Result<(Relevance, Id), Problem> {
    let Some(position) = after else {
        return Ok((Relevance::MAX, Id(uuid::Uuid::nil())));
    };
    let relevance = Relevance::from_key(&position.value).ok_or_else(|| {
        Problem::new(
            Kind::MalformedRequest,
            "The cursor belongs to another list or sort.",
        )
    })?;
    Ok((relevance, position.id))
}

/// The indexes in which `SQLite` keeps what is visible to a level.
const fn indexes(visibility: Visibility) -> &'static [&'static str] {
    match visibility {
        Visibility::Public => &["search_words_public", "search_words_network"],
        Visibility::Network => &["search_words_network"],
        Visibility::Secretariat => &[],
    }
}

/// The words with their places, those of the title with weight A.
fn tsvector(title: &[String], body: &[String]) -> String {
    let words = title.iter().map(|word| (word, "A"));
    let words = words.chain(body.iter().map(|word| (word, "")));
    let mut text = String::new();
    for (place, (word, weight)) in words.enumerate() {
        // Writing to a String does not fail.
        let _ = write!(text, "'{word}':{}{weight} ", (place + 1).min(LAST_PLACE));
    }
    text
}
