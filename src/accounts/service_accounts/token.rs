//! `POST /oauth2/token`: access tokens for service accounts (RFC 6749, 4.4).

use super::json::{AccessTokenRequest, IssuedToken, OAuthErrorBody};
use super::model::{ClientSecret, Full};
use super::{note_use, queries, rules};
use crate::auth::{ACCESS_SECONDS, Claims, Scope};
use crate::db::{Connection, Id};
use crate::error::{FieldError, Kind, Problem};
use crate::http::{Answer, Reply, Shared, Valid};
use actix_web::http::header;
use actix_web::{HttpRequest, post, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

/// Get an access token for a service account
///
/// OAuth 2.0 with client credentials (RFC 6749, 4.4). The `client_id` and `client_secret` come by HTTP Basic or in the
/// form. The token counts for ten minutes, at the longest as long as the secret that it was got with; ask for the next one
/// then, there is nothing to refresh. What cannot be accepted is answered as OAuth says (`error`). An `Idempotency-Key`
/// means nothing here: a repeated request gets another token.
#[utoipa::path(
    tag = "Identity",
    request_body(content = AccessTokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, body = IssuedToken, description = "The token."),
        (status = 400, body = OAuthErrorBody, description = "The request, its grant or its scope cannot be accepted."),
        (status = 401, body = OAuthErrorBody, description = "The client is not known, its secret is not right, or it is disabled: the three are answered alike."),
    )
)]
#[post("/oauth2/token")]
pub async fn request_access_token(
    req: HttpRequest,
    shared: web::Data<Shared>,
    Valid(request): Valid<AccessTokenRequest>,
) -> Reply {
    let basic = req.headers().get(header::AUTHORIZATION);
    let (client, secret) = credentials(basic.map(header::HeaderValue::as_bytes), &request)?;
    let asked = request
        .scope
        .as_deref()
        .map(|text| Scope::parse(text).ok_or_else(exceeded));
    let asked = asked.transpose()?;
    let now = shared.clock.now();
    let issuer = shared.settings.public_url();
    let answer = shared.db.read(move |conn| {
        let (full, shown) = authenticated(conn, &client, &secret, now)?;
        let scope = rules::granted(full.row.scope, asked).ok_or_else(exceeded)?;
        let role = if full.row.member_id.is_some() {
            "member"
        } else {
            "secretariat"
        };
        let claims = Claims::of_client(&issuer, full.row.id, shown.id, scope, role, now);
        let token = IssuedToken {
            access_token: claims.sign(conn)?,
            token_type: "Bearer",
            expires_in: ACCESS_SECONDS,
            scope,
        };
        Ok((full.row, token))
    });
    let (row, token) = answer.await?;
    note_use(&shared.db, &row, now).await;
    let mut response = Answer::ok(&token)?.into_response();
    response
        .headers_mut()
        .insert(header::PRAGMA, header::HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// The service account of these credentials, and its secret that was shown.
fn authenticated(
    conn: &mut Connection,
    client: &str,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<(Full, ClientSecret), Problem> {
    let id = Id::parse(client).ok_or_else(unknown)?;
    let full = queries::find(conn, id, now.into())?.ok_or_else(unknown)?;
    let shown = rules::shown(&full, secret, now).cloned().ok_or_else(unknown)?;
    Ok((full, shown))
}

/// What the client says that it is: by HTTP Basic or in the form, and not both (RFC 6749, 2.3).
fn credentials(basic: Option<&[u8]>, request: &AccessTokenRequest) -> Result<(String, String), Problem> {
    let Some(header) = basic else {
        return Ok((
            request.client_id.clone().ok_or_else(unknown)?,
            request.client_secret.clone().ok_or_else(unknown)?,
        ));
    };
    let (client, secret) = read_basic(header).ok_or_else(unknown)?;
    let other = request.client_id.as_ref().is_some_and(|id| *id != client);
    if other || request.client_secret.is_some() {
        return Err(Problem::new(
            Kind::MalformedRequest,
            "Send the client's credentials by HTTP Basic or in the form, not both.",
        ));
    }
    Ok((client, secret))
}

/// `Basic base64(client_id:client_secret)`, both encoded as in a form (RFC 6749, 2.3.1).
fn read_basic(header: &[u8]) -> Option<(String, String)> {
    let (scheme, encoded) = std::str::from_utf8(header).ok()?.split_once(' ')?;
    let text = STANDARD.decode(encoded.trim()).ok()?;
    let text = std::str::from_utf8(&text).ok()?;
    let (client, secret) = text
        .split_once(':')
        .filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    Some((decoded(client)?, decoded(secret)?))
}

fn decoded(text: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&format!("v={text}")).ok()?;
    match <[_; 1]>::try_from(pairs).ok()? {
        [(name, value)] if name == "v" => Some(value),
        _ => None,
    }
}

fn unknown() -> Problem {
    Problem::unauthenticated("The client is not known, its secret is not right, or it is disabled.")
}

fn exceeded() -> Problem {
    let detail = "The service account does not have this scope.";
    Problem::of_fields(
        Kind::MalformedRequest,
        vec![FieldError {
            pointer: "/scope".to_owned(),
            code: "exceeded",
            detail: detail.into(),
        }],
    )
}

/// A refusal of the token endpoint in OAuth's words (RFC 6749, 5.2); `None` for what is no matter of OAuth.
pub fn oauth_error(problem: &Problem) -> Option<OAuthErrorBody> {
    let of_scope = |e: &FieldError| e.pointer == "/scope" && matches!(e.code, "exceeded" | "pattern");
    let of_grant = |e: &FieldError| e.pointer == "/grant_type" && e.code == "pattern";
    let error = match problem.kind {
        Kind::Unauthenticated => "invalid_client",
        Kind::MalformedRequest | Kind::InvalidContent => match problem.errors.as_slice() {
            [only] if of_grant(only) => "unsupported_grant_type",
            [only] if of_scope(only) => "invalid_scope",
            _ => "invalid_request",
        },
        _ => return None,
    };
    let all = problem
        .errors
        .iter()
        .map(|e| format!("{}: {}", e.pointer, e.detail));
    let all = all.collect::<Vec<_>>().join(" ");
    let text = if all.is_empty() {
        problem.detail.to_string()
    } else {
        all
    };
    // The characters that the RFC allows.
    let allowed = |c: &char| matches!(*c, ' '..='~') && !matches!(*c, '"' | '\\');
    Some(OAuthErrorBody {
        error,
        error_description: text.chars().filter(allowed).take(1000).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::read_basic;

    #[test]
    fn basic_credentials_are_decoded_as_a_form() {
        let read = |text: &str| read_basic(text.as_bytes());
        // "a:b c", encoded by the client as "a%3A:b+c".
        assert_eq!(
            read("Basic YSUzQTpiK2M="),
            Some(("a:".to_owned(), "b c".to_owned()))
        );
        assert_eq!(read("basic YTpi"), Some(("a".to_owned(), "b".to_owned())));
        assert_eq!(read("Basic YTpiJmM="), None, "a:b&c is not encoded");
        for broken in ["Basic", "Basic !", "Basic YQ==", "Bearer YTpi", "Basic //79Og=="] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }
}
