//! Everything that is held on a person, found in every domain that names persons.

use super::person::Person;
use crate::accounts::sessions::queries::{Session, of_account};
use crate::accounts::{Account, queries as accounts};
use crate::auth::Sealer;
use crate::communication::subscriptions::model::Subscription;
use crate::communication::subscriptions::{codes, queries as subscriptions};
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::meetings::participants::{Participant, queries as participants};
use crate::membership::focal_points::{model::Full, queries as focal_points};
use crate::membership::requests::{Request, queries as requests};
use crate::partnership::partners::people::{PartnerPerson, model::PersonData, queries as people, sealed};
use crate::records::{Naming, Stored};
use crate::support::coordinators::model::Coordinator;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Focal points.
    pub focal_points: Vec<Full>,
    /// Membership requests.
    pub requests: Vec<Request>,
    /// Participants.
    pub participants: Vec<Participant>,
    /// People of partners.
    pub people: Vec<(PartnerPerson, PersonData)>,
    /// Subscriptions, with their addresses.
    pub subscriptions: Vec<(Subscription, String)>,
    /// Accounts, with their sessions.
    pub accounts: Vec<(Account, Vec<Session>)>,
    /// Coordinators.
    pub coordinators: Vec<Coordinator>,
}

impl Found {
    /// Looks for a person everywhere.
    ///
    /// # Errors
    /// When the database refuses, or something sealed does not open.
    pub fn look(conn: &mut Connection, sealer: &Sealer, person: &Person) -> Result<Self, Problem> {
        Ok(Self {
            focal_points: each(conn, person, focal_points::names, focal_points::load)?,
            requests: each(conn, person, requests::names, requests::by_id)?,
            participants: each(conn, person, participants::names, participants::by_id)?,
            people: people_of_partners(conn, sealer, person)?,
            subscriptions: subscribed(conn, sealer, person)?,
            accounts: held(conn, person)?,
            coordinators: each(conn, person, Coordinator::names, Coordinator::load)?,
        })
    }
}

fn each<T>(
    conn: &mut Connection,
    person: &Person,
    names: impl Fn(&mut Connection) -> Result<Vec<Naming>, Problem>,
    load: impl Fn(&mut Connection, Id) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    // A request comes twice when it names the person twice.
    let mut ids = person.among(names(conn)?);
    ids.dedup();
    ids.into_iter().map(|id| load(conn, id)).collect()
}

fn people_of_partners(
    conn: &mut Connection,
    sealer: &Sealer,
    person: &Person,
) -> Result<Vec<(PartnerPerson, PersonData)>, Problem> {
    let names = person
        .name
        .as_deref()
        .map(|name| sealed::name_indexes(sealer, name));
    let emails = person
        .email
        .as_deref()
        .map(|email| sealed::email_indexes(sealer, email));
    let found = people::by_indexes(conn, names.unwrap_or_default(), emails.unwrap_or_default())?;
    let found = found
        .into_iter()
        .filter(|one| !person.keep.contains(&one.id))
        .collect();
    sealed::opened(conn, sealer, found)
}

fn subscribed(
    conn: &mut Connection,
    sealer: &Sealer,
    person: &Person,
) -> Result<Vec<(Subscription, String)>, Problem> {
    let Some(address) = person.address.as_deref() else {
        return Ok(Vec::new());
    };
    let found = subscriptions::by_address(conn, codes::indexes(sealer, address))?;
    let found = found.filter(|one| !person.keep.contains(&one.id));
    Ok(found
        .into_iter()
        .map(|one| {
            let address = one.address(sealer).unwrap_or_default();
            (one, address)
        })
        .collect())
}

fn held(conn: &mut Connection, person: &Person) -> Result<Vec<(Account, Vec<Session>)>, Problem> {
    let Some(address) = person.address.as_deref() else {
        return Ok(Vec::new());
    };
    let found = accounts::by_email(conn, address)?.filter(|one| !person.keep.contains(&one.id));
    found
        .into_iter()
        .map(|account| {
            let sessions = of_account(conn, account.id)?;
            Ok((account, sessions))
        })
        .collect()
}
