//! What goes out of the report.

use crate::reports::forms::Report;
use crate::reports::people::ReportedMember;
use serde::Serialize;
use utoipa::ToSchema;

/// What the members of a year shared, and where.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberActivity {
    /// The year.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// The members of the Network on its last day, or today, by name.
    #[schema(max_items = 300)]
    pub members: Vec<MemberActivityRow>,
}

/// What a member shared in a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberActivityRow {
    /// The member.
    pub member: ReportedMember,
    /// How many of its updates stood in issues of the newsletter that were published in the year.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub newsletter_updates: usize,
    /// How many of its updates were shared at meetings that were held in the year.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub meeting_updates: usize,
    /// Whether it shared on both channels.
    #[schema(example = true)]
    pub on_both: bool,
    /// How often it promoted the Network at a forum in the year.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub promotions: usize,
}

impl Report for MemberActivity {
    const COLUMNS: &'static [&'static str] = &[
        "year",
        "member_id",
        "member",
        "newsletter_updates",
        "meeting_updates",
        "on_both",
        "promotions",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |row: &MemberActivityRow| {
            vec![
                self.year.to_string(),
                row.member.id.to_string(),
                row.member.name.clone(),
                row.newsletter_updates.to_string(),
                row.meeting_updates.to_string(),
                row.on_both.to_string(),
                row.promotions.to_string(),
            ]
        };
        self.members.iter().map(line).collect()
    }
}
