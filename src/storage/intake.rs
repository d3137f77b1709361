//! What comes in, looked at as it passes: how much it is, its checksum, and whether it is what its name says.

use super::kinds::{FileKind, HEAD, Nature, nature};
use crate::error::{Kind, Problem};
use aws_lc_rs::digest::{Context, SHA256};

/// One body on its way in.
pub struct Intake {
    expected: FileKind,
    digest: Context,
    size: u64,
    head: Vec<u8>,
    /// Nobody has looked at the head yet.
    unknown: bool,
    text: Text,
}

/// What came in, when all of it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its bytes.
    pub size: u64,
    /// Its checksum.
    pub sha256: Vec<u8>,
}

impl Intake {
    /// For a body that shall be of this kind.
    pub fn new(expected: FileKind) -> Self {
        Self {
            expected,
            digest: Context::new(&SHA256),
            size: 0,
            head: Vec::new(),
            unknown: true,
            text: Text::default(),
        }
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// 415 or 422 as soon as it is seen that it is something else.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.digest.update(bytes);
        self.size = self
            .size
            .saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.unknown {
            let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
            self.head.extend_from_slice(bytes.get(..room).unwrap_or_default());
            if self.head.len() >= HEAD {
                self.look()?;
            }
        }
        if self.expected.is_text() {
            self.text.take(bytes)?;
        }
        Ok(())
    }

    /// The end of the body.
    ///
    /// # Errors
    /// 415 or 422 when it is empty, or something else than its name says.
    pub fn finish(mut self) -> Result<Content, Problem> {
        if self.size == 0 {
            return Err(Problem::invalid("", "empty", "The file is empty."));
        }
        if self.unknown {
            self.look()?;
        }
        if self.expected.is_text() {
            self.text.finish()?;
        }
        Ok(Content {
            size: self.size,
            sha256: self.digest.finish().as_ref().to_vec(),
        })
    }

    fn look(&mut self) -> Result<(), Problem> {
        self.unknown = false;
        let head = std::mem::take(&mut self.head);
        let fits = match nature(&head) {
            Nature::Kind(kind) => kind == self.expected,
            Nature::Plain => self.expected.is_text(),
            Nature::Other => {
                return Err(Problem::new(
                    Kind::UnsupportedMediaType,
                    format!("The file is of no kind that is kept here. {}", FileKind::list()),
                ));
            }
        };
        if fits { Ok(()) } else { Err(misnamed()) }
    }
}

fn misnamed() -> Problem {
    Problem::invalid(
        "?name",
        "media_type",
        "The content is not what the end of its name says; give it its right one.",
    )
}

/// Text as it passes: UTF-8 without controls, wherever the parts were cut.
#[derive(Default)]
struct Text {
    /// The beginning of a character that the next bytes go on with.
    cut: Vec<u8>,
}

impl Text {
    fn take(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let joined;
        let bytes = if self.cut.is_empty() {
            bytes
        } else {
            joined = [self.cut.as_slice(), bytes].concat();
            &joined
        };
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => return Err(not_text()),
        };
        let (valid, cut) = bytes.split_at_checked(valid).unwrap_or((bytes, &[]));
        let control = |byte: &u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1F | 0x7F);
        if valid.iter().any(control) {
            return Err(not_text());
        }
        self.cut = cut.to_vec();
        Ok(())
    }

    fn finish(&self) -> Result<(), Problem> {
        if self.cut.is_empty() {
            Ok(())
        } else {
            Err(not_text())
        }
    }
}

fn not_text() -> Problem {
    Problem::invalid(
        "?name",
        "media_type",
        "The name says text, which has to be UTF-8 without control characters.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(kind: FileKind, parts: &[&[u8]]) -> Result<Content, Kind> {
        let mut intake = Intake::new(kind);
        let looked = parts.iter().try_for_each(|part| intake.take(part));
        looked
            .and_then(|()| intake.finish())
            .map_err(|problem| problem.kind)
    }

    #[test]
    fn the_checksum_is_of_all_parts() {
        let content = taken(FileKind::Text, &[b"ab", b"", b"c"]).unwrap();
        assert_eq!(content.size, 3);
        // FIPS 180-4's own example.
        assert_eq!(content.sha256[..4], [0xba, 0x78, 0x16, 0xbf]);
    }

    #[test]
    fn text_may_be_cut_anywhere() {
        let text = "\u{feff}المرأة 妇女 женщины\r\n\t€".as_bytes();
        for at in 0..text.len() {
            let (left, right) = text.split_at(at);
            assert!(taken(FileKind::Text, &[left, right]).is_ok(), "cut at {at}");
        }
        for wrong in [
            &b"\xff\xfea\0"[..],
            b"a\0b",
            b"\xc3",
            b"\xed\xa0\x80",
            b"\x1b[31m",
        ] {
            assert_eq!(
                taken(FileKind::Csv, &[b"x", wrong]),
                Err(Kind::InvalidContent),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn what_it_is_not_is_refused() {
        let pdf = b"%PDF-1.7\n";
        assert!(taken(FileKind::Pdf, &[pdf]).is_ok());
        assert_eq!(taken(FileKind::Png, &[pdf]), Err(Kind::InvalidContent));
        assert_eq!(taken(FileKind::Text, &[pdf]), Err(Kind::InvalidContent));
        assert_eq!(taken(FileKind::Pdf, &[b"%P", b"D"]), Err(Kind::InvalidContent));
        assert_eq!(taken(FileKind::Pdf, &[]), Err(Kind::InvalidContent));
        for program in [&b"MZ\x90\0"[..], b"<!DOCTYPE html><html>", b"#!/bin/sh\n"] {
            assert_eq!(
                taken(FileKind::Png, &[program]),
                Err(Kind::UnsupportedMediaType),
                "{program:?}"
            );
        }
    }

    #[test]
    fn it_is_refused_before_all_of_it_is_there() {
        let mut intake = Intake::new(FileKind::Pdf);
        let zeros = vec![0; HEAD];
        assert!(intake.take(&zeros).is_err());
    }
}
