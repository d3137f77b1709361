//! What goes out of the report.

use crate::reports::forms::{Printed, Report};
use crate::reports::page;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

/// What a year brought on each focus area.
#[derive(Debug, Serialize, ToSchema)]
pub struct FocusAreaCoverage {
    /// The year.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// The areas, in the order of the guidelines.
    #[schema(max_items = 9)]
    pub areas: Vec<CoveredArea>,
}

/// What a year brought on one focus area. What is on several areas counts in each.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct CoveredArea {
    /// The key of the area.
    #[schema(example = "participation", max_length = 60)]
    pub key: String,
    /// Its name.
    #[schema(example = "Women's participation", max_length = 100)]
    pub name: String,
    /// Updates that were published.
    #[schema(example = 4, minimum = 0, maximum = 1_000_000)]
    pub updates: usize,
    /// Items on the agenda of meetings that were held.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub agenda_items: usize,
    /// Guidance notes that the troika issued.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub guidance_notes: usize,
    /// Adopted action plans whose period has a day in the year.
    #[schema(example = 3, minimum = 0, maximum = 1_000_000)]
    pub action_plans: usize,
    /// Funding programmes that ran.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub funding_programmes: usize,
    /// Needs and offers of assistance that were stated.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub assistance: usize,
    /// Goals and actions that the troika set.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub goals_and_actions: usize,
    /// Initiatives that ran.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub initiatives: usize,
    /// Exchanges with other forums.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub forum_exchanges: usize,
    /// Knowledge products that were published.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub knowledge_products: usize,
    /// All of these together; none: nothing happened.
    #[schema(example = 18, minimum = 0, maximum = 10_000_000)]
    pub total: usize,
}

impl Report for FocusAreaCoverage {
    const COLUMNS: &'static [&'static str] = &[
        "year",
        "key",
        "name",
        "updates",
        "agenda_items",
        "guidance_notes",
        "action_plans",
        "funding_programmes",
        "assistance",
        "goals_and_actions",
        "initiatives",
        "forum_exchanges",
        "knowledge_products",
        "total",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |area: &CoveredArea| {
            let mut line = vec![self.year.to_string(), area.key.clone(), area.name.clone()];
            line.extend(area.counts().iter().map(ToString::to_string));
            line
        };
        self.areas.iter().map(line).collect()
    }
}

impl CoveredArea {
    /// What is counted, and all together, in the order of the columns.
    pub const fn counts(&self) -> [usize; 11] {
        [
            self.updates,
            self.agenda_items,
            self.guidance_notes,
            self.action_plans,
            self.funding_programmes,
            self.assistance,
            self.goals_and_actions,
            self.initiatives,
            self.forum_exchanges,
            self.knowledge_products,
            self.total,
        ]
    }
}

impl Printed for FocusAreaCoverage {
    fn heading(&self) -> String {
        format!("Coverage of the focus areas in {}", self.year)
    }

    fn body(&self) -> Markup {
        let totals: Vec<(String, usize)> = self
            .areas
            .iter()
            .map(|area| (area.name.clone(), area.total))
            .collect();
        let row = |area: &CoveredArea| {
            let mut row = vec![html! { (area.name) }];
            row.extend(area.counts().iter().map(|count| html! { (count) }));
            row
        };
        let rows: Vec<Vec<Markup>> = self.areas.iter().map(row).collect();
        let columns = [
            "Area",
            "Updates",
            "Agenda items",
            "Guidance notes",
            "Action plans",
            "Programmes",
            "Assistance",
            "Goals and actions",
            "Initiatives",
            "Exchanges",
            "Knowledge products",
            "Total",
        ];
        html! {
            (page::bars("What the year brought, by focus area", &totals))
            (page::table("What the year brought, by focus area and kind", &columns, &rows))
        }
    }
}
