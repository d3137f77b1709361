//! SMTP: from a message to a mail server, and what it says of it.

use super::model::{Letter, Recipient};
use super::rules::{Failure, FailureKind};
use crate::config::mail::MailSettings;
use crate::db::Id;
use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use url::{Host, Url};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// It was not done in time.
struct Late;

/// Messages that are under way at the same time from one instance, each on a connection that stays open for the next: what
/// mail servers put up with.
pub const AT_ONCE: u32 = 4;

/// Knows the mail server and how to write to it.
#[derive(Clone)]
pub struct Courier {
    builder: AsyncSmtpTransportBuilder,
    from: Mailbox,
    timeout: Duration,
}

/// What is to be sent.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The message's id.
    pub id: Id,
    /// What is written in it.
    pub letter: Letter,
    /// Who gets it.
    pub recipient: Recipient,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl Courier {
    /// A courier as the operator set it up; none without a mail server.
    ///
    /// # Errors
    /// A sentence for the operator, without the URL: it may hold a password.
    pub fn new(settings: &MailSettings) -> Result<Option<Self>, String> {
        let Some(text) = &settings.smtp_url else {
            return Ok(None);
        };
        let from = settings.from.as_deref().unwrap_or_default();
        let from: Mailbox = from.parse().map_err(|_| {
            "WPS_MAIL_FROM must say whom mail is from, such as WPS Network <network@example.org>".to_owned()
        })?;
        let wrong = |why: &str| {
            format!(
                "WPS_SMTP_URL {why}; write smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required, with special characters percent-encoded"
            )
        };
        let url = Url::parse(text).map_err(|_| wrong("is no URL"))?;
        let mut builder = Transport::from_url(text).map_err(|_| wrong("is not of a form that is known"))?;
        if url.password().is_some() && is_clear(&url) {
            return Err(wrong("would send the password in clear"));
        }
        if url.path().trim_matches('/').is_empty() {
            builder = builder.hello_name(ClientId::Domain(from.email.domain().to_owned()));
        }
        if let Some(tls) = tls(settings, &url)? {
            builder = builder.tls(tls);
        }
        let timeout = Duration::from_secs(u64::from(settings.timeout_seconds));
        let pool = PoolConfig::new().max_size(AT_ONCE);
        Ok(Some(Self {
            builder: builder.timeout(Some(timeout)).pool_config(pool),
            from,
            timeout,
        }))
    }

    /// How long opening a connection and sending one message may take.
    pub const fn patience(&self) -> Duration {
        self.timeout.saturating_mul(2)
    }

    /// A line to the mail server, on the present event loop.
    pub fn line(&self) -> Line {
        Line {
            builder: self.builder.clone(),
            transport: Arc::new(RwLock::new(self.builder.clone().build())),
            from: self.from.clone(),
            timeout: self.timeout,
        }
    }
}

/// Whether what goes to this server can be read on the way to another machine.
fn is_clear(url: &Url) -> bool {
    let required = url
        .query_pairs()
        .any(|(name, value)| name == "tls" && value == "required");
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        // Of schemes that it does not know, the parser takes every host for a name.
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let local = local
        || url
            .host_str()
            .is_some_and(|host| host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()));
    url.scheme() == "smtp" && !required && !local
}

/// TLS with the operator's own certificate authorities beside those of Mozilla, where the URL asks for TLS.
fn tls(settings: &MailSettings, url: &Url) -> Result<Option<Tls>, String> {
    let Some(path) = &settings.ca_file else {
        return Ok(None);
    };
    let named = |cause: &dyn std::fmt::Display| format!("{}: {cause}", path.display());
    let pem = std::fs::read(path).map_err(|cause| named(&cause))?;
    let authority = Certificate::from_pem(&pem).map_err(|cause| named(&cause))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let parameters = TlsParameters::builder(host)
        .add_root_certificate(authority)
        .build()
        .map_err(|cause| named(&cause))?;
    let asked = url.query_pairs().find(|(name, _)| name == "tls");
    Ok(
        match (url.scheme(), asked.as_ref().map(|(_, value)| value.as_ref())) {
            ("smtps", _) => Some(Tls::Wrapper(parameters)),
            (_, Some("required")) => Some(Tls::Required(parameters)),
            (_, Some(_)) => Some(Tls::Opportunistic(parameters)),
            (_, None) => None,
        },
    )
}

/// Open connections to the mail server.
#[derive(Clone)]
pub struct Line {
    builder: AsyncSmtpTransportBuilder,
    transport: Arc<RwLock<Transport>>,
    from: Mailbox,
    timeout: Duration,
}

impl Line {
    /// Passes when the mail server is there and takes us.
    ///
    /// # Errors
    /// Why it does not.
    pub async fn open(&self) -> Result<(), Failure> {
        match self
            .in_time(|transport| async move { transport.test_connection().await })
            .await
        {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Failure::new(FailureKind::Server, "not_connected")),
            Ok(Err(error)) => Err(Failure {
                kind: FailureKind::Server,
                ..failure(&error)
            }),
            Err(Late) => Err(Failure::new(FailureKind::Server, "timed_out")),
        }
    }

    /// Sends a message, once.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(&self, parcel: Parcel) -> Result<(), Failure> {
        let message = self.compose(parcel)?;
        match self
            .in_time(|transport| async move { transport.send(message).await })
            .await
        {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(Late) => Err(Failure::new(FailureKind::Later, "timed_out")),
        }
    }

    /// What comes of it in time. A dialogue that was broken off leaves a connection with an answer still to come, which
    /// would be taken for the answer to the next message: all connections of then are given up.
    async fn in_time<T, F: Future<Output = T>>(&self, work: impl FnOnce(Transport) -> F) -> Result<T, Late> {
        let done = tokio::time::timeout(self.timeout, work(self.transport())).await;
        done.map_err(|_| {
            *self.transport.write().unwrap_or_else(PoisonError::into_inner) = self.builder.clone().build();
            Late
        })
    }

    fn transport(&self) -> Transport {
        self.transport
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Closes the connections.
    pub async fn close(&self) {
        self.transport().shutdown().await;
    }

    fn compose(&self, parcel: Parcel) -> Result<Message, Failure> {
        let unsendable = |what: &'static str| Failure::new(FailureKind::Refused, what);
        let Parcel {
            id,
            letter,
            recipient,
            written_at,
        } = parcel;
        let to = recipient.address.parse().map_err(|_| unsendable("no_address"))?;
        // One line, whatever a title holds.
        let subject = letter.subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let domain = self.from.email.domain();
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date(SystemTime::from(written_at))
            .message_id(Some(format!("<{id}@{domain}>")))
            // No automatic answers, please (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(link) = recipient.unsubscribe {
            let list = format!("<newsletter.{domain}>");
            builder = builder
                .raw_header(header("List-Id", &list))
                .raw_header(header("List-Unsubscribe", &format!("<{link}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let message = match letter.html {
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(letter.text, html)),
            None => builder.singlepart(SinglePart::plain(letter.text)),
        };
        message.map_err(|_| unsendable("no_message"))
    }
}

/// A header of the service's own making: ASCII, on one line.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// What an error of SMTP says of another attempt.
fn failure(error: &Error) -> Failure {
    let code = error.status().map(u16::from);
    match code {
        // It is us that it does not take, and not the message: a password that was changed, a limit.
        Some(code @ (503 | 530 | 534 | 535 | 538)) => Failure::new(FailureKind::Server, code.to_string()),
        Some(code @ 500..) => Failure::new(FailureKind::Refused, code.to_string()),
        Some(code) => Failure::new(FailureKind::Later, code.to_string()),
        None if error.is_timeout() => Failure::new(FailureKind::Later, "timed_out"),
        None if error.is_tls() => Failure::new(FailureKind::Server, "tls_failed"),
        None if error.is_client() => Failure::new(FailureKind::Refused, "not_sendable"),
        None => Failure::new(FailureKind::Server, "not_connected"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str, from: Option<&str>) -> String {
        let settings = MailSettings {
            smtp_url: Some(url.to_owned()),
            from: from.map(str::to_owned),
            ca_file: None,
            timeout_seconds: 60,
            give_up_hours: 96,
        };
        Courier::new(&settings).map_or_else(|sentence| sentence, |_| String::new())
    }

    #[test]
    fn a_wrong_setting_is_told_without_the_password() {
        let from = Some("WPS Network <network@example.org>");
        for right in [
            "smtps://user:pa%40ss@mail.example.org",
            "smtp://user:secret@mail.example.org?tls=required",
            "smtp://user:secret@127.0.0.1:2525",
            "smtp://user:secret@localhost",
            "smtp://mail.example.org:25",
        ] {
            assert_eq!(refused(right, from), "", "{right}");
        }
        for (wrong, words) in [
            ("mail.example.org", "no URL"),
            ("https://user:secret@mail.example.org", "form"),
            ("smtp://user:secret@mail.example.org", "in clear"),
            (
                "smtp://user:secret@mail.example.org?tls=opportunistic",
                "in clear",
            ),
        ] {
            let sentence = refused(wrong, from);
            assert!(
                sentence.contains(words) && !sentence.contains("secret"),
                "{sentence}"
            );
        }
        assert!(refused("smtps://mail.example.org", None).contains("WPS_MAIL_FROM"));
        assert!(refused("smtps://mail.example.org", Some("nobody")).contains("WPS_MAIL_FROM"));
    }
}
