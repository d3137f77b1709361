//! What is shown of what was found: in the language in which most of the words were, the text around the first of them.

use super::words::{Sought, Word, words};
use crate::db::Localized;

/// How many characters stand before the word that was found, at the most.
const BEFORE: usize = 60;

/// How long an excerpt is, in characters, without the marks that something is left out.
pub const LENGTH: usize = 240;

/// Title and excerpt, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// The language.
    pub language: String,
    /// The title.
    pub title: String,
    /// Of the text what stands around the first word that was found, or its beginning; none when there is no text.
    pub excerpt: Option<String>,
}

/// What is shown of a record with these texts.
pub fn shown(title: &Localized, body: &Localized, original: &str, sought: &[Sought]) -> Shown {
    let language = best_language(title, body, original, sought);
    let text = body.0.get(&language).map(|text| text.trim());
    Shown {
        title: title.0.get(&language).cloned().unwrap_or_default(),
        excerpt: text
            .filter(|text| !text.is_empty())
            .map(|text| around(text, sought)),
        language,
    }
}

/// The language of the title in which most of the words are; of several, the original.
fn best_language(title: &Localized, body: &Localized, original: &str, sought: &[Sought]) -> String {
    let found_in = |language: &String| {
        let texts = [title.0.get(language), body.0.get(language)];
        let all: Vec<Word> = texts.into_iter().flatten().flat_map(|text| words(text)).collect();
        let found = |one: &&Sought| all.iter().any(|word| one.means(&word.text));
        (sought.iter().filter(found).count(), language == original)
    };
    let best = title.0.keys().max_by_key(|language| found_in(language));
    best.cloned().unwrap_or_else(|| original.to_owned())
}

fn around(text: &str, sought: &[Sought]) -> String {
    let words = words(text);
    let hit = words
        .iter()
        .find(|word| sought.iter().any(|one| one.means(&word.text)));
    let hit = hit.map_or(0, |word| word.at);
    // From the beginning of a word that stands a little before.
    let earliest = text
        .get(..hit)
        .and_then(|before| before.char_indices().rev().nth(BEFORE - 1))
        .map_or(0, |(at, _)| at);
    let start = if earliest == 0 {
        0
    } else {
        words
            .iter()
            .map(|word| word.at)
            .find(|at| *at >= earliest)
            .unwrap_or(hit)
    };
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(LENGTH).map_or(rest.len(), |(at, _)| at);
    let part = rest.get(..end).unwrap_or_default();
    let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
    let left_out = |is: bool| if is { "…" } else { "" };
    format!("{}{part}{}", left_out(start > 0), left_out(end < rest.len()))
}

#[cfg(test)]
mod tests {
    use super::super::words::sought;
    use super::*;

    fn by_language(texts: &[(&str, &str)]) -> Localized {
        let each = texts.iter();
        Localized(
            each.map(|(language, text)| ((*language).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn the_language_is_the_one_in_which_it_was_found() {
        let title = by_language(&[("en", "Peace"), ("fr", "La paix")]);
        let body = by_language(&[
            ("en", "Women build peace."),
            ("fr", "Les femmes bâtissent la paix."),
        ]);
        let of = |question: &str| shown(&title, &body, "en", &sought(question));
        assert_eq!(of("femmes").language, "fr");
        assert_eq!(of("femmes").excerpt.unwrap(), "Les femmes bâtissent la paix.");
        assert_eq!(of("p").language, "en");
        let only = shown(&title, &Localized::default(), "en", &sought("paix"));
        assert_eq!((only.title.as_str(), only.excerpt), ("La paix", None));
    }

    #[test]
    fn an_excerpt_stands_around_what_was_found() {
        let text = format!("{}needle {}", "hay ".repeat(50), "straw ".repeat(80));
        let found = around(&text, &sought("needle"));
        assert!(found.starts_with("…hay ") && found.ends_with('…'), "{found}");
        assert!(found.contains(" needle straw "), "{found}");
        assert!(found.chars().count() <= LENGTH + 2, "{found}");
        let chinese = "妇女、和平与安全".repeat(60);
        assert!(around(&chinese, &sought("和平")).contains("和平"));
    }
}
