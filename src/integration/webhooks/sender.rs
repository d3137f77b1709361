//! One delivery over the wire: a connection of its own to an address that the guard has admitted, a POST, and the status
//! of the answer. Redirects are not followed, the environment's proxies are not used, and the body is not read.

use super::guard::Guard;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs};
use url::{Host, Position, Url};

/// Addresses of a name that are tried at the most.
const ADDRESSES: usize = 4;

/// Bytes of an answer's head at the most.
const HEAD: usize = 16 * 1024;

/// Why a delivery was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The name has no address.
    Name,
    /// No address of it may be connected to.
    Address,
    /// Nobody took the connection.
    Connection,
    /// The certificate does not count, or TLS failed otherwise.
    Tls,
    /// The whole took too long.
    Timeout,
    /// The answer was no HTTP.
    Answer,
    /// The answer was not 2xx.
    Status,
}

impl Failure {
    /// The word in the delivery log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name_not_found",
            Self::Address => "address_refused",
            Self::Connection => "not_connected",
            Self::Tls => "tls_failed",
            Self::Timeout => "timed_out",
            Self::Answer => "not_http",
            Self::Status => "refused",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of an attempt.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The status of the answer, if one came.
    pub status: Option<u16>,
    /// Why it does not count as delivered; none when it was.
    pub failure: Option<Failure>,
    /// `Retry-After` of the answer.
    pub retry_after: Option<String>,
    /// How long it took.
    pub took: Duration,
}

impl Outcome {
    /// Milliseconds that it took.
    pub fn took_ms(&self) -> i32 {
        i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)
    }
}

/// A delivery, ready to be sent.
pub struct Parcel {
    /// Where to.
    pub url: Url,
    /// `webhook-id`, `webhook-timestamp` and `webhook-signature`.
    pub headers: [(&'static str, String); 3],
    /// The event.
    pub body: Vec<u8>,
}

/// What a resolver answers with.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Turns names into addresses.
pub trait Resolve: Send + Sync {
    /// The addresses of a name.
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a>;
}

/// The system's resolver.
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        Box::pin(async move {
            let addresses = tokio::net::lookup_host((name, 0)).await?;
            Ok(addresses.map(|address| address.ip()).collect())
        })
    }
}

/// Sends deliveries.
#[derive(Clone)]
pub struct Sender {
    guard: Guard,
    resolver: Arc<dyn Resolve>,
    tls: TlsConnector,
    timeout: Duration,
}

impl Sender {
    /// A sender that trusts the certificate authorities of Mozilla, and those in a PEM file of the operator's.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn new(
        guard: Guard,
        resolver: Arc<dyn Resolve>,
        timeout: Duration,
        authorities: Option<&Path>,
    ) -> Result<Self, String> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        if let Some(path) = authorities {
            let named = |e: &dyn fmt::Display| format!("{}: {e}", path.display());
            for certificate in CertificateDer::pem_file_iter(path).map_err(|e| named(&e))? {
                roots
                    .add(certificate.map_err(|e| named(&e))?)
                    .map_err(|e| named(&e))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            guard,
            resolver,
            tls: TlsConnector::from(Arc::new(config)),
            timeout,
        })
    }

    /// What may be connected to.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Sends a delivery, once.
    pub async fn send(&self, parcel: Parcel) -> Outcome {
        let started = Instant::now();
        let answer = tokio::time::timeout(self.timeout, self.answer(parcel))
            .await
            .unwrap_or(Err(Failure::Timeout));
        let (status, failure, retry_after) = match answer {
            Ok((status, _)) if (200..300).contains(&status) => (Some(status), None, None),
            Ok((status, retry_after)) => (Some(status), Some(Failure::Status), retry_after),
            Err(failure) => (None, Some(failure), None),
        };
        Outcome {
            status,
            failure,
            retry_after,
            took: started.elapsed(),
        }
    }

    /// The answer's status and `Retry-After`.
    async fn answer(&self, parcel: Parcel) -> Result<(u16, Option<String>), Failure> {
        let request = request(&parcel)?;
        let stream = self.connect(&parcel.url).await?;
        let response = if parcel.url.scheme() == "https" {
            let name = server_name(&parcel.url)?;
            let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
            exchange(stream, request).await?
        } else {
            exchange(stream, request).await?
        };
        let retry_after = response
            .headers()
            .get(header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok((response.status().as_u16(), retry_after))
    }

    /// The only way to a connection: every address passes the guard, be it from a name or written in the URL.
    async fn connect(&self, url: &Url) -> Result<TcpStream, Failure> {
        let port = url.port_or_known_default().ok_or(Failure::Address)?;
        let secure = url.scheme() == "https";
        let addresses = match url.host() {
            Some(Host::Ipv4(ip)) => vec![ip.into()],
            Some(Host::Ipv6(ip)) => vec![ip.into()],
            Some(Host::Domain(name)) => self.resolver.resolve(name).await.map_err(|_| Failure::Name)?,
            None => Vec::new(),
        };
        let mut failure = Failure::Address;
        let admitted = addresses
            .into_iter()
            .map(|ip| SocketAddr::new(ip, port))
            .filter(|address| self.guard.admits(*address, secure));
        for address in admitted.take(ADDRESSES) {
            // An address that swallows everything leaves time for the others.
            match tokio::time::timeout(self.timeout / 3, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(_)) | Err(_) => failure = Failure::Connection,
            }
        }
        Err(failure)
    }
}

fn server_name(url: &Url) -> Result<ServerName<'static>, Failure> {
    match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).map_err(|_| Failure::Tls),
        Some(Host::Ipv4(ip)) => Ok(ServerName::from(IpAddr::from(ip))),
        Some(Host::Ipv6(ip)) => Ok(ServerName::from(IpAddr::from(ip))),
        None => Err(Failure::Tls),
    }
}

fn request(parcel: &Parcel) -> Result<Request<Full<Bytes>>, Failure> {
    let authority = &parcel.url[Position::BeforeHost..Position::AfterPort];
    let target = &parcel.url[Position::BeforePath..Position::AfterQuery];
    let agent = concat!("wps-network/", env!("CARGO_PKG_VERSION"));
    let mut request = Request::post(target)
        .header(header::HOST, authority)
        .header(header::USER_AGENT, agent)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONNECTION, "close");
    for (name, value) in &parcel.headers {
        request = request.header(*name, value);
    }
    request
        .body(Full::new(Bytes::from(parcel.body.clone())))
        .map_err(|_| Failure::Address)
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Response<()>, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Failure::Answer)?;
    let answer = sender.send_request(request);
    tokio::pin!(answer, connection);
    // The connection works while the answer is waited for; what it ends with, the answer tells.
    let answer = tokio::select! {
        biased;
        answer = &mut answer => answer,
        _ = &mut connection => answer.as_mut().await,
    };
    answer
        .map(|response| response.map(drop))
        .map_err(|_| Failure::Answer)
}

/// Headers of a delivery after Standard Webhooks.
pub fn headers(id: &str, timestamp: i64, signatures: &[String]) -> [(&'static str, String); 3] {
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", signatures.join(" ")),
    ]
}
