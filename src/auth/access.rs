//! The access table: who may call each operation. Deny by default: an operation without a row does not start up, and a
//! role that a row does not name is refused before anything of the request is read.
//!
//! A row says what a role may *call*; whether the record is the caller's own is decided by the domain's rules, and
//! stands in the row's `relation`, for the contract and for the generated tests.

use super::caller::{Caller, Role};

/// The roles of the table. A troika seat comes on top of a member's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Public,
    /// An account of a member.
    Member,
    /// An account of a member that is Chair in the previous, incumbent or next term today.
    Troika,
    /// UN-Women.
    Secretariat,
}

impl Who {
    /// The name in the contract's `x-authorization`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Member => "member",
            Self::Troika => "troika",
            Self::Secretariat => "secretariat",
        }
    }
}

/// What the record has to be to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Any record that the caller may see.
    Any,
    /// A record of the caller's own member (the secretariat: any).
    Own,
    /// A nomination that names the caller's member.
    Nominee,
    /// The membership request whose follow-up secret the caller presents.
    Applicant,
    /// The caller's own account or session.
    Himself,
    /// The subscription to the newsletter whose code the caller presents.
    Subscriber,
    /// The service account whose credentials the request shows: OAuth's way, and no access token.
    Client,
}

impl Relation {
    /// The name in the contract's `x-authorization`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Own => "own member",
            Self::Nominee => "nominee",
            Self::Applicant => "applicant with the follow-up secret",
            Self::Himself => "own account",
            Self::Subscriber => "subscriber with the code in the mail",
            Self::Client => "service account with its secret",
        }
    }
}

/// A row: an operation, the roles that may call it, and the relation that the record must have.
#[derive(Debug)]
pub struct Row {
    /// `operationId`.
    pub operation: &'static str,
    /// The roles.
    pub who: &'static [Who],
    /// The relation.
    pub relation: Relation,
    /// No service account may call it, whatever its scope.
    pub people_only: bool,
}

const ANYONE: &[Who] = &[Who::Public, Who::Member, Who::Troika, Who::Secretariat];
const SIGNED_IN: &[Who] = &[Who::Member, Who::Troika, Who::Secretariat];
const MEMBERS: &[Who] = &[Who::Member, Who::Troika];
const TROIKA_AND_SECRETARIAT: &[Who] = &[Who::Troika, Who::Secretariat];
const TROIKA: &[Who] = &[Who::Troika];
const SECRETARIAT: &[Who] = &[Who::Secretariat];

const fn row(operation: &'static str, who: &'static [Who], relation: Relation) -> Row {
    Row {
        operation,
        who,
        relation,
        people_only: false,
    }
}

/// A row that service accounts do not have: what makes or ends access for others (a leaked secret must not multiply
/// itself or outlive its rotation), a person's own session and password, the acts by which a member or the Network binds
/// itself to a chairmanship or to a communiqué, which a person answers for, and what is sealed about people who may be at
/// risk.
const fn person(operation: &'static str, who: &'static [Who], relation: Relation) -> Row {
    Row {
        people_only: true,
        ..row(operation, who, relation)
    }
}

use Relation::{Any, Applicant, Client, Himself, Nominee, Own, Subscriber};

/// Every operation of the contract.
pub const TABLE: &[Row] = &[
    // Identity
    row("setUp", ANYONE, Any),
    row("startSession", ANYONE, Any),
    row("refreshSession", ANYONE, Any),
    person("endSession", SIGNED_IN, Himself),
    row("getMe", ANYONE, Himself),
    person("changePassword", SIGNED_IN, Himself),
    row("listAccounts", SECRETARIAT, Any),
    row("getAccount", SECRETARIAT, Any),
    person("createAccount", SECRETARIAT, Any),
    person("inviteAccount", SECRETARIAT, Any),
    person("disableAccount", SECRETARIAT, Any),
    person("enableAccount", SECRETARIAT, Any),
    row("activateAccount", ANYONE, Any),
    row("getSigningKeys", ANYONE, Any),
    row("requestAccessToken", ANYONE, Client),
    person("listServiceAccounts", SIGNED_IN, Own),
    person("getServiceAccount", SIGNED_IN, Own),
    person("createServiceAccount", SIGNED_IN, Own),
    person("changeServiceAccount", SIGNED_IN, Own),
    person("rotateServiceAccountSecret", SIGNED_IN, Own),
    person("disableServiceAccount", SIGNED_IN, Own),
    person("enableServiceAccount", SIGNED_IN, Own),
    person("exportSubject", SECRETARIAT, Any),
    person("eraseSubject", SECRETARIAT, Any),
    row("listAuditEntries", SECRETARIAT, Any),
    row("getAuditEntry", SECRETARIAT, Any),
    // Search
    row("search", ANYONE, Any),
    // Guidelines
    row("listGuidelines", ANYONE, Any),
    row("getGuideline", ANYONE, Any),
    row("listFocusAreas", ANYONE, Any),
    row("getFocusArea", ANYONE, Any),
    // Members
    row("listMembers", ANYONE, Any),
    row("getMember", ANYONE, Any),
    row("recordMember", SECRETARIAT, Any),
    row("changeMember", SECRETARIAT, Any),
    row("addMemberName", SECRETARIAT, Any),
    row("recordMembershipPeriod", SECRETARIAT, Any),
    row("withdrawMember", SECRETARIAT, Any),
    row("importMembers", SECRETARIAT, Any),
    // Focal points
    row("listFocalPoints", ANYONE, Any),
    row("getFocalPoint", ANYONE, Any),
    row("assignFocalPoint", SIGNED_IN, Own),
    row("changeFocalPoint", SIGNED_IN, Own),
    row("confirmFocalPoint", SIGNED_IN, Own),
    row("endFocalPoint", SIGNED_IN, Own),
    row("importFocalPoints", SECRETARIAT, Any),
    row("exportFocalPointsCsv", ANYONE, Any),
    row("exportFocalPointsVcard", ANYONE, Any),
    // Membership requests
    row("submitMembershipRequest", ANYONE, Any),
    row("listMembershipRequests", SIGNED_IN, Any),
    row("getMembershipRequest", ANYONE, Applicant),
    row("shareMembershipRequest", SECRETARIAT, Any),
    row("admitMembershipRequest", SECRETARIAT, Any),
    row("declareMembershipRequestIneligible", SECRETARIAT, Any),
    row("withdrawMembershipRequest", ANYONE, Applicant),
    // Chairmanship
    row("getTroika", ANYONE, Any),
    row("listChairTerms", ANYONE, Any),
    row("getChairTerm", ANYONE, Any),
    row("recordChairTerm", SECRETARIAT, Any),
    row("changeChairTerm", SECRETARIAT, Any),
    row("listChairmanshipNominations", SIGNED_IN, Any),
    row("getChairmanshipNomination", SIGNED_IN, Any),
    row("submitChairmanshipNomination", MEMBERS, Nominee),
    row("changeChairmanshipNomination", MEMBERS, Nominee),
    person("consentToChairmanshipNomination", MEMBERS, Nominee),
    row("withdrawChairmanshipNomination", MEMBERS, Nominee),
    person("selectChairmanshipNomination", SECRETARIAT, Any),
    row("declineChairmanshipNomination", SECRETARIAT, Any),
    // Meetings
    row("listMeetings", ANYONE, Any),
    row("getMeeting", ANYONE, Any),
    row("planMeeting", TROIKA_AND_SECRETARIAT, Any),
    row("changeMeeting", TROIKA_AND_SECRETARIAT, Any),
    row("confirmMeeting", SECRETARIAT, Any),
    row("holdMeeting", SECRETARIAT, Any),
    row("cancelMeeting", SECRETARIAT, Any),
    row("listAgendaItems", ANYONE, Any),
    row("getAgendaItem", ANYONE, Any),
    row("addAgendaItem", TROIKA_AND_SECRETARIAT, Any),
    row("changeAgendaItem", TROIKA_AND_SECRETARIAT, Any),
    row("removeAgendaItem", TROIKA_AND_SECRETARIAT, Any),
    row("listMeetingDocuments", ANYONE, Any),
    row("getMeetingDocument", ANYONE, Any),
    row("addMeetingDocument", TROIKA_AND_SECRETARIAT, Any),
    row("removeMeetingDocument", TROIKA_AND_SECRETARIAT, Any),
    row("downloadMeetingDocument", ANYONE, Any),
    row("listParticipants", SIGNED_IN, Any),
    row("getParticipant", SIGNED_IN, Any),
    row("registerParticipant", SIGNED_IN, Own),
    row("changeParticipant", SIGNED_IN, Own),
    row("removeParticipant", SIGNED_IN, Own),
    row("approveParticipant", SECRETARIAT, Any),
    row("declineParticipant", SECRETARIAT, Any),
    row("recordAttendance", SECRETARIAT, Any),
    row("getOutcome", ANYONE, Any),
    row("draftOutcome", TROIKA_AND_SECRETARIAT, Any),
    row("changeOutcome", TROIKA_AND_SECRETARIAT, Any),
    row("publishOutcome", SECRETARIAT, Any),
    person("associateWithOutcome", SIGNED_IN, Own),
    person("dissociateFromOutcome", SIGNED_IN, Own),
    row("listOutcomePoints", ANYONE, Any),
    row("getOutcomePoint", ANYONE, Any),
    row("addOutcomePoint", TROIKA_AND_SECRETARIAT, Any),
    row("changeOutcomePoint", TROIKA_AND_SECRETARIAT, Any),
    row("removeOutcomePoint", TROIKA_AND_SECRETARIAT, Any),
    row("adoptOutcomePoint", TROIKA_AND_SECRETARIAT, Any),
    row("getMeetingsCalendar", ANYONE, Any),
    row("getMeetingCalendar", ANYONE, Any),
    // Planning
    row("listGuidanceNotes", SIGNED_IN, Any),
    row("getGuidanceNote", SIGNED_IN, Any),
    row("draftGuidanceNote", TROIKA, Own),
    row("changeGuidanceNote", TROIKA, Own),
    row("issueGuidanceNote", TROIKA, Own),
    row("listGoals", SIGNED_IN, Any),
    row("getGoal", SIGNED_IN, Any),
    row("setGoal", TROIKA_AND_SECRETARIAT, Any),
    row("changeGoal", TROIKA_AND_SECRETARIAT, Any),
    row("fulfilGoal", TROIKA_AND_SECRETARIAT, Any),
    row("dropGoal", TROIKA_AND_SECRETARIAT, Any),
    row("listActions", SIGNED_IN, Any),
    row("getAction", SIGNED_IN, Any),
    row("setAction", TROIKA_AND_SECRETARIAT, Any),
    row("changeAction", TROIKA_AND_SECRETARIAT, Any),
    row("startAction", SIGNED_IN, Own),
    row("completeAction", SIGNED_IN, Own),
    row("dropAction", TROIKA_AND_SECRETARIAT, Any),
    row("rescheduleAction", TROIKA_AND_SECRETARIAT, Any),
    row("addActionEvidence", SIGNED_IN, Own),
    // Secretariat
    row("listCoordinators", SIGNED_IN, Any),
    row("getCoordinator", SIGNED_IN, Any),
    row("assignCoordinator", SECRETARIAT, Any),
    row("changeCoordinator", SECRETARIAT, Any),
    row("listSupportRequests", SIGNED_IN, Own),
    row("getSupportRequest", SIGNED_IN, Own),
    row("submitSupportRequest", MEMBERS, Own),
    row("changeSupportRequest", MEMBERS, Own),
    row("takeUpSupportRequest", SECRETARIAT, Any),
    row("resolveSupportRequest", SECRETARIAT, Any),
    // Action plans
    row("listActionPlans", ANYONE, Any),
    row("getActionPlan", ANYONE, Any),
    row("draftActionPlan", SIGNED_IN, Own),
    row("changeActionPlan", SIGNED_IN, Own),
    row("adoptActionPlan", SIGNED_IN, Own),
    // Funding
    row("listFundingProgrammes", SIGNED_IN, Any),
    row("getFundingProgramme", SIGNED_IN, Any),
    row("recordFundingProgramme", SIGNED_IN, Own),
    row("changeFundingProgramme", SIGNED_IN, Own),
    row("closeFundingProgramme", SIGNED_IN, Own),
    row("listCommitments", SIGNED_IN, Any),
    row("getCommitment", SIGNED_IN, Any),
    row("addCommitment", SIGNED_IN, Own),
    row("changeCommitment", SIGNED_IN, Own),
    row("removeCommitment", SIGNED_IN, Own),
    row("listAssistanceNeeds", SIGNED_IN, Any),
    row("getAssistanceNeed", SIGNED_IN, Any),
    row("stateAssistanceNeed", SIGNED_IN, Own),
    row("changeAssistanceNeed", SIGNED_IN, Own),
    row("listAssistanceCandidates", SIGNED_IN, Any),
    row("matchAssistanceNeed", SIGNED_IN, Own),
    row("closeAssistanceNeed", SIGNED_IN, Own),
    row("listAssistanceOffers", SIGNED_IN, Any),
    row("getAssistanceOffer", SIGNED_IN, Any),
    row("makeAssistanceOffer", SIGNED_IN, Own),
    row("changeAssistanceOffer", SIGNED_IN, Own),
    row("closeAssistanceOffer", SIGNED_IN, Own),
    // Partners
    row("listPartners", ANYONE, Any),
    row("getPartner", ANYONE, Any),
    row("recordPartner", SECRETARIAT, Any),
    row("changePartner", SECRETARIAT, Any),
    row("recordPartnerConsent", SECRETARIAT, Any),
    row("withdrawPartnerConsent", SECRETARIAT, Any),
    row("endPartner", SECRETARIAT, Any),
    person("listPartnerPeople", SECRETARIAT, Any),
    person("getPartnerPerson", SECRETARIAT, Any),
    person("addPartnerPerson", SECRETARIAT, Any),
    person("changePartnerPerson", SECRETARIAT, Any),
    person("erasePartnerPerson", SECRETARIAT, Any),
    row("listPartnerParticipations", SIGNED_IN, Any),
    row("getPartnerParticipation", SIGNED_IN, Any),
    row("recordPartnerParticipation", SECRETARIAT, Any),
    row("changePartnerParticipation", SECRETARIAT, Any),
    row("removePartnerParticipation", SECRETARIAT, Any),
    row("listPartnerAttendees", SIGNED_IN, Any),
    // Initiatives
    row("listInitiatives", SIGNED_IN, Any),
    row("getInitiative", SIGNED_IN, Any),
    row("planInitiative", SIGNED_IN, Own),
    row("changeInitiative", SIGNED_IN, Own),
    row("startInitiative", SIGNED_IN, Own),
    row("completeInitiative", SIGNED_IN, Own),
    row("cancelInitiative", SIGNED_IN, Own),
    // Forums
    row("listForumExchanges", SIGNED_IN, Any),
    row("getForumExchange", SIGNED_IN, Any),
    row("recordForumExchange", TROIKA_AND_SECRETARIAT, Any),
    row("changeForumExchange", TROIKA_AND_SECRETARIAT, Any),
    row("removeForumExchange", TROIKA_AND_SECRETARIAT, Any),
    row("listPromotions", SIGNED_IN, Any),
    row("getPromotion", SIGNED_IN, Any),
    row("logPromotion", SIGNED_IN, Own),
    row("changePromotion", SIGNED_IN, Own),
    row("removePromotion", SIGNED_IN, Own),
    // Reports
    row("reportObligations", SIGNED_IN, Any),
    row("reportMemberActivity", SIGNED_IN, Any),
    row("reportFocusAreaCoverage", SIGNED_IN, Any),
    row("reportFocalPointGaps", SIGNED_IN, Any),
    row("reportHandover", SIGNED_IN, Any),
    row("reportCivilSociety", SIGNED_IN, Any),
    row("reportFundingGaps", SIGNED_IN, Any),
    row("reportCoordinatorGaps", SIGNED_IN, Any),
    row("reportOverdueActions", SIGNED_IN, Any),
    // Updates
    row("listUpdates", ANYONE, Any),
    row("getUpdate", ANYONE, Any),
    row("draftUpdate", MEMBERS, Own),
    row("changeUpdate", MEMBERS, Own),
    row("publishUpdate", MEMBERS, Own),
    row("withdrawUpdate", MEMBERS, Own),
    row("getUpdatesFeed", ANYONE, Any),
    // Newsletters
    row("listNewsletters", ANYONE, Any),
    row("getNewsletter", ANYONE, Any),
    row("draftNewsletter", SECRETARIAT, Any),
    row("changeNewsletter", SECRETARIAT, Any),
    row("submitNewsletter", SECRETARIAT, Any),
    row("returnNewsletter", SECRETARIAT, Any),
    row("publishNewsletter", SECRETARIAT, Any),
    row("getNewsletterHtml", ANYONE, Any),
    row("getNewsletterText", ANYONE, Any),
    row("getNewslettersFeed", ANYONE, Any),
    row("listNewsletterSubscriptions", SECRETARIAT, Any),
    row("getNewsletterSubscription", SECRETARIAT, Any),
    row("subscribeToNewsletter", ANYONE, Any),
    row("getConfirmationPage", ANYONE, Subscriber),
    row("confirmNewsletterSubscription", ANYONE, Subscriber),
    row("getUnsubscriptionPage", ANYONE, Subscriber),
    row("unsubscribeFromNewsletter", ANYONE, Subscriber),
    // Notices
    row("listNotices", SIGNED_IN, Any),
    row("getNotice", SIGNED_IN, Any),
    row("draftNotice", SECRETARIAT, Any),
    row("changeNotice", SECRETARIAT, Any),
    row("sendNotice", SECRETARIAT, Any),
    row("markNoticeRead", MEMBERS, Own),
    // Knowledge
    row("listKnowledgeProducts", ANYONE, Any),
    row("getKnowledgeProduct", ANYONE, Any),
    row("draftKnowledgeProduct", SECRETARIAT, Any),
    row("changeKnowledgeProduct", SECRETARIAT, Any),
    row("removeKnowledgeProduct", SECRETARIAT, Any),
    row("submitKnowledgeProduct", SECRETARIAT, Any),
    row("returnKnowledgeProduct", SECRETARIAT, Any),
    row("publishKnowledgeProduct", SECRETARIAT, Any),
    row("supersedeKnowledgeProduct", SECRETARIAT, Any),
    row("listKnowledgeFiles", ANYONE, Any),
    row("getKnowledgeFile", ANYONE, Any),
    row("addKnowledgeFile", SECRETARIAT, Any),
    row("removeKnowledgeFile", SECRETARIAT, Any),
    row("downloadKnowledgeFile", ANYONE, Any),
    // Events
    row("followEvents", ANYONE, Any),
    // Webhooks
    row("listWebhooks", SIGNED_IN, Own),
    row("getWebhook", SIGNED_IN, Own),
    row("createWebhook", SIGNED_IN, Own),
    row("changeWebhook", SIGNED_IN, Own),
    row("deleteWebhook", SIGNED_IN, Own),
    row("rotateWebhookSecret", SIGNED_IN, Own),
    row("enableWebhook", SIGNED_IN, Own),
    row("pingWebhook", SIGNED_IN, Own),
    row("listWebhookDeliveries", SIGNED_IN, Own),
    row("getWebhookDelivery", SIGNED_IN, Own),
    row("redeliverWebhookDelivery", SIGNED_IN, Own),
    // Operations
    row("getLiveness", ANYONE, Any),
    row("getReadiness", ANYONE, Any),
    row("getMetrics", SECRETARIAT, Any),
    row("getContract", ANYONE, Any),
    row("getAuthorizationServer", ANYONE, Any),
    row("getProtectedResource", ANYONE, Any),
    row("getApiCatalog", ANYONE, Any),
    row("getSecurityContact", ANYONE, Any),
    row("getProblemType", ANYONE, Any),
];

/// The row of an operation.
pub fn find(operation: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.operation == operation)
}

impl Row {
    /// Whether anyone may call it without signing in.
    pub fn is_public(&self) -> bool {
        self.who.contains(&Who::Public)
    }

    /// Whether this caller may call it.
    pub fn admits(&self, caller: &Caller) -> bool {
        match caller.role {
            Role::Public => self.is_public(),
            Role::Member { seat, .. } => {
                self.who.contains(&Who::Member) || (seat.is_some() && self.who.contains(&Who::Troika))
            }
            Role::Secretariat => self.who.contains(&Who::Secretariat),
        }
    }
}
