//! What a guidance note is, and what lists of them are narrowed to.

use super::rules::{sees_drafts, visible_to};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Id, Instant, Visibility};
use crate::guidelines::{FocusAreaKey, tagged};
use crate::records::{Audience, Record, define, list};
use crate::schema::guidance_notes as table;

words! {
    /// The state of a guidance note.
    pub enum GuidanceNoteStatus {
        /// The troika works on it.
        Draft = "draft",
        /// The Network has it.
        Issued = "issued",
    }
}

define! {
    /// A row of `guidance_notes`.
    GuidanceNote of guidance_notes,
    /// Guidance of the troika to the Network.
    seen as GuidanceNoteView,
    /// A new guidance note, which begins as a draft.
    made of NewGuidanceNote,
    /// A change of a draft; what is absent stays.
    changed by GuidanceNoteChange
    {
        /// The member of the troika that drafted it.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        set member_id: Id,
        /// Its title by language.
        title title,
        /// Its text by language, in Markdown.
        prose body,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// Its state.
        kept status: GuidanceNoteStatus = GuidanceNoteStatus::Draft,
        /// When it was issued; null for a draft.
        #[schema(example = json!(null))]
        kept? issued_at: Instant,
    }
}

list! {
    GuidanceNote of guidance_notes, seen by |caller| visible_to(caller);
    /// Filters of the list of guidance notes.
    filters GuidanceNoteFilters {
        /// Only notes that this member drafted.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only notes in this state; drafts are for the troika and the secretariat.
        #[param(inline, example = "issued")]
        status: GuidanceNoteStatus,
        /// Only notes on this focus area.
        #[param(inline, example = "action_plans")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
    }
    /// The order of the list of guidance notes; by `issued_at`, drafts are left out: they have none.
    sorts GuidanceNoteSort = "-created_at" {
        "created_at" by created_at: Instant,
        "issued_at" by issued_at: Instant or none,
    }
}

impl Record for GuidanceNote {
    const PATH: &'static str = "guidance-notes";
    type View = GuidanceNoteView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        sees_drafts(caller) || self.status == GuidanceNoteStatus::Issued
    }

    fn audience(&self) -> Audience {
        match self.status {
            // The troika changes with the day, and an event's audience does not: its others find the draft in the list.
            GuidanceNoteStatus::Draft => Audience::secretariat_and(self.member_id),
            GuidanceNoteStatus::Issued => Audience::of(Visibility::Network),
        }
    }
}
