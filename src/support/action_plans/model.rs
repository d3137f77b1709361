//! What an action plan is, and what lists of them are narrowed to.

use super::rules::{alerting_before, in_state, visible_to};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::http::Warning;
use crate::records::{Audience, Record, define, list};
use crate::schema::action_plans as table;
use crate::support::money::Money;
use chrono::NaiveDate;

words! {
    /// What an action plan is for.
    pub enum ActionPlanLevel {
        /// A State's.
        National = "national",
        /// A regional organization's.
        Regional = "regional",
    }
}

words! {
    /// The state of an action plan on a day.
    pub enum ActionPlanStatus {
        /// The member works on it.
        Draft = "draft",
        /// It is in force, or will be.
        Adopted = "adopted",
        /// Its last day is over, and no plan has succeeded it.
        Expired = "expired",
        /// Another plan has succeeded it.
        Superseded = "superseded",
    }
}

define! {
    /// A row of `action_plans`; its state is never `expired`, which follows from `ends_on`.
    ActionPlan of action_plans,
    /// A national or regional action plan on women, peace and security.
    seen as ActionPlanView,
    /// A new action plan, which begins as a draft.
    made of NewActionPlan,
    /// A change of a draft; what is absent stays, and null empties.
    changed by ActionPlanChange
    {
        /// The member whose plan it is: the caller's own (the secretariat: any).
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed member_id: Id,
        /// National for a State, regional for a regional organization.
        #[schema(example = "national")]
        set level: ActionPlanLevel,
        /// Its title by language.
        #[schema(example = json!({"en": "National Action Plan on Women, Peace and Security"}))]
        title title,
        /// The first day of its period.
        #[schema(example = "2018-01-01", format = "date", max_length = 10)]
        given starts_on: NaiveDate,
        /// The last day of its period.
        #[schema(example = "2022-12-31", format = "date", max_length = 10)]
        given ends_on: NaiveDate,
        /// Its budget; null when there is none of its own.
        #[validate(custom(function = "crate::support::money::known_currency"))]
        given? budget: Money,
        /// How many indicators it has; null when it has none or they are not counted.
        #[schema(example = 24, minimum = 0, maximum = 10_000)]
        given? indicator_count: i32,
        /// Its indicators by language, in Markdown.
        prose? indicators,
        /// The role of civil society in making it, carrying it out and watching over it, by language, in Markdown.
        prose? civil_society_role,
        /// By what it means to have impact, by language, in Markdown: the guidelines leave that open.
        prose? high_impact,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// Where its text stands.
        #[schema(example = "https://mirco.gov.na/nap-2018.pdf", format = "uri", pattern = r"^https?://[^\s]+$", min_length = 8, max_length = 2000)]
        given? document_url: String,
        /// The plan of the same member that this one succeeds once it is adopted.
        #[schema(example = json!(null))]
        given? supersedes_id: Id,
        /// Its state today.
        kept status: ActionPlanStatus = ActionPlanStatus::Draft,
        /// When its adoption was recorded; null for a draft.
        #[schema(example = json!(null))]
        kept? adopted_at: Instant,
        /// Whether it is in force and ends within 180 days.
        #[schema(example = false)]
        told expires_soon: bool = false,
        /// Alerts: it expires soon, or has expired without a successor.
        #[schema(max_items = 1)]
        told warnings: Vec<Warning> = Vec::new(),
    }
}

list! {
    ActionPlan of action_plans, seen by |caller| visible_to(caller);
    /// Filters of the list of action plans.
    filters ActionPlanFilters {
        /// Only plans of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only national, or only regional ones.
        #[param(inline, example = "national")]
        level: ActionPlanLevel,
        /// Only plans in this state today; drafts are for their member and the secretariat.
        #[param(inline, example = "adopted")]
        status: ActionPlanStatus => |query, status| in_state(query, status, caller.today()),
        /// Only plans on this focus area.
        #[param(inline, example = "action_plans")]
        focus_area: FocusAreaKey => |query, key| diesel::QueryDsl::filter(query, tagged(table::focus_areas, &key)),
        /// Only adopted plans without a successor whose last day is before this day.
        #[param(example = "2019-01-01", format = "date", max_length = 10)]
        expiring_before: NaiveDate => |query, day| alerting_before(query, day),
    }
    /// The order of the list of action plans.
    sorts ActionPlanSort = "-created_at" {
        "created_at" by created_at: Instant,
        "ends_on" by ends_on: NaiveDate,
    }
}

impl Record for ActionPlan {
    const PATH: &'static str = "action-plans";
    type View = ActionPlanView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        self.status != ActionPlanStatus::Draft
            || caller.is_secretariat()
            || caller.member() == Some(self.member_id)
    }

    fn audience(&self) -> Audience {
        match self.status {
            ActionPlanStatus::Draft => Audience::secretariat_and(self.member_id),
            _ => Audience::of(Visibility::Public),
        }
    }

    fn shown(
        _conn: &mut Connection,
        caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<ActionPlanView>, Problem> {
        let today = caller.today();
        let of = |row: Self| ActionPlanView {
            status: row.status_on(today),
            expires_soon: row.expires_soon(today),
            warnings: row.alert(today).into_iter().collect(),
            ..row.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
