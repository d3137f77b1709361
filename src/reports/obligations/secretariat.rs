//! What the guidelines ask of the secretariat.

use super::finding::{Case, Finding, Found};
use super::work::ran;
use crate::communication::newsletters::NewsletterStatus;
use crate::communication::notices;
use crate::db::Id;
use crate::knowledge::products::model::ProductStatus;
use crate::partnership::initiatives::model::InitiativeKind;
use crate::schema::{
    coordinators, knowledge_products as products, newsletters, notices as notices_table,
    support_requests as support,
};
use crate::support::support_requests::model::SupportStatus;
use crate::support::support_requests::rules::visible_to as visible_support;
use diesel::prelude::*;

/// A coordinator was assigned.
pub fn coordinator(case: &mut Case<'_>) -> Found {
    let assigned: Vec<Id> = coordinators::table
        .filter(coordinators::starts_on.le(case.year.last))
        .filter(
            coordinators::ends_on
                .is_null()
                .or(coordinators::ends_on.ge(case.year.first)),
        )
        .order(coordinators::id)
        .select(coordinators::id)
        .load(case.conn)?;
    Ok(Finding::any(
        "coordinators",
        &assigned,
        "A coordinator was assigned.",
        "No coordinator was assigned.",
    ))
}

/// Who asked for support got it.
pub fn support(case: &mut Case<'_>) -> Found {
    let asked: Vec<(Id, SupportStatus)> = visible_support(case.caller)
        .filter(support::created_at.ge(case.year.from()))
        .filter(support::created_at.lt(case.year.before()))
        .order(support::id)
        .select((support::id, support::status))
        .load(case.conn)?;
    if asked.is_empty() {
        return Ok(Finding::not_applicable("Nobody asked for support."));
    }
    let ids: Vec<Id> = asked.iter().map(|(id, _)| *id).collect();
    let open = asked
        .iter()
        .filter(|(_, status)| *status != SupportStatus::Resolved)
        .count();
    Ok(Finding::of(
        open == 0,
        "Every request for support of the year was resolved.",
        format!(
            "{open} of {} requests for support of the year are not resolved.",
            asked.len()
        ),
    )
    .with("support-requests", &ids))
}

/// The secretariat told members something.
pub fn information(case: &mut Case<'_>) -> Found {
    let sent: Vec<Id> = notices::rules::visible_to(case.caller)
        .filter(notices_table::sent_at.ge(case.year.from()))
        .filter(notices_table::sent_at.lt(case.year.before()))
        .order(notices_table::id)
        .select(notices_table::id)
        .load(case.conn)?;
    let issues: Vec<Id> = newsletters::table
        .filter(newsletters::status.eq(NewsletterStatus::Published))
        .filter(newsletters::published_at.ge(case.year.from()))
        .filter(newsletters::published_at.lt(case.year.before()))
        .order(newsletters::id)
        .select(newsletters::id)
        .load(case.conn)?;
    Ok(Finding::of(
        !sent.is_empty() || !issues.is_empty(),
        "The secretariat kept members informed by notices or the newsletter.",
        "No notice was sent and no newsletter published.",
    )
    .with("notices", &sent)
    .with("newsletters", &issues))
}

/// The library grew.
pub fn knowledge(case: &mut Case<'_>) -> Found {
    let published: Vec<Id> = products::table
        .filter(products::status.eq_any([ProductStatus::Published, ProductStatus::Superseded]))
        .filter(products::published_at.ge(Some(case.year.from())))
        .filter(products::published_at.lt(Some(case.year.before())))
        .order(products::id)
        .select(products::id)
        .load(case.conn)?;
    Ok(Finding::any(
        "knowledge-products",
        &published,
        "Knowledge products were published.",
        "No knowledge product was published.",
    ))
}

/// Initiatives of advocacy, partnership or outreach ran.
pub fn advocacy(case: &mut Case<'_>) -> Found {
    let mut ran = ran(case)?;
    ran.retain(|one| {
        matches!(
            one.kind,
            InitiativeKind::Advocacy | InitiativeKind::Partnership | InitiativeKind::Outreach
        )
    });
    let ids: Vec<Id> = ran.iter().map(|one| one.id).collect();
    Ok(Finding::any(
        "initiatives",
        &ids,
        "Initiatives of advocacy, partnership or outreach ran.",
        "No initiative of advocacy, partnership or outreach ran.",
    ))
}
