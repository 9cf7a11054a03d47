//! `TimeStampResp` of RFC 3161, and within it the `SignedData` of RFC 5652 with its `TSTInfo`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::TimestampInfo;
use super::der::{BOOLEAN, CONTEXT_0, INTEGER, OCTETS, OID, Reader, SEQUENCE, SET, TIME, dotted, hex};
use super::request::SHA256;
use crate::Sha256;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// Reads the reply and compares its digest; what is wrong is told in words.
pub(super) fn read(reply: &[u8], manifest: Sha256) -> Result<TimestampInfo, String> {
    let broken = || "expected a DER reply of RFC 3161, but found other bytes".to_owned();
    let mut outer = Reader::new(reply);
    let mut response = outer.open(SEQUENCE).filter(|_| outer.is_empty()).ok_or_else(broken)?;
    granted(response.open(SEQUENCE).ok_or_else(broken)?)?;
    let info = info(&mut response).ok_or_else(broken)?;
    let (digest, stamp) = stamp(Reader::new(info)).ok_or_else(broken)?;
    let found = digest.ok_or("expected a time-stamp of a SHA-256, but found another digest")?;
    if found != manifest {
        return Err(format!("expected a time-stamp of `{manifest}`, but found one of `{found}`"));
    }
    Ok(stamp)
}

/// Status 0 is granted, 1 granted with changes; else there is no time-stamp.
fn granted(mut status: Reader<'_>) -> Result<(), String> {
    let code = status.take(INTEGER).map(hex).ok_or("expected a status, but found none")?;
    if code == "0" || code == "1" {
        return Ok(());
    }
    const UTF8: u8 = 0x0c;
    let words = status.open(SEQUENCE).and_then(|mut words| words.take(UTF8)).map(String::from_utf8_lossy);
    let words = words.map(|words| {
        format!(": {}", words.chars().filter(|c| !c.is_control()).take(200).collect::<String>())
    });
    Err(format!("the authority refused with status {code}{}", words.unwrap_or_default()))
}

/// The bytes of the `TSTInfo`.
fn info<'a>(response: &mut Reader<'a>) -> Option<&'a [u8]> {
    let mut token = response.open(SEQUENCE)?;
    is_oid(token.take(OID)?, SIGNED_DATA)?;
    let mut signed = token.open(CONTEXT_0)?.open(SEQUENCE)?;
    signed.take(INTEGER)?;
    signed.take(SET)?;
    let mut content = signed.open(SEQUENCE)?;
    is_oid(content.take(OID)?, TST_INFO)?;
    content.open(CONTEXT_0)?.take(OCTETS)
}

fn is_oid(oid: &[u8], expected: &str) -> Option<()> {
    (dotted(oid)? == expected).then_some(())
}

/// The digest, where it is a SHA-256, and what else is attested.
fn stamp(mut outer: Reader<'_>) -> Option<(Option<Sha256>, TimestampInfo)> {
    let mut info = outer.open(SEQUENCE)?;
    info.take(INTEGER)?;
    let policy = dotted(info.take(OID)?)?;
    let mut imprint = info.open(SEQUENCE)?;
    let algorithm = imprint.open(SEQUENCE)?.take(OID)?;
    let digest: Result<[u8; 32], _> = imprint.take(OCTETS)?.try_into();
    let digest = digest.ok().filter(|_| algorithm == SHA256).map(Sha256::from_bytes);
    let serial = hex(info.take(INTEGER)?);
    let time = time(info.take(TIME)?)?;
    // Accuracy and the order of time-stamps may stand between.
    let _ = info.take(SEQUENCE);
    let _ = info.take(BOOLEAN);
    let nonce = info.take(INTEGER).map(hex);
    Some((digest, TimestampInfo { time, serial, policy, nonce }))
}

/// `20251206010203Z`, with or without a fraction of a second.
fn time(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').map_or((text, "0"), |(whole, fraction)| (whole, fraction));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || fraction.is_empty() || fraction.len() > 9 || !digits(fraction) {
        return None;
    }
    let part = |from: usize| whole[from..from + 2].parse::<i8>().ok();
    let nanoseconds = format!("{fraction:0<9}").parse().ok()?;
    let year = whole[..4].parse().ok()?;
    let time = DateTime::new(year, part(4)?, part(6)?, part(8)?, part(10)?, part(12)?, nanoseconds).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_may_have_a_fraction() {
        let read = |text: &str| time(text.as_bytes()).map(|time| time.to_string());
        assert_eq!(read("20251206010203Z").unwrap(), "2025-12-06T01:02:03Z");
        assert_eq!(read("20251206010203.25Z").unwrap(), "2025-12-06T01:02:03.25Z");
        for wrong in
            ["20251306010203Z", "20251206010203", "202512060102Z", "20251206010203.Z", "2025120601020éZ"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_refusal_is_told_in_its_words() {
        // status 2, "no"
        let refused = [0x30, 0x0b, 0x30, 0x09, 2, 1, 2, 0x30, 4, 0x0c, 2, b'n', b'o'];
        let problem = read(&refused, Sha256::of(b"")).unwrap_err();
        assert_eq!(problem, "the authority refused with status 2: no");
        assert!(read(b"<html>", Sha256::of(b"")).unwrap_err().starts_with("expected a DER reply"));
    }
}
