//! Support, action plans, funding and assistance.

super::table! {
    coordinators (id) {
        id -> Id,
        name -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    support_requests (id) {
        id -> Id,
        member_id -> Id,
        seat -> Nullable<Text>,
        kind -> Text,
        title -> Text,
        body -> Text,
        status -> Text,
        answer -> Nullable<Text>,
        taken_up_at -> Nullable<Instant>,
        resolved_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    action_plans (id) {
        id -> Id,
        member_id -> Id,
        level -> Text,
        title -> Text,
        starts_on -> Date,
        ends_on -> Date,
        budget -> Nullable<Text>,
        indicator_count -> Nullable<Integer>,
        indicators -> Nullable<Text>,
        civil_society_role -> Nullable<Text>,
        high_impact -> Nullable<Text>,
        focus_areas -> Integer,
        document_url -> Nullable<Text>,
        supersedes_id -> Nullable<Id>,
        status -> Text,
        adopted_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}
