//! What goes out about clauses and focus areas.

use super::clauses::{Clause, Strength};
use super::enforcement::operations_of;
use super::focus_areas::{self, FocusArea};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A clause of the guidelines, with the rules drawn from it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Guideline {
    /// The id that refusals and warnings cite.
    #[schema(example = "membership.shared", max_length = 60)]
    pub id: &'static str,
    /// A short title.
    #[schema(example = "Requests are shared", max_length = 100)]
    pub title: &'static str,
    /// The section of the annex.
    #[schema(example = "Membership and actors", max_length = 100)]
    pub section: &'static str,
    /// The words that it rests on.
    #[schema(
        example = "Membership requests will be received by the secretariat of the Network and shared with the wider Network.",
        max_length = 2000
    )]
    pub words: &'static str,
    /// The rules drawn from it.
    #[schema(max_items = 20)]
    pub rules: Vec<RuleView>,
    /// The operations that carry it out, by `operationId`.
    #[schema(schema_with = operation_ids)]
    pub operations: &'static [&'static str],
}

fn operation_ids() -> Schema {
    let id = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some("^[a-z][A-Za-z]*$"))
        .max_length(Some(60));
    ArrayBuilder::new()
        .items(id)
        .max_items(Some(50))
        .description(Some("The operations that carry it out, by `operationId`."))
        .examples([json!(["shareMembershipRequest", "admitMembershipRequest"])])
        .into()
}

/// A rule drawn from a clause.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleView {
    /// `hard`: the service refuses. `soft`: it accepts with a warning. `open`: the guidelines are silent, and a person decides.
    #[schema(example = "hard", max_length = 10)]
    pub strength: &'static str,
    /// The rule.
    #[schema(example = "Nothing is admitted before it was shared.", max_length = 500)]
    pub text: &'static str,
}

impl From<&Clause> for Guideline {
    fn from(clause: &Clause) -> Self {
        let rules = clause.rules.iter().map(|rule| RuleView {
            strength: strength(rule.strength),
            text: rule.text,
        });
        Self {
            id: clause.id,
            title: clause.title,
            section: clause.section,
            words: clause.words,
            rules: rules.collect(),
            operations: operations_of(clause.id),
        }
    }
}

const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Hard => "hard",
        Strength::Soft => "soft",
        Strength::Open => "open",
    }
}

/// An area of focus of the Network.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FocusArea)]
pub struct FocusAreaView {
    /// The key that tags carry.
    #[schema(example = "participation", max_length = 60)]
    pub key: &'static str,
    /// Its place in the guidelines.
    #[schema(example = 5, minimum = 1, maximum = 20)]
    pub position: i16,
    /// A short title.
    #[schema(example = "Women's participation", max_length = 100)]
    pub title: &'static str,
    /// The words of the guidelines.
    #[schema(
        example = "Promoting capacity-building at the local, national and regional levels for a variety of actors",
        max_length = 1000
    )]
    pub text: &'static str,
    /// Whether it cuts across the other areas.
    #[schema(example = false)]
    pub cross_cutting: bool,
}

impl From<&FocusArea> for FocusAreaView {
    fn from(area: &FocusArea) -> Self {
        Self {
            key: area.key,
            position: area.position,
            title: area.title,
            text: area.text,
            cross_cutting: area.cross_cutting,
        }
    }
}

/// The key of a focus area, of those that the guidelines list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct FocusAreaKey(pub String);

impl PartialSchema for FocusAreaKey {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The key of a focus area, as `GET /v1/focus-areas` lists them.",
            ))
            .enum_values(Some(focus_areas::ALL.iter().map(|area| area.key)))
            .examples(["action_plans"])
            .into()
    }
}

impl ToSchema for FocusAreaKey {}
