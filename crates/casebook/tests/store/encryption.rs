//! Encrypted connections, to a server that takes no others.

use jikenbo_casebook::{Error, Place, Store};

use crate::book::identity;
use crate::server;

fn place(port: u16, schema: &str, how: &str) -> Place {
    let url = format!("postgres://jikenbo@localhost:{port}/postgres?schema={schema}{how}");
    Place::parse(&url).unwrap()
}

/// What the whole chain of causes says.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[test]
fn a_connection_is_encrypted_where_the_server_asks_for_it() {
    let Some((port, _)) = server::encrypted() else { return };
    let refused = Store::create(&place(port, "plain", "&sslmode=disable"), &identity()).err().unwrap();
    assert!(
        matches!(refused, Error::Open { .. }) && told(&refused).contains("no encryption"),
        "{}",
        told(&refused)
    );
    for (schema, how) in [("preferred", ""), ("asked", "&sslmode=prefer"), ("required", "&sslmode=require")] {
        Store::create(&place(port, schema, how), &identity()).unwrap();
        let mut store = Store::open(&place(port, schema, "&sslmode=require")).unwrap();
        assert_eq!(store.identity().unwrap(), identity(), "{how}");
    }
}

#[test]
fn a_server_is_known_by_the_authority_that_signed_for_it() {
    let Some((port, folder)) = server::encrypted() else { return };
    let by = |name: &str| format!("&sslmode=require&sslrootcert={}", folder.join(name).display());
    Store::create(&place(port, "signed", &by("ca.crt")), &identity()).unwrap();
    for (name, why) in [("other.crt", "certificate"), ("names", "PEM"), ("none.crt", "none.crt")] {
        let refused = Store::open(&place(port, "signed", &by(name))).err().unwrap();
        assert!(matches!(refused, Error::Open { .. }), "{name}: {refused}");
        assert!(told(&refused).contains(why), "{name}: {}", told(&refused));
    }
}

#[test]
fn a_server_without_encryption_is_refused_where_it_is_required() {
    // Answers as a server does that cannot encrypt.
    let listener = std::net::TcpListener::bind(("localhost", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut client, _) = listener.accept().unwrap();
        client.read_exact(&mut [0; 8]).unwrap();
        client.write_all(b"N").unwrap();
    });
    let refused = Store::open(&place(port, "x", "&sslmode=require")).err().unwrap();
    server.join().unwrap();
    assert!(told(&refused).contains("TLS"), "{}", told(&refused));
}
