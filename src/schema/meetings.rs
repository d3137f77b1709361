//! Meetings and what belongs to them.

super::table! {
    meetings (id) {
        id -> Id,
        kind -> Text,
        format -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        starts_at -> Instant,
        ends_at -> Instant,
        date_precision -> Text,
        time_zone -> Text,
        year -> Integer,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        host_id -> Nullable<Id>,
        host_reason -> Nullable<Text>,
        organizer_id -> Nullable<Id>,
        follow_up_of_id -> Nullable<Id>,
        visibility -> Text,
        status -> Text,
        status_reason -> Nullable<Text>,
        source -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    meeting_co_sponsors (meeting_id, member_id) {
        meeting_id -> Id,
        member_id -> Id,
        position -> Integer,
    }

    agenda_items (id) {
        id -> Id,
        meeting_id -> Id,
        position -> Integer,
        title -> Text,
        description -> Nullable<Text>,
        starts_at -> Nullable<Instant>,
        duration_minutes -> Nullable<Integer>,
        lead_id -> Nullable<Id>,
        focus_areas -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    participants (id) {
        id -> Id,
        meeting_id -> Id,
        member_id -> Id,
        name -> Text,
        position -> Nullable<Text>,
        email -> Nullable<Text>,
        role -> Text,
        status -> Text,
        status_note -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    meeting_outcomes (id) {
        id -> Id,
        meeting_id -> Id,
        visibility -> Text,
        kind -> Text,
        title -> Text,
        body -> Text,
        status -> Text,
        published_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    outcome_associations (outcome_id, member_id) {
        outcome_id -> Id,
        member_id -> Id,
        associated_at -> Instant,
    }

    outcome_points (id) {
        id -> Id,
        meeting_id -> Id,
        position -> Integer,
        text -> Text,
        focus_areas -> Integer,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    outcome_point_actions (action_id) {
        action_id -> Id,
        point_id -> Id,
    }
    meeting_documents (id) {
        id -> Id,
        meeting_id -> Id,
        kind -> Text,
        title -> Text,
        language -> Text,
        visibility -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Binary,
        object -> Id,
        version -> Integer,
        created_at -> Instant,
    }
}
