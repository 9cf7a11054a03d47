//! Finding where a figure may begin: an ASCII digit or a kanji numeral.

/// What figures begin with beside ASCII digits; ゼ is the first kana of ゼロ.
const NUMERALS: [char; 16] =
    ['〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '阡', 'ゼ'];

/// One bit a character of the Basic Multilingual Plane, 64 to a word, as the bytes of UTF-8 divide them.
static TABLE: [u64; 1024] = {
    let mut table = [0; 1024];
    let mut i = 0;
    while i < NUMERALS.len() {
        let code = NUMERALS[i] as usize;
        table[code >> 6] |= 1 << (code & 63);
        i += 1;
    }
    table
};

/// The next byte offset at or behind `at` where a figure may begin. `at` is on a character boundary.
pub(super) fn next(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(rest) = bytes.get(at..) {
        at += match *rest {
            // Hiragana and much of katakana, which are most of a text.
            [0xE3, 0x81 | 0x83, ..] => 3,
            [lead @ 0xE0..=0xEF, second, third, ..] => {
                let word = TABLE[usize::from(lead & 15) << 6 | usize::from(second & 63)];
                if word >> (third & 63) & 1 == 1 {
                    return Some(at);
                }
                3
            }
            [b'0'..=b'9', ..] => return Some(at),
            [0..=0x7F, ..] => 1,
            [0x80..=0xDF, ..] => 2,
            [_, ..] => 4,
            [] => return None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn anchors() {
        for numeral in "〇零一二三四五六七八九十百千阡059ゼ".chars() {
            let text = format!("件数は{numeral}");
            assert_eq!(next(text.as_bytes(), 0), Some(9), "{numeral}");
        }
        assert_eq!(next("件数は万億兆京数字、abcéж😀".as_bytes(), 0), None);
        assert_eq!(next("".as_bytes(), 3), None);
    }
}
