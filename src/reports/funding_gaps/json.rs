//! What goes in and out of the report.

use crate::support::money::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The year in question.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FundingGapParams {
    /// The year; this one when left out.
    #[param(minimum = 2000, maximum = 2100, example = 2018)]
    pub year: Option<i32>,
}

/// Needs, offers, programmes and commitments of a year, by area, region and donor. One that is on several areas or regions
/// counts in each.
#[derive(Debug, Serialize, ToSchema)]
pub struct FundingGaps {
    /// The year.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// By focus area, in the order of the guidelines.
    #[schema(max_items = 9)]
    pub areas: Vec<FundingGapRow>,
    /// By regional group.
    #[schema(max_items = 5)]
    pub regions: Vec<FundingGapRow>,
    /// By donor of a programme that runs in the year; needs are nobody's here, and offers those of the donor.
    #[schema(max_items = 10_000)]
    pub donors: Vec<FundingGapRow>,
}

/// What stands on one area, in one region or with one donor.
#[derive(Debug, Serialize, ToSchema)]
pub struct FundingGapRow {
    /// The key of the area, the word of the regional group, or the donor: the member's id, or the organization's name.
    #[schema(example = "participation", max_length = 300)]
    pub key: String,
    /// Its name.
    #[schema(example = "Women's participation", max_length = 300)]
    pub name: String,
    /// Needs that were stated by the end of the year and are open.
    #[schema(example = 3, minimum = 0, maximum = 1_000_000)]
    pub open_needs: usize,
    /// Those of them that no open offer is on an area of: gaps.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub unmet_needs: usize,
    /// What the open needs cost, by currency, as far as it is told.
    #[schema(max_items = 200)]
    pub needed: Vec<Money>,
    /// Offers that were made by the end of the year and are open.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub open_offers: usize,
    /// Programmes that run in the year.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub programmes: usize,
    /// Those of them with no commitment for the year.
    #[schema(example = 0, minimum = 0, maximum = 1_000_000)]
    pub uncommitted_programmes: usize,
    /// Those of them that another donor's has an area and a region in common with: overlaps.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub overlapping_programmes: usize,
    /// What is committed for the year, by currency.
    #[schema(max_items = 200)]
    pub committed: Vec<Money>,
}
