//! The end of an operation, told in every answer of it: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), with a link to
//! what to do instead.
//!
//! An operation is deprecated by an extension of its entry in the contract, which is documentation and switch in one:
//! `extensions(("x-deprecation" = json!({"since": "2027-01-01", "sunset": "2028-01-01", "instead": "/docs/…"})))`.

use actix_web::http::header::{HeaderName, HeaderValue, LINK};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;

/// Headers of a deprecated operation; none otherwise.
pub type Deprecation = Vec<(HeaderName, HeaderValue)>;

/// The headers that an operation of the contract asks for.
///
/// # Errors
/// A sentence when the extension cannot be read: such a build must not serve.
pub fn headers(operation: &Value) -> Result<Deprecation, String> {
    let Some(end) = operation.get("x-deprecation") else {
        return Ok(Vec::new());
    };
    let text = |name: &str| end.get(name).and_then(Value::as_str);
    let since = moment(text("since").ok_or("x-deprecation has no `since`")?)?;
    let sunset = moment(text("sunset").ok_or("x-deprecation has no `sunset`")?)?;
    let mut headers = vec![
        header("deprecation", &format!("@{}", since.timestamp()))?,
        header("sunset", &sunset.format("%a, %d %b %Y %H:%M:%S GMT").to_string())?,
    ];
    if let Some(instead) = text("instead") {
        let link = format!("<{instead}>; rel=\"deprecation\"; type=\"text/html\"");
        headers.push((LINK, HeaderValue::from_str(&link).map_err(|e| e.to_string())?));
    }
    Ok(headers)
}

fn moment(day: &str) -> Result<DateTime<Utc>, String> {
    let day: NaiveDate = day
        .parse()
        .map_err(|_| format!("x-deprecation: {day} is no day"))?;
    Ok(day.and_time(NaiveTime::MIN).and_utc())
}

fn header(name: &'static str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let value = HeaderValue::from_str(value).map_err(|e| e.to_string())?;
    Ok((HeaderName::from_static(name), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_operation_tells_its_end() {
        let operation =
            json!({"x-deprecation": {"since": "2027-01-01", "sunset": "2028-01-01", "instead": "/docs/x"}});
        let told: Vec<String> = headers(&operation)
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                "deprecation: @1798761600",
                "sunset: Sat, 01 Jan 2028 00:00:00 GMT",
                "link: </docs/x>; rel=\"deprecation\"; type=\"text/html\"",
            ]
        );
        assert!(headers(&json!({})).unwrap().is_empty());
        assert!(headers(&json!({"x-deprecation": {"since": "soon", "sunset": "2028-01-01"}})).is_err());
    }
}
