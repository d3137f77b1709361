//! The operations on the directory: a document each, with a path of its own.

use super::forms::{FocalPointCards, FocalPointTable};
use super::{Listed, listed, vcard};
use crate::http::{CSV, Reply, View, table};
use actix_web::get;

const HEADER: [&str; 12] = [
    "member",
    "code",
    "designation",
    "kind",
    "name",
    "position",
    "ministry",
    "email",
    "phone",
    "address",
    "starts_on",
    "confirmed_at",
];

/// Export focal points as CSV
///
/// Who serves today, a line each (RFC 4180): with an access token of a member what the Network sees, without one what the
/// public does. What is hidden is empty. Cells that a spreadsheet would calculate begin with an apostrophe.
#[utoipa::path(tag = "Focal points", responses((status = 200, body = FocalPointTable, content_type = "text/csv", description = "The table.", example = json!("member,code,designation,kind,name,position,ministry,email,phone,address,starts_on,confirmed_at\r\nNamibia,NAM,primary,office,Gender desk,,Ministry of International Relations and Cooperation,gender@mirco.gov.na,'+264 61 282 9111,,2018-01-01,2018-01-15T09:00:00Z\r\n"))))]
#[get("/v1/focal-points/export/csv")]
pub async fn export_focal_points_csv(view: View) -> Reply {
    view.file(CSV, Some("focal-points.csv".to_owned()), |conn, caller| {
        let all = listed(conn, caller)?;
        table(&HEADER, all.iter().map(cells))
    })
    .await
}

/// Export focal points as vCards
///
/// Who serves today, a card each (vCard 4, RFC 6350), for an address book: with an access token of a member what the Network
/// sees, without one what the public does. `UID` stays the same, so that an import again brings cards up to date.
#[utoipa::path(tag = "Focal points", responses((status = 200, body = FocalPointCards, content_type = "text/vcard", description = "The cards.", example = json!("BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nUID:urn:uuid:0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b\r\nFN:Gender desk\r\nORG:Namibia;Ministry of International Relations and Cooperation\r\nROLE:Primary focal point\r\nEMAIL:gender@mirco.gov.na\r\nEND:VCARD\r\n"))))]
#[get("/v1/focal-points/export/vcard")]
pub async fn export_focal_points_vcard(view: View) -> Reply {
    view.file(
        "text/vcard; charset=utf-8",
        Some("focal-points.vcf".to_owned()),
        |conn, caller| {
            let all = listed(conn, caller)?;
            vcard::written(&all).map(String::into_bytes)
        },
    )
    .await
}

fn cells(listed: &Listed) -> [String; 12] {
    let Listed { member, focal_point } = listed;
    let code = member.iso_alpha3.clone().or_else(|| member.acronym.clone());
    let or_empty = |value: Option<&String>| value.cloned().unwrap_or_default();
    let confirmed_at = serde_json::to_value(focal_point.confirmed_at).unwrap_or_default();
    [
        member.name.clone(),
        code.unwrap_or_default(),
        focal_point.designation.as_str().to_owned(),
        focal_point.kind.as_str().to_owned(),
        or_empty(focal_point.name.as_ref()),
        or_empty(focal_point.position.as_ref()),
        or_empty(focal_point.ministry.as_ref()),
        or_empty(focal_point.email.as_ref()),
        or_empty(focal_point.phone.as_ref()),
        or_empty(focal_point.address.as_ref()),
        focal_point.starts_on.to_string(),
        confirmed_at.as_str().map(str::to_owned).unwrap_or_default(),
    ]
}
