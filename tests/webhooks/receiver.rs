//! A receiver of webhooks on a port of its own.

use super::until;
use serde_json::Value;
use standardwebhooks::Webhook;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use ureq::http::{HeaderMap, HeaderName, HeaderValue};

/// What a receiver got.
#[derive(Clone)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The id and version of what changed.
    pub fn change(&self) -> (String, i64) {
        let event = self.json();
        let id = event["data"]["id"].as_str().unwrap().to_owned();
        (id, event["data"]["version"].as_i64().unwrap())
    }

    /// Whether one of the signatures is by this secret, as the public library makes it.
    pub fn is_signed_by(&self, secret: &str) -> bool {
        let timestamp = self.header("webhook-timestamp").parse().unwrap();
        let signed = Webhook::new(secret)
            .unwrap()
            .sign(self.header("webhook-id"), timestamp, &self.body)
            .unwrap();
        self.header("webhook-signature")
            .split(' ')
            .any(|one| one == signed)
    }
}

/// What a receiver answers.
pub enum Reply {
    /// This status, with a header.
    Status(u16, &'static str),
    /// Nothing, until the sender goes away.
    Hang,
    /// No HTTP.
    Nonsense,
    /// The connection ends.
    Close,
}

type Behaviour = Box<dyn Fn(&Received) -> Reply + Send + Sync>;

struct State {
    received: Mutex<Vec<Received>>,
    behaviour: Mutex<Arc<Behaviour>>,
    connections: AtomicUsize,
    ended: AtomicBool,
}

/// A receiver; it takes everything until told otherwise.
pub struct Receiver {
    port: u16,
    state: Arc<State>,
}

impl Receiver {
    pub fn start() -> Self {
        Self::on(0)
    }

    /// A receiver on this port.
    pub fn on(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            received: Mutex::default(),
            behaviour: Mutex::new(Arc::new(Box::new(|_: &Received| Reply::Status(204, "")))),
            connections: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        });
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.ended.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = shared.clone();
                std::thread::spawn(move || drop(shared.serve(stream.unwrap())));
            }
        });
        Self { port, state }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hooks?from=wps", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn answers(&self, behaviour: impl Fn(&Received) -> Reply + Send + Sync + 'static) {
        *self.state.behaviour.lock().unwrap() = Arc::new(Box::new(behaviour));
    }

    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    /// What it has got, as soon as it has this many.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        until(&format!("{count} deliveries"), || {
            let received = self.state.received.lock().unwrap();
            (received.len() >= count).then(|| received.clone())
        })
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl State {
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        assert_eq!(line.trim_end(), "POST /hooks?from=wps HTTP/1.1");
        let mut headers = HeaderMap::new();
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            headers.insert(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        let length = headers["content-length"].to_str().unwrap().parse().unwrap();
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let received = Received { headers, body };
        let behaviour = self.behaviour.lock().unwrap().clone();
        let reply = behaviour(&received);
        self.received.lock().unwrap().push(received);
        match reply {
            Reply::Status(status, header) => {
                let header = if header.is_empty() {
                    String::new()
                } else {
                    format!("{header}\r\n")
                };
                write!(
                    stream,
                    "HTTP/1.1 {status} Status\r\n{header}Content-Length: 2\r\n\r\nok"
                )?;
            }
            // The other side's end is the end of the input.
            Reply::Hang => drop(stream.read(&mut [0])?),
            Reply::Nonsense => stream.write_all(b"220 mail.example.org ESMTP\r\n")?,
            Reply::Close => {}
        }
        Ok(())
    }
}
