//! What the annex to the letter of 1 March 2018 states (A/72/782–S/2018/178): loaded into an empty database, and nothing
//! else. Later members, chairs and meetings come in through the service itself.

mod document;
pub mod letter;

use crate::db::{Connection, Id, Instant, Localized};
use crate::error::Problem;
use crate::meetings::meetings::model::{DatePrecision, Full, Meeting, MeetingKind};
use crate::meetings::meetings::{MeetingStatus, MeetingVisibility, queries as meetings};
use crate::schema::{chair_terms, chairs, member_names, members, membership_periods};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

/// The members of the footnote, with their codes.
const MEMBERS: &str = include_str!("members.csv");

/// What every founding record names as its source.
const SOURCE: &str = "A/72/782–S/2018/178, annex";

/// The day from which the annex states the membership; when each joined is not stated.
const STATED_FROM: &str = "2017-12-01";

/// A line of `members.csv`.
struct Line {
    name: &'static str,
    kind: &'static str,
    iso_alpha3: Option<&'static str>,
    m49: Option<&'static str>,
    regional_group: Option<&'static str>,
    acronym: Option<&'static str>,
    sponsor: Option<&'static str>,
    chair_year: Option<i32>,
}

fn lines() -> impl Iterator<Item = Line> {
    MEMBERS.lines().skip(1).filter_map(|line| {
        let mut cells = line
            .split(',')
            .map(|cell| Some(cell.trim()).filter(|cell| !cell.is_empty()));
        Some(Line {
            name: cells.next()??,
            kind: cells.next()??,
            iso_alpha3: cells.next()?,
            m49: cells.next()?,
            regional_group: cells.next()?.and_then(regional_group),
            acronym: cells.next()?,
            sponsor: cells.next()?,
            chair_year: cells.next()?.and_then(|year| year.parse().ok()),
        })
    })
}

fn regional_group(name: &str) -> Option<&'static str> {
    match name {
        "African Group" => Some("african_group"),
        "Asia-Pacific" => Some("asia_pacific"),
        "EEG" => Some("eastern_european"),
        "GRULAC" => Some("latin_american_and_caribbean"),
        "WEOG" => Some("western_european_and_others"),
        _ => None,
    }
}

/// Loads the founding data, unless there is a member already.
///
/// # Errors
/// When the database refuses.
pub fn load(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
    let loaded: Option<Id> = members::table
        .select(members::id)
        .limit(1)
        .get_result(conn)
        .optional()?;
    if loaded.is_some() {
        return Ok(());
    }
    let now = Instant::from(now);
    let mut count = 0;
    let mut organizer = None;
    let mut co_sponsors = Vec::new();
    for line in lines() {
        let id = load_member(conn, &line, now)?;
        if let Some(year) = line.chair_year {
            load_term(conn, id, year, now)?;
        }
        match line.sponsor {
            Some("organizer") => organizer = Some(id),
            Some(_) => co_sponsors.push(id),
            None => {}
        }
        count += 1;
    }
    load_founding_meeting(conn, organizer, co_sponsors, now)?;
    document::load(conn, now)?;
    log::info!(
        "loaded the founding data: {count} members, and what the annex states of chairs, meetings and documents"
    );
    Ok(())
}

fn load_member(conn: &mut Connection, line: &Line, now: Instant) -> Result<Id, Problem> {
    let id = Id::new();
    diesel::insert_into(members::table)
        .values((
            members::id.eq(id),
            members::kind.eq(line.kind),
            members::name.eq(line.name),
            members::iso_alpha3.eq(line.iso_alpha3),
            members::m49.eq(line.m49),
            members::acronym.eq(line.acronym),
            members::regional_group.eq(line.regional_group),
            members::source.eq(SOURCE),
            members::version.eq(1),
            members::created_at.eq(now),
            members::updated_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(member_names::table)
        .values((
            member_names::id.eq(Id::new()),
            member_names::member_id.eq(id),
            member_names::language.eq("en"),
            member_names::name.eq(line.name),
            member_names::folded.eq(crate::http::fold(line.name)),
        ))
        .execute(conn)?;
    diesel::insert_into(membership_periods::table)
        .values((
            membership_periods::id.eq(Id::new()),
            membership_periods::member_id.eq(id),
            membership_periods::starts_on.eq(day(STATED_FROM)?),
            membership_periods::source
                .eq("A/72/782–S/2018/178, annex, footnote 1: a member as of December 2017; the day of joining is not stated"),
        ))
        .execute(conn)?;
    Ok(id)
}

/// "Spain served as Chair in 2017. Germany will chair the Network in 2018 and Namibia in 2019."
fn load_term(conn: &mut Connection, chair: Id, year: i32, now: Instant) -> Result<(), Problem> {
    let id = Id::new();
    diesel::insert_into(chair_terms::table)
        .values((
            chair_terms::id.eq(id),
            chair_terms::starts_on.eq(day(&format!("{year}-01-01"))?),
            chair_terms::ends_on.eq(day(&format!("{year}-12-31"))?),
            chair_terms::source.eq(SOURCE),
            chair_terms::version.eq(1),
            chair_terms::created_at.eq(now),
            chair_terms::updated_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(chairs::table)
        .values((
            chairs::term_id.eq(id),
            chairs::member_id.eq(chair),
            chairs::position.eq(1),
        ))
        .execute(conn)?;
    Ok(())
}

/// "The founding meeting of the Network was organized by Spain in September 2016, with the co-sponsorship of Canada,
/// Chile, Japan, Namibia and the United Arab Emirates." Its days, its place and its form are not stated.
fn load_founding_meeting(
    conn: &mut Connection,
    organizer: Option<Id>,
    co_sponsor_ids: Vec<Id>,
    now: Instant,
) -> Result<(), Problem> {
    let meeting = Meeting {
        id: Id::new(),
        kind: MeetingKind::Founding,
        format: None,
        title: Localized([("en".to_owned(), "Founding meeting of the Network".to_owned())].into()),
        description: None,
        starts_at: moment("2016-09-01T00:00:00Z")?,
        ends_at: moment("2016-09-30T23:59:59Z")?,
        date_precision: DatePrecision::Month,
        time_zone: "UTC".to_owned(),
        year: 2016,
        city: None,
        country: None,
        host_id: None,
        host_reason: None,
        organizer_id: organizer,
        follow_up_of_id: None,
        visibility: MeetingVisibility::Public,
        status: MeetingStatus::Held,
        status_reason: None,
        source: Some(SOURCE.to_owned()),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let full = Full {
        meeting,
        co_sponsor_ids,
    };
    meetings::insert(conn, &full)
}

fn moment(text: &str) -> Result<Instant, Problem> {
    let moment: DateTime<Utc> = text.parse().map_err(Problem::internal)?;
    Ok(moment.into())
}

fn day(text: &str) -> Result<NaiveDate, Problem> {
    text.parse().map_err(Problem::internal)
}
