//! Which operations carry out a clause: what `GET /v1/guidelines` and `docs/guidelines.md` list.

/// Clause, and the operations in which it is at work.
const OPERATIONS: &[(&str, &[&str])] = &[
    (
        "membership.open",
        &[
            "submitMembershipRequest",
            "admitMembershipRequest",
            "declareMembershipRequestIneligible",
            "recordMember",
            "importMembers",
            "recordMembershipPeriod",
        ],
    ),
    (
        "membership.shared",
        &[
            "shareMembershipRequest",
            "admitMembershipRequest",
            "listMembershipRequests",
            "getMembershipRequest",
        ],
    ),
    (
        "membership.focal-point",
        &[
            "assignFocalPoint",
            "importFocalPoints",
            "admitMembershipRequest",
            "endFocalPoint",
            "listFocalPoints",
        ],
    ),
    (
        "focal-point.contact",
        &[
            "listFocalPoints",
            "getFocalPoint",
            "changeFocalPoint",
            "confirmFocalPoint",
            "exportFocalPointsCsv",
            "exportFocalPointsVcard",
        ],
    ),
    (
        "chair.self-nomination",
        &[
            "submitChairmanshipNomination",
            "consentToChairmanshipNomination",
            "selectChairmanshipNomination",
            "declineChairmanshipNomination",
        ],
    ),
    (
        "chair.troika",
        &[
            "getTroika",
            "recordChairTerm",
            "changeChairTerm",
            "selectChairmanshipNomination",
            "getMe",
        ],
    ),
    (
        "troika.guidance",
        &[
            "draftGuidanceNote",
            "changeGuidanceNote",
            "issueGuidanceNote",
            "listGuidanceNotes",
        ],
    ),
    (
        "troika.timelines",
        &[
            "setGoal",
            "fulfilGoal",
            "setAction",
            "adoptOutcomePoint",
            "rescheduleAction",
            "listActions",
            "cancelMeeting",
            "reportOverdueActions",
        ],
    ),
    ("meeting.annual", &["planMeeting", "changeMeeting"]),
    ("meeting.host", &["planMeeting", "changeMeeting"]),
    ("meeting.follow-up", &["planMeeting", "changeMeeting"]),
    (
        "civil-society.participation",
        &[
            "recordPartner",
            "recordPartnerParticipation",
            "changePartnerParticipation",
            "listPartnerParticipations",
            "planInitiative",
            "reportCivilSociety",
        ],
    ),
    (
        "secretariat.advocacy",
        &[
            "planInitiative",
            "changeInitiative",
            "completeInitiative",
            "listInitiatives",
        ],
    ),
    (
        "forums.information",
        &["recordForumExchange", "changeForumExchange", "listForumExchanges"],
    ),
    (
        "members.promotion",
        &["logPromotion", "changePromotion", "listPromotions"],
    ),
    (
        "secretariat.information",
        &[
            "sendNotice",
            "markNoticeRead",
            "subscribeToNewsletter",
            "confirmNewsletterSubscription",
            "unsubscribeFromNewsletter",
        ],
    ),
    (
        "secretariat.knowledge",
        &[
            "listKnowledgeProducts",
            "getKnowledgeProduct",
            "draftKnowledgeProduct",
            "submitKnowledgeProduct",
            "publishKnowledgeProduct",
            "supersedeKnowledgeProduct",
            "addKnowledgeFile",
            "removeKnowledgeFile",
            "downloadKnowledgeFile",
        ],
    ),
    (
        "secretariat.meetings",
        &[
            "planMeeting",
            "confirmMeeting",
            "holdMeeting",
            "cancelMeeting",
            "addAgendaItem",
            "listMeetingDocuments",
            "addMeetingDocument",
            "registerParticipant",
            "approveParticipant",
            "declineParticipant",
            "recordAttendance",
            "draftOutcome",
            "publishOutcome",
            "associateWithOutcome",
            "getMeetingsCalendar",
        ],
    ),
    (
        "secretariat.coordinator",
        &[
            "assignCoordinator",
            "changeCoordinator",
            "listCoordinators",
            "reportCoordinatorGaps",
        ],
    ),
    (
        "secretariat.support",
        &[
            "submitSupportRequest",
            "takeUpSupportRequest",
            "resolveSupportRequest",
            "listSupportRequests",
        ],
    ),
    (
        "focus.action-plans",
        &[
            "draftActionPlan",
            "adoptActionPlan",
            "listActionPlans",
            "getActionPlan",
        ],
    ),
    (
        "focus.capacity",
        &[
            "stateAssistanceNeed",
            "changeAssistanceNeed",
            "makeAssistanceOffer",
            "changeAssistanceOffer",
            "planInitiative",
            "changeInitiative",
        ],
    ),
    (
        "funding.sustained",
        &[
            "recordFundingProgramme",
            "addCommitment",
            "changeCommitment",
            "listCommitments",
        ],
    ),
    (
        "funding.coordination",
        &[
            "listAssistanceNeeds",
            "listAssistanceOffers",
            "listAssistanceCandidates",
            "matchAssistanceNeed",
            "listFundingProgrammes",
            "reportFundingGaps",
        ],
    ),
    (
        "focus.areas",
        &[
            "listFocusAreas",
            "draftUpdate",
            "addAgendaItem",
            "addOutcomePoint",
        ],
    ),
    (
        "members.updates",
        &[
            "draftUpdate",
            "publishUpdate",
            "withdrawUpdate",
            "listUpdates",
            "publishNewsletter",
        ],
    ),
    (
        "newsletter.contents",
        &[
            "draftUpdate",
            "listUpdates",
            "draftNewsletter",
            "changeNewsletter",
            "submitNewsletter",
            "publishNewsletter",
            "getNewsletterHtml",
            "getNewsletterText",
            "getNewslettersFeed",
        ],
    ),
];

/// The operations of a clause; none where the service has not got to it yet.
pub fn operations_of(clause: &str) -> &'static [&'static str] {
    OPERATIONS
        .iter()
        .find(|(id, _)| *id == clause)
        .map_or(&[], |(_, operations)| operations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::access;
    use crate::guidelines::clauses;

    #[test]
    fn every_clause_and_operation_exists() {
        for (clause, operations) in OPERATIONS {
            assert!(clauses::find(clause).is_some(), "{clause}");
            for operation in *operations {
                assert!(access::find(operation).is_some(), "{operation}");
            }
        }
    }

    #[test]
    fn the_documentation_lists_the_same() {
        let table = include_str!("../../docs/guidelines.md");
        for clause in clauses::ALL {
            let row = table
                .lines()
                .find(|line| line.starts_with(&format!("| `{}`", clause.id)));
            let row = row.unwrap_or_else(|| panic!("{} is not in docs/guidelines.md", clause.id));
            let told: Vec<&str> = row.split(" | ").nth(3).unwrap().split(", ").collect();
            let told: Vec<&str> = told
                .into_iter()
                .map(|name| name.trim_matches('`'))
                .filter(|name| *name != "–")
                .collect();
            assert_eq!(told, operations_of(clause.id), "{}", clause.id);
        }
    }
}
