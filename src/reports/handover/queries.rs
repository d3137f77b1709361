//! The statements behind the pack.

use super::json::{HandoverItem, HandoverPack, HandoverSection, HandoverTerm};
use crate::auth::Caller;
use crate::chairmanship::troika;
use crate::communication::newsletters::NewsletterStatus;
use crate::communication::newsletters::model::Newsletter;
use crate::db::{Connection, Id, Instant, Localized};
use crate::error::Problem;
use crate::knowledge::products::model::ProductStatus;
use crate::meetings::meetings::model::{Meeting, MeetingStatus};
use crate::meetings::meetings::rules::local_day;
use crate::planning::actions::model::Action;
use crate::planning::guidance_notes::model::{GuidanceNote, GuidanceNoteStatus};
use crate::planning::progress::ActionStatus;
use crate::reports::obligations;
use crate::reports::people::ReportedMember;
use crate::reports::year::Year;
use crate::schema::{
    action_plans, actions, assistance_needs, chair_terms, chairs, guidance_notes, knowledge_products,
    meetings, members, newsletters, support_requests,
};
use crate::support::action_plans::model::{ActionPlan, ActionPlanStatus};
use crate::support::action_plans::rules::SOON_DAYS;
use crate::support::assistance::AssistanceStatus;
use crate::support::assistance_needs::model::AssistanceNeed;
use crate::support::support_requests::model::{SupportRequest, SupportStatus};
use crate::support::support_requests::rules::visible_to as visible_support;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use diesel::prelude::*;

/// Records of one kind that the pack names; the rest is in the lists.
const MOST: i64 = 500;

/// Years that a pack tells of.
const YEARS: i32 = 5;

/// The pack of a term, or of today's.
///
/// # Errors
/// 404 when there is no such term.
pub fn pack(conn: &mut Connection, caller: &Caller, term: Option<Id>) -> Result<HandoverPack, Problem> {
    let today = troika::queries::on(conn, caller.today())?;
    let id = term
        .or_else(|| today.incumbent.map(|span| span.id))
        .ok_or_else(Problem::not_found)?;
    let term = load(conn, id)?;
    let next = troika::queries::on(conn, term.ends_on)?.next;
    let next = next.map(|span| load(conn, span.id)).transpose()?;
    Ok(HandoverPack {
        sections: sections(conn, caller, &Span::of(&term))?,
        years: years(conn, caller, &term)?,
        term,
        next,
    })
}

fn load(conn: &mut Connection, id: Id) -> Result<HandoverTerm, Problem> {
    let (starts_on, ends_on) = chair_terms::table
        .find(id)
        .select((chair_terms::starts_on, chair_terms::ends_on))
        .get_result(conn)?;
    let named: Vec<(Id, String)> = chairs::table
        .inner_join(members::table.on(members::id.eq(chairs::member_id)))
        .filter(chairs::term_id.eq(id))
        .order(chairs::position)
        .select((members::id, members::name))
        .load(conn)?;
    Ok(HandoverTerm {
        id,
        starts_on,
        ends_on,
        chairs: named
            .into_iter()
            .map(|(id, name)| ReportedMember { id, name })
            .collect(),
    })
}

/// What the guidelines asked of the term's years, as far as they have begun.
fn years(
    conn: &mut Connection,
    caller: &Caller,
    term: &HandoverTerm,
) -> Result<Vec<obligations::Obligations>, Problem> {
    let today = caller.today();
    let first = term.starts_on.year();
    let last = term.ends_on.year().min(today.year()).min(first + YEARS - 1);
    (first..=last)
        .map(|year| obligations::of_year(conn, caller, Year::new(year, today)))
        .collect()
}

/// The days of a term, and its moments.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    from: Instant,
    before: Instant,
}

impl Span {
    fn of(term: &HandoverTerm) -> Self {
        let after = term
            .ends_on
            .checked_add_days(Days::new(1))
            .unwrap_or(term.ends_on);
        Self {
            first: term.starts_on,
            last: term.ends_on,
            from: term.starts_on.and_time(NaiveTime::MIN).and_utc().into(),
            before: after.and_time(NaiveTime::MIN).and_utc().into(),
        }
    }
}

fn sections(conn: &mut Connection, caller: &Caller, span: &Span) -> Result<Vec<HandoverSection>, Problem> {
    let of = |key, title, items| HandoverSection { key, title, items };
    Ok(vec![
        of("meetings", "Meetings", meetings(conn, span)?),
        of(
            "open_actions",
            "Open actions, which carry over",
            actions(conn, span)?,
        ),
        of("guidance_notes", "Guidance by the troika", guidance(conn, span)?),
        of(
            "newsletters",
            "Issues of the newsletter",
            newsletters(conn, span)?,
        ),
        of("knowledge_products", "Knowledge products", products(conn, span)?),
        of(
            "open_support_requests",
            "Open requests for support",
            support(conn, caller, span)?,
        ),
        of("open_needs", "Needs without assistance", needs(conn, span)?),
        of(
            "expiring_action_plans",
            "Action plans that expire within half a year of the end",
            plans(conn, span)?,
        ),
    ])
}

fn meetings(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    let rows: Vec<Meeting> = meetings::table
        .filter(meetings::status.ne(MeetingStatus::Cancelled))
        .filter(meetings::starts_at.ge(span.from))
        .filter(meetings::starts_at.lt(span.before))
        .order((meetings::starts_at, meetings::id))
        .limit(MOST)
        .select(Meeting::as_select())
        .load(conn)?;
    let of = |row: Meeting| {
        let day = local_day(row.starts_at, &row.time_zone);
        HandoverItem::of("meetings", row.id, row.title, row.status.as_str(), day)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn actions(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use actions as table;
    let rows: Vec<Action> = table::table
        .inner_join(meetings::table.on(meetings::id.eq(table::meeting_id)))
        .filter(table::status.eq_any([ActionStatus::Open, ActionStatus::InProgress]))
        .filter(meetings::starts_at.lt(span.before))
        .order((table::due_on, table::id))
        .limit(MOST)
        .select(Action::as_select())
        .load(conn)?;
    let of = |row: Action| HandoverItem::of("actions", row.id, row.title, row.status.as_str(), row.due_on);
    Ok(rows.into_iter().map(of).collect())
}

fn guidance(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use guidance_notes as table;
    let rows: Vec<GuidanceNote> = table::table
        .filter(table::status.eq(GuidanceNoteStatus::Issued))
        .filter(table::issued_at.ge(span.from))
        .filter(table::issued_at.lt(span.before))
        .order((table::issued_at, table::id))
        .limit(MOST)
        .select(GuidanceNote::as_select())
        .load(conn)?;
    let of = |row: GuidanceNote| {
        let day = row.issued_at.unwrap_or(row.updated_at).0.date_naive();
        HandoverItem::of("guidance-notes", row.id, row.title, row.status.as_str(), day)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn newsletters(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use newsletters as table;
    let rows: Vec<Newsletter> = table::table
        .filter(table::status.eq(NewsletterStatus::Published))
        .filter(table::published_at.ge(span.from))
        .filter(table::published_at.lt(span.before))
        .order((table::published_at, table::id))
        .limit(MOST)
        .select(Newsletter::as_select())
        .load(conn)?;
    let of = |row: Newsletter| {
        let day = row.published_at.unwrap_or(row.updated_at).0.date_naive();
        HandoverItem::of("newsletters", row.id, row.title, row.status.as_str(), day)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn products(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use knowledge_products as table;
    let rows: Vec<(Id, String, String, ProductStatus, NaiveDate)> = table::table
        .filter(table::status.eq_any([ProductStatus::Published, ProductStatus::Superseded]))
        .filter(table::dated.ge(span.first))
        .filter(table::dated.le(span.last))
        .order((table::dated, table::id))
        .limit(MOST)
        .select((
            table::id,
            table::language,
            table::title,
            table::status,
            table::dated,
        ))
        .load(conn)?;
    let of = |(id, language, title, status, dated): (Id, String, String, ProductStatus, NaiveDate)| {
        let title = Localized([(language, title)].into());
        HandoverItem::of("knowledge-products", id, title, status.as_str(), dated)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn support(conn: &mut Connection, caller: &Caller, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use support_requests as table;
    let rows: Vec<SupportRequest> = visible_support(caller)
        .filter(table::status.ne(SupportStatus::Resolved))
        .filter(table::created_at.lt(span.before))
        .order((table::created_at, table::id))
        .limit(MOST)
        .select(SupportRequest::as_select())
        .load(conn)?;
    let of = |row: SupportRequest| {
        let day = row.created_at.0.date_naive();
        HandoverItem::of("support-requests", row.id, row.title, row.status.as_str(), day)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn needs(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use assistance_needs as table;
    let rows: Vec<AssistanceNeed> = table::table
        .filter(table::status.eq(AssistanceStatus::Open))
        .filter(table::created_at.lt(span.before))
        .order((table::created_at, table::id))
        .limit(MOST)
        .select(AssistanceNeed::as_select())
        .load(conn)?;
    let of = |row: AssistanceNeed| {
        let day = row.created_at.0.date_naive();
        HandoverItem::of("assistance-needs", row.id, row.title, row.status.as_str(), day)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn plans(conn: &mut Connection, span: &Span) -> Result<Vec<HandoverItem>, Problem> {
    use action_plans as table;
    let soon = span
        .last
        .checked_add_days(Days::new(SOON_DAYS))
        .unwrap_or(span.last);
    let rows: Vec<ActionPlan> = table::table
        .filter(table::status.eq(ActionPlanStatus::Adopted))
        .filter(table::ends_on.le(soon))
        .order((table::ends_on, table::id))
        .limit(MOST)
        .select(ActionPlan::as_select())
        .load(conn)?;
    let of = |row: ActionPlan| {
        HandoverItem::of(
            "action-plans",
            row.id,
            row.title,
            row.status.as_str(),
            row.ends_on,
        )
    };
    Ok(rows.into_iter().map(of).collect())
}
