//! One request over the wire, on a connection of its own.

use super::{Guard, tls};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::http::request::Builder;
use hyper::{Method, Request, Response, header};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use url::{Host, Position, Url};

/// Addresses of a name that are tried at the most.
const ADDRESSES: usize = 4;

/// Bytes of an answer's head at the most.
const HEAD: usize = 16 * 1024;

/// Why a request was not answered as it should be.
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
    /// The answer was no HTTP, broke off, or was too large.
    Answer,
    /// The answer was not 2xx.
    Status,
}

impl Failure {
    /// The word in logs.
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

/// Makes connections, each for one request.
#[derive(Clone)]
pub struct Connector {
    guard: Guard,
    resolver: Arc<dyn Resolve>,
    tls: TlsConnector,
    timeout: Duration,
}

impl Connector {
    /// A connector that trusts the certificate authorities of Mozilla, and those in a PEM file of the operator's.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn new(
        guard: Guard,
        resolver: Arc<dyn Resolve>,
        timeout: Duration,
        authorities: Option<&Path>,
    ) -> Result<Self, String> {
        Ok(Self {
            guard,
            resolver,
            tls: tls::connector(authorities)?,
            timeout,
        })
    }

    /// What may be connected to.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// The same connector behind another guard.
    #[must_use]
    pub fn guarded_by(&self, guard: Guard) -> Self {
        Self {
            guard,
            ..self.clone()
        }
    }

    /// Sends a request and reads the head of its answer, and up to `limit` bytes of its body; none: the body is left
    /// unread.
    ///
    /// # Errors
    /// Why there is no answer. One with any status is one.
    pub async fn send(
        &self,
        url: &Url,
        request: Request<Full<Bytes>>,
        limit: Option<usize>,
    ) -> Result<Response<Bytes>, Failure> {
        tokio::time::timeout(self.timeout, self.answer(url, request, limit))
            .await
            .unwrap_or(Err(Failure::Timeout))
    }

    async fn answer(
        &self,
        url: &Url,
        request: Request<Full<Bytes>>,
        limit: Option<usize>,
    ) -> Result<Response<Bytes>, Failure> {
        let stream = self.connect(url).await?;
        if url.scheme() == "https" {
            let name = server_name(url)?;
            let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
            exchange(stream, request, limit).await
        } else {
            exchange(stream, request, limit).await
        }
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

/// The beginning of a request to a URL, with the headers that each of ours has.
pub fn request_to(method: Method, url: &Url) -> Builder {
    let authority = &url[Position::BeforeHost..Position::AfterPort];
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let agent = concat!("wps-network/", env!("CARGO_PKG_VERSION"));
    Request::builder()
        .method(method)
        .uri(target)
        .header(header::HOST, authority)
        .header(header::USER_AGENT, agent)
        .header(header::CONNECTION, "close")
}

fn server_name(url: &Url) -> Result<ServerName<'static>, Failure> {
    match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).map_err(|_| Failure::Tls),
        Some(Host::Ipv4(ip)) => Ok(ServerName::from(IpAddr::from(ip))),
        Some(Host::Ipv6(ip)) => Ok(ServerName::from(IpAddr::from(ip))),
        None => Err(Failure::Tls),
    }
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
    limit: Option<usize>,
) -> Result<Response<Bytes>, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Failure::Answer)?;
    let answer = async {
        let answer = sender.send_request(request).await.map_err(|_| Failure::Answer)?;
        let (head, body) = answer.into_parts();
        let body = match limit {
            Some(limit) => Limited::new(body, limit)
                .collect()
                .await
                .map_err(|_| Failure::Answer)?
                .to_bytes(),
            None => Bytes::new(),
        };
        Ok(Response::from_parts(head, body))
    };
    tokio::pin!(answer, connection);
    // The connection works while the answer is waited for; what it ends with, the answer tells.
    tokio::select! {
        biased;
        answer = &mut answer => answer,
        _ = &mut connection => answer.await,
    }
}
