//! What goes in and out about membership requests.

use super::model::{ApplicantKind, IneligibleReason, Request, RequestStatus};
use crate::auth::{Caller, Secret};
use crate::db::{Id, Instant};
use crate::http::{ERASED, sorts};
use crate::membership::focal_points::NewFocalPointData;
use crate::membership::members::{model::RegionalGroup, rules::state_codes};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// A membership request, as far as the caller may see it: the personal data is for the applicant and the secretariat.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MembershipRequest)]
pub struct RequestView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// What asks to join.
    pub kind: ApplicantKind,
    /// The applicant's English name.
    #[schema(example = "Mexico", max_length = 200)]
    pub name: String,
    /// ISO 3166-1 alpha-3, for a State.
    #[schema(required = true, example = "MEX", max_length = 3)]
    pub iso_alpha3: Option<String>,
    /// The acronym, for an organization.
    #[schema(required = true, example = json!(null), max_length = 20)]
    pub acronym: Option<String>,
    /// What the applicant says to the Network.
    #[schema(
        required = true,
        example = "Mexico wishes to share its work on its first national action plan.",
        max_length = 5000
    )]
    pub statement: Option<String>,
    /// Who submitted it; null for those who are neither the applicant nor the secretariat, and once the person was erased.
    #[schema(required = true, nullable = true)]
    pub contact: Option<Contact>,
    /// The focal point that the applicant proposes; null likewise.
    #[schema(required = true, nullable = true)]
    pub proposed_focal_point: Option<NewFocalPointData>,
    /// Its state.
    pub status: RequestStatus,
    /// When it came.
    #[schema(example = "2018-05-02T14:00:00Z")]
    pub received_at: Instant,
    /// When it was shared with the Network.
    #[schema(required = true, example = "2018-05-03T09:00:00Z", max_length = 40)]
    pub shared_at: Option<Instant>,
    /// The members with whom it was shared: all that were in the Network then.
    #[schema(max_items = 300)]
    pub shared_with: Vec<Id>,
    /// When it was admitted, found ineligible or withdrawn.
    #[schema(required = true, example = "2018-06-01T09:00:00Z", max_length = 40)]
    pub decided_at: Option<Instant>,
    /// Why it is ineligible.
    #[schema(required = true, value_type = Option<String>, example = json!(null), max_length = 20)]
    pub reason: Option<IneligibleReason>,
    /// The secretariat's words on that.
    #[schema(required = true, example = json!(null), max_length = 2000)]
    pub explanation: Option<String>,
    /// The member that came of it.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
}

/// Who submitted a request.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RequestContact)]
pub struct Contact {
    /// The person's name.
    #[schema(example = "Ana Torres", min_length = 1, max_length = 200)]
    pub name: String,
    /// The person's e-mail address.
    #[schema(
        example = "onumex@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: String,
}

impl RequestView {
    /// The request as a caller sees it; `shared_with` holds pairs of request and member.
    pub fn seen_by(caller: &Caller, request: Request, shared_with: &[(Id, Id)]) -> Self {
        let personal = caller.is_secretariat() || request.is_of(caller);
        let proposed = request.proposal();
        let told = personal && request.contact_name != ERASED;
        Self {
            contact: told.then_some(Contact {
                name: request.contact_name,
                email: request.contact_email,
            }),
            proposed_focal_point: proposed.filter(|_| personal),
            shared_with: shared_with
                .iter()
                .filter(|(id, _)| *id == request.id)
                .map(|(_, member)| *member)
                .collect(),
            id: request.id,
            kind: request.kind,
            name: request.name,
            iso_alpha3: request.iso_alpha3,
            acronym: request.acronym,
            statement: request.statement,
            status: request.status,
            received_at: request.received_at,
            shared_at: request.shared_at,
            decided_at: request.decided_at,
            reason: request.reason,
            explanation: request.explanation,
            member_id: request.member_id,
        }
    }
}

/// A request with the secret to follow it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmittedRequest {
    /// The request.
    pub request: RequestView,
    /// Send this as `Follow-Up-Secret` to see the request or to withdraw it. It is shown only here.
    #[schema(example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE", max_length = 43)]
    pub follow_up_secret: String,
}

impl SubmittedRequest {
    /// Shows the secret, once.
    pub fn new(request: RequestView, secret: &Secret) -> Self {
        Self {
            request,
            follow_up_secret: secret.reveal().to_owned(),
        }
    }
}

/// A new membership request.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "one_identity"))]
pub struct NewMembershipRequest {
    /// What asks to join.
    pub kind: ApplicantKind,
    /// The applicant's English name.
    #[schema(example = "Mexico", min_length = 1, max_length = 200)]
    pub name: String,
    /// ISO 3166-1 alpha-3; required for a State.
    #[schema(example = "MEX", min_length = 3, max_length = 3)]
    pub iso_alpha3: Option<String>,
    /// The acronym; required for an organization.
    #[schema(example = json!(null), min_length = 1, max_length = 20)]
    pub acronym: Option<String>,
    /// What the applicant says to the Network.
    #[schema(
        example = "Mexico wishes to share its work on its first national action plan.",
        min_length = 1,
        max_length = 5000
    )]
    pub statement: Option<String>,
    /// Who submits it; seen by the secretariat only.
    #[validate(nested)]
    pub contact: Contact,
    /// The focal point that the applicant proposes; seen by the secretariat only, until it is assigned.
    #[schema(nullable = true)]
    #[validate(nested)]
    pub proposed_focal_point: Option<NewFocalPointData>,
}

fn one_identity(new: &NewMembershipRequest) -> Result<(), ValidationError> {
    let fault = |pointer: &'static str, message: &'static str| {
        let mut error = ValidationError::new("invalid").with_message(message.into());
        error.add_param("pointer".into(), &pointer);
        Err(error)
    };
    match (new.kind, &new.iso_alpha3, &new.acronym) {
        (ApplicantKind::MemberState, Some(code), _) if state_codes(code).is_some() => Ok(()),
        (ApplicantKind::MemberState, ..) => fault(
            "/iso_alpha3",
            "Give the State's ISO 3166-1 alpha-3 code, such as MEX.",
        ),
        (_, Some(_), _) => fault("/iso_alpha3", "Only a State has an ISO code; leave this out."),
        (ApplicantKind::RegionalOrganization, None, None) => {
            fault("/acronym", "Give the organization's acronym, such as AU.")
        }
        (ApplicantKind::RegionalOrganization | ApplicantKind::Other, None, _) => Ok(()),
    }
}

/// How a request is admitted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Admission {
    /// The first day of the membership; today when left out, and not later.
    #[schema(example = "2018-06-01", format = "date", max_length = 10)]
    pub starts_on: Option<NaiveDate>,
    /// The regional group, for a State.
    #[schema(example = "latin_american_and_caribbean")]
    pub regional_group: Option<RegionalGroup>,
    /// The first focal point; the one proposed in the request when left out.
    #[schema(nullable = true)]
    #[validate(nested)]
    pub focal_point: Option<NewFocalPointData>,
}

/// Why a request cannot be admitted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Ineligibility {
    /// The ground.
    pub reason: IneligibleReason,
    /// The secretariat's words on it, for the applicant.
    #[schema(
        example = "The Network is open to Member States and regional organizations.",
        min_length = 1,
        max_length = 2000
    )]
    pub explanation: String,
}

sorts! {
    /// The order of the list of membership requests.
    pub RequestSort = "-received_at", from "received_at"
}

/// Filters of the list of membership requests.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RequestFilters {
    /// Only requests in this state.
    #[param(inline, example = "shared")]
    pub status: Option<RequestStatus>,
    /// Only requests of this kind of applicant.
    #[param(inline, example = "member_state")]
    pub kind: Option<ApplicantKind>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<RequestSort>,
}
