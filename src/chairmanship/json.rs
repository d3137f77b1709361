//! What terms, nominations and the troika have in common in JSON.

use super::terms::rules::fault_of_days;
use crate::db::{Id, Localized};
use crate::http::check_localized;
use crate::membership::members::model::Full;
use crate::membership::members::rules::name_on;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashSet;
use utoipa::ToSchema;
use validator::ValidationError;

/// A member in brief.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberSummary {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub id: Id,
    /// Its English name on the day that counts here.
    #[schema(example = "Germany", max_length = 200)]
    pub name: String,
    /// ISO 3166-1 alpha-3; null for an organization.
    #[schema(required = true, example = "DEU", max_length = 3)]
    pub iso_alpha3: Option<String>,
    /// Its acronym; null for a State.
    #[schema(required = true, example = json!(null), max_length = 20)]
    pub acronym: Option<String>,
}

impl MemberSummary {
    /// The member under its name on a day.
    pub fn on(day: NaiveDate, full: &Full) -> Self {
        let member = &full.member;
        Self {
            id: member.id,
            name: name_on(day, &full.names).unwrap_or(&member.name).to_owned(),
            iso_alpha3: member.iso_alpha3.clone(),
            acronym: member.acronym.clone(),
        }
    }
}

/// A fault with its place in the body.
pub fn fault(pointer: &'static str, message: &'static str) -> ValidationError {
    let mut error = ValidationError::new("invalid").with_message(message.into());
    error.add_param("pointer".into(), &pointer);
    error
}

/// A list of members names each once.
pub fn each_once(pointer: &'static str, ids: &[Id]) -> Result<(), ValidationError> {
    let mut seen = HashSet::new();
    if ids.iter().all(|id| seen.insert(id)) {
        return Ok(());
    }
    Err(fault(pointer, "Name each member only once."))
}

/// The days of a term are in order, and not too many.
pub fn check_days(starts_on: NaiveDate, ends_on: NaiveDate) -> Result<(), ValidationError> {
    match fault_of_days(starts_on, ends_on) {
        Some(sentence) => Err(fault("/ends_on", sentence)),
        None => Ok(()),
    }
}

/// The keys of a text by language are language tags.
pub fn check_text(pointer: &'static str, text: Option<&Localized>) -> Result<(), ValidationError> {
    let Some(Localized(text)) = text else {
        return Ok(());
    };
    check_localized(text).map_err(|mut error| {
        error.add_param("pointer".into(), &pointer);
        error
    })
}
