//! What goes in and out about a partner's person.

use super::model::{PartnerPerson, PersonData};
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A person of a partner, opened for the secretariat.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartnerPersonView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub id: Id,
    /// The partner.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub partner_id: Id,
    /// The name.
    #[schema(example = "Amina Haddad", max_length = 200)]
    pub name: String,
    /// What the person does for the partner; null when nobody said.
    #[schema(required = true, example = "Director", max_length = 200)]
    pub role: Option<String>,
    /// The e-mail address; null when there is none.
    #[schema(
        required = true,
        example = "amina.haddad@example.org",
        format = "email",
        max_length = 254
    )]
    pub email: Option<String>,
    /// The telephone number; null when there is none.
    #[schema(required = true, example = "+264 61 000 0000", max_length = 60)]
    pub phone: Option<String>,
    /// What else the secretariat has to know; null when there is nothing.
    #[schema(required = true, example = "Write by e-mail only.", max_length = 2000)]
    pub note: Option<String>,
    /// When it was added.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

impl PartnerPersonView {
    /// A person with what is known.
    pub fn new(person: &PartnerPerson, data: PersonData) -> Self {
        Self {
            id: person.id,
            partner_id: person.partner_id,
            name: data.name,
            role: data.role,
            email: data.email,
            phone: data.phone,
            note: data.note,
            created_at: person.created_at,
            updated_at: person.updated_at,
        }
    }
}

/// A new person of a partner. Keep no more than the Network needs to work with the partner.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPartnerPerson {
    /// The name.
    #[schema(example = "Amina Haddad", min_length = 1, max_length = 200)]
    pub name: String,
    /// What the person does for the partner.
    #[schema(example = "Director", min_length = 1, max_length = 200)]
    pub role: Option<String>,
    /// The e-mail address.
    #[schema(
        example = "amina.haddad@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: Option<String>,
    /// The telephone number.
    #[schema(example = "+264 61 000 0000", min_length = 1, max_length = 60)]
    pub phone: Option<String>,
    /// What else the secretariat has to know.
    #[schema(example = "Write by e-mail only.", min_length = 1, max_length = 2000)]
    pub note: Option<String>,
}

impl From<NewPartnerPerson> for PersonData {
    fn from(new: NewPartnerPerson) -> Self {
        Self {
            name: new.name,
            role: new.role,
            email: new.email,
            phone: new.phone,
            note: new.note,
        }
    }
}

/// A change of a person; what is absent stays, and null empties.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
pub struct PartnerPersonChange {
    /// The name.
    #[schema(example = "Amina Haddad", min_length = 1, max_length = 200, nullable = false)]
    pub name: Option<String>,
    /// What the person does for the partner.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "Director", min_length = 1, max_length = 200)]
    pub role: Option<Option<String>>,
    /// The e-mail address.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "amina.haddad@example.org", format = "email", min_length = 3, max_length = 254)]
    pub email: Option<Option<String>>,
    /// The telephone number.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "+264 61 000 0000", min_length = 1, max_length = 60)]
    pub phone: Option<Option<String>>,
    /// What else the secretariat has to know.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "Write by e-mail only.", min_length = 1, max_length = 2000)]
    pub note: Option<Option<String>>,
}

impl PartnerPersonChange {
    /// What is known after the change.
    pub fn applied_to(&self, old: PersonData) -> PersonData {
        PersonData {
            name: self.name.clone().unwrap_or(old.name),
            role: self.role.clone().unwrap_or(old.role),
            email: self.email.clone().unwrap_or(old.email),
            phone: self.phone.clone().unwrap_or(old.phone),
            note: self.note.clone().unwrap_or(old.note),
        }
    }
}

sorts! {
    /// The order of the people of a partner: what is sealed orders nothing.
    pub PartnerPersonSort = "created_at", from "created_at"
}

/// The order of the people of a partner.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // read through `Paging`; this is its place in the contract
pub struct PartnerPersonOrder {
    /// The order; `-` for descending.
    #[param(inline)]
    sort: Option<PartnerPersonSort>,
}
