use url::Url;

use super::words::lists;

/// Second levels below a country under which organisations have their names.
const SHARED: [&str; 13] = ["co", "or", "ne", "ac", "ad", "go", "gr", "ed", "lg", "com", "org", "net", "gov"];

/// Whether `other` is of the site of `url`, or of those who publish for others.
pub(super) fn is_own(url: &str, other: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (Some(one), Some(two)) = (host(url), host(other)) else { return false };
    site(&one) == site(&two) || lists().hosts.ends.iter().any(|end| is_below(&two, end))
}

fn is_below(host: &str, end: &str) -> bool {
    host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The part of a host's name that an organisation has: `example.co.jp` of `www.example.co.jp`, `city.example.lg.jp` of
/// `www.city.example.lg.jp`; of prefectures' names (`city.example.tokyo.jp`) four parts.
fn site(host: &str) -> &str {
    let parts: Vec<&str> = host.split('.').collect();
    if host.parse::<std::net::IpAddr>().is_ok() || host.contains(':') || parts.len() < 3 {
        return host;
    }
    let second = parts.get(parts.len() - 2).copied().unwrap_or_default();
    let is_country = parts.last().is_some_and(|last| last.len() == 2);
    let has_city = parts.iter().any(|part| matches!(*part, "city" | "town" | "vill" | "pref" | "metro"));
    let own = match (is_country, SHARED.contains(&second)) {
        (true, true) if second == "lg" && has_city => 4,
        (true, true) => 3,
        (true, false) if has_city => 4,
        _ => 2,
    };
    let skipped = parts.len().saturating_sub(own);
    let at: usize = parts.iter().take(skipped).map(|part| part.len() + 1).sum();
    host.get(at..).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_site_and_not_a_neighbour() {
        let same =
            |one: &str, two: &str| is_own(&format!("https://{one}/a"), &format!("https://{two}/b.pdf"));
        assert!(same("www.example.co.jp", "ir.example.co.jp") && same("example.com", "cdn.example.com"));
        assert!(same("www.city.example.lg.jp", "www2.city.example.lg.jp"));
        assert!(same("127.0.0.1", "127.0.0.1") && !same("127.0.0.1", "127.0.0.2"));
        assert!(!same("www.example.co.jp", "other.co.jp") && !same("a.example.jp", "a.example.org"));
        assert!(!same("www.city.example.lg.jp", "www.city.other.lg.jp"));
        assert!(same("www.example.co.jp", "ssl4.eir-parts.net") && !same("example.com", "noteir-parts.net"));
    }
}
