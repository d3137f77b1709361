//! Text as it may enter: NFC, and nothing in it that is invisible or that `PostgreSQL` cannot store.

use crate::error::{FieldError, Kind, Problem};
use oxilangtag::LanguageTag;
use serde_json::Value;
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Brings every string of a JSON value to NFC and reports those that hold control characters, direction overrides or
/// nothing but white space, so that both engines accept exactly the same input.
pub fn clean(value: &mut Value, pointer: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::String(text) => {
            if let Some((code, detail)) = fault(text) {
                errors.push(FieldError {
                    pointer: pointer.to_owned(),
                    code,
                    detail: detail.into(),
                });
            } else if !is_nfc(text) {
                *text = text.nfc().collect();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                clean(item, &format!("{pointer}/{index}"), errors);
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let inner = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                clean(member, &inner, errors);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What stands in place of a person's name where the record has to stay and the person was erased.
pub const ERASED: &str = "[erased]";

/// What [`clean`] refuses, as the contract says it (the class of a regular expression of ECMA-262).
macro_rules! forbidden {
    () => {
        r"\x00-\x08\x0B-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069"
    };
}

/// The contract's pattern of a text that may be empty.
pub const TEXT: &str = concat!("^[^", forbidden!(), "]*$");

/// The contract's pattern of a text that says something.
pub const WORDS: &str = concat!(
    "^[^",
    forbidden!(),
    "]*[^",
    forbidden!(),
    r"\s][^",
    forbidden!(),
    "]*$"
);

/// The contract's form of the name of a file: no path, no controls, and an end that says what it is.
pub struct FileName;

impl utoipa::PartialSchema for FileName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        const PATTERN: &str = concat!(
            "^[^",
            forbidden!(),
            r"\s/\\.][^",
            forbidden!(),
            r"\t\n/\\]{0,190}\.[A-Za-z0-9]{1,8}$"
        );
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .min_length(Some(1))
            .max_length(Some(200))
            .pattern(Some(PATTERN))
            .into()
    }
}

impl utoipa::ToSchema for FileName {}

/// The contract's form of a word in a list that an answer holds.
pub struct Word;

impl utoipa::PartialSchema for Word {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .max_length(Some(300))
            .into()
    }
}

impl utoipa::ToSchema for Word {
    fn name() -> std::borrow::Cow<'static, str> {
        "Word".into()
    }
}

/// What is wrong with a text, whatever field it stands in: a code and what to change.
pub fn fault(text: &str) -> Option<(&'static str, &'static str)> {
    if text.chars().any(is_forbidden) {
        return Some((
            "control_character",
            "Remove the control or direction-override characters.",
        ));
    }
    let blank = !text.is_empty() && text.chars().all(char::is_whitespace);
    blank.then_some((
        "blank",
        "Write something, or leave the field out: it holds only white space.",
    ))
}

/// C0 and C1 controls but for tab and line feed, and the characters that turn the direction of text (they can make a
/// name read as another).
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A client's own words as they are given back: without what [`clean`] refuses, and no longer than this.
pub fn shown(text: &str, longest: usize) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).take(longest).collect()
}

/// Checks that the keys of a text by language are BCP 47 tags.
///
/// # Errors
/// The message for the field.
pub fn check_localized(text: &BTreeMap<String, String>) -> Result<(), validator::ValidationError> {
    if text.keys().all(|tag| LanguageTag::parse(tag.as_str()).is_ok()) {
        return Ok(());
    }
    Err(validator::ValidationError::new("language")
        .with_message("Use BCP 47 language tags as keys, such as \"en\", \"fr\" or \"ar\".".into()))
}

/// For `validator`: a BCP 47 tag.
///
/// # Errors
/// The message for the field.
pub fn is_language(tag: &str) -> Result<(), validator::ValidationError> {
    if LanguageTag::parse(tag).is_ok() {
        return Ok(());
    }
    Err(validator::ValidationError::new("language").with_message(NO_LANGUAGE.into()))
}

/// The parameter `language` is a BCP 47 tag.
///
/// # Errors
/// 400.
pub fn require_language(tag: &str) -> Result<(), Problem> {
    if LanguageTag::parse(tag).is_ok() {
        return Ok(());
    }
    let fault = FieldError {
        pointer: "?language".to_owned(),
        code: "language",
        detail: NO_LANGUAGE.into(),
    };
    Err(Problem::of_fields(Kind::MalformedRequest, vec![fault]))
}

const NO_LANGUAGE: &str = "Use a BCP 47 language tag, such as \"en\", \"fr\" or \"ar\".";

/// Text folded for comparing and searching: without case and without diacritics, alike on both engines (`lower()` and
/// `LIKE` differ between them).
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A folded text as a `LIKE` pattern that finds it anywhere; its own wildcards mean themselves (`ESCAPE '\\'`).
pub fn anywhere(text: &str) -> String {
    let escaped = fold(text)
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_contracts_patterns_refuse_what_the_service_refuses() {
        let pattern = |pattern: &str| {
            let schema = json!({"pattern": pattern});
            let options = jsonschema::options().with_pattern_options(jsonschema::PatternOptions::regex());
            options.build(&schema).unwrap()
        };
        let (text, words) = (pattern(TEXT), pattern(WORDS));
        for c in '\0'..='\u{ffff}' {
            let alone = json!(c.to_string());
            let refused = fault(&c.to_string());
            assert_eq!(
                text.is_valid(&alone),
                refused.is_none_or(|(code, _)| code == "blank"),
                "{c:?}"
            );
            // ECMA-262 counts the byte order mark among white space; to write nothing else is to write nothing.
            assert_eq!(
                words.is_valid(&alone),
                refused.is_none() && c != '\u{feff}',
                "{c:?}"
            );
        }
        assert!(words.is_valid(&json!(" two\nlines ")));
        assert!(!words.is_valid(&json!(" two\rlines ")));
    }

    #[test]
    fn text_is_composed_and_controls_are_named_by_their_place() {
        let mut value = json!({"name": "Cote\u{301}", "notes": ["a\u{0}b", "x\u{202e}y"], "blank": " \n"});
        let mut errors = Vec::new();
        clean(&mut value, "", &mut errors);
        assert_eq!(value["name"], "Coté");
        let places: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code)).collect();
        assert_eq!(
            places,
            [
                ("/notes/0", "control_character"),
                ("/notes/1", "control_character"),
                ("/blank", "blank")
            ]
        );
    }
}
