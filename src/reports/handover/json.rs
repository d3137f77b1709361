//! What goes in and out of the report.

use crate::communication::languages::told;
use crate::db::{Id, Localized};
use crate::reports::forms::{Printed, Report};
use crate::reports::obligations::Obligations;
use crate::reports::page;
use crate::reports::people::ReportedMember;
use chrono::NaiveDate;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The term in question.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HandoverParams {
    /// The chair term that is handed over; the one that covers today when left out.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub term: Option<Id>,
}

/// What a Chair hands over.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverPack {
    /// The term that is handed over.
    pub term: HandoverTerm,
    /// The term that follows; null while it is not known.
    #[schema(required = true, nullable)]
    pub next: Option<HandoverTerm>,
    /// What the term brought and what is open, kind by kind.
    #[schema(max_items = 20)]
    pub sections: Vec<HandoverSection>,
    /// What the guidelines asked of each year of the term.
    #[schema(max_items = 20)]
    pub years: Vec<Obligations>,
}

/// A chair term, as it is handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverTerm {
    /// Its id.
    pub id: Id,
    /// Its first day.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// Its last day.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// Its Chairs, in the order in which they were named.
    #[schema(max_items = 10)]
    pub chairs: Vec<ReportedMember>,
}

/// Records of one kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverSection {
    /// What they have in common.
    #[schema(example = "meetings", max_length = 60)]
    pub key: &'static str,
    /// The same in words.
    #[schema(example = "Meetings", max_length = 100)]
    pub title: &'static str,
    /// The records, in their order of time; the first five hundred.
    #[schema(max_items = 500)]
    pub items: Vec<HandoverItem>,
}

/// A record that is handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverItem {
    /// Its path in this service.
    #[schema(
        example = "/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
        max_length = 300
    )]
    pub path: String,
    /// Its title by language.
    pub title: Localized,
    /// Its state.
    #[schema(example = "held", max_length = 40)]
    pub status: &'static str,
    /// The day that it stands under.
    #[schema(example = "2018-09-24", format = "date", max_length = 10)]
    pub on: NaiveDate,
}

impl HandoverItem {
    /// A record.
    pub fn of(resource: &str, id: Id, title: Localized, status: &'static str, on: NaiveDate) -> Self {
        Self {
            path: format!("/v1/{resource}/{id}"),
            title,
            status,
            on,
        }
    }

    fn name(&self) -> String {
        told(&self.title, "en", "en").text
    }
}

impl Report for HandoverPack {
    const COLUMNS: &'static [&'static str] = &["section", "on", "title", "status", "path"];

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |section: &HandoverSection, item: &HandoverItem| {
            vec![
                section.key.to_owned(),
                item.on.to_string(),
                item.name(),
                item.status.to_owned(),
                item.path.clone(),
            ]
        };
        self.sections
            .iter()
            .flat_map(|section| section.items.iter().map(move |item| line(section, item)))
            .collect()
    }
}

impl HandoverTerm {
    fn told(&self) -> String {
        let names: Vec<&str> = self.chairs.iter().map(|chair| chair.name.as_str()).collect();
        format!("{}, {} to {}", names.join(" and "), self.starts_on, self.ends_on)
    }
}

impl Printed for HandoverPack {
    fn heading(&self) -> String {
        format!("Handover of the chair: {}", self.term.told())
    }

    fn body(&self) -> Markup {
        let next = self
            .next
            .as_ref()
            .map_or_else(|| "not known yet".to_owned(), HandoverTerm::told);
        let row = |item: &HandoverItem| {
            vec![
                html! { time datetime=(item.on) { (item.on) } },
                html! { a href=(item.path) { (item.name()) } },
                html! { (item.status) },
            ]
        };
        html! {
            p { "To: " (next) "." }
            @for section in &self.sections {
                h2 { (section.title) }
                (page::table(section.title, &["Day", "Title", "State"], &section.items.iter().map(row).collect::<Vec<_>>()))
            }
            @for year in &self.years {
                h2 { "The guidelines in " (year.year) }
                (year.printed())
            }
        }
    }
}
