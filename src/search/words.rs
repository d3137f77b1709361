//! The words of a text, as they are indexed and sought: without case and diacritics, alike on both engines, in every script
//! that members write. Where a script puts no spaces between words, they are pairs of neighbouring characters.

use crate::http::fold;

/// The longest word that is kept, in characters; of a longer one, its beginning.
const LONGEST: usize = 40;

/// A word of a text, and where it begins there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// The byte of the text at which it begins.
    pub at: usize,
}

/// A word that is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The word, folded.
    pub text: String,
    /// Whether words are meant, too, that only begin like it.
    pub is_beginning: bool,
}

impl Sought {
    /// Whether this word is meant.
    pub fn means(&self, word: &str) -> bool {
        word == self.text || (self.is_beginning && word.starts_with(&self.text))
    }
}

/// The words of a text, in their order.
pub fn words(text: &str) -> Vec<Word> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        for folded in folded(character) {
            if !folded.is_alphanumeric() {
                open = false;
                continue;
            }
            let spaced = !is_unspaced(folded);
            match runs.last_mut().filter(|run| open && run.spaced == spaced) {
                Some(run) => run.characters.push((at, folded)),
                None => runs.push(Run {
                    spaced,
                    characters: vec![(at, folded)],
                }),
            }
            open = true;
        }
    }
    runs.iter().flat_map(Run::words).collect()
}

/// What a question seeks: each of its words, or what begins with it, unless it is too short to say much.
pub fn sought(question: &str) -> Vec<Sought> {
    let mut all = Vec::new();
    for word in words(question) {
        let length = word.text.chars().count();
        let unspaced = word.text.chars().all(is_unspaced);
        let one = Sought {
            is_beginning: if unspaced { length == 1 } else { length > 2 },
            text: word.text,
        };
        if !all.contains(&one) {
            all.push(one);
        }
    }
    // The last character of a run stands in its last pair already; and of "women's", only the word says something.
    let telling = |one: &Sought| one.text.chars().count() > 1;
    if all.iter().any(telling) {
        all.retain(telling);
    }
    all
}

/// Characters of one kind without anything between them.
struct Run {
    spaced: bool,
    characters: Vec<(usize, char)>,
}

impl Run {
    fn words(&self) -> Vec<Word> {
        let word = |characters: &[(usize, char)]| {
            let at = characters.first().map_or(0, |(at, _)| *at);
            let text = characters.iter().take(LONGEST).map(|(_, c)| *c).collect();
            Word { text, at }
        };
        if self.spaced {
            let mut whole = word(&self.characters);
            whole.text = without_article(whole.text);
            return vec![whole];
        }
        let pairs = self.characters.windows(2).map(word);
        // By itself too, so that whoever seeks the last character finds it as he finds the others, as a beginning.
        let last = self.characters.chunks(1).next_back().map(word);
        pairs.chain(last).collect()
    }
}

/// A character without case and diacritics; those, too, that Unicode does not take apart.
fn folded(character: char) -> Vec<char> {
    if character.is_ascii() {
        return vec![character.to_ascii_lowercase()];
    }
    fold(character.encode_utf8(&mut [0; 4]))
        .chars()
        .flat_map(|c| {
            let plain = match c {
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'ø' => "o",
                'ł' => "l",
                'đ' | 'ð' => "d",
                'þ' => "th",
                'ħ' => "h",
                'ı' => "i",
                // Arabic: the stretched line is no letter, and two letters are often written as their neighbours.
                'ـ' => "",
                'ى' => "ي",
                'ة' => "ه",
                _ => return vec![c],
            };
            plain.chars().collect()
        })
        .collect()
}

/// An Arabic word without its article, which is written as part of it.
fn without_article(word: String) -> String {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() > 2 => rest.to_owned(),
        _ => word,
    }
}

/// Whether its script is written without spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_have_neither_case_nor_diacritics() {
        assert_eq!(
            texts("L’Égalité, à Łódź & København"),
            ["l", "egalite", "a", "lodz", "kobenhavn"]
        );
        assert_eq!(texts("S/2018/178"), ["s", "2018", "178"]);
        assert_eq!(texts("Ёлка Мир"), ["елка", "мир"]);
    }

    #[test]
    fn arabic_is_found_with_and_without_vowels_and_article() {
        for written in ["السَّلام", "السلام", "سلام", "ســلام"] {
            assert_eq!(texts(written), ["سلام"], "{written}");
        }
        assert_eq!(texts("المرأة"), texts("المراه"));
    }

    #[test]
    fn what_has_no_spaces_is_taken_in_pairs() {
        assert_eq!(texts("妇女与peace"), ["妇女", "女与", "与", "peace"]);
    }

    #[test]
    fn a_word_knows_where_it_begins() {
        let text = "à l’égalité";
        let found = words(text);
        assert_eq!(&text[found[2].at..], "égalité");
    }

    #[test]
    fn what_is_sought_may_begin_a_word_unless_it_is_short() {
        let of = |question: &str| -> Vec<(String, bool)> {
            let each = sought(question).into_iter();
            each.map(|one| (one.text, one.is_beginning)).collect()
        };
        assert_eq!(
            of("Women's women UN"),
            [("women".to_owned(), true), ("un".to_owned(), false)]
        );
        assert_eq!(of("女"), [("女".to_owned(), true)]);
        assert_eq!(
            of("妇女们"),
            [("妇女".to_owned(), false), ("女们".to_owned(), false)]
        );
        assert_eq!(of("… !"), []);
    }
}
