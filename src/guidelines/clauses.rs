//! The clauses of the Technical Operative Guidelines of December 2017 that the service acts on.
//!
//! Every refusal, warning and report row cites one of them by its id. Source: A/72/782–S/2018/178, annex.

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

/// Who may become a member. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 1.
pub const MEMBERSHIP_OPEN: Clause = Clause {
    id: "membership.open",
    title: "Open membership",
    section: MEMBERSHIP,
    words: "Membership of the Network is open and all Member States and regional organizations are \
            encouraged to become members",
    rules: &[
        hard("Only a Member State or a regional organization is admitted."),
        hard("A request is turned down only as ineligible, duplicate or incomplete: no vote, no veto."),
    ],
};

/// How a request for membership travels. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 5.
pub const MEMBERSHIP_SHARED: Clause = Clause {
    id: "membership.shared",
    title: "Requests shared with the Network",
    section: MEMBERSHIP,
    words: "Membership requests will be received by the secretariat of the Network and shared with the wider \
            Network",
    rules: &[hard(
        "A request is admitted only after it was shared, on record when and with whom.",
    )],
};

/// Each member's focal point. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 1.
pub const MEMBERSHIP_FOCAL_POINT: Clause = Clause {
    id: "membership.focal-point",
    title: "A focal point for each member",
    section: MEMBERSHIP,
    words: "assign a focal point to the Network",
    rules: &[soft(
        "A member without an active focal point stays a member and is named in the report of gaps.",
    )],
};

/// Contact among focal points. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 5.
pub const FOCAL_POINT_CONTACT: Clause = Clause {
    id: "focal-point.contact",
    title: "Direct contact among focal points",
    section: MEMBERSHIP,
    words: "maintain direct and ongoing contact with other focal points",
    rules: &[soft(
        "Contact data that nobody confirmed within a year is flagged as stale.",
    )],
};

/// How members stand for the chair. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 3.
pub const CHAIR_SELF_NOMINATION: Clause = Clause {
    id: "chair.self-nomination",
    title: "Self-nomination for the chair",
    section: MEMBERSHIP,
    words: "Members nominate themselves for the chairmanship",
    rules: &[
        hard("A member nominates itself and no other."),
        hard("A joint nomination is selected only with the consent of each nominee, given by itself."),
        open("How one is chosen among several is not laid down: the secretariat records the selection."),
        open("Whether a term has several Chairs, or more than one year, is stated in the nomination."),
    ],
};

/// Who the troika is. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 3.
pub const CHAIR_TROIKA: Clause = Clause {
    id: "chair.troika",
    title: "The troika",
    section: MEMBERSHIP,
    words: "In any given year, the incumbent, previous and next Chairs constitute the troika",
    rules: &[
        hard("The troika of a day follows from the chair terms alone; nothing else grants a place in it."),
        hard("Chair terms do not overlap, so that a day has at most one incumbent term."),
    ],
};

/// What the troika is responsible for. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 3.
pub const TROIKA_GUIDANCE: Clause = Clause {
    id: "troika.guidance",
    title: "Guidance by the troika",
    section: MEMBERSHIP,
    words: "responsible for providing guidance to the Network on operational and substantive issues",
    rules: &[hard(
        "Only a member of the troika of that day issues a guidance note.",
    )],
};

/// How timelines are set. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 8.
pub const TROIKA_TIMELINES: Clause = Clause {
    id: "troika.timelines",
    title: "Timelines set with the secretariat",
    section: MEMBERSHIP,
    words: "The troika will meet regularly with the secretariat to set timelines for the Network's actions \
            to be carried out and to ensure that the goals of the Network are fulfilled",
    rules: &[
        hard("A timeline names the troika meeting that set it."),
        open("How often is \"regularly\" is not laid down: it is a setting."),
    ],
};

/// The yearly meeting. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 4.
pub const MEETING_ANNUAL: Clause = Clause {
    id: "meeting.annual",
    title: "One annual meeting",
    section: MEMBERSHIP,
    words: "The Network will meet once a year in one of its member States",
    rules: &[
        hard("The host of an annual meeting is a State that is a member of the Network."),
        soft("A year with no annual meeting, or with more than one, is reported."),
    ],
};

/// Who hosts the yearly meeting. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 4.
pub const MEETING_HOST: Clause = Clause {
    id: "meeting.host",
    title: "The Chair as host",
    section: MEMBERSHIP,
    words: "the meeting generally being hosted by the incumbent Chair",
    rules: &[soft(
        "A host other than the incumbent Chair is accepted with a warning, and the reason is recorded.",
    )],
};

/// The meeting in New York. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 4.
pub const MEETING_FOLLOW_UP: Clause = Clause {
    id: "meeting.follow-up",
    title: "Follow-up meeting in New York",
    section: MEMBERSHIP,
    words: "with at least one additional follow-up meeting in New York",
    rules: &[soft(
        "A year without a follow-up meeting in New York is reported.",
    )],
};

/// Civil society as a partner. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 6.
pub const CIVIL_SOCIETY_PARTICIPATION: Clause = Clause {
    id: "civil-society.participation",
    title: "Participation of civil society",
    section: MEMBERSHIP,
    words: "recognizes civil society and local organizations as critical partners and will ensure their \
            substantive participation in Network meetings and initiatives",
    rules: &[
        soft("A meeting or initiative without civil-society or local organizations is reported."),
        open(
            "What is \"substantive\" is not laid down: the mode of participation (attended, spoke, led an \
             item, co-organized) is recorded.",
        ),
    ],
};

/// The secretariat's coordinator. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_COORDINATOR: Clause = Clause {
    id: "secretariat.coordinator",
    title: "A coordinator in the secretariat",
    section: MEMBERSHIP,
    words: "serves as the secretariat of the Network and will assign a coordinator to manage that function",
    rules: &[soft("A year in which no coordinator was assigned is reported.")],
};

/// The secretariat's support. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_SUPPORT: Clause = Clause {
    id: "secretariat.support",
    title: "Technical and operational support",
    section: MEMBERSHIP,
    words: "The secretariat provides technical and operational support to the troika and the Network",
    rules: &[hard(
        "A request for support is taken up and resolved by the secretariat.",
    )],
};

/// Information to members. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_INFORMATION: Clause = Clause {
    id: "secretariat.information",
    title: "Flow of information to members",
    section: MEMBERSHIP,
    words: "ensure regular communication with and the flow of information to Network members",
    rules: &[open(
        "How often is \"regular\" is not laid down: the secretariat sends notices as it sees fit, on record \
         with their audience and receipts.",
    )],
};

/// The library. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_KNOWLEDGE: Clause = Clause {
    id: "secretariat.knowledge",
    title: "Knowledge products",
    section: MEMBERSHIP,
    words: "manage knowledge products of the Network",
    rules: &[hard("A knowledge product is published only after review.")],
};

/// The planning of meetings. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_MEETINGS: Clause = Clause {
    id: "secretariat.meetings",
    title: "Planning of meetings",
    section: MEMBERSHIP,
    words: "support the planning of meetings",
    rules: &[hard("A meeting is planned by the secretariat or the troika.")],
};

/// Advocacy and partnerships. A/72/782–S/2018/178, annex, "Membership and actors", paragraph 7.
pub const SECRETARIAT_ADVOCACY: Clause = Clause {
    id: "secretariat.advocacy",
    title: "Membership, advocacy and partnerships",
    section: MEMBERSHIP,
    words: "foster membership, advocacy and partnerships",
    rules: &[open(
        "By which means is not laid down: initiatives of advocacy and partnership, and outreach to \
         non-members, are recorded as such.",
    )],
};

/// The areas of focus. A/72/782–S/2018/178, annex, "Focus areas", paragraph 1 and its list.
pub const FOCUS_AREAS: Clause = Clause {
    id: "focus.areas",
    title: "The areas of focus",
    section: FOCUS,
    words: "The Network areas of focus include",
    rules: &[
        hard("The focus areas are those of the annex; no other is accepted as a tag."),
        soft("An area in which nothing happened in a year is shown in the coverage report."),
    ],
};

/// Action plans. A/72/782–S/2018/178, annex, "Focus areas", third area.
pub const FOCUS_ACTION_PLANS: Clause = Clause {
    id: "focus.action-plans",
    title: "National and regional action plans",
    section: FOCUS,
    words: "Promoting the development of high-impact national and regional action plans and strategies on \
            women and peace and security",
    rules: &[
        soft("A plan that is about to expire, or has expired without a successor, raises an alert."),
        open(
            "What is \"high-impact\" is not laid down: period, budget, indicators and the role of civil \
             society are recorded.",
        ),
    ],
};

/// Capacity-building. A/72/782–S/2018/178, annex, "Focus areas", eighth area.
pub const FOCUS_CAPACITY: Clause = Clause {
    id: "focus.capacity",
    title: "Capacity-building",
    section: FOCUS,
    words: "Promoting capacity-building at the local, national and regional levels for a variety of actors",
    rules: &[
        hard("The level of a capacity-building initiative is local, national or regional."),
        open("The \"variety of actors\" is not listed: each initiative names those it is for."),
    ],
};

/// Funding across all areas. A/72/782–S/2018/178, annex, "Focus areas", paragraph 2.
pub const FUNDING_SUSTAINED: Clause = Clause {
    id: "funding.sustained",
    title: "Sustained and predictable funding",
    section: FOCUS,
    words: "As a cross-cutting issue, the Network will aim to promote sustained and predictable funding for \
            women and peace and security efforts",
    rules: &[open(
        "What is \"sustained and predictable\" is not laid down: commitments are recorded year by year, for \
         any area.",
    )],
};

/// Coordination of funding. A/72/782–S/2018/178, annex, "Background and objectives", paragraph 3.
pub const FUNDING_COORDINATION: Clause = Clause {
    id: "funding.coordination",
    title: "Coordination of funding and assistance",
    section: BACKGROUND,
    words: "improve the coordination of funding and assistance programmes",
    rules: &[soft(
        "Needs without an offer, and programmes that overlap, are reported by area, region and donor.",
    )],
};

/// Exchange with other forums. A/72/782–S/2018/178, annex, "Background and objectives", paragraph 3.
pub const FORUMS_INFORMATION: Clause = Clause {
    id: "forums.information",
    title: "Information flow with other forums",
    section: BACKGROUND,
    words: "encourages information flow with relevant forums, such as the Security Council Informal Expert \
            Group on Women and Peace and Security and the Group of Friends of Women, Peace and Security",
    rules: &[open(
        "Which other forums are \"relevant\" is not laid down: each exchange names its forum, direction, \
         date and document.",
    )],
};

/// What members share. A/72/782–S/2018/178, annex, "Role of members".
pub const MEMBERS_UPDATES: Clause = Clause {
    id: "members.updates",
    title: "Updates by members",
    section: ROLE,
    words: "Network members are expected to share updates and progress on their women and peace and security \
            actions through the Network’s newsletter and at its meetings of the Network",
    rules: &[
        hard("A member writes its own updates and no other's."),
        soft(
            "A member that in a year shared no update in the newsletter, or none at a meeting, is reported.",
        ),
    ],
};

/// How members promote the Network. A/72/782–S/2018/178, annex, "Role of members".
pub const MEMBERS_PROMOTION: Clause = Clause {
    id: "members.promotion",
    title: "Promotion by members",
    section: ROLE,
    words: "Members are also encouraged to promote the Network and its objectives at relevant forums where \
            the women and peace and security agenda can be advanced",
    rules: &[soft(
        "A member with no promotion on record in a year is reported.",
    )],
};

/// What a newsletter contains. A/72/782–S/2018/178, annex, "Communication".
pub const NEWSLETTER_CONTENTS: Clause = Clause {
    id: "newsletter.contents",
    title: "Contents of the newsletter",
    section: COMMUNICATION,
    words: "A newsletter will include, as appropriate, updates on proceedings of the Network, member action, \
            innovation in policy and practice, as well as lessons and best practices",
    rules: &[
        hard(
            "Every item stands in one of four sections: proceedings, member action, innovation, lessons and \
             best practices.",
        ),
        hard("Every item names the update it came from."),
        open("What is \"appropriate\" is not laid down: an issue may leave out any section."),
    ],
};

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

    const SOURCE: &str = include_str!("clauses.rs");
    const ANNEX: &str = include_str!("../founding/annex.md");

    /// The constants declared in this file.
    fn declared() -> HashSet<&'static str> {
        SOURCE
            .lines()
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
