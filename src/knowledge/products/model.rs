//! What a knowledge product is, and what lists of them are narrowed to.

use super::lists::{Organs, Symbols};
use super::rules::{has_language, has_symbol, is_published, visible_to};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Id, Instant, Texts, Visibility};
use crate::guidelines::{FocusAreaKey, tagged};
use crate::http::anywhere;
use crate::http::text::Word;
use crate::records::{Audience, Record, define, list};
use crate::schema::knowledge_products as table;
use chrono::NaiveDate;

words! {
    /// What a knowledge product is.
    pub enum ProductKind {
        /// A document of the United Nations, with its symbols.
        OfficialDocument = "official_document",
        /// A report, of the Network or on its work.
        Report = "report",
        /// Guidance on how something is done.
        Guidance = "guidance",
        /// Material to train with.
        TrainingMaterial = "training_material",
        /// Tools for practitioners.
        Toolkit = "toolkit",
        /// Research and analysis.
        Research = "research",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// The state of a knowledge product.
    pub enum ProductStatus {
        /// Being written.
        Draft = "draft",
        /// Being reviewed.
        InReview = "in_review",
        /// In the library.
        Published = "published",
        /// Replaced by a newer one.
        Superseded = "superseded",
    }
}

words! {
    /// Who may read a knowledge product once it is published.
    pub enum ProductVisibility {
        /// Anyone.
        Public = "public",
        /// Members of the Network and the secretariat.
        Network = "network",
    }
}

impl From<ProductVisibility> for Visibility {
    fn from(visibility: ProductVisibility) -> Self {
        match visibility {
            ProductVisibility::Public => Self::Public,
            ProductVisibility::Network => Self::Network,
        }
    }
}

define! {
    /// A row of `knowledge_products`.
    KnowledgeProduct of knowledge_products,
    /// A knowledge product of the Network, such as an official document.
    seen as KnowledgeProductView,
    /// A new knowledge product, which begins as a draft.
    #[schema(example = json!({
        "kind": "official_document",
        "title": "Letter dated 1 March 2018 from the Permanent Representatives of Germany, Namibia and Spain to the United Nations addressed to the Secretary-General",
        "symbols": ["A/72/782", "S/2018/178"],
        "organs": ["General Assembly", "Security Council"],
        "agenda_item": "Agenda item 65: Peacebuilding and sustaining peace",
        "language": "en",
        "dated": "2018-03-01",
        "focus_areas": ["action_plans"],
        "visibility": "public"
    }))]
    made of NewKnowledgeProduct,
    /// A change of a draft; what is absent stays.
    changed by KnowledgeProductChange
    {
        /// What it is: `official_document`, `report`, `guidance`, `training_material`, `toolkit`, `research` or `other`; more may
        /// come.
        #[seen(value_type = String, example = "official_document", max_length = 40)]
        given kind: ProductKind,
        /// Its title, in its language.
        #[schema(
            example = "Letter dated 1 March 2018 from the Permanent Representatives of Germany, Namibia and Spain to the United Nations addressed to the Secretary-General",
            min_length = 1, max_length = 300
        )]
        given title: String,
        /// Its title in other languages.
        #[schema(example = json!({"fr": "Lettre datée du 1er mars 2018, adressée au Secrétaire général"}))]
        title? other_titles,
        /// Its symbols, for a document of the United Nations; no other has any.
        given symbols: Symbols = Symbols::default(),
        /// The organs of which it is a document, one for each symbol.
        given organs: Organs = Organs::default(),
        /// The agenda item under which it was circulated; null when under none.
        #[schema(example = "Agenda item 65: Peacebuilding and sustaining peace", min_length = 1, max_length = 300)]
        given? agenda_item: String,
        /// Its language, BCP 47.
        #[schema(example = "en", min_length = 2, max_length = 35, pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
        #[validate(custom(function = "crate::http::is_language"))]
        given language: String,
        /// The languages in which it is to be had: its own, and those of its files.
        #[schema(value_type = Vec<Word>, max_items = 200, example = json!(["ar", "en", "es", "fr", "ru", "zh"]))]
        kept languages: Texts = Texts::default(),
        /// The day that it bears.
        #[schema(example = "2018-03-01", format = "date", max_length = 10)]
        given dated: NaiveDate,
        /// Its text, in Markdown; empty when it is in its files alone.
        #[schema(
            example = "Spain, together with Germany and Namibia, has the honour to transmit herewith the Technical Operative Guidelines of the Women and Peace and Security Focal Points Network, agreed upon in December 2017 (see annex).",
            max_length = 100_000
        )]
        given body: String = String::new(),
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// Who may read it once it is published: the Network, unless it says `public`.
        given visibility: ProductVisibility = ProductVisibility::Network,
        /// Its state.
        kept status: ProductStatus = ProductStatus::Draft,
        /// When it came into the library; null before.
        #[schema(example = "2026-11-24T09:00:00Z")]
        kept? published_at: Instant,
        /// The knowledge product that took its place; null while none has.
        #[schema(example = json!(null))]
        kept? superseded_by_id: Id,
        /// When another took its place; null while none has.
        #[schema(example = json!(null))]
        kept? superseded_at: Instant,
        /// Titles, agenda item and symbols folded, a line each: what is searched.
        inner folded: String = String::new(),
    }
}

list! {
    KnowledgeProduct of knowledge_products, seen by |caller| visible_to(caller);
    /// Filters of the list of knowledge products.
    filters KnowledgeProductFilters {
        /// Only those with these words in title, symbols or agenda item, whatever their case and accents.
        #[param(example = "guidelines", min_length = 1, max_length = 100)]
        q: String => |query, q| query.filter(table::folded.like(anywhere(&q)).escape('\\')),
        /// Only knowledge products of this kind.
        #[param(inline, example = "official_document")]
        kind: ProductKind,
        /// Only the document with this symbol.
        #[param(example = "S/2018/178", min_length = 1, max_length = 100)]
        symbol: String => |query, symbol| query.filter(has_symbol(&symbol)),
        /// Only those to be had in this language, by their text or a file.
        #[param(example = "fr", min_length = 2, max_length = 35, pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
        language: String => |query, language| query.filter(has_language(&language)),
        /// Only those on this focus area.
        #[param(inline, example = "action_plans")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only those in this state; drafts and what is reviewed are for the secretariat.
        #[param(inline, example = "published")]
        status: ProductStatus,
        /// Only those whose place this one took.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
        superseded_by_id: Id,
        /// Only those that bear this day or a later one.
        #[param(example = "2018-01-01", format = Date, max_length = 10)]
        from: NaiveDate => |query, day| query.filter(table::dated.ge(day)),
        /// Only those that bear this day or an earlier one.
        #[param(example = "2018-12-31", format = Date, max_length = 10)]
        to: NaiveDate => |query, day| query.filter(table::dated.le(day)),
    }
    /// The order of the list of knowledge products; by `published_at`, what is not published is left out.
    sorts KnowledgeProductSort = "-dated" {
        "dated" by dated: NaiveDate,
        "title" by title: String,
        "created_at" by created_at: Instant,
        "published_at" by published_at: Instant or none,
    }
}

impl Record for KnowledgeProduct {
    const PATH: &'static str = "knowledge-products";
    type View = KnowledgeProductView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        let level = Visibility::from(self.visibility);
        caller.is_secretariat() || (is_published(self.status) && level <= caller.level())
    }

    fn audience(&self) -> Audience {
        Audience::of(if is_published(self.status) {
            self.visibility.into()
        } else {
            Visibility::Secretariat
        })
    }
}
