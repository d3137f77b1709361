//! Who sees a knowledge product, and what may become of it when.

use super::model::{KnowledgeProduct, ProductKind, ProductStatus, ProductVisibility};
use crate::auth::Caller;
use crate::db::{Instant, MultiBackend, Visibility};
use crate::error::{FieldError, Kind, Problem};
use crate::guidelines::clauses;
use crate::http::{anywhere, fold};
use crate::schema::{knowledge_files, knowledge_products as table};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeSet;

/// Whether it is in the library: what was superseded stays there, so that whoever cites it is led on.
pub const fn is_published(status: ProductStatus) -> bool {
    matches!(status, ProductStatus::Published | ProductStatus::Superseded)
}

/// What a list begins with: what is published for the caller; the secretariat sees all.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    let published = |levels: &'static [ProductVisibility]| {
        table::status
            .eq_any(&[ProductStatus::Published, ProductStatus::Superseded])
            .and(table::visibility.eq_any(levels))
    };
    match caller.level() {
        Visibility::Public => all.filter(published(&[ProductVisibility::Public])),
        Visibility::Network => all.filter(published(&[
            ProductVisibility::Public,
            ProductVisibility::Network,
        ])),
        Visibility::Secretariat => all,
    }
}

/// The condition of a list.
type Condition = Box<dyn BoxableExpression<table::table, MultiBackend, SqlType = Bool>>;

/// What stands before a symbol in what is searched, and before nothing else there.
const SYMBOL: char = '\t';

/// That it has this symbol.
pub fn has_symbol(symbol: &str) -> Condition {
    Box::new(
        table::folded
            .like(anywhere(&format!("\n{SYMBOL}{symbol}\n")))
            .escape('\\'),
    )
}

/// That it is to be had in a language.
pub fn has_language(language: &str) -> Condition {
    let files = knowledge_files::table
        .filter(knowledge_files::language.eq(language.to_owned()))
        .select(knowledge_files::product_id);
    Box::new(
        table::language
            .eq(language.to_owned())
            .or(table::id.eq_any(files)),
    )
}

impl KnowledgeProduct {
    /// Brings what follows from its fields and its files up to date.
    pub fn settle(&mut self, files: impl IntoIterator<Item = String>) {
        let mut languages: BTreeSet<String> = files.into_iter().collect();
        languages.insert(self.language.clone());
        self.languages.0 = languages.into_iter().collect();
        let others = self.other_titles.iter().flat_map(|titles| titles.0.values());
        let words = [&self.title].into_iter().chain(others).chain(&self.agenda_item);
        let words = words.map(|text| fold(text).replace(['\n', SYMBOL], " "));
        let symbols = self.symbols.0.iter();
        let lines = words.chain(symbols.map(|symbol| format!("{SYMBOL}{}", fold(symbol))));
        self.folded = lines.fold("\n".to_owned(), |all, line| all + &line + "\n");
    }

    /// Symbols, organs and agenda items are those of documents of the United Nations, each symbol of one organ.
    ///
    /// # Errors
    /// 422 with every fault.
    pub fn check(&self) -> Result<(), Problem> {
        let mut faults = Vec::new();
        let mut fault = |pointer: &str, code: &'static str, detail: &'static str| {
            faults.push(FieldError {
                pointer: pointer.to_owned(),
                code,
                detail: detail.into(),
            });
        };
        if self.kind == ProductKind::OfficialDocument {
            if self.symbols.0.is_empty() {
                fault(
                    "/symbols",
                    "required",
                    "An official document has a symbol at least.",
                );
            }
            if self.organs.0.len() != self.symbols.0.len() {
                fault(
                    "/organs",
                    "unequal",
                    "Name one organ for each symbol, in their order.",
                );
            }
        } else {
            let only = "Only an official document has this.";
            if !self.symbols.0.is_empty() {
                fault("/symbols", "not_allowed", only);
            }
            if !self.organs.0.is_empty() {
                fault("/organs", "not_allowed", only);
            }
            if self.agenda_item.is_some() {
                fault("/agenda_item", "not_allowed", only);
            }
        }
        let distinct: BTreeSet<&String> = self.symbols.0.iter().collect();
        if distinct.len() != self.symbols.0.len() {
            fault("/symbols", "repeated", "Name each symbol only once.");
        }
        if self
            .other_titles
            .as_ref()
            .is_some_and(|titles| titles.0.contains_key(&self.language))
        {
            fault(
                "/other_titles",
                "repeated",
                "The title in its own language stands in `title`.",
            );
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(Problem::of_fields(Kind::InvalidContent, faults))
    }

    /// Only a draft changes: reviewers see what they were given, readers what was published.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        let detail = match self.status {
            ProductStatus::Draft => return Ok(()),
            ProductStatus::InReview => {
                "The knowledge product is being reviewed. Return it to its draft first."
            }
            ProductStatus::Published | ProductStatus::Superseded => {
                "The knowledge product is published and stays as it is. Publish a new one, and supersede this one by it."
            }
        };
        Err(refused(detail))
    }

    /// Draft → in review.
    ///
    /// # Errors
    /// 409.
    pub fn submit(&mut self) -> Result<(), Problem> {
        if self.status != ProductStatus::Draft {
            return Err(refused("Only a draft is submitted for review."));
        }
        self.status = ProductStatus::InReview;
        Ok(())
    }

    /// In review → draft.
    ///
    /// # Errors
    /// 409.
    pub fn return_to_draft(&mut self) -> Result<(), Problem> {
        if self.status != ProductStatus::InReview {
            return Err(refused("Only what is being reviewed is returned to its draft."));
        }
        self.status = ProductStatus::Draft;
        Ok(())
    }

    /// In review → published.
    ///
    /// # Errors
    /// 409: nothing is published before it was reviewed.
    pub fn publish(&mut self, now: Instant) -> Result<(), Problem> {
        match self.status {
            ProductStatus::InReview => {}
            ProductStatus::Draft => {
                return Err(refused(
                    "Submit the knowledge product for review first; nothing is published before.",
                ));
            }
            ProductStatus::Published | ProductStatus::Superseded => {
                return Err(refused("The knowledge product is published already."));
            }
        }
        self.status = ProductStatus::Published;
        self.published_at = Some(now);
        Ok(())
    }

    /// Published → superseded, by another that whoever reads this one may read too: nobody is led to what is hidden
    /// from him.
    ///
    /// # Errors
    /// 409, or 422 for the other one.
    pub fn supersede(&mut self, by: &Self, now: Instant) -> Result<(), Problem> {
        if self.status != ProductStatus::Published {
            return Err(refused(
                "Only a published knowledge product is superseded, and once.",
            ));
        }
        if by.id == self.id {
            return Err(at_successor(
                "itself",
                "A knowledge product does not take its own place.",
            ));
        }
        if by.status != ProductStatus::Published {
            return Err(at_successor(
                "not_published",
                "What takes its place has to be published, and not superseded.",
            ));
        }
        if Visibility::from(by.visibility) > Visibility::from(self.visibility) {
            return Err(at_successor(
                "not_visible",
                "What takes its place has to be visible to everyone who reads this one.",
            ));
        }
        self.status = ProductStatus::Superseded;
        self.superseded_by_id = Some(by.id);
        self.superseded_at = Some(now);
        Ok(())
    }
}

fn at_successor(code: &'static str, detail: &'static str) -> Problem {
    Problem::invalid("/superseded_by_id", code, detail)
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::SECRETARIAT_KNOWLEDGE.id)
}

#[cfg(test)]
mod tests {
    use super::super::model::NewKnowledgeProduct;
    use super::*;
    use serde_json::json;

    fn product(more: serde_json::Value) -> KnowledgeProduct {
        let mut new = json!({"kind": "report", "title": "A report", "language": "en", "dated": "2018-03-01"});
        new.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let new: NewKnowledgeProduct = serde_json::from_value(new).unwrap();
        KnowledgeProduct::of(new, chrono::Utc::now())
    }

    fn pointers(more: serde_json::Value) -> Vec<String> {
        let faults = product(more)
            .check()
            .err()
            .map(|problem| problem.errors)
            .unwrap_or_default();
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn symbols_are_those_of_official_documents() {
        let official = "official_document";
        assert_eq!(pointers(json!({})), [""; 0]);
        assert_eq!(
            pointers(json!({"kind": official, "symbols": ["A/1"], "organs": ["General Assembly"]})),
            [""; 0]
        );
        assert_eq!(pointers(json!({"kind": official})), ["/symbols"]);
        assert_eq!(
            pointers(json!({"kind": official, "symbols": ["A/1", "S/1"], "organs": ["General Assembly"]})),
            ["/organs"]
        );
        assert_eq!(
            pointers(json!({"symbols": ["A/1", "A/1"], "organs": ["General Assembly"], "agenda_item": "1"})),
            ["/agenda_item", "/organs", "/symbols", "/symbols"]
        );
        assert_eq!(
            pointers(json!({"other_titles": {"en": "The same"}})),
            ["/other_titles"]
        );
    }

    #[test]
    fn what_is_searched_is_a_line_each() {
        let mut one = product(json!({
            "title": "Résolution\n\t1325", "other_titles": {"es": "Resolución"}, "symbols": ["S/RES/1325"], "agenda_item": "1"
        }));
        one.settle(["fr".to_owned(), "ar".to_owned(), "fr".to_owned()]);
        assert_eq!(one.folded, "\nresolution  1325\nresolucion\n1\n\ts/res/1325\n");
        assert_eq!(one.languages.0, ["ar", "en", "fr"]);
    }

    #[test]
    fn nobody_is_led_to_what_is_hidden_from_him() {
        let published = |visibility: &str| {
            let mut one = product(json!({"visibility": visibility}));
            one.status = ProductStatus::Published;
            one
        };
        let now = Instant(chrono::Utc::now());
        for (old, new, allowed) in [
            ("public", "public", true),
            ("public", "network", false),
            ("network", "public", true),
            ("network", "network", true),
        ] {
            let outcome = published(old).supersede(&published(new), now);
            assert_eq!(outcome.is_ok(), allowed, "{old} by {new}");
        }
    }
}
