//! A mail server on a port of its own: `mailin` speaks SMTP, and what it takes is read by `mail-parser`, as a stranger's
//! mail program would.

use crate::webhooks::until;
use mail_parser::{Message, MessageParser};
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder, response};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A message that a server has taken.
#[derive(Clone, Default)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub data: Vec<u8>,
    /// Who sent it, where that was asked.
    pub user: Option<String>,
}

impl Received {
    pub fn message(&self) -> Message<'_> {
        MessageParser::default().parse(&self.data).unwrap()
    }

    /// A header as it was sent, unfolded.
    pub fn header(&self, name: &str) -> String {
        let raw = self.message().header_raw(name).unwrap_or_default().to_owned();
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn text(&self) -> String {
        self.message().body_text(0).unwrap().replace("\r\n", "\n")
    }

    pub fn html(&self) -> String {
        assert_eq!(self.message().html_body_count(), 1);
        self.message().body_html(0).unwrap().into_owned()
    }

    /// The link in the text that contains these words.
    pub fn link(&self, part: &str) -> String {
        let text = self.text();
        let found = text.split_whitespace().find(|word| word.contains(part));
        found.unwrap_or_else(|| panic!("no {part} in {text}")).to_owned()
    }
}

/// How connections are secured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Security {
    None,
    /// TLS from the start.
    Tls,
    /// TLS when the client asks for it.
    StartTls,
}

type Judge = Box<dyn Fn(&str) -> u16 + Send + Sync>;

struct State {
    received: Mutex<Vec<Received>>,
    judge: Mutex<Arc<Judge>>,
    takes: Mutex<Arc<Judge>>,
    holds: Mutex<bool>,
    released: Condvar,
    tries: AtomicUsize,
    ended: AtomicBool,
}

/// A mail server; it takes everything until told otherwise.
pub struct MailServer {
    port: u16,
    certificate: String,
    state: Arc<State>,
}

impl MailServer {
    pub fn start() -> Self {
        Self::on(0, Security::None)
    }

    pub fn on(port: u16, security: Security) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            received: Mutex::default(),
            judge: Mutex::new(Arc::new(Box::new(|_: &str| 250))),
            takes: Mutex::new(Arc::new(Box::new(|_: &str| 250))),
            holds: Mutex::new(false),
            released: Condvar::new(),
            tries: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        });
        let (config, certificate) = certificate();
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.ended.load(Ordering::SeqCst) {
                    return;
                }
                let (shared, config) = (shared.clone(), config.clone());
                std::thread::spawn(move || drop(serve(stream.unwrap(), security, config, &shared)));
            }
        });
        Self {
            port,
            certificate,
            state,
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Its certificate, for `localhost`.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    /// What it says to a recipient.
    pub fn says(&self, judge: impl Fn(&str) -> u16 + Send + Sync + 'static) {
        *self.state.judge.lock().unwrap() = Arc::new(Box::new(judge));
    }

    /// What it says to a message to a recipient, once it has come: 250 or 421.
    pub fn takes(&self, judge: impl Fn(&str) -> u16 + Send + Sync + 'static) {
        *self.state.takes.lock().unwrap() = Arc::new(Box::new(judge));
    }

    /// Whether it keeps its answers to messages back.
    pub fn holds(&self, holds: bool) {
        *self.state.holds.lock().unwrap() = holds;
        self.state.released.notify_all();
    }

    /// How often it was asked to take something.
    pub fn tries(&self) -> usize {
        self.state.tries.load(Ordering::SeqCst)
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    /// What it has taken, as soon as it has this many.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        until(&format!("{count} messages"), || {
            let received = self.received();
            (received.len() >= count).then_some(received)
        })
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn certificate() -> (Arc<ServerConfig>, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    (Arc::new(config), cert.pem())
}

/// What comes over a connection.
enum Wire {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    fn secured(self, config: &Arc<ServerConfig>) -> Self {
        match self {
            Self::Plain(stream) => {
                let connection = ServerConnection::new(config.clone()).unwrap();
                Self::Tls(Box::new(StreamOwned::new(connection, stream)))
            }
            Self::Tls(_) => self,
        }
    }
}

impl Read for Wire {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buf),
            Self::Tls(stream) => stream.read(buf),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(buf),
            Self::Tls(stream) => stream.write(buf),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}

/// One connection.
fn serve(
    stream: TcpStream,
    security: Security,
    config: Arc<ServerConfig>,
    state: &Arc<State>,
) -> std::io::Result<()> {
    let mut builder = SessionBuilder::new("mail.test");
    if security != Security::None {
        // From then on it takes nothing without a password.
        builder.enable_auth(AuthMechanism::Plain);
    }
    if security == Security::StartTls {
        builder.enable_start_tls();
    }
    let handler = Clerk {
        state: state.clone(),
        now: Received::default(),
    };
    let mut wire = BufReader::new(Wire::Plain(stream));
    let mut session = builder.build(IpAddr::from([127, 0, 0, 1]), handler);
    if security == Security::Tls {
        wire = BufReader::new(wire.into_inner().secured(&config));
        session.tls_active();
    }
    session.greeting().write_to(wire.get_mut())?;
    wire.get_mut().flush()?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if wire.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let said = session.process(&line);
        said.write_to(wire.get_mut())?;
        wire.get_mut().flush()?;
        match said.action {
            Action::Close => return Ok(()),
            Action::UpgradeTls => {
                wire = BufReader::new(wire.into_inner().secured(&config));
                session.tls_active();
            }
            Action::Reply | Action::NoReply => {}
        }
    }
}

/// Judges what comes over one connection, and keeps it.
struct Clerk {
    state: Arc<State>,
    now: Received,
}

impl Handler for Clerk {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.now = Received {
            from: from.to_owned(),
            user: self.now.user.take(),
            ..Received::default()
        };
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.state.tries.fetch_add(1, Ordering::SeqCst);
        let judge = self.state.judge.lock().unwrap().clone();
        self.now.to.push(to.to_owned());
        match judge(to) {
            250 => response::OK,
            // Servers like to name the recipient in what they say.
            code => Response::custom(code, format!("5.1.1 <{to}>: not now")),
        }
    }

    fn data(&mut self, buf: &[u8]) -> std::io::Result<()> {
        self.now.data.extend_from_slice(buf);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let received = Received {
            user: self.now.user.clone(),
            ..std::mem::take(&mut self.now)
        };
        self.now.user.clone_from(&received.user);
        let held = self.state.holds.lock().unwrap();
        drop(self.state.released.wait_while(held, |holds| *holds).unwrap());
        let takes = self.state.takes.lock().unwrap().clone();
        let code = received.to.first().map_or(250, |to| takes(to));
        if code != 250 {
            return Response::custom(code, "4.3.1 not now".to_owned());
        }
        self.state.received.lock().unwrap().push(received);
        response::OK
    }

    fn auth_plain(&mut self, _authorization: &str, user: &str, password: &str) -> Response {
        if password != "p@ss word" {
            return response::INVALID_CREDENTIALS;
        }
        self.now.user = Some(user.to_owned());
        response::AUTH_OK
    }
}
