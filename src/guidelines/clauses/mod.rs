//! The clauses of the Technical Operative Guidelines of December 2017 that the service acts on.
//!
//! Every refusal, warning and report row cites one of them by its id. Source: A/72/782–S/2018/178, annex.

mod actors;
mod work;

pub use actors::*;
pub use work::*;

/// What happens when a request departs from a [`Rule`].
///
/// The marks follow the wording of A/72/782–S/2018/178, annex: what it states is hard or soft, what it leaves
/// unsaid stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// The service refuses and cites the clause.
    Hard,
    /// The service accepts; the response and the yearly report carry a warning.
    Soft,
    /// The guidelines are silent: a person records the choice and the service adds no rule of its own.
    Open,
}

/// One thing the service does because of a [`Clause`] of A/72/782–S/2018/178, annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Whether a departure is refused, warned about or left to a person.
    pub strength: Strength,
    /// What the service does, in one sentence.
    pub text: &'static str,
}

/// A passage of A/72/782–S/2018/178, annex, with the rules drawn from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// The name under which refusals, warnings and reports cite the clause.
    pub id: &'static str,
    /// A short English title.
    pub title: &'static str,
    /// The heading of the annex under which the words stand.
    pub section: &'static str,
    /// The exact words of the annex.
    pub words: &'static str,
    /// What the service does about them.
    pub rules: &'static [Rule],
}

const BACKGROUND: &str = "Background and objectives";
const MEMBERSHIP: &str = "Membership and actors";
const FOCUS: &str = "Focus areas";
const ROLE: &str = "Role of members";
const COMMUNICATION: &str = "Communication";

const fn hard(text: &'static str) -> Rule {
    Rule {
        strength: Strength::Hard,
        text,
    }
}

const fn soft(text: &'static str) -> Rule {
    Rule {
        strength: Strength::Soft,
        text,
    }
}

const fn open(text: &'static str) -> Rule {
    Rule {
        strength: Strength::Open,
        text,
    }
}

/// Every clause, in the order in which the service lists them. Source: A/72/782–S/2018/178, annex.
pub const ALL: &[&Clause] = &[
    &MEMBERSHIP_OPEN,
    &MEMBERSHIP_SHARED,
    &MEMBERSHIP_FOCAL_POINT,
    &FOCAL_POINT_CONTACT,
    &CHAIR_SELF_NOMINATION,
    &CHAIR_TROIKA,
    &TROIKA_GUIDANCE,
    &TROIKA_TIMELINES,
    &MEETING_ANNUAL,
    &MEETING_HOST,
    &MEETING_FOLLOW_UP,
    &CIVIL_SOCIETY_PARTICIPATION,
    &SECRETARIAT_COORDINATOR,
    &SECRETARIAT_SUPPORT,
    &SECRETARIAT_INFORMATION,
    &SECRETARIAT_KNOWLEDGE,
    &SECRETARIAT_MEETINGS,
    &SECRETARIAT_ADVOCACY,
    &FOCUS_AREAS,
    &FOCUS_ACTION_PLANS,
    &FOCUS_CAPACITY,
    &FUNDING_SUSTAINED,
    &FUNDING_COORDINATION,
    &FORUMS_INFORMATION,
    &MEMBERS_UPDATES,
    &MEMBERS_PROMOTION,
    &NEWSLETTER_CONTENTS,
];

/// The clause of A/72/782–S/2018/178, annex, that goes by this id.
pub fn find(id: &str) -> Option<&'static Clause> {
    ALL.iter().copied().find(|clause| clause.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const SOURCES: [&str; 2] = [include_str!("actors.rs"), include_str!("work.rs")];
    const ANNEX: &str = include_str!("../../founding/annex.md");

    /// The constants declared in these files.
    fn declared() -> HashSet<&'static str> {
        SOURCES
            .into_iter()
            .flat_map(str::lines)
            .filter_map(|line| {
                line.strip_prefix("pub const ")?
                    .strip_suffix(": Clause = Clause {")
            })
            .collect()
    }

    #[test]
    fn ids_are_unique_and_found() {
        let ids: HashSet<_> = ALL.iter().map(|clause| clause.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for clause in ALL {
            assert_eq!(find(clause.id), Some(*clause));
        }
        assert_eq!(find("membership"), None);
    }

    #[test]
    fn every_constant_is_in_all_under_its_own_name() {
        let named: Vec<_> = ALL
            .iter()
            .map(|clause| clause.id.to_uppercase().replace(['.', '-'], "_"))
            .collect();
        assert_eq!(declared(), named.iter().map(String::as_str).collect());
    }

    #[test]
    fn words_stand_in_the_annex_under_their_section() {
        for clause in ALL {
            assert!(!clause.words.is_empty(), "{}", clause.id);
            let heading = format!("### {}\n", clause.section);
            let section = ANNEX
                .split_once(&heading)
                .map(|(_, rest)| rest.split("\n### ").next());
            assert!(
                section.flatten().is_some_and(|text| text.contains(clause.words)),
                "{}",
                clause.id
            );
        }
    }

    #[test]
    fn every_clause_has_a_title_and_rules_in_sentences() {
        for clause in ALL {
            assert!(!clause.title.is_empty(), "{}", clause.id);
            assert!(!clause.rules.is_empty(), "{}", clause.id);
            assert!(
                clause.rules.iter().all(|rule| rule.text.ends_with('.')),
                "{}",
                clause.id
            );
        }
    }
}
