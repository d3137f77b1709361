//! Answers that are files: the whole, or the part that is asked for (RFC 9110, 14), with the checksum of the whole
//! (RFC 9530). What was uploaded is never shown as a page of this service: it has no type that a browser runs, and comes
//! as an attachment.

use super::answer::Reply;
use super::desk::{caller, names, shared};
use super::shared::Shared;
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::{Kind, Problem};
use crate::storage::{Parts, StoredFile};
use actix_web::body::SizedStream;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, ByteRangeSpec, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
    HeaderMap, HeaderName, Range as RangeHeader,
};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::collections::BTreeMap;
use std::future::{Future, Ready, ready};
use std::num::NonZeroU64;
use std::ops::Range;
use std::str::FromStr;
use utoipa::openapi::{ContentBuilder, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, PartialSchema};

/// An operation that answers with a file.
pub struct Download {
    shared: web::Data<Shared>,
    caller: Caller,
    wanted: Wanted,
}

impl FromRequest for Download {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(req))
    }
}

impl Download {
    fn read(req: &HttpRequest) -> Result<Self, Problem> {
        Ok(Self {
            shared: shared(req)?,
            caller: caller(req)?,
            wanted: Wanted::read(req.headers()),
        })
    }

    /// Answers with what is wanted of the file that `find` finds, as far as the caller sees it.
    ///
    /// # Errors
    /// What `find` refuses, 416 when there is no such part, 503 when the store does not answer.
    pub async fn serve(
        self,
        find: impl Fn(&mut Connection, &Caller) -> Result<StoredFile, Problem> + Clone + Send + 'static,
    ) -> Reply {
        let Self {
            shared,
            caller,
            wanted,
        } = self;
        let (again, looker) = (find.clone(), caller.clone());
        let file = shared.db.read(move |conn| find(conn, &looker)).await?;
        let (object, size) = (file.object, u64::try_from(file.size).map_err(Problem::internal)?);
        let answer = wanted
            .answer(&file, size, |range| shared.storage.read(object, size, range))
            .await;
        if answer
            .as_ref()
            .is_err_and(|problem| problem.kind == Kind::NotFound)
        {
            // Removed and swept in this moment; or else lost, which somebody has to hear of.
            shared.db.read(move |conn| again(conn, &caller)).await?;
            return Err(Problem::internal(format!("the store has no object {object}")));
        }
        answer
    }
}

/// Which part of a file is wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)] // read by `Download`; this is its place in the contract
pub struct WantedPart {
    /// One range of bytes (RFC 9110, 14.2); anything else gets the whole.
    #[param(rename = "Range", example = "bytes=0-1048575", max_length = 200)]
    range: Option<String>,
    /// The `ETag` of the file that the range continues; the whole when it is another.
    #[param(
        rename = "If-Range",
        example = "\"ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0\"",
        max_length = 200
    )]
    if_range: Option<String>,
}

/// A file as an answer, in the contract.
pub struct FileContent;

impl IntoResponses for FileContent {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let bytes = |description: &str, example: &str| {
            let content = ContentBuilder::new()
                .schema(Some(String::schema()))
                .example(Some(example.into()))
                .build();
            ResponseBuilder::new()
                .description(description)
                .content("application/octet-stream", content)
                .build()
                .into()
        };
        BTreeMap::from([
            ("200".to_owned(), bytes("The whole file.", "%PDF-1.7 …")),
            ("206".to_owned(), bytes("The part of it.", "%PDF")),
        ])
    }
}

/// What of a file the client wants, and what he has already.
struct Wanted {
    if_none_match: Option<String>,
    if_range: Option<String>,
    range: Option<String>,
}

impl Wanted {
    fn read(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        Self {
            if_none_match: text(header::IF_NONE_MATCH),
            if_range: text(header::IF_RANGE),
            range: text(header::RANGE),
        }
    }

    /// Answers with what is wanted of the file; `open` reads a part of it.
    async fn answer<F: Future<Output = Result<Parts, Problem>>>(
        self,
        file: &StoredFile,
        size: u64,
        open: impl FnOnce(Range<u64>) -> F,
    ) -> Reply {
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&file.sha256.0));
        if self.if_none_match.as_ref().is_some_and(|tags| names(tags, &tag)) {
            return Ok(HttpResponse::NotModified()
                .insert_header((header::ETAG, tag))
                .finish());
        }
        let part = self.part(&tag, size)?;
        let mut response = HttpResponse::Ok();
        if let Some(part) = &part {
            let (first, last) = (part.start, part.end.saturating_sub(1));
            response
                .status(StatusCode::PARTIAL_CONTENT)
                .insert_header((header::CONTENT_RANGE, format!("bytes {first}-{last}/{size}")));
        }
        let wanted = part.unwrap_or(0..size);
        let length = wanted.end - wanted.start;
        let parts = open(wanted).await?;
        Ok(response
            .insert_header((header::ETAG, tag))
            .insert_header((header::ACCEPT_RANGES, "bytes"))
            .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
            .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
            .insert_header(attachment(&file.name))
            .insert_header((
                "Repr-Digest",
                format!("sha-256=:{}:", STANDARD.encode(&file.sha256.0)),
            ))
            .body(SizedStream::new(length, parts)))
    }

    /// The part that is asked for; none for the whole. What is no range of bytes, or more than one, is passed over, as RFC
    /// 9110, 14.2 allows.
    fn part(&self, tag: &str, size: u64) -> Result<Option<Range<u64>>, Problem> {
        // A weak tag never matches, nor does a day: there is none to match with (13.1.5).
        if self.if_range.as_ref().is_some_and(|known| known.trim() != tag) {
            return Ok(None);
        }
        let range = self
            .range
            .as_ref()
            .and_then(|text| RangeHeader::from_str(text).ok());
        let spec = match range {
            Some(RangeHeader::Bytes(specs)) => match specs.as_slice() {
                [spec] => spec.clone(),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        if matches!(spec, ByteRangeSpec::FromTo(first, last) if first > last) {
            return Ok(None);
        }
        let (first, last) = spec.to_satisfiable_range(size).ok_or_else(|| Problem {
            complete_length: NonZeroU64::new(size),
            ..Problem::new(Kind::RangeNotSatisfiable, format!("The file has {size} bytes."))
        })?;
        Ok(Some(first..last.saturating_add(1)))
    }
}

/// `Content-Disposition` (RFC 6266) with the name in full, and in ASCII for those who know no better.
fn attachment(name: &str) -> ContentDisposition {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut parameters = vec![DispositionParam::Filename(plain.clone())];
    if plain != name {
        parameters.push(DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        }));
    }
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(range: &str, if_range: Option<&str>) -> Result<Option<Range<u64>>, Option<u64>> {
        let wanted = Wanted {
            if_none_match: None,
            if_range: if_range.map(str::to_owned),
            range: Some(range.to_owned()),
        };
        wanted
            .part("\"tag\"", 100)
            .map_err(|problem| problem.complete_length.map(u64::from))
    }

    #[test]
    fn a_part_is_what_the_rfc_says() {
        for (range, expected) in [
            ("bytes=0-0", Ok(Some(0..1))),
            ("bytes=10-19", Ok(Some(10..20))),
            ("bytes=90-", Ok(Some(90..100))),
            ("bytes=90-1000", Ok(Some(90..100))),
            ("bytes=-10", Ok(Some(90..100))),
            ("bytes=-1000", Ok(Some(0..100))),
            ("bytes=100-", Err(Some(100))),
            ("bytes=-0", Err(Some(100))),
            ("bytes=5-4", Ok(None)),
            ("bytes=0-1,5-6", Ok(None)),
            ("bytes=", Ok(None)),
            ("bytes=x-y", Ok(None)),
            ("lines=1-2", Ok(None)),
            ("bytes=0-99999999999999999999999", Ok(None)),
        ] {
            assert_eq!(part(range, None), expected, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_version_is_the_whole() {
        assert_eq!(part("bytes=0-9", Some("\"tag\"")), Ok(Some(0..10)));
        assert_eq!(part("bytes=0-9", Some("W/\"tag\"")), Ok(None));
        assert_eq!(part("bytes=0-9", Some("\"other\"")), Ok(None));
        assert_eq!(
            part("bytes=500-", Some("Fri, 01 Jun 2018 09:00:00 GMT")),
            Ok(None)
        );
    }

    #[test]
    fn names_survive_in_every_script() {
        assert_eq!(
            attachment("S-2018-178.pdf").to_string(),
            "attachment; filename=\"S-2018-178.pdf\""
        );
        assert_eq!(
            attachment("Résolution \"1325\".pdf").to_string(),
            "attachment; filename=\"R_solution _1325_.pdf\"; filename*=UTF-8''R%C3%A9solution%20%221325%22.pdf"
        );
    }
}
