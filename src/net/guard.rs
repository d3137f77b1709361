//! What may be connected to. Addresses come from others: the one who registers a webhook, or publishes where his keys
//! are, chooses an address that *this* service then connects to. Without a guard he would reach what only this machine
//! can reach (server-side request forgery).
//!
//! The guarantee is [`Guard::admits`], asked about the very address that is connected to, after the name was resolved:
//! what a name resolves to may change at any time. [`Guard::leads_out`] tells early what is hopeless.

use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// Blocks of IPv4 that are not global unicast (IANA's special-purpose registry, RFC 6890, and RFC 1112, RFC 5771).
const CLOSED_V4: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),           // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared by carriers
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, and the metadata services of clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // relays of 6to4
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarking
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 3),     // multicast, reserved, broadcast
];

/// The only block of IPv6 that is given out as global unicast (RFC 4291). Loopback, link-local, unique local, multicast
/// and every form that carries an IPv4 address (mapped, compatible, NAT64) lie outside.
const OPEN_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What is special inside of it.
const CLOSED_V6: &[(Ipv6Addr, u8)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, benchmarking, ORCHID
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4, which carries an IPv4 address
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Endings of names that lead nowhere in the public (RFC 6761, RFC 6762, RFC 8375, RFC 9476, and ICANN's `internal`).
const CLOSED_NAMES: &[&str] = &[
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "alt",
    "onion",
    "invalid",
];

/// What the operator lets the service connect to.
#[derive(Debug, Clone)]
pub struct Guard {
    allow: Vec<IpNet>,
    secure: Secure,
}

/// What is open over TLS.
#[derive(Debug, Clone)]
enum Secure {
    /// Global addresses, on these ports.
    Public(Vec<u16>),
    /// Global addresses, on any port.
    AnyPublic,
    /// Every address.
    All,
}

impl Guard {
    /// `ports` are open at every global address, over TLS; `allow` are networks open as a whole, on any port and without
    /// TLS too: for development, and for receivers in the operator's own network.
    pub fn new(allow: Vec<IpNet>, ports: Vec<u16>) -> Self {
        Self {
            allow,
            secure: Secure::Public(ports),
        }
    }

    /// Every address over TLS, the networks of the operator's own included: for hosts that the operator has named, not
    /// someone else.
    pub fn of_named_hosts(allow: Vec<IpNet>) -> Self {
        Self {
            allow,
            secure: Secure::All,
        }
    }

    /// Every global address over TLS: for hosts that someone else has named, whom the operator trusts so far.
    pub fn of_public_hosts(allow: Vec<IpNet>) -> Self {
        Self {
            allow,
            secure: Secure::AnyPublic,
        }
    }

    /// Whether this address may be connected to.
    pub fn admits(&self, address: SocketAddr, secure: bool) -> bool {
        let ip = address.ip();
        self.allow.iter().any(|net| net.contains(&ip))
            || (secure
                && match &self.secure {
                    Secure::Public(ports) => ports.contains(&address.port()) && is_global(ip),
                    Secure::AnyPublic => is_global(ip),
                    Secure::All => true,
                })
    }

    /// Whether networks are open that are not public.
    pub fn is_opened(&self) -> bool {
        !self.allow.is_empty()
    }

    /// Whether a URL may lead to something that is open. Where a name leads is seen when it is connected to.
    pub fn leads_out(&self, url: &Url) -> bool {
        let secure = url.scheme() == "https";
        let port = url.port_or_known_default().unwrap_or(0);
        match url.host() {
            Some(Host::Ipv4(ip)) => self.admits((ip, port).into(), secure),
            Some(Host::Ipv6(ip)) => self.admits((ip, port).into(), secure),
            Some(Host::Domain(name)) => {
                self.is_opened()
                    || match &self.secure {
                        Secure::Public(ports) => is_public_name(name) && ports.contains(&port),
                        Secure::AnyPublic => is_public_name(name),
                        Secure::All => true,
                    }
            }
            None => false,
        }
    }
}

fn is_public_name(name: &str) -> bool {
    let closed = |end: &&str| {
        name.strip_suffix(*end)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !name.ends_with('.') && !CLOSED_NAMES.iter().any(closed)
}

/// Whether an address is global unicast.
fn is_global(ip: IpAddr) -> bool {
    let within = |(network, prefix): (IpAddr, u8)| {
        IpNet::new(network, prefix).is_ok_and(|network| network.contains(&ip))
    };
    let open = match ip {
        IpAddr::V4(_) => true,
        IpAddr::V6(_) => within((OPEN_V6.0.into(), OPEN_V6.1)),
    };
    let closed_v4 = CLOSED_V4
        .iter()
        .map(|(network, prefix)| (IpAddr::V4(*network), *prefix));
    let closed_v6 = CLOSED_V6
        .iter()
        .map(|(network, prefix)| (IpAddr::V6(*network), *prefix));
    open && !closed_v4.chain(closed_v6).any(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn global(text: &str) -> bool {
        is_global(text.parse().unwrap())
    }

    #[test]
    #[allow(clippy::too_many_lines)] // a table
    fn the_edges_of_the_blocks() {
        for open in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "2003::",
            "2606:4700::1111",
            "3fff:1000::",
        ] {
            assert!(global(open), "{open}");
        }
        for closed in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.0.0",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.255",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.0",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "64:ff9b::8.8.8.8",
            "64:ff9b:1::1",
            "100::1",
            "1fff::1",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!global(closed), "{closed}");
        }
    }

    #[test]
    fn what_the_operator_named_may_be_private_and_what_others_named_may_not() {
        let (named, others) = (
            Guard::of_named_hosts(Vec::new()),
            Guard::of_public_hosts(Vec::new()),
        );
        let admits = |guard: &Guard, address: &str, secure| guard.admits(address.parse().unwrap(), secure);
        assert!(admits(&named, "10.1.2.3:8443", true) && !admits(&named, "10.1.2.3:80", false));
        assert!(!admits(&others, "10.1.2.3:8443", true));
        assert!(admits(&others, "9.9.9.9:8443", true) && !admits(&others, "9.9.9.9:80", false));
    }

    #[test]
    fn an_allowed_network_is_open_whole_and_nothing_else() {
        let guard = Guard::new(vec!["10.1.0.0/16".parse().unwrap()], vec![443]);
        assert!(guard.admits("10.1.2.3:8080".parse().unwrap(), false));
        assert!(!guard.admits("10.2.2.3:443".parse().unwrap(), true));
        assert!(guard.admits("9.9.9.9:443".parse().unwrap(), true));
        assert!(!guard.admits("9.9.9.9:443".parse().unwrap(), false));
        assert!(!guard.admits("9.9.9.9:80".parse().unwrap(), true));
    }
}
