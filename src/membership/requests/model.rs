//! What is kept of a membership request.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::membership::focal_points::NewFocalPointData;
use crate::schema::membership_requests;
use diesel::prelude::*;

words! {
    /// What asks to join.
    pub enum ApplicantKind {
        /// A Member State of the United Nations.
        MemberState = "member_state",
        /// A regional organization.
        RegionalOrganization = "regional_organization",
        /// Something else, which the guidelines do not provide for.
        Other = "other",
    }
}

words! {
    /// The state of a membership request.
    pub enum RequestStatus {
        /// With the secretariat.
        Received = "received",
        /// Shared with the Network.
        Shared = "shared",
        /// The applicant is a member.
        Admitted = "admitted",
        /// It cannot be admitted.
        Ineligible = "ineligible",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Why a request cannot be admitted: the only grounds there are, since membership is open.
    pub enum IneligibleReason {
        /// Neither a Member State nor a regional organization.
        NotEligible = "not_eligible",
        /// Another request of the same applicant is under way, or it is a member.
        Duplicate = "duplicate",
        /// What is needed to admit is missing.
        Incomplete = "incomplete",
    }
}

/// A row of `membership_requests`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = membership_requests, treat_none_as_null = true)]
pub struct Request {
    /// Its id.
    pub id: Id,
    /// What asks.
    pub kind: ApplicantKind,
    /// The applicant's English name.
    pub name: String,
    /// Its ISO 3166-1 alpha-3 code, for a State.
    pub iso_alpha3: Option<String>,
    /// Its acronym, for an organization.
    pub acronym: Option<String>,
    /// What it says to the Network.
    pub statement: Option<String>,
    /// Who submitted it; personal.
    pub contact_name: String,
    /// The submitter's address; personal.
    pub contact_email: String,
    /// The focal point it proposes, as JSON; personal.
    pub proposed_focal_point: Option<String>,
    /// Its state.
    pub status: RequestStatus,
    /// Hash of the secret with which the applicant follows it.
    pub secret_hash: Vec<u8>,
    /// When it came.
    pub received_at: Instant,
    /// When it was shared with the Network.
    pub shared_at: Option<Instant>,
    /// When it was admitted, found ineligible or withdrawn.
    pub decided_at: Option<Instant>,
    /// Why it is ineligible.
    pub reason: Option<IneligibleReason>,
    /// The secretariat's words on that.
    pub explanation: Option<String>,
    /// The member that came of it.
    pub member_id: Option<Id>,
    /// Counts its changes.
    pub version: i32,
}

impl Request {
    /// The focal point that it proposes.
    pub fn proposal(&self) -> Option<NewFocalPointData> {
        let json = self.proposed_focal_point.as_deref()?;
        serde_json::from_str(json).ok()
    }
}
