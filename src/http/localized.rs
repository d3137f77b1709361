//! Text by language as it comes in: checked in whole, and changed one language at a time.

use super::text::check_localized;
use crate::db::Localized;
use crate::db::types::localized_schema;
use crate::error::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{RefOr, schema::AdditionalProperties};
use utoipa::{PartialSchema, ToSchema};
use validator::ValidationError;

/// Languages in which a text may stand.
const MOST: usize = 30;

/// Characters of a title in one language.
const TITLE: usize = 300;

/// The contract's form of a title by language: as [`Localized`], but short.
pub struct LocalizedTitle;

impl PartialSchema for LocalizedTitle {
    fn schema() -> RefOr<Schema> {
        localized_schema(TITLE)
            .description(Some("A title by language (BCP 47)."))
            .into()
    }
}

impl ToSchema for LocalizedTitle {
    fn name() -> Cow<'static, str> {
        "LocalizedTitle".into()
    }
}

/// A merge patch of a text by language (RFC 7396): a language with a text is added or replaced, one with null is taken
/// away, the others stay.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedChange(pub BTreeMap<String, Option<String>>);

impl LocalizedChange {
    /// The text after the change.
    #[must_use]
    pub fn applied_to(&self, mut text: Localized) -> Localized {
        for (language, words) in &self.0 {
            match words {
                Some(words) => drop(text.0.insert(language.clone(), words.clone())),
                None => drop(text.0.remove(language)),
            }
        }
        text
    }

    fn schema_of(longest: usize) -> ObjectBuilder {
        let text = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .min_length(Some(1))
            .max_length(Some(longest));
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .additional_properties(Some(AdditionalProperties::from(Schema::from(text))))
            .max_properties(Some(MOST))
            .examples([json!({"fr": "Réunion annuelle"})])
            .description(Some(
                "A change of a text by language: a language with a text is added or replaced, one with null is \
                 taken away, the others stay.",
            ))
    }
}

impl PartialSchema for LocalizedChange {
    fn schema() -> RefOr<Schema> {
        Self::schema_of(20_000).into()
    }
}

impl ToSchema for LocalizedChange {
    fn name() -> Cow<'static, str> {
        "LocalizedChange".into()
    }
}

/// The contract's form of a change of a title by language.
pub struct LocalizedTitleChange;

impl PartialSchema for LocalizedTitleChange {
    fn schema() -> RefOr<Schema> {
        LocalizedChange::schema_of(TITLE).into()
    }
}

impl ToSchema for LocalizedTitleChange {
    fn name() -> Cow<'static, str> {
        "LocalizedTitleChange".into()
    }
}

/// What is wrong with a text by language whose original is in `language`, each fault at `pointer`.
pub fn localized_faults(text: &Localized, language: &str, pointer: &str) -> Vec<FieldError> {
    let fault = |code, detail: Cow<'static, str>| FieldError {
        pointer: pointer.to_owned(),
        code,
        detail,
    };
    let mut faults = Vec::new();
    if let Err(error) = check_localized(&text.0) {
        faults.push(fault("language", error.message.unwrap_or_default()));
    }
    if !text.0.contains_key(language) {
        faults.push(fault(
            "original_missing",
            "The text in the language of the original is missing; `language` names that language.".into(),
        ));
    }
    if text.0.len() > MOST {
        faults.push(fault(
            "too_many",
            format!("Give at most {MOST} languages.").into(),
        ));
    }
    faults
}

/// For `validator`: every key of a text by language is a language.
///
/// # Errors
/// When one is not.
pub fn languages(text: &Localized) -> Result<(), ValidationError> {
    check_localized(&text.0)
}

/// For `validator`: every key of a change is a language.
///
/// # Errors
/// When one is not.
pub fn languages_changed(change: &LocalizedChange) -> Result<(), ValidationError> {
    let keys = change.0.keys().map(|key| (key.clone(), String::new()));
    check_localized(&keys.collect())
}

/// A text after its change, in at least one language and not in too many.
///
/// # Errors
/// 422 at `pointer`.
pub fn replaced(text: &Localized, change: &LocalizedChange, pointer: &str) -> Result<Localized, Problem> {
    let text = change.applied_to(text.clone());
    match text.0.len() {
        0 => Err(Problem::invalid(
            pointer,
            "no_language",
            "Leave the text in at least one language.",
        )),
        1..=MOST => Ok(text),
        _ => Err(Problem::invalid(
            pointer,
            "too_many",
            format!("Give at most {MOST} languages."),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &[(&str, &str)]) -> Localized {
        Localized(
            of.iter()
                .map(|(l, t)| ((*l).to_owned(), (*t).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_change_touches_only_the_languages_that_it_names() {
        let change: LocalizedChange =
            serde_json::from_value(json!({"fr": "Deux", "es": null, "ar": "٤"})).unwrap();
        let before = text(&[("en", "One"), ("fr", "Un"), ("es", "Uno")]);
        assert_eq!(
            change.applied_to(before),
            text(&[("ar", "٤"), ("en", "One"), ("fr", "Deux")])
        );
    }

    #[test]
    fn the_original_must_be_there_and_every_key_a_language() {
        let codes = |of: &[(&str, &str)]| -> Vec<_> {
            localized_faults(&text(of), "en", "/title")
                .iter()
                .map(|fault| fault.code)
                .collect()
        };
        assert!(codes(&[("en", "One"), ("zh-Hant", "一")]).is_empty());
        assert_eq!(codes(&[("fr", "Un")]), ["original_missing"]);
        assert_eq!(codes(&[("en", "One"), ("not a tag", "x")]), ["language"]);
    }
}
