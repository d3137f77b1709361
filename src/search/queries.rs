//! What answers a question.

use super::index::Indexed;
use super::json::{SearchQuestion, SearchResult};
use super::source::SearchedResource;
use super::words::sought;
use crate::auth::Caller;
use crate::db::fulltext::{self, Found, Question};
use crate::db::page::{PageRequest, Position, Slice};
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::schema::search_entries as table;
use diesel::prelude::*;
use std::collections::HashMap;

/// One page of what the caller may see and what has all the words, the most relevant first. A question without a word finds
/// nothing.
///
/// # Errors
/// When the database refuses.
pub fn find(
    conn: &mut Connection,
    caller: &Caller,
    asked: &SearchQuestion,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<SearchResult>, Problem> {
    let sought = sought(&asked.q);
    let words = sought.iter().map(|one| (one.text.clone(), one.is_beginning));
    let question = Question {
        words: words.collect(),
        network: caller.level() >= Visibility::Network,
        resource: asked.resource.map(SearchedResource::as_str),
    };
    if question.words.is_empty() {
        return Ok(Slice {
            rows: Vec::new(),
            next: None,
            total: count.then_some(0),
        });
    }
    let found = fulltext::find(conn, &question, page)?;
    Slice::cut(found, page, |one: &Found| Position::of(&one.relevance, one.id))
        .counted(count, || fulltext::count(conn, &question))?
        .completed(|found| {
            let mut rows = indexed(conn, &found)?;
            let rows = found.iter().filter_map(|one| rows.remove(&one.id));
            Ok(rows.map(|row| SearchResult::of(&row, &sought)).collect())
        })
}

fn indexed(conn: &mut Connection, found: &[Found]) -> Result<HashMap<Id, Indexed>, Problem> {
    let ids: Vec<Id> = found.iter().map(|one| one.id).collect();
    let rows: Vec<Indexed> = table::table
        .filter(table::id.eq_any(ids))
        .select(Indexed::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
