//! The regions that a programme is for: regional groups of the United Nations, or everywhere.

use crate::db::stored::shown_text;
use crate::membership::members::model::RegionalGroup;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use utoipa::openapi::schema::{ArrayBuilder, Schema};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A set of regional groups; none means everywhere. In the database their words, with spaces between.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(from = "Vec<RegionalGroup>")]
pub struct Regions(Vec<RegionalGroup>);

impl Regions {
    /// The pattern (`LIKE`) of a column of regions with this one.
    pub fn with(region: RegionalGroup) -> String {
        format!("%{}%", region.as_str())
    }

    /// Whether the region is among them.
    pub fn cover(&self, region: RegionalGroup) -> bool {
        self.0.is_empty() || self.0.contains(&region)
    }

    /// Whether there is a region of both.
    pub fn meet(&self, other: &Self) -> bool {
        other.0.is_empty() || other.0.iter().any(|region| self.cover(*region))
    }
}

impl From<Vec<RegionalGroup>> for Regions {
    fn from(mut regions: Vec<RegionalGroup>) -> Self {
        regions.sort_unstable();
        regions.dedup();
        Self(regions)
    }
}

impl fmt::Display for Regions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|region| region.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

impl FromStr for Regions {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = text.split_whitespace().collect();
        serde_json::from_value(json!(words))
    }
}

shown_text!(Regions);

impl PartialSchema for Regions {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(Ref::from_schema_name("RegionalGroup"))
            .description(Some(
                "Regional groups of the United Nations; none means everywhere.",
            ))
            .max_items(Some(5))
            .examples([json!(["african_group"])])
            .into()
    }
}

impl ToSchema for Regions {
    fn name() -> Cow<'static, str> {
        "Regions".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((RegionalGroup::name().into_owned(), RegionalGroup::schema()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_everywhere_and_each_is_kept_once() {
        let regions = |text: &str| text.parse::<Regions>().unwrap();
        let (africa, asia) = (regions("african_group"), regions("asia_pacific"));
        let both: Regions = vec![
            RegionalGroup::AsiaPacific,
            RegionalGroup::AfricanGroup,
            RegionalGroup::AsiaPacific,
        ]
        .into();
        assert_eq!(both.to_string(), "african_group asia_pacific");
        assert!(both.meet(&africa) && africa.meet(&both) && !africa.meet(&asia));
        assert!(Regions::default().meet(&asia) && asia.meet(&Regions::default()));
        assert!(
            !asia.cover(RegionalGroup::AfricanGroup) && Regions::default().cover(RegionalGroup::AfricanGroup)
        );
        assert!("everywhere".parse::<Regions>().is_err());
    }
}
