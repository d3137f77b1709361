//! What is kept of a file, beside its bytes.

use crate::db::{Id, Instant};
use crate::schema::knowledge_files;
use crate::storage::{Checksum, FileKind, StoredFile};
use diesel::prelude::*;

/// A row of `knowledge_files`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = knowledge_files)]
pub struct KnowledgeFile {
    /// Its id.
    pub id: Id,
    /// The knowledge product that it belongs to.
    pub product_id: Id,
    /// Its language, BCP 47.
    pub language: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: FileKind,
    /// Its bytes.
    pub size: i64,
    /// Its checksum.
    pub sha256: Checksum,
    /// The object in the store that has its bytes.
    pub object: Id,
    /// 1; 2 in the event of its end.
    pub version: i32,
    /// When it was added.
    pub created_at: Instant,
}

impl From<KnowledgeFile> for StoredFile {
    fn from(file: KnowledgeFile) -> Self {
        Self {
            name: file.name,
            size: file.size,
            sha256: file.sha256,
            object: file.object,
        }
    }
}
