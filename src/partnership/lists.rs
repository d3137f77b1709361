//! Short lists that stand in one column, as JSON text: who takes part, and in which way.

use super::ParticipationMode;
use crate::db::Id;
use crate::db::stored::json_text;
use crate::error::{FieldError, Kind, Problem};
use chrono::NaiveDate;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A list in a column, with the contract's form of its items.
macro_rules! list_of {
    ($(#[doc = $doc:literal])+ $name:ident of $item:ty as $form:ty, $most:literal at most, such as $example:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        #[serde(transparent)]
        pub struct $name(pub Vec<$item>);

        json_text!($name);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ArrayBuilder::new()
                    .items(Ref::from_schema_name(<$form>::name()))
                    .description(Some(concat!($($doc),+).trim()))
                    .max_items(Some($most))
                    .examples([$example])
                    .into()
            }
        }

        impl ToSchema for $name {
            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                schemas.push((<$form>::name().into_owned(), <$form>::schema()));
                <$form>::schemas(schemas);
            }
        }
    };
}

/// The contract's form of a name in a list.
pub struct ListedName;

impl PartialSchema for ListedName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(200))
            .examples(["Women mediators"])
            .into()
    }
}

impl ToSchema for ListedName {}

list_of! {
    /// Names of those whom it is for or who are reached by it.
    Names of String as ListedName, 30 at most, such as json!(["Women mediators"])
}

list_of! {
    /// Members, by their ids.
    MemberIds of Id as Id, 100 at most, such as json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"])
}

/// A partner, and in which way it takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerEngagement {
    /// The partner.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub partner_id: Id,
    /// In which way it takes part.
    #[schema(example = "led_item")]
    pub mode: ParticipationMode,
}

list_of! {
    /// Partners, each with the way in which it takes part; as far as the caller may see them.
    PartnerEngagements of PartnerEngagement as PartnerEngagement, 100 at most, such as json!([{
        "partner_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b", "mode": "led_item"
    }])
}

/// A person of a partner who takes part, and whether members may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerAttendee {
    /// The person, one of the partner's people.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub person_id: Id,
    /// The day on which the person agreed to be shown to members, with the name, at this meeting; without it members see
    /// nothing of the person.
    #[schema(example = "2018-05-15", format = "date", max_length = 10)]
    pub agreed_on: Option<NaiveDate>,
}

list_of! {
    /// The partner's people who take part; for members only those who agreed to be shown.
    PartnerAttendees of PartnerAttendee as PartnerAttendee, 20 at most, such as json!([{
        "person_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e", "agreed_on": "2018-05-15"
    }])
}

/// Checks each of a list.
///
/// # Errors
/// 422 with every place at which `fault` finds something, or that names something twice.
pub fn each<T>(
    field: &str,
    items: &[T],
    id_of: (&str, impl Fn(&T) -> Id),
    fault: impl Fn(&T) -> Option<(&'static str, &'static str)>,
) -> Result<(), Problem> {
    let (name, id_of) = id_of;
    let mut errors = Vec::new();
    let mut known: Vec<Id> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let id = id_of(item);
        let twice = known
            .contains(&id)
            .then_some(("repeated", "Name each of them once."));
        known.push(id);
        if let Some((code, detail)) = twice.or_else(|| fault(item)) {
            errors.push(FieldError {
                pointer: format!("/{field}/{index}{name}"),
                code,
                detail: detail.into(),
            });
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::of_fields(Kind::InvalidContent, errors))
    }
}
