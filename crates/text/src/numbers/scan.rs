//! Finding where a figure may begin: an ASCII digit or a kanji numeral.

/// The next byte offset at or behind `at` where a figure may begin. `at` is on a character boundary.
pub(super) fn next(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(&lead) = bytes.get(at) {
        at += match lead {
            b'0'..=b'9' => return Some(at),
            0..=0x7F => 1,
            0xE3..=0xE9 => {
                if let Some(&[_, second, third]) = bytes.get(at..at + 3)
                    && is_numeral(lead, second, third)
                {
                    return Some(at);
                }
                3
            }
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }
    None
}

/// 〇 零 一 to 九, 十 百 千 阡, as UTF-8, and the first kana of ゼロ.
#[inline]
fn is_numeral(lead: u8, second: u8, third: u8) -> bool {
    match lead {
        0xE4 => matches!((second, third), (0xB8, 0x80 | 0x83 | 0x89) | (0xBA, 0x8C | 0x94) | (0xB9, 0x9D)),
        0xE5 => matches!((second, third), (0x85, 0xAB | 0xAD) | (0x8D, 0x81 | 0x83) | (0x9B, 0x9B)),
        0xE7 => second == 0x99 && third == 0xBE,
        // 〇, and ゼ of ゼロ
        0xE3 => (second == 0x80 && third == 0x87) || (second == 0x82 && third == 0xBC),
        0xE9 => (second == 0x9B && third == 0xB6) || (second == 0x98 && third == 0xA1),
        _ => false,
    }
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
