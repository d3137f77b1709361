//! The members that a term or a nomination names.

use crate::db::{Connection, Id};
use crate::error::{FieldError, Kind, Problem};
use crate::membership::members::model::Full;
use crate::membership::members::queries;
use std::collections::HashMap;

/// Members by their id.
pub type People = HashMap<Id, Full>;

/// The members of these ids, as far as they are known.
///
/// # Errors
/// When the database refuses.
pub fn load(conn: &mut Connection, ids: &[Id]) -> Result<People, Problem> {
    if ids.is_empty() {
        return Ok(People::new());
    }
    let members = queries::of_ids(conn, ids)?;
    Ok(members.into_iter().map(|full| (full.member.id, full)).collect())
}

/// Checks each of a body's list of members.
///
/// # Errors
/// 422 with every place at which `fault` finds something.
pub fn each(
    field: &str,
    ids: &[Id],
    fault: impl Fn(Id) -> Option<(&'static str, &'static str)>,
) -> Result<(), Problem> {
    let errors: Vec<FieldError> = ids
        .iter()
        .enumerate()
        .filter_map(|(index, id)| {
            let (code, detail) = fault(*id)?;
            Some(FieldError {
                pointer: format!("/{field}/{index}"),
                code,
                detail: detail.into(),
            })
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::of_fields(Kind::InvalidContent, errors))
    }
}

/// Every one of them has to be on record.
///
/// # Errors
/// 422 with the place of each that is not.
pub fn known(field: &str, ids: &[Id], people: &People) -> Result<(), Problem> {
    each(field, ids, |id| {
        (!people.contains_key(&id)).then_some(("unknown", "There is no such member."))
    })
}
