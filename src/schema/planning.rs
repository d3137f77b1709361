//! What the troika sets.

super::table! {
    guidance_notes (id) {
        id -> Id,
        member_id -> Id,
        title -> Text,
        body -> Text,
        focus_areas -> Integer,
        status -> Text,
        issued_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    goals (id) {
        id -> Id,
        meeting_id -> Id,
        title -> Text,
        description -> Nullable<Text>,
        focus_areas -> Integer,
        status -> Text,
        status_reason -> Nullable<Text>,
        closed_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    actions (id) {
        id -> Id,
        meeting_id -> Id,
        goal_id -> Nullable<Id>,
        title -> Text,
        description -> Nullable<Text>,
        owner -> Text,
        owner_id -> Nullable<Id>,
        due_on -> Date,
        focus_areas -> Integer,
        status -> Text,
        status_reason -> Nullable<Text>,
        started_at -> Nullable<Instant>,
        closed_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    action_timelines (action_id, position) {
        action_id -> Id,
        position -> Integer,
        due_on -> Date,
        meeting_id -> Id,
        decided_at -> Instant,
    }

    action_evidence (action_id, position) {
        action_id -> Id,
        position -> Integer,
        text -> Nullable<Text>,
        url -> Nullable<Text>,
        update_id -> Nullable<Id>,
        member_id -> Nullable<Id>,
        added_at -> Instant,
    }
}
