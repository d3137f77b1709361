//! Whom to trust: the certificate authorities of Mozilla, without asking the machine, and those that the operator names.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs};

/// TLS that trusts the certificate authorities of Mozilla, and those in a PEM file of the operator's.
///
/// # Errors
/// A sentence for the operator.
pub(super) fn connector(authorities: Option<&Path>) -> Result<TlsConnector, String> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(path) = authorities {
        add(&mut roots, path)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

fn add(roots: &mut RootCertStore, path: &Path) -> Result<(), String> {
    let named = |e: &dyn fmt::Display| format!("{}: {e}", path.display());
    let before = roots.len();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|e| named(&e))? {
        roots
            .add(certificate.map_err(|e| named(&e))?)
            .map_err(|e| named(&e))?;
    }
    if roots.len() == before {
        return Err(named(&"there is no certificate in it"));
    }
    Ok(())
}
