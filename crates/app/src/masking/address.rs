//! Personal mail addresses.

use jikenbo_text::Span;

use super::LISTS;

/// Longer local parts and domains are none.
const LONGEST: usize = 254;

/// Addresses whose local part is not an office's.
pub(super) fn find(text: &str) -> Vec<Span> {
    let signs = text.match_indices(['@', '＠']);
    signs.filter_map(|(at, sign)| address(text, at, at + sign.len())).collect()
}

fn address(text: &str, sign: usize, after: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let local = bytes[..sign].iter().rev().take(LONGEST).take_while(|byte| is_local(byte)).count();
    let domain = bytes[after..].iter().take(LONGEST).take_while(|byte| is_domain(byte)).count();
    let (start, mut end) = (sign - local, after + domain);
    while end > after && b".-".contains(&bytes[end - 1]) {
        end -= 1;
    }
    let has_top = text.get(after..end)?.rsplit_once('.').is_some_and(|(_, top)| top.len() >= 2);
    let name = text.get(start..sign)?.to_ascii_lowercase();
    let is_office = LISTS.offices.iter().any(|office| {
        name.strip_prefix(office.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|next: char| !next.is_ascii_alphabetic()))
    });
    (local > 0 && has_top && !is_office).then(|| Span::new(start, end))
}
