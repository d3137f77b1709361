//! What members and the secretariat tell.

super::table! {
    updates (id) {
        id -> Id,
        member_id -> Id,
        section -> Text,
        title -> Text,
        body -> Text,
        language -> Text,
        visibility -> Text,
        agenda_item_id -> Nullable<Id>,
        status -> Text,
        published_at -> Nullable<Instant>,
        withdrawn_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    update_focus_areas (update_id, focus_area) {
        update_id -> Id,
        focus_area -> Text,
    }
}
