use url::Url;

use super::words::lists;

/// Whether `other` is of the site of `url`, or of those who publish for others.
pub(super) fn is_own(url: &str, other: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (Some(one), Some(two)) = (host(url), host(other)) else { return false };
    site(&one) == site(&two) || lists().hosts.ends.iter().any(|end| is_below(&two, end))
}

fn is_below(host: &str, end: &str) -> bool {
    host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The part of a host's name that an organisation has, by the public suffix list: `example.co.jp` of `www.example.co.jp`,
/// `city.example.tokyo.jp` of `www.city.example.tokyo.jp`. Below `lg.jp` towns and their prefecture share a name, so that it is a part
/// longer there: `city.example.lg.jp`. Of a number, a bare name and a suffix itself all of it.
fn site(host: &str) -> &str {
    let is_number = host.parse::<std::net::IpAddr>().is_ok() || host.starts_with('[');
    let Some(own) = psl::domain_str(host).filter(|_| !is_number) else { return host };
    let is_shared = own.ends_with(".lg.jp");
    let before = host.strip_suffix(own).and_then(|rest| rest.strip_suffix('.')).filter(|_| is_shared);
    let kind = before.map(|rest| rest.rsplit('.').next().unwrap_or_default());
    match kind {
        Some(kind) if LOCAL.contains(&kind) => &host[host.len() - own.len() - kind.len() - 1..],
        _ => own,
    }
}

/// How kinds of local government are called in their hosts' names.
const LOCAL: [&str; 6] = ["city", "town", "vill", "pref", "metro", "ward"];

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
        // A prefecture is not the town of its name, nor are two customers of one host one.
        assert!(!same("www.pref.example.lg.jp", "www.city.example.lg.jp"));
        assert!(same("www.city.adachi.tokyo.jp", "kosodate.city.adachi.tokyo.jp"));
        assert!(!same("www.city.adachi.tokyo.jp", "www.city.ota.tokyo.jp"));
        assert!(same("www.city.sapporo.jp", "kyoiku.city.sapporo.jp"));
        assert!(!same("one.github.io", "two.github.io") && !same("one.blogspot.com", "two.blogspot.com"));
        assert!(same("www.example.ne.jp", "example.ne.jp") && !same("a.ne.jp", "b.ne.jp"));
        assert!(same("localhost", "localhost") && !same("[2001:db8::1]", "[2001:db8::2]"));
        assert!(same("www.example.co.jp", "ssl4.eir-parts.net") && !same("example.com", "noteir-parts.net"));
    }
}
