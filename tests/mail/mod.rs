//! Mail: to a server that is started here, and that knows nothing of the service.

mod sending;
pub mod server;
mod subscriptions;

use crate::support::{App, Case};
use crate::webhooks::until;
use chrono::TimeDelta;
pub use server::MailServer;
pub use subscriptions::{local, subscribed};
use wps_network::auth::Sealer;
use wps_network::communication::mail::{Letter, Recipient, outbox};

pub fn tests() -> Vec<Case> {
    [sending::tests(), subscriptions::tests()].concat()
}

/// An instance on the test's database that sends mail to this server.
pub fn mailing(app: &App, server: &MailServer) -> App {
    let url = server.url();
    app.second_instance_with(|settings| settings.mail.smtp_url = Some(url))
}

/// Lets time pass.
pub fn pass(app: &App, time: TimeDelta) {
    app.clock.set(app.clock.now() + time);
}

/// Puts a message to each of these into the outbox, in one transaction.
fn put(app: &App, addresses: Vec<String>) {
    let now = app.clock.now();
    app.write(move |conn| {
        let sealer = Sealer::load(conn, None)?;
        let letter = Letter {
            subject: "A word".to_owned(),
            text: "To the Network.".to_owned(),
            html: None,
        };
        let content = outbox::keep(conn, &sealer, &letter, "en", now.into())?;
        for address in &addresses {
            let recipient = Recipient {
                address: address.clone(),
                unsubscribe: None,
            };
            outbox::enqueue(conn, &sealer, content, &recipient, None, now.into())?;
        }
        Ok(())
    })
    .unwrap();
}

/// What has become of the messages: state and error of each.
pub fn outcomes(app: &App) -> Vec<String> {
    app.texts("SELECT state || ' ' || coalesce(error, '-') AS text FROM mail_messages ORDER BY id")
}

/// Waits until the messages have come so far.
#[track_caller]
pub fn outcomes_are(app: &App, wanted: &[&str]) {
    until(&format!("{wanted:?}"), || (outcomes(app) == wanted).then_some(()));
}
