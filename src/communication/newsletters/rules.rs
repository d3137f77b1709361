//! Who sees an issue, what may become of it when, and what may stand in it.

use super::model::{Newsletter, NewsletterStatus};
use crate::auth::{Caller, Role};
use crate::communication::updates::{Update, UpdateStatus, UpdateVisibility};
use crate::db::{Id, Ids, Instant, MultiBackend};
use crate::error::{FieldError, Kind, Problem};
use crate::guidelines::clauses;
use crate::http::localized_faults;
use crate::schema::newsletters as table;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// What a list begins with: all for the secretariat, what is published for others, each as far as it is for them.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    match caller.role {
        Role::Secretariat => all,
        Role::Member { .. } => all.filter(table::status.eq(NewsletterStatus::Published)),
        Role::Public => all
            .filter(table::status.eq(NewsletterStatus::Published))
            .filter(table::visibility.eq(UpdateVisibility::Public)),
    }
}

/// The updates of an issue as they are read: section by section in the order of the guidelines, in each as arranged. In a
/// published issue, what was withdrawn since is left out.
pub fn in_order<'a>(ids: &Ids, updates: &'a [Update], published: bool) -> Vec<&'a Update> {
    let arranged = ids
        .0
        .iter()
        .filter_map(|id| updates.iter().find(|update| update.id == *id));
    let mut items: Vec<&Update> = arranged
        .filter(|update| !published || update.status == UpdateStatus::Published)
        .collect();
    items.sort_by_key(|update| update.section);
    items
}

impl Newsletter {
    /// Only a draft changes.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        match self.status {
            NewsletterStatus::Draft => Ok(()),
            NewsletterStatus::InReview => Err(Problem::conflict(
                "The issue is in review, and stays as it is being read. Return it to draft to change it.",
            )),
            NewsletterStatus::Published => Err(Problem::conflict(
                "The issue is published and stays as it was read. Correct it in the next one.",
            )),
        }
    }

    /// Draft → in review.
    ///
    /// # Errors
    /// 409.
    pub fn submit(&mut self) -> Result<(), Problem> {
        self.require_draft()?;
        if self.update_ids.0.is_empty() {
            return Err(Problem::conflict(
                "There is nothing in the issue yet. Each section may be empty, but not all of them: put in updates.",
            )
            .citing(clauses::NEWSLETTER_CONTENTS.id));
        }
        self.status = NewsletterStatus::InReview;
        Ok(())
    }

    /// In review → draft.
    ///
    /// # Errors
    /// 409.
    pub fn give_back(&mut self) -> Result<(), Problem> {
        match self.status {
            NewsletterStatus::InReview => {
                self.status = NewsletterStatus::Draft;
                Ok(())
            }
            NewsletterStatus::Draft => Err(Problem::conflict("The issue is a draft already.")),
            NewsletterStatus::Published => Err(Problem::conflict(
                "The issue is published, and what was read is not taken back.",
            )),
        }
    }

    /// In review → published.
    ///
    /// # Errors
    /// 409, also when an update in it was withdrawn since, or is not for so many.
    pub fn publish(&mut self, updates: &[Update], now: Instant) -> Result<(), Problem> {
        match self.status {
            NewsletterStatus::InReview => {}
            NewsletterStatus::Draft => {
                return Err(Problem::conflict(
                    "The issue was not reviewed yet. Submit it for review first.",
                ));
            }
            NewsletterStatus::Published => return Err(Problem::conflict("The issue is published already.")),
        }
        if let Some(fault) = self.item_faults(updates).into_iter().next() {
            return Err(Problem::conflict(format!(
                "{} Return the issue to draft and take it out.",
                fault.detail
            ))
            .citing(clauses::NEWSLETTER_CONTENTS.id));
        }
        self.status = NewsletterStatus::Published;
        self.published_at = Some(now);
        Ok(())
    }

    /// Title and introduction are there in the language of the original, the days are in their order, and everything in it
    /// may be.
    ///
    /// # Errors
    /// 422 with every fault, citing the clause when it is about an item.
    pub fn require_sound(&self, updates: &[Update]) -> Result<(), Problem> {
        let mut faults = localized_faults(&self.title, &self.language, "/title");
        if let Some(introduction) = &self.introduction {
            faults.extend(localized_faults(introduction, &self.language, "/introduction"));
        }
        if self.ends_on < self.starts_on {
            faults.push(FieldError {
                pointer: "/ends_on".to_owned(),
                code: "too_early",
                detail: "The last day is not before the first.".into(),
            });
        }
        let of_items = self.item_faults(updates);
        let cites = !of_items.is_empty();
        faults.extend(of_items);
        if faults.is_empty() {
            return Ok(());
        }
        let problem = Problem::of_fields(Kind::InvalidContent, faults);
        Err(if cites {
            problem.citing(clauses::NEWSLETTER_CONTENTS.id)
        } else {
            problem
        })
    }

    /// What stands against the items: each is an update that is published, to no fewer than the issue is, and stands in it
    /// once.
    fn item_faults(&self, updates: &[Update]) -> Vec<FieldError> {
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        let fault = |(index, id): (usize, &Id)| {
            let update = updates.iter().find(|update| update.id == *id);
            let (code, detail) = match update {
                None => ("unknown", "There is no such update."),
                Some(_) if !seen.insert(*id) => ("repeated", "An update stands in an issue only once."),
                Some(update) if update.status != UpdateStatus::Published => (
                    "not_published",
                    "An update in it is not published: only what members share is passed on.",
                ),
                Some(update)
                    if self.visibility == UpdateVisibility::Public
                        && update.visibility == UpdateVisibility::Network =>
                {
                    (
                        "not_public",
                        "An update in it is for the Network only, and the issue is for anyone.",
                    )
                }
                Some(_) => return None,
            };
            Some(FieldError {
                pointer: format!("/update_ids/{index}"),
                code,
                detail: detail.into(),
            })
        };
        self.update_ids.0.iter().enumerate().filter_map(fault).collect()
    }
}
