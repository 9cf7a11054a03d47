//! Where more is told of what an attack left: links to public services, after `data/lookup.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jikenbo_figures::Lang;
use jikenbo_model::Indicator;
use jikenbo_model::vocabulary::IndicatorType;
use serde::{Deserialize, Serialize};

/// What stands in an address for the indicator.
const HOLE: &str = "{value}";
/// Hexadecimal digits of a SHA-256.
const SHA256: usize = 64;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    service: Vec<Service>,
}

/// A public service, and its address for each kind of indicator.
#[derive(Debug, Deserialize)]
struct Service {
    name: String,
    of: Of,
    /// The kinds that are percent-encoded twice.
    #[serde(default)]
    twice: Vec<Kind>,
    #[serde(flatten)]
    addresses: BTreeMap<Kind, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    ja: String,
    en: String,
}

/// What a service looks up; an AS number is no fact yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Domain,
    Url,
    Ip,
    Asn,
    Mail,
    Hash,
    Sha256,
    Cve,
}

/// Where an indicator is looked up.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Lookup {
    name: &'static str,
    of: &'static str,
    pub(crate) href: String,
}

fn services() -> &'static [Service] {
    static SERVICES: OnceLock<Services> = OnceLock::new();
    let read =
        || toml::from_str(include_str!("../data/lookup.toml")).expect("a table in data/ that the tests read");
    &SERVICES.get_or_init(read).service
}

/// Where `indicator` is looked up, in the order of the data file. Nothing where it is masked, or of a kind that no service knows.
pub(crate) fn lookups(indicator: &Indicator, lang: Lang) -> Vec<Lookup> {
    let value = indicator.value.trim();
    if value.is_empty() || value.contains(['*', '＊']) {
        return Vec::new();
    }
    let kinds = kinds(indicator.kind, value);
    let found = |service: &'static Service| {
        let (kind, address) = kinds.iter().find_map(|kind| service.addresses.get_key_value(kind))?;
        let once = encode(value);
        let encoded = if service.twice.contains(kind) { encode(&once) } else { once };
        let of = if lang == Lang::Ja { &service.of.ja } else { &service.of.en };
        Some(Lookup { name: &service.name, of, href: address.replace(HOLE, &encoded) })
    };
    services().iter().filter_map(found).collect()
}

fn kinds(kind: IndicatorType, value: &str) -> BTreeSet<Kind> {
    match kind {
        IndicatorType::Cve => BTreeSet::from([Kind::Cve]),
        IndicatorType::Domain => BTreeSet::from([Kind::Domain]),
        IndicatorType::Url => BTreeSet::from([Kind::Url]),
        IndicatorType::Email => BTreeSet::from([Kind::Mail]),
        IndicatorType::Ip => BTreeSet::from([Kind::Ip]),
        IndicatorType::Hash if value.len() == SHA256 => BTreeSet::from([Kind::Hash, Kind::Sha256]),
        IndicatorType::Hash => BTreeSet::from([Kind::Hash]),
        IndicatorType::Malware | IndicatorType::Product => BTreeSet::new(),
    }
}

/// Percent-encoded but for the unreserved characters of RFC 3986, 2.3.
fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hrefs(kind: IndicatorType, value: &str) -> Vec<String> {
        let indicator = Indicator { kind, value: value.to_owned() };
        lookups(&indicator, Lang::Ja).into_iter().map(|one| one.href).collect()
    }

    #[test]
    fn there_are_thirty_services_whose_addresses_are_sound() {
        let services = services();
        assert!(services.len() >= 30, "{}", services.len());
        let mut names = BTreeSet::new();
        for service in services {
            assert!(names.insert(&service.name), "{} is there twice", service.name);
            assert!(!service.addresses.is_empty() && !service.of.ja.is_empty() && !service.of.en.is_empty());
            for address in service.addresses.values() {
                let rest = address.strip_prefix("https://").expect("https alone");
                assert!(address.matches(HOLE).count() <= 1, "{address}");
                let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
                assert!(host.contains('.') && !host.contains(['{', '@', ':']), "{address}");
                let left = address.replace(HOLE, "");
                assert!(!left.contains(['{', '}', ' ', '"', '<', '>', '\'']) && left.is_ascii(), "{address}");
            }
        }
        let mail =
            services.iter().filter_map(|one| one.addresses.get(&Kind::Mail)).any(|it| it.contains(HOLE));
        assert!(!mail, "a mail address may be a person's, and no link gives it away");
        let typed = services.iter().filter(|one| !one.addresses.values().any(|it| it.contains(HOLE)));
        assert!(typed.count() <= 2, "nearly all are asked by a link");
        for kind in [Kind::Domain, Kind::Url, Kind::Ip, Kind::Asn, Kind::Hash, Kind::Cve] {
            assert!(services.iter().filter(|one| one.addresses.contains_key(&kind)).count() >= 2, "{kind:?}");
        }
    }

    #[test]
    fn an_indicator_is_encoded_into_the_address() {
        let url = hrefs(IndicatorType::Url, "http://bad.example.net/?a=\"><b>");
        let encoded = "http%3A%2F%2Fbad.example.net%2F%3Fa%3D%22%3E%3Cb%3E";
        assert!(url.contains(&format!("https://otx.alienvault.com/indicator/url/{encoded}")), "{url:?}");
        let twice = encoded.replace('%', "%25");
        assert!(url.contains(&format!("https://www.virustotal.com/gui/search/{twice}")), "{url:?}");
        assert!(
            hrefs(IndicatorType::Ip, "2001:db8::1")
                .contains(&"https://bgp.he.net/ip/2001%3Adb8%3A%3A1".to_owned())
        );
    }

    #[test]
    fn a_digest_is_looked_up_by_its_length_and_names_nowhere() {
        let bazaar = |value: &str| hrefs(IndicatorType::Hash, value).iter().any(|it| it.contains("bazaar"));
        assert!(bazaar(&"a".repeat(64)) && !bazaar(&"a".repeat(32)));
        assert!(!hrefs(IndicatorType::Hash, &"a".repeat(32)).is_empty());
        assert!(
            hrefs(IndicatorType::Malware, "例示").is_empty()
                && hrefs(IndicatorType::Email, "***@example.com").is_empty()
        );
    }
}
