//! What goes out of the report.

use crate::db::Id;
use crate::db::stored::words;
use crate::reports::forms::{Printed, Report};
use crate::reports::page;
use crate::reports::people::ReportedMember;
use chrono::NaiveDate;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

words! {
    /// What became of a clause in a year.
    pub enum ObligationStatus {
        /// What is on record meets it.
        Met = "met",
        /// What is on record does not meet it, or not yet.
        Unmet = "unmet",
        /// The year gave no occasion.
        NotApplicable = "not_applicable",
    }
}

/// What the guidelines ask of a year, and what is on record, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Obligations {
    /// The year.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// The day as of which it is looked at: the last day of the year, or today.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub on: NaiveDate,
    /// How many clauses are met.
    #[schema(example = 19, minimum = 0, maximum = 100)]
    pub met: usize,
    /// How many are not.
    #[schema(example = 5, minimum = 0, maximum = 100)]
    pub unmet: usize,
    /// How many had no occasion.
    #[schema(example = 3, minimum = 0, maximum = 100)]
    pub not_applicable: usize,
    /// The clauses, in the order of the guidelines.
    #[schema(max_items = 100)]
    pub clauses: Vec<Obligation>,
}

/// A clause of the guidelines in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct Obligation {
    /// The id of the clause.
    #[schema(example = "meeting.annual", max_length = 60)]
    pub clause: &'static str,
    /// Its title.
    #[schema(example = "One annual meeting", max_length = 100)]
    pub title: &'static str,
    /// Whether it is met.
    #[schema(example = "met")]
    pub status: ObligationStatus,
    /// Why, in a sentence.
    #[schema(example = "The annual meeting was held.", max_length = 500)]
    pub summary: String,
    /// Where that is on record; the first hundred.
    #[schema(max_items = 101)]
    pub evidence: Vec<Evidence>,
    /// The members that do not meet it, where it is one of each member.
    #[schema(max_items = 300)]
    pub members: Vec<ReportedMember>,
}

/// Where something is on record.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Evidence {
    /// The resource.
    #[schema(example = "meetings", max_length = 60)]
    pub resource: &'static str,
    /// Its path in this service: of one record, or of a list.
    #[schema(
        example = "/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
        max_length = 300
    )]
    pub path: String,
}

impl Evidence {
    /// A record.
    pub fn of(resource: &'static str, id: Id) -> Self {
        Self {
            resource,
            path: format!("/v1/{resource}/{id}"),
        }
    }
}

impl Report for Obligations {
    const COLUMNS: &'static [&'static str] = &[
        "year", "clause", "title", "status", "summary", "evidence", "members",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |one: &Obligation| {
            let paths: Vec<&str> = one.evidence.iter().map(|found| found.path.as_str()).collect();
            let names: Vec<&str> = one.members.iter().map(|member| member.name.as_str()).collect();
            vec![
                self.year.to_string(),
                one.clause.to_owned(),
                one.title.to_owned(),
                one.status.as_str().to_owned(),
                one.summary.clone(),
                paths.join(" "),
                names.join("; "),
            ]
        };
        self.clauses.iter().map(line).collect()
    }
}

impl ObligationStatus {
    const fn told(self) -> &'static str {
        match self {
            Self::Met => "Met",
            Self::Unmet => "Not met",
            Self::NotApplicable => "No occasion",
        }
    }
}

impl Printed for Obligations {
    fn heading(&self) -> String {
        format!("The guidelines in {}", self.year)
    }

    fn body(&self) -> Markup {
        html! {
            p { "As of " time datetime=(self.on) { (self.on) } ", from what is on record." }
            (self.printed())
        }
    }
}

impl Obligations {
    /// Chart and table, for a page.
    pub fn printed(&self) -> Markup {
        let counts = [
            ("Met".to_owned(), self.met),
            ("Not met".to_owned(), self.unmet),
            ("No occasion".to_owned(), self.not_applicable),
        ];
        let row = |one: &Obligation| {
            vec![
                html! { (one.title) br; code { (one.clause) } },
                html! { (one.status.told()) },
                html! {
                    (one.summary)
                    @if !one.members.is_empty() {
                        " " @for (place, member) in one.members.iter().enumerate() { @if place > 0 { ", " } (member.name) }
                    }
                },
                html! { ul { @for found in &one.evidence { li { a href=(found.path) { (found.resource) } } } } },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.clauses.iter().map(row).collect();
        let caption = format!("Clause by clause, {}", self.year);
        html! {
            (page::bars(&format!("Clauses of the guidelines in {}", self.year), &counts))
            (page::table(&caption, &["Clause", "Status", "Why", "On record"], &rows))
        }
    }
}
