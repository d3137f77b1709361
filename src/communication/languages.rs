//! Which of the languages that a text is there in.

use crate::db::Localized;

/// A text in the language that there is.
#[derive(Debug, Clone)]
pub struct Told {
    /// The text.
    pub text: String,
    /// Its language, which may be another than the one wanted.
    pub language: String,
}

/// The language of a text that is nearest to the one wanted: just that one, one with the same beginning (`fr` for `fr-CA`),
/// or the original.
pub fn nearest(text: &Localized, wanted: &str, original: &str) -> String {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let exact = text.0.keys().find(|own| own.eq_ignore_ascii_case(wanted));
    let near = || text.0.keys().find(|own| primary(own) == primary(wanted));
    exact
        .or_else(near)
        .cloned()
        .unwrap_or_else(|| original.to_owned())
}

/// A text in the language nearest to the one wanted, with the language that it is in.
pub fn told(text: &Localized, wanted: &str, original: &str) -> Told {
    let language = nearest(text, wanted, original);
    let text = text.0.get(&language).cloned().unwrap_or_default();
    Told { text, language }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_found_or_the_original() {
        let text = ["en", "fr", "pt-BR"].map(|tag| (tag.to_owned(), format!("in {tag}")));
        let text = Localized(text.into_iter().collect());
        for (wanted, expected) in [
            ("fr", "fr"),
            ("FR-ca", "fr"),
            ("pt", "pt-BR"),
            ("ar", "en"),
            ("", "en"),
        ] {
            let found = told(&text, wanted, "en");
            assert_eq!(
                (found.language.as_str(), found.text),
                (expected, format!("in {expected}")),
                "{wanted}"
            );
        }
    }
}
