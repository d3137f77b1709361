//! Nominations and terms.

super::table! {
    chairmanship_nominations (id) {
        id -> Id,
        submitted_by -> Id,
        starts_on -> Date,
        ends_on -> Date,
        theme -> Nullable<Text>,
        letter -> Nullable<Text>,
        status -> Text,
        reason -> Nullable<Text>,
        decided_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    nominees (nomination_id, member_id) {
        nomination_id -> Id,
        member_id -> Id,
        position -> Integer,
        consented_at -> Nullable<Instant>,
    }

    chair_terms (id) {
        id -> Id,
        starts_on -> Date,
        ends_on -> Date,
        theme -> Nullable<Text>,
        priorities -> Nullable<Text>,
        nomination_id -> Nullable<Id>,
        source -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    chairs (term_id, member_id) {
        term_id -> Id,
        member_id -> Id,
        position -> Integer,
    }
}
