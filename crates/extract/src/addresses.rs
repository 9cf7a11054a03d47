//! Addresses in a text: mail, web and network addresses, file hashes, telephone numbers; also such as are written so
//! that nobody clicks them (`hxxp://example[.]com`).

use jikenbo_model::Span;

/// What kind of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressKind {
    Url,
    Email,
    Domain,
    Ip,
    Hash,
    Phone,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) kind: AddressKind,
    /// Its words in the text.
    pub(crate) span: Span,
    /// As it is used, without the marks that make it harmless.
    pub(crate) value: String,
    /// It was written so that nobody clicks it.
    pub(crate) defanged: bool,
}

/// Endings that are files and not domains.
const FILES: &[&str] = &[
    "exe", "zip", "doc", "docx", "xls", "xlsx", "xlsm", "pdf", "dll", "html", "htm", "jpg", "png", "gif",
    "csv", "txt", "js", "php", "ppt", "pptx", "bat", "ps1", "lnk", "iso", "rar", "aspx", "asp", "mp4",
];

/// All addresses in `text`, in order; they do not overlap.
pub(crate) fn find(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    for run in runs(text) {
        for part in parts(text, run) {
            found.extend(read(text, part));
        }
    }
    found
}

/// Stretches of characters that addresses are written in, as far as they may hold one: with a dot, an @ or a hyphen
/// between digits, or ten digits in a row.
fn runs(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(next) = next_ascii(bytes, at) {
        // Long marks before it belong to it.
        let marks = bytes[at..next].rchunks("ー".len()).take_while(|&mark| mark == "ー".as_bytes()).count();
        at = next - marks * "ー".len();
        let start = at;
        let mut marked = false;
        while let Some(length) = inside(bytes, at) {
            marked |= length > 1 || matches!(bytes[at], b'.' | b'@' | b'-');
            at += length;
        }
        if marked && at - start >= "a@b.jp".len() || at - start >= 10 {
            runs.push(Span::new(start, at));
        }
        // Behind it stands a character that no address is written with; the bytes of one beyond ASCII are skipped anyway.
        at += 1;
    }
    runs
}

/// The first ASCII byte from `at` on. Eight bytes at a time, as most of a Japanese text has none.
fn next_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    const HIGH: [u8; 8] = [0x80; 8];
    let rest = bytes.get(at..)?;
    let (eights, _) = rest.as_chunks::<8>();
    let plain =
        |eight: &&[u8; 8]| u64::from_ne_bytes(**eight) & u64::from_ne_bytes(HIGH) == u64::from_ne_bytes(HIGH);
    let skipped = 8 * eights.iter().take_while(plain).count();
    rest[skipped..].iter().position(u8::is_ascii).map(|found| at + skipped + found)
}

/// The length of the character at byte `at`, if addresses are written with it: ASCII, or a long mark for a hyphen.
fn inside(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'<' | b'>' | b'"' | b'|' | b'`' | b'{' | b'}' => None,
        byte if byte.is_ascii_graphic() => Some(1),
        0xE3 => bytes.get(at..)?.starts_with("ー".as_bytes()).then_some("ー".len()),
        _ => None,
    }
}

/// A stretch cut where one address ends and the next begins. A web address goes to the end of its stretch.
fn parts(text: &str, run: Span) -> Vec<Span> {
    let words = run.of(text).unwrap_or("");
    let web = ["http", "hxxp", "HTTP"].iter().filter_map(|scheme| words.find(scheme)).min();
    let plain = web.unwrap_or(words.len());
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices().filter(|&(at, _)| at < plain) {
        if matches!(c, ',' | ';' | ':' | '(' | ')' | '=' | '&' | '!' | '?' | '*' | '\'')
            || c == '/' && !mask(words, at)
        {
            parts.push(Span::new(start, at));
            start = at + c.len_utf8();
        }
    }
    parts.push(Span::new(start.min(plain), plain));
    parts.extend(web.map(|at| Span::new(at, words.len())));
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.shift(run.start)).collect()
}

/// Whether a slash stands before the length of a network's prefix: `192.0.2.0/24`.
fn mask(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or("");
    let after = words.get(at + 1..).unwrap_or("");
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && before.rsplit('.').take(4).filter(|part| part.ends_with(|c: char| c.is_ascii_digit())).count() == 4
}

fn read(text: &str, span: Span) -> Option<Address> {
    let words = span.of(text)?;
    let trimmed = words
        .trim_end_matches(['.', ',', ')', ']', '-', ':', ';', '\'', 'ー', '/'])
        .trim_start_matches(['[', '.', '-', '#', '@', '\'', 'ー']);
    let trimmed = if words.starts_with("http") || words.starts_with("hxxp") {
        words.trim_end_matches(['.', ',', ')', ';', '\'', 'ー'])
    } else {
        trimmed
    };
    let start = span.start + words.find(trimmed)?;
    let value = refang(trimmed);
    let kind = kind(&value)?;
    if kind == AddressKind::Domain && is_blotted(text, start) {
        return None;
    }
    let value = if kind == AddressKind::Phone { value.replace('ー', "-") } else { value };
    let defanged = value != trimmed && kind != AddressKind::Phone;
    Some(Address { kind, span: Span::new(start, start + trimmed.len()), value, defanged })
}

/// Whether signs that blot out the rest of an address stand before `at`: 「〇〇@example.jp」, 「###.example.jp」.
fn is_blotted(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    head.trim_end_matches(['@', '.']).ends_with(['〇', '○', '●', '#'])
}

fn refang(words: &str) -> String {
    let words = words
        .replace("[.]", ".")
        .replace("[:]", ":")
        .replace("[@]", "@")
        .replace("[at]", "@")
        .replace("[dot]", ".");
    if words.starts_with("hxxp") { words.replacen("hxxp", "http", 1) } else { words }
}

fn kind(words: &str) -> Option<AddressKind> {
    if words.starts_with("http://") || words.starts_with("https://") || words.starts_with("HTTP") {
        return (words.len() > "https://".len() && words.contains('.')).then_some(AddressKind::Url);
    }
    if let Some((local, domain)) = words.split_once('@') {
        return (!local.is_empty() && is_domain(domain)).then_some(AddressKind::Email);
    }
    if is_ip(words) {
        return Some(AddressKind::Ip);
    }
    if matches!(words.len(), 32 | 40 | 64) && words.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return words.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(AddressKind::Hash);
    }
    if is_phone(words) {
        return Some(AddressKind::Phone);
    }
    is_domain(words).then_some(AddressKind::Domain)
}

fn is_ip(words: &str) -> bool {
    let (address, length) = words.split_once('/').unwrap_or((words, "0"));
    let parts: Vec<&str> = address.split('.').collect();
    parts.len() == 4
        && parts.iter().all(|part| part.len() <= 3 && part.parse::<u8>().is_ok())
        && length.parse::<u8>().is_ok_and(|length| length <= 32)
}

fn is_domain(words: &str) -> bool {
    let Some((rest, last)) = words.rsplit_once('.') else { return false };
    let label = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    let top = (2..=18).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    top && !FILES.contains(&last.to_ascii_lowercase().as_str())
        && rest.split('.').all(label)
        && rest.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Three groups of digits, or ten digits in a row that begin with 0.
fn is_phone(words: &str) -> bool {
    let groups: Vec<&str> = words.split(['-', 'ー']).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let all = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    all && words.starts_with('0') && matches!((groups.len(), digits), (3, 9..=11) | (1, 10..=11))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(AddressKind, &str)]) {
        let found = find(text);
        let found: Vec<(AddressKind, &str)> =
            found.iter().map(|one| (one.kind, one.value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn mail_and_web_addresses() {
        check(
            "窓口:info@example.jp/000-000-0199(平日)",
            &[(AddressKind::Email, "info@example.jp"), (AddressKind::Phone, "000-000-0199")],
        );
        check("(https://www.example.com/a?b=1)まで", &[(AddressKind::Url, "https://www.example.com/a?b=1")]);
        check("hxxps://bad[.]example[.]com/x", &[(AddressKind::Url, "https://bad.example.com/x")]);
        check("サーバーーa@example.jp、", &[(AddressKind::Email, "a@example.jp")]);
        check("@example.jpのアドレス", &[(AddressKind::Domain, "example.jp")]);
        check("差出人:例示院(〇〇@example.jp)〈##@###.example.com〉", &[]);
    }

    #[test]
    fn networks_and_hashes() {
        check(
            "198.51.100.0/24と192.0.2.1",
            &[(AddressKind::Ip, "198.51.100.0/24"), (AddressKind::Ip, "192.0.2.1")],
        );
        check("版は1.2.3.456です", &[]);
        check("d41d8cd98f00b204e9800998ecf8427e", &[(AddressKind::Hash, "d41d8cd98f00b204e9800998ecf8427e")]);
    }

    #[test]
    fn files_and_figures_are_no_addresses() {
        check("report.pdfを2023-11-07に送付", &[]);
        check("302,569件", &[]);
    }

    #[test]
    fn telephone_numbers() {
        check("電話03ー1234ー5678", &[(AddressKind::Phone, "03-1234-5678")]);
        check("TEL:0120123456", &[(AddressKind::Phone, "0120123456")]);
    }
}
