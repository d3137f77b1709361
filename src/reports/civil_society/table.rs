//! The report as a table: a meeting or an initiative a line.

use super::json::{CivilSocietyPlace, CivilSocietyReport, CivilSocietyRow};
use crate::communication::languages::told;
use crate::reports::forms::Report;

impl Report for CivilSocietyReport {
    const COLUMNS: &'static [&'static str] = &[
        "year",
        "place",
        "id",
        "title",
        "status",
        "partners",
        "attended",
        "spoke",
        "led_item",
        "co_organized",
        "members",
        "percent",
        "warning",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        [
            (CivilSocietyPlace::Meeting, &self.meetings),
            (CivilSocietyPlace::Initiative, &self.initiatives),
        ]
        .into_iter()
        .flat_map(|(place, rows)| rows.iter().map(move |row| line(self.year, place, row)))
        .collect()
    }
}

fn line(year: i32, place: CivilSocietyPlace, row: &CivilSocietyRow) -> Vec<String> {
    vec![
        year.to_string(),
        place.as_str().to_owned(),
        row.id.to_string(),
        told(&row.title, "en", "en").text,
        row.status.to_owned(),
        row.partners.to_string(),
        row.attended.to_string(),
        row.spoke.to_string(),
        row.led_item.to_string(),
        row.co_organized.to_string(),
        row.members.to_string(),
        row.percent.map(|percent| percent.to_string()).unwrap_or_default(),
        row.warnings.iter().map(|warning| warning.clause).collect(),
    ]
}
