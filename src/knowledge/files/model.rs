//! What is kept of a file, beside its bytes.

use crate::records::filed;

filed! {
    /// A row of `knowledge_files`.
    KnowledgeFile of knowledge_files,
    /// A file of a knowledge product: what is known of it, without its content.
    seen as KnowledgeFileView,
    /// The knowledge product that it belongs to.
    under product_id seen as knowledge_product_id
    {
        /// Its language, BCP 47.
        #[schema(example = "fr", max_length = 35)]
        language: String,
    }
}
