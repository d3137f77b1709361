//! What a machine's token is limited to, on top of its role (RFC 6749, 3.3).

use crate::db::stored::words;

words! {
    /// What a service account may do of what its role may.
    pub enum Scope {
        /// Operations that read (GET and HEAD).
        Read = "read",
        /// All other operations.
        Write = "write",
        /// Both.
        ReadWrite = "read write",
    }
}

impl Scope {
    /// The scope that a list of words, separated by spaces, asks for; `None` when a word is unknown or there is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut asked = None;
        for word in text.split_ascii_whitespace() {
            asked = match (asked, word) {
                (None | Some(Self::Read), "read") => Some(Self::Read),
                (None | Some(Self::Write), "write") => Some(Self::Write),
                (Some(_), "read" | "write") => Some(Self::ReadWrite),
                _ => return None,
            };
        }
        asked
    }

    /// What this and another have in common.
    pub fn within(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::ReadWrite, one) | (one, Self::ReadWrite) => Some(one),
            (one, other) => (one == other).then_some(one),
        }
    }

    /// Whether it contains all of another.
    pub fn covers(self, other: Self) -> bool {
        self == Self::ReadWrite || self == other
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn words_in_any_order() {
        for (text, scope) in [
            ("read", Some(Scope::Read)),
            ("write", Some(Scope::Write)),
            ("write read", Some(Scope::ReadWrite)),
            ("read write read", Some(Scope::ReadWrite)),
            ("read read", Some(Scope::Read)),
            ("", None),
            ("admin", None),
            ("read admin", None),
            ("READ", None),
        ] {
            assert_eq!(Scope::parse(text), scope, "{text}");
        }
    }

    #[test]
    fn both_cover_each_and_neither_the_other() {
        assert!(Scope::ReadWrite.covers(Scope::Read) && Scope::ReadWrite.covers(Scope::Write));
        assert!(Scope::Read.covers(Scope::Read) && !Scope::Read.covers(Scope::Write));
        assert!(!Scope::Write.covers(Scope::Read) && !Scope::Read.covers(Scope::ReadWrite));
    }
}
