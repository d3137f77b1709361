//! Who is calling, and what they may call: tokens, keys, passwords, sealing, the caller, the access table.

pub mod access;
mod caller;
mod keys;
mod passwords;
mod seal;
mod secret;
mod token;

pub use caller::{Caller, Role, Seat};
pub use keys::{Jwk, Keys};
pub use passwords::{Passwords, hash_now};
pub use seal::Sealer;
pub use secret::Secret;
pub use token::{ACCESS_SECONDS, Claims};
