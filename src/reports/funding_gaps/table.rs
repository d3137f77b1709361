//! The report as a table: its rows with their dimension in front.

use super::json::{FundingGapRow, FundingGaps};
use crate::reports::forms::Report;
use crate::support::money::Money;

impl Report for FundingGaps {
    const COLUMNS: &'static [&'static str] = &[
        "year",
        "dimension",
        "key",
        "name",
        "open_needs",
        "unmet_needs",
        "needed",
        "open_offers",
        "programmes",
        "uncommitted_programmes",
        "overlapping_programmes",
        "committed",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        [
            ("area", &self.areas),
            ("region", &self.regions),
            ("donor", &self.donors),
        ]
        .into_iter()
        .flat_map(|(dimension, rows)| rows.iter().map(move |row| line(self.year, dimension, row)))
        .collect()
    }
}

fn line(year: i32, dimension: &str, row: &FundingGapRow) -> Vec<String> {
    vec![
        year.to_string(),
        dimension.to_owned(),
        row.key.clone(),
        row.name.clone(),
        row.open_needs.to_string(),
        row.unmet_needs.to_string(),
        amounts(&row.needed),
        row.open_offers.to_string(),
        row.programmes.to_string(),
        row.uncommitted_programmes.to_string(),
        row.overlapping_programmes.to_string(),
        amounts(&row.committed),
    ]
}

fn amounts(money: &[Money]) -> String {
    money
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
