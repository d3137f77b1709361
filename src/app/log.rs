//! Log lines: time, level, request id, module, message. The id makes the lines of one request findable.

use std::io::Write;

tokio::task_local! {
    /// The id of the request that the current task serves.
    pub static REQUEST_ID: String;
}

/// Starts logging to standard error; `RUST_LOG` says what (default `info`).
pub fn start() {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info"))
        .format(|out, record| {
            let id = REQUEST_ID
                .try_with(Clone::clone)
                .unwrap_or_else(|_| "-".to_owned());
            writeln!(
                out,
                "{} {:5} {id} {}: {}",
                out.timestamp_millis(),
                record.level(),
                record.target(),
                record.args()
            )
        })
        .init();
}
