//! The library.

super::table! {
    knowledge_products (id) {
        id -> Id,
        kind -> Text,
        title -> Text,
        other_titles -> Nullable<Text>,
        symbols -> Text,
        organs -> Text,
        agenda_item -> Nullable<Text>,
        language -> Text,
        languages -> Text,
        dated -> Date,
        body -> Text,
        focus_areas -> Integer,
        visibility -> Text,
        status -> Text,
        published_at -> Nullable<Instant>,
        superseded_by_id -> Nullable<Id>,
        superseded_at -> Nullable<Instant>,
        folded -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    knowledge_files (id) {
        id -> Id,
        product_id -> Id,
        language -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Binary,
        object -> Id,
        version -> Integer,
        created_at -> Instant,
    }
}
