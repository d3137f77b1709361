//! How a point of a meeting's outcome becomes an action.

use super::model::{Action, ActionOwner, ActionView, NewAction};
use super::{queries, setting};
use crate::db::{Id, Localized};
use crate::http::{Act, Answer, Ids, LocalizedTitle, Reply, Valid};
use crate::meetings::outcome_points::model::OutcomePoint;
use crate::meetings::outcomes::queries as outcomes;
use crate::records::{Record, Stored, shown};
use actix_web::post;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// What makes an action of a point: the timeline that the troika set, and who carries it out. The action has the point's
/// text as its description, and its focus areas.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OutcomePointAdoption {
    /// The meeting of the troika that set the timeline.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub meeting_id: Id,
    /// The day on which the action is due.
    #[schema(example = "2018-12-01", format = "date", max_length = 10)]
    pub due_on: NaiveDate,
    /// The action's title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "Name two women for the roster of mediators"}))]
    #[validate(custom(function = "crate::http::languages"))]
    pub title: Localized,
    /// Who carries it out.
    pub owner: ActionOwner,
    /// The member that carries it out; null for the secretariat.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub owner_id: Option<Id>,
    /// The goal that it serves.
    #[schema(example = json!(null))]
    pub goal_id: Option<Id>,
}

impl OutcomePointAdoption {
    /// The action that it makes of a point.
    pub fn of(&self, point: &OutcomePoint) -> NewAction {
        NewAction {
            meeting_id: self.meeting_id,
            goal_id: self.goal_id,
            title: self.title.clone(),
            description: Some(point.text.clone()),
            owner: self.owner,
            owner_id: self.owner_id,
            due_on: self.due_on,
            focus_areas: Some(point.focus_areas),
        }
    }
}

/// Adopt a point of an outcome as an action
///
/// For the troika of the day and the secretariat, once the outcome is published. A meeting agrees, and the troika sets
/// timelines: the action names the meeting of the troika that set its own (clause `troika.timelines`). A point may become
/// several actions.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("point_id" = Id, Path, description = "The point's id.")), request_body = OutcomePointAdoption, responses((status = 201, body = ActionView, description = "Adopted: the action.")))]
#[post("/v1/meetings/{id}/outcome-points/{point_id}/adopt")]
pub async fn adopt_outcome_point(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(adoption): Valid<OutcomePointAdoption>,
) -> Reply {
    let [id, point_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut point: OutcomePoint = tx.open_under(id, point_id)?;
        outcomes::of_meeting(tx, caller, id)?.require_published()?;
        let action = Action::of(adoption.of(&point), caller.now);
        setting::set(tx, &action)?;
        queries::link_point(tx, point_id, action.id)?;
        point.touch(caller.now);
        point.save(tx)?;
        tx.tell(&point, "outcome_point.adopted")?;
        Answer::created(action.path(), &shown(tx, caller, action)?)
    })
    .await
}
