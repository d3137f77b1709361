//! An issue as plain text, with the Markdown as it was written.

use super::edition::Edition;
use crate::communication::mail::model::UNSUBSCRIBE;
use std::fmt::Write;

/// Writes an issue; as a mail, with a link to unsubscribe.
pub fn write(edition: &Edition, mail: bool) -> String {
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = put(&mut text, edition, mail);
    text
}

fn put(text: &mut String, edition: &Edition, mail: bool) -> std::fmt::Result {
    let (words, issue) = (edition.words, &edition.issue);
    writeln!(text, "{}\n{}\n", words.network, edition.heading())?;
    writeln!(
        text,
        "{}\n{} – {}",
        edition.title.text, issue.starts_on, issue.ends_on
    )?;
    if let Some(introduction) = &edition.introduction {
        writeln!(text, "\n{}", introduction.text.trim())?;
    }
    for (title, _, items) in edition.sections() {
        writeln!(text, "\n\n{title}\n{}", "=".repeat(title.chars().count()))?;
        for item in items {
            writeln!(text, "\n{}\n{}\n", item.title.text, item.member)?;
            writeln!(text, "{}\n", item.body.text.trim())?;
            writeln!(text, "{}/v1/updates/{}", edition.public_url, item.update_id)?;
        }
    }
    writeln!(text, "\n-- \n{}", edition.address())?;
    if mail {
        writeln!(text, "{}\n{}: {UNSUBSCRIBE}", words.reason, words.unsubscribe[1])?;
    }
    Ok(())
}
