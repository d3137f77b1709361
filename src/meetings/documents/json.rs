//! What is said of documents that are added.

use super::model::MeetingDocumentKind;
use crate::http::text::FileName;
use crate::meetings::meetings::MeetingVisibility;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is said of a document that is added; its content is the body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NewMeetingDocument {
    /// The name of its file, with the end that says what it is: pdf, docx, xlsx, pptx, odt, ods, odp, epub, jpg, png, txt or
    /// csv.
    #[param(value_type = FileName, inline, example = "concept-note.pdf")]
    pub name: String,
    /// Its title, in its language.
    #[param(
        example = "Concept note of the annual meeting 2018",
        min_length = 1,
        max_length = 300
    )]
    pub title: String,
    /// What it is to its meeting.
    #[param(inline, example = "concept_note")]
    pub kind: MeetingDocumentKind,
    /// Its language, BCP 47.
    #[param(
        example = "en",
        min_length = 2,
        max_length = 35,
        pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )]
    pub language: String,
    /// Who may see it, of those who see the meeting; all of them when left out. `public` for a document of a public meeting
    /// only.
    #[param(inline, example = "network")]
    pub visibility: Option<MeetingVisibility>,
}
