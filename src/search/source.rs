//! What of a record is searched, once it is published.

use crate::communication::markdown;
use crate::communication::newsletters::{Newsletter, NewsletterStatus};
use crate::communication::updates::{Update, UpdateStatus};
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Localized, Visibility};
use crate::error::Problem;
use crate::knowledge::products::{KnowledgeProduct, is_published};
use crate::meetings::agenda::AgendaItem;
use crate::meetings::meetings::Meeting;
use crate::schema::{agenda_items, knowledge_products, meetings, newsletters, updates};
use chrono::NaiveTime;
use diesel::prelude::*;

words! {
    /// What is searched, by its path segment under `/v1`.
    pub enum SearchedResource {
        /// What members share.
        Updates = "updates",
        /// Issues of the newsletter.
        Newsletters = "newsletters",
        /// The library.
        KnowledgeProducts = "knowledge-products",
        /// Meetings with their agenda.
        Meetings = "meetings",
    }
}

/// All of them.
pub const RESOURCES: [SearchedResource; 4] = [
    SearchedResource::Updates,
    SearchedResource::Newsletters,
    SearchedResource::KnowledgeProducts,
    SearchedResource::Meetings,
];

/// What is searched of a record.
#[derive(Debug)]
pub struct Source {
    /// Which record.
    pub id: Id,
    /// Who may see it.
    pub visibility: Visibility,
    /// The language of its original.
    pub language: String,
    /// Its title by language.
    pub title: Localized,
    /// Its text by language, without marks.
    pub body: Localized,
    /// What stands in no language: places, symbols, the titles of others.
    pub beside: Vec<String>,
    /// The moment that it is from.
    pub dated_at: Instant,
}

impl SearchedResource {
    /// What is searched of one record; nothing while it is not published, or when it is gone.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn source(self, conn: &mut Connection, id: Id) -> Result<Option<Source>, Problem> {
        match self {
            Self::Updates => update(conn, id),
            Self::Newsletters => newsletter(conn, id),
            Self::KnowledgeProducts => knowledge_product(conn, id),
            Self::Meetings => meeting(conn, id),
        }
    }

    /// The ids of all there are, published or not.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ids(self, conn: &mut Connection) -> Result<Vec<Id>, Problem> {
        Ok(match self {
            Self::Updates => updates::table.select(updates::id).load(conn),
            Self::Newsletters => newsletters::table.select(newsletters::id).load(conn),
            Self::KnowledgeProducts => knowledge_products::table
                .select(knowledge_products::id)
                .load(conn),
            Self::Meetings => meetings::table.select(meetings::id).load(conn),
        }?)
    }
}

fn update(conn: &mut Connection, id: Id) -> Result<Option<Source>, Problem> {
    let row: Option<Update> = updates::table
        .find(id)
        .select(Update::as_select())
        .get_result(conn)
        .optional()?;
    let published = row.filter(|row| row.status == UpdateStatus::Published);
    Ok(published.map(|row| Source {
        id,
        visibility: row.visibility.into(),
        language: row.language,
        title: row.title,
        body: plain(row.body),
        beside: Vec::new(),
        dated_at: row.published_at.unwrap_or(row.created_at),
    }))
}

fn newsletter(conn: &mut Connection, id: Id) -> Result<Option<Source>, Problem> {
    let row: Option<Newsletter> = newsletters::table
        .find(id)
        .select(Newsletter::as_select())
        .get_result(conn)
        .optional()?;
    let published = row.filter(|row| row.status == NewsletterStatus::Published);
    Ok(published.map(|row| Source {
        id,
        visibility: row.visibility.into(),
        language: row.language,
        title: row.title,
        body: plain(row.introduction.unwrap_or_default()),
        beside: Vec::new(),
        dated_at: row.published_at.unwrap_or(row.created_at),
    }))
}

fn knowledge_product(conn: &mut Connection, id: Id) -> Result<Option<Source>, Problem> {
    let row: Option<KnowledgeProduct> = knowledge_products::table
        .find(id)
        .select(KnowledgeProduct::as_select())
        .get_result(conn)
        .optional()?;
    let published = row.filter(|row| is_published(row.status));
    Ok(published.map(|row| {
        let mut title = row.other_titles.unwrap_or_default();
        title.0.insert(row.language.clone(), row.title);
        let body = [(row.language.clone(), row.body)];
        Source {
            id,
            visibility: row.visibility.into(),
            language: row.language,
            title,
            body: plain(Localized(body.into())),
            beside: row.symbols.0.into_iter().chain(row.agenda_item).collect(),
            dated_at: Instant(row.dated.and_time(NaiveTime::MIN).and_utc()),
        }
    }))
}

/// A meeting, whose agenda is seen by who sees the meeting.
fn meeting(conn: &mut Connection, id: Id) -> Result<Option<Source>, Problem> {
    let row: Option<Meeting> = meetings::table
        .find(id)
        .select(Meeting::as_select())
        .get_result(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let agenda: Vec<AgendaItem> = agenda_items::table
        .filter(agenda_items::meeting_id.eq(id))
        .order((agenda_items::position, agenda_items::id))
        .select(AgendaItem::as_select())
        .load(conn)?;
    let mut body = row.description.unwrap_or_default();
    for item in agenda {
        for text in [Some(item.title), item.description].into_iter().flatten() {
            append(&mut body, text);
        }
    }
    Ok(Some(Source {
        id,
        visibility: row.visibility.into(),
        language: original(&row.title),
        title: row.title,
        body: plain(body),
        beside: row.city.into_iter().collect(),
        dated_at: row.starts_at,
    }))
}

fn append(body: &mut Localized, text: Localized) {
    for (language, text) in text.0 {
        let all = body.0.entry(language).or_default();
        if !all.is_empty() {
            all.push_str("\n\n");
        }
        all.push_str(&text);
    }
}

/// A meeting names no language as its original: English, where there is one.
fn original(title: &Localized) -> String {
    let languages = || title.0.keys();
    let english = languages().find(|language| language.as_str() == "en");
    english
        .or_else(|| languages().next())
        .cloned()
        .unwrap_or_default()
}

fn plain(text: Localized) -> Localized {
    let each = text.0.into_iter();
    Localized(
        each.map(|(language, text)| (language, markdown::plain(&text)))
            .collect(),
    )
}
