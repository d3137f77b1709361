//! How the troika goes out.

use super::rules::Troika;
use crate::auth::{Caller, Seat};
use crate::chairmanship::json::MemberSummary;
use crate::chairmanship::terms::json::ChairTermView;
use crate::chairmanship::terms::model::{Full, Span};
use crate::membership::focal_points::{FocalPointView, model::Full as FocalPoint};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The troika on a day. It follows from the chair terms alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "on": "2017-06-01",
    "previous": null,
    "incumbent": {
        "seat": "incumbent",
        "term": {
            "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5b01",
            "starts_on": "2017-01-01",
            "ends_on": "2017-12-31",
            "chairs": [{
                "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a3d",
                "name": "Spain",
                "iso_alpha3": "ESP",
                "acronym": null
            }],
            "theme": null,
            "priorities": null,
            "nomination_id": null,
            "source": "A/72/782–S/2018/178, annex",
            "created_at": "2026-11-24T09:00:00Z",
            "updated_at": "2026-11-24T09:00:00Z"
        },
        "chairs": [{
            "member": {
                "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a3d",
                "name": "Spain",
                "iso_alpha3": "ESP",
                "acronym": null
            },
            "focal_points": []
        }]
    },
    "next": {
        "seat": "next",
        "term": {
            "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5b02",
            "starts_on": "2018-01-01",
            "ends_on": "2018-12-31",
            "chairs": [{
                "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a19",
                "name": "Germany",
                "iso_alpha3": "DEU",
                "acronym": null
            }],
            "theme": null,
            "priorities": null,
            "nomination_id": null,
            "source": "A/72/782–S/2018/178, annex",
            "created_at": "2026-11-24T09:00:00Z",
            "updated_at": "2026-11-24T09:00:00Z"
        },
        "chairs": [{
            "member": {
                "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a19",
                "name": "Germany",
                "iso_alpha3": "DEU",
                "acronym": null
            },
            "focal_points": []
        }]
    }
}))]
pub struct TroikaView {
    /// The day.
    #[schema(example = "2018-06-01", format = "date", max_length = 10)]
    pub on: NaiveDate,
    /// The term before the incumbent one (or before the day, when no term covers it); null when none ended
    /// within a year.
    #[schema(required = true)]
    pub previous: Option<TroikaSeatView>,
    /// The term that covers the day; null when none does.
    #[schema(required = true)]
    pub incumbent: Option<TroikaSeatView>,
    /// The term after the incumbent one (or after the day); null when none that begins within a year is
    /// known.
    #[schema(required = true)]
    pub next: Option<TroikaSeatView>,
}

/// A seat in the troika: a term, and the members that hold the seat by it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TroikaSeatView {
    /// Which seat.
    pub seat: Seat,
    /// The term that gives it.
    pub term: ChairTermView,
    /// Who holds it, in the order of the co-chairs.
    #[schema(min_items = 1, max_items = 10)]
    pub chairs: Vec<TroikaChairView>,
}

/// A Chair in the troika.
#[derive(Debug, Serialize, ToSchema)]
pub struct TroikaChairView {
    /// The member, under its name on the day.
    pub member: MemberSummary,
    /// Its focal points on the day, the primary one first, as far as the caller may see them.
    #[schema(max_items = 50)]
    pub focal_points: Vec<FocalPointView>,
}

impl TroikaView {
    /// The troika with its terms and the focal points of its Chairs, as a caller sees them.
    pub fn seen_by(
        caller: &Caller,
        on: NaiveDate,
        troika: &Troika,
        terms: &[Full],
        focal_points: &[FocalPoint],
    ) -> Self {
        let seat = |seat: Seat, span: Option<Span>| {
            let span = span?;
            let full = terms.iter().find(|full| full.term.id == span.id)?;
            let chairs = full.chairs.iter().map(|chair| TroikaChairView {
                member: MemberSummary::on(on, chair),
                focal_points: focal_points
                    .iter()
                    .filter(|one| one.focal_point.member_id == chair.member.id)
                    .map(|one| FocalPointView::seen_by(caller, one.clone()))
                    .collect(),
            });
            Some(TroikaSeatView {
                seat,
                chairs: chairs.collect(),
                term: full.clone().into(),
            })
        };
        Self {
            on,
            previous: seat(Seat::Previous, troika.previous),
            incumbent: seat(Seat::Incumbent, troika.incumbent),
            next: seat(Seat::Next, troika.next),
        }
    }
}

/// The day of the troika.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TroikaDay {
    /// The day; today when left out.
    #[param(example = "2018-06-01", format = Date, max_length = 10)]
    pub on: Option<NaiveDate>,
}
