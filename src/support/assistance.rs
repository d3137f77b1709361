//! What needs of assistance and offers of it have in common.

use crate::db::stored::words;
use crate::error::Problem;
use crate::guidelines::{FocusAreas, clauses};

words! {
    /// What assistance is needed or offered.
    pub enum AssistanceKind {
        /// Money.
        Financial = "financial",
        /// Expertise and equipment.
        Technical = "technical",
        /// Training and the like, at a level and for those that it names.
        CapacityBuilding = "capacity_building",
    }
}

words! {
    /// At what level capacity is built.
    pub enum CapacityLevel {
        /// In towns and villages.
        Local = "local",
        /// In a State.
        National = "national",
        /// In a region.
        Regional = "regional",
    }
}

words! {
    /// The state of a need or an offer.
    pub enum AssistanceStatus {
        /// It looks for its counterpart.
        Open = "open",
        /// It has found it.
        Matched = "matched",
        /// It is over.
        Closed = "closed",
    }
}

/// Refuses what is about no focus area, by which needs and offers find each other, and the building of capacity at no
/// level (clause `focus.capacity`).
///
/// # Errors
/// 422.
pub fn check(areas: FocusAreas, kind: AssistanceKind, level: Option<CapacityLevel>) -> Result<(), Problem> {
    if areas.is_empty() {
        return Err(Problem::invalid(
            "/focus_areas",
            "too_few",
            "Name at least one focus area: by them needs and offers find each other.",
        ));
    }
    if kind == AssistanceKind::CapacityBuilding && level.is_none() {
        return Err(Problem::invalid(
            "/level",
            "required",
            "Say at which level capacity is built: local, national or regional.",
        )
        .citing(clauses::FOCUS_CAPACITY.id));
    }
    Ok(())
}

impl AssistanceStatus {
    /// Passes what is open.
    ///
    /// # Errors
    /// 409 with one of the two sentences.
    pub fn require_open(self, matched: &'static str, closed: &'static str) -> Result<(), Problem> {
        let detail = match self {
            Self::Open => return Ok(()),
            Self::Matched => matched,
            Self::Closed => closed,
        };
        Err(Problem::conflict(detail).citing(clauses::FUNDING_COORDINATION.id))
    }

    /// Open or matched → closed.
    ///
    /// # Errors
    /// 409.
    pub fn close(&mut self) -> Result<(), Problem> {
        if *self == Self::Closed {
            return Err(Problem::conflict("It is closed already.").citing(clauses::FUNDING_COORDINATION.id));
        }
        *self = Self::Closed;
        Ok(())
    }
}
