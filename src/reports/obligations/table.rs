//! Which question each clause asks of a year.

use super::finding::{Case, Found};
use super::json::{Obligation, ObligationStatus, Obligations};
use super::{chairs, meetings, members, secretariat, work};
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::guidelines::Clause;
use crate::guidelines::clauses::{
    CHAIR_SELF_NOMINATION, CHAIR_TROIKA, CIVIL_SOCIETY_PARTICIPATION, FOCAL_POINT_CONTACT,
    FOCUS_ACTION_PLANS, FOCUS_AREAS, FOCUS_CAPACITY, FORUMS_INFORMATION, FUNDING_COORDINATION,
    FUNDING_SUSTAINED, MEETING_ANNUAL, MEETING_FOLLOW_UP, MEETING_HOST, MEMBERS_PROMOTION, MEMBERS_UPDATES,
    MEMBERSHIP_FOCAL_POINT, MEMBERSHIP_OPEN, MEMBERSHIP_SHARED, NEWSLETTER_CONTENTS, SECRETARIAT_ADVOCACY,
    SECRETARIAT_COORDINATOR, SECRETARIAT_INFORMATION, SECRETARIAT_KNOWLEDGE, SECRETARIAT_MEETINGS,
    SECRETARIAT_SUPPORT, TROIKA_GUIDANCE, TROIKA_TIMELINES,
};
use crate::reports::year::Year;

type Check = fn(&mut Case<'_>) -> Found;

/// A row a clause, in the order of the guidelines.
const CHECKS: &[(&Clause, Check)] = &[
    (&MEMBERSHIP_OPEN, members::open_membership),
    (&MEMBERSHIP_SHARED, members::shared_requests),
    (&MEMBERSHIP_FOCAL_POINT, members::focal_points),
    (&FOCAL_POINT_CONTACT, members::contact),
    (&CHAIR_SELF_NOMINATION, chairs::self_nomination),
    (&CHAIR_TROIKA, chairs::troika),
    (&TROIKA_GUIDANCE, chairs::guidance),
    (&TROIKA_TIMELINES, chairs::timelines),
    (&MEETING_ANNUAL, meetings::annual),
    (&MEETING_HOST, meetings::host),
    (&MEETING_FOLLOW_UP, meetings::follow_up),
    (&CIVIL_SOCIETY_PARTICIPATION, meetings::civil_society),
    (&SECRETARIAT_COORDINATOR, secretariat::coordinator),
    (&SECRETARIAT_SUPPORT, secretariat::support),
    (&SECRETARIAT_INFORMATION, secretariat::information),
    (&SECRETARIAT_KNOWLEDGE, secretariat::knowledge),
    (&SECRETARIAT_MEETINGS, meetings::agendas),
    (&SECRETARIAT_ADVOCACY, secretariat::advocacy),
    (&FOCUS_AREAS, work::focus_areas),
    (&FOCUS_ACTION_PLANS, work::action_plans),
    (&FOCUS_CAPACITY, work::capacity),
    (&FUNDING_SUSTAINED, work::sustained_funding),
    (&FUNDING_COORDINATION, work::coordinated_funding),
    (&FORUMS_INFORMATION, work::forums),
    (&MEMBERS_UPDATES, members::updates),
    (&MEMBERS_PROMOTION, members::promotion),
    (&NEWSLETTER_CONTENTS, work::newsletter),
];

/// The report of a year.
///
/// # Errors
/// When the database refuses.
pub fn of_year(conn: &mut Connection, caller: &Caller, year: Year) -> Result<Obligations, Problem> {
    let mut case = Case { conn, caller, year };
    let clauses = CHECKS
        .iter()
        .map(|(clause, check)| Ok(obligation(clause, check(&mut case)?)))
        .collect::<Result<Vec<Obligation>, Problem>>()?;
    let count = |status| clauses.iter().filter(|one| one.status == status).count();
    Ok(Obligations {
        year: year.number,
        on: year.on,
        met: count(ObligationStatus::Met),
        unmet: count(ObligationStatus::Unmet),
        not_applicable: count(ObligationStatus::NotApplicable),
        clauses,
    })
}

fn obligation(clause: &Clause, found: super::Finding) -> Obligation {
    Obligation {
        clause: clause.id,
        title: clause.title,
        status: found.status,
        summary: found.summary,
        evidence: found.evidence,
        members: found.members,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::clauses;

    #[test]
    fn every_clause_is_asked_in_the_order_of_the_guidelines() {
        let asked: Vec<&str> = CHECKS.iter().map(|(clause, _)| clause.id).collect();
        let all: Vec<&str> = clauses::ALL.iter().map(|clause| clause.id).collect();
        assert_eq!(asked, all);
    }
}
