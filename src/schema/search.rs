//! What is searched. The words stand beside it in each engine's own form (`db/fulltext.rs`).

super::table! {
    search_entries (serial) {
        serial -> BigInt,
        id -> Id,
        resource -> Text,
        visibility -> Text,
        language -> Text,
        title -> Text,
        body -> Text,
        dated_at -> Instant,
    }
}
