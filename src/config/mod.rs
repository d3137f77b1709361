//! Settings from the environment, read once at start and refused there when wrong.

mod files;
pub mod mail;
pub mod oidc;

pub use files::{FilePlace, FileSettings};

use crate::db::Address;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use ipnet::IpNet;
use mail::MailSettings;
use oidc::OidcSettings;
use std::net::IpAddr;
use std::path::PathBuf;

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseSettings {
    /// Where the data lives: `sqlite://PATH`, or `postgres://USER:PASSWORD@HOST/DATABASE`
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite://wps-network.db",
        hide_env_values = true
    )]
    pub database_url: String,
}

impl DatabaseSettings {
    /// The database's address.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn address(&self) -> Result<Address, String> {
        Address::parse(&self.database_url)
    }
}

/// How events are delivered to webhooks.
#[derive(Debug, Clone, Args)]
pub struct WebhookSettings {
    /// Networks that webhooks may lead to although they are not on the public Internet, on any port and without TLS too,
    /// such as `127.0.0.0/8` for development or `10.20.0.0/16` for receivers in the operator's own network; with commas
    /// between
    #[arg(long = "webhook-allow", env = "WPS_WEBHOOK_ALLOW", value_delimiter = ',')]
    pub allow: Vec<IpNet>,

    /// Ports that webhooks may lead to on the public Internet, with commas between
    #[arg(
        long = "webhook-ports",
        env = "WPS_WEBHOOK_PORTS",
        value_delimiter = ',',
        default_value = "443"
    )]
    pub ports: Vec<u16>,

    /// A PEM file of certificate authorities that receivers' certificates may come from, beside those of Mozilla
    #[arg(long = "webhook-ca-file", env = "WPS_WEBHOOK_CA_FILE")]
    pub ca_file: Option<PathBuf>,

    /// Receivers that this instance delivers to at the same time; 0: it leaves deliveries to other instances
    #[arg(long = "webhook-deliveries", env = "WPS_WEBHOOK_DELIVERIES", default_value_t = 64, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub deliveries: u16,

    /// Seconds in which a receiver has to answer
    #[arg(long = "webhook-timeout-seconds", env = "WPS_WEBHOOK_TIMEOUT_SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub timeout_seconds: u16,

    /// Hours for which a delivery that fails is tried again, and after which a webhook whose receiver takes nothing is
    /// disabled
    #[arg(long = "webhook-give-up-hours", env = "WPS_WEBHOOK_GIVE_UP_HOURS", default_value_t = 72, value_parser = clap::value_parser!(u16).range(1..=720))]
    pub give_up_hours: u16,
}

/// What the operator sets; each flag also has its environment variable.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Which database.
    #[command(flatten)]
    pub database: DatabaseSettings,

    /// Address and port to listen on
    #[arg(long, env = "WPS_BIND", default_value = "127.0.0.1:8080")]
    pub bind: String,

    /// The address under which clients reach the service, without a slash at the end; links and tokens are made from
    /// it [default: http:// and the address listened on]
    #[arg(long, env = "WPS_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// A token with which a monitoring system may read /metrics as `Authorization: Bearer TOKEN` (without it only the
    /// secretariat may)
    #[arg(long, env = "WPS_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,

    /// The key with which secrets are sealed in the database, base64 of 32 bytes (`openssl rand -base64 32`); the same
    /// on every instance [default: a key that the database keeps itself, so that a stolen copy opens them]
    #[arg(long, env = "WPS_SEALING_KEY", hide_env_values = true)]
    pub sealing_key: Option<String>,

    /// Where to report a vulnerability, for /.well-known/security.txt: a URI, such as mailto:security@example.org (without
    /// it there is no such file)
    #[arg(long, env = "WPS_SECURITY_CONTACT")]
    pub security_contact: Option<String>,

    /// Requests a minute that one caller may make: an account, or an address that is not signed in
    #[arg(long, env = "WPS_RATE_LIMIT", default_value_t = 1200, value_parser = clap::value_parser!(u32).range(1..))]
    pub rate_limit: u32,

    /// Tries a minute to sign in from one address, and under one e-mail address
    #[arg(long, env = "WPS_SIGN_IN_LIMIT", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub sign_in_limit: u32,

    /// Networks of the proxies before the service, such as `10.0.0.0/8,fd00::/8`: the client's address is read from
    /// their X-Forwarded-For, from nobody else's
    #[arg(long, env = "WPS_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpNet>,

    /// Origins whose pages may call the service from a browser, such as `https://wps.example.org`, or `*` for every page;
    /// closed unless set
    #[arg(long, env = "WPS_CORS_ORIGINS", value_delimiter = ',')]
    pub cors_origins: Vec<String>,

    /// Threads that serve requests [default: one for each processor]
    #[arg(long, env = "WPS_WORKERS", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,

    /// Seconds between "not ready" and the end of accepting, when the service is told to stop by SIGTERM: the time that
    /// a load balancer needs to notice
    #[arg(long, env = "WPS_DRAIN_SECONDS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=600))]
    pub drain_seconds: u16,

    /// Seconds that requests under way get to finish when the service is told to stop
    #[arg(long, env = "WPS_SHUTDOWN_SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=600))]
    pub shutdown_seconds: u16,

    /// Where files are kept, and how large they may be.
    #[command(flatten)]
    pub files: FileSettings,

    /// How events are delivered to webhooks.
    #[command(flatten)]
    pub webhooks: WebhookSettings,

    /// How mail is sent.
    #[command(flatten)]
    pub mail: MailSettings,

    /// Which tokens of other identity providers are accepted.
    #[command(flatten)]
    pub oidc: OidcSettings,
}

impl Settings {
    /// The service's public address, without a slash at the end.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            // An address that means "every address" is none to send clients to.
            None => format!(
                "http://{}",
                self.bind
                    .replace("0.0.0.0", "localhost")
                    .replace("[::]", "localhost")
            ),
        }
    }

    /// Whether this is the monitoring system's token; compared in constant time.
    pub fn is_metrics_token(&self, token: &str) -> bool {
        self.metrics_token.as_ref().is_some_and(|right| {
            aws_lc_rs::constant_time::verify_slices_are_equal(right.as_bytes(), token.as_bytes()).is_ok()
        })
    }

    /// Where a request really comes from: the last address of `X-Forwarded-For` that is no trusted proxy's, when a
    /// trusted proxy sent it; otherwise the peer's.
    pub fn client_address<'a>(&self, peer: IpAddr, forwarded: impl Iterator<Item = &'a str>) -> IpAddr {
        let trusted = |address: &IpAddr| {
            self.trusted_proxies
                .iter()
                .any(|network| network.contains(address))
        };
        let mut client = peer.to_canonical();
        let hops: Vec<&str> = forwarded
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        for hop in hops.iter().rev() {
            if !trusted(&client) {
                break;
            }
            let Ok(address) = hop.parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        client
    }

    /// The identity providers that the operator named.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn providers(&self) -> Result<Vec<oidc::Provider>, String> {
        self.oidc.read(&self.public_url(), &self.webhooks.allow)
    }

    /// The bytes of the operator's sealing key.
    ///
    /// # Errors
    /// A sentence for the operator when it is not base64 of 32 bytes.
    pub fn sealing_key(&self) -> Result<Option<Vec<u8>>, String> {
        let Some(text) = &self.sealing_key else {
            return Ok(None);
        };
        let key = STANDARD.decode(text.trim()).ok().filter(|key| key.len() == 32);
        key.map(Some)
            .ok_or_else(|| "WPS_SEALING_KEY is not a key; make one with `openssl rand -base64 32`".to_owned())
    }

    /// Refuses settings that cannot be meant.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), String> {
        self.files.place(&self.database.address()?)?;
        let url = self.public_url();
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err("WPS_PUBLIC_URL must begin with http:// or https://".to_owned());
        }
        self.sealing_key()?;
        self.providers()?;
        let is_uri = |contact: &String| {
            let known = ["mailto:", "https:", "tel:"]
                .iter()
                .any(|scheme| contact.starts_with(scheme));
            known && !contact.contains(|c: char| c.is_whitespace() || c.is_control())
        };
        if !self.security_contact.as_ref().is_none_or(is_uri) {
            return Err(
                "WPS_SECURITY_CONTACT must be a URI, such as mailto:security@example.org or https://example.org/report"
                    .to_owned(),
            );
        }
        if let Some(wrong) = self.cors_origins.iter().find(|origin| !is_origin(origin)) {
            return Err(format!(
                "WPS_CORS_ORIGINS: {wrong} is no origin; write https://host without a path, or *"
            ));
        }
        if self.metrics_token.as_ref().is_some_and(|token| token.len() < 16) {
            return Err(
                "WPS_METRICS_TOKEN is too short to be a secret; use 16 characters or more".to_owned(),
            );
        }
        Ok(())
    }
}

/// `*`, or a scheme and a host with nothing after them, as browsers send it.
fn is_origin(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    text == "*"
        || host.is_some_and(|host| {
            !host.is_empty()
                && !host.contains(|c: char| c == '/' || c == '?' || c == '#' || c.is_whitespace())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Defaults {
        #[command(flatten)]
        settings: Settings,
    }

    fn address(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let settings = Settings {
            trusted_proxies: proxies.iter().map(|text| text.parse().unwrap()).collect(),
            ..Defaults::parse_from(["wps-network"]).settings
        };
        settings
            .client_address(peer.parse().unwrap(), forwarded.iter().copied())
            .to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(address(&[], "192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(
            address(&["10.0.0.0/8"], "192.0.2.1", &["203.0.113.9"]),
            "192.0.2.1"
        );
        assert_eq!(
            address(&["10.0.0.0/8"], "10.1.1.1", &["203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(
            address(&["10.0.0.0/8"], "::ffff:10.1.1.1", &["203.0.113.9"]),
            "203.0.113.9"
        );
        // What the client wrote itself stands before what the proxies added.
        let chain = ["198.51.100.7, 203.0.113.9", "10.2.2.2"];
        assert_eq!(address(&["10.0.0.0/8"], "10.1.1.1", &chain), "203.0.113.9");
        assert_eq!(address(&["10.0.0.0/8"], "10.1.1.1", &["nonsense"]), "10.1.1.1");
        assert_eq!(address(&["10.0.0.0/8"], "10.1.1.1", &[]), "10.1.1.1");
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        for right in ["*", "https://wps.example.org", "http://localhost:5173"] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in [
            "",
            "wps.example.org",
            "https://",
            "https://wps.example.org/",
            "ftp://x",
            "https://a b",
        ] {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
