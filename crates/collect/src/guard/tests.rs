use super::{Inside, V4, V6, inside, is_allowed};

fn check(address: &str, expected: Option<Inside>) {
    assert_eq!(inside(address.parse().unwrap()), expected, "{address}");
}

#[test]
fn version_4_first_and_last_of_each_network_and_their_neighbours() {
    for (first, last, why, before, behind) in [
        ("0.0.0.0", "0.255.255.255", Inside::Loopback, None, Some("1.0.0.0")),
        ("10.0.0.0", "10.255.255.255", Inside::Private, Some("9.255.255.255"), Some("11.0.0.0")),
        ("100.64.0.0", "100.127.255.255", Inside::Shared, Some("100.63.255.255"), Some("100.128.0.0")),
        ("127.0.0.0", "127.255.255.255", Inside::Loopback, Some("126.255.255.255"), Some("128.0.0.0")),
        ("169.254.0.0", "169.254.255.255", Inside::LinkLocal, Some("169.253.255.255"), Some("169.255.0.0")),
        ("172.16.0.0", "172.31.255.255", Inside::Private, Some("172.15.255.255"), Some("172.32.0.0")),
        ("168.63.129.16", "168.63.129.16", Inside::LinkLocal, Some("168.63.129.15"), Some("168.63.129.17")),
        ("192.0.0.0", "192.0.0.255", Inside::Reserved, Some("191.255.255.255"), Some("192.0.1.0")),
        ("192.0.2.0", "192.0.2.255", Inside::Reserved, Some("192.0.1.255"), Some("192.0.3.0")),
        ("192.88.99.0", "192.88.99.255", Inside::Reserved, Some("192.88.98.255"), Some("192.88.100.0")),
        ("192.168.0.0", "192.168.255.255", Inside::Private, Some("192.167.255.255"), Some("192.169.0.0")),
        ("198.18.0.0", "198.19.255.255", Inside::Reserved, Some("198.17.255.255"), Some("198.20.0.0")),
        ("198.51.100.0", "198.51.100.255", Inside::Reserved, Some("198.51.99.255"), Some("198.51.101.0")),
        ("203.0.113.0", "203.0.113.255", Inside::Reserved, Some("203.0.112.255"), Some("203.0.114.0")),
        ("224.0.0.0", "239.255.255.255", Inside::Multicast, Some("223.255.255.255"), None),
        ("240.0.0.0", "255.255.255.255", Inside::Reserved, None, None),
    ] {
        check(first, Some(why));
        check(last, Some(why));
        for neighbour in [before, behind].into_iter().flatten() {
            check(neighbour, None);
        }
    }
}

#[test]
fn version_6() {
    for address in ["::", "::1", "0:0:0:0:0:0:0:1"] {
        check(address, Some(Inside::Loopback));
    }
    for address in
        ["fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fd12:3456::1", "fec0::1", "64:ff9b:1::1"]
    {
        check(address, Some(Inside::Private));
    }
    for address in ["fe80::1", "febf:ffff::1", "fd00:ec2::254"] {
        check(address, Some(Inside::LinkLocal));
    }
    for address in ["ff02::1", "ff0e::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"] {
        check(address, Some(Inside::Multicast));
    }
    for address in [
        "100::1",
        "100:0:0:1::1",
        "2001:db8::1",
        "2001:2::1",
        "2001:10::1",
        "2001:2f:ffff::1",
        "3fff:fff::1",
        "5f00::1",
        "4000::1",
        "::2:0:0:1",
        "1::",
    ] {
        check(address, Some(Inside::Reserved));
    }
    for address in [
        "2001:4860:4860::8888",
        "2400:cb00::1",
        "2600::",
        "2a00:1450::1",
        "2001:db7::1",
        "2001:db9::1",
        "3ffe::1",
    ] {
        check(address, None);
    }
}

#[test]
fn version_4_in_version_6_is_judged_as_version_4() {
    for (inner, why) in [
        ("127.0.0.1", Some(Inside::Loopback)),
        ("10.1.2.3", Some(Inside::Private)),
        ("169.254.169.254", Some(Inside::LinkLocal)),
        ("100.64.0.1", Some(Inside::Shared)),
        ("224.0.0.1", Some(Inside::Multicast)),
        ("255.255.255.255", Some(Inside::Reserved)),
        ("93.184.215.14", None),
    ] {
        let [a, b, c, d] = inner.parse::<std::net::Ipv4Addr>().unwrap().octets();
        let hex = format!("{a:02x}{b:02x}:{c:02x}{d:02x}");
        let turned = format!("{:02x}{:02x}:{:02x}{:02x}", !a, !b, !c, !d);
        check(&format!("::ffff:{inner}"), why);
        check(&format!("::ffff:0:{inner}"), why);
        check(&format!("64:ff9b::{inner}"), why);
        check(&format!("2002:{hex}::1"), why);
        check(&format!("2001:0:{hex}::"), Some(why.unwrap_or(Inside::Reserved)));
        check(&format!("2001:0:5db8:d70e:0:0:{turned}"), why);
        check(&format!("2600:1:2:3:0:5efe:{hex}"), why);
        check(&format!("2600:1:2:3:200:5efe:{hex}"), why);
        if inner != "127.0.0.1" {
            check(&format!("::{inner}"), why);
        }
    }
}

#[test]
fn the_tables_hold_networks() {
    for (network, length, _) in V4 {
        let host = u32::MAX.checked_shr(length).unwrap_or(0);
        assert_eq!(u32::from_be_bytes(network) & host, 0, "{network:?}/{length}");
    }
    for (network, length, _) in V6 {
        let host = u128::MAX.checked_shr(length).unwrap_or(0);
        assert_eq!(std::net::Ipv6Addr::from(network).to_bits() & host, 0, "{network:?}/{length}");
    }
}

#[test]
fn hosts_are_allowed_by_name() {
    let allowed = ["intranet.example.com".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    for host in ["Intranet.Example.COM", "intranet.example.com.", "127.0.0.1", "[::1]"] {
        assert!(is_allowed(host, &allowed), "{host}");
    }
    for host in ["example.com", "a.intranet.example.com", "127.0.0.2", "", "."] {
        assert!(!is_allowed(host, &allowed), "{host}");
    }
    assert!(!is_allowed("", &[String::new()]));
}

proptest::proptest! {
    #[test]
    fn mapped_is_as_plain(bits in proptest::num::u32::ANY) {
        let plain = std::net::Ipv4Addr::from_bits(bits);
        proptest::prop_assert_eq!(inside(plain.into()), inside(plain.to_ipv6_mapped().into()));
    }

    #[test]
    fn what_is_let_through_is_public(bits in proptest::num::u128::ANY) {
        let address = std::net::Ipv6Addr::from_bits(bits);
        if inside(address.into()).is_none() {
            proptest::prop_assert!(!address.is_loopback() && !address.is_multicast() && !address.is_unspecified());
        }
    }
}

#[test]
fn what_is_reached_from_its_own_address_is_this_machine() {
    let of = |local: &str, peer: &str| super::own(local.parse().unwrap(), peer.parse().unwrap());
    assert_eq!(of("93.184.215.14", "::ffff:93.184.215.14"), Some(Inside::Loopback));
    assert_eq!(of("93.184.215.14", "93.184.215.15"), None);
}
