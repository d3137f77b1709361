//! What is kept of a document, beside its bytes.

use super::queries::visible_to;
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::meetings::meetings::{Meeting, MeetingVisibility, queries as meetings};
use crate::records::{Audience, Record, filed, list};

words! {
    /// What a document is to its meeting.
    pub enum MeetingDocumentKind {
        /// What the meeting is for.
        ConceptNote = "concept_note",
        /// What to read beforehand.
        BackgroundPaper = "background_paper",
        /// What was shown.
        Presentation = "presentation",
        /// What a participant said.
        Statement = "statement",
        /// The text of the Network that came out of it.
        Communique = "communique",
        /// An account of it.
        Report = "report",
        /// Something else.
        Other = "other",
    }
}

filed! {
    /// A row of `meeting_documents`.
    MeetingDocument of meeting_documents,
    /// A document of a meeting: what is known of it, without its content.
    seen as MeetingDocumentView,
    /// The meeting that it belongs to.
    under meeting_id seen as meeting_id
    {
        /// What it is to its meeting: `concept_note`, `background_paper`, `presentation`, `statement`, `communique`, `report` or
        /// `other`; more may come.
        #[schema(value_type = String, example = "concept_note", max_length = 60)]
        kind: MeetingDocumentKind,
        /// Its title, in its language.
        #[schema(example = "Concept note of the annual meeting 2018", max_length = 300)]
        title: String,
        /// Its language, BCP 47.
        #[schema(example = "en", max_length = 35)]
        language: String,
        /// Who may see it, of those who see the meeting.
        visibility: MeetingVisibility,
    }
}

list! {
    MeetingDocument of meeting_documents under meeting_id of Meeting, seen by |caller| visible_to(caller);
    /// Filters of the list of the documents of a meeting.
    filters MeetingDocumentFilters {
        /// Only documents of this kind.
        #[param(inline, example = "concept_note")]
        kind: MeetingDocumentKind,
        /// Only documents in this language.
        #[param(example = "fr", min_length = 2, max_length = 35, pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
        language: String,
    }
    /// The order of the documents of a meeting.
    sorts MeetingDocumentSort = "title" {
        "title" by title: String,
        "created_at" by created_at: Instant,
    }
}

impl Record for MeetingDocument {
    const PATH: &'static str = "documents";
    type View = MeetingDocumentView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.sees(self.visibility.into(), None)
    }

    fn audience(&self) -> Audience {
        Audience::of(self.visibility.into())
    }

    fn parent(&self) -> Option<Id> {
        Some(self.meeting_id)
    }

    fn path(&self) -> String {
        format!("/v1/meetings/{}/documents/{}", self.meeting_id, self.id)
    }

    fn shown(
        conn: &mut Connection,
        _caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<MeetingDocumentView>, Problem> {
        let ids: Vec<Id> = rows.iter().map(|document| document.meeting_id).collect();
        let meetings = meetings::visibilities(conn, &ids)?;
        let of = |document: Self| match meetings.get(&document.meeting_id) {
            Some(meeting) => document.within(*meeting).into(),
            None => document.into(),
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
