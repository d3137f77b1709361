//! Partners and their people, initiatives, other forums.

super::table! {
    partners (id) {
        id -> Id,
        name -> Text,
        kind -> Text,
        scope -> Text,
        country -> Nullable<Text>,
        description -> Nullable<Text>,
        website -> Nullable<Text>,
        focus_areas -> Integer,
        visibility -> Text,
        consent_on -> Nullable<Date>,
        status -> Text,
        ended_on -> Nullable<Date>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    subject_keys (id) {
        id -> Id,
        sealed -> Binary,
        created_at -> Instant,
    }

    partner_people (id) {
        id -> Id,
        partner_id -> Id,
        sealed -> Nullable<Binary>,
        name_index -> Nullable<Binary>,
        email_index -> Nullable<Binary>,
        erased_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    partner_participations (id) {
        id -> Id,
        meeting_id -> Id,
        partner_id -> Id,
        mode -> Text,
        people -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    initiatives (id) {
        id -> Id,
        lead_id -> Nullable<Id>,
        kind -> Text,
        level -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        actors -> Text,
        non_members -> Text,
        member_ids -> Text,
        partners -> Text,
        focus_areas -> Integer,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        status -> Text,
        outcome -> Nullable<Text>,
        status_reason -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    forum_exchanges (id) {
        id -> Id,
        forum -> Text,
        forum_name -> Nullable<Text>,
        direction -> Text,
        exchanged_on -> Date,
        title -> Text,
        summary -> Nullable<Text>,
        document_url -> Nullable<Text>,
        focus_areas -> Integer,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    promotions (id) {
        id -> Id,
        member_id -> Id,
        forum -> Text,
        forum_name -> Nullable<Text>,
        promoted_on -> Date,
        title -> Text,
        description -> Nullable<Text>,
        document_url -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}
