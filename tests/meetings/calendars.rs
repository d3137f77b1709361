//! Meetings as iCalendar (RFC 5545), read back by a parser of another hand.

use super::{NOBODY, annual, cancel, follow_up, planned, step, troika_meeting, with};
use crate::support::{Answer, App};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::America::New_York;
use serde_json::json;

const FEED: &str = "/v1/calendars/meetings";

#[track_caller]
fn read(answer: &Answer) -> ICalendar {
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    // The parser is lenient about lines.
    for line in answer.text.split_terminator("\r\n") {
        let is_one =
            line.len() <= 75 && !line.contains('\n') && (line.starts_with(' ') || line.contains(':'));
        assert!(is_one, "{line} of {answer}");
    }
    let mut parser = Parser::new(&answer.text);
    let Entry::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar: {answer}");
    };
    assert!(
        matches!(parser.entry(), Entry::Eof),
        "more than a calendar: {answer}"
    );
    let root = &calendar.components[0];
    assert_eq!(text(root, &ICalendarProperty::Version).as_deref(), Some("2.0"));
    assert!(root.has_property(&ICalendarProperty::Prodid));
    // Nobody is invited, so `DTSTAMP` is when an event last changed.
    assert!(!root.has_property(&ICalendarProperty::Method));
    for event in events(&calendar) {
        let required = [
            ICalendarProperty::Uid,
            ICalendarProperty::Dtstamp,
            ICalendarProperty::Dtstart,
        ];
        assert!(required.iter().all(|name| event.has_property(name)), "{event:?}");
    }
    calendar
}

fn events(calendar: &ICalendar) -> Vec<&ICalendarComponent> {
    let is_event = |one: &&ICalendarComponent| one.component_type == ICalendarComponentType::VEvent;
    calendar.components.iter().filter(is_event).collect()
}

#[track_caller]
fn event<'a>(calendar: &'a ICalendar, id: &str) -> &'a ICalendarComponent {
    let found = events(calendar).into_iter().find(|event| event.uid() == Some(id));
    found.unwrap_or_else(|| panic!("no event {id}"))
}

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<String> {
    let value = component.property(name)?.values.first()?;
    value.as_text().map(str::to_owned)
}

fn number(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<i64> {
    component.property(name)?.values.first()?.as_integer()
}

/// A moment, which is in UTC.
#[track_caller]
fn moment(component: &ICalendarComponent, name: &ICalendarProperty) -> DateTime<Utc> {
    let value = component.property(name).unwrap().values[0]
        .as_partial_date_time()
        .unwrap();
    let read = value.to_date_time().unwrap();
    assert_eq!(read.offset.unwrap().local_minus_utc(), 0);
    read.date_time.and_utc()
}

/// A day, which has no hour.
#[track_caller]
fn day(component: &ICalendarComponent, name: &ICalendarProperty) -> NaiveDate {
    let value = component.property(name).unwrap().values[0]
        .as_partial_date_time()
        .unwrap();
    assert_eq!(value.hour, None);
    NaiveDate::from_ymd_opt(
        value.year.unwrap().into(),
        value.month.unwrap().into(),
        value.day.unwrap().into(),
    )
    .unwrap()
}

fn a_meeting_in_a_calendar(app: &App) {
    let secretariat = app.secretariat();
    let mut body = annual(app);
    body["title"] = json!({
        "en": "Annual meeting: \"alliances\", old; and new\\ones", "fr": "Réunion annuelle des points de contact pour les femmes, la paix et la sécurité, à Berlin"
    });
    body["description"] = json!({"en": "First line\nsecond line, with a comma"});
    let meeting = planned(&secretariat, body);
    let path = format!("/v1/meetings/{}/calendar", meeting.id());
    let calendar = read(&app.public().get(&path).expect(200));
    assert_eq!(events(&calendar).len(), 1);
    let one = event(&calendar, &meeting.id());
    assert_eq!(
        text(one, &ICalendarProperty::Summary).as_deref(),
        Some("Annual meeting: \"alliances\", old; and new\\ones")
    );
    assert_eq!(
        text(one, &ICalendarProperty::Description).as_deref(),
        Some("First line\nsecond line, with a comma")
    );
    assert_eq!(
        text(one, &ICalendarProperty::Location).as_deref(),
        Some("Berlin, Germany")
    );
    assert_eq!(
        moment(one, &ICalendarProperty::Dtstart).to_rfc3339(),
        "2018-09-24T07:00:00+00:00"
    );
    assert_eq!(
        moment(one, &ICalendarProperty::Dtend).to_rfc3339(),
        "2018-09-25T16:00:00+00:00"
    );
    assert_eq!(one.status(), Some(&ICalendarStatus::Tentative));
    assert_eq!(number(one, &ICalendarProperty::Sequence), Some(0));
    assert_eq!(
        moment(one, &ICalendarProperty::Dtstamp).to_rfc3339(),
        "2018-06-01T09:00:00+00:00"
    );
    let french = read(&app.public().get(&format!("{path}?language=fr-CA")).expect(200));
    let summary = text(event(&french, &meeting.id()), &ICalendarProperty::Summary).unwrap();
    assert!(summary.starts_with("Réunion annuelle des points"), "{summary}");
    assert!(summary.ends_with("à Berlin"), "{summary}");
    app.public()
        .get(&format!("/v1/meetings/{NOBODY}/calendar"))
        .refused(404, None);
}

fn each_step_counts_and_keeps_the_id(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let path = format!("/v1/meetings/{}/calendar", meeting.id());
    let seen = |moment_of: &str, number_of: i64, status: &ICalendarStatus| {
        let calendar = read(&app.public().get(&path).expect(200));
        let one = event(&calendar, &meeting.id());
        assert_eq!(number(one, &ICalendarProperty::Sequence), Some(number_of));
        assert_eq!(one.status(), Some(status));
        let stamp = moment(one, &ICalendarProperty::Dtstamp);
        assert_eq!(stamp, moment_of.parse::<DateTime<Utc>>().unwrap());
    };
    seen("2018-06-01T09:00:00Z", 0, &ICalendarStatus::Tentative);
    app.set_now("2018-07-01T09:00:00Z");
    step(&secretariat, &meeting, "confirm").expect(200);
    seen("2018-07-01T09:00:00Z", 1, &ICalendarStatus::Confirmed);
    app.set_now("2018-09-26T09:00:00Z");
    step(&secretariat, &meeting, "hold").expect(200);
    seen("2018-09-26T09:00:00Z", 2, &ICalendarStatus::Confirmed);
}

fn a_cancelled_meeting_stays_as_such(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let before = app.public().get(FEED).expect(200);
    cancel(&secretariat, &meeting).expect(200);
    let after = app.public().get(FEED).expect(200);
    assert_ne!(before.etag(), after.etag());
    let calendar = read(&after);
    let one = event(&calendar, &meeting.id());
    assert_eq!(one.status(), Some(&ICalendarStatus::Cancelled));
    assert_eq!(number(one, &ICalendarProperty::Sequence), Some(1));
    assert_eq!(
        text(one, &ICalendarProperty::Comment).as_deref(),
        Some("The host postponed it.")
    );
    // A reader that has it gets it no second time.
    let again = app.public().with_header("if-none-match", after.etag()).get(FEED);
    assert_eq!(again.expect(304).text, "");
}

fn nine_o_clock_in_new_york_before_and_after_the_clocks_change(app: &App) {
    let secretariat = app.secretariat();
    let followed = planned(&secretariat, annual(app)).id();
    // In 2019, daylight saving time begins on the tenth of March, and ends on the third of November.
    for (starts_at, ends_at) in [
        ("2019-03-08T14:00:00Z", "2019-03-08T17:00:00Z"),
        ("2019-03-11T13:00:00Z", "2019-03-11T16:00:00Z"),
        ("2019-11-01T13:00:00Z", "2019-11-01T16:00:00Z"),
        ("2019-11-04T14:00:00Z", "2019-11-04T17:00:00Z"),
    ] {
        let body = with(
            follow_up(&followed),
            json!({"starts_at": starts_at, "ends_at": ends_at}),
        );
        let meeting = planned(&secretariat, body);
        let calendar = read(&app.public().get(FEED).expect(200));
        let one = event(&calendar, &meeting.id());
        let [start, end] = [ICalendarProperty::Dtstart, ICalendarProperty::Dtend].map(|name| {
            moment(one, &name)
                .with_timezone(&New_York)
                .format("%H:%M")
                .to_string()
        });
        assert_eq!([start.as_str(), end.as_str()], ["09:00", "12:00"], "{starts_at}");
        assert_eq!(
            text(one, &ICalendarProperty::RelatedTo).as_deref(),
            Some(followed.as_str())
        );
    }
    // And one over the night in which they do: three hours by the clock on the wall, two in truth.
    let body = with(
        follow_up(&followed),
        json!({"starts_at": "2019-03-10T06:00:00Z", "ends_at": "2019-03-10T08:00:00Z"}),
    );
    let meeting = planned(&secretariat, body);
    let calendar = read(&app.public().get(FEED).expect(200));
    let expanded = calendar.expand_dates(New_York, 100);
    let place = calendar
        .components
        .iter()
        .position(|one| one.uid() == Some(&meeting.id()))
        .unwrap();
    let found = expanded
        .events
        .into_iter()
        .find(|one| usize::try_from(one.comp_id).unwrap() == place)
        .unwrap();
    let (start, end) = found.timestamps();
    assert_eq!(end - start, 2 * 60 * 60);
}

fn recorded(app: &App, zone: &str, starts_at: &str, ends_at: &str, precision: &str) -> String {
    let body = with(
        annual(app),
        json!({
            "starts_at": starts_at, "ends_at": ends_at, "time_zone": zone,
            "record": {"status": "held", "source": "Report of the meeting", "date_precision": precision}
        }),
    );
    planned(&app.secretariat(), body).id()
}

fn where_only_days_are_known_there_are_no_hours(app: &App) {
    // The first to the third of May in Auckland; in Greenwich it begins on the last of April.
    let meeting = recorded(
        app,
        "Pacific/Auckland",
        "2018-04-30T21:00:00Z",
        "2018-05-03T05:00:00Z",
        "day",
    );
    let answer = app.public().get(FEED).expect(200);
    let calendar = read(&answer);
    let one = event(&calendar, &meeting);
    let days = [ICalendarProperty::Dtstart, ICalendarProperty::Dtend].map(|name| day(one, &name).to_string());
    // The end is the day after the last.
    assert_eq!(days, ["2018-05-01", "2018-05-04"]);
    assert!(
        answer.text.contains("DTSTART;VALUE=DATE:20180501\r\n"),
        "{answer}"
    );
    assert!(answer.text.contains("DTEND;VALUE=DATE:20180504\r\n"), "{answer}");
    assert_eq!(one.status(), Some(&ICalendarStatus::Confirmed));
    assert_eq!(one.transparency(), None);
}

fn of_the_founding_meeting_only_the_month_is_known(app: &App) {
    let calendar = read(&app.public().get(FEED).expect(200));
    assert_eq!(events(&calendar).len(), 1);
    let one = events(&calendar)[0];
    let days = [ICalendarProperty::Dtstart, ICalendarProperty::Dtend].map(|name| day(one, &name).to_string());
    assert_eq!(days, ["2016-09-01", "2016-10-01"]);
    // Nobody is busy for a month.
    assert!(one.transparency().is_some());
    assert_eq!(text(one, &ICalendarProperty::Location), None);
}

fn an_end_at_the_beginning_is_none(app: &App) {
    let body = with(troika_meeting(), json!({"ends_at": "2018-07-02T13:00:00Z"}));
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, body).id();
    let calendar = read(
        &secretariat
            .get(&format!("/v1/meetings/{meeting}/calendar"))
            .expect(200),
    );
    assert!(!event(&calendar, &meeting).has_property(&ICalendarProperty::Dtend));
}

fn what_is_for_the_network_is_in_its_calendar_only(app: &App) {
    let (public, france) = (app.public(), app.member("FRA"));
    let empty = public.get(FEED).expect(200);
    let meeting = planned(&app.secretariat(), troika_meeting()).id();
    // Not even by its validator does the public learn of it.
    assert_eq!(public.get(FEED).expect(200).etag(), empty.etag());
    let path = format!("/v1/meetings/{meeting}/calendar");
    public.get(&path).refused(404, None);
    let uids = |answer: Answer| -> Vec<String> { read(&answer).uids().map(str::to_owned).collect() };
    assert_eq!(uids(france.get(FEED).expect(200)).len(), 2);
    assert!(uids(france.get(&path).expect(200)).contains(&meeting));
    public.get(&format!("{FEED}?kind=annual")).refused(400, None);
    public
        .with_header("accept", "application/json")
        .get(FEED)
        .refused(406, None);
}

cases! {
    a_meeting_in_a_calendar,
    each_step_counts_and_keeps_the_id,
    a_cancelled_meeting_stays_as_such,
    nine_o_clock_in_new_york_before_and_after_the_clocks_change,
    where_only_days_are_known_there_are_no_hours,
    of_the_founding_meeting_only_the_month_is_known,
    an_end_at_the_beginning_is_none,
    what_is_for_the_network_is_in_its_calendar_only,
}
