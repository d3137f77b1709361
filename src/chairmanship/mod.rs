//! Who chairs the Network: nominations, terms, and the troika that follows from them (clauses `chair.*`).

pub mod troika;
