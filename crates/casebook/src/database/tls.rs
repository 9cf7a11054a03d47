//! Encrypting the connection to PostgreSQL, as its own programs mean `sslmode` and `sslrootcert`: `prefer` and `require`
//! encrypt without asking whose certificate it is, unless the authority is named that signed it.

use std::error::Error as StdError;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

type Failure = Box<dyn StdError + Send + Sync>;

/// What encrypts a connection; with `authorities`, a file of certificates in PEM, only to a server whose certificate one
/// of them signed for its name.
pub(super) fn connector(authorities: Option<&Path>) -> Result<MakeRustlsConnect, Failure> {
    let provider = Arc::new(ring::default_provider());
    let versions = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = versions.with_safe_default_protocol_versions()?;
    let config = match authorities {
        Some(file) => builder.with_root_certificates(read(file)?).with_no_client_auth(),
        None => {
            let any = Arc::new(AnyCertificate(provider));
            builder.dangerous().with_custom_certificate_verifier(any).with_no_client_auth()
        }
    };
    Ok(MakeRustlsConnect::new(config))
}

fn read(file: &Path) -> Result<RootCertStore, Failure> {
    let named = |what: String| format!("`{}`: {what}", file.display());
    let certificates = CertificateDer::pem_file_iter(file).map_err(|error| named(error.to_string()))?;
    let mut known = RootCertStore::empty();
    for certificate in certificates {
        known.add(certificate.map_err(|error| named(error.to_string()))?)?;
    }
    if known.is_empty() { Err(named("expected a certificate in PEM".to_owned()).into()) } else { Ok(known) }
}

/// Takes any certificate whose key the server has: nobody listens in, but the server may be another one.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
