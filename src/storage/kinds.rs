//! The kinds of file that are kept: a closed list, known by the end of their names and by their first bytes.

use crate::db::stored::words;
use crate::error::{Kind, Problem};

/// Bytes from which a file is known.
pub const HEAD: usize = 64 * 1024;

words! {
    /// What a file is.
    pub enum FileKind {
        /// PDF.
        Pdf = "application/pdf",
        /// Word.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// Excel.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// `PowerPoint`.
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        /// `OpenDocument`, text.
        Odt = "application/vnd.oasis.opendocument.text",
        /// `OpenDocument`, spreadsheet.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// `OpenDocument`, presentation.
        Odp = "application/vnd.oasis.opendocument.presentation",
        /// EPUB.
        Epub = "application/epub+zip",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// PNG.
        Png = "image/png",
        /// Plain text.
        Text = "text/plain",
        /// Comma-separated values.
        Csv = "text/csv",
    }
}

/// The ends of names.
const ENDS: [(&str, FileKind); 13] = [
    ("pdf", FileKind::Pdf),
    ("docx", FileKind::Docx),
    ("xlsx", FileKind::Xlsx),
    ("pptx", FileKind::Pptx),
    ("odt", FileKind::Odt),
    ("ods", FileKind::Ods),
    ("odp", FileKind::Odp),
    ("epub", FileKind::Epub),
    ("jpg", FileKind::Jpeg),
    ("jpeg", FileKind::Jpeg),
    ("png", FileKind::Png),
    ("txt", FileKind::Text),
    ("csv", FileKind::Csv),
];

impl FileKind {
    /// The kind that a file's name says, of those that are kept.
    ///
    /// # Errors
    /// 415.
    pub fn named(name: &str) -> Result<Self, Problem> {
        Self::of_name(name).ok_or_else(|| {
            Problem::new(
                Kind::UnsupportedMediaType,
                format!(
                    "The end of the name says no kind that is kept here. {}",
                    Self::list()
                ),
            )
        })
    }

    fn of_name(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        let end = end.to_ascii_lowercase();
        ENDS.iter()
            .find(|(known, _)| *known == end)
            .map(|(_, kind)| *kind)
    }

    /// Whether it is text, which has no first bytes of its own.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Csv)
    }

    /// The kinds, for a client that came with another.
    pub fn list() -> String {
        let ends: Vec<&str> = ENDS.iter().map(|(end, _)| *end).collect();
        format!("Kept are: {}.", ends.join(", "))
    }
}

/// What the first bytes of a file say.
#[derive(Debug, PartialEq, Eq)]
pub enum Nature {
    /// It is of this kind.
    Kind(FileKind),
    /// They are those of no known kind: it may be text.
    Plain,
    /// It is something that is not kept.
    Other,
}

/// Looks at the first bytes of a file.
pub fn nature(head: &[u8]) -> Nature {
    let Some(found) = infer::get(head) else {
        return Nature::Plain;
    };
    let found = found.mime_type();
    let known = ENDS.iter().find(|(_, kind)| kind.as_str() == found);
    // infer knows Office Open XML by the order in which one program writes it.
    known
        .map(|(_, kind)| *kind)
        .or_else(|| office(head))
        .map_or(Nature::Other, Nature::Kind)
}

/// A kind of Office Open XML, by the folder that its parts are in (ECMA-376, part 2: a ZIP whose entries are the parts).
fn office(head: &[u8]) -> Option<FileKind> {
    const ENTRY: &[u8] = b"PK\x03\x04";
    if !head.starts_with(ENTRY) {
        return None;
    }
    let starts = head
        .windows(ENTRY.len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == ENTRY);
    // The name of an entry stands 30 bytes after its beginning (APPNOTE, 4.3.7).
    let names = starts.filter_map(|(at, _)| head.get(at + 30..));
    names.into_iter().find_map(|name| {
        let kinds = [
            (&b"word/"[..], FileKind::Docx),
            (b"xl/", FileKind::Xlsx),
            (b"ppt/", FileKind::Pptx),
        ];
        kinds
            .into_iter()
            .find(|(folder, _)| name.starts_with(folder))
            .map(|(_, kind)| kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP of stored entries, as far as its first bytes.
    fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, content) in entries {
            bytes.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            bytes.extend(u32::try_from(content.len()).unwrap().to_le_bytes().repeat(2));
            bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend(b"\0\0");
            bytes.extend(name.bytes().chain(content.bytes()));
        }
        bytes
    }

    #[test]
    fn kinds_are_known_by_their_first_bytes() {
        let types = ("[Content_Types].xml", "<Types/>");
        let kinds: [(Vec<u8>, FileKind); 10] = [
            (b"%PDF-1.4\n%\xe2\xe3".to_vec(), FileKind::Pdf),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), FileKind::Jpeg),
            (b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Png),
            (
                zip(&[types, ("_rels/.rels", "<R/>"), ("word/document.xml", "<w/>")]),
                FileKind::Docx,
            ),
            // As LibreOffice writes it.
            (
                zip(&[
                    ("_rels/.rels", "<R/>"),
                    ("docProps/core.xml", "<c/>"),
                    ("docProps/app.xml", "<a/>"),
                    ("word/document.xml", "<w/>"),
                ]),
                FileKind::Docx,
            ),
            (zip(&[types, ("xl/workbook.xml", "<w/>")]), FileKind::Xlsx),
            (
                zip(&[
                    types,
                    ("docProps/app.xml", "<a/>"),
                    ("ppt/presentation.xml", "<p/>"),
                ]),
                FileKind::Pptx,
            ),
            (
                zip(&[
                    ("mimetype", "application/vnd.oasis.opendocument.text"),
                    ("content.xml", "<c/>"),
                ]),
                FileKind::Odt,
            ),
            (
                zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
                FileKind::Ods,
            ),
            (
                zip(&[
                    ("mimetype", "application/epub+zip"),
                    ("META-INF/container.xml", "<c/>"),
                ]),
                FileKind::Epub,
            ),
        ];
        for (head, kind) in kinds {
            assert_eq!(nature(&head), Nature::Kind(kind));
        }
    }

    #[test]
    fn other_kinds_and_text() {
        assert_eq!(nature(&zip(&[("virus.exe", "MZ")])), Nature::Other);
        assert_eq!(nature(b"<svg onload=alert(1)>"), Nature::Plain);
        assert_eq!(nature(b"<html><body>"), Nature::Other);
        assert_eq!(nature(b"GIF89a"), Nature::Other);
        assert_eq!(nature("Résolution 1325".as_bytes()), Nature::Plain);
        assert_eq!(nature(b""), Nature::Plain);
        assert_eq!(nature(b"PK\x03\x04"), Nature::Other);
    }

    #[test]
    fn the_end_of_a_name_says_the_kind() {
        assert_eq!(FileKind::of_name("S-2018-178.PDF"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of_name("a.tar.Jpeg"), Some(FileKind::Jpeg));
        assert_eq!(FileKind::of_name("page.html"), None);
        assert_eq!(FileKind::of_name("pdf"), None);
    }
}
