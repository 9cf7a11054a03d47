use super::der::{BOOLEAN, NULL, OCTETS, OID, integer, sequence, value};
use crate::Sha256;

/// `2.16.840.1.101.3.4.2.1`
pub(super) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// The request (RFC 3161, `TimeStampReq`, DER) for a time-stamp of a manifest's bytes: SHA-256, any policy, the authority's
/// certificate asked for. `nonce` is to be random; the reply repeats it.
///
/// ```
/// let request = jikenbo_archive::timestamp_request(b"manifest", 12);
/// assert_eq!(request[0], 0x30);
/// ```
pub fn timestamp_request(manifest: &[u8], nonce: u64) -> Vec<u8> {
    let algorithm = sequence(&[value(OID, SHA256), value(NULL, &[])]);
    let imprint = sequence(&[algorithm, value(OCTETS, Sha256::of(manifest).as_bytes())]);
    sequence(&[integer(1), imprint, integer(nonce), value(BOOLEAN, &[0xff])])
}
