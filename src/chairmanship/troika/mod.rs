//! The troika: "the incumbent, previous and next Chairs" (clause `chair.troika`). It is derived from the chair terms for
//! any day, never stored, and never taken from a token.

pub mod queries;
pub mod rules;
