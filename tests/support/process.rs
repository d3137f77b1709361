//! A process of the real program, which can be killed.

use super::app::App;
use crate::command_line::program;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may stand still.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A process of the program on the test's database and files.
pub struct Process {
    child: Child,
    pub address: String,
    pub port: u16,
}

impl Process {
    pub fn start(app: &App, port: u16, set: impl FnOnce(&mut Command)) -> Self {
        let mut command = program(app);
        command
            .env("WPS_BIND", format!("127.0.0.1:{port}"))
            .env("WPS_PUBLIC_URL", "http://wps.test")
            .env("WPS_WORKERS", "1")
            // One account writes as fast as it can.
            .env("WPS_RATE_LIMIT", "10000000")
            .env("RUST_LOG", "off")
            .stdout(Stdio::null());
        set(&mut command);
        let child = command.spawn().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        let process = Self { child, address, port };
        until("the program serves", || {
            let ready = ureq::get(format!("{}/readyz", process.address)).call();
            ready.is_ok_and(|answer| answer.status() == 200)
        });
        process
    }

    /// SIGKILL: nothing is finished or said.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until it is so.
#[track_caller]
pub fn until(what: &str, so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < deadline, "it does not come to it that {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
