//! What goes in and out of the report.

use crate::db::stored::words;
use crate::db::{Id, Localized};
use crate::http::{LocalizedTitle, Warning};
use serde::Serialize;
use utoipa::ToSchema;

/// Where civil-society and local organizations took part in a year, as far as the caller may see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct CivilSocietyReport {
    /// The year.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// How many of the year's meetings they took part in.
    pub meeting_share: CivilSocietyShare,
    /// How many of the year's initiatives they took part in.
    pub initiative_share: CivilSocietyShare,
    /// The meetings of the Network that were not cancelled, in their order; those of the troika are its own.
    #[schema(max_items = 1000)]
    pub meetings: Vec<CivilSocietyRow>,
    /// The initiatives that have a day in the year and were not cancelled.
    #[schema(max_items = 10_000)]
    pub initiatives: Vec<CivilSocietyRow>,
}

/// How many of some there were with civil society.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CivilSocietyShare {
    /// All of them.
    #[schema(example = 4, minimum = 0, maximum = 10_000)]
    pub total: usize,
    /// Those in which at least one partner took part.
    #[schema(example = 3, minimum = 0, maximum = 10_000)]
    pub with_partners: usize,
    /// The share in percent, rounded down; null when there were none.
    #[schema(required = true, example = 75, minimum = 0, maximum = 100)]
    pub percent: Option<usize>,
}

/// Partners in one meeting or initiative.
#[derive(Debug, Serialize, ToSchema)]
pub struct CivilSocietyRow {
    /// The meeting or the initiative.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "Annual meeting 2018"}))]
    pub title: Localized,
    /// Its state.
    #[schema(example = "held", max_length = 20)]
    pub status: &'static str,
    /// Partners that take part, in whichever way.
    #[schema(example = 3, minimum = 0, maximum = 10_000)]
    pub partners: usize,
    /// Those of them that attended.
    #[schema(example = 1, minimum = 0, maximum = 10_000)]
    pub attended: usize,
    /// Those that spoke.
    #[schema(example = 1, minimum = 0, maximum = 10_000)]
    pub spoke: usize,
    /// Those that led an item.
    #[schema(example = 1, minimum = 0, maximum = 10_000)]
    pub led_item: usize,
    /// Those that co-organized it.
    #[schema(example = 0, minimum = 0, maximum = 10_000)]
    pub co_organized: usize,
    /// Members that take part: with a delegation that was approved or attended, or as a lead or a participant of the
    /// initiative.
    #[schema(example = 40, minimum = 0, maximum = 1000)]
    pub members: usize,
    /// The partners' share among members and partners together in percent, rounded down; null when there are neither.
    #[schema(required = true, example = 6, minimum = 0, maximum = 100)]
    pub percent: Option<usize>,
    /// That no partner takes part.
    #[schema(max_items = 1)]
    pub warnings: Vec<Warning>,
}

words! {
    /// What a row of the table is about.
    pub enum CivilSocietyPlace {
        /// A meeting.
        Meeting = "meeting",
        /// An initiative.
        Initiative = "initiative",
    }
}
