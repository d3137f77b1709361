//! Who is calling, and what they may call: tokens, those of other identity providers, keys, passwords, sealing, the caller, the access table.

pub mod access;
mod caller;
mod keys;
mod passwords;
mod providers;
mod scope;
mod seal;
mod secret;
mod subject_keys;
mod token;
pub mod token_keys;

pub use caller::{Caller, Role, Seat};
pub use keys::Keys;
pub use passwords::{Passwords, hash_now};
pub use providers::Providers;
pub use scope::Scope;
pub use seal::Sealer;
pub use secret::Secret;
pub use subject_keys::SubjectKey;
pub use token::{ACCESS_SECONDS, Claims};
