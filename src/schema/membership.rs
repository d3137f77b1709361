//! Members and what belongs to them.

super::table! {
    members (id) {
        id -> Id,
        kind -> Text,
        name -> Text,
        iso_alpha3 -> Nullable<Text>,
        m49 -> Nullable<Text>,
        acronym -> Nullable<Text>,
        regional_group -> Nullable<Text>,
        source -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    member_names (id) {
        id -> Id,
        member_id -> Id,
        language -> Text,
        name -> Text,
        folded -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
    }

    membership_periods (id) {
        id -> Id,
        member_id -> Id,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        source -> Text,
    }

    membership_requests (id) {
        id -> Id,
        kind -> Text,
        name -> Text,
        iso_alpha3 -> Nullable<Text>,
        acronym -> Nullable<Text>,
        statement -> Nullable<Text>,
        contact_name -> Text,
        contact_email -> Text,
        proposed_focal_point -> Nullable<Text>,
        status -> Text,
        secret_hash -> Binary,
        received_at -> Instant,
        shared_at -> Nullable<Instant>,
        decided_at -> Nullable<Instant>,
        reason -> Nullable<Text>,
        explanation -> Nullable<Text>,
        member_id -> Nullable<Id>,
        version -> Integer,
    }

    membership_request_recipients (request_id, member_id) {
        request_id -> Id,
        member_id -> Id,
    }

    focal_points (id) {
        id -> Id,
        member_id -> Id,
        kind -> Text,
        designation -> Text,
        name -> Text,
        name_visibility -> Text,
        position -> Nullable<Text>,
        position_visibility -> Text,
        email -> Nullable<Text>,
        email_visibility -> Text,
        phone -> Nullable<Text>,
        phone_visibility -> Text,
        address -> Nullable<Text>,
        address_visibility -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        confirmed_at -> Instant,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    focal_point_ministries (focal_point_id, starts_on) {
        focal_point_id -> Id,
        starts_on -> Date,
        ministry -> Text,
    }
}
