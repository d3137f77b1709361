//! What the Network works on, and what its members tell of it.

use super::{BACKGROUND, COMMUNICATION, Clause, FOCUS, ROLE, hard, open, soft};

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
