//! Whom one means: by an address, by a name, or by both.

use crate::db::Id;
use crate::error::Problem;
use crate::http::fold;
use crate::records::Naming;

/// A person, as a request names him or her.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The address, folded.
    pub email: Option<String>,
    /// The address as accounts and subscriptions have it.
    pub address: Option<String>,
    /// The name, folded.
    pub name: Option<String>,
    /// Records that are another's with the same name.
    pub keep: Vec<Id>,
}

impl Person {
    /// The person of an address, a name or both: whatever has either is about him or her.
    ///
    /// # Errors
    /// 422 with neither.
    pub fn named(email: Option<&str>, name: Option<&str>) -> Result<Self, Problem> {
        let folded = |text: Option<&str>| text.map(|text| fold(text.trim()));
        if email.is_none() && name.is_none() {
            return Err(Problem::invalid(
                "/email",
                "required",
                "Name the person by an e-mail address, a name, or both.",
            ));
        }
        Ok(Self {
            email: folded(email),
            address: email.map(|text| text.trim().to_lowercase()),
            name: folded(name),
            keep: Vec::new(),
        })
    }

    /// Whether a name or an address is the person's.
    pub fn is(&self, name: Option<&str>, email: Option<&str>) -> bool {
        let same = |wanted: Option<&str>, text: Option<&str>| {
            wanted.is_some_and(|wanted| text.is_some_and(|text| fold(text.trim()) == wanted))
        };
        same(self.name.as_deref(), name) || same(self.email.as_deref(), email)
    }

    /// Those of these records that are about the person: id, name and address.
    pub fn among(&self, rows: Vec<Naming>) -> Vec<Id> {
        rows.into_iter()
            .filter(|(id, name, email)| !self.keep.contains(id) && self.is(name.as_deref(), email.as_deref()))
            .map(|(id, ..)| id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_meant_whatever_the_case_and_the_accents() {
        let person = Person::named(Some("Amina@Example.org"), Some(" José Haddad ")).unwrap();
        assert!(person.is(None, Some("amina@example.org")));
        assert!(person.is(Some("jose haddad"), None));
        assert!(!person.is(Some("José"), Some("jose@example.org")));
        assert!(!person.is(None, None));
        assert!(Person::named(None, None).is_err());
    }
}
