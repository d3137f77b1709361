//! The change feed as Server-Sent Events.

use super::events::{open, until_open};
use super::{hidden_change, public_change, told};
use crate::support::{App, PASSWORD};

/// Nobody listens any more: the service notices at what it sends next.
fn until_noticed(app: &App) {
    for n in 0..50 {
        public_change(app, &format!("X{n}"));
        if open(app) == 0 {
            return;
        }
    }
    panic!("streams without a listener stay open");
}

fn events_come_as_they_happen(app: &App) {
    let before = public_change(app, "ONE");
    let mut stream = app.public().stream("/v1/events");
    let first = stream.next().unwrap();
    assert_eq!(
        (first.event.as_str(), &first.data["subject"]),
        ("wps.member.recorded", &before.into())
    );
    hidden_change(app);
    let second = public_change(app, "TWO");
    let sent = stream.next().unwrap();
    assert_eq!(told(&[sent.data]), [format!("wps.member.recorded {second}")]);
    // Whoever comes back goes on after the last that he got.
    let mut again = app
        .public()
        .with_header("Last-Event-ID", &first.id)
        .stream("/v1/events?from=now");
    assert_eq!(again.next().unwrap().data["subject"], second);
    until_open(app, 2);
    drop((stream, again));
    until_noticed(app);
}

fn a_stream_from_now_has_its_place_before_its_first_event(app: &App) {
    public_change(app, "ONE");
    let mut stream = app.public().stream("/v1/events?from=now");
    while stream.last_event_id.is_empty() {
        assert_eq!(stream.block().unwrap(), None);
    }
    let lost = std::mem::take(&mut stream.last_event_id);
    drop(stream);
    let missed = public_change(app, "TWO");
    let mut again = app
        .public()
        .with_header("Last-Event-ID", &lost)
        .stream("/v1/events?from=now");
    assert_eq!(again.next().unwrap().data["subject"], missed);
}

fn a_stream_is_narrowed_by_its_filters(app: &App) {
    let mut stream = app.secretariat().stream("/v1/events?resource=updates");
    public_change(app, "ONE");
    let draft = hidden_change(app);
    assert_eq!(stream.next().unwrap().data["subject"], draft);
}

fn a_stream_ends_with_the_authority_of_its_caller(app: &App) {
    app.member("NAM");
    let tokens = app.sign_in("nam@example.org", PASSWORD).expect(201);
    let namibia = app.public().with_token(tokens["access_token"].as_str().unwrap());
    let account = namibia.get("/v1/me").expect(200)["account_id"]
        .as_str()
        .unwrap()
        .to_owned();
    // An ended session, then a disabled account, on whichever instance.
    let mut stream = namibia.stream("/v1/events?from=now");
    stream.block().unwrap();
    namibia.delete("/v1/sessions", "*").expect(204);
    assert_eq!(stream.next(), None);
    let mut stream = app.member("NAM").stream("/v1/events?from=now");
    stream.block().unwrap();
    app.secretariat()
        .post_empty(&format!("/v1/accounts/{account}/disable"))
        .expect(200);
    assert_eq!(stream.next(), None);
    until_open(app, 0);
}

fn a_stream_shows_what_its_caller_may_see_now(app: &App) {
    let mut stream = app
        .member("CAN")
        .stream("/v1/events?from=now&resource=updates&resource=members");
    stream.block().unwrap();
    // Canada's account becomes Namibia's, by a change that no operation offers.
    app.execute("UPDATE accounts SET member_id = (SELECT id FROM members WHERE iso_alpha3 = 'NAM') WHERE email = 'can@example.org'");
    let draft = hidden_change(app);
    assert_eq!(stream.next().unwrap().data["subject"], draft);
}

fn an_account_has_a_bounded_number_of_streams(app: &App) {
    let canada = app.member("CAN");
    let streams: Vec<_> = (0..10).map(|_| canada.stream("/v1/events?from=now")).collect();
    let refused = canada
        .with_header("Accept", "text/event-stream")
        .get("/v1/events");
    let refused = refused.refused(429, None);
    assert!(!refused.header("retry-after").is_empty());
    canada.get("/v1/events").expect(200);
    app.public().stream("/v1/events");
    drop(streams);
    until_noticed(app);
    canada.stream("/v1/events");
}

fn an_address_has_a_bounded_number_of_streams(app: &App) {
    let instance =
        app.second_instance_with(|settings| settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]);
    let from = |address: &str| instance.public().with_header("X-Forwarded-For", address);
    let ministry = from("192.0.2.1");
    let streams: Vec<_> = (0..50).map(|_| ministry.stream("/v1/events?from=now")).collect();
    ministry
        .with_header("Accept", "text/event-stream")
        .get("/v1/events")
        .refused(429, None);
    // Nobody else is kept out by it, and neither are its own accounts.
    from("192.0.2.2").stream("/v1/events?from=now");
    instance.member("CAN").stream("/v1/events?from=now");
    drop(streams);
}

cases! {
    events_come_as_they_happen,
    a_stream_from_now_has_its_place_before_its_first_event,
    a_stream_is_narrowed_by_its_filters,
    a_stream_ends_with_the_authority_of_its_caller,
    a_stream_shows_what_its_caller_may_see_now,
    an_account_has_a_bounded_number_of_streams,
    an_address_has_a_bounded_number_of_streams
}
