//! Text in addresses.

/// `text` with all but letters, digits and `-._~` as `%` and two figures.
pub(super) fn encoded(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}

/// What [`encoded`] encoded; what is not in its form is left as it is.
pub(super) fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        let figures = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match figures.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for text in ["", "a b", "事件簿.html", "100%", "%zz", "a/b?c#d"] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        assert_eq!(encoded("お b"), "%E3%81%8A%20b");
    }
}
