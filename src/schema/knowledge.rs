//! The library.

super::table! {
    knowledge_products (id) {
        id -> Id,
        kind -> Text,
        title -> Text,
        symbols -> Text,
        organs -> Text,
        agenda_item -> Nullable<Text>,
        language -> Text,
        dated -> Date,
        body -> Text,
        visibility -> Text,
        status -> Text,
        published_at -> Nullable<Instant>,
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
