//! The tables, as both engines have them, a file a domain; `tests/schema.rs` compares this with what the migrations make.

#![allow(missing_docs, clippy::pedantic, clippy::wildcard_imports)]

/// Tables with the types that both engines have: `name (key) { column -> Type, }`, one after the other.
macro_rules! table {
    ($($name:ident ($($key:ident),+) { $($columns:tt)* })+) => {
        $(::diesel::table! {
            use $crate::schema::sql::{Id, Instant};
            use ::diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

            $name ($($key),+) { $($columns)* }
        })+
    };
}
use table;

mod chairmanship;
mod communication;
mod integration;
mod knowledge;
mod membership;
#[path = "accounts.rs"]
mod of_accounts; // beside the table of that name
#[path = "meetings.rs"]
mod of_meetings; // beside the table of that name
mod partnership;
mod planning;
mod search;
mod service;
pub mod sql;
mod support;

pub use chairmanship::*;
pub use communication::*;
pub use integration::*;
pub use knowledge::*;
pub use membership::*;
pub use of_accounts::*;
pub use of_meetings::*;
pub use partnership::*;
pub use planning::*;
pub use search::*;
pub use service::*;
pub use support::*;

// Those that stand in one statement together; a new table is named beside what it is joined to or looked up in.
diesel::allow_tables_to_appear_in_same_query!(
    signing_keys,
    setup_codes,
    idempotency_keys,
    audit_entries,
    events,
    members,
    member_names,
    membership_periods,
    membership_requests,
    membership_request_recipients,
    focal_points,
    focal_point_ministries,
    accounts,
    sessions,
    service_accounts,
    service_account_secrets,
    identities,
    token_keys,
    chairmanship_nominations,
    nominees,
    chair_terms,
    chairs,
    meetings,
    meeting_co_sponsors,
    agenda_items,
    participants,
    updates,
    update_focus_areas,
    knowledge_products,
    knowledge_files,
    request_counts,
    webhooks,
    webhook_queues,
    webhook_deliveries,
    webhook_attempts,
);
diesel::allow_tables_to_appear_in_same_query!(newsletters, newsletter_items, updates);
diesel::allow_tables_to_appear_in_same_query!(mail_messages, mail_contents, mailings);
diesel::allow_tables_to_appear_in_same_query!(notices, notice_recipients);
diesel::allow_tables_to_appear_in_same_query!(goals, actions, action_timelines, action_evidence);
diesel::allow_tables_to_appear_in_same_query!(actions, outcome_point_actions, outcome_points);
diesel::allow_tables_to_appear_in_same_query!(partner_participations, partners, partner_people, meetings);
diesel::allow_tables_to_appear_in_same_query!(meetings, goals);
diesel::allow_tables_to_appear_in_same_query!(meetings, actions);
