//! The operation on the troika.

use super::json::{TroikaDay, TroikaView};
use super::queries;
use crate::chairmanship::terms;
use crate::http::{Query, Reply, View};
use crate::membership::focal_points;
use actix_web::get;

/// Get the troika
///
/// The previous, incumbent and next terms with their Chairs and the Chairs' focal points, on any day. It is derived from the chair terms;
/// a seat that nobody holds is null.
#[utoipa::path(tag = "Chairmanship", params(TroikaDay), responses((status = 200, body = TroikaView, description = "The troika of the day.")))]
#[get("/v1/troika")]
pub async fn get_troika(view: View, Query(TroikaDay { on }): Query<TroikaDay>) -> Reply {
    view.json(move |conn, caller| {
        let on = on.unwrap_or_else(|| caller.today());
        let troika = queries::on(conn, on)?;
        let ids: Vec<_> = troika.seats().map(|(_, span)| span.id).collect();
        let terms = terms::queries::of_ids(conn, &ids)?;
        let chairs: Vec<_> = terms
            .iter()
            .flat_map(|full| &full.chairs)
            .map(|chair| chair.member.id)
            .collect();
        let focal_points = focal_points::queries::serving(conn, &chairs, on)?;
        Ok(TroikaView::seen_by(caller, on, &troika, &terms, &focal_points))
    })
    .await
}
