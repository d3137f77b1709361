//! Sessions: signing in, staying signed in, signing out. A refresh token is used once; using one again ends its session.

pub mod handlers;
mod json;
pub mod queries;
