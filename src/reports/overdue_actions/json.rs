//! What goes out of the report.

use crate::db::{Id, Localized};
use crate::http::LocalizedTitle;
use crate::planning::actions::model::ActionOwner;
use crate::planning::progress::ActionStatus;
use crate::reports::forms::Report;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// The actions that are overdue on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueActions {
    /// The day.
    #[schema(example = "2018-12-11", format = "date", max_length = 10)]
    pub on: NaiveDate,
    /// Who has how many of them; the secretariat first, then members by name.
    #[schema(max_items = 1000)]
    pub owners: Vec<OverdueOwner>,
    /// The actions, the longest overdue first; ten thousand at the most.
    #[schema(max_items = 10_000)]
    pub actions: Vec<OverdueAction>,
}

/// How many actions of an owner are overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueOwner {
    /// Who carries them out.
    pub owner: ActionOwner,
    /// The member; null for the secretariat.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub owner_id: Option<Id>,
    /// Its name in English.
    #[schema(example = "Namibia", max_length = 300)]
    pub owner_name: String,
    /// How many of its actions are overdue.
    #[schema(example = 1, minimum = 1, maximum = 10_000)]
    pub actions: usize,
    /// For how many days the longest of them is.
    #[schema(example = 10, minimum = 1, maximum = 4_000_000)]
    pub longest_days: i64,
}

/// An action that is overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueAction {
    /// The action.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub action_id: Id,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "Name two women for the roster of mediators"}))]
    pub title: Localized,
    /// Who carries it out.
    pub owner: ActionOwner,
    /// The member that carries it out; null for the secretariat.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub owner_id: Option<Id>,
    /// Its name in English.
    #[schema(example = "Namibia", max_length = 300)]
    pub owner_name: String,
    /// The day on which it was due.
    #[schema(example = "2018-12-01", format = "date", max_length = 10)]
    pub due_on: NaiveDate,
    /// For how many days it is overdue.
    #[schema(example = 10, minimum = 1, maximum = 4_000_000)]
    pub days_overdue: i64,
    /// Its state: open or in progress.
    pub status: ActionStatus,
    /// Into how many chair terms it was carried over.
    #[schema(example = 0, minimum = 0, maximum = 10_000)]
    pub carried_over: usize,
    /// The goal that it serves; null for none.
    #[schema(required = true, example = json!(null))]
    pub goal_id: Option<Id>,
    /// The meeting of the troika that set it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub meeting_id: Id,
}

impl Report for OverdueActions {
    const COLUMNS: &'static [&'static str] = &[
        "on",
        "action_id",
        "title",
        "owner",
        "owner_id",
        "owner_name",
        "due_on",
        "days_overdue",
        "status",
        "carried_over",
        "goal_id",
        "meeting_id",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let id = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
        let line = |action: &OverdueAction| {
            vec![
                self.on.to_string(),
                action.action_id.to_string(),
                in_english(&action.title),
                action.owner.as_str().to_owned(),
                id(action.owner_id),
                action.owner_name.clone(),
                action.due_on.to_string(),
                action.days_overdue.to_string(),
                action.status.as_str().to_owned(),
                action.carried_over.to_string(),
                id(action.goal_id),
                action.meeting_id.to_string(),
            ]
        };
        self.actions.iter().map(line).collect()
    }
}

/// A title in English, or in the language that there is.
fn in_english(title: &Localized) -> String {
    let english = title.0.get("en");
    english
        .or_else(|| title.0.values().next())
        .cloned()
        .unwrap_or_default()
}
