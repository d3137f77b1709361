//! What a goal is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::planning::progress::GoalProgress;
use crate::records::{Audience, Record, define, list};
use crate::schema::goals as table;

words! {
    /// The state of a goal.
    pub enum GoalStatus {
        /// The Network works towards it.
        Open = "open",
        /// It is reached.
        Fulfilled = "fulfilled",
        /// It was given up.
        Dropped = "dropped",
    }
}

define! {
    /// A row of `goals`.
    Goal of goals,
    /// A goal of the Network.
    seen as GoalView,
    /// A new goal, which begins as open.
    made of NewGoal,
    /// A change of an open goal; what is absent stays, and null empties.
    changed by GoalChange
    {
        /// The meeting of the troika that set it.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed meeting_id: Id,
        /// Its title by language.
        #[schema(example = json!({"en": "Every member has a national or regional action plan"}))]
        title title,
        /// What is to be reached, by language, in Markdown.
        prose? description,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// The actions that serve it, by their state.
        told actions: GoalProgress = GoalProgress::default(),
        /// Its state.
        kept status: GoalStatus = GoalStatus::Open,
        /// Why it was dropped; null otherwise.
        #[schema(example = json!(null), max_length = 1000)]
        kept? status_reason: String,
        /// When it was fulfilled or dropped; null until then.
        #[schema(example = json!(null))]
        kept? closed_at: Instant,
    }
}

list! {
    Goal of goals, seen by |_caller| table::table.into_boxed();
    /// Filters of the list of goals.
    filters GoalFilters {
        /// Only goals in this state.
        #[param(inline, example = "open")]
        status: GoalStatus,
        /// Only goals that this meeting of the troika set.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        meeting_id: Id,
        /// Only goals on this focus area.
        #[param(inline, example = "action_plans")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
    }
    /// The order of the list of goals.
    sorts GoalSort = "-created_at" {
        "created_at" by created_at: Instant,
    }
}

impl Record for Goal {
    const PATH: &'static str = "goals";
    type View = GoalView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }

    fn shown(conn: &mut Connection, _caller: &Caller, rows: Vec<Self>) -> Result<Vec<GoalView>, Problem> {
        let ids: Vec<Id> = rows.iter().map(|goal| goal.id).collect();
        let progress = GoalProgress::of(conn, &ids)?;
        let of = |goal: Self| GoalView {
            actions: progress.get(&goal.id).copied().unwrap_or_default(),
            ..goal.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
