//! Atom (RFC 4287), written with the templates that write HTML: they escape the same, and every element here is closed.

use crate::db::Instant;
use maud::{PreEscaped, html};

/// The media type.
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// A feed.
pub struct Feed {
    /// Its own address, which is its id.
    pub address: String,
    /// What it is.
    pub title: String,
    /// The language of its title.
    pub language: String,
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
pub struct Entry {
    /// The record's id.
    pub id: crate::db::Id,
    /// Where it is read.
    pub address: String,
    /// The media type there.
    pub media_type: &'static str,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// The language of title and content.
    pub language: String,
    /// When it was published.
    pub published_at: Instant,
    /// Its content, as HTML.
    pub html: String,
}

impl Feed {
    /// Writes the feed.
    pub fn write(&self) -> String {
        let newest = self.entries.iter().map(|entry| entry.published_at).max();
        let feed = html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
            feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(self.language) {
                id { (self.address) }
                title { (self.title) }
                link rel="self" type="application/atom+xml" href=(self.address) {}
                // Of an empty feed, nothing has ever changed.
                updated { (newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), moment)) }
                @for entry in &self.entries {
                    entry xml:lang=(entry.language) {
                        id { "urn:uuid:" (entry.id) }
                        title { (entry.title) }
                        author { name { (entry.author) } }
                        published { (moment(entry.published_at)) }
                        updated { (moment(entry.published_at)) }
                        link rel="alternate" type=(entry.media_type) href=(entry.address) {}
                        content type="html" { (entry.html) }
                    }
                }
            }
        };
        feed.into_string()
    }
}

fn moment(at: Instant) -> String {
    at.0.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
