//! The letter that carries the guidelines, the first official document of the Network.
//!
//! The constants state what A/72/782–S/2018/178 states, and no more.

/// Who signed the letter A/72/782–S/2018/178.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signatory {
    /// The name as signed.
    pub name: &'static str,
    /// Rank and office.
    pub title: &'static str,
    /// The member represented, as ISO 3166-1 alpha-3.
    pub member: &'static str,
}

/// The title of A/72/782–S/2018/178.
pub const TITLE: &str = "Letter dated 1 March 2018 from the Permanent Representatives of Germany, \
                         Namibia and Spain to the United Nations addressed to the Secretary-General";

/// The document symbols, one for each of the [`ORGANS`]: A/72/782 and S/2018/178.
pub const SYMBOLS: &[&str] = &["A/72/782", "S/2018/178"];

/// The organs of which A/72/782–S/2018/178 is a document.
pub const ORGANS: &[&str] = &["General Assembly", "Security Council"];

/// The agenda item of the General Assembly under which A/72/782–S/2018/178 was circulated.
pub const AGENDA_ITEM: &str = "Agenda item 65: Peacebuilding and sustaining peace";

/// When the guidelines were agreed upon: year and month, as A/72/782–S/2018/178 gives no day.
pub const AGREED: &str = "2017-12";

/// The date of the letter A/72/782–S/2018/178.
pub const DATED: &str = "2018-03-01";

/// The date of distribution of A/72/782–S/2018/178.
pub const CIRCULATED: &str = "2018-03-09";

/// The signatories of A/72/782–S/2018/178, in the order in which they signed.
pub const SIGNATORIES: &[Signatory] = &[
    Signatory {
        name: "Christoph Heusgen",
        title: "Ambassador, Permanent Representative of Germany to the United Nations",
        member: "DEU",
    },
    Signatory {
        name: "Neville Melvin Gertze",
        title: "Ambassador, Permanent Representative of Namibia to the United Nations",
        member: "NAM",
    },
    Signatory {
        name: "Jorge Moragas",
        title: "Ambassador, Permanent Representative of Spain to the United Nations",
        member: "ESP",
    },
];

/// The letter A/72/782–S/2018/178 with its masthead and signatures, in Markdown.
pub const LETTER_TEXT: &str = include_str!("letter.md");

/// The annex to A/72/782–S/2018/178: the Technical Operative Guidelines, in Markdown.
pub const ANNEX_TEXT: &str = include_str!("annex.md");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_states_what_the_constants_state() {
        assert!(LETTER_TEXT.contains(TITLE));
        assert!(ORGANS.iter().all(|organ| LETTER_TEXT.contains(organ)));
        for signatory in SIGNATORIES {
            assert!(LETTER_TEXT.contains(signatory.name), "{}", signatory.name);
            assert!(
                signatory.title.split(", ").all(|part| LETTER_TEXT.contains(part)),
                "{}",
                signatory.name
            );
        }
    }

    #[test]
    fn each_organ_has_its_symbol() {
        assert_eq!(SYMBOLS.len(), ORGANS.len());
    }

    #[test]
    fn the_annex_belongs_to_the_letter() {
        assert!(ANNEX_TEXT.contains("Annex to the letter dated 1 March 2018"));
        assert!(ANNEX_TEXT.contains("Spain served as Chair in 2017."));
    }
}
