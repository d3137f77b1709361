//! A process that is killed while a file is on its way: the file is there whole, or not at all, and nothing stays behind.

use super::files::{hex, pdf, sha256};
use super::products::product;
use crate::support::{App, Client, Engine, PASSWORD, Process, free_port, until};
use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

/// An upload by hand, so that it can stop anywhere.
pub struct Upload {
    socket: TcpStream,
    file: Vec<u8>,
    sent: usize,
}

impl Upload {
    pub fn begin(process: &Process, token: &str, files: &str, language: &str, file: Vec<u8>) -> Self {
        let mut socket = TcpStream::connect(process.address.trim_start_matches("http://")).unwrap();
        let head = format!(
            "POST {files}?language={language}&name=large.pdf HTTP/1.1\r\nHost: wps.test\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n",
            file.len()
        );
        socket.write_all(head.as_bytes()).unwrap();
        Self {
            socket,
            file,
            sent: 0,
        }
    }

    /// Sends up to this byte.
    pub fn send_to(&mut self, end: usize) {
        self.socket.write_all(&self.file[self.sent..end]).unwrap();
        self.sent = end;
    }

    /// The status line; empty when there is no answer.
    pub fn answer(mut self) -> String {
        let mut line = [0; 12];
        match self.socket.read_exact(&mut line) {
            Ok(()) => String::from_utf8_lossy(&line).into_owned(),
            Err(_) => String::new(),
        }
    }
}

/// A client of the process, signed in there.
pub fn officer(app: &App, process: &Process) -> (Client, String) {
    app.secretariat();
    let body = json!({"email": "secretariat@example.org", "password": PASSWORD}).to_string();
    let url = format!("{}/v1/sessions", process.address);
    let mut answer = ureq::post(url)
        .header("Content-Type", "application/json")
        .send(body)
        .unwrap();
    let tokens: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    let token = tokens["access_token"].as_str().unwrap().to_owned();
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    (
        Client::new(agent, process.address.clone(), None).with_token(&token),
        token,
    )
}

/// Kills the program at several places of an upload. `set` says where its files are, `arrived` whether the store has
/// something of an upload that is under way.
pub fn survives(app: &App, set: impl Fn(&mut Command), arrived: impl Fn() -> bool) {
    const SIZE: usize = 12 * 1024 * 1024;
    let port = free_port();
    let id = product(app, "2018-05-01", "public", "published");
    let files = format!("/v1/knowledge-products/{id}/files");
    let file = pdf(SIZE);
    let places = [
        ("ar", 1),
        ("zh", SIZE / 2),
        ("en", SIZE - 1),
        ("fr", SIZE),
        ("ru", SIZE),
        ("es", SIZE),
    ];
    let mut process = Process::start(app, port, &set);
    let mut answered = Vec::new();
    for (round, (language, end)) in places.into_iter().enumerate() {
        let (_, token) = officer(app, &process);
        let before = app.row_count("loose_objects");
        let mut upload = Upload::begin(&process, &token, &files, language, file.clone());
        upload.send_to(end);
        // While bytes are on their way, while it is written down, and when it was answered.
        match round {
            0 => until("the upload has begun", || app.row_count("loose_objects") > before),
            1 | 2 => until("a part is in the store", &arrived),
            3 => {}
            4 => until("the upload has begun", || app.row_count("loose_objects") > before),
            _ => {
                if upload.answer().ends_with("201") {
                    answered.push(language);
                }
            }
        }
        process.kill();
        process = Process::start(app, port, &set);
    }
    assert_eq!(answered, ["es"]);
    let (officer, token) = officer(app, &process);
    let list = officer.get(&files).expect(200);
    let there: Vec<&str> = list
        .data()
        .iter()
        .map(|file| file["language"].as_str().unwrap())
        .collect();
    assert!(there.contains(&"es"), "what was answered is there: {there:?}");
    assert!(
        !there.iter().any(|language| ["ar", "zh", "en"].contains(language)),
        "what did not come is not: {there:?}"
    );
    for listed in list.data() {
        assert_eq!(
            (&listed["size"], &listed["sha256"]),
            (&json!(SIZE), &json!(hex(&sha256(&file))))
        );
        let content = officer
            .get(&format!("{files}/{}/content", listed["id"].as_str().unwrap()))
            .expect(200);
        assert_eq!(sha256(&content.bytes), sha256(&file));
    }
    // What broke off can be sent again.
    let mut again = Upload::begin(&process, &token, &files, "zh", file);
    again.send_to(SIZE);
    assert!(again.answer().ends_with("201"));
    // A day later it is gone from the store too.
    let long_ago = match app.engine() {
        Engine::Sqlite => "0",
        Engine::Postgres => "'2018-06-01T09:00:00Z'",
    };
    app.execute(&format!("UPDATE loose_objects SET due_at = {long_ago}"));
    process.kill();
    let _sweeps = Process::start(app, port, &set);
    until("the store is swept", || app.row_count("loose_objects") == 0);
}

fn a_killed_upload_is_whole_or_not_there(app: &App) {
    let folder = app.files();
    let unfinished = || {
        let entries = fs::read_dir(&folder).unwrap().map(Result::unwrap);
        entries
            .filter(|entry| entry.file_name().to_string_lossy().contains('#'))
            .any(|entry| entry.metadata().is_ok_and(|data| data.len() > 0))
    };
    survives(app, |_| {}, unfinished);
    let objects = fs::read_dir(&folder).unwrap().count();
    assert_eq!(
        i64::try_from(objects).unwrap(),
        app.row_count("knowledge_files"),
        "something stayed behind"
    );
}

fn an_upload_that_the_client_breaks_off_is_not_there(app: &App) {
    let process = Process::start(app, free_port(), |_| {});
    let (officer, token) = officer(app, &process);
    let files = format!(
        "/v1/knowledge-products/{}/files",
        product(app, "2018-05-01", "public", "published")
    );
    let mut upload = Upload::begin(&process, &token, &files, "en", pdf(12 * 1024 * 1024));
    upload.send_to(6 * 1024 * 1024);
    until("a part is in the store", || {
        fs::read_dir(app.files()).unwrap().count() == 1
    });
    drop(upload);
    until("the part is gone", || {
        fs::read_dir(app.files()).unwrap().count() == 0
    });
    assert!(officer.get(&files).expect(200).data().is_empty());
}

cases! { an_upload_that_the_client_breaks_off_is_not_there, a_killed_upload_is_whole_or_not_there }
