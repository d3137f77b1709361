//! Whose identity providers' tokens are accepted, and for whom. Deny by default: a token counts only when its provider,
//! its audience and its subject are named here, together with the service account that it acts as.

use crate::db::Id;
use clap::Args;
use ipnet::IpNet;
use std::net::IpAddr;
use std::path::PathBuf;
use url::{Host, Url};

/// Providers at the most; the contract has as many.
const MOST: usize = 20;

/// Characters of an issuer at the most, as the contract has it.
const LONGEST: usize = 300;

/// Which tokens of others are accepted.
#[derive(Debug, Clone, Default, Args)]
pub struct OidcSettings {
    /// Identity providers whose access tokens may be accepted, with `;` or a new line between: `ISSUER audience=AUDIENCE`, and
    /// `jwks=URL` where the keys are not found by discovery
    #[arg(id = "oidc-providers", long, env = "WPS_OIDC_PROVIDERS")]
    pub providers: Option<String>,

    /// Which of their tokens are accepted, and as what, with `;` or a new line between: `ISSUER sub:SUBJECT = ACCOUNT` or
    /// `ISSUER client_id:ID = ACCOUNT`. ACCOUNT is a service account's id, or CODE/NAME with the code of its member, such as
    /// `NAM/Portal of the Ministry`, or `secretariat/NAME`
    #[arg(id = "oidc-allow", long, env = "WPS_OIDC_ALLOW")]
    pub allow: Option<String>,

    /// A PEM file of certificate authorities that providers' certificates may come from, beside those of Mozilla
    #[arg(id = "oidc-ca-file", long, env = "WPS_OIDC_CA_FILE")]
    pub ca_file: Option<PathBuf>,
}

/// A provider, as the operator wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// The `iss` of its tokens, to the letter.
    pub issuer: String,
    /// What has to stand in their `aud`.
    pub audience: String,
    /// Where its keys are; none: discovery tells.
    pub jwks_url: Option<Url>,
    /// Which of its tokens are accepted.
    pub rules: Vec<Rule>,
}

/// A line of the allow-list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whose tokens.
    pub who: Who,
    /// The service account that they act as.
    pub account: AccountName,
}

/// Whom a provider's token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Its `sub`.
    Subject(String),
    /// Its `client_id` (RFC 9068), or `azp` where there is none: every token that this client got, for whomever.
    Client(String),
}

/// How the operator names a service account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountName {
    /// By its id.
    Id(Id),
    /// By its owner and its name. The name alone would let a member take the place of another's account.
    Named {
        /// The member's ISO code or acronym; none for the secretariat's own.
        owner: Option<String>,
        /// Its name.
        name: String,
    },
}

impl OidcSettings {
    /// The providers with their rules. `own` is this service's address, `opened` the networks opened for webhooks.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn read(&self, own: &str, opened: &[IpNet]) -> Result<Vec<Provider>, String> {
        let mut providers: Vec<Provider> = Vec::new();
        for entry in entries(self.providers.as_deref()) {
            let provider = provider(entry, opened).map_err(|e| format!("WPS_OIDC_PROVIDERS: {e}"))?;
            let refused = |what: &str| Err(format!("WPS_OIDC_PROVIDERS: {} {what}", provider.issuer));
            if provider.issuer.trim_end_matches('/') == own {
                return refused("is this service itself; its own tokens need no entry");
            }
            if providers.iter().any(|known| known.issuer == provider.issuer) {
                return refused("stands there twice");
            }
            providers.push(provider);
        }
        if providers.len() > MOST {
            return Err(format!("WPS_OIDC_PROVIDERS: there are more than {MOST}"));
        }
        for entry in entries(self.allow.as_deref()) {
            let (issuer, rule) = rule(entry).map_err(|e| format!("WPS_OIDC_ALLOW: {e}"))?;
            let provider = providers.iter_mut().find(|provider| provider.issuer == issuer);
            let provider = provider.ok_or_else(|| {
                format!("WPS_OIDC_ALLOW: {issuer} is not one of WPS_OIDC_PROVIDERS; write it as there, to the letter")
            })?;
            if provider.rules.iter().any(|known| known.who == rule.who) {
                return Err(format!(
                    "WPS_OIDC_ALLOW: `{entry}` names whom another entry names already"
                ));
            }
            provider.rules.push(rule);
        }
        Ok(providers)
    }
}

/// The networks that are this machine itself, of those that the operator opened: there a provider needs no TLS.
pub fn loopback(opened: &[IpNet]) -> Vec<IpNet> {
    opened
        .iter()
        .copied()
        .filter(|net| net.addr().is_loopback())
        .collect()
}

fn entries(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default()
        .split([';', '\n'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}

/// `ISSUER audience=AUDIENCE [jwks=URL]`
fn provider(entry: &str, opened: &[IpNet]) -> Result<Provider, String> {
    let mut words = entry.split_whitespace();
    let issuer = words.next().unwrap_or_default().to_owned();
    address(&issuer, opened)?;
    if issuer.len() > LONGEST {
        return Err(format!("an issuer has up to {LONGEST} characters"));
    }
    if issuer.contains(['?', '#']) {
        return Err(format!(
            "{issuer} has more than a path; an issuer has neither `?` nor `#`"
        ));
    }
    let (mut audience, mut jwks_url) = (None, None);
    for word in words {
        match word.split_once('=') {
            Some(("audience", value)) if !value.is_empty() && audience.is_none() => {
                audience = Some(value.to_owned());
            }
            Some(("jwks", value)) if jwks_url.is_none() => jwks_url = Some(address(value, opened)?),
            _ => {
                return Err(format!(
                    "`{word}` is not understood; write `ISSUER audience=AUDIENCE jwks=URL`"
                ));
            }
        }
    }
    let audience = audience.ok_or_else(|| {
        format!("{issuer} needs `audience=` with what its tokens for this service have as `aud`")
    })?;
    Ok(Provider {
        issuer,
        audience,
        jwks_url,
        rules: Vec::new(),
    })
}

/// An address of a provider: over TLS, or on this machine where the operator opened it.
fn address(text: &str, opened: &[IpNet]) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| format!("`{text}` is no address; write https://…"))?;
    let here: Option<IpAddr> = match url.host() {
        Some(Host::Ipv4(ip)) => Some(ip.into()),
        Some(Host::Ipv6(ip)) => Some(ip.into()),
        Some(Host::Domain(_)) | None => None,
    };
    let is_open = here.is_some_and(|ip| loopback(opened).iter().any(|net| net.contains(&ip)));
    let known = url.scheme() == "https" || (url.scheme() == "http" && is_open);
    if !known || !url.has_host() {
        return Err(format!(
            "{text} has to begin with https:// (http:// is for 127.0.0.1 alone, where WPS_WEBHOOK_ALLOW opens it)"
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!(
            "leave user and password out of the address of {}",
            url.host_str().unwrap_or("it")
        ));
    }
    Ok(url)
}

/// `ISSUER sub:SUBJECT = ACCOUNT`
fn rule(entry: &str) -> Result<(String, Rule), String> {
    let form = || {
        format!(
            "`{entry}` is not understood; write `ISSUER sub:SUBJECT = ACCOUNT` or `ISSUER client_id:ID = ACCOUNT`"
        )
    };
    let (token, account) = entry.split_once(" = ").ok_or_else(form)?;
    let (issuer, who) = token.trim().split_once(char::is_whitespace).ok_or_else(form)?;
    let who = match who.trim().split_once(':') {
        Some(("sub", subject)) if !subject.is_empty() => Who::Subject(subject.to_owned()),
        Some(("client_id", id)) if !id.is_empty() => Who::Client(id.to_owned()),
        _ => return Err(form()),
    };
    let account = account_name(account.trim())?;
    Ok((issuer.to_owned(), Rule { who, account }))
}

fn account_name(text: &str) -> Result<AccountName, String> {
    if let Some(id) = Id::parse(text) {
        return Ok(AccountName::Id(id));
    }
    let (owner, name) = text
        .split_once('/')
        .map(|(owner, name)| (owner.trim(), name.trim()))
        .filter(|(owner, name)| !owner.is_empty() && !name.is_empty())
        .ok_or_else(|| {
            format!("`{text}` names no service account; write its id, or CODE/NAME such as NAM/Portal, or secretariat/NAME")
        })?;
    Ok(AccountName::Named {
        owner: (owner != "secretariat").then(|| owner.to_owned()),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://api.example.org";
    const ISSUER: &str = "https://login.example.gov/realms/state";

    fn read(providers: &str, allow: &str) -> Result<Vec<Provider>, String> {
        let settings = OidcSettings {
            providers: Some(providers.to_owned()),
            allow: Some(allow.to_owned()),
            ca_file: None,
        };
        settings.read(
            OWN,
            &["127.0.0.0/8".parse().unwrap(), "10.0.0.0/8".parse().unwrap()],
        )
    }

    #[test]
    fn providers_and_who_is_accepted_of_them() {
        let providers = format!(
            "{ISSUER} audience={OWN};\n https://id.example.int audience=wps jwks=https://id.example.int/keys ;"
        );
        let allow = format!(
            "{ISSUER} sub:CN=Portal, O=Ministry = NAM/Portal of the Ministry\n{ISSUER} client_id:a:b = secretariat/Mirror;\
             https://id.example.int sub:x = 0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
        );
        let read = read(&providers, &allow).unwrap();
        assert_eq!(
            read.iter()
                .map(|p| (p.issuer.as_str(), p.audience.as_str(), p.jwks_url.is_some()))
                .collect::<Vec<_>>(),
            [(ISSUER, OWN, false), ("https://id.example.int", "wps", true)]
        );
        let named = |owner: Option<&str>, name: &str| AccountName::Named {
            owner: owner.map(str::to_owned),
            name: name.to_owned(),
        };
        assert_eq!(
            read[0].rules,
            [
                Rule {
                    who: Who::Subject("CN=Portal, O=Ministry".to_owned()),
                    account: named(Some("NAM"), "Portal of the Ministry")
                },
                Rule {
                    who: Who::Client("a:b".to_owned()),
                    account: named(None, "Mirror")
                }
            ]
        );
        assert!(matches!(read[1].rules[0].account, AccountName::Id(_)));
    }

    #[test]
    fn nothing_is_accepted_unless_it_is_named() {
        assert_eq!(OidcSettings::default().read(OWN, &[]), Ok(Vec::new()));
        assert_eq!(read(&format!("{ISSUER} audience=a"), "").unwrap()[0].rules, []);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let good = format!("{ISSUER} audience=a");
        for (providers, allow, words) in [
            (ISSUER, "", "audience="),
            ("http://login.example.gov audience=a", "", "https://"),
            ("http://10.1.2.3 audience=a", "", "https://"),
            (
                "https://u:p@login.example.gov audience=a",
                "",
                "user and password",
            ),
            ("https://login.example.gov?x=1 audience=a", "", "neither"),
            ("login.example.gov audience=a", "", "https://"),
            ("https://api.example.org/ audience=a", "", "itself"),
            (
                "https://login.example.gov audience=a secret=b",
                "",
                "not understood",
            ),
            (
                "https://login.example.gov audience=a audience=b",
                "",
                "not understood",
            ),
            ("https://login.example.gov audience=a jwks=keys", "", "no address"),
            (&format!("{good};{good}"), "", "twice"),
            ("", &format!("{ISSUER} sub:x = NAM/Portal"), "not one of"),
            (&good, &format!("{ISSUER}/ sub:x = NAM/Portal"), "not one of"),
            (&good, &format!("{ISSUER} x = NAM/Portal"), "not understood"),
            (&good, &format!("{ISSUER} sub: = NAM/Portal"), "not understood"),
            (&good, &format!("{ISSUER} sub:x NAM/Portal"), "not understood"),
            (&good, &format!("{ISSUER} sub:x = Portal"), "CODE/NAME"),
            (&good, &format!("{ISSUER} sub:x = NAM/"), "CODE/NAME"),
            (
                &good,
                &format!("{ISSUER} sub:x = NAM/A;{ISSUER} sub:x = NAM/B"),
                "already",
            ),
        ] {
            let sentence = read(providers, allow).unwrap_err();
            assert!(sentence.contains(words), "{providers} {allow}: {sentence}");
        }
        assert!(read("http://127.0.0.1:9 audience=a", "").is_ok());
    }
}
