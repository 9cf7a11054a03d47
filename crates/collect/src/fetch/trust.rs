//! TLS: whom we believe, and what we speak.

use std::sync::{Arc, OnceLock};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::failure::{Broke, Fault};
use crate::Error;

/// Certificate authorities of an own network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Reads the certificates of one or several, in PEM form (`-----BEGIN CERTIFICATE-----`).
    ///
    /// # Errors
    /// [`Error::Authorities`] where there is none, or one that is none.
    pub fn read(pem: &[u8]) -> Result<Self, Error> {
        let wrong = |source| Error::Authorities { source };
        let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let found = found.map_err(|source| wrong(Some(source.into())))?;
        if found.is_empty() {
            return Err(wrong(None));
        }
        let mut roots = RootCertStore::empty();
        found
            .iter()
            .try_for_each(|one| roots.add(one.clone()))
            .map_err(|source| wrong(Some(source.into())))?;
        Ok(Self(found))
    }
}

/// The certificate authorities that are believed: Mozilla's, and those of an own network.
#[derive(Debug, Default)]
pub(super) struct Trust {
    own: Authorities,
    config: OnceLock<Result<Arc<ClientConfig>, rustls::Error>>,
}

impl Trust {
    pub(super) fn new(own: Authorities) -> Self {
        Self { own, config: OnceLock::new() }
    }

    /// How connections are encrypted; made once.
    pub(super) fn config(&self) -> Result<Arc<ClientConfig>, Broke> {
        let made = self.config.get_or_init(|| made(&self.own.0).map(Arc::new));
        made.clone().map_err(|source| Broke::new(Fault::Tls, source))
    }
}

fn made(own: &[CertificateDer<'static>]) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    own.iter().try_for_each(|one| roots.add(one.clone()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
