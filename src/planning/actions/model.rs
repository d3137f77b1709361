//! What an action is, and what lists of them are narrowed to.

use super::json::{ActionEvidence, ActionOrigin, ActionTimeline};
use super::queries;
use super::rules::{made_of, overdue};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::planning::progress::ActionStatus;
use crate::records::{Audience, Record, define, list};
use crate::schema::actions as table;
use chrono::NaiveDate;

words! {
    /// Who carries an action out.
    pub enum ActionOwner {
        /// The member that `owner_id` names.
        Member = "member",
        /// UN-Women as the secretariat.
        Secretariat = "secretariat",
    }
}

define! {
    /// A row of `actions`.
    Action of actions,
    /// An action of the Network.
    seen as ActionView,
    /// A new action, which begins as open.
    made of NewAction,
    /// A change of an action that is open or in progress; what is absent stays, and null empties. Another day is set with
    /// `reschedule`.
    changed by ActionChange
    {
        /// The meeting of the troika that set it.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed meeting_id: Id,
        /// The goal that it serves; null for none.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
        given? goal_id: Id,
        /// The point of a meeting's outcome that it was made of; null for none.
        #[schema(required = true, example = json!(null))]
        told origin: Option<ActionOrigin> = None,
        /// Its title by language.
        #[schema(example = json!({"en": "Name two women for the roster of mediators"}))]
        title title,
        /// What is to be done, by language, in Markdown.
        prose? description,
        /// Who carries it out.
        given owner: ActionOwner,
        /// The member that carries it out; null for the secretariat.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
        given? owner_id: Id,
        /// The day on which it is due.
        #[schema(example = "2018-12-01", format = "date", max_length = 10)]
        fixed due_on: NaiveDate,
        /// Each day on which it was due, with the meeting of the troika that set it; the last one counts.
        #[schema(max_items = 100)]
        told timelines: Vec<ActionTimeline> = Vec::new(),
        /// Whether the day is over and it is neither done nor dropped.
        #[schema(example = false)]
        told overdue: bool = false,
        /// The chair term in which it was set: the one that covers the day of its meeting; null where none does.
        #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5b02")]
        told term_id: Option<Id> = None,
        /// Into how many later chair terms it was carried over, because it was neither done nor dropped when they began.
        #[schema(example = 0, minimum = 0, maximum = 10_000)]
        told carried_over: usize = 0,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// What shows how far it is.
        #[schema(max_items = 100)]
        told evidence: Vec<ActionEvidence> = Vec::new(),
        /// Its state.
        kept status: ActionStatus = ActionStatus::Open,
        /// Why it was dropped; null otherwise.
        #[schema(example = json!(null), max_length = 1000)]
        kept? status_reason: String,
        /// When its owner began; null before.
        #[schema(example = json!(null))]
        kept? started_at: Instant,
        /// When it was done or dropped; null until then.
        #[schema(example = json!(null))]
        kept? closed_at: Instant,
    }
}

list! {
    Action of actions, seen by |caller| table::table.into_boxed();
    /// Filters of the list of actions.
    filters ActionFilters {
        /// Only actions in this state.
        #[param(inline, example = "in_progress")]
        status: ActionStatus,
        /// Only members' actions, or only the secretariat's.
        #[param(inline, example = "member")]
        owner: ActionOwner,
        /// Only actions of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
        owner_id: Id,
        /// Only actions that serve this goal.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
        goal_id: Id,
        /// Only actions that this meeting of the troika set.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        meeting_id: Id,
        /// Only actions that this point of a meeting's outcome has become.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6f")]
        point_id: Id => |query, point| made_of(query, point),
        /// Only actions on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only actions that are due before this day.
        #[param(example = "2019-01-01", format = "date", max_length = 10)]
        due_before: NaiveDate => |query, day| query.filter(table::due_on.lt(day)),
        /// Only actions that are overdue today, or only those that are not.
        #[param(example = true)]
        overdue: bool => |query, wanted| overdue(query, wanted, caller.today()),
    }
    /// The order of the list of actions.
    sorts ActionSort = "due_on" {
        "due_on" by due_on: NaiveDate,
        "created_at" by created_at: Instant,
    }
}

impl Record for Action {
    const PATH: &'static str = "actions";
    type View = ActionView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }

    fn shown(conn: &mut Connection, caller: &Caller, rows: Vec<Self>) -> Result<Vec<ActionView>, Problem> {
        let today = caller.today();
        let mut parts = queries::parts(conn, &rows, today)?;
        let of = |action: Self| ActionView {
            origin: parts.origins.remove(&action.id),
            timelines: parts.timelines.remove(&action.id).unwrap_or_default(),
            evidence: parts.evidence.remove(&action.id).unwrap_or_default(),
            overdue: action.is_overdue(today),
            term_id: parts.terms.of(&action),
            carried_over: parts.terms.carried_over(&action, today),
            ..action.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
