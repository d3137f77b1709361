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
}
