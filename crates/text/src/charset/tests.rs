use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};
use proptest::prelude::*;

use super::{Decoded, Hints, Sign, decode, looks_binary};

const TEXT: &str = "お客様の情報の漏えいに関するお知らせとお詫び。例示株式会社は、不正アクセスを受けました。件数は１２３件です。";

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{text} in {}", encoding.name());
    bytes.into_owned()
}

fn plain(bytes: &[u8]) -> Decoded {
    decode(bytes, Hints::default())
}

fn with_header(bytes: &[u8], content_type: &str) -> Decoded {
    decode(bytes, Hints { content_type: Some(content_type) })
}

fn codes(decoded: &Decoded) -> Vec<&str> {
    decoded.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn detection() {
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let decoded = plain(&encode(TEXT, encoding));
        assert_eq!((decoded.text.as_str(), decoded.charset), (TEXT, encoding.name()));
        assert_eq!(decoded.warnings, []);
    }
    assert_eq!(plain(b"plain ASCII").charset, "UTF-8");
    let nothing =
        Decoded { text: String::new(), charset: "UTF-8", sign: Sign::Detection, warnings: Vec::new() };
    assert_eq!(plain(b""), nothing);
}

#[test]
fn vendor_characters() {
    // ①㈱髙﨑～ as Windows writes them.
    let bytes = b"\x87\x40\x87\x8A\xFB\xFC\xFA\xB1\x81\x60";
    let decoded = with_header(bytes, "text/html; charset=Shift_JIS");
    assert_eq!((decoded.text.as_str(), codes(&decoded)), ("①㈱髙﨑～", vec![]));
}

#[test]
fn byte_order_marks_and_utf16() {
    let utf16 =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let text = "<html><title>お知らせ</title>\n個人情報の漏えい</html>";
    for (order, name) in
        [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
    {
        for source in [text.to_owned(), format!("\u{FEFF}{text}")] {
            let decoded = plain(&utf16(&source, order));
            assert_eq!((decoded.text.as_str(), decoded.charset), (text, name));
            assert_eq!(looks_binary(&utf16(&source, order)), None);
        }
    }
    let decoded = with_header("\u{FEFF}件".as_bytes(), "text/html; charset=Shift_JIS");
    assert_eq!((decoded.text.as_str(), decoded.charset), ("件", "UTF-8"));
}

#[test]
fn declarations_are_believed() {
    let short = encode("件", SHIFT_JIS);
    assert_eq!(with_header(&short, "text/plain; charset=cp932").text, "件");
    assert_eq!(with_header(b"ASCII", "text/plain; charset=utf-16").text, "ASCII");
    let page = format!("<meta charset=euc-jp><p>{TEXT}");
    assert_eq!(plain(&encode(&page, EUC_JP)).text, page);
}

#[test]
fn wrong_declarations_lose() {
    for (bytes, header) in [
        (encode(TEXT, SHIFT_JIS), "text/html; charset=UTF-8"),
        (encode(TEXT, EUC_JP), "text/html; charset=Shift_JIS"),
        (encode(TEXT, UTF_8), "text/html; charset=Shift_JIS"),
        (encode(TEXT, UTF_8), "text/html; charset=ISO-8859-1"),
        (encode(TEXT, SHIFT_JIS), "text/html; charset=ISO-8859-1"),
        (encode(TEXT, ISO_2022_JP), "text/html; charset=UTF-8"),
    ] {
        let decoded = with_header(&bytes, header);
        assert_eq!((decoded.text.as_str(), codes(&decoded)), (TEXT, vec!["charset_mismatch"]), "{header}");
    }
    // The header is wrong, the document right.
    let page = format!("<meta charset=Shift_JIS><p>{TEXT}");
    let decoded = with_header(&encode(&page, SHIFT_JIS), "text/html; charset=EUC-JP");
    assert_eq!((decoded.text.as_str(), codes(&decoded)), (page.as_str(), vec!["charset_mismatch"]));
}

#[test]
fn signs_are_told() {
    let sign = |bytes: &[u8]| plain(bytes).sign;
    assert_eq!(sign("\u{FEFF}件".as_bytes()), Sign::ByteOrderMark);
    assert_eq!(with_header(&encode("件", SHIFT_JIS), "text/plain; charset=sjis").sign, Sign::Header);
    assert_eq!(
        sign(&encode("<?xml version='1.0' encoding='EUC-JP'?><a>件</a>", EUC_JP)),
        Sign::XmlDeclaration
    );
    assert_eq!(sign(&encode("<meta charset=sjis>件", SHIFT_JIS)), Sign::Meta);
    assert_eq!(sign(&encode("@charset \"sjis\"; /* 件 */", SHIFT_JIS)), Sign::CssRule);
    assert_eq!((sign(TEXT.as_bytes()), sign(&encode(TEXT, ISO_2022_JP))), (Sign::Bytes, Sign::Bytes));
    assert_eq!(sign(&encode(TEXT, EUC_JP)), Sign::Detection);
    // A declaration that does not hold is no sign.
    assert_eq!(sign(format!("<meta charset=sjis>{TEXT}").as_bytes()), Sign::Bytes);
}

#[test]
fn broken_bytes() {
    let mut bytes = TEXT.repeat(4).into_bytes();
    bytes.splice(0..3, [0xFF]);
    let decoded = with_header(&bytes, "text/html; charset=UTF-8");
    assert_eq!((decoded.charset, codes(&decoded)), ("UTF-8", vec!["undecodable_bytes"]));
    assert_eq!(decoded.warnings[0].span.of(&decoded.text), Some("\u{FFFD}"));
    assert_eq!(plain(&bytes).charset, "UTF-8", "broken UTF-8 is still UTF-8");
    // A cut-off end.
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP] {
        let bytes = encode("お知らせします。情報", encoding);
        let decoded = plain(&bytes[..bytes.len() - 1]);
        assert_eq!(
            (decoded.text.as_str(), codes(&decoded)),
            ("お知らせします。情", vec![]),
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn binary_forms() {
    assert_eq!(looks_binary(b"PK\x03\x04rest"), Some("ZIP (or an Office document)"));
    assert_eq!(looks_binary(b"\x89PNG\r\n\x1A\n"), Some("PNG image"));
    assert_eq!(looks_binary(&[1, 0, 2, 0, 0, 9, 200, 0, 0, 0]), Some("binary data"));
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        assert_eq!(looks_binary(&encode(TEXT, encoding)), None, "{}", encoding.name());
    }
    assert_eq!(looks_binary(b""), None);
}

proptest! {
    #[test]
    fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..200), header in "[a-z/]{0,8}; charset=[a-zA-Z0-9_-]{0,12}") {
        let decoded = with_header(&bytes, &header);
        for warning in &decoded.warnings {
            prop_assert!(warning.span.of(&decoded.text).is_some());
        }
        let _ = looks_binary(&bytes);
    }

    #[test]
    fn utf8_comes_back(text in any::<String>()) {
        let text = text.trim_start_matches('\u{FEFF}').replace('\0', "");
        prop_assume!(!text.contains('\u{1B}'));
        prop_assert_eq!(with_header(text.as_bytes(), "text/plain; charset=utf-8").text, text);
    }
}
