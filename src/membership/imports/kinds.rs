//! What may be imported: the columns of each kind of record, and the operation that writes one of it.

use crate::db::Id;
use crate::error::Problem;
use crate::http::Tx;
use crate::membership::focal_points::{self, NewFocalPoint};
use crate::membership::members::{self, NewMember};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use validator::Validate;

/// A column, and the field of the body that its cells are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the first line.
    pub name: &'static str,
    /// The place of the field (RFC 6901).
    pub pointer: &'static str,
}

impl Column {
    /// A column of this name at this place.
    pub const fn new(name: &'static str, pointer: &'static str) -> Self {
        Self { name, pointer }
    }
}

/// A kind of record whose lines can be imported.
pub trait Imported: Send + 'static {
    /// The route of the operation that writes one: a line is a body of it.
    const ROUTE: &'static str;
    /// The columns.
    const COLUMNS: &'static [Column];
    /// The body of that operation.
    type New: DeserializeOwned + Validate;

    /// The body of a line whose cells are all empty.
    fn empty() -> Value {
        json!({})
    }

    /// The body that is meant by one made of cells, where people write otherwise than programs.
    ///
    /// # Errors
    /// When the database refuses.
    #[allow(unused_variables)]
    fn meant(tx: &mut Tx<'_>, body: Value) -> Result<Value, Problem> {
        Ok(body)
    }

    /// Writes one, as the operation does.
    ///
    /// # Errors
    /// What the operation refuses.
    fn write(tx: &mut Tx<'_>, new: &Self::New) -> Result<Id, Problem>;
}

/// Members that are known from outside the service.
pub struct Members;

impl Imported for Members {
    const ROUTE: &'static str = "/v1/members";
    const COLUMNS: &'static [Column] = &[
        Column::new("kind", "/kind"),
        Column::new("name", "/name"),
        Column::new("iso_alpha3", "/iso_alpha3"),
        Column::new("acronym", "/acronym"),
        Column::new("regional_group", "/regional_group"),
        Column::new("starts_on", "/starts_on"),
        Column::new("ends_on", "/ends_on"),
        Column::new("source", "/source"),
    ];
    type New = NewMember;

    fn write(tx: &mut Tx<'_>, new: &NewMember) -> Result<Id, Problem> {
        members::record(tx, new)
    }
}

/// Focal points, whose members are named by their codes, as in the directory that is exported.
pub struct FocalPoints;

impl Imported for FocalPoints {
    const ROUTE: &'static str = "/v1/focal-points";
    const COLUMNS: &'static [Column] = &[
        Column::new("code", "/member_id"),
        Column::new("designation", "/focal_point/designation"),
        Column::new("kind", "/focal_point/kind"),
        Column::new("name", "/focal_point/name"),
        Column::new("position", "/focal_point/position"),
        Column::new("ministry", "/focal_point/ministry"),
        Column::new("email", "/focal_point/email"),
        Column::new("phone", "/focal_point/phone"),
        Column::new("address", "/focal_point/address"),
        Column::new("starts_on", "/starts_on"),
        Column::new("name_visibility", "/focal_point/visibility/name"),
        Column::new("position_visibility", "/focal_point/visibility/position"),
        Column::new("email_visibility", "/focal_point/visibility/email"),
        Column::new("phone_visibility", "/focal_point/visibility/phone"),
        Column::new("address_visibility", "/focal_point/visibility/address"),
    ];
    type New = NewFocalPoint;

    fn empty() -> Value {
        json!({"focal_point": {}})
    }

    fn meant(tx: &mut Tx<'_>, mut body: Value) -> Result<Value, Problem> {
        if let Some(Value::String(code)) = body.get_mut("member_id") {
            // A code of no member names nobody, which the operation refuses by itself.
            let named = member_of(tx, code)?.unwrap_or(Id(Uuid::nil()));
            *code = named.to_string();
        }
        Ok(body)
    }

    fn write(tx: &mut Tx<'_>, new: &NewFocalPoint) -> Result<Id, Problem> {
        focal_points::assign_new(tx, new)
    }
}

/// The member of an ISO 3166-1 alpha-3 code, or of an acronym.
fn member_of(tx: &mut Tx<'_>, code: &str) -> Result<Option<Id>, Problem> {
    let state = members::queries::by_code(tx, Some(&code.to_uppercase()), None)?;
    let found = match state {
        Some(state) => Some(state),
        None => members::queries::by_code(tx, None, Some(code))?,
    };
    Ok(found.map(|full| full.member.id))
}
