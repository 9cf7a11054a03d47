//! Time-stamps of a real authority: a throw-away one, made with openssl.

use std::fs;
use std::path::Path;
use std::process::Command;

use jikenbo_archive::{
    Code, Error, Sha256, VerifyOptions, check_timestamp_reply, keep_timestamp, timestamp_request, verify,
};
use tempfile::TempDir;

use crate::samples::{Archive, findings};

const NONCE: u64 = 0x0123_4567_89ab_cdef;

const SETTINGS: &str = "\
[tsa]
default_tsa = own
[own]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
accuracy = secs:1, millisecs:500
ordering = yes
clock_precision_digits = 3
ess_cert_id_alg = sha256
[extension]
extendedKeyUsage = critical, timeStamping
[dn]
";

fn openssl(folder: &Path, arguments: &str) -> Vec<u8> {
    let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A folder with an authority that signs what it is asked.
pub fn authority() -> TempDir {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    fs::write(path.join("tsa.cnf"), SETTINGS).unwrap();
    fs::write(path.join("serial"), "0A").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(path, &format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=example-ca"));
    openssl(path, &format!("req {key} -keyout tsa.key -out tsa.csr -subj /CN=example-tsa"));
    openssl(
        path,
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 2 -extfile tsa.cnf -extensions extension",
    );
    folder
}

pub fn reply(authority: &Path, request: &[u8]) -> Vec<u8> {
    fs::write(authority.join("request.tsq"), request).unwrap();
    openssl(authority, "ts -reply -config tsa.cnf -queryfile request.tsq -out reply.tsr");
    fs::read(authority.join("reply.tsr")).unwrap()
}

#[track_caller]
fn problem(outcome: Result<impl std::fmt::Debug, Error>) -> String {
    match outcome {
        Err(Error::Timestamp { problem }) => problem,
        other => panic!("{other:?}"),
    }
}

/// The whole way: request, reply, kept beside the manifest, verified here and by openssl.
#[test]
fn a_time_stamp_is_asked_checked_kept_and_verified() {
    let (authority, archive) = (authority(), Archive::filled());
    let manifest = fs::read(archive.path("seals/0000000003.json")).unwrap();
    let request = timestamp_request(&manifest, NONCE);
    let reply = reply(authority.path(), &request);
    let text = String::from_utf8(openssl(authority.path(), "ts -query -in request.tsq -text")).unwrap();
    for expected in
        ["Version: 1", "Hash Algorithm: sha256", "Nonce: 0x0123456789ABCDEF", "Certificate required: yes"]
    {
        assert!(text.contains(expected), "{text}");
    }
    let info = keep_timestamp(archive.root(), 3, &reply, Some(NONCE)).unwrap();
    assert_eq!(
        (info.serial.as_str(), info.policy.as_str(), info.nonce.as_deref()),
        ("b", "1.2.3.4.1", Some("123456789abcdef"))
    );
    let told = String::from_utf8(openssl(authority.path(), "ts -reply -in reply.tsr -text")).unwrap();
    let time = info.time.strftime("%b %e %H:%M:%S").to_string();
    assert!(told.contains(&format!("Time stamp: {time}")), "{told}\n{time}");

    for (from, to) in [("seals/0000000003.json", "m.json"), ("seals/0000000003.tsr", "m.tsr")] {
        fs::copy(archive.path(from), authority.path().join(to)).unwrap();
    }
    let verdict = openssl(authority.path(), "ts -verify -data m.json -in m.tsr -CAfile ca.pem");
    assert!(String::from_utf8_lossy(&verdict).contains("Verification: OK"));
    let mut sink = |finding| panic!("{finding:?}");
    let options = VerifyOptions { head: archive.head, ..VerifyOptions::default() };
    assert_eq!(verify(archive.root(), &options, &mut sink, &mut |_| {}).unwrap().timestamps, 1);
    assert!(matches!(
        keep_timestamp(archive.root(), 3, &self::reply(authority.path(), &request), None),
        Err(Error::Exists { .. })
    ));
}

#[test]
fn a_time_stamp_for_something_else_is_refused() {
    let authority = authority();
    let digest = Sha256::of(b"manifest");
    let good = reply(authority.path(), &timestamp_request(b"manifest", NONCE));
    assert!(check_timestamp_reply(&good, digest, Some(NONCE)).is_ok());
    assert!(
        problem(check_timestamp_reply(&good, digest, Some(7)))
            .starts_with("expected the request's nonce `7`")
    );
    let other = problem(check_timestamp_reply(&good, Sha256::of(b"other"), None));
    assert!(other.starts_with("expected a time-stamp of `"), "{other}");
    for cut in 0..good.len() {
        problem(check_timestamp_reply(&good[..cut], digest, None));
    }
    let long = [&good[..], b"x"].concat();
    assert!(problem(check_timestamp_reply(&long, digest, None)).starts_with("expected a DER reply"));

    // The same authority on another digest of the same bytes.
    fs::write(authority.path().join("m"), "manifest").unwrap();
    openssl(authority.path(), "ts -query -data m -sha384 -out request.tsq");
    let request = fs::read(authority.path().join("request.tsq")).unwrap();
    let told = problem(check_timestamp_reply(&reply(authority.path(), &request), digest, None));
    assert_eq!(told, "expected a time-stamp of a SHA-256, but found another digest");
    // And one that it refuses.
    openssl(authority.path(), "ts -query -data m -sha512 -out request.tsq");
    let request = fs::read(authority.path().join("request.tsq")).unwrap();
    let told = problem(check_timestamp_reply(&reply(authority.path(), &request), digest, None));
    assert!(told.starts_with("the authority refused with status 2: "), "{told}");
}

#[test]
fn a_kept_time_stamp_that_does_not_fit_is_a_fault() {
    let (authority, archive) = (authority(), Archive::filled());
    let manifest = fs::read(archive.path("seals/0000000001.json")).unwrap();
    let reply = reply(authority.path(), &timestamp_request(&manifest, NONCE));
    assert!(keep_timestamp(archive.root(), 3, &reply, None).is_err());
    for (name, code) in
        [("seals/0000000003.tsr", Code::Timestamp), ("seals/0000000002.tsr", Code::SealMissing)]
    {
        fs::write(archive.path(name), &reply).unwrap();
        let (faults, _) = findings(archive.root(), archive.head);
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [code]);
        fs::remove_file(archive.path(name)).unwrap();
    }
}
