//! An issue in one language, ready to be written as a document.

use super::model::{Newsletter, NewsletterStatus};
use super::{html, queries, rules, text};
use crate::communication::languages::{Told, nearest, told};
use crate::communication::mail::Letter;
use crate::communication::markdown;
use crate::communication::updates::{NewsletterSection, Update};
use crate::communication::words::{Words, words};
use crate::db::{Connection, Id};
use crate::error::Problem;
use maud::Markup;

/// An item.
#[derive(Debug, Clone)]
pub struct Item {
    /// The update that it comes from.
    pub update_id: Id,
    /// Its section.
    pub section: NewsletterSection,
    /// The member's name.
    pub member: String,
    /// Its title.
    pub title: Told,
    /// Its text, in Markdown.
    pub body: Told,
}

/// An issue in one language.
pub struct Edition {
    /// The issue.
    pub issue: Newsletter,
    /// The language that was found.
    pub language: String,
    /// The service's words in it, or in English.
    pub words: &'static Words,
    /// The title.
    pub title: Told,
    /// The introduction, in Markdown.
    pub introduction: Option<Told>,
    /// The items, in their order.
    pub items: Vec<Item>,
    /// The service's public address.
    pub public_url: String,
}

impl Edition {
    /// The issue in the language that is nearest to the one wanted.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(
        conn: &mut Connection,
        issue: Newsletter,
        wanted: Option<&str>,
        public_url: &str,
    ) -> Result<Self, Problem> {
        let language = nearest(&issue.title, wanted.unwrap_or(&issue.language), &issue.language);
        let updates = queries::updates_of(conn, std::slice::from_ref(&issue))?;
        let published = issue.status == NewsletterStatus::Published;
        let ordered = rules::in_order(&issue.update_ids, &updates, published);
        let members: Vec<Id> = ordered.iter().map(|update| update.member_id).collect();
        let names = queries::member_names(conn, &members)?;
        let items = ordered
            .into_iter()
            .map(|update| Item::of(update, &language, &names))
            .collect();
        let introduction = issue.introduction.as_ref();
        Ok(Self {
            words: words(&language),
            title: told(&issue.title, &language, &issue.language),
            introduction: introduction.map(|text| told(text, &language, &issue.language)),
            items,
            issue,
            language,
            public_url: public_url.to_owned(),
        })
    }

    /// The letters with which an issue goes to those who have subscribed: one in each of its languages, the original's
    /// first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn letters(
        conn: &mut Connection,
        issue: &Newsletter,
        public_url: &str,
    ) -> Result<Vec<(String, Letter)>, Problem> {
        let others = issue
            .title
            .0
            .keys()
            .filter(|language| **language != issue.language);
        let mut letters = Vec::new();
        for language in std::iter::once(&issue.language).chain(others) {
            let edition = Self::of(conn, issue.clone(), Some(language), public_url)?;
            let letter = Letter {
                subject: format!("{}: {}", edition.heading(), edition.title.text),
                text: text::write(&edition, true),
                html: Some(html::write(&edition, true)),
            };
            letters.push((language.clone(), letter));
        }
        Ok(letters)
    }

    /// What it begins with, and the titles of what is in it.
    pub fn summary(&self) -> Markup {
        maud::html! {
            @if let Some(introduction) = &self.introduction { (markdown::write(&introduction.text, 1)) }
            @for (title, _, items) in self.sections() {
                h2 { (title) }
                ul { @for item in items { li { (item.title.text) } } }
            }
        }
    }

    /// What stands over the title: what it is, and which number.
    pub fn heading(&self) -> String {
        let words = self.words;
        format!("{}, {} {}", words.newsletter, words.issue, self.issue.number)
    }

    /// Where the issue is read.
    pub fn address(&self) -> String {
        format!("{}/v1/newsletters/{}/html", self.public_url, self.issue.id)
    }

    /// The sections that are not empty, with their titles and items.
    pub fn sections(&self) -> Vec<(&'static str, NewsletterSection, Vec<&Item>)> {
        let all = [
            NewsletterSection::Proceedings,
            NewsletterSection::MemberAction,
            NewsletterSection::Innovation,
            NewsletterSection::LessonsAndBestPractices,
        ];
        all.into_iter()
            .zip(self.words.sections)
            .map(|(section, title)| {
                let items = self.items.iter().filter(|item| item.section == section);
                (title, section, items.collect::<Vec<_>>())
            })
            .filter(|(_, _, items)| !items.is_empty())
            .collect()
    }
}

impl Item {
    fn of(update: &Update, language: &str, names: &[(Id, String)]) -> Self {
        let name = names.iter().find(|(id, _)| *id == update.member_id);
        Self {
            update_id: update.id,
            section: update.section,
            member: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            title: told(&update.title, language, &update.language),
            body: told(&update.body, language, &update.language),
        }
    }
}
