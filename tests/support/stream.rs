//! A stream of Server-Sent Events, as a client reads it.

use serde_json::Value;
use std::io::{self, BufRead, BufReader};
use std::time::Duration;
use ureq::BodyReader;

/// One event with data.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub id: String,
    pub event: String,
    pub data: Value,
}

/// An open stream.
pub struct Stream {
    lines: BufReader<BodyReader<'static>>,
    /// What a client that comes back sends as `Last-Event-ID`.
    pub last_event_id: String,
}

impl Stream {
    /// Opens it, and reads until its first block: a comment, or a word about coming back.
    pub fn open(url: &str, headers: &[(String, String)]) -> Result<Self, String> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(5)))
            .timeout_recv_response(Some(Duration::from_secs(10)))
            .timeout_recv_body(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let mut request = agent.get(url).header("Accept", "text/event-stream");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let response = request.call().map_err(|e| e.to_string())?;
        let status = response.status().as_u16();
        let kind = response.headers().get("content-type");
        if status != 200 || kind.is_none_or(|kind| kind != "text/event-stream") {
            return Err(format!("{status}"));
        }
        Ok(Self {
            lines: BufReader::new(response.into_body().into_reader()),
            last_event_id: String::new(),
        })
    }

    /// A block of lines, and the event in it if it has data; an error where the stream ends.
    pub fn block(&mut self) -> io::Result<Option<Sent>> {
        let (mut id, mut event, mut data) = (None, String::new(), None);
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            match line.trim_end_matches('\n').split_once(':') {
                Some(("id", value)) => id = Some(value.trim_start().to_owned()),
                Some(("event", value)) => value.trim_start().clone_into(&mut event),
                Some(("data", value)) => data = Some(serde_json::from_str(value).map_err(io::Error::other)?),
                Some(_) => {}
                None => break,
            }
        }
        if let Some(id) = id {
            self.last_event_id = id;
        }
        let id = self.last_event_id.clone();
        Ok(data.map(|data| Sent { id, event, data }))
    }
}

impl Iterator for Stream {
    type Item = Sent;

    /// The next event; none at the end of the stream.
    fn next(&mut self) -> Option<Sent> {
        loop {
            match self.block() {
                Ok(Some(sent)) => return Some(sent),
                Ok(None) => {}
                Err(_) => return None,
            }
        }
    }
}
