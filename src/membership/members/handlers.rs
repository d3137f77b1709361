//! The operations on members.

use super::json::{
    MemberChange, MemberFilters, MemberSort, MemberView, NewMember, NewMemberName, NewMembershipPeriod,
    Standing, Withdrawal,
};
use super::model::{Full, Member, MemberName, MemberStatus, Period};
use super::queries::{self, Filter};
use super::rules;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View, fold};
use crate::journal::Entry;
use actix_web::{get, patch, post};
use chrono::NaiveDate;

/// List members
///
/// The members in the Network on a day (today unless `on` says otherwise), by name.
#[utoipa::path(tag = "Members", params(PagingParams, MemberFilters), responses((status = 200, body = Page<MemberView>, description = "A page of members.")))]
#[get("/v1/members")]
pub async fn list_members(
    view: View,
    Query(filters): Query<MemberFilters>,
    paging: Paging<MemberSort>,
) -> Reply {
    view.json(move |conn, caller| {
        let on = filters.on.unwrap_or_else(|| caller.today());
        let filter = Filter {
            on,
            status: match filters.status {
                None | Some(Standing::Active) => Some(MemberStatus::Active),
                Some(Standing::Withdrawn) => Some(MemberStatus::Withdrawn),
                Some(Standing::Any) => None,
            },
            kind: filters.kind,
            regional_group: filters.regional_group,
            code: filters.code.clone(),
            q: filters.q.clone(),
        };
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(|full| MemberView::on(on, full))))
    })
    .await
}

/// Get a member
///
/// One member as it is today, with all its names and periods.
#[utoipa::path(tag = "Members", params(("id" = Id, Path, description = "The member's id.")), responses((status = 200, body = MemberView, description = "The member.")))]
#[get("/v1/members/{id}")]
pub async fn get_member(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| Ok(MemberView::on(caller.today(), queries::load(conn, id)?)))
        .await
}

/// Record a member
///
/// For members that joined outside this service, with the source. Who joins now submits a membership request instead.
#[utoipa::path(tag = "Members", request_body = NewMember, responses((status = 201, body = MemberView, description = "Recorded.")))]
#[post("/v1/members")]
pub async fn record_member(act: Act, Valid(new): Valid<NewMember>) -> Reply {
    act.commit(move |tx| {
        let id = record(tx, &new)?;
        answer_created(tx, id)
    })
    .await
}

/// Writes a member that is known from outside the service and records it; an import does so for each of its lines.
///
/// # Errors
/// 409 when its code or acronym is known.
pub fn record(tx: &mut Tx<'_>, new: &NewMember) -> Result<Id, Problem> {
    let period = NewMembershipPeriod {
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        source: new.source.clone(),
    };
    let codes = new.iso_alpha3.as_deref().and_then(rules::state_codes);
    let (iso_alpha3, m49) = codes.unzip();
    let member = Member {
        id: Id::new(),
        kind: new.kind,
        name: new.name.clone(),
        iso_alpha3,
        m49,
        acronym: new.acronym.clone(),
        regional_group: new.regional_group,
        source: new.source.clone(),
        version: 1,
        created_at: tx.caller.now.into(),
        updated_at: tx.caller.now.into(),
    };
    found(tx, &member, &period)?;
    tx.record(entry("member.recorded", &member))?;
    Ok(member.id)
}

/// Writes a member with its first name and period.
fn found(tx: &mut Tx<'_>, member: &Member, period: &NewMembershipPeriod) -> Result<(), Problem> {
    queries::insert(tx, member)?;
    let name = MemberName {
        id: Id::new(),
        member_id: member.id,
        language: "en".to_owned(),
        name: member.name.clone(),
        folded: fold(&member.name),
        starts_on: None,
        ends_on: None,
    };
    queries::insert_name(tx, &name)?;
    queries::insert_period(tx, &period_of(member.id, period))
}

/// A new member joins, admitted by its request.
///
/// # Errors
/// 409 when its code or acronym is known.
pub fn join(tx: &mut Tx<'_>, member: &Member, starts_on: NaiveDate, source: String) -> Result<Id, Problem> {
    found(
        tx,
        member,
        &NewMembershipPeriod {
            starts_on,
            ends_on: None,
            source,
        },
    )?;
    tx.record(entry("member.admitted", member))?;
    Ok(member.id)
}

/// A former member comes back for a new period.
///
/// # Errors
/// 409 when it is in the Network already on some of these days.
pub fn come_back(tx: &mut Tx<'_>, full: Full, starts_on: NaiveDate, source: String) -> Result<Id, Problem> {
    let Full {
        mut member, periods, ..
    } = full;
    rules::no_overlap(&periods, starts_on, None)?;
    queries::insert_period(
        tx,
        &period_of(
            member.id,
            &NewMembershipPeriod {
                starts_on,
                ends_on: None,
                source,
            },
        ),
    )?;
    member.version += 1;
    member.updated_at = tx.caller.now.into();
    queries::save(tx, &member)?;
    tx.record(entry("member.admitted", &member))?;
    Ok(member.id)
}

fn period_of(member_id: Id, new: &NewMembershipPeriod) -> Period {
    Period {
        id: Id::new(),
        member_id,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        source: new.source.clone(),
    }
}

/// Change a member
///
/// Its regional group or the source it is known from. Names and periods have operations of their own.
#[utoipa::path(tag = "Members", params(("id" = Id, Path, description = "The member's id.")), request_body = MemberChange, responses((status = 200, body = MemberView, description = "Changed.")))]
#[patch("/v1/members/{id}")]
pub async fn change_member(act: Act, PathId(id): PathId, Valid(change): Valid<MemberChange>) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        tx.require_match(&MemberView::on(tx.caller.today(), full.clone()))?;
        let mut member = full.member;
        member.regional_group = change.regional_group.unwrap_or(member.regional_group);
        member.source = change.source.clone().unwrap_or(member.source);
        save(tx, member, "member.changed")
    })
    .await
}

/// Add a name of a member
///
/// In any language, for some days or for all. An English name that holds today becomes the one that lists show.
#[utoipa::path(tag = "Members", params(("id" = Id, Path, description = "The member's id.")), request_body = NewMemberName, responses((status = 200, body = MemberView, description = "The member with the name.")))]
#[post("/v1/members/{id}/names")]
pub async fn add_member_name(act: Act, PathId(id): PathId, Valid(new): Valid<NewMemberName>) -> Reply {
    act.commit(move |tx| {
        let Full {
            mut member,
            mut names,
            ..
        } = queries::load(tx, id)?;
        let name = MemberName {
            id: Id::new(),
            member_id: id,
            language: new.language.clone(),
            name: new.name.clone(),
            folded: fold(&new.name),
            starts_on: new.starts_on,
            ends_on: new.ends_on,
        };
        queries::insert_name(tx, &name)?;
        names.push(name);
        if let Some(today) = rules::name_on(tx.caller.today(), &names) {
            today.clone_into(&mut member.name);
        }
        save(tx, member, "member.named")
    })
    .await
}

/// Record a time in the Network
///
/// For a period that is known from outside the service, with its source; periods of a member never overlap.
#[utoipa::path(tag = "Members", params(("id" = Id, Path, description = "The member's id.")), request_body = NewMembershipPeriod, responses((status = 200, body = MemberView, description = "The member with the period.")))]
#[post("/v1/members/{id}/periods")]
pub async fn record_membership_period(
    act: Act,
    PathId(id): PathId,
    Valid(new): Valid<NewMembershipPeriod>,
) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        rules::no_overlap(&full.periods, new.starts_on, new.ends_on)?;
        queries::insert_period(tx, &period_of(id, &new))?;
        save(tx, full.member, "member.period_recorded")
    })
    .await
}

/// Withdraw a member
///
/// Ends its membership on a day. It stays on record, and may come back by a membership request.
#[utoipa::path(tag = "Members", params(("id" = Id, Path, description = "The member's id.")), request_body = Withdrawal, responses((status = 200, body = MemberView, description = "The member, whose period has its end.")))]
#[post("/v1/members/{id}/withdraw")]
pub async fn withdraw_member(act: Act, PathId(id): PathId, Valid(withdrawal): Valid<Withdrawal>) -> Reply {
    act.commit(move |tx| {
        let mut full = queries::load(tx, id)?;
        let on = withdrawal.on.unwrap_or_else(|| tx.caller.today());
        let period = rules::period_to_end(on, &full.periods)?;
        queries::end_period(tx, period.id, on)?;
        full.member.source.clone_from(&withdrawal.source);
        save(tx, full.member, "member.withdrawn")
    })
    .await
}

fn entry(action: &'static str, member: &Member) -> Entry {
    Entry {
        action,
        resource: "members",
        parent: None,
        id: member.id,
        version: member.version,
        visibility: Visibility::Public,
        member: Some(member.id),
    }
}

/// Counts the version up, saves, records, and answers with the member as it is now.
fn save(tx: &mut Tx<'_>, mut member: Member, action: &'static str) -> Result<Answer, Problem> {
    member.version += 1;
    member.updated_at = tx.caller.now.into();
    queries::save(tx, &member)?;
    tx.record(entry(action, &member))?;
    let today = tx.caller.today();
    Answer::ok(&MemberView::on(today, queries::load(tx, member.id)?))
}

fn answer_created(tx: &mut Tx<'_>, id: Id) -> Result<Answer, Problem> {
    let today = tx.caller.today();
    Answer::created(
        format!("/v1/members/{id}"),
        &MemberView::on(today, queries::load(tx, id)?),
    )
}
