//! The system's clock and chance: the one place that asks for them.

use std::time::SystemTime;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::means::{Clock, Ids, Means};
use crate::Error;

/// The system's clock.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let milliseconds = i64::try_from(since.as_millis()).unwrap_or_default();
        Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// UUIDs of version 4 and variant 1, each the digest of the system's chance and a count.
struct SystemIds {
    chance: [u8; 32],
    count: u64,
}

impl Ids for SystemIds {
    fn record_id(&mut self) -> String {
        self.count += 1;
        let digest =
            Sha256::new().chain_update(self.chance).chain_update(self.count.to_be_bytes()).finalize();
        let bits = digest.iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        uuid(bits)
    }
}

/// `bits` as a UUID of version 4 and variant 1.
fn uuid(bits: u128) -> String {
    let version = (bits & !(0xf << 76)) | (0x4 << 76);
    let variant = (version & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{variant:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The system's clock and chance.
///
/// # Errors
/// [`Error::Chance`] where the system gives none.
pub fn means() -> Result<Means, Error> {
    let mut chance = [0; 32];
    getrandom::fill(&mut chance).map_err(|source| Error::Chance { source: Box::new(source) })?;
    Ok(Means::new(SystemClock, SystemIds { chance, count: 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_and_never_the_same() {
        assert_eq!(uuid(0), "urn:uuid:00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff");
        let means = means().unwrap();
        assert_ne!(means.record_id().unwrap(), means.record_id().unwrap());
    }
}
