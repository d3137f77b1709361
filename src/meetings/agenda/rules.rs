//! What an agenda item has to be. That its focus areas are those of the guidelines is said in the contract.

use super::model::AgendaItem;
use crate::db::Localized;
use crate::error::{FieldError, Kind, Problem};
use crate::http::check_localized;
use std::borrow::Cow;

/// The last place on an agenda.
const LAST: i32 = 10_000;

/// Languages in which a text may stand.
const MOST_LANGUAGES: usize = 30;

/// Passes an item whose texts, place and focus areas are in order; `lead_is_known` says whether its lead is a member.
///
/// # Errors
/// 422 with every fault.
pub fn check(item: &AgendaItem, lead_is_known: bool) -> Result<(), Problem> {
    let mut faults = Vec::new();
    text("/title", &item.title, &mut faults);
    if let Some(description) = &item.description {
        text("/description", description, &mut faults);
    }
    if item.position > LAST {
        let detail = "The last place on the agenda is taken; give this item another.";
        faults.push(fault("/position", "too_large", detail));
    }
    if !lead_is_known {
        faults.push(fault("/lead_id", "unknown", "There is no such member."));
    }
    let areas = &item.focus_areas.0;
    for (index, key) in areas.iter().enumerate() {
        if areas.iter().take(index).any(|earlier| earlier == key) {
            let pointer = format!("/focus_areas/{index}");
            faults.push(fault(&pointer, "repeated", "Name each focus area only once."));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem::of_fields(Kind::InvalidContent, faults))
}

fn fault(pointer: &str, code: &'static str, detail: impl Into<Cow<'static, str>>) -> FieldError {
    FieldError {
        pointer: pointer.to_owned(),
        code,
        detail: detail.into(),
    }
}

fn text(pointer: &str, text: &Localized, faults: &mut Vec<FieldError>) {
    if text.0.is_empty() {
        faults.push(fault(
            pointer,
            "required",
            "Leave the text in one language at least.",
        ));
    }
    if text.0.len() > MOST_LANGUAGES {
        let detail = format!("Give at most {MOST_LANGUAGES} languages.");
        faults.push(fault(pointer, "too_many", detail));
    }
    if let Err(error) = check_localized(&text.0) {
        faults.push(fault(pointer, "language", error.message.unwrap_or_default()));
    }
}
