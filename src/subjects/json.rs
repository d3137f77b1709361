//! What goes in and out about a subject.

use crate::accounts::{AccountView, sessions::queries::Session};
use crate::communication::subscriptions::model::SubscriptionStatus;
use crate::db::{Id, Instant};
use crate::meetings::participants::ParticipantView;
use crate::membership::focal_points::FocalPointView;
use crate::membership::requests::RequestView;
use crate::partnership::partners::people::json::PartnerPersonView;
use crate::support::coordinators::model::CoordinatorView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Whom one wants to know about. At least one of the two; whatever has either is found.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SubjectQuery {
    /// The person's e-mail address.
    #[schema(
        example = "amina.haddad@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: Option<String>,
    /// The person's name, as it was given; case and accents do not count.
    #[schema(example = "Amina Haddad", min_length = 1, max_length = 200)]
    pub name: Option<String>,
}

/// Whom to erase. At least one of address and name; whatever has either is erased.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SubjectErasure {
    /// The person's e-mail address.
    #[schema(
        example = "amina.haddad@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: Option<String>,
    /// The person's name, as it was given; case and accents do not count.
    #[schema(example = "Amina Haddad", min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// Records of another person with the same name, which stay: their ids, from the export.
    #[schema(value_type = Option<Vec<Id>>, nullable = false, max_items = 500, example = json!([]))]
    pub keep: Option<Vec<Id>>,
}

/// Everything that the service holds on a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectExport {
    /// When it was looked for.
    #[schema(example = "2018-06-01T09:00:00Z")]
    pub exported_at: Instant,
    /// As a focal point.
    #[schema(max_items = 10_000)]
    pub focal_points: Vec<FocalPointView>,
    /// As the contact of an applicant, or as the focal point that it proposes.
    #[schema(max_items = 10_000)]
    pub membership_requests: Vec<RequestView>,
    /// As a participant in a meeting, for a member.
    #[schema(max_items = 10_000)]
    pub participants: Vec<ParticipantView>,
    /// As a person of a partner.
    #[schema(max_items = 10_000)]
    pub partner_people: Vec<PartnerPersonView>,
    /// As a subscriber to the newsletter.
    #[schema(max_items = 10_000)]
    pub newsletter_subscriptions: Vec<SubjectSubscription>,
    /// As the holder of an account. What the account decided stands in the audit trail, under its id.
    #[schema(max_items = 10_000)]
    pub accounts: Vec<SubjectAccount>,
    /// As a coordinator of the secretariat.
    #[schema(max_items = 10_000)]
    pub coordinators: Vec<CoordinatorView>,
}

/// A subscription with its address.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectSubscription {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The address.
    #[schema(example = "amina.haddad@example.org", format = "email", max_length = 254)]
    pub email: String,
    /// The language in which the newsletter is wanted (BCP 47).
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// Its state.
    pub status: SubscriptionStatus,
    /// When it was confirmed; null until then.
    #[schema(required = true, example = "2018-03-01T09:05:00Z")]
    pub confirmed_at: Option<Instant>,
    /// When it was asked for.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
}

/// An account with its sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectAccount {
    /// The account.
    pub account: AccountView,
    /// Its sessions.
    #[schema(max_items = 10_000)]
    pub sessions: Vec<SubjectSession>,
}

/// A session of an account.
#[allow(clippy::struct_field_names)]
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectSession {
    /// When it began.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it ends, or ended, unless it was ended before.
    #[schema(example = "2018-03-15T09:00:00Z")]
    pub expires_at: Instant,
    /// When it was ended; null when it was not.
    #[schema(required = true, example = json!(null))]
    pub revoked_at: Option<Instant>,
}

impl From<Session> for SubjectSession {
    fn from(session: Session) -> Self {
        Self {
            created_at: session.created_at,
            expires_at: session.expires_at,
            revoked_at: session.revoked_at,
        }
    }
}

/// What of a person was erased: the ids of the records, by where they stand.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct SubjectErased {
    /// Focal points: they stay, ended and without a name.
    #[schema(max_items = 10_000, example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"]))]
    pub focal_points: Vec<Id>,
    /// Membership requests: they stay without the contact or the proposed focal point.
    #[schema(max_items = 10_000, example = json!([]))]
    pub membership_requests: Vec<Id>,
    /// Participants: those who were at a meeting, or missed it, stay without a name; others are gone.
    #[schema(max_items = 10_000, example = json!([]))]
    pub participants: Vec<Id>,
    /// People of partners: their keys are gone.
    #[schema(max_items = 10_000, example = json!([]))]
    pub partner_people: Vec<Id>,
    /// Subscriptions: gone, with the mail that waited for them.
    #[schema(max_items = 10_000, example = json!([]))]
    pub newsletter_subscriptions: Vec<Id>,
    /// Accounts: they stay for the audit trail, disabled, without an address, a password or sessions.
    #[schema(max_items = 10_000, example = json!([]))]
    pub accounts: Vec<Id>,
    /// Coordinators: their terms stay without a name.
    #[schema(max_items = 10_000, example = json!([]))]
    pub coordinators: Vec<Id>,
}
