//! What is kept of a partner's person.

use crate::db::{Id, Instant, Visibility};
use crate::journal::{Entry, Look};
use crate::schema::partner_people;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A row of `partner_people`: nothing of the person stands in it that can be read.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = partner_people, treat_none_as_null = true)]
pub struct PartnerPerson {
    /// Its id, and its key's.
    pub id: Id,
    /// The partner.
    pub partner_id: Id,
    /// A [`PersonData`], sealed with the person's own key; none once it is erased.
    pub sealed: Option<Vec<u8>>,
    /// A keyed hash of the name, by which it is found.
    pub name_index: Option<Vec<u8>>,
    /// A keyed hash of the address, by which it is found.
    pub email_index: Option<Vec<u8>>,
    /// When it was erased.
    pub erased_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was added.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonData {
    /// The name.
    pub name: String,
    /// What the person does for the partner.
    pub role: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// What else the secretariat has to know.
    pub note: Option<String>,
}

impl PartnerPerson {
    /// Its name in paths, events and the audit trail.
    pub const PATH: &'static str = "people";

    /// What a change tells: that there was one, to the secretariat.
    pub fn entry(&self, action: &'static str) -> Entry {
        Entry {
            action,
            resource: Self::PATH,
            parent: Some(self.partner_id),
            id: self.id,
            version: self.version,
            visibility: Visibility::Secretariat,
            member: None,
        }
    }

    /// That someone has read it.
    pub fn look(&self, action: &'static str) -> Look {
        Look {
            action,
            resource: Self::PATH,
            id: self.id,
            version: self.version,
        }
    }
}
