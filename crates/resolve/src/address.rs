/// One spelling of a web address: without scheme, `www.`, default port, fragment, index page, last slash and tracking
/// parameters; the host in lower case; of a web archive's copy the address that it is a copy of. Empty where `url` is none.
///
/// ```
/// use jikenbo_resolve::address;
/// assert_eq!(address("http://WWW.example.com:80/news/?utm_source=x#top"), "example.com/news");
/// assert_eq!(address("https://archive.example/web/20231101000000/https://example.com/a.pdf"), "example.com/a.pdf");
/// assert_eq!(address("mailto:a@example.com"), "");
/// ```
pub fn address(url: &str) -> String {
    let url = archived(url.trim());
    let Some((scheme, rest)) = url.split_once("://") else { return String::new() };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return String::new();
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let mut out = host_of(host);
    let path = path.trim_end_matches('/');
    let path = ["index.html", "index.htm", "index.php"]
        .iter()
        .find_map(|page| path.strip_suffix(page))
        .unwrap_or(path);
    for part in path.split('/').filter(|part| !part.is_empty()) {
        out.push('/');
        out.push_str(part);
    }
    let mut parameters: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    parameters.sort_unstable();
    if !parameters.is_empty() {
        out.push('?');
        out.push_str(&parameters.join("&"));
    }
    out
}

/// The address inside the address of a web archive's copy.
fn archived(url: &str) -> &str {
    let starts = url.match_indices("/http").map(|(at, _)| &url[at + 1..]);
    starts.filter(|inner| inner.starts_with("http://") || inner.starts_with("https://")).last().unwrap_or(url)
}

fn host_of(host: &str) -> String {
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.').to_owned()
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.starts_with("utm_")
        || ["fbclid", "gclid", "yclid", "_ga", "mc_cid", "mc_eid", "ref", "m"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_one() {
        let one = address("https://example.com/news/001.html");
        for url in ["http://www.example.com/news/001.html", "https://example.com:443/news//001.html#a"] {
            assert_eq!(address(url), one, "{url}");
        }
        assert_ne!(address("https://example.com/news?id=1"), address("https://example.com/news?id=2"));
        assert_eq!(address("https://example.com/n/index.html"), address("https://example.com/n/"));
    }

    proptest::proptest! {
        #[test]
        fn twice_is_once(path in "[a-z0-9/?&=#.]{0,30}") {
            let once = address(&format!("https://example.com/{path}"));
            proptest::prop_assert_eq!(address(&format!("https://{once}")), once);
        }
    }
}
