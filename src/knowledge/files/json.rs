//! What is said of files that are added or listed.

use crate::http::sorts;
use crate::http::text::FileName;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is said of a file that is added; its content is the body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NewKnowledgeFile {
    /// Its name, with the end that says what it is: pdf, docx, xlsx, pptx, odt, ods, odp, epub, jpg, png, txt or csv.
    #[param(value_type = FileName, inline, example = "S-2018-178-F.pdf")]
    pub name: String,
    /// Its language, BCP 47.
    #[param(
        example = "fr",
        min_length = 2,
        max_length = 35,
        pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )]
    pub language: String,
}

sorts! {
    /// The order of the files of a knowledge product.
    pub KnowledgeFileSort = "language", from "language", "created_at"
}

/// The order of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct KnowledgeFileFilters {
    /// Only files in this language.
    #[param(
        example = "fr",
        min_length = 2,
        max_length = 35,
        pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )]
    pub language: Option<String>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<KnowledgeFileSort>,
}
