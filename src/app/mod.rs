//! The actix application: what serves, and what the tests serve too.

mod body;
mod cors;
mod gate;
pub mod log;
mod metrics;
mod openapi;
mod operations;
mod pages;
mod problem;
mod well_known;

pub use openapi::{contract, contract_json};

use crate::auth::{Keys, Passwords, Providers, Sealer, token_keys};
use crate::clock::Clock;
use crate::communication::mail::Courier;
use crate::communication::mailroom::{MailWorker, Mailroom};
use crate::config::{DatabaseSettings, Settings, WebhookSettings};
use crate::db::Db;
use crate::http::{Draining, Limits, Operations, Places, Shared};
use crate::integration::webhooks::delivery::{Policy, Post, Workers};
use crate::integration::webhooks::sender::Sender;
use crate::net::{Connector, Guard, SystemResolver};
use crate::storage::{Storage, loose};
use crate::{
    accounts, chairmanship, communication, founding, guidelines, integration, knowledge, meetings,
    membership, partnership, planning, reports, search, subjects, support,
};
use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Condition, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::TimeDelta;
use metrics::Metrics;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

/// Every operation: a domain a line, in the order of a newcomer's needs. Registering a route documents it.
fn routes(config: &mut ServiceConfig) {
    config
        .configure(guidelines::routes)
        .configure(membership::routes)
        .configure(chairmanship::routes)
        .configure(meetings::routes)
        .configure(planning::routes)
        .configure(support::routes)
        .configure(partnership::routes)
        .configure(reports::routes)
        .configure(communication::routes)
        .configure(knowledge::routes)
        .configure(search::routes)
        .configure(integration::routes)
        .configure(accounts::routes)
        .configure(subjects::routes)
        .configure(operations::routes)
        .configure(well_known::routes);
}

/// What is made of the contract, once a process: what requests are checked with, and what is served.
static COMPILED: LazyLock<Result<(Operations, operations::Contract), String>> = LazyLock::new(|| {
    let document = contract();
    let operations = Operations::of(&document)?;
    Ok((operations, operations::Contract::new(contract_json(&document))))
});

/// Opens the database, migrates it, and loads the founding data into an empty one.
///
/// # Errors
/// A sentence for the operator.
pub fn open(database: &DatabaseSettings, clock: &Clock) -> Result<Db, String> {
    let now = clock.now();
    Db::open(&database.address()?, move |conn| {
        Keys::found(conn, now)?;
        token_keys::found(conn, now)?;
        founding::load(conn, now)?;
        search::fill(conn)
    })
}

/// An instance that is ready to serve.
pub struct Instance {
    shared: web::Data<Shared>,
    contract: web::Data<operations::Contract>,
    metrics: web::Data<Metrics>,
    sender: web::Data<Sender>,
    courier: Option<Courier>,
}

/// An instance that serves, with its workers in the background.
pub struct Serving {
    server: Server,
    workers: Workers,
    mail: MailWorker,
    patience: Duration,
}

impl Serving {
    /// With which the server is told to stop.
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until the server was told to stop; then the workers finish what is under way.
    ///
    /// # Errors
    /// When the server broke.
    pub async fn finished(self) -> std::io::Result<()> {
        let outcome = self.server.await;
        tokio::join!(self.workers.stop(self.patience), self.mail.stop(self.patience));
        outcome
    }
}

impl Instance {
    /// Opens the database and reads the keys.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn prepare(settings: Settings, clock: Clock) -> Result<Self, String> {
        settings.check()?;
        let courier = Courier::new(&settings.mail)?;
        let providers = Providers::new(
            settings.providers()?,
            &settings.webhooks.allow,
            settings.oidc.ca_file.as_deref(),
        )?;
        let db = open(&settings.database, &clock)?;
        let storage = Storage::open(&settings.files.place(&settings.database.address()?)?)?;
        accounts::check_named(&db, settings.providers()?)?;
        let keys = db.write_now(Keys::load).map_err(|problem| problem.to_string())?;
        let operators = settings.sealing_key()?;
        let sealer = db
            .write_now(move |conn| Sealer::load(conn, operators.as_deref()))
            .map_err(|problem| problem.to_string())?;
        let (operations, contract) = COMPILED.clone()?;
        let passwords = Passwords::new().map_err(|problem| problem.to_string())?;
        let metrics = web::Data::new(Metrics::new());
        let sender = web::Data::new(sender(&settings.webhooks)?);
        let contract = web::Data::new(contract);
        let shared = web::Data::new(Shared {
            limits: Limits::new(&settings),
            db,
            clock,
            settings,
            keys,
            providers,
            sealer,
            passwords,
            draining: Draining::default(),
            places: Places::default(),
            storage,
            followers: &[search::follow],
            operations,
        });
        Ok(Self {
            shared,
            contract,
            metrics,
            sender,
            courier,
        })
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.shared.db
    }

    /// A code for the first account, as long as there is none.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn setup_code(&self) -> Result<Option<accounts::SetupCode>, String> {
        accounts::SetupCode::renew(&self.shared.db, self.shared.clock.now())
            .map_err(|problem| problem.to_string())
    }

    /// Makes the instance not ready from now on, so that a load balancer turns away before it stops.
    pub fn draining(&self) -> Draining {
        self.shared.draining.clone()
    }

    /// Binds the address and serves; the addresses are those really listened on (port 0 takes a free one).
    ///
    /// # Errors
    /// A sentence for the operator when the address cannot be bound.
    pub fn serve(self) -> Result<(Serving, Vec<SocketAddr>), String> {
        let Self {
            shared,
            contract,
            metrics,
            sender,
            courier,
        } = self;
        let settings = shared.settings.clone();
        let site = web::Data::new(pages::Site::new(settings.public_url()));
        let post = post(&shared, &sender);
        let mailroom = mailroom(&shared, courier);
        let bind = settings.bind.clone();
        let origins = settings.cors_origins.clone();
        if shared.db.engine() == "postgres" {
            actix_web::rt::spawn(share_counts(shared.clone()));
        }
        actix_web::rt::spawn(sweep_files(shared.clone()));
        let mut server = HttpServer::new(move || {
            App::new()
                .into_utoipa_app()
                .app_data(shared.clone())
                .app_data(contract.clone())
                .app_data(metrics.clone())
                .app_data(site.clone())
                .app_data(sender.clone())
                .configure(routes)
                .split_for_parts()
                .0
                .configure(pages::routes)
                .default_service(web::to(HttpResponse::NotFound))
                .wrap(from_fn(gate::enter))
                .wrap(Condition::new(!origins.is_empty(), cors::cors(&origins)))
                .wrap(from_fn(gate::gate))
        })
        .disable_signals()
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(u64::from(settings.shutdown_seconds));
        if let Some(workers) = settings.workers {
            server = server.workers(usize::from(workers));
        }
        let server = server.bind(&bind).map_err(|e| {
            format!(
                "cannot listen on {bind}: {e}. Is another program there? WPS_BIND chooses another address."
            )
        })?;
        let addresses = server.addrs();
        let serving = Serving {
            server: server.run(),
            workers: Workers::start(post),
            mail: MailWorker::start(mailroom),
            patience: Duration::from_secs(u64::from(settings.shutdown_seconds)),
        };
        Ok((serving, addresses))
    }
}

fn sender(settings: &WebhookSettings) -> Result<Sender, String> {
    let guard = Guard::new(settings.allow.clone(), settings.ports.clone());
    let timeout = Duration::from_secs(u64::from(settings.timeout_seconds));
    let authorities = settings.ca_file.as_deref();
    Connector::new(guard, Arc::new(SystemResolver), timeout, authorities).map(Sender::new)
}

fn post(shared: &Shared, sender: &Sender) -> Post {
    let settings = &shared.settings.webhooks;
    let timeout = TimeDelta::seconds(i64::from(settings.timeout_seconds));
    Post {
        db: shared.db.clone(),
        clock: shared.clock.clone(),
        sealer: shared.sealer.clone(),
        sender: sender.clone(),
        policy: Policy {
            at_once: usize::from(settings.deliveries),
            give_up_after: TimeDelta::hours(i64::from(settings.give_up_hours)),
            // Time to send, and to write down what became of it.
            lease: timeout + TimeDelta::seconds(45),
        },
        source: shared.settings.public_url(),
    }
}

/// Removes from the store what nothing names any more: at the start, and every hour.
async fn sweep_files(shared: web::Data<Shared>) {
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    loop {
        hour.tick().await;
        match loose::sweep(&shared.db, &shared.storage, shared.clock.now()).await {
            Ok(0) => {}
            Ok(swept) => {
                ::log::info!("{swept} objects that nothing names were removed from the store of files");
            }
            Err(problem) => ::log::warn!("the store of files was not swept: {problem}"),
        }
    }
}

fn mailroom(shared: &Shared, courier: Option<Courier>) -> Mailroom {
    Mailroom {
        db: shared.db.clone(),
        clock: shared.clock.clone(),
        sealer: shared.sealer.clone(),
        courier,
        give_up_after: TimeDelta::hours(i64::from(shared.settings.mail.give_up_hours)),
        public_url: shared.settings.public_url(),
    }
}

/// Tells the other instances what this one has counted, every second.
async fn share_counts(shared: web::Data<Shared>) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        second.tick().await;
        if let Err(problem) = shared.limits.share(&shared.db, shared.clock.now()).await {
            ::log::warn!("quotas were not shared with the other instances: {problem}");
        }
    }
}
