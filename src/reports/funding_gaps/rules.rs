//! What counts where.

use super::json::{FundingGapRow, FundingGaps};
use crate::guidelines::focus_areas;
use crate::membership::members::model::RegionalGroup;
use crate::support::assistance_needs::model::AssistanceNeed;
use crate::support::assistance_offers::model::AssistanceOffer;
use crate::support::funding_programmes::model::FundingProgramme;
use crate::support::money::{Money, Sums};
use std::collections::BTreeSet;

/// What the report of a year is made of.
pub struct Facts {
    /// Open needs.
    pub needs: Vec<AssistanceNeed>,
    /// Open offers.
    pub offers: Vec<AssistanceOffer>,
    /// Programmes that run in the year.
    pub programmes: Vec<Running>,
}

/// A programme with the name and the key of its donor, and what is committed to it for the year.
pub struct Running {
    /// The programme.
    pub programme: FundingProgramme,
    /// Name and key.
    pub donor: (String, String),
    /// The commitment.
    pub committed: Option<Money>,
}

impl Running {
    /// Two donors on a common area in a common region.
    fn overlaps(&self, other: &Self) -> bool {
        let (own, others) = (&self.programme, &other.programme);
        self.donor.1 != other.donor.1
            && own.focus_areas.meets(others.focus_areas)
            && own.regions.meet(&others.regions)
    }
}

/// The regional groups with their names.
const REGIONS: [(RegionalGroup, &str); 5] = [
    (RegionalGroup::AfricanGroup, "African Group"),
    (RegionalGroup::AsiaPacific, "Asia-Pacific Group"),
    (RegionalGroup::EasternEuropean, "Eastern European Group"),
    (
        RegionalGroup::LatinAmericanAndCaribbean,
        "Latin American and Caribbean Group",
    ),
    (
        RegionalGroup::WesternEuropeanAndOthers,
        "Western European and Others Group",
    ),
];

impl Facts {
    /// The report.
    pub fn report(&self, year: i32) -> FundingGaps {
        let donors: BTreeSet<&(String, String)> = self.programmes.iter().map(|one| &one.donor).collect();
        FundingGaps {
            year,
            areas: focus_areas::ALL
                .iter()
                .map(|area| self.of_area(area.key, area.title))
                .collect(),
            regions: REGIONS
                .iter()
                .map(|(region, name)| self.of_region(*region, name))
                .collect(),
            donors: donors.into_iter().map(|donor| self.of_donor(donor)).collect(),
        }
    }

    fn of_area(&self, key: &str, name: &str) -> FundingGapRow {
        self.row(
            (key, name),
            self.needs
                .iter()
                .filter(|need| need.focus_areas.contains(key))
                .collect(),
            self.offers
                .iter()
                .filter(|offer| offer.focus_areas.contains(key))
                .count(),
            |one| one.programme.focus_areas.contains(key),
            false,
        )
    }

    fn of_region(&self, region: RegionalGroup, name: &str) -> FundingGapRow {
        let for_it = |offer: &&AssistanceOffer| offer.region.is_none_or(|own| own == region);
        self.row(
            (region.as_str(), name),
            self.needs.iter().filter(|need| need.region == region).collect(),
            self.offers.iter().filter(for_it).count(),
            |one| one.programme.regions.cover(region),
            false,
        )
    }

    fn of_donor(&self, donor: &(String, String)) -> FundingGapRow {
        let (name, key) = donor;
        self.row(
            (key, name),
            Vec::new(),
            self.offers
                .iter()
                .filter(|offer| offer.member_id.to_string() == *key)
                .count(),
            |one| one.donor == *donor,
            true,
        )
    }

    /// Whether no open offer is on an area of the need.
    fn is_unmet(&self, need: &AssistanceNeed) -> bool {
        !self
            .offers
            .iter()
            .any(|offer| offer.focus_areas.meets(need.focus_areas))
    }

    /// A row. Programmes overlap with others of the row, and those of a donor with all.
    fn row(
        &self,
        (key, name): (&str, &str),
        needs: Vec<&AssistanceNeed>,
        open_offers: usize,
        is_of: impl Fn(&Running) -> bool,
        with_all: bool,
    ) -> FundingGapRow {
        let programmes: Vec<&Running> = self.programmes.iter().filter(|one| is_of(one)).collect();
        let others: Vec<&Running> = self
            .programmes
            .iter()
            .filter(|one| with_all || is_of(one))
            .collect();
        let overlapping = programmes
            .iter()
            .filter(|one| others.iter().any(|other| one.overlaps(other)));
        FundingGapRow {
            key: key.to_owned(),
            name: name.to_owned(),
            open_needs: needs.len(),
            unmet_needs: needs.iter().filter(|need| self.is_unmet(need)).count(),
            needed: summed(needs.iter().filter_map(|need| need.needed.as_ref())),
            open_offers,
            programmes: programmes.len(),
            uncommitted_programmes: programmes.iter().filter(|one| one.committed.is_none()).count(),
            overlapping_programmes: overlapping.count(),
            committed: summed(programmes.iter().filter_map(|one| one.committed.as_ref())),
        }
    }
}

fn summed<'a>(amounts: impl Iterator<Item = &'a Money>) -> Vec<Money> {
    let mut sums = Sums::default();
    amounts.for_each(|money| sums.add(money));
    sums.into_money()
}
