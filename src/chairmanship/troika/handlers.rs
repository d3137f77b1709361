//! The operation on the troika.

use super::json::{TroikaDay, TroikaView};
use super::queries;
use crate::chairmanship::terms;
use crate::http::{Query, Reply, View};
use actix_web::get;

/// Get the troika
///
/// The previous, incumbent and next terms with their Chairs, on any day. It is derived from the chair terms;
/// a seat that nobody holds is null.
#[utoipa::path(tag = "Chairmanship", params(TroikaDay), responses((status = 200, body = TroikaView, description = "The troika of the day.")))]
#[get("/v1/troika")]
pub async fn get_troika(view: View, Query(TroikaDay { on }): Query<TroikaDay>) -> Reply {
    view.json(move |conn, caller| {
        let on = on.unwrap_or_else(|| caller.today());
        let troika = queries::on(conn, on)?;
        let ids: Vec<_> = troika.seats().map(|(_, span)| span.id).collect();
        Ok(TroikaView::new(on, &troika, &terms::queries::of_ids(conn, &ids)?))
    })
    .await
}
