//! What a point of an outcome is.

use super::queries;
use crate::auth::Caller;
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::meetings::outcomes::queries::OutcomeOfMeeting;
use crate::records::{Audience, Record, define, list};
use crate::schema::outcome_points as table;

define! {
    /// A row of `outcome_points`.
    OutcomePoint of outcome_points,
    /// A point of a meeting's outcome.
    seen as OutcomePointView,
    /// A new point, as long as the outcome is a draft.
    made of NewOutcomePoint,
    /// A change of a point, as long as the outcome is a draft; what is absent stays.
    changed by OutcomePointChange
    {
        /// The meeting.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
        set meeting_id: Id,
        /// Its place; a new one comes after the last when it is left out. Points that share a place stand in the order in
        /// which they were added.
        #[schema(example = 1, minimum = 1, maximum = 10_000)]
        given position: i32 = 0,
        /// What was agreed, by language, in Markdown.
        #[schema(example = json!({"en": "Each member names two women for the roster of mediators."}))]
        prose text,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// The actions that it has become, as far as the caller may see them.
        #[schema(max_items = 1000, example = json!([]))]
        told action_ids: Vec<Id> = Vec::new(),
    }
}

list! {
    OutcomePoint of outcome_points under meeting_id of OutcomeOfMeeting, seen by |_caller| table::table.into_boxed();
    /// Filters of the list of the points of an outcome.
    filters OutcomePointFilters {
        /// Only points on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
    }
    /// The order of the points of an outcome.
    sorts OutcomePointSort = "position" {
        "position" by position: i32,
    }
}

impl Record for OutcomePoint {
    const PATH: &'static str = "outcome-points";
    type View = OutcomePointView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // as its outcome is
    }

    fn audience(&self) -> Audience {
        // It changes with the draft, which the Network sees; everyone else learns that the outcome was published.
        Audience::of(Visibility::Network)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.meeting_id)
    }

    fn path(&self) -> String {
        format!("/v1/meetings/{}/outcome-points/{}", self.meeting_id, self.id)
    }

    fn shown(
        conn: &mut Connection,
        caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<OutcomePointView>, Problem> {
        // Actions are for the Network.
        let mut actions = if caller.level() >= Visibility::Network {
            let ids: Vec<Id> = rows.iter().map(|point| point.id).collect();
            queries::actions(conn, &ids)?
        } else {
            std::collections::HashMap::new()
        };
        let of = |point: Self| OutcomePointView {
            action_ids: actions.remove(&point.id).unwrap_or_default(),
            ..point.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
