//! Files in a real S3 server: moto, which `.ci/tools` installs from `PyPI` into target/ci-tools (or wherever
//! `MOTO_SERVER` says). Without it these tests say loudly that they do nothing; with `WPS_REQUIRE_S3=1` they fail.

use super::files::{pdf, sha256};
use super::kills::{officer, survives};
use super::products::product;
use crate::support::{App, Process, free_port, until};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A server with one bucket, which ends with the test.
struct S3 {
    child: Child,
    port: u16,
}

impl S3 {
    fn start() -> Option<Self> {
        let own = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/target/ci-tools/bin/moto_server"
        ));
        let program = std::env::var_os("MOTO_SERVER").map_or(own, PathBuf::from);
        if !program.exists() {
            let required = std::env::var_os("WPS_REQUIRE_S3").is_some_and(|value| value == "1");
            assert!(!required, "there is no {}: run .ci/tools", program.display());
            eprintln!(
                "\nA TEST OF FILES IN S3 DOES NOTHING: there is no {}; run .ci/tools\n",
                program.display()
            );
            return None;
        }
        let port = free_port();
        let child = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port };
        until("the S3 server serves", || {
            ureq::put(server.url("/wps"))
                .send_empty()
                .is_ok_and(|answer| answer.status() == 200)
        });
        Some(server)
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What the bucket answers.
    fn read(&self, path: &str) -> String {
        ureq::get(self.url(path))
            .call()
            .unwrap()
            .body_mut()
            .read_to_string()
            .unwrap()
    }

    fn set(&self, command: &mut Command) {
        command
            .env("WPS_FILES", "s3://wps/network/files")
            .env("AWS_ENDPOINT_URL", self.url(""))
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "secret");
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn files_are_kept_in_a_bucket(app: &App) {
    let Some(s3) = S3::start() else { return };
    let process = Process::start(app, free_port(), |command| s3.set(command));
    let (officer, _) = officer(app, &process);
    let id = product(app, "2018-05-01", "public", "published");
    let files = format!("/v1/knowledge-products/{id}/files");
    // In one step, and in parts.
    for (language, size) in [("en", 100), ("fr", 13 * 1024 * 1024)] {
        let bytes = pdf(size);
        let file = officer
            .upload(&format!("{files}?language={language}&name=a.pdf"), &bytes)
            .expect(201);
        let content = format!("{}/content", file.header("location"));
        assert_eq!(sha256(&officer.get(&content).expect(200).bytes), sha256(&bytes));
        let part = officer
            .with_header("Range", "bytes=50-99")
            .get(&content)
            .expect(206);
        assert_eq!(part.bytes, bytes[50..100]);
    }
    let listed = s3.read("/wps?list-type=2");
    let kept = listed.matches("<Key>network/files/").count();
    assert!(kept >= 2, "{listed}");
    let file = officer.get(&files).expect(200).data()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    officer.delete(&format!("{files}/{file}"), "*").expect(204);
    officer.get(&format!("{files}/{file}/content")).refused(404, None);
    // Refused while it was on its way: no parts of it stay.
    let mut broken = pdf(6 * 1024 * 1024);
    broken.extend(pdf(11 * 1024 * 1024));
    let digest = "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";
    officer
        .with_header("Content-Digest", digest)
        .upload(&format!("{files}?language=es&name=a.pdf"), &broken)
        .refused(422, None);
    let uploads = s3.read("/wps?uploads");
    assert!(!uploads.contains("<Key>"), "{uploads}");
}

fn a_killed_upload_to_a_bucket_is_whole_or_not_there(app: &App) {
    let Some(s3) = S3::start() else { return };
    let begun = || s3.read("/wps?uploads").contains("<Key>network/files/");
    survives(app, |command| s3.set(command), begun);
    let listed = s3.read("/wps?list-type=2").matches("<Key>").count();
    assert_eq!(
        i64::try_from(listed).unwrap(),
        app.row_count("knowledge_files"),
        "something stayed behind"
    );
}

fn a_store_that_is_not_there_is_said(app: &App) {
    let port = free_port();
    let process = Process::start(app, free_port(), |command| {
        command
            .env("WPS_FILES", "s3://wps")
            .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "secret");
    });
    let (officer, _) = officer(app, &process);
    let id = product(app, "2018-05-01", "public", "published");
    let answer = officer.upload(
        &format!("/v1/knowledge-products/{id}/files?language=en&name=a.pdf"),
        &pdf(100),
    );
    assert!(!answer.header("retry-after").is_empty());
    answer.refused(503, None);
    assert_eq!(app.row_count("knowledge_files"), 0);
}

cases! { files_are_kept_in_a_bucket, a_killed_upload_to_a_bucket_is_whole_or_not_there, a_store_that_is_not_there_is_said }
