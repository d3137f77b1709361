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

    funding_programmes (id) {
        id -> Id,
        donor_id -> Nullable<Id>,
        donor_name -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        focus_areas -> Integer,
        regions -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        status -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    funding_commitments (id) {
        id -> Id,
        programme_id -> Id,
        year -> Integer,
        committed -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    assistance_offers (id) {
        id -> Id,
        member_id -> Id,
        title -> Text,
        description -> Nullable<Text>,
        focus_areas -> Integer,
        region -> Nullable<Text>,
        kind -> Text,
        level -> Nullable<Text>,
        audience -> Nullable<Text>,
        offered -> Nullable<Text>,
        status -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    assistance_needs (id) {
        id -> Id,
        member_id -> Id,
        title -> Text,
        description -> Nullable<Text>,
        focus_areas -> Integer,
        region -> Text,
        kind -> Text,
        level -> Nullable<Text>,
        audience -> Nullable<Text>,
        needed -> Nullable<Text>,
        status -> Text,
        offer_id -> Nullable<Id>,
        matched_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}
