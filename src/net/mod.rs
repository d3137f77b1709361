//! Connections that this service makes to others: webhooks to their receivers, and to identity providers for their keys.
//! Each is made by ourselves, for one request: an address that the guard has admitted, TLS, HTTP/1.1. Redirects are not
//! followed and the environment's proxies are not used: a client or a pool that does so by itself would be another way
//! to a socket, past the guard.

mod connect;
mod guard;
mod tls;

pub use connect::{Connector, Failure, Resolve, Resolving, SystemResolver, request_to};
pub use guard::Guard;
