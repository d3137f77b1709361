//! What a page of the service's own may load (Content Security Policy, level 3).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Nothing from elsewhere, no script, no form, no framing; the one style is this one.
pub fn only_style(style: &str) -> String {
    let hash = STANDARD.encode(digest(&SHA256, style.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}
