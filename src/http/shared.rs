//! What all requests of one instance share.

use super::{Draining, Limits, Operations, Places};
use crate::auth::{Keys, Passwords, Providers, Sealer};
use crate::clock::Clock;
use crate::config::Settings;
use crate::db::Db;
use crate::journal::Follower;
use crate::storage::Storage;

/// What all requests of one instance share; handed to handlers as `web::Data`.
pub struct Shared {
    /// The database.
    pub db: Db,
    /// The present moment.
    pub clock: Clock,
    /// What the operator set.
    pub settings: Settings,
    /// The keys that sign tokens and cursors.
    pub keys: Keys,
    /// The identity providers of others whose tokens may count.
    pub providers: Providers,
    /// Seals what rests in the database without being for everyone who reads it.
    pub sealer: Sealer,
    /// Password hashing, a few at a time.
    pub passwords: Passwords,
    /// How often each caller may ask.
    pub limits: Limits,
    /// Whether the instance has been told to stop.
    pub draining: Draining,
    /// The long answers that are open.
    pub places: Places,
    /// The bytes of files.
    pub storage: Storage,
    /// What follows the record of decisions, in their transactions.
    pub followers: &'static [Follower],
    /// Every operation of the contract.
    pub operations: Operations,
}
