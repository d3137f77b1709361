//! The operations on imports.

use super::json::{ImportParams, ImportTable, ImportView};
use super::kinds::{FocalPoints, Members};
use super::run::import;
use crate::http::{Act, Query, Reply, Table};
use actix_web::post;

/// Import members
///
/// Each line of the table is recorded as a member that is known from outside the service: all lines, or none. Tried only,
/// unless `dry_run=false`; then every line is told, with what is wrong with it. To be written, a table with a faulty line
/// answers 422, and `errors` point at `/lines/{line}/{column}`. Up to 1000 lines.
#[utoipa::path(tag = "Members", params(ImportParams), request_body(content = ImportTable, content_type = "text/csv", description = "The table (RFC 4180, UTF-8). Its first line names its columns, in any order: `kind`, `name`, `starts_on` and `source`, and as wanted `iso_alpha3`, `acronym`, `regional_group` and `ends_on`. A cell is the field of that name in `POST /v1/members`; an empty one says nothing.", example = json!("kind,name,iso_alpha3,starts_on,source\r\nmember_state,Mexico,MEX,2019-04-01,\"Report of the Network's annual meeting, Windhoek 2019\"\r\n")), responses((status = 200, body = ImportView, description = "What became of each line.")))]
#[post("/v1/imports/members")]
pub async fn import_members(act: Act, Query(params): Query<ImportParams>, Table(text): Table) -> Reply {
    import::<Members>(act, &text, params.dry_run.unwrap_or(true)).await
}

/// Import focal points
///
/// Each line of the table is assigned as a focal point of the member of its code: all lines, or none. Tried only, unless
/// `dry_run=false`; then every line is told, with what is wrong with it. To be written, a table with a faulty line answers
/// 422, and `errors` point at `/lines/{line}/{column}`. Up to 1000 lines.
#[utoipa::path(tag = "Focal points", params(ImportParams), request_body(content = ImportTable, content_type = "text/csv", description = "The table (RFC 4180, UTF-8). Its first line names its columns, in any order: `code` (the member's ISO 3166-1 alpha-3 code or acronym), `designation`, `kind` and `name`, and as wanted `position`, `ministry`, `email`, `phone`, `address`, `starts_on` and, for who sees which field, `name_visibility`, `position_visibility`, `email_visibility`, `phone_visibility` and `address_visibility`. A cell is the field of that name in `POST /v1/focal-points`; an empty one says nothing.", example = json!("code,designation,kind,name,ministry,email\r\nNAM,primary,office,Gender desk,Ministry of International Relations and Cooperation,gender@mirco.gov.na\r\n")), responses((status = 200, body = ImportView, description = "What became of each line.")))]
#[post("/v1/imports/focal-points")]
pub async fn import_focal_points(act: Act, Query(params): Query<ImportParams>, Table(text): Table) -> Reply {
    import::<FocalPoints>(act, &text, params.dry_run.unwrap_or(true)).await
}
