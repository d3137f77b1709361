//! Who is in the Network, who leads and supports it, and how it meets.

use super::{Clause, MEMBERSHIP, hard, open, soft};

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
