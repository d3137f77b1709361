//! A load generator: each thread sends a request on each of its kept-alive connections, then reads the answers. Beside
//! it, the bare server that the service is compared with.

use actix_web::{App, HttpResponse, HttpServer, web};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

pub const CONNECTIONS: usize = 32;
const THREADS: usize = 2;

/// Requests that take turns, and what the bare server answers to all of them.
pub struct Scenario {
    pub name: &'static str,
    pub requests: Vec<Vec<u8>>,
    pub status: u16,
    pub answer: Vec<u8>,
}

/// Requests a second that are answered as expected, after a warm-up of a third of the time.
pub fn drive(address: SocketAddr, scenario: &Scenario, time: Duration) -> f64 {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || turns(address, scenario, time, thread)))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

/// One thread's share: a request on each of its connections, then the answers, and again.
fn turns(address: SocketAddr, scenario: &Scenario, time: Duration, first: usize) -> f64 {
    let mut connections: Vec<_> = (0..CONNECTIONS / THREADS)
        .map(|_| Connection::open(address))
        .collect();
    let mut requests = scenario.requests.iter().cycle().skip(first * 7);
    let (mut begun, mut answered) = (Instant::now(), 0.0);
    let mut warm = false;
    loop {
        for connection in &mut connections {
            connection.send(requests.next().unwrap());
        }
        for connection in &mut connections {
            assert_eq!(connection.receive().0, scenario.status, "{}", scenario.name);
            answered += 1.0;
        }
        if !warm && begun.elapsed() > time / 3 {
            (begun, answered, warm) = (Instant::now(), 0.0, true);
        }
        if warm && begun.elapsed() >= time {
            return answered / begun.elapsed().as_secs_f64();
        }
    }
}

/// A kept-alive connection that knows just enough of HTTP/1.1: one answer at a time, with its length.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: vec![0; 1 << 20],
            filled: 0,
        }
    }

    fn send(&mut self, request: &[u8]) {
        self.stream.write_all(request).unwrap();
    }

    /// Reads one answer: its status, and where its head ends. It stays in the buffer until the next.
    fn receive(&mut self) -> (u16, usize) {
        self.filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[self.filled..]).unwrap();
            assert!(
                read > 0,
                "the connection was closed, or an answer has over a megabyte"
            );
            self.filled += read;
            let sent = &self.buffer[..self.filled];
            let Some(head) = sent.windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let length = header(&sent[..head], "content-length").parse().unwrap_or(0);
            if self.filled >= head + 4 + length {
                let status = std::str::from_utf8(&sent[9..12]).unwrap();
                return (status.parse().unwrap(), head);
            }
        }
    }

    /// Sends and receives: status, `ETag` and body.
    pub fn ask(&mut self, request: &[u8]) -> (u16, String, Vec<u8>) {
        self.send(request);
        let (status, head) = self.receive();
        let etag = header(&self.buffer[..head], "etag").to_owned();
        (status, etag, self.buffer[head + 4..self.filled].to_vec())
    }
}

fn header<'a>(head: &'a [u8], name: &str) -> &'a str {
    let lines = std::str::from_utf8(head).unwrap().lines();
    let mut fields = lines.filter_map(|line| line.split_once(": "));
    fields
        .find(|field| field.0.eq_ignore_ascii_case(name))
        .map_or("", |field| field.1)
}

/// A handler that reads what is sent and answers with these bytes from memory; its threads end with the process.
pub fn bare(answer: Vec<u8>, status: u16) -> SocketAddr {
    let (started, starts) = std::sync::mpsc::channel();
    let answer = web::Bytes::from(answer);
    thread::spawn(move || {
        let server = move || {
            let answer = answer.clone();
            App::new().default_service(web::to(move |_: web::Bytes| {
                let mut response = HttpResponse::build(status.try_into().unwrap());
                let response = response.content_type("application/json").body(answer.clone());
                async move { response }
            }))
        };
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(server).bind("127.0.0.1:0").unwrap();
            started.send(server.addrs()[0]).unwrap();
            server.run().await.unwrap();
        });
    });
    starts.recv().unwrap()
}
