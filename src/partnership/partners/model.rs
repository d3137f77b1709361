//! What a partner is, and what lists of them are narrowed to.

use super::rules::visible_to;
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::records::{Audience, Record, define, list};
use crate::schema::partners as table;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

words! {
    /// What a partner is.
    pub enum PartnerKind {
        /// An organization of civil society.
        CivilSociety = "civil_society",
        /// A local organization.
        LocalOrganization = "local_organization",
    }
}

words! {
    /// How far a partner's work reaches.
    pub enum PartnerScope {
        /// A town or a part of a country.
        Local = "local",
        /// A country.
        National = "national",
        /// Several countries of a region.
        Regional = "regional",
        /// Beyond a region.
        International = "international",
    }
}

words! {
    /// The state of a partner.
    pub enum PartnerStatus {
        /// The Network works with it.
        Active = "active",
        /// The Network no longer does.
        Ended = "ended",
    }
}

words! {
    /// To whom a partner has agreed to be shown.
    pub enum ConsentedVisibility {
        /// Anyone.
        Public = "public",
        /// Members of the Network and the secretariat.
        Network = "network",
    }
}

impl From<ConsentedVisibility> for Visibility {
    fn from(visibility: ConsentedVisibility) -> Self {
        match visibility {
            ConsentedVisibility::Public => Self::Public,
            ConsentedVisibility::Network => Self::Network,
        }
    }
}

define! {
    /// A row of `partners`.
    Partner of partners,
    /// A civil-society or local organization that the Network works with.
    seen as PartnerView,
    /// A new partner, which the secretariat alone sees at first.
    made of NewPartner,
    /// A change of a partner; what is absent stays, and null empties.
    changed by PartnerChange
    {
        /// Its name.
        #[schema(example = "Namibia Women's Peace Forum", min_length = 1, max_length = 300)]
        given name: String,
        /// What it is.
        #[schema(example = "civil_society")]
        given kind: PartnerKind,
        /// How far its work reaches.
        #[schema(example = "national")]
        given scope: PartnerScope,
        /// The country where it is at home, ISO 3166-1 alpha-3; null when it is in none, or that is better not kept.
        #[schema(example = "NAM", min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
        #[validate(custom(function = "super::rules::known_country"))]
        given? country: String,
        /// What it does, by language, in Markdown.
        prose? description,
        /// Where it is found on the web.
        #[schema(example = "https://partner.example.org/", format = "uri", pattern = r"^https?://[^\s]+$", min_length = 8, max_length = 2000)]
        given? website: String,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// Who sees it: the secretariat, unless the partner agreed to more.
        #[schema(example = "secretariat")]
        kept visibility: Visibility = Visibility::Secretariat,
        /// The day on which the partner agreed to that; for the secretariat only, null for all others and without consent.
        #[schema(example = json!(null), format = "date", max_length = 10)]
        kept? consent_on: NaiveDate,
        /// Its state.
        kept status: PartnerStatus = PartnerStatus::Active,
        /// The last day of the partnership; null while it lasts.
        #[schema(example = json!(null), format = "date", max_length = 10)]
        kept? ended_on: NaiveDate,
    }
}

/// What a partner has agreed to.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PartnerConsent {
    /// To whom it agrees to be shown.
    #[schema(example = "network")]
    pub visibility: ConsentedVisibility,
    /// The day on which it agreed; not later than today.
    #[schema(example = "2018-05-15", format = "date", max_length = 10)]
    pub agreed_on: NaiveDate,
}

/// The end of a partnership.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PartnerEnd {
    /// The last day; today when left out.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub on: Option<NaiveDate>,
}

list! {
    Partner of partners, seen by |caller| visible_to(caller);
    /// Filters of the list of partners.
    filters PartnerFilters {
        /// Only partners of this kind.
        #[param(inline, example = "civil_society")]
        kind: PartnerKind,
        /// Only partners of this scope.
        #[param(inline, example = "national")]
        scope: PartnerScope,
        /// Only partners at home in this country, ISO 3166-1 alpha-3.
        #[param(example = "NAM", min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
        country: String,
        /// Only partners in this state.
        #[param(inline, example = "active")]
        status: PartnerStatus,
        /// Only partners on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| diesel::QueryDsl::filter(query, tagged(table::focus_areas, &key)),
    }
    /// The order of the list of partners.
    sorts PartnerSort = "name" {
        "name" by name: String,
        "created_at" by created_at: Instant,
    }
}

impl Record for Partner {
    const PATH: &'static str = "partners";
    type View = PartnerView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.sees(self.visibility, None)
    }

    fn audience(&self) -> Audience {
        Audience::of(self.visibility)
    }

    fn shown(_: &mut Connection, caller: &Caller, rows: Vec<Self>) -> Result<Vec<PartnerView>, Problem> {
        let of = |row: Self| PartnerView {
            consent_on: row.consent_on.filter(|_| caller.is_secretariat()),
            ..row.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
