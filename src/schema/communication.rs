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

    newsletters (id) {
        id -> Id,
        number -> Integer,
        title -> Text,
        introduction -> Nullable<Text>,
        language -> Text,
        visibility -> Text,
        starts_on -> Date,
        ends_on -> Date,
        update_ids -> Text,
        status -> Text,
        published_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    newsletter_items (newsletter_id, update_id) {
        newsletter_id -> Id,
        update_id -> Id,
    }

    newsletter_subscriptions (id) {
        id -> Id,
        email -> Binary,
        email_index -> Binary,
        language -> Text,
        status -> Text,
        mailed_at -> Instant,
        confirmed_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
    }

    mailings (newsletter_id) {
        newsletter_id -> Id,
        after_id -> Nullable<Id>,
        started_at -> Instant,
    }

    mail_contents (id) {
        id -> Id,
        newsletter_id -> Nullable<Id>,
        language -> Text,
        sealed -> Binary,
        created_at -> Instant,
    }

    mail_messages (id) {
        id -> Id,
        content_id -> Nullable<Id>,
        recipient -> Nullable<Binary>,
        subscription_id -> Nullable<Id>,
        state -> Text,
        attempts -> Integer,
        due_at -> Nullable<Instant>,
        give_up_at -> Nullable<Instant>,
        lease_id -> Nullable<Id>,
        lease_until -> Nullable<Instant>,
        error -> Nullable<Text>,
        created_at -> Instant,
        finished_at -> Nullable<Instant>,
    }

    notices (id) {
        id -> Id,
        title -> Text,
        body -> Text,
        language -> Text,
        audience -> Text,
        member_ids -> Text,
        status -> Text,
        sent_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    notice_recipients (notice_id, member_id) {
        notice_id -> Id,
        member_id -> Id,
        read_at -> Nullable<Instant>,
    }
}
