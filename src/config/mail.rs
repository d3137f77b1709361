//! How mail is sent.

use clap::Args;
use std::path::PathBuf;

/// How mail is sent.
#[derive(Debug, Clone, Args)]
pub struct MailSettings {
    /// The server that takes mail: `smtps://USER:PASSWORD@HOST`, or `smtp://…?tls=required` for STARTTLS, with special
    /// characters percent-encoded; without it, mail waits
    #[arg(long = "smtp-url", env = "WPS_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Whom mail is from, such as `WPS Network <network@example.org>`; needed with `WPS_SMTP_URL`
    #[arg(id = "mail_from", long = "mail-from", env = "WPS_MAIL_FROM")]
    pub from: Option<String>,

    /// A PEM file of certificate authorities that the mail server's certificate may come from, beside those of Mozilla
    #[arg(id = "smtp_ca_file", long = "smtp-ca-file", env = "WPS_SMTP_CA_FILE")]
    pub ca_file: Option<PathBuf>,

    /// Seconds in which the mail server has to take a message
    #[arg(id = "smtp_timeout_seconds", long = "smtp-timeout-seconds", env = "WPS_SMTP_TIMEOUT_SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=600))]
    pub timeout_seconds: u16,

    /// Hours for which a message that the mail server does not take is tried again
    #[arg(id = "mail_give_up_hours", long = "mail-give-up-hours", env = "WPS_MAIL_GIVE_UP_HOURS", default_value_t = 96, value_parser = clap::value_parser!(u16).range(1..=720))]
    pub give_up_hours: u16,
}
