//! The address of a webhook, read when it is made: what is hopeless is refused early, so that its owner learns of it.

use crate::net::Guard;
use url::Url;

/// Reads the address of a webhook.
///
/// # Errors
/// A sentence for its owner that says what to change.
pub fn read(guard: &Guard, text: &str) -> Result<Url, &'static str> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\' || c == '@') {
        return Err("Leave out spaces, backslashes and `@`.");
    }
    let url = Url::parse(text).map_err(|_| "Give a whole address, such as https://example.org/hooks.")?;
    match url.scheme() {
        "https" => {}
        "http" if guard.is_opened() => {}
        _ => return Err("Use https://."),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("Leave out user and password; deliveries are signed.");
    }
    if url.fragment().is_some() {
        return Err("Leave out the fragment after `#`.");
    }
    guard
        .leads_out(&url)
        .then_some(url)
        .ok_or("Webhooks are delivered to hosts on the public Internet, on the ports that the operator opened (443).")
}
