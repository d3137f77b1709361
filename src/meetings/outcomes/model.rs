//! What an outcome is.

use super::json::OutcomeAssociation;
use super::queries;
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::meetings::meetings::MeetingVisibility;
use crate::records::{Audience, Record, define};

words! {
    /// What came out of a meeting.
    pub enum OutcomeKind {
        /// A text of the Network, with which members associate themselves.
        Communique = "communique",
        /// The Chair's own account.
        ChairsSummary = "chairs_summary",
    }
}

words! {
    /// The state of an outcome.
    pub enum OutcomeStatus {
        /// The Network sees it, and it may still change.
        Draft = "draft",
        /// Whoever may see the meeting sees it, and it stays as it is.
        Published = "published",
    }
}

define! {
    /// A row of `meeting_outcomes`.
    Outcome of meeting_outcomes,
    /// The outcome of a meeting.
    seen as OutcomeView,
    /// An outcome to draft.
    made of NewOutcome,
    /// A change of a draft; what is absent stays. Members that have associated themselves do so anew when it changes.
    changed by OutcomeChange
    {
        /// The meeting.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
        set meeting_id: Id,
        /// Who may see it once it is published: whoever may see the meeting.
        set visibility: MeetingVisibility,
        /// What it is.
        given kind: OutcomeKind,
        /// Its title by language.
        #[schema(example = json!({"en": "Berlin communiqué"}))]
        title title,
        /// Its text by language, in Markdown.
        #[schema(example = json!({"en": "We, the focal points of the Network, …"}))]
        prose body,
        /// The members that associate themselves with it, in the order in which they did.
        #[schema(max_items = 1000)]
        told associated: Vec<OutcomeAssociation> = Vec::new(),
        /// Its state.
        kept status: OutcomeStatus = OutcomeStatus::Draft,
        /// When it was published; null for a draft.
        #[schema(example = json!(null))]
        kept? published_at: Instant,
    }
}

impl Record for Outcome {
    const PATH: &'static str = "outcome";
    type View = OutcomeView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.sees(self.audience().visibility, None)
    }

    fn audience(&self) -> Audience {
        Audience::of(match self.status {
            OutcomeStatus::Draft => Visibility::Network,
            OutcomeStatus::Published => self.visibility.into(),
        })
    }

    fn parent(&self) -> Option<Id> {
        Some(self.meeting_id)
    }

    fn path(&self) -> String {
        format!("/v1/meetings/{}/outcome", self.meeting_id)
    }

    fn shown(conn: &mut Connection, _caller: &Caller, rows: Vec<Self>) -> Result<Vec<OutcomeView>, Problem> {
        let mut views = Vec::new();
        for outcome in rows {
            views.push(OutcomeView {
                associated: queries::associated(conn, outcome.id)?,
                ..outcome.into()
            });
        }
        Ok(views)
    }
}
