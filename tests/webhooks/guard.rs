//! Nothing is connected to but what the operator opened: hostile addresses against real listeners on this machine, which
//! count who comes.

use super::Receiver;
use super::receiver::Reply;
use crate::support::tls_for_localhost;
use ipnet::IpNet;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio_rustls::rustls::{ServerConnection, StreamOwned};
use url::Url;
use wps_network::integration::webhooks::address;
use wps_network::integration::webhooks::sender::{Outcome, Parcel, Sender, headers};
use wps_network::net::{Connector, Failure, Guard, Resolve, Resolving, SystemResolver};

/// Answers each name with the next of its addresses.
struct Names {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Names {
    fn lead_to(answers: &[&[IpAddr]]) -> Arc<Self> {
        Arc::new(Self {
            answers: answers.iter().map(|one| one.to_vec()).collect(),
            asked: AtomicUsize::new(0),
        })
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, _: &'a str) -> Resolving<'a> {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst);
        let answer = self.answers[turn % self.answers.len()].clone();
        Box::pin(async move { Ok(answer) })
    }
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn guard(allow: &[&str], port: u16) -> Guard {
    let allow: Vec<IpNet> = allow.iter().map(|net| net.parse().unwrap()).collect();
    Guard::new(allow, vec![443, port])
}

fn sender(guard: Guard, names: Arc<dyn Resolve>) -> Sender {
    Sender::new(Connector::new(guard, names, Duration::from_secs(3), None).unwrap())
}

fn send(sender: &Sender, url: Url) -> Outcome {
    let parcel = Parcel {
        url,
        headers: headers("id", 1, &["v1,x".to_owned()]),
        body: b"{}".to_vec(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(sender.send(parcel))
}

/// Ways to write an address of this machine, or of what only this machine can reach, and names that lead there.
fn hostile_urls(port: u16) -> BTreeSet<String> {
    let hosts = [
        // 127.0.0.1 in decimal, octal, hexadecimal, shortened, mixed
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0X7F000001",
        "017700000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.1",
        "0177.1",
        "0177.0.1",
        "0x7f.0x0.0x0.0x1",
        "0177.00.00.01",
        "127.0.0.0x1",
        "127.0x0.1",
        "00000177.1",
        "127.0.0.1.",
        "2130706433.",
        "0x7f.1.",
        "127.000.000.001",
        "127.255.255.254",
        "127.127",
        // digits of other alphabets, ideographic stops, per cent
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127．0．0．1",
        "127｡0｡0｡1",
        "%31%32%37.0.0.1",
        "127%2e0%2e0%2e1",
        "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
        "0x7ｆ.1",
        // this network, private, shared, link-local, special, multicast
        "0.0.0.0",
        "0",
        "0x0",
        "00.0",
        "0.1.2.3",
        "10.0.0.1",
        "167772161",
        "012.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "172.16.0.1",
        "172.31.255.255",
        "0xac100001",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.1",
        "3232235777",
        "0xc0a80101",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "4294967295",
        // IPv6: loopback, unspecified, mapped, compatible, translated, tunnelled, local, special, multicast
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::]",
        "[0::0]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[::ffff:10.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2002:a00:1::1]",
        "[2002:a9fe:a9fe::]",
        "[2001::1]",
        "[2001:0:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
        "[2001:2::1]",
        "[2001:10::1]",
        "[2001:20::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[fe80::1]",
        "[fe80::5efe:127.0.0.1]",
        "[febf::1]",
        "[fec0::1]",
        "[fc00::1]",
        "[fd00::1]",
        "[fd00:ec2::254]",
        "[ff01::1]",
        "[ff02::1]",
        "[100::1]",
        "[5f00::1]",
        "[4000::1]",
        "[1000::1]",
        // names that lead to 127.0.0.1 here, whatever they look like
        "localhost",
        "LOCALHOST",
        "localhost.",
        "loc%61lhost",
        "ｌｏｃａｌｈｏｓｔ",
        "foo.localhost",
        "localhost.localdomain",
        "ip6-localhost",
        "metadata",
        "metadata.google.internal",
        "instance-data",
        "printer.local",
        "router.home.arpa",
        "kubernetes.default.svc",
        "127.0.0.1.nip.example",
        "rebind.example.org",
        "xn--lcalhost-9pb.example",
        "example.org.",
        "intranet",
    ];
    let mut urls: BTreeSet<String> = hosts
        .iter()
        .flat_map(|host| ["https", "http"].map(|scheme| format!("{scheme}://{host}:{port}/hooks")))
        .collect();
    urls.extend([
        format!("https://example.org@127.0.0.1:{port}/"),
        format!("https://example.org:443@127.0.0.1:{port}/"),
        format!("https://user:password@127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}#@example.org/"),
        format!("https://127.0.0.1:{port}?@example.org/"),
        format!("https://127.0.0.1:{port}\\@example.org/"),
        format!("https://example.org\\@127.0.0.1:{port}/"),
        format!("https:\\\\127.0.0.1:{port}/"),
        format!("https:/127.0.0.1:{port}/"),
        format!("https:127.0.0.1:{port}/"),
        format!("https:////127.0.0.1:{port}/"),
        format!(" https://127.0.0.1:{port}/"),
        format!("ht\ttps://127.0.0.1:{port}/"),
        format!("https://127.0.\n0.1:{port}/"),
        format!("https://127.0.0.1:{port}/\r\nHost: example.org"),
        format!("//127.0.0.1:{port}/"),
        format!("127.0.0.1:{port}"),
        format!("HTTPS://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:0{port}/"),
        format!("ftp://127.0.0.1:{port}/"),
        format!("gopher://127.0.0.1:{port}/_POST"),
        format!("dict://127.0.0.1:{port}/"),
        format!("ldap://127.0.0.1:{port}/"),
        format!("ws://127.0.0.1:{port}/"),
        format!("wss://127.0.0.1:{port}/"),
        format!("blob:https://127.0.0.1:{port}/"),
        "file:///etc/passwd".to_owned(),
        "file://127.0.0.1/etc/passwd".to_owned(),
        "data:text/plain,x".to_owned(),
        "javascript:alert(1)".to_owned(),
        "unix:/var/run/docker.sock".to_owned(),
        "https://[::ffff:127.0.0.1%25lo]/".to_owned(),
        "https://".to_owned(),
    ]);
    urls
}

fn hostile_addresses_are_never_connected_to() {
    let v4 = Receiver::start();
    let v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, v4.port())).ok();
    let urls = hostile_urls(v4.port());
    assert!(urls.len() >= 120, "{} URLs", urls.len());
    let names = Names::lead_to(&[&[LOOPBACK, IpAddr::V6(Ipv6Addr::LOCALHOST)]]);
    let sender = sender(guard(&[], v4.port()), names);
    let mut sent = 0;
    for text in &urls {
        let read = address::read(sender.guard(), text);
        assert!(
            read.as_ref().is_ok_and(|url| url.domain().is_some()) || read.is_err(),
            "{text} is read as {read:?}"
        );
        // Refused above or not: the connection itself is.
        let Ok(url) = Url::parse(text) else { continue };
        let outcome = send(&sender, url);
        assert_eq!(
            (outcome.status, outcome.failure),
            (None, Some(Failure::Address)),
            "{text}"
        );
        sent += 1;
    }
    assert!(sent >= 120, "only {sent} of {} were sent", urls.len());
    assert_eq!(v4.connections(), 0);
    if let Some(v6) = v6 {
        v6.set_nonblocking(true).unwrap();
        assert!(v6.accept().is_err(), "someone came to ::1");
    }
    println!("{} hostile URLs, {sent} of them sent: 0 connections", urls.len());
}

/// The control: the same ways lead to the listener when the operator opens loopback.
fn they_lead_there_when_the_operator_opens_it() {
    let receiver = Receiver::start();
    let names = Names::lead_to(&[&[LOOPBACK]]);
    let sender = sender(guard(&["127.0.0.0/8"], receiver.port()), names);
    let hosts = [
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "１２７.０.０.１",
        "rebind.example.org",
    ];
    for (count, host) in hosts.iter().enumerate() {
        let url = format!("http://{host}:{}/hooks?from=wps", receiver.port());
        let url = address::read(sender.guard(), &url).unwrap();
        assert_eq!(send(&sender, url).status, Some(204), "{host}");
        assert_eq!(receiver.connections(), count + 1);
    }
}

fn a_name_that_changes_its_address_leads_nowhere() {
    let receiver = Receiver::start();
    let public: IpAddr = "93.184.215.14".parse().unwrap();
    let url = format!("https://rebind.example.org:{}/hooks", receiver.port());
    // It was public when it was looked at, and is this machine when it is connected to.
    let names = Names::lead_to(&[&[public], &[LOOPBACK]]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let looked = runtime.block_on(names.resolve("rebind.example.org")).unwrap();
    let sender = sender(guard(&[], receiver.port()), names.clone());
    assert!(sender.guard().admits((looked[0], receiver.port()).into(), true));
    let url = address::read(sender.guard(), &url).unwrap();
    assert_eq!(send(&sender, url.clone()).failure, Some(Failure::Address));
    assert_eq!(names.asked.load(Ordering::SeqCst), 2);
    // The name is asked once for a connection: what was admitted is what is connected to.
    let mixed = Names::lead_to(&[&[LOOPBACK, "10.0.0.1".parse().unwrap(), "::1".parse().unwrap()]]);
    let other = self::sender(guard(&[], receiver.port()), mixed.clone());
    assert_eq!(send(&other, url).failure, Some(Failure::Address));
    assert_eq!(mixed.asked.load(Ordering::SeqCst), 1);
    assert_eq!(receiver.connections(), 0);
}

fn redirects_lead_nowhere() {
    let [first, second] = [(); 2].map(|()| Receiver::start());
    let location: &'static str = format!("Location: {}", second.url()).leak();
    let sender = sender(guard(&["127.0.0.0/8"], first.port()), Arc::new(SystemResolver));
    for status in [301, 302, 303, 307, 308] {
        first.answers(move |_| Reply::Status(status, location));
        let outcome = send(&sender, first.url().parse().unwrap());
        assert_eq!(
            (outcome.status, outcome.failure),
            (Some(status), Some(Failure::Status))
        );
    }
    assert_eq!((first.connections(), second.connections()), (5, 0));
}

/// Answers one request over TLS with 204, under a certificate for `localhost`; the certificate in PEM.
fn tls_receiver(listener: TcpListener) -> String {
    let (config, certificate) = tls_for_localhost();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            let mut head = [0; 4096];
            if stream.read(&mut head).is_ok_and(|read| read > 0) {
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            }
        }
    });
    certificate
}

fn certificates_count() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), tls_receiver(listener)).unwrap();
    let sender = |authorities: bool| {
        let file = authorities.then_some(file.path());
        let names = Names::lead_to(&[&[LOOPBACK]]);
        let guard = guard(&["127.0.0.0/8"], port);
        Sender::new(Connector::new(guard, names, Duration::from_secs(5), file).unwrap())
    };
    let to = |host: &str| format!("https://{host}:{port}/").parse::<Url>().unwrap();
    assert_eq!(send(&sender(true), to("localhost")).status, Some(204));
    assert_eq!(send(&sender(false), to("localhost")).failure, Some(Failure::Tls));
    assert_eq!(
        send(&sender(true), to("other.example.org")).failure,
        Some(Failure::Tls)
    );
    assert_eq!(send(&sender(true), to("127.0.0.1")).failure, Some(Failure::Tls));
    let missing = Connector::new(
        guard(&[], 1),
        Arc::new(SystemResolver),
        Duration::from_secs(1),
        Some("/none".as_ref()),
    );
    assert!(missing.is_err_and(|sentence| sentence.contains("/none")));
}

cases! {
    without app:
    hostile_addresses_are_never_connected_to,
    they_lead_there_when_the_operator_opens_it,
    a_name_that_changes_its_address_leads_nowhere,
    redirects_lead_nowhere,
    certificates_count
}
