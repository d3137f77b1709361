//! The feed has no gap: processes of the real program, writers, readers and kills. `WPS_FEED_EVENTS` says how many
//! events there are to be (1000 unless set; CI makes it 3000, the large run is 10,000), with a kill for each 250.

use crate::support::{App, Engine, PASSWORD, PATIENCE, Process, Stream, free_port};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use ureq::Agent;

const READERS: usize = 10;

fn events_wanted() -> usize {
    let wanted = std::env::var("WPS_FEED_EVENTS").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(1000)
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(40)))
        .build()
        .new_agent()
}

/// The JSON of a success; none where the process is dead, or something is not as it should be for the moment.
fn get(agent: &Agent, url: &str, token: Option<&str>) -> Option<Value> {
    let mut request = agent.get(url);
    if let Some(token) = token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let mut response = request.call().ok()?;
    let text = response.body_mut().read_to_string().ok()?;
    (response.status() == 200).then(|| serde_json::from_str(&text).ok())?
}

fn post(agent: &Agent, url: &str, token: Option<&str>, body: &Value) -> Option<Value> {
    let mut request = agent.post(url).header("Content-Type", "application/json");
    if let Some(token) = token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let mut response = request.send(body.to_string()).ok()?;
    let text = response.body_mut().read_to_string().ok()?;
    response
        .status()
        .is_success()
        .then(|| serde_json::from_str(&text).ok())?
}

/// Someone's sign-in, renewed long before the ten minutes of its token are over: a large run takes longer.
struct Pass {
    email: &'static str,
    addresses: Vec<String>,
    kept: Mutex<Option<(String, Instant)>>,
}

impl Pass {
    fn new(email: &'static str, addresses: &[String]) -> Self {
        let (addresses, kept) = (addresses.to_vec(), Mutex::new(None));
        Self {
            email,
            addresses,
            kept,
        }
    }

    fn token(&self) -> String {
        let mut kept = self.kept.lock().unwrap();
        if let Some((token, _)) = kept
            .as_ref()
            .filter(|(_, since)| since.elapsed() < Duration::from_mins(5))
        {
            return token.clone();
        }
        let body = json!({"email": self.email, "password": PASSWORD});
        let deadline = Instant::now() + PATIENCE;
        for address in self.addresses.iter().cycle() {
            if let Some(tokens) = post(&agent(), &format!("{address}/v1/sessions"), None, &body) {
                let token = tokens["access_token"].as_str().unwrap().to_owned();
                *kept = Some((token.clone(), Instant::now()));
                return token;
            }
            assert!(Instant::now() < deadline, "nobody can sign in");
            std::thread::sleep(Duration::from_millis(10));
        }
        unreachable!("there are instances")
    }
}

/// What the threads share.
struct Run {
    addresses: Vec<String>,
    /// Writes that were answered with success.
    acknowledged: AtomicUsize,
    failed: AtomicBool,
}

impl Run {
    /// One writer: confirms a focal point of its own again and again, an event each time.
    fn write(&self, number: usize, pass: &Pass, focal_point: &str, wanted: usize) {
        let agent = agent();
        let mut turn = number;
        while self.acknowledged.load(Ordering::SeqCst) < wanted && !self.failed.load(Ordering::SeqCst) {
            let address = &self.addresses[turn % self.addresses.len()];
            let url = format!("{address}/v1/focal-points/{focal_point}/confirm");
            if post(&agent, &url, Some(&pass.token()), &json!({})).is_some() {
                self.acknowledged.fetch_add(1, Ordering::SeqCst);
            } else {
                turn += 1;
            }
        }
    }

    /// One reader: asks or listens, comes back to another instance when one dies, and goes on where it was. The ids of
    /// the events, as it got them.
    fn read(&self, number: usize, pass: &Pass) -> Vec<String> {
        let mut reader = Reader {
            pass,
            place: String::new(),
            got: Vec::new(),
            ended: false,
            progress: Instant::now(),
        };
        let mut turn = number;
        while self.waits(&reader) {
            let address = &self.addresses[turn % self.addresses.len()];
            if number.is_multiple_of(2) {
                self.ask(address, &mut reader);
            } else {
                self.listen(address, &mut reader);
            }
            turn += 1;
        }
        reader.got
    }

    /// Whether the reader has not come to the last event yet, and not lost its patience.
    fn waits(&self, reader: &Reader<'_>) -> bool {
        if reader.progress.elapsed() > PATIENCE {
            self.failed.store(true, Ordering::SeqCst);
        }
        !reader.ended && !self.failed.load(Ordering::SeqCst)
    }

    fn ask(&self, address: &str, reader: &mut Reader<'_>) {
        let agent = agent();
        while self.waits(reader) {
            let after = match reader.place.as_str() {
                "" => String::new(),
                place => format!("&after={place}"),
            };
            let url = format!("{address}/v1/events?wait=1&limit=100{after}");
            let Some(part) = get(&agent, &url, Some(&reader.pass.token())) else {
                return;
            };
            for event in part["data"].as_array().unwrap() {
                reader.take(event);
            }
            part["next"].as_str().unwrap().clone_into(&mut reader.place);
        }
    }

    fn listen(&self, address: &str, reader: &mut Reader<'_>) {
        let mut headers = vec![(
            "Authorization".to_owned(),
            format!("Bearer {}", reader.pass.token()),
        )];
        if !reader.place.is_empty() {
            headers.push(("Last-Event-ID".to_owned(), reader.place.clone()));
        }
        let Ok(mut stream) = Stream::open(&format!("{address}/v1/events"), &headers) else {
            return;
        };
        while self.waits(reader) {
            match stream.block() {
                Ok(Some(sent)) => reader.take(&sent.data),
                Ok(None) => {}
                Err(_) => break,
            }
            reader.place.clone_from(&stream.last_event_id);
        }
    }
}

/// What a reader has.
struct Reader<'a> {
    pass: &'a Pass,
    place: String,
    got: Vec<String>,
    ended: bool,
    progress: Instant,
}

impl Reader<'_> {
    fn take(&mut self, event: &Value) {
        self.got.push(event["id"].as_str().unwrap().replace('-', ""));
        self.ended = event["type"] == "wps.focal_point.ended";
        self.progress = Instant::now();
    }
}

/// Half of the readers of either kind see all, half what Canada may.
fn view(reader: usize) -> usize {
    reader / 2 % 2
}

/// The ids of the events that a viewer may learn of, in the order of the feed, straight from the database.
fn in_order(app: &App, visible: &str) -> Vec<String> {
    let id = match app.engine() {
        Engine::Sqlite => "lower(hex(id))",
        Engine::Postgres => "replace(id::text, '-', '')",
    };
    app.texts(&format!(
        "SELECT {id} AS text FROM events WHERE {visible} ORDER BY position"
    ))
}

fn nothing_is_missed_out_of_order_or_twice(app: &App) {
    let wanted = events_wanted();
    app.secretariat();
    app.member("CAN");
    let instances = if app.engine() == Engine::Postgres { 2 } else { 1 };
    let mut processes: Vec<Process> = (0..instances)
        .map(|_| Process::start(app, free_port(), |_| {}))
        .collect();
    let first = processes[0].address.clone();
    let addresses: Vec<String> = processes.iter().map(|process| process.address.clone()).collect();
    let secretariat = Pass::new("secretariat@example.org", &addresses);
    let canada = Pass::new("can@example.org", &addresses);
    let assign = |name: &str| {
        let office = json!({"kind": "office", "designation": "alternate", "name": name});
        let body = json!({"member_id": app.member_id("NAM"), "focal_point": office});
        let assigned = post(
            &agent(),
            &format!("{first}/v1/focal-points"),
            Some(&secretariat.token()),
            &body,
        )
        .unwrap();
        assigned["id"].as_str().unwrap().to_owned()
    };
    let focal_points = [assign("One"), assign("Two")];
    let run = Run {
        addresses,
        acknowledged: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
    };
    let views = [
        (&secretariat, "1 = 1"),
        (&canada, "visibility IN ('public', 'network')"),
    ];
    let read: Vec<Vec<String>> = std::thread::scope(|scope| {
        let run = &run;
        let readers: Vec<_> = (0..READERS)
            .map(|number| scope.spawn(move || run.read(number, views[view(number)].0)))
            .collect();
        let writers: Vec<_> = focal_points
            .iter()
            .enumerate()
            .map(|(number, focal_point)| {
                let secretariat = &secretariat;
                scope.spawn(move || run.write(number, secretariat, focal_point, wanted))
            })
            .collect();
        let mut deadline = Instant::now() + PATIENCE;
        for kill in 0..(wanted / 250).max(1) {
            let next = (kill * 2 + 1) * wanted / (wanted / 250).max(1) / 2;
            while run.acknowledged.load(Ordering::SeqCst) < next {
                assert!(
                    Instant::now() < deadline && !run.failed.load(Ordering::SeqCst),
                    "it stands still"
                );
                std::thread::sleep(Duration::from_millis(5));
            }
            let victim = &mut processes[kill % instances];
            victim.kill();
            *victim = Process::start(app, victim.port, |_| {});
            deadline = Instant::now() + PATIENCE;
        }
        for writer in writers {
            writer.join().unwrap();
        }
        // The last event, by which readers know that there is no more.
        let end = format!("{}/v1/focal-points/{}/end", run.addresses[0], focal_points[0]);
        post(&agent(), &end, Some(&secretariat.token()), &json!({})).unwrap();
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    });
    for (number, got) in read.iter().enumerate() {
        let expected = in_order(app, views[view(number)].1);
        let has: HashSet<&String> = got.iter().collect();
        let twice = got.len() - has.len();
        let missed = expected.iter().filter(|id| !has.contains(id)).count();
        assert!(
            *got == expected,
            "reader {number} got {} of {}: {missed} missed, {twice} twice",
            got.len(),
            expected.len()
        );
    }
    // Each change of a record is there, in its order.
    let versions = |id: &str| {
        let column = match app.engine() {
            Engine::Sqlite => format!("lower(hex(resource_id)) = '{}'", id.replace('-', "")),
            Engine::Postgres => format!("resource_id = '{id}'"),
        };
        app.texts(&format!(
            "SELECT CAST(version AS text) AS text FROM events WHERE {column} ORDER BY position"
        ))
    };
    for focal_point in &focal_points {
        let versions = versions(focal_point);
        let counted: Vec<String> = (1..=versions.len()).map(|n| n.to_string()).collect();
        assert_eq!(versions, counted);
    }
}

cases! { nothing_is_missed_out_of_order_or_twice }
